"""Chains inside a paragraph: "head: (1) …; (2) …; (3) …"."""

import re
from dataclasses import dataclass, replace

from thucchat.vntext import sentences
from thucchat.vntext.duties.predicate import Reading
from thucchat.vntext.text import Span

_MARKER = re.compile(r"(?<!\w)\((?P<label>\d{1,2}|[a-zđ]|i{1,3}|iv|v|vi{0,3})\)\s?")
_FIRST = ("1", "a", "i")


@dataclass(frozen=True, slots=True)
class Item:
    """One link: marker at `start`, words from `body` to `end`."""

    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Two links or more under one head."""

    markers: tuple[Span, ...]
    items: tuple[Item, ...]


def find(text: str) -> Chain | None:
    """Return the first chain whose head ends in a colon."""
    found = list(_MARKER.finditer(text))
    for number, match in enumerate(found):
        if match["label"] not in _FIRST or not text[: match.start()].rstrip().endswith(":"):
            continue
        taken = [match]
        for nxt in found[number + 1 :]:
            if _next(taken[-1]["label"], nxt["label"]):
                taken.append(nxt)
        if len(taken) >= 2:
            return _chain(text, taken)
    return None


def _next(label: str, after: str) -> bool:
    if label.isdigit():
        return after == str(int(label) + 1)
    roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
    if label in roman and after in roman:
        return roman.index(after) == roman.index(label) + 1
    letters = "abcdđeghiklmnop"
    return (
        label in letters and after in letters and letters.index(after) == letters.index(label) + 1
    )


def _chain(text: str, taken: list[re.Match[str]]) -> Chain:
    items: list[Item] = []
    for number, match in enumerate(taken):
        if number + 1 < len(taken):
            end = taken[number + 1].start()
            while end > match.end() and text[end - 1].isspace():
                end -= 1
        else:
            end = (
                sentences.split(text, match.end())[0].end
                if text[match.end() :].strip()
                else match.end()
            )
        items.append(Item(match.start(), match.end(), end))
    return Chain(tuple(Span(*m.span()) for m in taken), tuple(items))


def placed(reading: Reading, body: int) -> Reading:
    """Let the deed of a link begin after its marker."""
    return replace(reading, verb=max(reading.verb, body))
