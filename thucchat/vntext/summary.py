"""A summary taken from the text itself: the sentences that say most, with their place."""

import math
import re
from collections import Counter
from dataclasses import dataclass

from thucchat.vntext import sentences, structure, words
from thucchat.vntext import text as letters
from thucchat.vntext.flow import Flow
from thucchat.vntext.text import Span

_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORT, _LONG = 8, 70  # words of a sentence worth quoting
_SAME = 0.5  # share of common words above which a sentence says nothing new
_FORMAL = re.compile(r"(?:Kính\sgửi|Nơi\snhận|Căn\scứ|Số\s?:|Điều\s\d+\.\s)")
_STOP = frozenset(
    words.listed(
        "và|của|các|đã|được|trong|cho|với|tại|là|có|về|theo|những|một|số|gồm|đến|năm|từ|để|khi|thì|"
        "mà|này|đó|trên|dưới|do|bởi|vì|như|cũng|còn|sẽ|ngày|tháng|việc|không|phải|cần"
    )
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence word for word, where it stands, and its weight among its neighbours."""

    text: str
    span: Span
    weight: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    flow: Flow
    span: Span
    words: frozenset[str]
    order: int


def summarise(text: str, *, count: int = 3) -> list[Sentence]:
    """Return the `count` weightiest sentences in reading order; `text` is NFC."""
    found = _candidates(text)
    shared = Counter(word for c in found for word in c.words)
    weighed = sorted(found, key=lambda c: (-_weight(c, shared, len(found)), c.order))
    chosen: list[_Candidate] = []
    for candidate in weighed:
        if len(chosen) == count:
            break
        if all(_overlap(candidate, other) < _SAME for other in chosen):
            chosen.append(candidate)
    return [_made(c, shared, len(found)) for c in sorted(chosen, key=lambda c: c.order)]


def _candidates(text: str) -> list[_Candidate]:
    out: list[_Candidate] = []
    for node in structure.parse(text):
        if node.title or node.kind in ("footnote", "table_row"):
            continue
        flow = structure.own(text, node)
        if _FORMAL.match(flow.text):
            continue
        for span in sentences.split(flow.text):
            said = letters.key(flow.text[span.start : span.end])
            if _SHORT <= len(said.split()) <= _LONG:
                held = frozenset(w for w in _WORD.findall(said) if w not in _STOP)
                out.append(_Candidate(flow, span, held, len(out)))
    return out


def _weight(candidate: _Candidate, shared: Counter[str], total: int) -> float:
    """Weigh words that return in the document, early sentences a little more."""
    if not candidate.words:
        return 0.0
    common = sum(math.log1p(shared[w] - 1) for w in candidate.words)
    common /= math.sqrt(len(candidate.words))
    return common * (1 + 0.5 * (1 - candidate.order / total))


def _overlap(one: _Candidate, two: _Candidate) -> float:
    least = min(len(one.words), len(two.words)) or 1
    return len(one.words & two.words) / least


def _made(candidate: _Candidate, shared: Counter[str], total: int) -> Sentence:
    said = candidate.flow.text[candidate.span.start : candidate.span.end]
    return Sentence(said, candidate.flow.span(*candidate.span), _weight(candidate, shared, total))
