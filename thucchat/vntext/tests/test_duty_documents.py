"""Duties in whole documents of seven styles."""

from pathlib import Path

import pytest

from thucchat.vntext import duties

FOLDER = Path(__file__).parent / "documents"


def names(parties):
    return [p.name for p in parties]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "quyet-dinh",
            [
                ("Sở Khoa học và Công nghệ", "2026-09-30"),
                ("Sở Khoa học và Công nghệ", "2026-12-15"),
                ("Sở Khoa học và Công nghệ", None),
                ("Sở Tài chính", None),
                ("Các sở, ban, ngành; Các xã, phường, đặc khu", "2026-12-31"),
                ("Trung tâm Chuyển đổi số tỉnh", None),
            ],
        ),
        (
            "ket-luan",
            [
                ("Đảng ủy Ủy ban nhân dân tỉnh", None),
                ("Đảng ủy Ủy ban nhân dân tỉnh", "2027-Q1"),
                ("Ban Tuyên giáo và Dân vận Tỉnh ủy", None),
                ("Ủy ban Kiểm tra Tỉnh ủy", None),
                ("các đảng ủy trực thuộc Tỉnh ủy", "2026-10"),
            ],
        ),
        (
            "thong-bao",
            [
                ("Bộ Khoa học và Công nghệ", "2026-09"),
                ("Bộ Khoa học và Công nghệ", None),
                ("Bộ Tài chính", None),
                ("Bộ Công an; Bộ Quốc phòng; Bộ Xây dựng; Các địa phương", "2026-09-30"),
                (
                    (
                        "Tập đoàn Bưu chính Viễn thông Việt Nam; Tập đoàn Công nghiệp - Viễn "
                        "thông Quân đội; Tổng công ty Viễn thông MobiFone"
                    ),
                    None,
                ),
                ("Bộ Tài chính", "2026-Q4"),
                ("Văn phòng Chính phủ", None),
            ],
        ),
        (
            "tin-han-man",
            [
                ("Bộ Nông nghiệp và Môi trường", "2026-04-30"),
                ("Bộ Công Thương", None),
                ("Tập đoàn Điện lực Việt Nam", "2026-03"),
                ("Bộ Tài chính", None),
                (
                    (
                        "Ủy ban nhân dân tỉnh Cà Mau; Ủy ban nhân dân tỉnh Vĩnh Long; Ủy ban "
                        "nhân dân tỉnh An Giang"
                    ),
                    None,
                ),
            ],
        ),
        (
            "tin-du-lieu",
            [
                ("Bộ Công an", "2026-12-01"),
                ("Bộ Khoa học và Công nghệ", "2027-Q1"),
                ("Bộ Khoa học và Công nghệ", None),
                ("Các ngân hàng thương mại", None),
                ("Các địa phương", None),
                ("Bộ Tài chính", "2026"),
            ],
        ),
    ],
)
def test_whole_documents(name, expected):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    found = duties.find_duties(text)
    assert [("; ".join(names(d.lead)), d.deadline.value) for d in found] == expected


@pytest.mark.parametrize(("name", "count"), [("nghi-quyet", 11), ("chuong-trinh", 10)])
def test_long_lists_are_found_whole(name, count):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    found = duties.find_duties(text)
    assert len(found) == count
    assert all(d.lead for d in found)
