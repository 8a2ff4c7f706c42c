"""Parts against their total, shares against one hundred, cumulated against its years."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from thucchat.vntext import numbers
from thucchat.vntext import text as letters
from thucchat.vntext.claims.find import Stated
from thucchat.vntext.contradictions.model import (
    Contradiction,
    Evidence,
    Passage,
    amount,
    say,
    spread,
)

_OPENS = re.compile(
    r"[^.;()\d]{0,90}?(?:(?P<bracket>\()\s?)?(?:(?P<all>gồm|bao\sgồm|cụ\sthể\sgồm)\s?)?"
    r"(?:(?P<colon>:)\s?)?(?:[^.;,:()\d]{0,40}\s)?"
)
_VAGUE = re.compile(
    r"hàng\s(?:trăm|nghìn|chục|triệu|vạn)|một\ssố|nhiều|các\s[^,;]{2,40}\skhác|còn\slại|v\.v|"
    r"\.\.\.|…|trong\sđó|nhất\slà|như\s"
)
_AND = re.compile(r"(?<!\w)và\s[^.;,:()\d]{0,40}$")
_SHARES = re.compile(
    r"tỷ\strọng|cơ\scấu|tỷ\slệ\sphân\sbố|phân\sbổ\stheo|chia\stheo|lần\slượt\schiếm", re.IGNORECASE
)
_OTHER_BASE = re.compile(
    r"so\svới|tăng|giảm|GDP|kế\shoạch|dự\stoán|mục\stiêu|dân\ssố|đạt\s", re.IGNORECASE
)
_CUMULATED = re.compile(
    r"(?:[Ll]ũy\skế|[Ll]uỹ\skế|[Tt]ổng\scộng|[Tt]ính\sđến\snay|[Tt]ừ\strước\sđến\snay)"
)
_NEW = re.compile(r"trong\sđó,?\s[^.;]{0,90}$")
_STOP_WORDS = frozenset(
    [
        "của",
        "và",
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
        "số",
        "gồm",
        "đến",
        "năm",
        "từ",
        "mới",
        "tiếp",
        "nhận",
        "thực",
        "hiện",
        "hồ",
        "sơ",
    ]
)


def check(passage: Passage) -> Iterator[Contradiction]:
    """Yield the sums that do not come out."""
    yield from _parts(passage)
    yield from _hundred(passage)
    yield from _cumulated(passage)
    yield from _shares_of_total(passage)
    yield from _note(passage)


# -------------------------------------------------------------------- parts
def _parts(passage: Passage) -> Iterator[Contradiction]:
    """73 cơ quan (gồm 22 …, 17 … và 34 …)."""
    text, found = passage.paragraph.text, passage.paragraph.found
    for number, total in enumerate(found[:-2]):
        if not _countable(total):
            continue
        opens = _OPENS.fullmatch(text[total.end : found[number + 1].start])
        if not opens or not (opens["bracket"] or opens["all"] or opens["colon"]):
            continue
        end = _list_end(text, total.end, found[number + 1].start, bracket=bool(opens["bracket"]))
        parts = [
            s
            for s in found[number + 1 :]
            if s.start < end and _depth(text, total.end, s.start) <= bool(opens["bracket"])
        ]
        if (
            len(parts) < 2
            or not all(_countable(p) for p in parts)
            or _VAGUE.search(text[total.end : end])
        ):
            continue
        if not _same_kind(total, parts, named=bool(opens["all"])):
            continue
        closed = opens["all"] or _AND.search(text[parts[-2].end : parts[-1].start])
        yield from _sum(passage, total, parts, sure=bool(closed))


_ANNOUNCES = re.compile(r"(?:Cụ\sthể|Gồm|Bao\sgồm|Trong\sđó\sgồm)\s?:?\s")


def _note(passage: Passage) -> Iterator[Contradiction]:
    """Sum a note that lists the parts of the figure it hangs on."""
    paragraph = passage.paragraph
    total = paragraph.anchor
    if total is None or not _countable(total) or not _ANNOUNCES.match(paragraph.text):
        return
    end = paragraph.sentences[0].end
    parts = [s for s in paragraph.found if s.start < end]
    if (
        len(parts) < 3
        or not all(_countable(p) for p in parts)
        or _VAGUE.search(paragraph.text[:end])
    ):
        return
    if any(p.claim.unit not in (parts[0].claim.unit, total.claim.unit, "") for p in parts):
        return
    for found in _sum(passage, total, parts, sure=True):
        whole = Evidence(passage.document, total.claim.spans[0], core=True)
        yield replace(found, evidence=(passage.around(parts), whole))


def _countable(stated: Stated) -> bool:
    claim = stated.claim
    return (
        claim.kind in ("level", "target", "enumeration")
        and claim.denominator is None
        and claim.value_max is None
        and not claim.unit.startswith("%")
    )


def _list_end(text: str, start: int, first: int, *, bracket: bool) -> int:
    """Return where a list ends: its bracket, or the end of the clause."""
    depth = 0
    for at in range(start, len(text)):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if bracket and depth == 0:
                return at
        elif (
            not bracket
            and depth == 0
            and at > first
            and text[at] in ".;"
            and not text[at + 1 : at + 2].isdigit()
        ):
            return at
    return len(text)


def _depth(text: str, start: int, at: int) -> int:
    return text.count("(", start, at) - text.count(")", start, at)


def _same_kind(total: Stated, parts: list[Stated], *, named: bool) -> bool:
    """Money adds to money; counts add when announced by "gồm", else only with like units."""
    special = ("VND", "USD", "km", "ha", "MW", "giờ", "ngày", "tháng", "năm", "")
    units = {p.claim.unit for p in parts}
    if total.claim.unit in special or units & set(special[:-1]):
        return units == {total.claim.unit}
    return named or all(u == total.claim.unit or not u for u in units)


def _sum(
    passage: Passage, total: Stated, parts: list[Stated], *, sure: bool
) -> Iterator[Contradiction]:
    lows, highs = zip(*(spread(p) for p in parts), strict=True)
    low, high = spread(total)
    if sum(lows) <= high and low <= sum(highs):
        return
    added = sum((p.claim.value for p in parts), Decimal(0))
    words = " + ".join(amount(p.claim.value, p) for p in parts)
    gap = amount(abs(added - total.claim.value), total)
    yield Contradiction(
        "sum_mismatch",
        "Tổng số = các phần cộng lại",
        f"{words} = {amount(added, total)} ≠ {amount(total.claim.value, total)} (lệch {gap})",
        total.claim.value,
        added,
        "high" if abs(added - total.claim.value) > total.claim.value / 20 else "medium",
        "definite" if sure else "arguable",
        (passage.around([total, *parts] if total in passage.paragraph.found else parts),),
    )


# -------------------------------------------------------------------- one hundred
def _hundred(passage: Passage) -> Iterator[Contradiction]:
    """Shares of one whole that add to more than one hundred."""
    text, found = passage.paragraph.text, passage.paragraph.found
    group: list[Stated] = []
    for stated in [*found, None]:
        joins = (
            stated is not None
            and _is_share(stated)
            and (not group or _near(text, group[-1], stated))
        )
        if joins and stated is not None:
            group.append(stated)
            continue
        yield from _whole(passage, group)
        group = [stated] if stated is not None and _is_share(stated) else []


def _is_share(stated: Stated) -> bool:
    claim = stated.claim
    return (
        claim.kind == "share"
        and claim.value_max is None
        and claim.value < 100
        and claim.unit == "%"
    )


def _near(text: str, one: Stated, two: Stated) -> bool:
    between = text[one.end : two.start]
    return len(between) <= 90 and not _OTHER_BASE.search(between) and between.count(".") <= 1


def _whole(passage: Passage, group: list[Stated]) -> Iterator[Contradiction]:
    if len(group) < 3:
        return
    text = passage.paragraph.text
    head = text[max(0, group[0].start - 160) : group[-1].end]
    if not _SHARES.search(head):
        return
    added = sum((s.claim.value for s in group), Decimal(0))
    slack = sum((s.claim.step / 2 for s in group), Decimal(0))
    if added - slack <= 100 or any(s.claim.approx in (">", ">=") for s in group):
        return
    places = max(s.claim.places for s in group)
    words = " + ".join(say(s.claim.value, s.claim.places) for s in group)
    yield Contradiction(
        "share_sum",
        "Tỷ trọng các nhóm cộng lại = 100%",
        f"{words} = {say(added, places)}% ≠ 100%",
        Decimal(100),
        added,
        "high" if added > 101 else "medium",
        "definite",
        (passage.around(group),),
    )


# -------------------------------------------------------------------- cumulated
def _cumulated(passage: Passage) -> Iterator[Contradiction]:
    """Lũy kế = năm trước + phần mới của năm nay."""
    text, found = passage.paragraph.text, passage.paragraph.found
    for number, total in enumerate(found):
        sentence = next(
            (s for s in passage.paragraph.sentences if s.start <= total.start < s.end), None
        )
        if (
            sentence is None
            or not _CUMULATED.match(text, sentence.start)
            or number + 1 >= len(found)
        ):
            continue
        new = found[number + 1]
        if (
            new.start >= sentence.end
            or not _NEW.search(text[total.end : new.start])
            or not _countable(new)
        ):
            continue
        year = _year(new)
        old = next(
            (
                s
                for s in found[:number]
                if _countable(s) and _year(s) == year - 1 and _alike(passage, s, total)
            ),
            None,
        )
        if old is None or not _countable(total):
            continue
        added = old.claim.value + new.claim.value
        if added == total.claim.value or any(s.claim.approx for s in (old, new, total)):
            continue
        yield Contradiction(
            "cumulative_mismatch",
            f"Lũy kế = năm {year - 1} + phần mới năm {year}",
            f"{say(old.claim.value)} + {say(new.claim.value)} = {say(added)} ≠ "
            f"{say(total.claim.value)} (lệch {say(abs(added - total.claim.value))})",
            total.claim.value,
            added,
            "medium",
            "definite",
            (passage.around([old]), passage.around([total, new])),
        )


def _year(stated: Stated) -> int:
    when = stated.claim.as_of or ""
    return int(when[:4]) if stated.claim.as_of_source == "explicit" and when[:4].isdigit() else -1


def _alike(passage: Passage, one: Stated, two: Stated) -> bool:
    """Whether two figures count the same things: their next words share a content word."""
    text = passage.paragraph.text
    first, second = (_content(text[s.end : s.end + 60]) for s in (one, two))
    return len(first & second) >= 2


def _content(text: str) -> set[str]:
    words_ = re.split(r"[,.;()]", text)[0]
    return {w for w in letters.key(words_).split() if w not in _STOP_WORDS and not w.isdigit()}


# -------------------------------------------------------------------- share of a total
def _shares_of_total(passage: Passage) -> Iterator[Contradiction]:
    """168 (11,4%) beside 1.245/1.469 (84,8%): the same whole must give each percentage."""
    for held in passage.by_sentence():
        pairs = [(a, b) for a, b in itertools.pairwise(held) if _is_pair(passage, a, b)]
        whole = _whole_of(held, pairs)
        if whole is None:
            continue
        for count, share in pairs:
            if not _fits(count, share, whole):
                yield _wrong_share(passage, count, share, whole)


def _whole_of(held: list[Stated], pairs: list[tuple[Stated, Stated]]) -> Decimal | None:
    """Return the total that gives most of the percentages, if it gives enough of them."""
    given = {
        s.claim.denominator for s in held if s.claim.kind == "fraction" and s.claim.denominator
    }
    plain = {
        s.claim.value
        for s in held
        if pairs and _countable(s) and not s.claim.approx and s.claim.unit == pairs[0][0].claim.unit
    }
    best: Decimal | None = None
    most = 0
    for whole in sorted(given | plain):
        if not whole or any(count.claim.value > whole for count, _ in pairs):
            continue
        fits = sum(_fits(count, share, whole) for count, share in pairs)
        if fits >= (1 if whole in given else 2) and fits > most:
            best, most = whole, fits
    return best if most < len(pairs) else None


def _wrong_share(passage: Passage, count: Stated, share: Stated, whole: Decimal) -> Contradiction:
    exact = count.claim.value / whole * 100
    places = share.claim.places
    return Contradiction(
        "share",
        f"{say(share.claim.value)}% = {say(count.claim.value)}/{say(whole)}",
        f"{say(count.claim.value)}/{say(whole)} = {say(exact, places + 1)}% ≠ "
        f"{say(share.claim.value, places)}%",
        share.claim.value,
        numbers.rounded(exact, places + 1),
        "medium",
        "definite",
        (passage.around([count, share]),),
    )


def _is_pair(passage: Passage, count: Stated, share: Stated) -> bool:
    between = passage.paragraph.text[count.end : share.start]
    return (
        _countable(count)
        and _is_share(share)
        and re.fullmatch(r"[^().;]{0,60}\((?:chiếm\s|đạt\s|tương\sđương\s)?", between) is not None
    )


def _fits(count: Stated, share: Stated, whole: Decimal) -> bool:
    exact = count.claim.value / whole * 100
    low, high = spread(share)
    return low <= exact <= high
