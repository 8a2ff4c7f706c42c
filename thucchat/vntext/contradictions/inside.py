"""Checks within one sentence: fraction and percentage, growth and levels, lists and their count."""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from thucchat.vntext import numbers
from thucchat.vntext.claims.find import Stated
from thucchat.vntext.contradictions.model import Contradiction, Passage, amount, say, spread

_FROM = re.compile(r"(?<!\w)từ\s(?:mức\s|khoảng\s|hơn\s|gần\s)*$", re.IGNORECASE)
_TO = re.compile(r"(?:lên|xuống(?:\scòn)?|còn)(?:\s(?:đến|tới|khoảng|hơn|mức))*\s$", re.IGNORECASE)
_LEFT = re.compile(r"(?:còn(?:\slại)?)\s(?:khoảng\s|hơn\s|gần\s|có\s)*$", re.IGNORECASE)
_GIVEN = re.compile(
    r"(?:đã\s[a-zà-ỹđ\s]{2,40}|phân\sbổ|giải\sngân|giao|thực\shiện)\s(?:được\s|là\s|khoảng\s)*$",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"[^.;:()]{0,90}?(?:gồm|bao\sgồm|như\ssau|sau\sđây|sau|cụ\sthể)?\s?:\s*$")
_MARK = re.compile(r"(?<!\w)\((\d{1,2})\)\s")


def check(passage: Passage) -> Iterator[Contradiction]:
    """Yield what does not hold inside the sentences of a paragraph."""
    for stated in passage.paragraph.found:
        yield from _fraction(passage, stated)
    for held in passage.by_sentence():
        yield from _growth(passage, held)
        yield from _remainder(passage, held)
        yield from _complement(passage, held)
    yield from _counted_list(passage)


def _fraction(passage: Passage, stated: Stated) -> Iterator[Contradiction]:
    """66,4% (3.469/5.219): half-up rounding at the stated decimals, truncation told apart."""
    claim = stated.claim
    if (
        claim.kind != "fraction"
        or claim.denominator is None
        or claim.numerator is None
        or claim.unit[:1] != "%"
    ):
        return
    exact = claim.numerator / claim.denominator * 100
    low, high = spread(stated)
    if numbers.rounded(exact, claim.places) == claim.value or (
        claim.approx and low <= exact <= high
    ):
        return
    right = numbers.rounded(exact, claim.places)
    cut = exact.quantize(claim.step, rounding=ROUND_DOWN) == claim.value
    how = " (bị cắt bớt thay vì làm tròn)" if cut else ""
    yield Contradiction(
        "fraction_percent",
        f"{say(claim.value, claim.places)}% = {say(claim.numerator)}/{say(claim.denominator)}",
        f"{say(claim.numerator)}/{say(claim.denominator)} = {say(exact, claim.places + 1)}%, làm "
        f"tròn "
        f"{say(right, claim.places)}% ≠ {say(claim.value, claim.places)}%{how}",
        claim.value,
        numbers.rounded(exact, claim.places + 1),
        "low" if cut else _severity(exact, claim.value),
        "definite",
        (passage.around([stated]),),
    )


def _severity(exact: Decimal, value: Decimal) -> str:
    gap = abs(exact - value)
    return "high" if gap >= 1 else "medium" if gap >= Decimal("0.2") else "low"


def _head(passage: Passage, stated: Stated) -> str:
    return passage.paragraph.text[max(0, stated.start - 60) : stated.start]


def _growth(passage: Passage, held: list[Stated]) -> Iterator[Contradiction]:
    """Từ A lên B, tăng C%: the rate against the two levels, percent against points."""
    for first, second, change in zip(held, held[1:], held[2:], strict=False):
        if not _FROM.search(_head(passage, first)) or change.claim.kind != "change":
            continue
        between = passage.paragraph.text[first.end : second.start]
        if (
            not _TO.search(between)
            or first.claim.unit.split("/")[0] != second.claim.unit.split("/")[0]
        ):
            continue
        if first.claim.approx or second.claim.approx or first.claim.value <= 0:
            continue
        yield from _rate(passage, first, second, change)


def _rate(
    passage: Passage, first: Stated, second: Stated, change: Stated
) -> Iterator[Contradiction]:
    old, new, said = first.claim.value, second.claim.value, change.claim.value
    places = change.claim.places
    shares = first.claim.unit.startswith("%")
    if change.claim.unit.startswith("%"):
        exact = abs(new / old - 1) * 100
        low, high = _rates(first, second)
    elif change.claim.unit == first.claim.unit or shares:
        exact = abs(new - old)
        low = high = exact
    else:
        return
    slack = change.claim.step / 2
    if low - slack <= said <= high + slack or change.claim.approx:
        return
    points = shares and abs(abs(new - old) - said) <= slack
    note = " (đây là điểm phần trăm, không phải phần trăm)" if points else ""
    rate = f"{say(new)}/{say(old)} − 1 = {say(new / old * 100 - 100, places + 1)}%"
    steps = f"{rate} ≠ {say(said, places)}%{note}"
    if not change.claim.unit.startswith("%"):
        steps = f"{say(new)} − {say(old)} = {say(new - old)} ≠ {say(said, places)}"
    yield Contradiction(
        "percent_point" if points else "growth",
        f"Mức thay đổi {say(said, places)}{change.claim.unit if change.claim.unit == '%' else ''} "
        f"từ {say(old)} đến {say(new)}",
        steps,
        said,
        numbers.rounded(exact, places + 1),
        "medium",
        "definite",
        (passage.around([first, second, change]),),
    )


def _rates(first: Stated, second: Stated) -> tuple[Decimal, Decimal]:
    (a, b), (c, d) = spread(first), spread(second)
    ends = sorted(abs(x / y - 1) * 100 for x in (c, d) for y in (a, b) if y > 0)
    return ends[0], ends[-1]


def _remainder(passage: Passage, held: list[Stated]) -> Iterator[Contradiction]:
    """Total, used, left: 103,43; đã phân bổ 84,86; còn 18,57."""
    for total, used, left in zip(held, held[1:], held[2:], strict=False):
        units = {s.claim.unit for s in (total, used, left)}
        if (
            len(units) != 1
            or total.claim.unit.startswith("%")
            or any(s.claim.denominator for s in (total, used, left))
        ):
            continue
        if not _LEFT.search(_head(passage, left)) or not _GIVEN.search(_head(passage, used)):
            continue
        (a, b), (c, d), (e, f) = spread(total), spread(used), spread(left)
        if (a - d <= f and e <= b - c) or total.claim.value <= used.claim.value:
            continue
        rest = total.claim.value - used.claim.value
        yield Contradiction(
            "difference",
            "Số còn lại = tổng số − số đã thực hiện",
            f"{amount(total.claim.value, total)} − {amount(used.claim.value, used)} = "
            f"{amount(rest, total)} ≠ "
            f"{amount(left.claim.value, left)}",
            left.claim.value,
            rest,
            "medium",
            "definite",
            (passage.around([total, used, left]),),
        )


def _complement(passage: Passage, held: list[Stated]) -> Iterator[Contradiction]:
    """08/12 đạt, còn 05/12: two fractions of one whole."""
    fractions = [s for s in passage.paragraph.found if s.claim.kind == "fraction"]
    for late in held:
        if late.claim.kind != "fraction" or not _LEFT.search(_head(passage, late)):
            continue
        for early in fractions:
            same = early.claim.denominator == late.claim.denominator and early.end <= late.start
            if not same or early.claim.numerator is None or late.claim.numerator is None:
                continue
            whole, total = early.claim.denominator, early.claim.numerator + late.claim.numerator
            if total == whole or _units(early) != _units(late) or whole is None:
                continue
            yield Contradiction(
                "complement",
                f"Số đã đạt + số còn lại = {say(whole)}",
                f"{say(early.claim.numerator)} + {say(late.claim.numerator)} = {say(total)} ≠ "
                f"{say(whole)}",
                whole,
                total,
                "medium",
                "definite",
                (passage.around([early]), passage.around([late])),
            )


def _units(stated: Stated) -> str:
    return stated.claim.unit.split("/")[0]


def _counted_list(passage: Passage) -> Iterator[Contradiction]:
    """04 CSDL gồm: (1) …; (2) …: the number announced against the items listed."""
    text = passage.paragraph.text
    first = next((m for m in _MARK.finditer(text) if m[1] == "1"), None)
    if first is None:
        return
    count = 1
    for match in _MARK.finditer(text, first.end()):
        count += match[1] == str(count + 1)
    heads = [s for s in passage.paragraph.found if s.end <= first.start()]
    if not heads or count < 2:
        return
    said = heads[-1]
    between = text[said.end : first.start()]
    plain = (
        said.claim.kind in ("level", "enumeration")
        and not said.claim.approx
        and said.claim.denominator is None
    )
    if (
        not plain
        or said.claim.value == count
        or said.claim.value > 30
        or not _ANNOUNCED.fullmatch(between)
    ):
        return
    inner = [
        s
        for s in passage.paragraph.found
        if s.start > first.start() and s.claim.unit == said.claim.unit
    ]
    if sum(s.claim.value for s in inner if s.claim.denominator is None) == said.claim.value:
        return
    yield Contradiction(
        "list_count",
        f"Nêu {say(said.claim.value)} {said.claim.unit}, liệt kê {count}",
        f"Danh sách có (1) đến ({count}), tức {count} ≠ {say(said.claim.value)}",
        said.claim.value,
        Decimal(count),
        "low",
        "definite",
        (passage.evidence(said.start, first.end()),),
    )
