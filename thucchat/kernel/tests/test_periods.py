"""Spans of days, and the day of an instant."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thucchat.kernel import periods
from thucchat.kernel.periods import Period


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 6, 30, 16, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 17, 0, tzinfo=UTC), date(2026, 7, 1)),  # midnight in Việt Nam
        (datetime(2026, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=9))), date(2025, 12, 31)),
    ],
)
def test_an_instant_falls_on_a_day_in_viet_nam(at, day):
    assert periods.local_day(at) == day


def test_a_day_lasts_from_midnight_to_midnight_in_viet_nam():
    day = date(2026, 6, 30)
    assert periods.day_start(day) == datetime(2026, 6, 29, 17, tzinfo=UTC)
    assert periods.day_end(day) == datetime(2026, 6, 30, 17, tzinfo=UTC)


@given(st.integers(0, 4_000_000_000))
def test_every_instant_lies_within_its_own_day(seconds):
    at = datetime.fromtimestamp(seconds, tz=UTC)
    day = periods.local_day(at)
    assert periods.day_start(day) <= at < periods.day_end(day)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_read(text, first, last):
    period = Period.parse(text)
    assert (period.starts_on, period.last_day) == (first, last)
    assert first in period
    assert last in period
    assert last + timedelta(days=1) not in period
    assert first - timedelta(days=1) not in period


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "2026-H3", "2026-1", "2026-07-01"],
)
def test_what_is_not_a_period_is_refused(text):
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(text)


def test_an_empty_period_does_not_exist():
    with pytest.raises(ValueError, match="empty"):
        Period(date(2026, 1, 1), date(2026, 1, 1))


@given(st.integers(1990, 2100), st.integers(1, 12), st.integers(1, 30))
def test_months_lie_end_to_end(year, month, length):
    whole = Period.months(year, month, length)
    days = list(whole.days())
    assert days[0] == whole.starts_on
    assert days[-1] == whole.last_day
    assert len(days) == (whole.ends_on - whole.starts_on).days
    following = Period.months(whole.ends_on.year, whole.ends_on.month)
    assert following.starts_on == whole.last_day + timedelta(days=1)
