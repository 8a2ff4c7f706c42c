"""What a number in a text states."""

from dataclasses import dataclass
from decimal import Decimal

from thucchat.vntext.text import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity; `spans` locate its digits, `start`, `end` the clause that states it.

    `value` is in base units (VND, USD, ha, km, count; 84,8% is 84.8), `value_max` closes a range.
    `kind`: level, share, change, fraction, target, rank, ratio, enumeration.
    `approx`: >, <, ~, >=, <= or None.  `as_of`: day, month, year, 2026-Q2, 2026-H1 or an ISO
    interval; `as_of_source`: explicit or document.
    """

    start: int
    end: int
    spans: tuple[Span, ...]
    num: str
    value: Decimal
    unit: str
    kind: str
    value_max: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    direction: str | None = None
    comparison: str | None = None
    approx: str | None = None
    as_of: str | None = None
    as_of_source: str = "document"
    subject: str = ""
    section: tuple[str, ...] = ()
    places: int = 0  # decimals as stated
    step: Decimal = Decimal(1)  # the unit of the last stated digit, in base units
