import zipfile

import pytest

from thucchat.kernel.errors import Refused
from thucchat.vntext import reading
from thucchat.vntext.reading import refusals
from thucchat.vntext.reading.tests import files
from thucchat.vntext.reading.tests.files import docx, odt, p

WORDS = "Bộ Công an báo cáo trước ngày 30/9/2026."
OLD_WORD = files.OLE + "WordDocument".encode("utf-16-le")
SEALED = files.OLE + "EncryptedPackage".encode("utf-16-le")
TEXT_BOX = f"<w:r><w:pict><w:txbxContent>{p('MẬT')}</w:txbxContent></w:pict></w:r>"
MACRO_TYPE = (
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
)
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    f'<w:document xmlns:w="{files.W_NS}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>'
    "</w:document>"
)
WIDE_ENTITIES = ENTITIES.encode("utf-16")
LOCKED_ODT = (
    f'<m:manifest xmlns:m="{files.ODF}manifest:1.0"><m:file-entry><m:encryption-data/>'
    "</m:file-entry></m:manifest>"
)


def swollen(size: int) -> bytes:
    return docx(p("x" * size))


def many_parts() -> bytes:
    return files.packed(
        {"word/document.xml": "<a/>", **{f"word/media/{n}": b"" for n in range(4100)}}
    )


def lying_header() -> bytes:
    """A part whose directory says 10 bytes where 9 MB come out."""
    made = bytearray(swollen(9_000_000))
    entry = made.rindex(b"word/document.xml")
    made[entry - 46 + 24 : entry - 46 + 28] = (10).to_bytes(4, "little")
    return bytes(made)


def locked_odt() -> bytes:
    return odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": LOCKED_ODT})


def flagged_locked() -> bytes:
    made = bytearray(docx(p(WORDS)))
    for mark, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + shift] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)


CASES = [
    # code, name, content, words the message must have
    ("too_large", "a.txt", b"a" * (refusals.MAX_BYTES + 1), ("25,0 MB", "tách phụ lục")),
    ("empty", "a.txt", b"", ("không có chữ nào",)),
    ("empty", "a.txt", " \n\t ".encode("utf-16"), ("không có chữ nào",)),
    ("empty", "a.docx", docx(p()), ("“a.docx”",)),
    ("empty", "a.html", b"<html><body><script>x()</script></body></html>", ("chữ",)),
    ("empty", "a.pdf", files.bare_pdf("BT ET"), ("chữ",)),
    ("scan", "a.pdf", files.scanned_pdf(), ("ảnh quét", "OCR tiếng Việt", "1 trang")),
    ("scan", "a.png", files.PNG, ("là ảnh", "OCR")),
    ("encrypted", "a.pdf", files.locked_pdf(), ("mật khẩu", "lưu thành bản không có mật khẩu")),
    ("encrypted", "a.docx", SEALED, ("mật khẩu",)),
    ("encrypted", "a.docx", flagged_locked(), ("mật khẩu",)),
    ("encrypted", "a.odt", locked_odt(), ("mật khẩu",)),
    ("macro", "a.docm", docx(p(WORDS)), ("macro", "*.docx")),
    ("macro", "a.docx", docx(p(WORDS), **{"word/vbaProject.bin": b"\x00"}), ("macro",)),
    ("macro", "a.docx", docx(p(WORDS), types=MACRO_TYPE), ("macro",)),
    ("macro", "a.odt", odt("<text:p>x</text:p>", **{"Basic/script-lc.xml": "<a/>"}), ("macro",)),
    ("wrong_extension", "a.docx", b"%PDF-1.7 x", ("bên trong là PDF", "đổi đuôi")),
    ("wrong_extension", "a.pdf", docx(p(WORDS)), ("tài liệu Word",)),
    ("wrong_extension", "a.pdf", files.PNG, ("bên trong là ảnh",)),
    ("wrong_extension", "a.docx", files.packed({"xl/workbook.xml": "<a/>"}), ("bảng tính Excel",)),
    ("wrong_extension", "a.docx", WORDS.encode(), ("chữ thuần",)),
    ("wrong_extension", "a.doc", docx(p(WORDS)), ("tài liệu Word",)),
    ("wrong_extension", "a.txt", OLD_WORD, ("Word đời cũ",)),
    ("old_word", "a.doc", OLD_WORD, ("đời cũ", "*.docx")),
    ("unsupported", "a.rtf", b"{\\rtf1 x}", ("RTF", "DOCX, PDF, ODT, HTML hoặc TXT")),
    ("unsupported", "a.xlsx", files.packed({"xl/workbook.xml": "<a/>"}), ("Excel",)),
    ("unsupported", "a.zip", files.packed({"x": "y"}), ("ZIP",)),
    ("unsupported", "a.csv", b"a,b", ("“.csv”",)),
    ("bomb", "a.docx", swollen(9_000_000), ("nén bất thường",)),
    ("bomb", "a.docx", many_parts(), ("nén bất thường",)),
    ("corrupt", "a.docx", lying_header(), ("bị hỏng",)),
    ("corrupt", "a.docx", docx(p(WORDS))[:-60], ("bị hỏng", "xin lại tệp gốc")),
    ("corrupt", "a.docx", files.packed({"word/document.xml": "<w:a><b>"}), ("bị hỏng",)),
    ("corrupt", "a.docx", files.packed({"word/document.xml": ENTITIES}), ("bị hỏng",)),
    ("corrupt", "a.docx", files.packed({"word/document.xml": WIDE_ENTITIES}), ("bị hỏng",)),
    ("corrupt", "a.pdf", b"%PDF-1.7\nhalf a file", ("bị hỏng",)),
    ("encoding", "a.txt", bytes(range(128, 256)) * 30, ("bảng mã", "UTF-8")),
    ("secret", "a.txt", f"BỘ\nTỐI MẬT\n\n{WORDS}".encode(), ("“TỐI MẬT”", "chưa được lưu")),
    ("secret", "a.txt", f"BỘ CÔNG AN        TUYỆT MẬT\n{WORDS}".encode(), ("“TUYỆT MẬT”",)),
    ("secret", "a.txt", f"Độ mật: Tối mật\n\n{WORDS}".encode(), ("“TỐI MẬT”",)),
    ("secret", "a.docx", docx(p("[ MẬT ]"), p(WORDS)), ("“MẬT”",)),
    ("secret", "a.docx", docx(p(inner=TEXT_BOX), p(WORDS)), ("“MẬT”",)),
    ("secret", "a.docx", docx(p(WORDS), header1=p("TUYỆT MẬT")), ("“TUYỆT MẬT”",)),
    ("secret", "a.docx", docx(files.table(files.tr("BỘ CÔNG AN", "MẬT")), p(WORDS)), ("“MẬT”",)),
    ("secret", "a.html", f"<html><p>MẬT</p><p>{WORDS}</p></html>".encode(), ("“MẬT”",)),
    ("secret", "a.odt", odt(f"<text:p>MẬT</text:p><text:p>{WORDS}</text:p>"), ("“MẬT”",)),
    ("secret", "a.pdf", files.pdf(f"MẬT\n\n{WORDS}"), ("“MẬT”",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "content", "words"), CASES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CASES)]
)
def test_a_file_that_cannot_be_taken_is_refused_with_words_that_help(code, name, content, words):
    with pytest.raises(Refused) as refusal:
        reading.read(content, name)
    assert refusal.value.code == f"reading.{code}"
    assert f"“{name}”" in str(refusal.value)
    for said in words:
        assert said in str(refusal.value)


@pytest.mark.parametrize(
    "line",
    [
        "Luật Bảo vệ bí mật nhà nước",
        "QUY ĐỊNH VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Bảo mật liên thông, xong trong quý II/2026",
        "MẬT KHẨU VÀ XÁC THỰC",
        "Xử lý tài liệu tuyệt mật theo quy định.",
        "không đóng dấu Mật",
    ],
)
def test_words_about_secrets_are_not_a_stamp(line):
    assert line in reading.read(f"BỘ CÔNG AN\n\n{line}\n\n{WORDS}".encode(), "a.txt").text


def test_a_stamp_deep_in_the_text_is_a_quotation():
    text = f"{WORDS}\n\n" * 90 + "MẬT\n"
    assert reading.read(text.encode(), "a.txt").text.endswith("MẬT\n")


def test_a_large_but_ordinary_document_is_no_bomb():
    body = [p(f"{number}. {WORDS} Mã {number * 7919 % 10007}.") for number in range(9000)]
    assert len(reading.read(docx(*body), "a.docx").text) > 400_000


def test_two_parts_of_one_name_are_refused_since_readers_would_differ(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p(WORDS)))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(Refused, match="bị hỏng"):
        reading.read(path)


def test_a_path_gives_the_name_and_a_large_one_is_not_even_opened(tmp_path):
    path = tmp_path / "lon.txt"
    with path.open("wb") as stream:
        stream.truncate(refusals.MAX_BYTES + 1)
    with pytest.raises(Refused, match=r"“lon\.txt”"):
        reading.read(path)
