"""One population parted in several ways: every parting must come to the same total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from thucchat.vntext.claims.find import Stated
from thucchat.vntext.contradictions.model import Contradiction, Passage, say

_PARTS = 3  # fewer figures do not make a parting
_SMALL = 100  # counts of a few things coincide by chance
_NEAR = 12  # how many partings before and after are compared
_SECTIONS = 8  # how many paragraphs apart two partings may stand


@dataclass(frozen=True, slots=True)
class _Parting:
    passage: Passage
    place: int
    parts: tuple[Stated, ...]
    unit: str

    @property
    def total(self) -> Decimal:
        return sum((p.claim.value for p in self.parts), Decimal(0))


def check(passages: Sequence[Passage]) -> Iterator[Contradiction]:
    """Yield partings whose sum differs from what two others agree on."""
    found = [p for n, passage in enumerate(passages) for p in _partings(passage, n)]
    told: set[int] = set()
    for number, one in enumerate(found):
        near = [p for p in found[max(0, number - _NEAR) : number + _NEAR] if _comparable(one, p)]
        agreed = [p for p in near if p.total == one.total]
        if not agreed:
            continue
        for other in near:
            if other.place not in told and _off(other.total, one.total):
                told.add(other.place)
                yield _report(one, other)


def _partings(passage: Passage, place: int) -> Iterator[_Parting]:
    """Yield runs of exact counts of one unit."""
    run: list[Stated] = []
    for stated in passage.paragraph.found:
        claim = stated.claim
        plain = (
            claim.kind in ("level", "enumeration")
            and claim.denominator is None
            and not claim.unit.startswith(("%", "VND", "USD"))
        )
        if plain and run and claim.unit != run[-1].claim.unit:
            yield from _parting(passage, place, run)
            run = []
        if plain and not claim.approx:
            run.append(stated)
        elif plain or claim.kind == "change":
            yield from _parting(passage, place, run)
            run = []
    yield from _parting(passage, place, run)


def _parting(passage: Passage, place: int, run: list[Stated]) -> Iterator[_Parting]:
    if len(run) >= _PARTS and run[0].claim.unit:
        made = _Parting(passage, place, tuple(run), run[0].claim.unit)
        if made.total >= _SMALL:
            yield made


def _comparable(one: _Parting, two: _Parting) -> bool:
    return (
        one is not two
        and one.unit == two.unit
        and one.passage.document == two.passage.document
        and abs(one.place - two.place) <= _SECTIONS
        and one.passage.paragraph.path[:-1] == two.passage.paragraph.path[:-1]
    )


def _off(value: Decimal, agreed: Decimal) -> bool:
    """Different, yet so near that it is meant to be the same."""
    return value != agreed and abs(value - agreed) <= agreed / 20


def _report(agreed: _Parting, other: _Parting) -> Contradiction:
    words = " + ".join(say(p.claim.value) for p in other.parts)
    gap = abs(other.total - agreed.total)
    return Contradiction(
        "partition_sum",
        "Cùng một tổng thể, chia theo cách nào thì tổng cũng phải bằng nhau",
        f"{words} = {say(other.total)} ≠ {say(agreed.total)} (lệch {say(gap)})",
        agreed.total,
        other.total,
        "medium",
        "definite",
        (
            other.passage.around(other.parts),
            replace(agreed.passage.around(agreed.parts), core=False),
        ),
    )
