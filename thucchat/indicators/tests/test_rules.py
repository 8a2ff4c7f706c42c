from decimal import Decimal

import pytest

from thucchat.indicators import rules
from thucchat.indicators.choices import Statistic

RATIO, COUNT, MEDIAN = Statistic.RATIO, Statistic.COUNT, Statistic.MEDIAN


@pytest.mark.parametrize(
    ("statistic", "numerator", "denominator", "measure", "least", "expected"),
    [
        (RATIO, 1245, 1469, None, 5, "84.751532"),  # the position of 29/6/2026
        (RATIO, 1245, 1301, None, 5, "95.695619"),
        (RATIO, 0, 9, None, 5, "0"),  # none of nine is zero, not «no data»
        (RATIO, 3, 4, None, 5, None),  # a group too small for a rate
        (RATIO, 3, 5, None, 5, "60"),
        (RATIO, 0, 0, None, 0, None),
        (COUNT, 7, 12, None, 1, "7"),
        (COUNT, 0, 12, None, 1, "0"),
        (COUNT, 0, 0, None, 1, None),
        (COUNT, 3, 4, None, 5, None),
        (MEDIAN, 9, 12, 2.5, 5, "2.5"),
        (MEDIAN, 4, 12, 2.5, 5, None),  # four measured rows are too few, whatever was asked
        (MEDIAN, 0, 12, None, 0, None),
    ],
)
def test_a_value_comes_from_its_fraction(
    statistic, numerator, denominator, measure, least, expected
):
    found = rules.value_of(
        statistic,
        numerator=numerator,
        denominator=denominator,
        measure=measure,
        min_denominator=least,
    )
    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("denominators", "hidden"),
    [
        ({"a": 9, "b": 8}, set()),
        ({"a": 9, "b": 3, "c": 2}, {"b", "c"}),
        ({"a": 9, "b": 7, "c": 2}, {"b", "c"}),  # b too: total − a − b would give c away
        ({"c": 2}, {"c"}),
        ({"a": 9, "c": 0}, set()),  # nothing there, nothing to hide
    ],
)
def test_small_groups_are_hidden_and_cannot_be_derived(denominators, hidden):
    assert rules.suppressed(denominators, least=5) == hidden
