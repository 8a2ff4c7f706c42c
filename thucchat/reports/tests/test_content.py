import json
from dataclasses import replace
from datetime import date

import pytest

from thucchat.indicators import definitions
from thucchat.kernel.paths import DATA
from thucchat.reports.rules import content as contents
from thucchat.reports.rules import marks, monthly, outline
from thucchat.reports.rules.content import Chart, Figure, Heading, Paragraph, Table, Words, plain
from thucchat.reports.rules.material import Difficulty, task_list
from thucchat.reports.tests import factories


def texts(content):
    return [plain(block.spans) for block in content.blocks if isinstance(block, Paragraph)]


def built(now, before=None, **given):
    material = factories.make_material(now, before, **given)
    return monthly.build(factories.outline(), material)


def test_the_outline_uses_only_indicators_that_exist():
    used = {spec.indicator for spec in factories.outline().figures.values()}
    assert used <= set(definitions.all_definitions())


def test_the_outline_defines_no_figure_that_it_does_not_use():
    plan = factories.outline()
    assert set(plan.figures) == outline.used_figures(plan)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Có {overdue} nhiệm vụ", "Có {qua_han} nhiệm vụ"), ("part: denom", "part: x")],
)
def test_an_outline_with_an_unknown_name_is_refused(old, new):
    text = (DATA / "reports" / "monthly.yaml").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="outline"):
        outline.parse(text.replace(old, new))


def test_content_survives_its_storage():
    content = factories.make_content()
    stored = json.loads(json.dumps(contents.to_json(content)))
    assert contents.from_json(stored) == content


def test_equal_material_gives_equal_content():
    assert factories.make_content() == factories.make_content()


def test_parts_come_in_order():
    headings = [b.text for b in factories.make_content().blocks if isinstance(b, Heading)]
    assert headings == [
        "KẾT QUẢ NỔI BẬT",
        "I. TÌNH HÌNH CHUNG",
        "II. KHAI BÁO VÀ CÔNG NHẬN",
        "III. NHIỆM VỤ QUÁ HẠN, GIA HẠN, SẮP ĐẾN HẠN",
        "IV. THẨM ĐỊNH KẾT QUẢ",
        "V. KHÓ KHĂN, VƯỚNG MẮC",
        "VI. NHIỆM VỤ TRỌNG TÂM THÁNG 11 NĂM 2026",
    ]


def test_tables_and_charts_are_numbered_as_they_come():
    blocks = factories.make_content().blocks
    assert [b.label for b in blocks if isinstance(b, Table)] == [f"Bảng {n}" for n in range(1, 6)]
    charts = [b for b in blocks if isinstance(b, Chart)]
    assert [(b.label, b.kind) for b in charts] == [
        ("Biểu đồ 1", "rates"),
        ("Biểu đồ 2", "stack"),
    ]


def test_the_three_ways_stand_side_by_side_with_their_denominators():
    table = next(b for b in factories.make_content().blocks if isinstance(b, Table))
    rows = [[plain(cell) for cell in row.cells[1:]] for row in table.rows]
    assert rows == [["67", "94", "71,3%"], ["67", "82", "81,7%"], ["53", "94", "56,4%"]]


def test_the_blocs_add_up_to_the_last_row():
    tables = [b for b in factories.make_content().blocks if isinstance(b, Table)]
    numbers = [[int(plain(cell)) for cell in row.cells[1:]] for row in tables[1].rows]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert tables[1].rows[-1].total


def test_a_small_group_shows_counts_in_place_of_a_rate():
    tables = [b for b in factories.make_content().blocks if isinstance(b, Table)]
    cells = {plain(row.cells[0]): plain(row.cells[3]) for row in tables[2].rows}
    assert cells == {
        "Cơ quan Chính phủ": "12,3%",
        "Cơ quan Đảng": "23,5%",
        "Cơ quan Địa phương": "2/4",
    }


def test_small_totals_are_told_in_counts():
    said = " ".join(texts(built((4, 2, 1, 0, 1, 0), difficulties=())))
    assert "3/4 nhiệm vụ có thời hạn đã hoàn thành; số nhiệm vụ còn ít" in said
    assert "%" not in said


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ((104, 47, 14, 20, 17, 10), "Tỷ lệ này tăng 6,4 điểm phần trăm so với ngày 30/09/2026."),
        ((104, 60, 14, 13, 15, 10), "Tỷ lệ này giảm 7,4 điểm phần trăm so với ngày 30/09/2026."),
        ((104, 53, 14, 20, 17, 10), "Tỷ lệ này không thay đổi so với ngày 30/09/2026."),
    ],
)
def test_the_rate_is_compared_with_the_last_month_in_points(before, expected):
    assert any(expected in text for text in texts(built((104, 53, 14, 20, 15, 10), before)))


def test_without_a_last_month_nothing_is_compared():
    said = " ".join(texts(built((104, 53, 14, 20, 15, 10))))
    assert not any(word in said for word in ("so với", "tăng", "giảm", "điểm phần trăm"))


def test_nothing_done_and_nothing_overdue_is_said_in_words():
    said = texts(built((10, 0, 0, 0, 0, 4), tasks=(), difficulties=()))
    assert "- Chưa có nhiệm vụ nào được cơ quan chủ trì khai hoàn thành." not in said
    assert "Chưa có nhiệm vụ nào được cơ quan chủ trì khai hoàn thành." in said
    assert "Không có nhiệm vụ quá hạn." in said
    assert "Không có nhiệm vụ đến hạn trong tháng 11 năm 2026." in said
    assert any("không nêu khó khăn, vướng mắc" in text for text in said)
    assert not any("tăng 0" in text or " 0 điểm" in text for text in said)


def test_without_any_task_there_is_no_rate_and_no_chart():
    content = built((0, 0, 0, 0, 0, 0), tasks=(), difficulties=())
    assert "Chưa có nhiệm vụ nào được giao trên hệ thống." in texts(content)
    assert not [b for b in content.blocks if isinstance(b, Chart)]
    assert "%" not in " ".join(texts(content))


def test_a_difficulty_is_quoted_word_for_word_with_its_task():
    said = texts(factories.make_content())
    assert (
        "Bộ Khoa học và Công nghệ (nhiệm vụ 57-2026-0001, báo cáo ngày 20/10/2026): “Nghị định "
        "hướng dẫn ban hành chậm 2 tháng, mới nghiệm thu 40% khối lượng.”" in said
    )


def test_a_long_difficulty_is_cut_at_a_word():
    long = Difficulty("C", "Bộ A", date(2026, 10, 1), "vướng mắc, " * 60, "")
    text = plain(monthly.quote_spans(long))
    assert text.endswith("vướng mắc…”")
    assert len(text) < 400


def test_overdue_tasks_come_longest_first_and_next_month_has_its_own():
    early = factories.make_task_line(90, "overdue", due_on=date(2026, 5, 1))
    lines = (factories.make_task_line(1, "overdue"), early, factories.make_task_line(2))
    december = factories.make_task_line(3, due_on=date(2026, 12, 1))
    material = factories.make_material(tasks=(*lines, december))
    assert [t.code[-2:] for t in task_list("overdue", material)] == ["90", "01"]
    assert [t.code[-2:] for t in task_list("next", material)] == ["02"]


def test_the_annex_lists_every_task_by_code():
    annex = factories.make_content().annexes[0]
    codes = [plain(row.cells[1]) for row in annex.table.rows]
    assert codes == sorted(codes)
    assert (len(codes), annex.complete) == (104, True)


def test_a_very_long_annex_names_only_tasks_that_are_no_part_of_another():
    lines = tuple(factories.make_task_line(n, top=n % 10 == 0) for n in range(1, 2102))
    annex = factories.make_content(tasks=lines).annexes[0]
    assert (len(annex.table.rows), annex.complete) == (210, False)
    assert "chỉ nêu nhiệm vụ giao trực tiếp" in plain(annex.lead)


def test_every_figure_has_its_row_among_the_references():
    content = factories.make_content()
    rows = {one.mark: one for one in content.references}
    for figure in contents.figures(content):
        assert rows[figure.mark].value_id == figure.value_id
        assert rows[figure.mark].href.endswith(f"/so-lieu/gia-tri/{figure.value_id}/")
    assert list(rows) == list(range(1, len(rows) + 1))


def test_the_value_of_the_last_month_is_among_the_references_with_its_own_snapshot():
    content = factories.make_content()
    previous = {f.previous_id for f in contents.figures(content)} - {None}
    listed = {one.value_id: one.snapshot for one in content.references}
    assert previous
    assert {listed[value_id] for value_id in previous} == {"77ab77ab77ab"}


def test_a_small_group_has_no_rate_among_the_references_either():
    listed = {(r.indicator, r.dimension): r for r in factories.make_content().references}
    small = listed["task_overdue", "Cơ quan Địa phương"]
    assert (small.numerator, small.denominator, small.value) == ("2", "4", "–")
    assert listed["task_overdue", "Cơ quan Chính phủ"].value == "12,33%"


def test_one_mark_stands_behind_the_last_of_several_figures_of_a_value():
    spans = (
        Figure("3", 9, mark=1),
        Words(" trên "),
        Figure("4", 9, mark=1),
        Words(" và "),
        Figure("5", 8, mark=2),
    )
    assert [mark for _, mark in marks.after(spans)] == [0, 0, 1, 0, 2]


@pytest.mark.parametrize(
    ("given", "text"),
    [([], ""), ([4], "4"), ([3, 1, 2], "1–3"), ([1, 2, 5, 5, 7, 8], "1–2, 5, 7–8")],
)
def test_marks_are_joined_to_runs(given, text):
    assert marks.joined(given) == text


def test_a_chart_without_its_figures_is_left_out():
    material = factories.make_material()
    known = [r for r in material.readings.now.values() if r.indicator != "task_done"]
    fewer = type(material.readings)(known, specs=material.readings.specs)
    content = monthly.build(factories.outline(), replace(material, readings=fewer))
    assert [b.label for b in content.blocks if isinstance(b, Chart)] == ["Biểu đồ 1"]
