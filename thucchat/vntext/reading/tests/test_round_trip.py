"""One document as TXT, DOCX, PDF, HTML and ODT gives one text."""

import pytest

from thucchat.vntext import reading, structure
from thucchat.vntext.reading.tests import files
from thucchat.vntext.reading.tests.files import (
    docx,
    level,
    numbered,
    numbering,
    odt,
    p,
    run,
    table,
    tr,
)

HEAD = ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]
ROWS = [
    ["1", "Xây dựng từ điển dữ liệu", "Bộ Công an", "Quý III/2026"],
    ["2", "Làm sạch dữ liệu đất đai", "Bộ Nông nghiệp và Môi trường", "30/11/2026"],
]
GROUP = "I. Dữ liệu"
INTRO = (
    "Thực hiện Nghị quyết số 57-NQ/TW, Ban Chỉ đạo ban hành Kế hoạch gồm các nội dung sau; đến hết "
    "tháng 6/2026 đã có hơn 71 triệu tài khoản"
)
AFTER = " được kích hoạt trên cả nước và việc này còn tiếp tục."
NOTE = "Theo báo cáo của cơ quan thường trực, số liệu làm tròn."
CLAUSES = ["Bộ Công an chủ trì", "Bộ Tài chính bố trí kinh phí trong quý IV/2026."]
POINTS = [
    "Kết nối cơ sở dữ liệu quốc gia về dân cư với các hệ thống của Đảng, xong trong tháng 9/2026;",
    "Báo cáo kết quả với Thường trực Ban Chỉ đạo.",
]
END = "Văn phòng theo dõi, đôn đốc việc thực hiện Kế hoạch này."

PARAGRAPHS = [
    "KẾ HOẠCH",
    f"{INTRO}¹{AFTER}",
    f"¹ {NOTE}",
    f"1. {CLAUSES[0]}",
    f"a) {POINTS[0]}",
    f"b) {POINTS[1]}",
    f"2. {CLAUSES[1]}",
    "\n".join(
        [
            "| " + " | ".join(HEAD) + " |",
            f"| {GROUP} |",
            *("| " + " | ".join(r) + " |" for r in ROWS),
        ]
    ),
    END,
]


def as_txt():
    return ("\n\n".join(PARAGRAPHS) + "\n").encode()


def as_docx():
    mark = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    group = f'<w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr>{p(GROUP)}</w:tc>'
    return docx(
        p("KẾ HOẠCH"),
        p(INTRO, inner=mark + run(AFTER)),
        numbered(CLAUSES[0], 1),
        numbered(POINTS[0], 1, 1),
        numbered(POINTS[1], 1, 1),
        numbered(CLAUSES[1], 1),
        table(tr(*HEAD), tr(group), *(tr(*row) for row in ROWS)),
        p(END),
        footnotes=f'<w:footnote w:id="5">{p(NOTE)}</w:footnote>',
        numbering=numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)")),
        header1=p("15-KH/BCĐTW"),
    )


def as_pdf():
    cells = ", ".join(f"[{cell}]" for cell in HEAD)
    rows = ", ".join(f"[{cell}]" for row in ROWS for cell in row)
    return files.pdf(
        f"""
#set page(width: 160mm, height: 100mm, margin: 15mm,
  header: align(center)[15-KH/BCĐTW],
  footer: context align(right)[Trang #counter(page).display("1/1", both: true)])
#set text(font: "Noto Serif", size: 12pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 10mm, all: true))
#align(center)[*KẾ HOẠCH*]

{INTRO}#footnote[{NOTE}]{AFTER}

1\\. {CLAUSES[0]}

a) {POINTS[0]}

b) {POINTS[1]}

2\\. {CLAUSES[1]}

#table(columns: (10mm, 1fr, 1fr, 30mm), table.header({cells}), table.cell(colspan: 4)[{GROUP}],
  {rows})

{END}
"""
    )


def as_html():
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
    heads = "".join(f"<th>{cell}</th>" for cell in HEAD)
    return (
        '<!doctype html><html><head><meta charset="utf-8"><title>Kế hoạch</title></head><body>'
        f'<nav>Trang chủ</nav><h1>KẾ HOẠCH</h1><p>{INTRO}<sup><a href="#n1">1</a></sup>{AFTER}</p>'
        f'<ol><li>{CLAUSES[0]}<ol type="a"><li>{POINTS[0]}</li><li>{POINTS[1]}</li></ol></li>'
        f"<li>{CLAUSES[1]}</li></ol><table border=1><tr>{heads}</tr>"
        f'<tr><td colspan="4">{GROUP}</td></tr>{rows}</table><p>{END}</p>'
        f'<p id="n1">1. {NOTE}</p></body></html>'
    ).encode()


def as_odt():
    def row(cells, spans=""):
        spans = f'table:style-name="C" {spans}'
        made = "".join(
            f"<table:table-cell {spans}><text:p>{c}</text:p></table:table-cell>" for c in cells
        )
        return f"<table:table-row>{made}</table:table-row>"

    def item(text, inner=""):
        return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"

    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>{NOTE}</text:p></text:note-body></text:note>"
    )
    points = f"<text:list>{''.join(item(point) for point in POINTS)}</text:list>"
    rows = "".join(row(cells) for cells in ROWS)
    group = row([GROUP], 'table:number-columns-spanned="4"')
    body = (
        f"<text:h>KẾ HOẠCH</text:h><text:p>{INTRO}{note}{AFTER}</text:p>"
        f'<text:list text:style-name="L1">{item(CLAUSES[0], points)}{item(CLAUSES[1])}</text:list>'
        f"<table:table>{row(HEAD)}{group}{rows}</table:table><text:p>{END}</text:p>"
    )
    styles = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
        'style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" '
        'style:num-format="a" style:num-suffix=")"/></text:list-style>'
        '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties '
        'fo:border="0.5pt solid #000"/></style:style>'
    )
    return odt(body, styles=styles)


MAKERS = {"txt": as_txt, "docx": as_docx, "pdf": as_pdf, "html": as_html, "odt": as_odt}


@pytest.mark.parametrize("kind", MAKERS)
def test_every_format_gives_the_same_paragraphs(kind):
    source = reading.read(MAKERS[kind](), f"ke-hoach.{kind}")
    assert source.format == kind
    assert source.text.strip().split("\n\n") == PARAGRAPHS
    assert [source.text[note.at] for note in source.footnotes] == ["¹"]
    (found,) = source.tables
    assert [[c.text for c in row.cells] for row in found.rows] == [HEAD, [GROUP], *ROWS]


@pytest.mark.parametrize("kind", MAKERS)
def test_every_format_gives_the_same_structure(kind):
    text = reading.read(MAKERS[kind](), f"a.{kind}").text
    plain = reading.read(as_txt(), "a.txt").text
    shapes = [
        [(n.kind, n.label, t[n.start : n.end], n.parent) for n in structure.parse(t)]
        for t in (text, plain)
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("kind", MAKERS)
def test_spans_lead_back_to_the_files_own_text(kind):
    source = reading.read(MAKERS[kind](), f"a.{kind}")
    for words in (CLAUSES[1], NOTE, END, ROWS[1][2]):
        at = source.text.index(words)
        span = source.original_span(at, at + len(words))
        assert source.original[span.start : span.end] == words
