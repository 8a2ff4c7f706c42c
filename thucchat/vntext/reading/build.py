"""From blocks in reading order to a ``Source``: one text, its spans and the way back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from thucchat.vntext import text as letters
from thucchat.vntext.reading import encodings
from thucchat.vntext.reading.source import Cell, Footnote, Furniture, Row, Source, Table
from thucchat.vntext.text import Span

MARK = "\ue000"  # stands in a draft's text where a footnote hangs
_CONTROLS = dict.fromkeys([*range(9), *range(14, 32), 127, 0xFFFE, 0xFFFF], " ") | {
    0x0B: "\n",
    0x0C: "\n",
    0x0D: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_SPACES = re.compile(r"[ \t]+")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")
_ORNAMENT = re.compile(r"[\s*_=~.…\-–—―─]+")  # a line drawn with signs
_LOST = re.compile(r"\r(?=\n)|\ufeff")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Note:
    """A footnote: its number as drawn («1»), its words; an endnote is shown as [1]."""

    mark: str
    text: str
    endnote: bool = False

    @property
    def shown(self) -> str:
        """The mark as it stands in the text."""
        if self.endnote or not self.mark.isdigit():
            return f"[{self.mark}]"
        return self.mark.translate(SUPERSCRIPT)


@dataclass(slots=True)
class Para:
    """A paragraph; its text holds one ``MARK`` for each of its notes, in order."""

    text: str
    notes: list[Note] = field(default_factory=list)
    furniture: bool = False


@dataclass(slots=True)
class Slot:
    """A cell of a table in the making."""

    text: str
    column: int
    width: int = 1
    merged: bool = False
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table in the making."""

    rows: list[list[Slot]]

    @property
    def columns(self) -> int:
        """How many grid columns the widest row covers."""
        return max((s.column + s.width for row in self.rows for s in row), default=0)


Block = Para | Grid


def clean(text: str, *, one_line: bool = False) -> str:
    """Collapse blanks, drop control characters; with ``one_line`` line breaks go too."""
    tidy = _SPACES.sub(" ", text.translate(_CONTROLS))
    tidy = _AROUND_BREAK.sub(" " if one_line else "\n", tidy)
    return tidy.strip(" \n")


def superscript(text: str) -> str:
    """Write raised digits as the code points for them: km², người¹; other text is left."""
    return text.translate(SUPERSCRIPT) if text.strip().isdigit() else text


def build(blocks: Iterable[Block], *, file_format: str, notes: Sequence[str] = ()) -> Source:
    """Lay the blocks out; blank ones and drawn lines vanish."""
    listed = [tidy for block in blocks if (tidy := _tidy(block)) is not None]
    told = list(notes)
    legacy = encodings.recognise(_sample(listed))
    if legacy:
        for block in listed:
            _convert(block, legacy)
        told.append(legacy_note(legacy))
    writer = _Writer()
    for block in listed:
        writer.add(block)
    return writer.finish(file_format, tuple(told))


def legacy_note(encoding: str) -> str:
    """Say that letters were converted."""
    name = encodings.LEGACY_NAMES[encoding]
    return f"Chữ trong tệp dùng bảng mã {name}, đã chuyển sang Unicode; hãy soát lại."


def _tidy(block: Block) -> Block | None:
    if isinstance(block, Para):
        block.text = clean(block.text)
        if _ORNAMENT.fullmatch(block.text):
            return None
        for note in block.notes:
            note.text = clean(note.text, one_line=True)
        return block if block.text else None
    for row in block.rows:
        for slot in row:
            slot.text = clean(slot.text, one_line=True)
            for note in slot.notes:
                note.text = clean(note.text, one_line=True)
    block.rows = [row for row in block.rows if any(slot.text for slot in row)]
    return block if block.rows else None


def _sample(blocks: Iterable[Block]) -> str:
    words: list[str] = []
    for block in blocks:
        if isinstance(block, Para):
            words.append(block.text)
        else:
            words += [slot.text for row in block.rows for slot in row]
    return "\n".join(words)


def _convert(block: Block, legacy: str) -> None:
    change = encodings.CONVERTERS[legacy]
    holders: list[Para | Slot] = (
        [block] if isinstance(block, Para) else [slot for row in block.rows for slot in row]
    )
    for holder in holders:
        holder.text = change(letters.nfc(holder.text))
        for note in holder.notes:
            note.text = change(letters.nfc(note.text))


@dataclass(slots=True)
class _RowDraft:
    span: Span
    cells: list[tuple[Slot, Span]]


class _Writer:
    """Writes ``original``, remembers spans in it, then maps everything to ``text``."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.kept: list[Span] = []
        self.tables: list[list[_RowDraft]] = []
        self.notes: list[tuple[Note, int, Span]] = []
        self.furniture: list[Span] = []
        self.begun = False

    def add(self, block: Block) -> None:
        if isinstance(block, Para) and block.furniture:
            start = self.put("\n\n").end if self.size else 0
            self.furniture.append(Span(start, self.put(block.text).end))
            return
        begin = self.size
        if self.begun:
            self.put("\n\n")
        elif self.size:
            begin = self.put("\n\n").end
        self.begun = True
        if isinstance(block, Para):
            waiting = self.words(block.text, block.notes)
        else:
            waiting = self.table(block)
        for note, at in waiting:
            self.put("\n\n")
            self.notes.append((note, at, self.put(f"{note.shown} {note.text}")))
        self.keep(Span(begin, self.size))

    def table(self, grid: Grid) -> list[tuple[Note, int]]:
        rows: list[_RowDraft] = []
        waiting: list[tuple[Note, int]] = []
        for row in grid.rows:
            if rows:
                self.put("\n")
            start = self.put("|").start
            cells: list[tuple[Slot, Span]] = []
            for slot in row:
                self.put(" ")
                begin = self.size
                waiting += self.words(slot.text, slot.notes)
                cells.append((slot, Span(begin, self.size)))
                whole = slot.width >= grid.columns
                self.put(" |" + ("" if whole else "  |" * (slot.width - 1)))
            rows.append(_RowDraft(Span(start, self.size), cells))
        self.tables.append(rows)
        return waiting

    def words(self, text: str, notes: Sequence[Note]) -> list[tuple[Note, int]]:
        hanging: list[tuple[Note, int]] = []
        pieces = text.split(MARK)
        self.put(pieces[0])
        for number, piece in enumerate(pieces[1:]):
            if number < len(notes):
                hanging.append((notes[number], self.put(notes[number].shown).start))
            self.put(piece)
        return hanging

    def put(self, text: str) -> Span:
        start = self.size
        self.parts.append(text)
        self.size += len(text)
        return Span(start, self.size)

    def keep(self, span: Span) -> None:
        if self.kept and self.kept[-1].end == span.start:
            span = Span(self.kept.pop().start, span.end)
        self.kept.append(span)

    def finish(self, file_format: str, told: tuple[str, ...]) -> Source:
        original = "".join(self.parts)
        text, points = compose(original, self.kept)
        place = _Inverse(points, len(text))
        return Source(
            format=file_format,
            text=text,
            original=original,
            offset_map=points,
            tables=tuple(_table(rows, text, place) for rows in self.tables),
            footnotes=tuple(
                Footnote(note.shown, place.span(span), place.offset(at))
                for note, at, span in self.notes
            ),
            furniture=tuple(Furniture(original[s.start : s.end], s) for s in self.furniture),
            notes=told,
        )


def _table(rows: list[_RowDraft], text: str, place: "_Inverse") -> Table:
    made = []
    for row in rows:
        cells = []
        for slot, span in row.cells:
            here = place.span(span)
            words = text[here.start : here.end]
            cells.append(Cell(words, here, slot.column, slot.width, slot.merged))
        made.append(Row(place.span(row.span), tuple(cells)))
    return Table(tuple(made))


def compose(original: str, kept: Iterable[Span]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Join the kept pieces in NFC without carriage returns; return the text and its map."""
    raw: list[str] = []
    steps: list[tuple[int, int]] = []
    size = 0
    for span in kept:
        at = span.start
        for lost in _LOST.finditer(original, span.start, span.end):
            size = _step(raw, steps, size, original[at : lost.start()], at)
            at = lost.end()
        size = _step(raw, steps, size, original[at : span.end], at)
    joined = "".join(raw)
    text, offsets = letters.nfc_offsets(joined)
    if offsets is None:
        return text.translate(_CONTROLS), tuple(steps)
    return text.translate(_CONTROLS), _through(offsets, steps)


def _step(raw: list[str], steps: list[tuple[int, int]], size: int, piece: str, at: int) -> int:
    if not piece:
        return size
    raw.append(piece)
    steps += [(size, at), (size + len(piece), at + len(piece))]
    if len(steps) >= 4 and steps[-3] == steps[-2]:
        del steps[-3:-1]
    return size + len(piece)


def _through(offsets: list[int], steps: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Put the map of composition after the map of leaving out."""
    points: list[tuple[int, int]] = []
    step = 0
    for offset, raw in enumerate(offsets):
        while step + 1 < len(steps) and steps[step + 1][0] <= raw:
            step += 1
            if steps[step] == (raw, steps[step][1]) and steps[step - 1][0] != raw:
                _mark(points, offset, steps[step][1])
        _mark(points, offset, steps[step][1] + raw - steps[step][0])
    return tuple(points)


def _mark(points: list[tuple[int, int]], offset: int, there: int) -> None:
    """Add a breakpoint unless the map runs through it anyway."""
    if not points or points[-1][1] - points[-1][0] != there - offset:
        points.append((offset, there))


class _Inverse:
    """From offsets of ``original`` that are kept to offsets of ``text``."""

    def __init__(self, points: Sequence[tuple[int, int]], size: int) -> None:
        self.points = points
        self.size = size

    def offset(self, there: int) -> int:
        low, high = 0, len(self.points)
        while low < high:
            middle = (low + high) // 2
            if self.points[middle][1] <= there:
                low = middle + 1
            else:
                high = middle
        here, base = self.points[max(low - 1, 0)]
        following = self.points[low][0] if low < len(self.points) else self.size
        return min(here + max(there - base, 0), following)

    def span(self, span: Span) -> Span:
        return Span(self.offset(span.start), self.offset(span.end))
