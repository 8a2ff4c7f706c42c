from dataclasses import replace

import pytest

from thucchat.reports.rules import check
from thucchat.reports.rules.content import Heading, Paragraph, Words
from thucchat.reports.rules.readings import Readings
from thucchat.reports.tests import factories

BEFORE = (104, 47, 14, 20, 17, 10)


def checked(content=None, readings=None, task_count=104):
    material = factories.make_material(before=BEFORE)
    return check.check(
        content or factories.make_content(),
        factories.outline(),
        readings or material.readings,
        task_count=task_count,
    )


def altered(indicator, **changes):
    """Return the readings with one total changed, as if somebody had touched the table."""
    found = factories.make_material(before=BEFORE).readings
    now = [
        replace(r, **changes) if r.indicator == indicator and not r.dimension else r
        for r in found.now.values()
    ]
    return Readings(now, found.before.values(), specs=found.specs)


def test_a_sound_report_has_no_findings():
    assert checked() == []


@pytest.mark.parametrize(
    ("block", "digits"),
    [
        (Paragraph((Words("Có 12 nhiệm vụ rất quan trọng."),)), "12"),
        (Paragraph((Words("Tăng 5% so với năm 2025."),)), "5%"),
        (Heading("VII. MƯỜI HAI VIỆC VÀ 3 NỘI DUNG"), "3"),
    ],
)
def test_a_number_that_leads_nowhere_is_found(block, digits):
    content = factories.make_content()
    findings = checked(replace(content, blocks=(*content.blocks, block)))
    assert [f.code for f in findings] == ["bare_digits"]
    assert f"«{digits}»" in findings[0].text


def test_dates_numbers_of_documents_and_quotations_may_stand():
    content = factories.make_content()
    spans = (
        Words("Theo 57-NQ/TW, đến ngày 31/10/2026: "),
        Words("“đạt 40% khối lượng”", kind="quote"),
        Words("57-2026-0001", kind="code"),
    )
    assert checked(replace(content, blocks=(*content.blocks, Paragraph(spans)))) == []


def test_a_text_that_differs_from_its_value_is_found_with_both_numbers():
    findings = checked(readings=altered("task_overdue", numerator=16))
    texts = [f.text for f in findings if f.code == "figure"]
    assert any("«15»" in text and "«16»" in text for text in texts)


def test_a_value_that_is_gone_is_found():
    found = factories.make_material(before=BEFORE).readings
    fewer = [r for r in found.now.values() if r.indicator != "task_six_clears"]
    findings = checked(readings=Readings(fewer, found.before.values(), specs=found.specs))
    assert {f.code for f in findings} == {"figure"}
    assert all("không còn trong cơ sở dữ liệu" in f.text for f in findings)


def test_another_version_of_a_definition_is_found():
    findings = checked(readings=altered("task_stuck", version=2))
    assert findings == []  # it is zero and not printed
    findings = checked(readings=altered("task_within", version=2))
    assert [f.code for f in findings] == ["reference"]


def test_a_figure_without_a_reference_is_found():
    content = factories.make_content()
    findings = checked(replace(content, references=content.references[1:]))
    assert [f.code for f in findings] == ["reference"]
    assert f"SL-{content.references[0].value_id}" in findings[0].text


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("task_declared", "task_recognised"),  # declared = recognised + awaiting + hollow
        ("task_within", "task_done"),  # all = done + within + overdue
        ("task_gap", "task_awaiting"),  # gap = awaiting + hollow
        ("task_regular", "task_total"),  # tasks = deadline + regular
    ],
)
def test_sums_that_do_not_hold_are_found(indicator, words):
    found = factories.make_material(before=BEFORE).readings
    old = found.reading({v.indicator: k for k, v in found.specs.items()}[indicator])
    findings = checked(readings=altered(indicator, numerator=old.numerator + 1))
    sums = [f.text for f in findings if f.code == "sum"]
    assert len(sums) == 1
    assert words in sums[0]


def test_a_sum_of_one_body_is_found_with_its_name():
    found = factories.make_material(before=BEFORE).readings
    now = [
        replace(r, numerator=r.numerator + 1)
        if (r.indicator, r.key) == ("task_hollow", "PARTY")
        else r
        for r in found.now.values()
    ]
    findings = checked(readings=Readings(now, found.before.values(), specs=found.specs))
    assert all("(Cơ quan Đảng)" in f.text for f in findings if f.code == "sum")
    assert len([f for f in findings if f.code == "sum"]) == 2


@pytest.mark.parametrize(("count", "word"), [(103, "bản chốt có 103"), (105, "bản chốt có 105")])
def test_another_number_of_tasks_in_the_snapshot_is_found(count, word):
    findings = checked(task_count=count)
    assert [f.code for f in findings] == ["annex"]
    assert word in findings[0].text


def test_an_annex_with_missing_rows_is_found():
    lines = tuple(factories.make_task_line(n) for n in range(1, 104))
    findings = checked(factories.make_content(tasks=lines))
    assert [f.code for f in findings] == ["annex"]
    assert "103 dòng" in findings[0].text


def test_the_sentences_of_the_outline_do_not_contradict_one_another():
    assert check.doubts(factories.make_content()) == []


def test_a_contradiction_between_figures_is_shown_with_its_calculation():
    content = factories.make_content()
    words = "Hoàn thành 1.245/1.469 nhiệm vụ có thời hạn, đạt 94,8%."
    doubts = check.doubts(replace(content, blocks=(Paragraph((Words(words),)),)))
    assert len(doubts) == 1
    assert "84,7" in doubts[0] or "84,8" in doubts[0]


def test_a_contradiction_within_a_quotation_is_the_quoted_bodys():
    words = "Hoàn thành 1.245/1.469 nhiệm vụ có thời hạn, đạt 94,8%."
    quoted = Paragraph((Words(words, kind="quote"),), "quote")
    assert check.doubts(replace(factories.make_content(), blocks=(quoted,))) == []
