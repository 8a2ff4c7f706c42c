import pytest

from thucchat.kernel.errors import Refused
from thucchat.vntext import reading
from thucchat.vntext.reading import furniture, pdf_file
from thucchat.vntext.reading.tests import files

PAGE = """
#set page(width: 150mm, height: 90mm, margin: 15mm)
#set text(font: "Noto Serif", size: 11pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 10mm, all: true))
"""
BODIES = ["Công an", "Tài chính", "Y tế", "Nội vụ", "Tư pháp", "Xây dựng", "Công Thương"]
ITEMS = [
    f"{number}. Bộ {body} chủ trì, phối hợp với các cơ quan liên quan kết nối cơ sở dữ liệu do bộ "
    f"này quản lý với hệ thống dùng chung, hoàn thành trước ngày 30/{number}/2026, {body} báo cáo."
    for number, body in enumerate(BODIES, 1)
]


EDGES = """
#set page(header: align(center)[KẾ HOẠCH SỐ 15],
  footer: context align(center)[#counter(page).display()])
"""


def typst_of(items):
    return PAGE + EDGES + "\n\n".join(item.replace(". ", "\\. ", 1) for item in items)


def test_an_item_broken_by_lines_and_pages_reads_as_one():
    source = reading.read(files.pdf(typst_of(ITEMS)), "a.pdf")
    assert source.text.split("\n\n") == ITEMS


def test_headers_and_page_numbers_stand_apart():
    source = reading.read(files.pdf(typst_of(ITEMS)), "a.pdf")
    assert {"KẾ HOẠCH SỐ 15", "1", "2"} <= {item.text for item in source.furniture}
    for item in source.furniture:
        assert source.original[item.span.start : item.span.end] == item.text


def test_ruled_tables_are_tables_also_over_pages_and_with_merged_cells():
    cells = ", ".join(f"[{n}], [Việc {n} cần làm trong năm], [Bộ Y tế]" for n in range(1, 15))
    source = reading.read(
        files.pdf(
            PAGE + "Trước bảng.\n\n#table(columns: (12mm, 1fr, 30mm), table.header([TT], [Việc], "
            f"[Chủ trì]), table.cell(colspan: 3)[I. Dữ liệu], {cells})\n\nSau bảng."
        ),
        "a.pdf",
    )
    (found,) = source.tables
    lines = [source.text[row.span.start : row.span.end] for row in found.rows]
    assert lines[:3] == [
        "| TT | Việc | Chủ trì |",
        "| I. Dữ liệu |",
        "| 1 | Việc 1 cần làm trong năm | Bộ Y tế |",
    ]
    assert lines[-1] == "| 14 | Việc 14 cần làm trong năm | Bộ Y tế |"
    assert len(lines) == 16
    assert source.text.startswith("Trước bảng.\n\n|")
    assert source.text.endswith("|\n\nSau bảng.")


def test_a_cell_that_reaches_down_counts_in_each_row():
    made = (
        PAGE + "#table(columns: 3, [TT], [Việc], [Chủ trì], [1], [Một], table.cell(rowspan: 2)"
        "[Bộ Y tế], [2], [Hai], [3], [Ba], [Bộ Tài chính])"
    )
    (found,) = reading.read(files.pdf(made), "a.pdf").tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["TT", "Việc", "Chủ trì"],
        ["1", "Một", "Bộ Y tế"],
        ["2", "Hai", "Bộ Y tế"],
        ["3", "Ba", "Bộ Tài chính"],
    ]
    assert found.rows[2].cells[2].merged


def test_footnotes_hang_on_their_marks_wherever_the_page_ends():
    made = PAGE + "Đã có 71 triệu tài khoản#footnote[Theo báo cáo quý II năm 2026.] trong cả nước."
    source = reading.read(files.pdf(made), "a.pdf")
    assert source.text == (
        "Đã có 71 triệu tài khoản¹ trong cả nước.\n\n¹ Theo báo cáo quý II năm 2026."
    )
    assert [source.text[note.at] for note in source.footnotes] == ["¹"]


def test_raised_digits_without_a_note_stay_superscripts():
    made = PAGE + "Diện tích 10 km#super[2] đất."
    assert reading.read(files.pdf(made), "a.pdf").text == "Diện tích 10 km² đất."


def test_two_columns_read_one_after_the_other():
    items = [
        f"{n}. Bộ {body} rà soát biên chế của đơn vị trực thuộc {body} trong năm."
        for n, body in enumerate(BODIES * 3, 1)
    ]
    source = reading.read(
        files.pdf(
            PAGE.replace("90mm", "120mm")
            + "#columns(2)["
            + typst_of(items)[len(PAGE + EDGES) :]
            + "]"
        ),
        "a.pdf",
    )
    assert source.text.split("\n\n") == items


def test_a_foreign_word_cut_by_a_hyphen_is_whole_again():
    made = (
        PAGE.replace("150mm", "60mm")
        + '#set text(hyphenate: true, lang: "en")\nThe interoperability infrastructure '
        "transformation acceleration programme continues."
    )
    text = reading.read(files.pdf(made), "a.pdf").text
    assert text == (
        "The interoperability infrastructure transformation acceleration programme continues."
    )


def test_pictures_among_the_pages_are_told(monkeypatch):
    monkeypatch.setattr(pdf_file, "_LEAST", 1)
    assert "Trang 2, 3 là ảnh quét" in pdf_file._pictures_note([2, 3])


def test_endless_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_file, "MAX_PAGES", 1)
    with pytest.raises(Refused, match="nén bất thường"):
        reading.read(files.pdf(typst_of(ITEMS)), "a.pdf")
    monkeypatch.setattr(pdf_file, "MAX_PAGES", 99)
    monkeypatch.setattr(pdf_file, "MAX_CHARS", 100)
    with pytest.raises(Refused, match="nén bất thường"):
        reading.read(files.pdf(typst_of(ITEMS)), "a.pdf")


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([["A", "x", "1"], ["A", "y", "2"], ["A", "z", "3"]], {"A", "1", "2", "3"}),
        ([["B", "x", "k"], ["A", "y", "k"], ["A", "z", "k"]], {"A", "k"}),  # first page differs
        ([["x"], ["y"], ["z"]], set()),
        ([["Một đoạn 1."], ["Hai đoạn 2."]], set()),
        ([["x", "12"]], set()),  # a number on the only page is no page number
        ([["x", "2024"], ["y", "7"]], set()),  # does not count along
    ],
)
def test_furniture_is_what_repeats_near_the_edges(pages, expected):
    assert {pages[page][line] for page, line in furniture.find(pages)} == expected
