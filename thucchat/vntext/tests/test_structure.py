import pytest

from thucchat.vntext import lines, structure

PLAN = """KẾ HOẠCH

PHẦN THỨ NHẤT
TÌNH HÌNH

1. Năm qua đã có kết quả.

PHẦN THỨ HAI
NHIỆM VỤ

I. DỮ LIỆU

1. Làm sạch dữ liệu

a) Sở A rà soát sổ bộ;
b) Sở B đối chiếu:
- theo xã;
- theo tên.

1.1. Sở C báo cáo.

Điều 5. Tổ chức thực hiện
1. Sở D thi hành.
2. Sở E phối hợp.
"""


def shape(text):
    return [(n.kind, n.label) for n in structure.parse(text)]


def test_parts_sections_clauses_points_and_items_are_told_apart():
    assert shape(PLAN) == [
        ("heading", ""),
        ("part", "THỨ NHẤT"),
        ("clause", "1"),
        ("part", "THỨ HAI"),
        ("section", "I"),
        ("section", "1"),
        ("point", "a"),
        ("point", "b"),
        ("item", "-"),
        ("item", "-"),
        ("clause", "1.1"),
        ("article", "5"),
        ("clause", "1"),
        ("clause", "2"),
    ]


def test_each_node_knows_its_ancestors():
    nodes = structure.parse(PLAN)
    item = next(n for n in nodes if n.label == "-")
    assert item.path == ("Phần THỨ HAI. NHIỆM VỤ", "I. DỮ LIỆU", "1. Làm sạch dữ liệu", "b")
    assert nodes[item.parent].until >= item.end


def test_a_paragraph_goes_on_after_a_page_break_and_its_note():
    text = "Sở A rà soát toàn bộ các hệ\n\n¹ Theo báo cáo tháng 5.\n\nthống đang vận hành."
    nodes = structure.parse(text)
    assert [n.kind for n in nodes] == ["paragraph", "footnote"]
    assert structure.own(text, nodes[0]).text == "Sở A rà soát toàn bộ các hệ thống đang vận hành."


def test_wrapped_lines_are_one_paragraph():
    text = (
        "Sở Khoa học và Công nghệ rà soát các hệ thống đang\nvận hành tại cấp xã và báo cáo "
        "trước ngày 30 tháng\n9. Sau đó công bố."
    )
    assert len(structure.parse(text)) == 1


def test_long_lines_are_a_paragraph_each():
    text = ("Câu thứ nhất dài. " * 20).strip() + "\n" + ("Câu thứ hai dài hơn. " * 9).strip()
    assert len(structure.parse(text)) == 2


def test_rows_drawn_with_bars_or_tabs_are_table_rows():
    assert shape("| TT | Việc |\n| 1 | Làm |") == [("table_row", ""), ("table_row", "")]
    assert shape("TT\tViệc\tHạn") == [("table_row", "")]


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "-", "1.", "Điều 3."])
def test_nearly_nothing_is_no_trouble(text):
    assert len(structure.parse(text)) <= 1


@pytest.mark.parametrize(
    ("text", "upper"), [("KẾ HOẠCH", True), ("Kế hoạch", False), ("5/6", False), ("ĐỀ ÁN 06", True)]
)
def test_capitals_are_recognised(text, upper):
    assert lines.is_upper(text) is upper
    assert not lines.is_upper("A" * 1000)


def test_names_are_written_as_people_cite_them():
    names = [n.name for n in structure.parse(PLAN) if n.kind in ("article", "section")]
    assert names == ["I. DỮ LIỆU", "1. Làm sạch dữ liệu", "Điều 5. Tổ chức thực hiện"]
    assert structure.parse(PLAN)[0].span == (0, 8)
