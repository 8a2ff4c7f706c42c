"""Duties in tables, whoever drew them."""

import pytest

from thucchat.vntext import duties
from thucchat.vntext.duties import Cell, Table


def names(parties):
    return [p.name for p in parties]


def table(*rows):
    cells, at = [], 0
    for row in rows:
        made = []
        for words in row:
            made.append(Cell(words, at, at + len(words)))
            at += len(words) + 1
        cells.append(made)
    return Table(cells)


HEAD = (
    "TT",
    "Nội dung công việc",
    "Đơn vị chủ trì",
    "Phối hợp",
    "Sản phẩm",
    "Thời gian hoàn thành",
)


def rows(*more):
    return duties.find_duties("", tables=[table(HEAD, *more)], year=2026)


def test_rows_of_a_table_are_duties():
    (found,) = rows(
        (
            "1",
            "Lập bản đồ",
            "Sở Y tế; Sở Nội vụ",
            "Công an tỉnh, các xã, phường",
            "Bản đồ",
            "Quý III/2026",
        )
    )
    assert names(found.lead) == ["Sở Y tế", "Sở Nội vụ"]
    assert names(found.coordinating) == ["Công an tỉnh", "Các xã, phường, đặc khu"]
    assert (found.action, found.product, found.deadline.value) == (
        "Lập bản đồ",
        "Bản đồ",
        "2026-Q3",
    )


@pytest.mark.parametrize(
    ("cell", "kind", "value", "recurrence"),
    [
        ("30/9/2026", "date", "2026-09-30", None),
        ("Tháng 10", "month", "2026-10", None),
        ("2027", "year", "2027", None),
        ("Hằng quý", "none", None, "quarterly"),
        ("Thường xuyên", "none", None, "continuous"),
        ("Theo lộ trình", "none", None, None),
        ("", "none", None, None),
        ("10 ngày làm việc", "none", None, None),
    ],
)
def test_deadline_cells(cell, kind, value, recurrence):
    (found,) = rows(("1", "Lập bản đồ", "Sở Y tế", "", "", cell))
    assert (found.deadline.type, found.deadline.value, found.recurrence) == (
        kind,
        value,
        recurrence,
    )


def test_section_rows_name_the_section_and_empty_leads_repeat():
    found = rows(
        ("I", "Về dữ liệu", "", "", "", ""),
        ("1", "Lập sổ", "Sở Y tế", "", "", ""),
        ("2", "Sửa sổ", "-nt-", "", "", ""),
        HEAD,
        ("3", "", "Sở Y tế", "", "", ""),
        ("4", "Đối chiếu", "tổ chuyên viên", "", "", ""),
    )
    assert [d.section for d in found] == [("Về dữ liệu",)] * 3
    assert [names(d.lead) for d in found] == [["Sở Y tế"], ["Sở Y tế"], ["tổ chuyên viên"]]
    assert found[1].lead_inherited
    assert not found[2].lead[0].known


def test_tables_without_a_task_column_give_nothing():
    assert (
        duties.find_duties("", tables=[table(("Họ tên", "Chức vụ"), ("An", "Trưởng phòng"))]) == []
    )


def test_a_table_drawn_in_plain_text_is_read():
    text = (
        "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 | Lập sổ | Bộ Y tế | "
        "5/2027 |\n"
    )
    found = [d for d in duties.find_duties(text) if d.lead]
    assert [(d.action, names(d.lead), d.deadline.value) for d in found] == [
        ("Lập sổ", ["Bộ Y tế"], "2027-05")
    ]
