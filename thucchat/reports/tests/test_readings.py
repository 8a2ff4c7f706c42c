from datetime import date
from decimal import Decimal

import pytest

from thucchat.reports.rules import readings as values
from thucchat.reports.rules.readings import Reading, Readings, Spec


def reading(pk, numerator, denominator, unit="percent", **given):
    fields = {
        "id": pk,
        "indicator": "rate",
        "version": 1,
        "name": "Tỷ lệ",
        "dimension": "",
        "key": "",
        "label": "Toàn quốc",
        "numerator": None if numerator is None else Decimal(numerator),
        "denominator": None if denominator is None else Decimal(denominator),
        "value": None if numerator is None else Decimal(numerator),
        "unit": unit,
        "as_of": date(2026, 10, 31),
        "min_denominator": 5,
    }
    return Reading(**{**fields, **given})


def readings(now, before=(), **spec):
    return Readings(now, before, specs={"rate": Spec("rate", **spec)})


@pytest.mark.parametrize(
    ("numerator", "denominator", "unit", "part", "expected"),
    [
        (1245, 1469, "percent", "value", "84,8%"),  # 84.751…: half up at one decimal
        (1245, 1301, "percent", "value", "95,7%"),
        (1, 8, "percent", "value", "12,5%"),
        (0, 8, "percent", "value", "0,0%"),
        (8, 8, "percent", "value", "100,0%"),
        (1245, 1469, "percent", "numerator", "1.245"),
        (1245, 1469, "percent", "denominator", "1.469"),
        (0, 8, "percent", "numerator", "0"),
        (0, 0, "percent", "denominator", "0"),
        (1937, 1937, "tasks", "value", "1.937"),
        (12, 20, "days", "value", "12"),  # a whole number of days has no «,0»
    ],
)
def test_a_part_of_a_value_is_printed_as_vietnamese_reports_do(
    numerator, denominator, unit, part, expected
):
    figure = readings([reading(1, numerator, denominator, unit)], part=part).figure("rate")
    assert (figure.text, figure.value_id, figure.part) == (expected, 1, part)


def test_a_median_keeps_its_decimal():
    one = reading(1, 12, 20, "days", value=Decimal("6.500000"))
    assert readings([one]).figure("rate").text == "6,5"


@pytest.mark.parametrize(
    "now", [[], [reading(1, 0, 0)], [reading(1, 3, 0)]], ids=["no value", "nothing", "no whole"]
)
def test_without_data_there_is_no_figure(now):
    assert readings(now).figure("rate") is None


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ((826, 1000), (848, 1000), "2,2 điểm phần trăm"),
        ((848, 1000), (826, 1000), "2,2 điểm phần trăm"),  # the sentence says which way
        # 82,64 -> 84,76: printed 82,6 and 84,8, so the reader must find 2,2, not 2,1
        ((8264, 10000), (8476, 10000), "2,2 điểm phần trăm"),
        ((500, 1000), (600, 1000), "10 điểm phần trăm"),
    ],
)
def test_a_change_of_a_rate_is_in_points_between_the_printed_rates(before, now, expected):
    found = readings([reading(2, *now)], [reading(1, *before)])
    figure = found.change_figure("rate")
    assert (figure.text, figure.value_id, figure.previous_id) == (expected, 2, 1)
    assert "%" not in figure.text


def test_a_change_of_a_count_is_a_count():
    found = readings([reading(2, 75, 90)], [reading(1, 69, 90)], part="numerator")
    assert found.change_figure("rate").text == "6"


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ([reading(2, 5, 10)], []),  # no earlier snapshot
        ([reading(2, 5, 10)], [reading(1, 0, 0)]),  # nothing to divide then
        ([reading(2, 5, 10, version=2)], [reading(1, 5, 10)]),  # another definition
        ([], [reading(1, 5, 10)]),
    ],
)
def test_a_change_is_unknown_without_two_values_of_one_definition(now, before):
    assert readings(now, before).change("rate") is None
    assert readings(now, before).change_figure("rate") is None


def test_no_change_gives_no_figure():
    found = readings([reading(2, 5, 10)], [reading(1, 50, 100)])
    assert found.change("rate") == 0
    assert found.change_figure("rate") is None


@pytest.mark.parametrize(
    ("denominator", "small"), [(0, False), (1, True), (4, True), (5, False), (6, False)]
)
def test_a_group_under_the_minimum_is_small(denominator, small):
    assert reading(1, 0, denominator).small is small


def test_every_figure_is_recomputed_from_its_stored_value():
    now, before = reading(2, 848, 1000), reading(1, 826, 1000)
    found = readings([now], [before])
    stored = {1: before, 2: now}
    for figure in (found.figure("rate"), found.change_figure("rate")):
        assert values.expected_text(figure, stored) == figure.text
    altered = {1: before, 2: reading(2, 849, 1000)}
    assert values.expected_text(found.figure("rate"), altered) == "84,9%"
    assert values.expected_text(found.figure("rate"), {}) is None
    assert values.expected_text(found.change_figure("rate"), {2: now}) is None


def test_a_recomputed_change_of_a_count_needs_both_values():
    now, before = reading(2, 75, 90), reading(1, 69, 90)
    figure = readings([now], [before], part="numerator").change_figure("rate")
    assert values.expected_text(figure, {1: before, 2: now}) == "6"
    assert values.expected_text(figure, {1: reading(1, None, 90), 2: now}) is None


def test_a_name_that_the_outline_does_not_define_is_an_error():
    with pytest.raises(LookupError, match="khong_co"):
        readings([]).figure("khong_co")
