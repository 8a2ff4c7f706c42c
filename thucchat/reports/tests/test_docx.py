"""The DOCX file as Word reads it; what is looked up here is what a clerk would measure."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from thucchat.reports.rendering import docx_file
from thucchat.reports.rules import content as contents
from thucchat.reports.rules.content import Signing
from thucchat.reports.tests import factories


@pytest.fixture(scope="module")
def content():
    return factories.make_content()


@pytest.fixture(scope="module")
def data(content):
    return docx_file.render(content)


@pytest.fixture(scope="module")
def document(data):
    return docx.Document(io.BytesIO(data))


def text_of(element):
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def test_the_page_is_that_of_the_party_form(document):
    section = document.sections[0]
    sizes = [round(length.mm) for length in (section.page_width, section.page_height)]
    margins = [
        round(length.mm)
        for length in (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
    ]
    assert (sizes, margins) == ([210, 297], [20, 20, 30, 15])


def test_letters_are_times_new_roman_14(document):
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
    for name in ("Heading 1", "Heading 2", "Header"):
        fonts = document.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{side}")) for side in ("ascii", "hAnsi", "cs")} == {
            "Times New Roman"
        }


def test_page_numbers_stand_in_the_middle_of_the_head_from_page_two(document):
    section = document.sections[0]
    paragraph = section.header.paragraphs[0]
    assert section.different_first_page_header_footer
    assert text_of(section.first_page_header._element) == ""
    assert paragraph.alignment == 1
    assert paragraph._p.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"
    assert not document.sections[1].different_first_page_header_footer


def test_the_letterhead_names_the_issuer_left_and_the_party_right(document):
    left, right = document.tables[0].rows[0].cells
    assert left.text.splitlines() == [
        "BAN CHỈ ĐẠO TRUNG ƯƠNG",
        "VỀ PHÁT TRIỂN KHOA HỌC,",
        "CÔNG NGHỆ, ĐỔI MỚI SÁNG TẠO",
        "VÀ CHUYỂN ĐỔI SỐ",
        "CƠ QUAN THƯỜNG TRỰC",
        "*",
        "Số       -BC/CQTTBCĐ",
        "DỰ THẢO",
    ]
    assert right.text.splitlines()[0] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert right.paragraphs[0]._p.pPr.find(qn("w:pBdr")) is not None  # the line below
    assert right.paragraphs[1].runs[0].italic


def test_a_signed_report_has_number_day_and_signer_and_is_no_draft(content):
    signed = replace(content, signing=Signing("125", "Nguyễn Văn An", date(2026, 11, 5)))
    read = docx.Document(io.BytesIO(docx_file.render(signed)))
    left, right = read.tables[0].rows[0].cells
    assert "Số 125-BC/CQTTBCĐ" in left.text
    assert "DỰ THẢO" not in left.text
    assert right.text.splitlines()[1] == "Hà Nội, ngày 05 tháng 11 năm 2026"
    recipients, signature = read.tables[-3].rows[0].cells
    assert recipients.text.startswith("Nơi nhận:")
    assert signature.text.split() == ["CHÁNH", "VĂN", "PHÒNG", "Nguyễn", "Văn", "An"]


def test_the_annex_lies_on_wide_pages(document):
    wide = document.sections[1]
    assert wide.orientation == WD_ORIENT.LANDSCAPE
    assert (round(wide.page_width.mm), round(wide.page_height.mm)) == (297, 210)


def test_every_table_repeats_its_head_and_cuts_no_row(document):
    framed = [t for t in document.tables if t._tbl.tblPr.find(qn("w:tblBorders")) is not None]
    assert len(framed) == 7  # five in the text, the annex, the references
    for table in framed:
        rows = table._tbl.findall(qn("w:tr"))
        assert rows[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_the_annex_has_a_row_for_every_task(document, content):
    assert len(document.tables[-2].rows) - 1 == len(content.annexes[0].table.rows) == 104


def test_two_charts_have_words_for_those_who_cannot_see_them(document):
    pictures = document.element.body.findall(".//" + qn("wp:docPr"))
    assert [p.get("name") for p in pictures] == ["Biểu đồ 1", "Biểu đồ 2"]
    assert all(len(p.get("descr")) > 40 for p in pictures)
    assert len(document.inline_shapes) == 2


def test_every_figure_is_a_link_to_the_page_of_its_value(document, content):
    targets = {r.rId: r.target_ref for r in document.part.rels.values() if r.is_external}
    links = [
        (text_of(link), targets[link.get(qn("r:id"))])
        for link in document.element.body.iter(qn("w:hyperlink"))
        if link.get(qn("r:id"))
    ]
    in_pictures = {
        id(f)
        for block in content.blocks
        if isinstance(block, contents.Chart)
        for bar in block.bars
        for f in (*bar.figures, *(s for s in bar.note if isinstance(s, contents.Figure)))
    }
    for figure in contents.figures(content):
        if id(figure) not in in_pictures:
            address = f"https://thucchat.example/so-lieu/gia-tri/{figure.value_id}/"
            assert (figure.text, address) in links


def test_every_small_mark_leads_to_its_row_among_the_references(document):
    body = document.element.body
    anchors = {a for link in body.iter(qn("w:hyperlink")) if (a := link.get(qn("w:anchor")))}
    bookmarks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert anchors
    assert anchors <= bookmarks


def test_equal_content_gives_equal_bytes(content, data):
    assert docx_file.render(content) == data
    times = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()}
    assert times == {docx_file.EPOCH}


def test_another_signing_gives_other_bytes(content, data):
    signed = replace(content, signing=Signing("1", "Nguyễn Văn An", date(2026, 11, 5)))
    assert docx_file.render(signed) != data


def test_a_notice_stands_at_the_head_of_every_page(content):
    sample = replace(content, notice="BẢN TRÌNH DIỄN, SỐ LIỆU MẪU")
    section = docx.Document(io.BytesIO(docx_file.render(sample))).sections[0]
    for head in (section.header, section.first_page_header):
        assert "BẢN TRÌNH DIỄN, SỐ LIỆU MẪU" in text_of(head._element)
