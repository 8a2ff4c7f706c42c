"""Tables of WordprocessingML: grid columns, merged cells, deleted rows."""

from collections.abc import Callable

from lxml import etree

from thucchat.vntext.reading import build, grids
from thucchat.vntext.reading.build import Block, Slot
from thucchat.vntext.reading.docx_numbering import W, value, whole

_LINES = ("top", "left", "bottom", "right", "insideH", "insideV")


def read(
    table: "etree._Element", blocks_of: Callable[["etree._Element"], list[Block]]
) -> list[Block]:
    """Read a table; rows that a tracked change deleted are left out."""
    rows: list[list[tuple[Slot, list[Block]]]] = []
    above: dict[int, Slot] = {}
    for row in _children(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        column = whole(value(row.find(f"{W}trPr/{W}gridBefore")), 0)
        cells: list[tuple[Slot, list[Block]]] = []
        for cell in _children(row, "tc"):
            slot, blocks = _cell(cell, max(column, 0), above, blocks_of)
            cells.append((slot, blocks))
            column = slot.column + slot.width
            if column > grids.MAX_COLUMNS:
                break
        rows.append(cells)
    return grids.place(rows, ruled=_is_ruled(table))


def _cell(
    cell: "etree._Element",
    column: int,
    above: dict[int, Slot],
    blocks_of: Callable[["etree._Element"], list[Block]],
) -> tuple[Slot, list[Block]]:
    width = min(max(whole(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1), 1), grids.MAX_COLUMNS)
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    held = above.get(column)
    if merge is not None and value(merge) != "restart" and held is not None:
        return Slot(held.text.replace(build.MARK, ""), column, width, merged=True), []
    blocks = blocks_of(cell)
    text, notes = grids.join(blocks)
    slot = Slot(text, column, width, notes=notes)
    above.pop(column, None)
    if merge is not None:
        above[column] = slot
    return slot, blocks


def _children(element: "etree._Element", name: str) -> list["etree._Element"]:
    """Rows and cells, also those wrapped in content controls."""
    out = []
    for child in element:
        if child.tag == f"{W}{name}":
            out.append(child)
        elif child.tag in (f"{W}sdt", f"{W}customXml"):
            inner = child.find(f"{W}sdtContent")
            out += _children(child if inner is None else inner, name)
    return out


def _is_ruled(table: "etree._Element") -> bool:
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is not None:
        return any(value(borders.find(f"{W}{n}")) not in ("", "nil", "none") for n in _LINES)
    if any(
        value(line) not in ("", "nil", "none")
        for cell in table.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders")
        for line in cell
    ):
        return True
    style = value(table.find(f"{W}tblPr/{W}tblStyle"))
    return bool(style) and style not in ("TableNormal", "NormalTable")
