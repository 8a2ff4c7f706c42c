"""Short Vietnamese texts about days and amounts, as the pages say them."""

from datetime import date, datetime

from thucchat.kernel import formats
from thucchat.kernel.periods import HANOI

BILLION = 1_000_000_000
MILLION = 1_000_000


def days_text(days_left: int) -> str:
    """Say how far a deadline is: «còn 5 ngày», «hôm nay», «quá hạn 3 ngày»."""
    if days_left < 0:
        return f"quá hạn {formats.decimal_text(-days_left)} ngày"
    if days_left == 0:
        return "hạn hôm nay"
    return f"còn {formats.decimal_text(days_left)} ngày"


def ago_text(at: datetime, *, now: datetime) -> str:
    """Say how long ago it was, coarsely; from a month on, the day itself."""
    seconds = int((now - at).total_seconds())
    if seconds < 0:
        return formats.datetime_text(at)
    for limit, size, unit in ((60, 1, ""), (3600, 60, "phút"), (86400, 3600, "giờ")):
        if seconds < limit:
            return f"{seconds // size} {unit} trước" if unit else "vừa xong"
    days = (now.astimezone(HANOI).date() - at.astimezone(HANOI).date()).days
    if days == 1:
        return "hôm qua"
    return f"{days} ngày trước" if days < 31 else formats.date_text(at.astimezone(HANOI).date())


def money_text(vnd: int) -> str:
    """Write an amount: «12.500.000 đ», and from a billion on «41.056,5 tỷ đồng»."""
    if abs(vnd) >= BILLION:
        digits = 0 if vnd % BILLION == 0 else 1
        return formats.decimal_text(vnd / BILLION, digits) + " tỷ đồng"
    return formats.decimal_text(vnd) + " đ"


def day_of(value: date | datetime) -> date:
    """Return the day in Việt Nam of an instant; a day is returned as it is."""
    return value.astimezone(HANOI).date() if isinstance(value, datetime) else value
