import pytest

from thucchat.vntext import reading
from thucchat.vntext.reading.tests.files import odt


def html(body, head=""):
    head = f'<head><meta charset="utf-8">{head}</head>'
    page = f"<!doctype html><html>{head}<body>{body}</body></html>"
    return reading.read(page.encode(), "a.html")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Một <b>đậm</b>\n hai</p><p>Ba</p>", "Một đậm hai\n\nBa"),
        ("<div>A<div>B</div>C</div>", "A\n\nB\n\nC"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<ol><li>x</li><li>y</li></ol>", "1. x\n\n2. y"),
        ('<ol type="a" start="2"><li>x</li><li value="5">y</li></ol>', "b) x\n\ne) y"),
        ("<ul><li>x<ul><li>y</li></ul></li></ul>", "- x\n\n- y"),
        ("<script>x()</script><style>p{}</style><p>Còn</p>", "Còn"),
        ('<p hidden>ẩn</p><p style="display: none">ẩn</p><p>Rõ</p>', "Rõ"),
        ("<p>10 km<sup>2</sup></p>", "10 km²"),
        ("<p>A &amp; B&nbsp;&lt;C&gt;</p>", "A & B\u00a0<C>"),
        ("<!-- lời bình --><p>Lời</p>", "Lời"),
    ],
)
def test_html_reads_as_a_browser_shows_it(body, text):
    assert html(body).text == text


def test_html_tables_spans_and_layout():
    body = (
        "<table><tr><td>BỘ Y TẾ</td><td>Hà Nội</td></tr></table>"
        "<table border=1><tr><th>TT</th><th>Việc</th><th>Chủ trì</th></tr>"
        "<tr><td colspan=3>I. Chung</td></tr>"
        "<tr><td>1</td><td>Một</td><td rowspan=2>Bộ Y tế</td></tr><tr><td>2</td><td>Hai</td></tr>"
        "</table>"
    )
    assert html(body).text == (
        "BỘ Y TẾ\n\nHà Nội\n\n| TT | Việc | Chủ trì |\n| I. Chung |\n| 1 | Một | Bộ Y tế |\n"
        "| 2 | Hai | Bộ Y tế |"
    )


def test_html_footnotes_hang_on_their_links_and_the_way_back_is_no_note():
    source = html(
        '<p>71 triệu<sup><a id="r1" href="#n1">1</a></sup> người.</p><p>Hết.</p>'
        '<p id="n1"><a href="#r1">1</a> Theo báo cáo.</p>'
    )
    assert source.text == "71 triệu¹ người.\n\n¹ Theo báo cáo.\n\nHết."
    assert source.text[source.footnotes[0].at] == "¹"


def test_html_menus_and_page_edges_stand_apart():
    source = html('<nav>Trang chủ</nav><div title="header"><p>Đầu trang</p></div><p>Nội dung</p>')
    assert source.text == "Nội dung"
    assert [item.text for item in source.furniture] == ["Trang chủ", "Đầu trang"]


def test_html_that_errs_about_its_letters_is_read_by_them():
    page = '<html><meta charset="windows-1252"><p>Bộ Công an báo cáo</p></html>'
    assert reading.read(page.encode(), "a.html").text == "Bộ Công an báo cáo"


def test_html_nested_without_end_does_no_harm():
    assert "đáy" in html("<div>" * 150 + "đáy" + "</div>" * 150).text
    html("<p>đầu</p>" + "<b>" * 5000 + "đáy")


LIST_STYLE = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<style:style style:name="S" style:family="text"><style:text-properties '
    'style:text-position="super 58%"/></style:style>'
    '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties '
    'fo:border="0.5pt solid #000"/></style:style>'
)


GOES_ON = 'text:continue-numbering="true"'


def odt_text(body, **parts):
    return reading.read(odt(body, styles=LIST_STYLE, **parts), "a.odt")


def item(text, inner=""):
    return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"


def test_odt_lists_are_numbered_and_may_go_on():
    inner = f"<text:list>{item('điểm')}{item('điểm')}</text:list>"
    body = (
        f'<text:list text:style-name="L1">{item("khoản", inner)}{item("khoản", inner)}</text:list>'
        "<text:p>Xen giữa</text:p>"
        f'<text:list text:style-name="L1" {GOES_ON}>{item("tiếp")}</text:list>'
        f'<text:list text:style-name="L1">{item("mới")}</text:list>'
    )
    assert odt_text(body).text.split("\n\n") == [
        "1. khoản", "a) điểm", "b) điểm", "2. khoản", "a) điểm", "b) điểm", "Xen giữa", "3. tiếp",
        "1. mới",
    ]  # fmt: skip


def test_odt_words_notes_changes_and_boxes():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>10 km<text:span text:style-name="S">2</text:span><text:s text:c="3"/>đất'
        '<text:note text:note-class="footnote">'
        "<text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Ước tính.</text:p></text:note-body></text:note><text:line-break/>dòng hai"
        "<draw:frame><draw:text-box><text:p>Hộp</text:p></draw:text-box></draw:frame></text:p>"
    )
    source = odt_text(body)
    assert source.text == "10 km² đất¹\ndòng hai\n\n¹ Ước tính."
    assert len(source.notes) == 2
    assert source.text[source.footnotes[0].at] == "¹"


def test_odt_tables_repeat_cells_that_reach_down():
    def cell(text, spans=""):
        style = 'table:style-name="C"'
        return f"<table:table-cell {style} {spans}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    rows = [
        cell("TT") + cell("Việc") + cell("Chủ trì"),
        cell("I", 'table:number-columns-spanned="3"') + covered * 2,
        cell("1") + cell("Một") + cell("Bộ Y tế", 'table:number-rows-spanned="2"'),
        cell("2") + cell("Hai") + covered,
    ]
    made = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    assert odt_text(f"<table:table>{made}</table:table>").text == (
        "| TT | Việc | Chủ trì |\n| I |\n| 1 | Một | Bộ Y tế |\n| 2 | Hai | Bộ Y tế |"
    )
