"""Spans of days, and the day that an instant belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def local_day(at: datetime) -> date:
    """Return the day in Việt Nam on which the aware instant ``at`` falls."""
    return at.astimezone(HANOI).date()


def day_start(on: date) -> datetime:
    """Return the first instant of the day ``on`` in Việt Nam."""
    return datetime.combine(on, time.min, tzinfo=HANOI)


def day_end(on: date) -> datetime:
    """Return the first instant after the day ``on`` in Việt Nam: facts before it count."""
    return day_start(on + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, half-open: ``starts_on <= day < ends_on``."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.starts_on >= self.ends_on:
            raise ValueError(f"an empty period: {self.starts_on} to {self.ends_on}")

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day < self.ends_on

    @property
    def last_day(self) -> date:
        """The last day that belongs to the period."""
        return self.ends_on - timedelta(days=1)

    def days(self) -> Iterator[date]:
        """Yield every day, first to last."""
        for offset in range((self.ends_on - self.starts_on).days):
            yield self.starts_on + timedelta(days=offset)

    @classmethod
    def months(cls, year: int, month: int, length: int = 1) -> "Period":
        """Return ``length`` whole months from the first day of ``month``."""
        end = year * 12 + month - 1 + length
        return cls(date(year, month, 1), date(end // 12, end % 12 + 1, 1))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """
        Read ``2026``, ``2026-H1``, ``2026-Q3`` or ``2026-10``.

        :raises ValueError: anything else.
        """
        found = re.fullmatch(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?", text)
        if found is None:
            raise ValueError(f"not a period: {text!r}")
        year = int(found[1])
        if found[2]:
            return cls.months(year, int(found[2]))
        if found[3]:
            return cls.months(year, int(found[3]) * 3 - 2, 3)
        if found[4]:
            return cls.months(year, int(found[4]) * 6 - 5, 6)
        return cls.months(year, 1, 12)
