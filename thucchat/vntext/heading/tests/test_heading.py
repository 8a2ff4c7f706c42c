from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thucchat.vntext import heading
from thucchat.vntext.heading import citations, letterhead

PARTY = """BAN CHẤP HÀNH TRUNG ƯƠNG
VĂN PHÒNG TRUNG ƯƠNG ĐẢNG
*
Số 27-TB/VPTW

ĐẢNG CỘNG SẢN VIỆT NAM

Hà Nội, ngày 10 tháng 7 năm 2026

THÔNG BÁO

kết luận của Thường trực Ban Chỉ đạo về thực hiện
Nghị quyết số 57-NQ/TW

-----

Căn cứ Quy chế số 01-QC/BCĐTW ngày 28/02/2025;

Căn cứ Chương trình số 02-CTr/BCĐTW,

1. Bộ Công an thực hiện Kế hoạch số 12/KH-BCA và Luật số 88/2025/QH15.

2. Thông báo này thay thế Thông báo số 20-TB/VPTW ngày 01/02/2026.

Nơi nhận:
- Như trên,
- Lưu Văn phòng.

K/T CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG

Nguyễn Văn An

PHỤ LỤC
Danh mục nhiệm vụ
"""
STATE = """BỘ KHOA HỌC VÀ CÔNG NGHỆ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
CỤC CHUYỂN ĐỔI SỐ QUỐC GIA            Độc lập - Tự do - Hạnh phúc
Số: 123/KH-CĐSQG                      Hà Nội, ngày 05 tháng 6 năm 2026

KẾ HOẠCH
Triển khai nền tảng dùng chung

I. MỤC TIÊU

1. Đưa vào dùng.

TM. CỤC TRƯỞNG
PHÓ CỤC TRƯỞNG

PGS.TS. Trần Thị Bình

Nơi nhận:
- Bộ trưởng (để báo cáo);
"""
LETTER = """VĂN PHÒNG CHÍNH PHỦ

Số: 4567/VPCP-KSTT
V/v đôn đốc tái cấu trúc thủ tục

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Hà Nội, ngày 31 tháng 12 năm 2026

Kính gửi: Các bộ, cơ quan ngang bộ

Thực hiện chỉ đạo của Thủ tướng Chính phủ, đề nghị các bộ báo cáo.
"""


def said(text, found):
    return text[found.span.start : found.span.end]


def test_a_document_in_the_partys_form():
    guess = heading.guess(PARTY)
    assert guess.form == "party"
    assert guess.number.value == "27-TB/VPTW"
    assert guess.kind.value == "conclusion"
    assert guess.issuer.value == "VĂN PHÒNG TRUNG ƯƠNG ĐẢNG"
    assert guess.issued_on.value == date(2026, 7, 10)
    assert guess.title.value == (
        "kết luận của Thường trực Ban Chỉ đạo về thực hiện Nghị quyết số 57-NQ/TW"
    )
    assert guess.signer.value == "Nguyễn Văn An"
    assert [found.value for found in guess.recipients] == ["Như trên", "Lưu Văn phòng"]
    assert [found.value for found in guess.legal_bases] == [
        "Căn cứ Quy chế số 01-QC/BCĐTW ngày 28/02/2025",
        "Căn cứ Chương trình số 02-CTr/BCĐTW",
    ]
    assert [found.value for found in guess.replaces] == ["20-TB/VPTW"]
    assert (guess.resolution.value, guess.resolution.rule) == ("57-NQ/TW", "trích yếu")
    assert [(one.kind, one.number) for one in guess.cited] == [
        ("Nghị quyết", "57-NQ/TW"),
        ("Quy chế", "01-QC/BCĐTW"),
        ("Chương trình", "02-CTr/BCĐTW"),
        ("Kế hoạch", "12/KH-BCA"),
        ("Luật", "88/2025/QH15"),
        ("Thông báo", "20-TB/VPTW"),
    ]


def test_a_document_in_the_states_form_with_two_columns_on_a_line():
    guess = heading.guess(STATE)
    assert guess.form == "state"
    assert guess.number.value == "123/KH-CĐSQG"
    assert guess.kind.value == "plan"
    assert guess.issuer.value == "CỤC CHUYỂN ĐỔI SỐ QUỐC GIA"
    assert guess.issued_on.value == date(2026, 6, 5)
    assert guess.title.value == "Triển khai nền tảng dùng chung"
    assert guess.signer.value == "Trần Thị Bình"
    assert guess.resolution is None


def test_a_letter_is_told_by_what_it_is_about():
    guess = heading.guess(LETTER)
    assert guess.kind.value == "letter"
    assert guess.title.value == "V/v đôn đốc tái cấu trúc thủ tục"
    assert guess.issuer.value == "VĂN PHÒNG CHÍNH PHỦ"
    assert guess.issued_on.value == date(2026, 12, 31)
    assert guess.signer is None


def test_news_has_a_title_and_no_issuer():
    guess = heading.guess("Chính phủ họp phiên thứ năm\n\nSáng 25/12, Nghị quyết 57 được bàn.\n")
    assert (guess.kind.value, guess.form) == ("news", "news")
    assert guess.title.value == "Chính phủ họp phiên thứ năm"
    assert (guess.issuer, guess.number, guess.issued_on, guess.signer) == (None,) * 4
    assert guess.resolution.value == "57"


def test_a_draft_without_a_number_still_has_a_kind_and_a_day():
    text = "Số -BC/VPTW\n\nDỰ THẢO\n30/6/2026\n\nBÁO CÁO\n\nSơ kết năm\n\nKính gửi: Ban Bí thư\n"
    guess = heading.guess(text)
    assert guess.number is None
    assert guess.kind.value == "report"
    assert guess.issued_on.value == date(2026, 6, 30)
    assert guess.title.value == "Sơ kết năm"


def test_a_number_and_a_day_in_brackets_after_the_title_count():
    text = (
        "THÔNG BÁO KẾT LUẬN\nPhiên họp (Thông báo số 43/TB-VPCP ngày 26/01/2026)\n\nBan nhận định:"
    )
    guess = heading.guess(text)
    assert guess.number.value == "43/TB-VPCP"
    assert guess.issued_on.value == date(2026, 1, 26)


@pytest.mark.parametrize(
    ("title", "number", "kind"),
    [
        ("NGHỊ QUYẾT", "Số 1-NQ/TU", "resolution"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "Số 1-CTr/TU", "programme"),
        ("KẾT LUẬN", "Số 1-KL/TW", "conclusion_party"),
        ("CHỈ THỊ", "Số 1-CT/TW", "directive"),
        ("CÔNG ĐIỆN", "Số: 1/CĐ-TTg", "telegram"),
        ("QUYẾT ĐỊNH", "Số: 1/QĐ-TTg", "decision"),
        ("NGHỊ ĐỊNH", "Số: 1/2026/NĐ-CP", "decree"),
        ("QUY CHẾ", "Số 1-QC/TW", "regulation"),
        ("QUY ĐỊNH", "Số 1-QĐi/TW", "rule"),
        ("THÔNG BÁO", "Số: 1/TB-BNV", "other"),  # a notice that is no conclusion
        ("", "Số 1-KH/TU", "plan"),  # the number's symbol says it
        ("", "Số: 1/QĐ-BCA", "decision"),
        ("", "Số: 1/XYZ-BCA", "other"),
    ],
)
def test_the_kind_is_in_the_title_or_in_the_number(title, number, kind):
    text = f"{number}\n\n{title}\n\nvề việc năm 2026\n\nMột câu dài kết thúc bằng dấu chấm.\n"
    guess = heading.guess(text)
    assert guess.kind.value == kind


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("số 57-NQ/TW", ["57-NQ/TW"]),
        ("số 12/2026/NĐ-CP và 808/QĐ-TTg", ["12/2026/NĐ-CP", "808/QĐ-TTg"]),
        ("Báo cáo số 99/BCA-C06-H01", ["99/BCA-C06-H01"]),
        ("số 15 - KH/TĐTC", ["15-KH/TĐTC"]),
        ("88/2025/QH15; 01/2026/UBTVQH15", ["88/2025/QH15", "01/2026/UBTVQH15"]),
        ("ngày 30/6/2026, 24/7, 8/12, 5G, Covid-19, 2026-2030", []),
        ("tỷ lệ 3/4-N và TCVN 1234:2026", []),
    ],
)
def test_document_numbers_and_nothing_else(text, numbers):
    assert [one.number for one in citations.cited(text)] == numbers


@pytest.mark.parametrize(
    ("sentence", "replaced"),
    [
        (
            "Quyết định này thay thế Quyết định số 1/QĐ-TTg và số 2/QĐ-TTg.",
            ["1/QĐ-TTg", "2/QĐ-TTg"],
        ),
        ("Bãi bỏ Quyết định số 3/QĐ-BCA.", ["3/QĐ-BCA"]),
        ("Quyết định số 4/QĐ-TTg đã được thay thế bởi Quyết định số 5/QĐ-TTg.", []),
        ("Xây dựng đề án thay thế hệ thống cũ theo Kế hoạch số 6/KH-BCA.", []),
        ("Kế hoạch này thay thế Kế hoạch số 9-KH/TW.", []),  # its own number
    ],
)
def test_only_what_this_document_says_it_replaces_counts(sentence, replaced):
    found = citations.replaces(f"Mở đầu.\n{sentence}\n", "9-KH/TW")
    assert [one.value for one in found] == replaced


def test_what_is_amended_is_told_apart():
    text = "Quyết định này sửa đổi, bổ sung một số điều của Quyết định số 7/QĐ-TTg."
    assert [one.value for one in citations.amends(text, "")] == ["7/QĐ-TTg"]
    assert citations.replaces(text, "") == []


def test_a_resolution_carries_out_itself():
    text = "Số 57-NQ/TW\n\nNGHỊ QUYẾT\n\nvề đột phá\n\nTheo Nghị quyết số 10-NQ/TW.\n"
    assert heading.guess(text).resolution.value == "57-NQ/TW"


def test_the_resolution_most_cited_counts_where_the_title_names_none():
    text = "Kế hoạch năm\n\nTheo 10-NQ/TW, 57-NQ/TW và 57-NQ/TW; 3/NQ-CP, 3/NQ-CP, 3/NQ-CP."
    assert heading.guess(text).resolution.value == "57-NQ/TW"


def test_a_day_that_does_not_exist_is_no_day():
    assert letterhead.read("Hà Nội, ngày 31 tháng 2 năm 2026\n\nKẾ HOẠCH\n").issued_on is None


@given(st.text(st.sampled_from("aĐẾộ KẾHOẠCH\n\t|*-_/.,:;()0123456789SốNơinhận"), max_size=300))
def test_no_text_breaks_it_and_spans_lie_inside(text):
    guess = heading.guess(text)
    found = [guess.number, guess.issuer, guess.issued_on, guess.signer, guess.title]
    found += [guess.resolution, *guess.recipients, *guess.legal_bases, *guess.cited]
    for one in found:
        if one is not None:
            assert 0 <= one.span.start < one.span.end <= len(text)
