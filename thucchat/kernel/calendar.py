"""Working days: weekends, public holidays and swapped days, from data."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from thucchat.kernel.paths import DATA


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked: Monday to Friday, less ``holidays``, plus ``worked`` days."""

    holidays: frozenset[date]
    worked: frozenset[date]
    years: frozenset[int]

    def is_working(self, day: date) -> bool:
        """
        Say whether ``day`` is worked.

        :raises LookupError: the table does not reach the year of ``day``.
        """
        if day.year not in self.years:
            raise LookupError(
                f"data/reference/holidays.yaml has no year {day.year}; add it with its source."
            )
        return day in self.worked or (day.weekday() < 5 and day not in self.holidays)

    def count(self, first: date, last: date) -> int:
        """Count the working days from ``first`` to ``last``, both included."""
        span = range((last - first).days + 1)
        return sum(self.is_working(first + timedelta(days=n)) for n in span)

    def add(self, start: date, days: int) -> date:
        """Return the day that is ``days`` (≥ 0) working days after ``start``."""
        day = start
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return day


def read_calendar(path: Path) -> WorkingCalendar:
    """
    Read a holiday table: per year the days off and the weekend days worked instead.

    :raises TypeError: an entry is not a day.
    """
    table: dict[int, dict[str, list[object]]] = yaml.safe_load(path.read_text("utf-8"))["years"]
    return WorkingCalendar(
        holidays=_days(table, "off"), worked=_days(table, "worked"), years=frozenset(table)
    )


def _days(table: dict[int, dict[str, list[object]]], key: str) -> frozenset[date]:
    found: set[date] = set()
    for year, entry in table.items():
        if key not in entry:
            raise TypeError(
                f'holidays of {year}: no list "{key}" (in quotes: YAML reads off as no)'
            )
        for day in entry[key]:
            if not isinstance(day, date) or day.year != year:
                raise TypeError(f"holidays of {year}: not a day of that year: {day!r}")
            found.add(day)
    return frozenset(found)


@cache
def vietnam() -> WorkingCalendar:
    """Return the calendar of ``data/reference/holidays.yaml``."""
    return read_calendar(DATA / "reference" / "holidays.yaml")
