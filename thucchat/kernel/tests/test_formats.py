"""Numbers and days as Vietnamese readers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from thucchat.kernel import formats
from thucchat.kernel.errors import Refused


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (84.75, 1, "84.8"),
        (84.65, 1, "84.7"),  # as the digits are written, not as the machine stores them
        (2.5, 0, "3"),  # half up, not half to even
        (-2.5, 0, "-3"),
        (Decimal("95.744680851"), 1, "95.7"),
        (1245, 2, "1245.00"),
        (1e-7, 2, "0.00"),
    ],
)
def test_rounding_is_half_up(value, digits, expected):
    assert formats.rounded(value, digits) == Decimal(expected)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(1245, 1469, "84.8"), (0, 5, "0.0"), (5, 4, "125.0"), (1, 3, "33.3")],
)
def test_a_percentage(numerator, denominator, expected):
    share = formats.percent_of(numerator, denominator)
    assert formats.rounded(share, 1) == Decimal(expected)


def test_there_is_no_percentage_of_nothing():
    assert formats.percent_of(0, 0) is None
    assert formats.percent_text(None) == "chưa có số liệu"


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (0, 0, "0"),
        (-1234.56, 2, "-1.234,56"),
        (Decimal("0.05"), 1, "0,1"),
    ],
)
def test_numbers(value, digits, text):
    assert formats.decimal_text(value, digits) == text


def test_percentages_days_and_instants():
    assert formats.percent_text(84.75) == "84,8%"
    assert formats.percent_text(Decimal(100), 0) == "100%"
    assert formats.date_text(date(2026, 6, 5)) == "05/06/2026"
    assert formats.date_text(None) == ""
    assert formats.datetime_text(datetime(2026, 6, 5, 7, 5, tzinfo=UTC)) == "14:05 05/06/2026"
    assert formats.datetime_text(None) == ""


def test_a_refusal_carries_its_rule_and_its_words():
    refusal = Refused("tasks.not_lead", "Chỉ đơn vị chủ trì được báo cáo.")
    assert refusal.code == "tasks.not_lead"
    assert str(refusal) == "Chỉ đơn vị chủ trì được báo cáo."
