"""Working days, from data."""

from datetime import date

import pytest

from thucchat.kernel import calendar
from thucchat.kernel.calendar import read_calendar, vietnam


def test_the_campaign_of_100_days_has_100_working_days():
    assert vietnam().count(date(2026, 7, 10), date(2026, 11, 30)) == 100


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 7, 10), True),  # a Friday
        (date(2026, 7, 11), False),  # a Saturday
        (date(2026, 9, 2), False),  # National Day
        (date(2026, 4, 30), False),
        (date(2026, 5, 1), False),
        (date(2026, 1, 1), False),
    ],
)
def test_days_of_2026(day, worked):
    assert vietnam().is_working(day) is worked


def test_a_year_without_a_table_is_not_guessed():
    with pytest.raises(LookupError, match="2099"):
        vietnam().is_working(date(2099, 1, 5))


def test_a_swapped_saturday_is_worked(tmp_path):
    path = tmp_path / "holidays.yaml"
    path.write_text('years: {2026: {"off": [2026-08-31], worked: [2026-08-22]}}', encoding="utf-8")
    found = read_calendar(path)
    assert found.is_working(date(2026, 8, 22))
    assert not found.is_working(date(2026, 8, 31))
    assert found.count(date(2026, 8, 17), date(2026, 8, 23)) == 6
    assert found.add(date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert found.add(date(2026, 8, 21), 0) == date(2026, 8, 21)


@pytest.mark.parametrize("entry", ["2025-08-22", "'22/8'"])
def test_an_entry_that_is_no_day_of_its_year_is_refused(tmp_path, entry):
    path = tmp_path / "holidays.yaml"
    path.write_text(f'years: {{2026: {{"off": [{entry}], worked: []}}}}', encoding="utf-8")
    with pytest.raises(TypeError, match="holidays of 2026"):
        read_calendar(path)


def test_a_year_without_its_days_off_is_refused(tmp_path):
    path = tmp_path / "holidays.yaml"
    path.write_text("years: {2026: {off: [], worked: []}}", encoding="utf-8")
    with pytest.raises(TypeError, match="in quotes"):
        read_calendar(path)


def test_the_calendar_is_read_once(data_folder):
    (data_folder / "reference").mkdir()
    path = data_folder / "reference" / "holidays.yaml"
    path.write_text('years: {2030: {"off": [], worked: []}}', encoding="utf-8")
    assert vietnam().years == {2030}
    path.unlink()
    assert calendar.vietnam() is vietnam()
