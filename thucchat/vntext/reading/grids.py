"""Tables that hold data and tables that only place a letterhead or a signature."""

from collections.abc import Sequence

from thucchat.vntext.reading.build import Block, Grid, Note, Para, Slot

MAX_COLUMNS = 200


def join(blocks: Sequence[Block]) -> tuple[str, list[Note]]:
    """Write the content of a cell in one line; a table inside a cell is read row by row."""
    words: list[str] = []
    notes: list[Note] = []
    for block in blocks:
        if isinstance(block, Para):
            words.append(block.text)
            notes += block.notes
        else:
            for row in block.rows:
                words.append("; ".join(slot.text for slot in row))
                notes += [note for slot in row for note in slot.notes]
    return " ".join(word for word in words if word.strip()), notes


def place(rows: Sequence[Sequence[tuple[Slot, Sequence[Block]]]], *, ruled: bool) -> list[Block]:
    """
    Return a table as a grid, or, where it only places text, as the paragraphs of its cells.

    ``ruled``: lines are drawn between the cells. One row, or one column, or two unruled
    columns of a few rows place text: cell by cell, left before right.
    """
    columns = max((slot.column + slot.width for row in rows for slot, _ in row), default=0)
    filled = [row for row in rows if any(_has_words(blocks) for _, blocks in row)]
    if columns <= 1 or len(filled) <= 1 or (columns <= 3 and len(filled) <= 4 and not ruled):
        return _by_column(filled, columns)
    return [Grid([[slot for slot, _ in row] for row in rows])]


def _has_words(blocks: Sequence[Block]) -> bool:
    return any(not isinstance(block, Para) or block.text.strip() for block in blocks)


def _by_column(rows: Sequence[Sequence[tuple[Slot, Sequence[Block]]]], columns: int) -> list[Block]:
    out: list[Block] = []
    for column in range(columns):
        for row in rows:
            for slot, blocks in row:
                if slot.column == column and not slot.merged:
                    out += blocks
    return out
