"""
The part of a long document that one page shows.

A 50-page directive drawn whole is thousands of nodes and slow on a commune's machine, so the
review page draws one window: whole sections, about five printed pages, with links to the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WINDOW = 12_000  # code points: about five printed pages, some 300 nodes
NEW_PART = frozenset({"part", "chapter"})
HEADINGS = frozenset({"part", "chapter", "section", "article", "heading"})


@dataclass(frozen=True, slots=True)
class Part:
    """One clause as far as cutting windows needs it; ``parent`` is a place in the same list."""

    kind: str
    name: str
    start: int
    end: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Window:
    """Clauses ``first`` to ``last`` (included) of the list, and the words from start to end."""

    number: int
    title: str
    first: int
    last: int
    start: int
    end: int


def windows(parts: Sequence[Part], *, length: int = WINDOW) -> list[Window]:
    """
    Cut a document, given in reading order, into windows of whole branches.

    A branch longer than a window is cut between its children; a new part or chapter begins a
    new window once the current one is half full. Every clause is in exactly one window.
    """
    if not parts:
        return []
    starts = [0]
    for index in range(1, len(parts)):
        held = parts[index].start - parts[starts[-1]].start
        reach = _until(parts, index) - parts[starts[-1]].start
        fits = reach <= length
        fresh = parts[index].kind in NEW_PART and held > length // 2
        if fresh or (not fits and _may_cut(parts, index, held, length)):
            starts.append(index)
    return [
        _window(parts, number, first, last)
        for number, (first, last) in enumerate(_ranges(starts, len(parts)), start=1)
    ]


def window_of(found: Sequence[Window], at: int) -> Window | None:
    """Return the window that shows the offset; the one before it where it lies in a gap."""
    best = found[0] if found else None
    for window in found:
        if window.start <= at:
            best = window
    return best


def _until(parts: Sequence[Part], index: int) -> int:
    """Where the branch of a clause ends: before the next clause that is not below it."""
    end = parts[index].end
    below = {index}
    for later in range(index + 1, len(parts)):
        if parts[later].parent not in below:
            break
        below.add(later)
        end = max(end, parts[later].end)
    return end


def _may_cut(parts: Sequence[Part], index: int, held: int, length: int) -> bool:
    """
    Cut before a branch that does not fit any more, but leave no heading alone at the end.

    A branch that is itself longer than a window is not a reason to begin a new one while the
    current is nearly empty.
    """
    after_heading = parts[index - 1].kind in HEADINGS and parts[index].parent == index - 1
    if held >= length:
        return True
    alone = _until(parts, index) - parts[index].start > length
    return not after_heading and (held > length // 2 or not alone)


def _ranges(starts: Sequence[int], count: int) -> list[tuple[int, int]]:
    ends = [*(start - 1 for start in starts[1:]), count - 1]
    return list(zip(starts, ends, strict=True))


def _window(parts: Sequence[Part], number: int, first: int, last: int) -> Window:
    end = max(part.end for part in parts[first : last + 1])
    return Window(number, _title(parts, first, last), first, last, parts[first].start, end)


def _title(parts: Sequence[Part], first: int, last: int) -> str:
    """Name a window after its first heading, or after the heading it stands under."""
    for index in range(first, last + 1):
        if parts[index].kind in HEADINGS and parts[index].name:
            return parts[index].name
    above = parts[first].parent
    while above is not None:
        if parts[above].kind in HEADINGS and parts[above].name:
            return f"{parts[above].name} (tiếp)"
        above = parts[above].parent
    return parts[first].name or f"Đoạn từ ký tự {parts[first].start}"
