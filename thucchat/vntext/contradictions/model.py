"""A relation between figures that does not hold, with its calculation in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from thucchat.vntext import numbers
from thucchat.vntext.claims.find import Paragraph, Stated
from thucchat.vntext.text import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that take part: `document` is an index into the documents compared."""

    document: int
    span: Span
    core: bool = True


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`status`: definite or arguable; `severity`: high, medium or low."""

    type: str
    relation: str
    calculation: str
    stated: Decimal
    computed: Decimal
    severity: str
    status: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of one of the documents."""

    document: int
    paragraph: Paragraph

    def evidence(self, start: int, end: int, *, core: bool = True) -> Evidence:
        """Return the words from `start` to `end` of the clean paragraph."""
        return Evidence(self.document, self.paragraph.flow.span(start, end), core)

    def by_sentence(self) -> Iterator[list[Stated]]:
        """Return the figures of each sentence, in order."""
        found = self.paragraph.found
        first = 0
        for sentence in self.paragraph.sentences:
            last = first
            while last < len(found) and found[last].start < sentence.end:
                last += 1
            yield found[first:last]
            first = last

    def around(self, stated: Iterable[Stated]) -> Evidence:
        """Return the words from the first of these figures to the last, with their clauses."""
        held = list(stated)
        text = self.paragraph.text
        start = min(s.start for s in held)
        begin = max(text.rfind(c, 0, start) + 1 for c in ".;,(")
        while begin < start and text[begin].isspace():
            begin += 1
        end = max(s.end for s in held)
        if text[end : end + 1] in (")", "%"):
            end += 1
        return self.evidence(begin, end)


def say(value: Decimal, places: int | None = None) -> str:
    """Write a number the Vietnamese way."""
    return numbers.shown(value, places)


def amount(value: Decimal, stated: Stated) -> str:
    """Write a value in the scale in which its figure is written: 250 tỷ, not 250.000.000.000."""
    factor = stated.claim.step.scaleb(stated.claim.places)
    names = {10**3: "nghìn", 10**6: "triệu", 10**9: "tỷ", 10**12: "nghìn tỷ"}
    name = names.get(int(factor))
    return f"{say(value / factor)} {name}" if name else say(value)


def spread(stated: Stated) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest value a rounded or approximate figure may stand for."""
    claim = stated.claim
    half = claim.step / 2 if claim.places or claim.step > 1 else Decimal(0)
    low, high = claim.value - half, (claim.value_max or claim.value) + half
    if claim.approx == "~":
        low, high = low * Decimal("0.99"), high * Decimal("1.01")
    elif claim.approx in (">", ">="):
        high = _next_round(claim.value, claim.step)
    elif claim.approx in ("<", "<="):
        low = claim.value - (_next_round(claim.value, claim.step) - claim.value)
    return low, high


def _next_round(value: Decimal, step: Decimal) -> Decimal:
    """More than 81 thousand is less than 82 thousand; more than 440 less than 450."""
    digits = value / step
    zeros = Decimal(1)
    while digits and digits % 10 == 0:
        digits /= 10
        zeros *= 10
    return value + step * zeros
