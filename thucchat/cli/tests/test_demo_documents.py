"""The demo directives: what their files hold, and that they never change by themselves."""

import hashlib
import io
import re
import unicodedata
import zipfile
from itertools import pairwise

import docx
import pypdfium2
import pytest
import yaml
from docx.oxml.ns import qn

from thucchat.cli.demo import documents, sources

PLAN, NOTICE, TELEGRAM = sources.all_sources()
TEXTS = sorted(sources.FOLDER.glob("*.yaml"))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return documents.build(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def plan(built):
    return docx.Document(built[0])


@pytest.fixture(scope="module")
def pages(built):
    pdf = pypdfium2.PdfDocument(built[1])
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return texts


def expectation(source):
    path = next(p for p in TEXTS if sources_of(p) == source.file)
    raw = path.with_name(path.name.replace(".yaml", ".expected.yaml")).read_text(encoding="utf-8")
    return yaml.safe_load(raw)


def sources_of(path):
    return "" if ".expected." in path.name else sources.read(path).file


def test_each_kind_of_file_is_there_and_its_name_says_its_number(built):
    assert [path.name for path in built] == [
        "15-KH-TDTC_ke-hoach.docx",
        "27-TB-TDTC_thong-bao-ket-luan.pdf",
        "41-CD-TDTC_cong-dien.txt",
    ]


def test_a_second_build_gives_the_same_bytes(built, tmp_path):
    def marks(paths):
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]

    assert marks(documents.build(tmp_path)) == marks(built)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_texts_are_nfc(path):
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", [PLAN, NOTICE, TELEGRAM], ids=lambda source: source.number)
def test_a_document_says_that_it_is_a_demonstration_and_has_an_invented_number(source):
    assert source.demo_mark == "VĂN BẢN MINH HỌA – DỮ LIỆU TRÌNH DIỄN"
    assert source.number.endswith("TĐTC")
    assert source.signer == "(Bản trình diễn, không có chữ ký)"


@pytest.mark.parametrize("source", [PLAN, NOTICE, TELEGRAM], ids=lambda source: source.number)
def test_the_expected_tasks_stand_in_the_text_once_and_in_order(source):
    text, expected = sources.plain(source), expectation(source)
    starts = [row["starts"] for row in expected["tasks"] + expected.get("annex", [])]
    assert {start: text.count(start) for start in starts} == dict.fromkeys(starts, 1)
    assert all(text.index(a) < text.index(b) for a, b in pairwise(starts))


def test_the_documents_give_work_enough():
    expected = [expectation(source) for source in (PLAN, NOTICE, TELEGRAM)]
    counts = [sum(not row.get("optional") for row in one["tasks"]) for one in expected]
    assert counts[0] >= 40
    assert counts[1] >= 15
    assert counts[2] >= 8
    assert len(expected[0]["annex"]) >= 20
    rows = [row for one in expected for row in one["tasks"] + one.get("annex", [])]
    leads = {name for row in rows for name in row["lead"].split("; ")}
    assert len(leads) >= 40
    assert sum(name.startswith(("Tỉnh ", "Thành phố ")) for name in leads) >= 15


# ------------------------------------------------------------------------------------- DOCX
def test_the_plan_leaves_part_of_its_numbers_to_word(plan):
    numbered = [line for line in plan.paragraphs if line._p.xpath("./w:pPr/w:numPr")]
    assert len(numbered) == sum(bool(block.label) for block in PLAN.blocks)
    assert not any(re.match(r"\d+\.|[a-z]\)", line.text) for line in numbered)
    lists = {line._p.pPr.numPr.numId.val for line in numbered}
    assert len(lists) == 2, "the count begins anew in the last part"


def test_the_plan_has_real_footnotes(built, plan):
    with zipfile.ZipFile(built[0]) as parts:
        notes = parts.read("word/footnotes.xml").decode()
        assert "word/footnotes.xml" in parts.read("[Content_Types].xml").decode()
    marks = plan.element.body.findall(".//" + qn("w:footnoteReference"))
    assert [mark.get(qn("w:id")) for mark in marks] == ["1", "2"]
    for text in PLAN.footnotes.values():
        assert text in notes


def test_the_annex_is_a_table_with_the_six_columns(plan):
    annex = plan.tables[-1]
    cells = [[cell.text for cell in row.cells] for row in annex.rows]
    assert cells[0] == [
        "STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn"
    ]  # fmt: skip
    numbers = [row[0] for row in cells[1:] if len(set(row)) > 1]
    assert numbers == [str(n) for n in range(1, 31)]


def test_the_plan_names_no_day_of_its_making(built):
    with zipfile.ZipFile(built[0]) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(2026, 1, 1, 0, 0, 0)}
    core = docx.Document(io.BytesIO(built[0].read_bytes())).core_properties
    assert (core.created.date(), core.modified.date()) == (PLAN.date, PLAN.date)


# -------------------------------------------------------------------------------------- PDF
def test_the_notice_has_header_footer_and_page_numbers(pages):
    assert 3 <= len(pages) <= 4
    for number, text in enumerate(pages, start=1):
        assert "VĂN BẢN MINH HỌA – DỮ LIỆU TRÌNH DIỄN" in text
        assert f"Trang {number}/{len(pages)}" in text


def test_an_item_of_the_notice_is_broken_across_a_page(pages):
    body = [block.text for block in NOTICE.blocks if block.style in ("point", "clause")]
    whole = [" ".join(text.split()) for text in pages]
    broken = [text for text in body if not any(" ".join(text.split()) in page for page in whole)]
    assert broken, "no item runs over the end of a page"


def test_the_text_layer_of_the_notice_is_the_text(pages):
    furniture = re.compile(r"VĂN BẢN MINH HỌA.*?Trang \d/\d|^27-TB/TĐTC \d ngày.*?2026", re.DOTALL)
    joined = " ".join(furniture.sub(" ", " ".join(text.split())) for text in pages)
    joined = " ".join(joined.split())
    for block in NOTICE.blocks:
        assert " ".join(sources.bare(block.text).split()) in joined


# -------------------------------------------------------------------------------------- TXT
def test_the_telegram_is_utf8_text(built):
    text = built[2].read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text.startswith(TELEGRAM.demo_mark)
    assert 400 <= len(text.split()) <= 900
