import pytest

from thucchat.vntext import reading
from thucchat.vntext.reading import numerals
from thucchat.vntext.reading.tests.files import (
    docx,
    level,
    numbered,
    numbering,
    p,
    run,
    table,
    tc,
    tr,
)


def paragraphs(*body, **parts):
    return reading.read(docx(*body, **parts), "a.docx").text.split("\n\n")


ARTICLES = numbering(
    level(0, "decimal", "Điều %1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)")
)


def test_numbers_that_word_draws_are_written_out():
    got = paragraphs(
        numbered("Phạm vi", 1),
        numbered("Khoản đầu", 1, 1),
        numbered("Điểm đầu", 1, 2),
        numbered("Điểm sau", 1, 2),
        numbered("Khoản sau", 1, 1),
        numbered("Điểm mới", 1, 2),
        numbered("Đối tượng", 1),
        numbered("Khoản mới", 1, 1),
        numbering=ARTICLES,
    )
    assert got == [
        "Điều 1. Phạm vi",
        "1. Khoản đầu",
        "a) Điểm đầu",
        "b) Điểm sau",
        "2. Khoản sau",
        "a) Điểm mới",
        "Điều 2. Đối tượng",
        "1. Khoản mới",
    ]


AGAIN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def test_a_second_list_of_the_same_look_goes_on_unless_it_says_to_start_again():
    nums = (
        '<w:num w:numId="1">{a}</w:num>',
        '<w:num w:numId="2">{a}</w:num>',
        f'<w:num w:numId="3">{{a}}{AGAIN}</w:num>',
    )
    made = numbering(level(0, "upperRoman", "%1."), nums=nums)
    got = paragraphs(*(numbered("x", n) for n in (1, 1, 2, 3, 3)), numbering=made)
    assert got == ["I. x", "II. x", "III. x", "I. x", "II. x"]


def test_a_legal_level_shows_the_levels_above_in_digits():
    legal = level(1, "decimal", "%1.%2.").replace("</w:lvl>", "<w:isLgl/></w:lvl>")
    made = numbering(level(0, "upperRoman", "%1."), legal)
    assert paragraphs(numbered("a", 1), numbered("b", 1, 1), numbering=made) == ["I. a", "1.1. b"]


def test_a_style_may_number_and_a_paragraph_may_refuse_it():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/>'
        "</w:style>"
    )
    inherited = '<w:pStyle w:val="Con"/>'
    refused = inherited + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    got = paragraphs(
        p("một", properties=inherited),
        p("hai", properties=refused),
        p("ba", properties=inherited),
        styles=styles,
        numbering=numbering(level(0, "decimal", "%1.")),
    )
    assert got == ["1. một", "hai", "2. ba"]


@pytest.mark.parametrize(
    ("sign", "shown"), [("\uf0b7", "-"), ("–", "–"), ("o", "-"), ("+", "+"), ("", "-")]
)
def test_a_bullet_keeps_its_sign_unless_it_is_one_of_a_symbol_font(sign, shown):
    made = numbering(level(0, "bullet", sign))
    assert paragraphs(numbered("x", 1), numbering=made) == [f"{shown} x"]


@pytest.mark.parametrize(
    ("number", "style", "drawn"),
    [
        (1, "lowerLetter", "a"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (0, "upperRoman", "0"),
        (4000, "lowerRoman", "4000"),
        (3, "none", ""),
        (3, "ordinal", "3"),
    ],
)
def test_numbers_are_drawn_as_lists_draw_them(number, style, drawn):
    assert numerals.draw(number, style) == drawn


def test_tracked_changes_read_as_accepted():
    inner = (
        f"<w:ins>{run('trước ngày 30/9/2026')}</w:ins>"
        "<w:del><w:r><w:delText>trước ngày 30/6/2026</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('.')}</w:moveTo>"
    )
    source = reading.read(docx(p("Báo cáo ", inner=inner)), "a.docx")
    assert source.text == "Báo cáo trước ngày 30/9/2026."
    assert "track changes" in source.notes[0]


def test_a_paragraph_whose_end_was_deleted_runs_on():
    cut = '<w:rPr><w:del w:author="x"/></w:rPr>'
    assert paragraphs(p("Bộ Công an ", properties=cut), p("báo cáo."), p("Hết.")) == [
        "Bộ Công an báo cáo.",
        "Hết.",
    ]


def test_a_deleted_table_row_is_gone():
    rows = (tr("A", "B"), tr("cũ", "cũ", properties="<w:del/>"), tr("1", "2"), tr("3", "4"))
    assert paragraphs(table(*rows)) == ["| A | B |\n| 1 | 2 |\n| 3 | 4 |"]


def test_footnotes_hang_on_their_marks_and_follow_their_paragraph():
    notes = f'<w:footnote w:id="7">{p("Theo báo cáo quý.")}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>' + run(" người.")
    source = reading.read(docx(p("71 triệu", inner=mark), p("Hết."), footnotes=notes), "a.docx")
    assert source.text == "71 triệu¹ người.\n\n¹ Theo báo cáo quý.\n\nHết."
    (note,) = source.footnotes
    assert source.text[note.at] == "¹" == note.mark
    assert source.text[note.span.start : note.span.end] == "¹ Theo báo cáo quý."


def test_raised_digits_read_as_superscripts():
    raised = run("2", '<w:vertAlign w:val="superscript"/>')
    assert paragraphs(p("10 km", inner=raised)) == ["10 km²"]


def test_hidden_words_are_not_read_and_boxes_are_told():
    box = f"<w:r><w:pict><w:txbxContent>{p('Hộp')}</w:txbxContent></w:pict></w:r>"
    source = reading.read(docx(p("Rõ", inner=run("ẩn", "<w:vanish/>") + box)), "a.docx")
    assert source.text == "Rõ"
    assert "hộp chữ" in source.notes[0]


def test_a_table_keeps_its_columns_and_repeats_a_cell_that_reaches_down():
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    source = reading.read(
        docx(
            table(
                tr("STT", "Nhiệm vụ", "Chủ trì"),
                tr(tc("I. Dữ liệu", '<w:gridSpan w:val="3"/>')),
                tr("1", "Kết nối", tc("Bộ Công an", down)),
                tr("2", "Làm sạch\ndữ liệu", tc("", more)),
                tr(tc("Cộng", '<w:gridSpan w:val="2"/>'), "2"),
            )
        ),
        "a.docx",
    )
    assert source.text == (
        "| STT | Nhiệm vụ | Chủ trì |\n| I. Dữ liệu |\n| 1 | Kết nối | Bộ Công an |\n"
        "| 2 | Làm sạch dữ liệu | Bộ Công an |\n| Cộng |  | 2 |"
    )
    (found,) = source.tables
    assert [[c.column for c in row.cells] for row in found.rows[-2:]] == [[0, 1, 2], [0, 2]]
    assert [c.merged for c in found.rows[3].cells] == [False, False, True]
    for row in found.rows:
        for cell in row.cells:
            assert source.text[cell.span.start : cell.span.end] == cell.text


def test_a_table_that_only_places_a_letterhead_reads_left_before_right():
    head = table(tr("BỘ CÔNG AN\nSố: 1/KH-BCA", "Hà Nội, ngày 01 tháng 3 năm 2026"), ruled=False)
    assert paragraphs(head, p("KẾ HOẠCH")) == [
        "BỘ CÔNG AN",
        "Số: 1/KH-BCA",
        "Hà Nội, ngày 01 tháng 3 năm 2026",
        "KẾ HOẠCH",
    ]


def test_page_headers_are_set_apart_and_lines_drawn_with_signs_are_no_words():
    source = reading.read(docx(p("Một"), p("______"), p("Hai"), header1=p("Trang 1")), "a.docx")
    assert source.text == "Một\n\nHai"
    assert [item.text for item in source.furniture] == ["Trang 1"]
    assert "Trang 1" in source.original


def test_content_controls_fields_and_breaks_are_read_through():
    control = f"<w:sdt><w:sdtContent>{p('Trong khung')}</w:sdtContent></w:sdt>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        f"<w:fldSimple>{run('2026')}</w:fldSimple><w:r><w:br/></w:r>{run('xuống dòng')}"
        '<w:r><w:tab/><w:t>cột</w:t><w:noBreakHyphen/></w:r><w:r><w:br w:type="page"/></w:r>'
    )
    assert paragraphs(control, p("Năm ", inner=field)) == [
        "Trong khung",
        "Năm 2026\nxuống dòng cột-",
    ]
