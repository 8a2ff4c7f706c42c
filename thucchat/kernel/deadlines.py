"""A deadline as a document words it, and the last day it means."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thucchat.kernel.calendar import WorkingCalendar
from thucchat.kernel.periods import Period


class Precision(StrEnum):
    """How exactly a document names a deadline."""

    DAY = "date"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    WORKING_DAYS = "working_days"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day, with the precision of the words; ``due_on`` None: none is set."""

    due_on: date | None
    precision: Precision


NO_DEADLINE = Deadline(None, Precision.NONE)


def resolve(
    precision: str,
    value: str | None,
    *,
    start: date | None = None,
    calendar: WorkingCalendar | None = None,
) -> Deadline:
    """
    Turn the value that the text names into its last day.

    ``value`` is ``2026-07-31``, ``2026-07``, ``2026-Q3``, ``2026-H1``, ``2026``, or a
    number of working days counted from the day after ``start``. Values that do not fit
    give no deadline: a machine's reading is confirmed by a person before it counts.
    """
    if not value or precision == Precision.NONE:
        return NO_DEADLINE
    if precision == Precision.WORKING_DAYS:
        return _counted(value, start, calendar)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return Deadline(date.fromisoformat(value), Precision.DAY)
        return Deadline(Period.parse(value).last_day, Precision(precision))
    except ValueError:
        return NO_DEADLINE


def _counted(days: str, start: date | None, calendar: WorkingCalendar | None) -> Deadline:
    if start is None or calendar is None or not days.isdigit():
        return NO_DEADLINE
    try:
        return Deadline(calendar.add(start, int(days)), Precision.WORKING_DAYS)
    except LookupError:  # the holidays of that year are not laid down yet
        return NO_DEADLINE
