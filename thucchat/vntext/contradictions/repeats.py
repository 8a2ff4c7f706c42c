"""The same quantity stated twice, in one document or in several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thucchat.vntext import text as letters
from thucchat.vntext.claims.find import Stated
from thucchat.vntext.contradictions.model import Contradiction, Passage, say, spread

_SPLIT = re.compile(r"[^\w]+")
_STOP = frozenset(
    [
        "và",
        "của",
        "các",
        "đã",
        "được",
        "trong",
        "cho",
        "với",
        "tại",
        "là",
        "có",
        "về",
        "theo",
        "những",
        "một",
        "gồm",
        "đến",
        "năm",
        "từ",
        "mới",
        "thì",
        "mà",
        "đạt",
        "khoảng",
        "hơn",
        "gần",
        "trên",
        "dưới",
        "đó",
        "này",
        "khi",
        "còn",
        "ở",
        "do",
        "để",
        "chỉ",
        "cũng",
        "hiện",
        "nay",
        "tổng",
        "số",
        "tính",
        "ngày",
        "tháng",
        "quý",
        "qua",
        "bằng",
    ]
)
_KINDS = ("level", "share", "fraction", "target", "rank")
_MANY = 40  # a word in more subjects than this says nothing


@dataclass(frozen=True, slots=True)
class _Subject:
    passage: Passage
    stated: Stated
    words: frozenset[str]


def check(passages: Sequence[Passage]) -> Iterator[Contradiction]:
    """Yield figures that state the same thing with different values."""
    subjects = [s for p in passages for s in _subjects(p)]
    by_words: dict[tuple[str, str, str, frozenset[str]], _Subject] = {}
    for subject in subjects:
        claim = subject.stated.claim
        key = (_kind(claim.kind), _unit(claim.unit), claim.as_of or "", subject.words)
        first = by_words.setdefault(key, subject)
        if first is subject or not _differ(first.stated, subject.stated):
            continue
        yield _report(first, subject)


def _subjects(passage: Passage) -> Iterator[_Subject]:
    for stated in passage.paragraph.found:
        claim = stated.claim
        if claim.kind not in _KINDS or claim.value_max is not None:
            continue
        found = frozenset(
            w
            for w in _SPLIT.split(letters.key(_words(stated)))
            if len(w) > 1 and w not in _STOP and not w[0].isdigit()
        )
        if len(found) >= 5 and _own(passage, stated):
            yield _Subject(passage, stated, found)


def _words(stated: Stated) -> str:
    """Return the clause around the figure, without figures."""
    return re.sub(r"\S*\d\S*", " ", stated.claim.subject)


def _own(passage: Passage, stated: Stated) -> bool:
    """Whether the figure is the only one of its clause, so that the words are its own."""
    held = stated.claim
    return (
        sum(
            s.claim.start == held.start and s.claim.end == held.end for s in passage.paragraph.found
        )
        == 1
    )


def _kind(kind: str) -> str:
    return "share" if kind == "fraction" else kind


def _unit(unit: str) -> str:
    return unit.split("/")[0].lower()


def _differ(one: Stated, two: Stated) -> bool:
    (a, b), (c, d) = spread(one), spread(two)
    coarse = max(one.claim.step, two.claim.step)
    return b + coarse / 2 < c or d + coarse / 2 < a


def _report(one: _Subject, two: _Subject) -> Contradiction:
    first, second = one.stated.claim, two.stated.claim
    across = one.passage.document != two.passage.document
    return Contradiction(
        "cross_document" if across else "repeated",
        "Cùng một số liệu, cùng thời điểm được nêu hai lần phải bằng nhau",
        f"{say(first.value)} {first.unit} ≠ {say(second.value)} {second.unit}",
        second.value,
        first.value,
        "high" if across else "medium",
        "definite",
        (one.passage.around([one.stated]), two.passage.around([two.stated])),
    )
