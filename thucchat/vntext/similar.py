"""The same duty given twice: similar texts across documents, with the words that differ."""

import difflib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from thucchat.vntext import text as letters

_WORD = re.compile(r"\w+")
_GRAM = 3  # words in a row that two texts must share to be compared at all
_COMMON = 200  # a run of words that this many texts share says nothing


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by index; `score` is 0..1, 1 for the same words in the same order."""

    first: int
    second: int
    score: float
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


def pairs(texts: Sequence[str], *, least: float = 0.6) -> list[Pair]:
    """Return the pairs of texts at least that similar, best first."""
    split = [[letters.key(w) for w in _WORD.findall(letters.nfc(t))] for t in texts]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, found in enumerate(split):
        for gram in {tuple(found[i : i + _GRAM]) for i in range(len(found) - _GRAM + 1)}:
            holders[gram].append(index)
    near = {
        (one, two)
        for held in holders.values()
        if len(held) <= _COMMON
        for place, one in enumerate(held)
        for two in held[place + 1 :]
    }
    made = (compare(texts[one], texts[two], first=one, second=two) for one, two in sorted(near))
    kept = [pair for pair in made if pair.score >= least]
    return sorted(kept, key=lambda p: (-p.score, p.first, p.second))


def compare(one: str, two: str, *, first: int = 0, second: int = 1) -> Pair:
    """Compare two texts word by word, letters in one case and spelling."""
    left, right = (_WORD.findall(letters.same_tones(letters.nfc(t))) for t in (one, two))
    matcher = difflib.SequenceMatcher(
        None, [w.lower() for w in left], [w.lower() for w in right], autojunk=False
    )
    mine, theirs = list[str](), list[str]()
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            mine.extend([" ".join(left[a:b])] if b > a else [])
            theirs.extend([" ".join(right[c:d])] if d > c else [])
    return Pair(first, second, matcher.ratio(), tuple(mine), tuple(theirs))
