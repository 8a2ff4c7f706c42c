"""One page of a PDF: its lines with their places, its raised digits, its ruled lines."""

import ctypes
import statistics
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

RAISED = 0xE010  # + digit: a digit that stands above the line
HYPHEN = "\u00ad"  # a hyphen at the end of a line
MAX_SEGMENTS = 20_000
_RISE = 0.2
_SMALL = 0.86
_TOLERANCE = 1.5


@dataclass(frozen=True, slots=True)
class Char:
    """A character with its box and the height of its baseline."""

    text: str
    x0: float
    x1: float
    bottom: float
    top: float
    base: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``height`` is that of its small letters, ``chars`` its characters."""

    text: str
    x0: float
    x1: float
    base: float
    height: float
    first_word: float  # the width of the first word
    chars: tuple[Char, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight line along an axis: at ``at`` from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows."""

    width: float
    height: float
    lines: tuple[Line, ...]
    level: tuple[Segment, ...]
    upright: tuple[Segment, ...]
    pictures: int


def read(page: "pypdfium2.PdfPage") -> Page:
    """Read a page of an open document."""
    cut = _mended(_char_lines(page))
    lines = tuple(line for chars in cut if (line := _line(chars)) is not None)
    level, upright, pictures = _drawn(page)
    return Page(page.get_width(), page.get_height(), lines, level, upright, pictures)


def _char_lines(page: "pypdfium2.PdfPage") -> Iterator[list[Char]]:
    """Yield the characters in the order of the file, cut where PDFium sees a line end."""
    text = page.get_textpage()
    box = [ctypes.c_double() for _ in range(6)]
    left, right, bottom, top, x, y = box
    held: list[Char] = []
    try:
        for index in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text, index)
            if code in (10, 13):
                if held:
                    yield held
                held = []
                continue
            pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            sign = HYPHEN if code in (2, 0xFFFE, 0xAD) else _sign(code)
            char = Char(sign, left.value, right.value, bottom.value, top.value, y.value)
            if held and _is_below(held[-1], char):
                yield held
                held = []
            held.append(char)
        if held:
            yield held
    finally:
        text.close()


def _mended(lines: Iterator[list[Char]]) -> Iterator[list[Char]]:
    """Put together what PDFium cut at a raised number: the next piece stands right beside."""
    held: list[Char] = []
    for chars in lines:
        if held and _stands_beside(held[-1], chars[0]):
            held = held + chars
            continue
        if held:
            yield held
        held = chars
    if held:
        yield held


def _is_below(last: Char, char: Char) -> bool:
    """Say whether a line ended unmarked: PDFium joins words that were cut by a hyphen."""
    return char.base < last.base - 4 and char.x1 < last.x0


def _stands_beside(last: Char, first: Char) -> bool:
    size = max(last.top - last.bottom, first.top - first.bottom, 7.0)
    return -1 < first.x0 - last.x1 < size and abs(first.base - last.base) < 0.9 * size


def _sign(code: int) -> str:
    """Return a character that text may hold."""
    if code in (9, 0xA0):
        return " "
    blank = code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or 0xE000 <= code <= 0xF8FF
    return " " if blank else chr(code)


def _line(chars: list[Char]) -> Line | None:
    """Put one line together; digits above the baseline become raised ones."""
    while chars and not chars[0].text.strip():
        chars = chars[1:]
    while chars and not chars[-1].text.strip():
        chars = chars[:-1]
    if not chars:
        return None
    letters = [c for c in chars if c.text.isalnum()] or chars
    base = statistics.median(c.base for c in letters)
    heights = [c.top - c.bottom for c in letters]
    height = statistics.median(heights)
    digits = [c.top - c.bottom for c in letters if c.text.isdigit()]
    tall = max([*digits, max(heights) * 0.7])
    words = [_raised(c, base, tall) for c in chars]
    first = next((i for i, c in enumerate(chars) if not c.text.strip()), len(chars))
    return Line(
        text="".join(words),
        x0=min(c.x0 for c in chars),
        x1=max(c.x1 for c in chars),
        base=base,
        height=height,
        first_word=chars[first - 1].x1 - chars[0].x0,
        chars=tuple(chars),
    )


def _raised(char: Char, base: float, tall: float) -> str:
    size = char.top - char.bottom
    if char.text in "0123456789" and char.bottom > base + _RISE * tall and size < _SMALL * tall:
        return chr(RAISED + int(char.text))
    return char.text


def _drawn(
    page: "pypdfium2.PdfPage",
) -> tuple[tuple[Segment, ...], tuple[Segment, ...], int]:
    """Collect the straight lines of the page's drawings, level and upright, and count pictures."""
    level: list[Segment] = []
    upright: list[Segment] = []
    pictures = 0
    for thing in page.get_objects(max_depth=3):
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif thing.type == pdfium.FPDF_PAGEOBJ_PATH:
            for (x0, y0), (x1, y1) in _steps(thing):
                if abs(y1 - y0) <= _TOLERANCE < abs(x1 - x0):
                    level.append(Segment((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
                elif abs(x1 - x0) <= _TOLERANCE < abs(y1 - y0):
                    upright.append(Segment((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        if len(level) + len(upright) > MAX_SEGMENTS:
            break
    return tuple(level), tuple(upright), pictures


Point = tuple[float, float]


def _steps(thing: "pypdfium2.PdfObject") -> Iterator[tuple[Point, Point]]:
    """Yield the straight steps of a path in the page's coordinates."""
    matrix = thing.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    here: Point | None = None
    begin: Point | None = None
    count = min(pdfium.FPDFPath_CountSegments(thing), MAX_SEGMENTS)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and here is not None:
            yield here, point
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment) and begin is not None:
            yield point, begin
