"""Page headers, footers and page numbers, found by their repetition from page to page."""

import re
from collections.abc import Sequence

_DEPTH = 3  # lines looked at from the top and from the foot of each page
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:Trang|trang)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s.]*")
_ENOUGH = 0.5
_LONGEST = 160
_WORDS = 8


def find(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """
    Return (page, line) of every line that is furniture.

    A line near a page's edge is furniture when the same line stands near the same edge of half
    of the pages (at least two), its numbers the same or counting along with the pages; or when
    it is a page number. Words found so are furniture at either edge: a first page may bear them
    elsewhere. Furniture is outermost: no other line stands between it and the edge.
    """
    filled = sum(1 for page in pages if page)
    edges = [_edges(page) for page in pages]
    seen: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for page, edge in enumerate(edges):
        for side, _, text in edge:
            seen.setdefault((side, _shape(text)), []).append((page, text))
    needed = max(2, round((filled - 1) * _ENOUGH))  # the first page often has none
    shapes = {key for key, lines in seen.items() if _repeats(lines, needed)}
    words = {shape for _, shape in shapes if len(shape) > _WORDS}
    found = set()
    for page, edge in enumerate(edges):
        for side in ("top", "foot"):
            for line, text in _outermost(edge, side):
                shape = _shape(text)
                known = (side, shape) in shapes or shape in words
                if not (known or _numbers_page(text, page, filled)):
                    break
                found.add((page, line))
    return found


def _repeats(lines: Sequence[tuple[int, str]], needed: int) -> bool:
    """Say whether a line stands on enough pages and its numbers behave as page numbers do."""
    if len({page for page, _ in lines}) < needed or len(lines[0][1]) > _LONGEST:
        return False
    columns = zip(*([int(n) for n in _NUMBER.findall(text)] for _, text in lines), strict=True)
    return all(_constant(column) or _counts(column, lines) for column in columns)


def _constant(numbers: Sequence[int]) -> bool:
    return len(set(numbers)) == 1


def _counts(numbers: Sequence[int], lines: Sequence[tuple[int, str]]) -> bool:
    return len({number - page for number, (page, _) in zip(numbers, lines, strict=True)}) == 1


def _outermost(edge: Sequence[tuple[str, int, str]], side: str) -> list[tuple[int, str]]:
    lines = [(line, text) for where, line, text in edge if where == side]
    return lines if side == "top" else lines[::-1]


def _edges(page: Sequence[str]) -> list[tuple[str, int, str]]:
    depth = min(_DEPTH, len(page))
    top = [("top", line, page[line]) for line in range(depth)]
    foot = [("foot", line, page[line]) for line in range(len(page) - depth, len(page))]
    return top + foot


def _shape(text: str) -> str:
    """Write each number as 0: any other sign for it might stand in the text itself."""
    return _NUMBER.sub("0", " ".join(text.split())).casefold()


def _numbers_page(text: str, page: int, pages: int) -> bool:
    if pages < 2 or not _PAGE_NUMBER.fullmatch(text):
        return False
    number = int(_NUMBER.findall(text)[0])
    return abs(number - (page + 1)) <= 2
