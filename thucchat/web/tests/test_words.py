"""Days, amounts and times as the pages say them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from thucchat.kernel.periods import HANOI
from thucchat.web import words
from thucchat.web.templatetags import ui

NOW = datetime(2026, 6, 5, 9, 0, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("days", "text"),
    [(5, "còn 5 ngày"), (0, "hạn hôm nay"), (-3, "quá hạn 3 ngày"), (-1200, "quá hạn 1.200 ngày")],
)
def test_a_deadline_is_said_in_days(days, text):
    assert words.days_text(days) == text


@pytest.mark.parametrize(
    ("passed", "text"),
    [
        (timedelta(seconds=20), "vừa xong"),
        (timedelta(minutes=59), "59 phút trước"),
        (timedelta(hours=8), "8 giờ trước"),
        (timedelta(hours=30), "hôm qua"),
        (timedelta(days=30), "30 ngày trước"),
        (timedelta(days=31), "05/05/2026"),  # from a month on the day itself
        (timedelta(minutes=-1), "09:01 05/06/2026"),  # a clock ahead of ours is not «vừa xong»
    ],
)
def test_how_long_ago_is_said_coarsely(passed, text):
    assert words.ago_text(NOW - passed, now=NOW) == text


@pytest.mark.parametrize(
    ("vnd", "text"),
    [
        (0, "0 đ"),
        (12_500_000, "12.500.000 đ"),
        (41_056_500_000_000, "41.056,5 tỷ đồng"),
        (2_000_000_000, "2 tỷ đồng"),
        (-3_000_000_000, "-3 tỷ đồng"),
    ],
)
def test_money_has_dots_and_turns_to_billions(vnd, text):
    assert words.money_text(vnd) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1234.5, None, "1.234,5"),
        (1469, None, "1.469"),
        (0.25, None, "0,25"),
        (Decimal(1000), None, "1.000"),
        (Decimal("84.75"), 1, "84,8"),
        (100, 0, "100"),
        (None, None, "–"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_comma(value, digits, text):
    assert ui.vn_number(value, digits) == text


def test_percent_without_a_value_says_so():
    assert ui.vn_percent(84.75) == "84,8%"
    assert ui.vn_percent(None) == "chưa có số liệu"


def test_a_day_is_day_month_year_and_an_instant_is_in_vietnamese_time():
    late_utc = datetime.fromisoformat("2026-06-04T18:30:00+00:00")
    assert ui.vn_date(date(2026, 6, 5)) == "05/06/2026"
    assert ui.vn_date(late_utc) == "05/06/2026"
    assert ui.vn_datetime(late_utc) == "01:30 05/06/2026"
    assert ui.vn_date(None) == ui.vn_datetime(None) == ""


def test_days_of_a_day_need_today():
    assert ui.vn_days(date(2026, 6, 5), date(2026, 6, 3)) == "còn 2 ngày"
    assert ui.vn_days(-2) == "quá hạn 2 ngày"
    assert ui.vn_days(None) == ""
    with pytest.raises(ValueError, match="today"):
        ui.vn_days(date(2026, 6, 5))
