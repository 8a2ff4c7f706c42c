"""The PDF file: its text as a reader copies it, its pages, its bytes."""

import unicodedata
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from thucchat.reports.rendering import fonts, pdf_file
from thucchat.reports.rules import content as contents
from thucchat.reports.rules.content import Heading, Paragraph, Signing
from thucchat.reports.tests import factories

MM = 72 / 25.4


@pytest.fixture(scope="module", params=["own", "shipped"])
def face(request):
    """Draw with this machine's typeface, and with the one that travels with the product."""
    patch = pytest.MonkeyPatch()
    if request.param == "shipped":
        patch.setattr(fonts, "typeface", fonts.shipped)
    yield request.param
    patch.undo()


@pytest.fixture(scope="module")
def content():
    return factories.make_content()


@pytest.fixture(scope="module")
def data(content, face):
    return pdf_file.render(content)


@pytest.fixture(scope="module")
def pages(data):
    document = pypdfium2.PdfDocument(data)
    read = [(page.get_size(), page.get_textpage().get_text_bounded()) for page in document]
    document.close()
    return read


def squeezed(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def text(pages):
    """Return all words without the page numbers, which may stand within a sentence."""
    first, *others = [words for _, words in pages]
    return squeezed(first + "".join(words.split(maxsplit=1)[1] for words in others))


def test_the_file_says_that_it_is_an_archive_file(data):
    assert data.startswith(b"%PDF-1.7")
    assert b"pdfaid:part>2<" in data
    assert b"pdfaid:conformance>B<" in data


def test_pages_are_upright_and_the_annexes_lie_wide(pages):
    shapes = [(round(w / MM), round(h / MM)) for (w, h), _ in pages]
    wide = shapes.index((297, 210))
    assert set(shapes[:wide]) == {(210, 297)}
    assert set(shapes[wide:]) == {(297, 210)}
    assert "PHỤ LỤC I" in pages[wide][1]


def test_page_numbers_begin_on_the_second_page(pages):
    firsts = [words.split()[0] for _, words in pages]
    assert firsts[0] != "1"
    assert firsts[1:] == [str(number) for number in range(2, len(pages) + 1)]


def test_every_sentence_can_be_copied_letter_for_letter(content, text):
    for block in content.blocks:
        if isinstance(block, Heading):
            assert squeezed(block.text) in text
        if isinstance(block, Paragraph):
            for span in block.spans:
                assert squeezed(span.text) in text
    assert unicodedata.is_normalized("NFC", text)


def test_every_figure_outside_the_charts_is_in_the_text(content, text):
    for block in (*content.blocks, *content.annexes):
        if not isinstance(block, contents.Chart):
            for span in contents.spans_of(block):
                assert squeezed(span.text) in text


def test_every_reference_is_listed_and_linked(content, data, text):
    for one in content.references:
        assert f"SL-{one.value_id}" in text
        assert one.href.encode() in data


def test_the_head_repeats_on_every_page_of_the_annex(pages):
    annex = [words for (w, h), words in pages if w > h and "57-2026-" in words]
    assert len(annex) > 3
    assert all("Nội dung nhiệm vụ" in " ".join(words.split()) for words in annex)


def test_a_signed_report_shows_number_day_and_signer(content, face):
    signed = replace(content, signing=Signing("125", "Nguyễn Văn An", date(2026, 11, 5)))
    document = pypdfium2.PdfDocument(pdf_file.render(signed))
    first = " ".join(document[0].get_textpage().get_text_bounded().split())
    everything = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert "Số 125-BC/CQTTBCĐ" in first
    assert "Hà Nội, ngày 05 tháng 11 năm 2026" in first
    assert "DỰ THẢO" not in first
    assert "Nguyễn Văn An" in everything


def test_equal_content_gives_equal_bytes(content, data, face):
    assert pdf_file.render(content) == data


def test_the_shipped_typeface_is_there_and_has_both_slopes():
    face = fonts.shipped()
    assert face.family == "Noto Serif"
    assert [path.exists() for path in face.files] == [True, True]
    assert "Italic" not in face.regular.name


def test_a_notice_stands_at_the_head_of_every_page(content):
    sample = replace(content, notice="BẢN TRÌNH DIỄN, SỐ LIỆU MẪU", annexes=())
    document = pypdfium2.PdfDocument(pdf_file.render(sample))
    words = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert all("BẢN TRÌNH DIỄN, SỐ LIỆU MẪU" in one for one in words)


def test_a_long_code_is_broken_in_its_cell_and_copied_whole(content):
    line = factories.make_task_line(1, code="57-2026-0073.02.05.11.09")
    document = pypdfium2.PdfDocument(pdf_file.render(factories.make_content(tasks=(line,))))
    text = squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
    document.close()
    assert "57-2026-0073.02.05.11.09" in text
