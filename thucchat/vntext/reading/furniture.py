"""Page headers, footers and page numbers, found by their repetition from page to page."""

import re
from collections import Counter
from collections.abc import Sequence

_DEPTH = 3  # lines looked at from the top and from the foot of each page
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:Trang|trang)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s.]*")
_ENOUGH = 0.5


def find(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """
    Return (page, line) of every line that is furniture.

    A line near a page's edge is furniture when the same line, numbers aside, stands near the
    same edge of half of the pages (at least two), or when it is a page number
    that counts along with the pages. Words found so are furniture at either edge: a first page
    may bear them elsewhere.
    """
    seen: Counter[tuple[str, str]] = Counter()
    edges = [_edges(page) for page in pages]
    for edge in edges:
        seen.update({(side, _shape(text)) for side, _, text in edge})
    filled = sum(1 for page in pages if page)
    needed = max(2, round((filled - 1) * _ENOUGH))  # the first page often has none
    found = set()
    for page, edge in enumerate(edges):
        for side, line, text in edge:
            repeated = filled >= 2 and seen[side, _shape(text)] >= needed and _is_short(text)
            if repeated or _numbers_page(text, page, filled):
                found.add((page, line))
    words = {_shape(pages[page][line]) for page, line in found if len(pages[page][line]) > 8}
    found |= {
        (page, line)
        for page, edge in enumerate(edges)
        for _, line, text in edge
        if _shape(text) in words
    }
    return found


def _edges(page: Sequence[str]) -> list[tuple[str, int, str]]:
    depth = min(_DEPTH, len(page))
    top = [("top", line, page[line]) for line in range(depth)]
    foot = [("foot", line, page[line]) for line in range(max(depth, len(page) - _DEPTH), len(page))]
    return top + foot


def _shape(text: str) -> str:
    return _NUMBER.sub("#", " ".join(text.split())).casefold()


def _is_short(text: str) -> bool:
    return len(text) <= 160


def _numbers_page(text: str, page: int, pages: int) -> bool:
    if pages < 2 or not _PAGE_NUMBER.fullmatch(text):
        return False
    number = int(_NUMBER.findall(text)[0])
    return abs(number - (page + 1)) <= 2
