import io
import zipfile

import pytest

from thucchat.kernel.errors import Refused
from thucchat.kernel.parameters import value
from thucchat.progress import rules
from thucchat.tasks.tests.factories import NOON

ALLOWED = value("evidence_types", on=NOON.date())
NEEDS = value("evidence_for_level", on=NOON.date())
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)
PDF = b"%PDF-1.7\n" + bytes(40)


def archive(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [
        ("bien-ban.pdf", PDF, "application/pdf"),
        ("anh.png", PNG, "image/png"),
        ("Ảnh.JPEG", b"\xff\xd8\xff\xe0" + bytes(40), "image/jpeg"),
        ("so-lieu.csv", "tỉnh,số\nHà Nội,12".encode(), "text/csv"),
        ("ghi-chu.txt", "đã chạy".encode(), "text/plain"),
        ("bang.xlsx", archive("xl/workbook.xml", "[Content_Types].xml"), None),
    ],
)
def test_evidence_files_are_taken(name, content, mime):
    found = rules.check_file(name, content, allowed=ALLOWED, max_mb=25)
    assert mime is None or found == mime


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "rỗng"),
        ("a.pdf", bytes(3 * 1024 * 1024 + 1), "nặng 4 MB, lớn hơn mức 2 MB"),
        ("a.exe", b"MZ" + bytes(50), "loại .exe"),
        ("khong-duoi", PDF, "không nhận được"),
        ("a.pdf", PNG, "không phải loại .pdf"),
        ("a.png", PDF, "không phải loại .png"),
        ("a.txt", PDF, "không phải tệp chữ"),
        ("a.csv", b"a,\x00b", "không phải tệp chữ"),
        ("a.docx", archive("word/document.xml", "word/vbaProject.bin"), "macro"),
        ("a.xlsx", b"PK\x03\x04 broken", "bị hỏng"),
        ("a.docx", PDF, "không phải loại .docx"),
    ],
)
def test_other_files_are_refused_in_words(name, content, words):
    with pytest.raises(Refused) as refused:
        rules.check_file(name, content, allowed=ALLOWED, max_mb=2)
    assert refused.value.code == "progress.file"
    assert words in str(refused.value)
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("level", "kinds", "lacking"),
    [
        (1, {"document"}, 0),
        (1, {"photo"}, 1),
        (2, {"photo"}, 0),
        (2, {"usage"}, 1),
        (3, {"document", "photo"}, 1),  # an issued document never shows operation
        (3, {"address"}, 0),
        (3, {"acceptance"}, 0),
        (4, {"address"}, 1),
        (4, {"usage"}, 1),
        (4, {"address", "usage"}, 0),
        (5, {"address", "usage"}, 1),
        (5, {"address", "usage", "document"}, 0),
        (5, set(), 3),
    ],
)
def test_evidence_that_a_level_needs(level, kinds, lacking):
    missing = rules.missing_evidence(level, kinds, NEEDS)
    assert len(missing) == lacking
    statement = "Hệ thống chạy tại 34 tỉnh từ ngày 01/6/2026"
    if lacking:
        with pytest.raises(Refused, match="còn thiếu minh chứng"):
            rules.check_claim(level, statement, kinds, NEEDS)
    else:
        rules.check_claim(level, statement, kinds, NEEDS)


@pytest.mark.parametrize(
    ("level", "statement", "words"),
    [
        (0, "Hệ thống chạy tại 34 tỉnh từ ngày 01/6/2026", "từ 1"),
        (1, "Đã xong", "Mô tả sản phẩm"),
    ],
)
def test_a_claim_says_a_level_and_words(level, statement, words):
    with pytest.raises(Refused, match=words):
        rules.check_claim(level, statement, {"document"}, NEEDS)


def test_a_report_says_something():
    rules.check_report("Đã kết nối 12 trên 34 tỉnh")
    with pytest.raises(Refused, match="Ghi kết quả cụ thể"):
        rules.check_report("Đang làm")
