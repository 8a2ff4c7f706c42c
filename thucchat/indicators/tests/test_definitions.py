from datetime import date

import pytest

from thucchat.indicators import definitions
from thucchat.indicators.choices import Dimension, Statistic, Unit

GOOD = """
id: {id}
version: 1
name: Tên
unit: percent
direction: up
formula: tasks.done
statistic: ratio
numerator: tử
denominator: mẫu
by: [lead]
min_denominator: 5
source: [{{document: 57-NQ/TW, place: mục I}}]
owner: ai đó
review_on: 2027-01-01
"""


def test_every_shipped_definition_reads_and_is_complete():
    found = definitions.all_definitions()
    assert len(found) >= 20
    for definition in found.values():
        assert definition.source
        assert all(s.document and s.place for s in definition.source)
        assert definition.numerator
        assert definition.denominator
        assert isinstance(definition.review_on, date)
        assert Dimension.ALL not in definition.by  # the country is always computed
    assert {d.code for d in found.values()} >= {f"K-0{n}" for n in range(1, 7)}


def test_a_rate_is_in_percent_and_a_count_is_not():
    for definition in definitions.all_definitions().values():
        assert (definition.unit == Unit.PERCENT) == (definition.statistic == Statistic.RATIO)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("unit: percent", "unit: phần trăm"), "phần trăm"),
        (("statistic: ratio", ""), "statistic"),
        (("by: [lead]", "by: [màu]"), "màu"),
        (("owner: ai đó", "ownr: ai đó"), "ownr"),
        (("id: x", "id: y"), "not the name of the file"),
    ],
)
def test_a_wrong_definition_names_its_file_and_fault(tmp_path, change, told):
    (tmp_path / "x.yaml").write_text(GOOD.format(id="x").replace(*change), encoding="utf-8")
    with pytest.raises(ValueError, match=told) as error:
        definitions.read_definitions(tmp_path)
    assert "x.yaml" in str(error.value)


def test_those_with_a_code_come_first(tmp_path):
    for name, code in (("a", ""), ("b", "K-02"), ("c", "K-01")):
        text = GOOD.format(id=name) + (f"code: {code}\n" if code else "")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert list(definitions.read_definitions(tmp_path)) == ["c", "b", "a"]
