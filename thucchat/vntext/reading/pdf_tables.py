"""Ruled tables of a PDF page: from drawn lines to rows of cells with their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thucchat.vntext.reading.build import Slot
from thucchat.vntext.reading.grids import MAX_COLUMNS
from thucchat.vntext.reading.pdf_page import Char, Line, Page, Segment

_NEAR = 3.0
_SHORTEST = 5.0
_MAX_LINES = 4000


@dataclass(slots=True)
class Ruled:
    """A grid of drawn lines: ``xs`` left to right, ``ys`` top to bottom."""

    xs: list[float]
    ys: list[float]
    level: dict[int, list[Segment]]  # by index into ys
    upright: dict[int, list[Segment]]  # by index into xs

    def holds(self, line: Line) -> bool:
        """Say whether a line of text stands inside."""
        middle = (line.x0 + line.x1) / 2
        inside = self.xs[0] - _NEAR <= middle <= self.xs[-1] + _NEAR
        return inside and self.ys[-1] - _NEAR <= line.base <= self.ys[0] + _NEAR

    def wall_right(self, row: int, column: int) -> bool:
        """Say whether a line is drawn at the right of a cell."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return _covers(self.upright.get(column + 1, []), middle)

    def wall_below(self, row: int, column: int) -> bool:
        """Say whether a line is drawn under a cell."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return _covers(self.level.get(row + 1, []), middle)


def _covers(segments: Iterable[Segment], at: float) -> bool:
    return any(s.start - 1 <= at <= s.end + 1 for s in segments)


def find(page: Page) -> list[Ruled]:
    """Find the grids of a page with at least two rows and two columns."""
    level = [s for s in page.level if s.end - s.start > _SHORTEST]
    upright = [s for s in page.upright if s.end - s.start > _SHORTEST]
    if len(level) + len(upright) > _MAX_LINES:
        return []
    found = [_ruled(*group) for group in _groups(level, upright)]
    return [grid for grid in found if 2 < len(grid.xs) <= MAX_COLUMNS and len(grid.ys) > 2]


def _groups(
    level: Sequence[Segment], upright: Sequence[Segment]
) -> list[tuple[list[Segment], list[Segment]]]:
    """Put together the lines that touch."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, flat in enumerate(level):
        for j, tall in enumerate(upright, len(level)):
            if (
                flat.start - _NEAR <= tall.at <= flat.end + _NEAR
                and tall.start - _NEAR <= flat.at <= tall.end + _NEAR
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for i, flat in enumerate(level):
        groups.setdefault(root(i), ([], []))[0].append(flat)
    for j, tall in enumerate(upright, len(level)):
        groups.setdefault(root(j), ([], []))[1].append(tall)
    return [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 1]


def _ruled(level: Sequence[Segment], upright: Sequence[Segment]) -> Ruled:
    xs, upright_at = _gathered(upright)
    ys, level_at = _gathered(level)
    last = len(ys) - 1
    return Ruled(xs, ys[::-1], {last - i: s for i, s in level_at.items()}, upright_at)


def _gathered(segments: Sequence[Segment]) -> tuple[list[float], dict[int, list[Segment]]]:
    """Take lines that lie almost on each other for one."""
    places: list[float] = []
    held: dict[int, list[Segment]] = {}
    for segment in sorted(segments, key=lambda s: s.at):
        if not places or segment.at - places[-1] > _NEAR:
            places.append(segment.at)
        held.setdefault(len(places) - 1, []).append(segment)
    return places, held


@dataclass(frozen=True, slots=True)
class _Area:
    """The rectangle of grid places that one cell covers."""

    row: int
    column: int
    width: int
    depth: int


def rows(grid: Ruled, lines: Sequence[Line]) -> list[list[Slot]]:
    """Read the rows; a cell that reaches down is repeated in each row it covers."""
    areas = _areas(grid)
    words = _words(grid, areas, [char for line in lines for char in (*line.chars, None)])
    made: list[list[Slot]] = []
    for row in range(len(grid.ys) - 1):
        slots: list[Slot] = []
        column = 0
        while column < len(grid.xs) - 1:
            area = areas[row, column]
            text = words.get(area, "")
            slots.append(Slot(text, column, area.width, merged=area.row < row))
            column += area.width
        made.append(slots)
    return made


def _areas(grid: Ruled) -> dict[tuple[int, int], _Area]:
    """Find which places belong together: no line is drawn between them."""
    areas: dict[tuple[int, int], _Area] = {}
    for row in range(len(grid.ys) - 1):
        for column in range(len(grid.xs) - 1):
            if (row, column) in areas:
                continue
            area = _area(grid, row, column)
            for down in range(area.depth):
                for right in range(area.width):
                    areas[row + down, column + right] = area
    return areas


def _area(grid: Ruled, row: int, column: int) -> _Area:
    right = column
    while right < len(grid.xs) - 2 and not grid.wall_right(row, right):
        right += 1
    down = row
    while down < len(grid.ys) - 2 and not grid.wall_below(down, column):
        down += 1
    return _Area(row, column, right - column + 1, down - row + 1)


def _words(
    grid: Ruled, areas: dict[tuple[int, int], _Area], chars: Sequence[Char | None]
) -> dict[_Area, str]:
    """Put each character into its cell; None ends a line."""
    cells: dict[_Area, list[str]] = {}
    last: dict[_Area, float] = {}
    for char in chars:
        if char is None:
            for parts in cells.values():
                parts.append(" ")
            continue
        place = _place(grid, char)
        if place is None:
            continue
        area = areas[place]
        parts = cells.setdefault(area, [])
        if area in last and abs(last[area] - char.base) > (char.top - char.bottom):
            parts.append(" ")
        parts.append(char.text)
        last[area] = char.base
    return {area: " ".join("".join(parts).split()) for area, parts in cells.items()}


def _place(grid: Ruled, char: Char) -> tuple[int, int] | None:
    x, y = (char.x0 + char.x1) / 2, char.base + 1
    column = _between(grid.xs, x)
    row = _between([-place for place in grid.ys], -y)
    return (row, column) if row is not None and column is not None else None


def _between(edges: Sequence[float], at: float) -> int | None:
    for index in range(len(edges) - 1):
        if edges[index] - 1 <= at <= edges[index + 1] + 1:
            return index
    return None
