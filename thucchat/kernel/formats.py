"""Numbers and days as Vietnamese readers write them: 1.234,5 · 84,8% · 05/06/2026."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from thucchat.kernel.periods import HANOI

Number = int | float | Decimal


def rounded(value: Number, digits: int) -> Decimal:
    """Round half up, as tables do: 84.75 → 84.8 (one digit)."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def percent_of(numerator: Number, denominator: Number) -> Decimal | None:
    """Return numerator / denominator in percent, unrounded; None for an empty denominator."""
    if not denominator:
        return None
    return Decimal(str(numerator)) * 100 / Decimal(str(denominator))


def decimal_text(value: Number, digits: int = 0) -> str:
    """Write 1234.5 as «1.234,5»."""
    text = f"{rounded(value, digits):,f}"
    return text.translate(str.maketrans(",.", ".,"))


def percent_text(value: Number | None, digits: int = 1) -> str:
    """Write 84.75 as «84,8%»; None as «chưa có số liệu»."""
    return "chưa có số liệu" if value is None else decimal_text(value, digits) + "%"


def date_text(day: date | None) -> str:
    """Write a day as «05/06/2026»; None as an empty text."""
    return day.strftime("%d/%m/%Y") if day else ""


def datetime_text(at: datetime | None) -> str:
    """Write an instant in Vietnamese time as «14:05 05/06/2026»."""
    return at.astimezone(HANOI).strftime("%H:%M %d/%m/%Y") if at else ""
