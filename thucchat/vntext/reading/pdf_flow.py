"""From the lines of PDF pages to paragraphs that run over line and page ends."""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from thucchat.vntext.reading import furniture, grids, pdf_tables
from thucchat.vntext.reading.build import MARK, Block, Grid, Note, Para, Slot
from thucchat.vntext.reading.pdf_page import HYPHEN, RAISED, Line, Page
from thucchat.vntext.reading.pdf_tables import Ruled

_RAISED = re.compile(f"[{chr(RAISED)}-{chr(RAISED + 9)}]+")
_OPENS_NOTE = re.compile(f"{_RAISED.pattern}|\\d{{1,3}}\\s")
_TO_DIGITS = {RAISED + digit: str(digit) for digit in range(10)}
_TO_SUPERSCRIPT = {RAISED + digit: sign for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_MARKER = re.compile(
    r"(?:[IVX]{1,5}\s*[.)]|\d{1,2}(?:\.\d{1,2})*\s*[.)]|[a-zđ]\s*\)|\(\d{1,2}\)|\([a-zđ]\)|[-–—•+*])\s|"
    r"(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|ĐIỀU|Điều)\s+(?:thứ|THỨ|[IVX\d]+)|"
    r"(?:Nơi nhận|Kính gửi)\s*:"
)
_CLOSED = re.compile(r"[.;:!?…][\"”’)\]]*$")
_HANGS = re.compile(r"(?:tháng|năm|số|quý|ngày|khoản|điều|mục|điểm|Điều|[\d/,–-])$")
_ASCII_TAIL = re.compile(r"(?<![^\W\d_])[a-z]{2,}$")
_WIDE_GAP = 1.4
_INDENT = 7.0
_RAGGED = 4.0
_NOTE_HEIGHT = 0.93


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges between which the lines of a column run, and how far apart they stand."""

    left: float
    right: float
    pitch: float
    justified: bool  # whether lines that go on reach the right edge


@dataclass(slots=True)
class _Open:
    """A paragraph that may go on."""

    para: Para
    last: Line
    frame: Frame
    inset: bool  # whether its first line is
    centred: bool  # whether its first line is
    lines: int = 1


@dataclass(slots=True)
class Sheet:
    """A page taken apart: what flows, what is set apart."""

    items: list["Line | Grid"] = field(default_factory=list)
    edges: list[float] | None = None  # the columns of the table that ends the page
    furniture: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)


def blocks(pages: Sequence[Page]) -> list[Block]:
    """Read pages into blocks in reading order."""
    tables = [pdf_tables.find(page) for page in pages]
    apart = _furniture(pages, tables)
    sheets = [_sheet(page, tables[n], apart[n]) for n, page in enumerate(pages)]
    flow = _Flow()
    for sheet in sheets:
        for text in sheet.furniture:
            flow.out.append(Para(text, furniture=True))
        flow.page(sheet)
    return flow.out


def _furniture(pages: Sequence[Page], tables: Sequence[Sequence[Ruled]]) -> list[set[int]]:
    """Return, for each page, the indexes of its lines that are headers, footers, numbers."""
    orders = [
        [i for i in _top_down(page.lines) if not any(t.holds(page.lines[i]) for t in ruled)]
        for page, ruled in zip(pages, tables, strict=True)
    ]
    texts = [[page.lines[i].text for i in order] for page, order in zip(pages, orders, strict=True)]
    apart: list[set[int]] = [set() for _ in pages]
    for page, place in furniture.find(texts):
        apart[page].add(orders[page][place])
    return apart


def _top_down(lines: Sequence[Line]) -> list[int]:
    return sorted(range(len(lines)), key=lambda i: (-lines[i].base, lines[i].x0))


def _sheet(page: Page, tables: Sequence[Ruled], apart: set[int]) -> Sheet:
    sheet = Sheet(furniture=[_plain(page.lines[i].text) for i in sorted(apart)])
    lines = [line for i, line in enumerate(page.lines) if i not in apart]
    in_table = {
        id(line): number
        for line in lines
        for number, table in enumerate(tables)
        if table.holds(line)
    }
    flowing = [line for line in lines if id(line) not in in_table]
    noted = _take_notes(flowing, sheet)
    done: set[int] = set()
    for line in lines:
        number = in_table.get(id(line))
        if number is None:
            if id(line) not in noted:
                sheet.items.append(line)
        elif number not in done:
            done.add(number)
            own = [other for other in lines if in_table.get(id(other)) == number]
            sheet.items += _as_blocks(pdf_tables.rows(tables[number], own))
    sheet.frames = _frames([item for item in sheet.items if isinstance(item, Line)], page.width)
    return sheet


def _as_blocks(rows: list[list[Slot]]) -> list[Line | Grid]:
    for row in rows:
        for slot in row:
            slot.text = slot.text.replace(HYPHEN, "-")
    placed = grids.place([[(slot, [Para(slot.text)]) for slot in row] for row in rows], ruled=True)
    return [block for block in placed if isinstance(block, Grid)]


def _take_notes(lines: Sequence[Line], sheet: Sheet) -> set[int]:
    """Set apart the notes at the foot: small letters, opened by a raised number."""
    if not lines:
        return set()
    plain = [line for line in lines if not _OPENS_NOTE.match(line.text)] or lines
    body = statistics.median(line.height for line in plain for _ in line.text[::10])
    marks = {
        found.group().translate(_TO_DIGITS)
        for line in lines
        for found in _RAISED.finditer(line.text)
        if found.start()
    }
    taken: set[int] = set()
    mark = ""
    for line in lines:
        opened = _OPENS_NOTE.match(line.text)
        number = opened.group().strip().translate(_TO_DIGITS) if opened else ""
        if opened and number in marks and line.height < _NOTE_HEIGHT * body:
            mark = number
            sheet.notes[mark] = _plain(line.text[opened.end() :].strip())
        elif mark and line.height < _NOTE_HEIGHT * body:
            sheet.notes[mark] = _joined(sheet.notes[mark], _plain(line.text))
        else:
            mark = ""
            continue
        taken.add(id(line))
    return taken


def _frames(lines: Sequence[Line], width: float) -> list[Frame]:
    """Find one column or, where nearly all lines keep to a side, two."""
    left = [line for line in lines if line.x1 <= 0.53 * width]
    right = [line for line in lines if line.x0 >= 0.47 * width]
    if min(len(left), len(right)) >= 4 and len(left) + len(right) >= 0.85 * len(lines):
        return [_frame(left), _frame(right)]
    return [_frame(lines)] if lines else []


def _frame(lines: Sequence[Line]) -> Frame:
    starts = Counter(round(line.x0 / 2) for line in lines)
    often = [place for place, count in starts.items() if count >= max(2, 0.08 * len(lines))]
    left = min(often) * 2.0 if often else min(line.x0 for line in lines)
    gaps = [
        gap
        for before, after in itertools.pairwise(lines)
        if 0 < (gap := before.base - after.base) < 60
    ]
    pitch = statistics.median_low(gaps) if gaps else 0.0
    right = max(line.x1 for line in lines)
    full = sum(line.x1 > right - _RAGGED for line in lines)
    return Frame(left, right, pitch, justified=full > 0.4 * len(lines) and len(lines) > 4)


class _Flow:
    """Joins lines to paragraphs and pieces of a table to one, over page ends."""

    def __init__(self) -> None:
        self.out: list[Block] = []
        self.open: _Open | None = None
        self.table: Grid | None = None

    def page(self, sheet: Sheet) -> None:
        for item in sheet.items:
            if isinstance(item, Grid):
                self.open = None
                self.add_table(item)
            else:
                self.table = None
                self.add_line(item, sheet)

    def add_table(self, grid: Grid) -> None:
        held = self.table
        if held is None or held.columns != grid.columns:
            self.out.append(grid)
            self.table = grid
            return
        rows = grid.rows
        if rows and _texts(rows[0]) == _texts(held.rows[0]):
            rows = rows[1:]
        if rows and _continues_row(held, rows[0]):
            for slot in rows[0]:
                above = next((s for s in held.rows[-1] if s.column == slot.column), None)
                if above is not None and not slot.merged:
                    above.text = _joined(above.text, slot.text)
            rows = rows[1:]
        held.rows += rows

    def add_line(self, line: Line, sheet: Sheet) -> None:
        frame = _frame_of(line, sheet.frames)
        text, notes = _with_notes(line.text, sheet)
        if self.open is not None and _goes_on(self.open, line, frame):
            self.open.para.text = _joined(self.open.para.text, text)
            self.open.para.notes += notes
            self.open.last, self.open.frame = line, frame
            self.open.lines += 1
            return
        para = Para(text, notes)
        self.out.append(para)
        inset, centred = line.x0 > frame.left + _INDENT, _is_centred(line, frame)
        self.open = _Open(para, line, frame, inset, centred)


def _texts(row: Sequence[Slot]) -> list[str]:
    return [slot.text for slot in row]


def _continues_row(held: Grid, row: Sequence[Slot]) -> bool:
    """Say whether a row cut by the page end goes on: its first cell is empty."""
    if not row or row[0].text or len(row) != len(held.rows[-1]) or len(row) < 2:
        return False
    filled = [r for r in held.rows if r and r[0].text]
    return len(filled) >= 0.6 * len(held.rows)


def _frame_of(line: Line, frames: Sequence[Frame]) -> Frame:
    if len(frames) == 2 and line.x0 >= frames[1].left - _INDENT:
        return frames[1]
    return frames[0]


def _goes_on(before: _Open, line: Line, frame: Frame) -> bool:
    """Decide whether a line continues the paragraph before it."""
    last = before.last
    same_column = before.frame is frame
    gap = last.base - line.base
    beside = gap < 0 and line.x0 > last.x1
    if same_column and not beside and not 0 < gap <= _WIDE_GAP * max(frame.pitch, last.height):
        return False
    closed = _CLOSED.search(before.para.text) is not None
    marked = _MARKER.match(line.text) is not None
    if not (closed or marked) and line.text[:1].islower() and not last.text.isupper():
        return True  # whatever the column, a sentence in its middle
    if _fits(last, line, before.frame):
        return False
    if marked:
        return _at_left(line, frame) and _is_no_marker(before, line)
    return _aligned(before, line, frame)


def _is_no_marker(before: _Open, line: Line) -> bool:
    """Say whether what looks like a marker is in a sentence: «tháng / 7.», «…; / (3) Xây dựng»."""
    words = before.para.text
    if line.text.startswith("(") and before.inset:
        return words.endswith((";", ",", ":")) or _CLOSED.search(words) is None
    return _CLOSED.search(words) is None and _HANGS.search(words) is not None


def _fits(last: Line, line: Line, frame: Frame) -> bool:
    """Say whether the next line's first word would have had room: the break was meant."""
    room = frame.right - last.x1
    if frame.justified and room > 2 * _RAGGED and not _is_centred(last, frame):
        return True
    if _is_centred(last, frame) and _is_centred(line, frame):
        room = (frame.right - frame.left) - (last.x1 - last.x0)
    return room > line.first_word + last.height * 2.2


def _is_centred(line: Line, frame: Frame) -> bool:
    middle = (frame.left + frame.right) / 2
    return line.x0 > frame.left + _INDENT and abs((line.x0 + line.x1) / 2 - middle) < 5


def _at_left(line: Line, frame: Frame) -> bool:
    return line.x0 <= frame.left + 3


def _aligned(before: _Open, line: Line, frame: Frame) -> bool:
    """Say whether the line starts where a continuation does, not at a paragraph's indent."""
    if before.centred and _is_centred(line, frame):
        return abs(before.last.height - line.height) < 0.8
    if _at_left(line, frame):
        return True
    if before.lines == 1 and _MARKER.match(before.para.text):
        return True  # a hanging indent
    inset = line.x0 - frame.left
    return before.lines > 1 and abs(inset - (before.last.x0 - before.frame.left)) < 3


def _with_notes(text: str, sheet: Sheet) -> tuple[str, list[Note]]:
    """Hang the page's notes on their marks; other raised digits stay as superscripts."""
    notes: list[Note] = []

    def hang(match: re.Match[str]) -> str:
        mark = match.group().translate(_TO_DIGITS)
        words = sheet.notes.pop(mark, None)
        if words is None:
            return match.group().translate(_TO_SUPERSCRIPT)
        notes.append(Note(mark, words))
        return MARK

    return _RAISED.sub(hang, text), notes


def _plain(text: str) -> str:
    return _RAISED.sub(lambda m: m.group().translate(_TO_SUPERSCRIPT), text)


def _joined(before: str, after: str) -> str:
    """Join two lines: a word cut by a hyphen becomes whole, a compound keeps its hyphen."""
    before, after = before.rstrip(), after.lstrip()
    if not before.endswith(HYPHEN):
        return f"{before} {after}" if before and after else before or after
    stem = before[:-1]
    if _ASCII_TAIL.search(stem) and re.match(r"[a-z]{2,}", after):
        return stem + after
    return f"{stem}-{after}"
