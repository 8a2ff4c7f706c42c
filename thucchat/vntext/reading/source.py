"""What reading a file gives: one text, the way back to the file's own text, tables and notes."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from thucchat.vntext.text import Span

Points = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One cell of a table row; ``span`` counts in ``Source.text``.

    ``column`` is the first grid column it covers, ``width`` how many. ``merged``: the words
    stand in a cell above that reaches down to this row, and are repeated here.
    """

    text: str
    span: Span
    column: int
    width: int = 1
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; ``span`` covers its line in ``Source.text``, bars included."""

    span: Span
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that holds data; tables that only place a letterhead are read as paragraphs."""

    rows: tuple[Row, ...]

    @property
    def span(self) -> Span:
        """From the first row to the last."""
        return Span(self.rows[0].span.start, self.rows[-1].span.end)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note: its mark, its line in ``text``, and where in ``text`` its mark hangs (``at``)."""

    mark: str
    span: Span
    at: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """A page header, footer or page number; ``span`` counts in ``Source.original``."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """
    A document as read.

    ``text`` is Unicode NFC and what every span of the product counts in: paragraphs are
    parted by an empty line, a table row is one line between bars, a footnote is a paragraph
    of its own after the paragraph it hangs on, opened by its mark (¹). Numbers that a word
    processor draws are written out.

    ``original`` is the same before normalisation, with page furniture at its place;
    ``furniture`` is only there, so that an item broken by a page reads as one in ``text``.
    For a text file it is the decoded file itself, to the code point.

    ``offset_map`` holds pairs [offset in text, offset in original]: between two pairs both
    run in step; two pairs with one text offset stand on either side of something left out.
    ``notes`` tells the reader what was done, in Vietnamese.
    """

    format: str
    text: str
    original: str
    offset_map: tuple[tuple[int, int], ...]
    tables: tuple[Table, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()

    def to_original(self, offset: int) -> int:
        """Return where the code point at ``offset`` stands in ``original``."""
        return to_original(self.offset_map, offset)

    def original_span(self, start: int, end: int) -> Span:
        """Return where a span of ``text`` stands in ``original``."""
        return original_span(self.offset_map, start, end)


def to_original(points: Points, offset: int) -> int:
    """Map an offset through stored breakpoints; see ``Source.offset_map``."""
    place = bisect_right(points, offset, key=_first) - 1
    if place < 0:
        return offset
    return points[place][1] + offset - points[place][0]


def original_span(points: Points, start: int, end: int) -> Span:
    """Map a span; what was left out just before ``start`` or after ``end`` is not in it."""
    place = bisect_left(points, end, key=_first)
    if place < len(points) and points[place][0] == end and place:
        return Span(to_original(points, start), points[place][1])
    return Span(to_original(points, start), to_original(points, end))


def _first(point: Sequence[int]) -> int:
    return point[0]
