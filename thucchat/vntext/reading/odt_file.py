"""ODT: paragraphs with their drawn numbers, tables, notes; changes as accepted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from thucchat.vntext.reading import grids, numerals, odt_styles, refusals
from thucchat.vntext.reading.archive import Archive
from thucchat.vntext.reading.build import MARK, Block, Note, Para, Slot, build, superscript
from thucchat.vntext.reading.docx_file import BOXES_NOTE, CHANGES_NOTE
from thucchat.vntext.reading.docx_numbering import whole
from thucchat.vntext.reading.odt_styles import DRAW, LEVELS, MANIFEST, OFFICE, STYLE, TABLE, TEXT
from thucchat.vntext.reading.source import Source

_SIGNS = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
_SECTIONS = {f"{TEXT}{n}" for n in ("section", "index-body", "table-of-content")}
_SILENT = {
    f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}tracked-changes",
    f"{TEXT}bookmark", f"{TEXT}soft-page-break", f"{TEXT}change", f"{TEXT}change-start",
    f"{TEXT}change-end", f"{TEXT}sequence-decls", f"{TEXT}variable-decls",
}  # fmt: skip
_MAX_DEPTH = 60
_MAX_ROWS = 10_000


@dataclass(slots=True)
class _List:
    style: str
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


def read(data: bytes, name: str) -> tuple[Source, tuple[str, ...]]:
    """Read the file; also return the texts of its text boxes, where stamps may stand."""
    archive = Archive(data, name)
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None:
        raise refusals.encrypted(name)
    if any(part.startswith(("Basic/", "Scripts/")) for part in archive.names):
        raise refusals.macro(name)
    root = archive.xml("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise refusals.corrupt(name)
    reader = _Reader(root, archive.xml("styles.xml"))
    blocks = [*reader.furniture(), *reader.blocks(body, 0)]
    notes = [BOXES_NOTE] if reader.boxes else []
    if body.find(f"{TEXT}tracked-changes") is not None:
        notes.append(CHANGES_NOTE)
    return build(blocks, file_format="odt", notes=notes), tuple(reader.boxes)


class _Reader:
    def __init__(self, root: "etree._Element", styles: "etree._Element | None") -> None:
        self.masters = styles
        self.styles = odt_styles.Styles()
        for holder in (styles, root):
            if holder is not None:
                self.styles.add(holder)
        self.lists: dict[str, _List] = {}
        self.last: dict[str, _List] = {}
        self.boxes: list[str] = []
        self.pending = ""

    def furniture(self) -> Iterator[Block]:
        """Headers and footers belong to master pages."""
        if self.masters is None:
            return
        for master in self.masters.iter(f"{STYLE}master-page"):
            for part in master:
                if part.tag.startswith((f"{STYLE}header", f"{STYLE}footer")):
                    for paragraph in part.iter(f"{TEXT}p"):
                        yield Para(self.inline(paragraph)[0], furniture=True)

    def blocks(self, holder: Iterable["etree._Element"], depth: int) -> list[Block]:
        out: list[Block] = []
        if depth > _MAX_DEPTH:
            return out
        for element in holder:
            if element.tag in (f"{TEXT}p", f"{TEXT}h"):
                out.append(self.paragraph(element))
            elif element.tag == f"{TEXT}list":
                out += self.listed(element, 0, depth, None)
            elif element.tag == f"{TABLE}table":
                out += self.table(element, depth)
            elif element.tag in _SECTIONS:
                out += self.blocks(element, depth + 1)
        return out

    def paragraph(self, element: "etree._Element") -> Para:
        text, notes = self.inline(element)
        if not text.strip():
            return Para("")
        label, self.pending = self.pending, ""
        return Para(f"{label} {text}" if label else text, notes)

    def listed(
        self, element: "etree._Element", level: int, depth: int, held: _List | None
    ) -> list[Block]:
        """Give the items their numbers; a list goes on where it says so."""
        held = held or self._list(element)
        out: list[Block] = []
        if level >= LEVELS or depth > _MAX_DEPTH:
            return out
        for item in element:
            if item.tag == f"{TEXT}list-item" and len(item) and _has_words(item[0]):
                self.pending = self._label(held, level, item)
            for child in item:
                if child.tag == f"{TEXT}list":
                    out += self.listed(child, level + 1, depth + 1, held)
                else:
                    out += self.blocks([child], depth + 1)
        return out

    def _list(self, element: "etree._Element") -> _List:
        style = element.get(f"{TEXT}style-name") or ""
        first = next(element.iter(f"{TEXT}p"), None)
        if not style and first is not None:
            style = self.styles.list_of.get(first.get(f"{TEXT}style-name") or "", "")
        follows = self.lists.get(element.get(f"{TEXT}continue-list") or "")
        if follows is None and element.get(f"{TEXT}continue-numbering") == "true":
            follows = self.last.get(style)
        made = _List(style, list(follows.counts)) if follows else _List(style)
        key = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if key:
            self.lists[key] = made
        self.last[style] = made
        return made

    def _label(self, held: _List, level: int, item: "etree._Element") -> str:
        look = self.styles.levels.get(held.style, {}).get(level)
        if look is None or look.bullet:
            return look.prefix if look else ""
        start, before = item.get(f"{TEXT}start-value"), held.counts[level]
        following = look.start if before is None else before + 1
        held.counts[level] = whole(start, 1) if start else following
        held.counts[level + 1 :] = [None] * (LEVELS - level - 1)
        drawn = []
        for above in range(max(0, level - look.shown + 1), level + 1):
            other = self.styles.levels[held.style].get(above, look)
            drawn.append(numerals.draw(held.counts[above] or other.start, other.style))
        number = ".".join(part for part in drawn if part)
        return f"{look.prefix}{number}{look.suffix}".strip() if number else ""

    def inline(self, element: "etree._Element") -> tuple[str, list[Note]]:
        out: list[str] = []
        notes: list[Note] = []
        self._gather(element, out, notes, 0)
        return "".join(out), notes

    def _gather(
        self, element: "etree._Element", out: list[str], notes: list[Note], depth: int
    ) -> None:
        raised = element.get(f"{TEXT}style-name") in self.styles.raised
        out.append(_tidy(element.text, raised=raised))
        for child in element:
            if child.tag in _SIGNS:
                out.append(_SIGNS[child.tag])
            elif child.tag == f"{TEXT}note":
                self._note(child, out, notes)
            elif child.tag.startswith(DRAW):
                self._box(child)
            elif child.tag.startswith(TEXT) and child.tag not in _SILENT and depth < _MAX_DEPTH:
                self._gather(child, out, notes, depth + 1)
            out.append(_tidy(child.tail, raised=raised))

    def _note(self, note: "etree._Element", out: list[str], notes: list[Note]) -> None:
        citation = note.find(f"{TEXT}note-citation")
        body = note.find(f"{TEXT}note-body")
        mark = (citation.text or "").strip() if citation is not None else ""
        if body is None or not mark:
            return
        words = " ".join(self.inline(p)[0].strip() for p in body.iter(f"{TEXT}p"))
        endnote = note.get(f"{TEXT}note-class") == "endnote"
        notes.append(Note(mark, words.replace(MARK, ""), endnote=endnote))
        out.append(MARK)

    def _box(self, frame: "etree._Element") -> None:
        words = ["".join(map(str, p.itertext())).strip() for p in frame.iter(f"{TEXT}p")]
        if any(words):
            self.boxes.append("\n".join(words))

    def table(self, element: "etree._Element", depth: int) -> list[Block]:
        rows: list[list[tuple[Slot, list[Block]]]] = []
        above: dict[int, tuple[Slot, int]] = {}
        for row in element.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table"), None) is not element:
                continue
            rows.append(self._row(row, above, depth))
        style_names = {c.get(f"{TABLE}style-name") for c in element.iter(f"{TABLE}table-cell")}
        return grids.place(rows, ruled=bool(style_names & self.styles.ruled))

    def _row(
        self, row: "etree._Element", above: dict[int, tuple[Slot, int]], depth: int
    ) -> list[tuple[Slot, list[Block]]]:
        cells: list[tuple[Slot, list[Block]]] = []
        column = 0
        for cell in row:
            if cell.tag == f"{TABLE}covered-table-cell":
                _repeat(cells, above, column)
            elif cell.tag == f"{TABLE}table-cell":
                blocks = self.blocks(cell, depth + 1)
                text, notes = grids.join(blocks)
                width = _number(cell, "number-columns-spanned", grids.MAX_COLUMNS)
                slot = Slot(text, column, width, notes=notes)
                cells.append((slot, blocks))
                down = _number(cell, "number-rows-spanned", _MAX_ROWS)
                if down > 1:
                    above[column] = (slot, down - 1)
            else:
                continue
            column += _number(cell, "number-columns-repeated", grids.MAX_COLUMNS)
            if column > grids.MAX_COLUMNS:
                break
        return cells


def _repeat(
    cells: list[tuple[Slot, list[Block]]], above: dict[int, tuple[Slot, int]], column: int
) -> None:
    """Repeat a cell that reaches down from above; a cell covered from its left is no cell."""
    held = above.pop(column, None)
    if held is None:
        return
    slot, left = held
    cells.append((Slot(slot.text.replace(MARK, ""), column, slot.width, merged=True), []))
    if left > 1:
        above[column] = (slot, left - 1)


def _has_words(element: "etree._Element") -> bool:
    own = element.tag in (f"{TEXT}p", f"{TEXT}h")
    return own and bool("".join(map(str, element.itertext())).strip())


def _number(cell: "etree._Element", name: str, most: int) -> int:
    return min(max(whole(cell.get(f"{TABLE}{name}") or "", 1), 1), most)


def _tidy(text: str | None, *, raised: bool) -> str:
    words = (text or "").replace(MARK, " ").replace("\n", " ")
    return superscript(words) if raised else words
