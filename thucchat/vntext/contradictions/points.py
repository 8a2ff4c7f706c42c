"""A rise in percentage points printed as a percentage: 26% a year ago, 91,9% now, "tăng 65,6%"."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from thucchat.vntext import text as letters
from thucchat.vntext.claims.find import Stated
from thucchat.vntext.contradictions.model import Contradiction, Passage, say, spread

_PAREN = re.compile(r"[^();.]{0,60}[(,]\s?(?:tăng|giảm)\s(?:thêm\s|khoảng\s|hơn\s)*$")
_LESS, _MORE = Decimal("0.8"), Decimal("1.05")  # how far "hơn", "gần" may stray
_WORD = re.compile(r"\w+")


def check(passages: Sequence[Passage]) -> Iterator[Contradiction]:
    """Yield changes that are differences of two shares but are called percent."""
    shares = [
        (p, s)
        for p in passages
        for s in p.paragraph.found
        if s.claim.kind == "share" and s.claim.unit == "%"
    ]
    shares.sort(key=_value)
    for passage in passages:
        for now, change in itertools.pairwise(passage.paragraph.found):
            if _applies(passage, now, change):
                yield from _against(passage, now, change, shares)


def _value(held: tuple[Passage, Stated]) -> Decimal:
    return held[1].claim.value


def _applies(passage: Passage, now: Stated, change: Stated) -> bool:
    between = passage.paragraph.text[now.end : change.start]
    percent = now.claim.unit == "%" and change.claim.unit == "%" and change.claim.kind == "change"
    said = passage.paragraph.text[change.start : change.end + 20]
    return (
        percent
        and "điểm" not in said
        and now.claim.kind == "share"
        and _PAREN.fullmatch(between) is not None
    )


def _against(
    passage: Passage, now: Stated, change: Stated, shares: list[tuple[Passage, Stated]]
) -> Iterator[Contradiction]:
    sign = -1 if change.claim.direction == "decrease" else 1
    before = now.claim.value - sign * change.claim.value
    if before <= 0:
        return
    exact = abs(now.claim.value / before - 1) * 100
    if abs(exact - change.claim.value) <= change.claim.step:
        return
    first = bisect_left(shares, before * _LESS - 1, key=_value)
    last = bisect_right(shares, before * _MORE + 1, key=_value)
    for other, old in shares[first:last]:
        if old is now or not _earlier(old, now) or not _same_thing(passage, now, other, old):
            continue
        low, high = spread(old)
        if low - now.claim.step <= before <= high + now.claim.step:
            yield Contradiction(
                "percent_point",
                "Chênh lệch giữa hai tỷ lệ là điểm phần trăm, không phải phần trăm",
                f"{say(now.claim.value)}% − {say(old.claim.value)}% = "
                f"{say(abs(now.claim.value - old.claim.value))} điểm phần trăm; "
                f"tính theo phần trăm phải là {say(exact, 1)}%, không phải "
                f"{say(change.claim.value)}%",
                change.claim.value,
                exact,
                "medium",
                "definite",
                (passage.around([now, change]), other.around([old])),
            )
            return


def _earlier(old: Stated, now: Stated) -> bool:
    return bool(old.claim.as_of and now.claim.as_of and old.claim.as_of[:4] < now.claim.as_of[:4])


def _same_thing(one: Passage, now: Stated, two: Passage, old: Stated) -> bool:
    """Whether the nouns beside both figures agree: "phủ sóng … dân số"."""
    first, second = (_beside(p, s) for p, s in ((one, now), (two, old)))
    return len(first & second) >= 3


def _beside(passage: Passage, stated: Stated) -> set[str]:
    text = passage.paragraph.text
    near = text[max(0, stated.start - 50) : stated.start] + " " + text[stated.end : stated.end + 25]
    found = {w for w in _WORD.findall(letters.key(near)) if len(w) > 1 and not w[0].isdigit()}
    return found - {
        "khoảng",
        "hơn",
        "trên",
        "được",
        "đạt",
    }
