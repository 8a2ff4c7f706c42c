"""Deadlines as documents word them."""

from datetime import date

import pytest

from thucchat.kernel import deadlines
from thucchat.kernel.calendar import WorkingCalendar
from thucchat.kernel.deadlines import NO_DEADLINE, Deadline, Precision

CALENDAR = WorkingCalendar(
    holidays=frozenset({date(2026, 9, 2)}), worked=frozenset(), years=frozenset({2026})
)


@pytest.mark.parametrize(
    ("precision", "value", "due_on"),
    [
        ("date", "2026-07-31", date(2026, 7, 31)),
        ("month", "2026-02", date(2026, 2, 28)),
        ("quarter", "2026-Q3", date(2026, 9, 30)),
        ("half", "2026-H1", date(2026, 6, 30)),
        ("year", "2026", date(2026, 12, 31)),
    ],
)
def test_a_deadline_is_its_last_day(precision, value, due_on):
    assert deadlines.resolve(precision, value) == Deadline(due_on, Precision(precision))


@pytest.mark.parametrize(
    ("precision", "value"),
    [
        ("none", "2026-07-31"),
        ("date", None),
        ("date", ""),
        ("date", "2026-02-30"),  # no such day
        ("month", "2026-13"),
        ("quarter", "quý III"),
        ("soon", "2026"),  # a precision that does not exist
    ],
)
def test_what_does_not_fit_gives_no_deadline(precision, value):
    assert deadlines.resolve(precision, value) == NO_DEADLINE


@pytest.mark.parametrize(
    ("days", "due_on"),
    [
        ("1", date(2026, 9, 1)),
        ("2", date(2026, 9, 3)),  # 2/9 is a holiday
        ("4", date(2026, 9, 7)),  # over the weekend
        ("0", date(2026, 8, 31)),
    ],
)
def test_working_days_count_from_the_day_after_the_start(days, due_on):
    found = deadlines.resolve("working_days", days, start=date(2026, 8, 31), calendar=CALENDAR)
    assert found == Deadline(due_on, Precision.WORKING_DAYS)


@pytest.mark.parametrize(
    ("value", "start", "calendar"),
    [("5", None, CALENDAR), ("5", date(2026, 8, 31), None), ("năm", date(2026, 8, 31), CALENDAR)],
)
def test_working_days_need_a_start_and_a_calendar(value, start, calendar):
    found = deadlines.resolve("working_days", value, start=start, calendar=calendar)
    assert found == NO_DEADLINE


def test_working_days_beyond_the_calendar_give_no_deadline():
    found = deadlines.resolve("working_days", "9", start=date(2026, 12, 28), calendar=CALENDAR)
    assert found == NO_DEADLINE
