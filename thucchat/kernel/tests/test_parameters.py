"""Limits with their dates."""

from datetime import date

import pytest

from thucchat.kernel import parameters

ENTRY = """
days_to_verify:
  name: Số ngày thẩm định
  unit: days
  source: ví dụ
  values:
    2026-01-01: 10
    2026-07-01: 7
"""


@pytest.fixture
def folder(data_folder):
    made = data_folder / "parameters"
    made.mkdir()
    (made / "one.yaml").write_text(ENTRY, encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2026, 1, 1), 10),
        (date(2026, 6, 30), 10),
        (date(2026, 7, 1), 7),
        (date(2099, 1, 1), 7),
    ],
)
def test_the_value_in_force_on_the_day_counts(folder, on, value):
    assert parameters.value("days_to_verify", on=on) == value


def test_before_the_first_value_there_is_none(folder):
    with pytest.raises(LookupError, match="2026-01-01"):
        parameters.value("days_to_verify", on=date(2025, 12, 31))


def test_an_unknown_name_is_a_defect(folder):
    with pytest.raises(KeyError):
        parameters.value("nothing", on=date(2026, 1, 1))


def test_a_name_stands_in_one_file_only(folder):
    (folder / "two.yaml").write_text(ENTRY, encoding="utf-8")
    with pytest.raises(ValueError, match="defined twice"):
        parameters.read_parameters(folder)


def test_every_parameter_of_the_product_says_where_it_is_from():
    for parameter in parameters.all_parameters().values():
        assert parameter.label
        assert parameter.unit
        assert parameter.source
        assert parameter.values
