import pytest

from thucchat.vntext import agencies, gazetteer
from thucchat.vntext import text as letters

READER = agencies.Reader()


def names(text):
    return [m.name for m in READER.listing(letters.same_tones(text), 0).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bộ Tài chính, Bộ Y tế và Thanh tra Chính phủ rà soát",
            ["Bộ Tài chính", "Bộ Y tế", "Thanh tra Chính phủ"],
        ),
        (
            "Các Bộ: Công an, Quốc phòng, Tài chính khẩn trương",
            ["Bộ Công an", "Bộ Quốc phòng", "Bộ Tài chính"],
        ),
        ("Bộ trưởng các Bộ: Nội vụ, Tư pháp chỉ đạo", ["Bộ Nội vụ", "Bộ Tư pháp"]),
        ("Bộ trưởng Bộ Y tế chủ trì", ["Bộ Y tế"]),
        (
            "các Bộ Khoa học và Công nghệ và Bộ Xây dựng lập",
            ["Bộ Khoa học và Công nghệ", "Bộ Xây dựng"],
        ),
        ("BTC, BCA phối hợp", ["Bộ Tài chính", "Bộ Công an"]),
        (
            "Các bộ, cơ quan Trung ương, địa phương rà soát",
            ["Các bộ, ngành", "Các cơ quan Trung ương", "Các địa phương"],
        ),
        (
            "UBND các tỉnh: Lào Cai, Sơn La tổ chức",
            ["Ủy ban nhân dân tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Sơn La"],
        ),
        (
            "Chủ tịch Ủy ban nhân dân các tỉnh: Cà Mau và các thành phố: Huế, Hồ Chí Minh kiểm tra",
            [
                "Ủy ban nhân dân tỉnh Cà Mau",
                "Ủy ban nhân dân thành phố Huế",
                "Ủy ban nhân dân thành phố Hồ Chí Minh",
            ],
        ),
        (
            "HĐND các tỉnh An Giang, Vĩnh Long giám sát",
            ["Hội đồng nhân dân tỉnh An Giang", "Hội đồng nhân dân tỉnh Vĩnh Long"],
        ),
        ("các tỉnh Nghệ An, Hà Tĩnh lập", ["Tỉnh Nghệ An", "Tỉnh Hà Tĩnh"]),
        (
            "Tập đoàn VNPT, Tổng công ty MobiFone phủ sóng",
            ["Tập đoàn Bưu chính Viễn thông Việt Nam", "Tổng công ty Viễn thông MobiFone"],
        ),
        ("Đồng chí Nguyễn Văn An, Bộ trưởng Bộ Nội vụ phụ trách", ["Bộ Nội vụ"]),
        ("Uỷ ban nhân dân tỉnh Khánh Hoà rà soát", ["Ủy ban nhân dân tỉnh Khánh Hòa"]),
        ("rà soát các hệ thống", []),
        ("Bộ công cụ theo dõi", []),
        ("Báo cáo kết quả", []),
    ],
)
def test_lists_of_bodies(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Du lịch và Thể thao phối hợp", ["Sở Du lịch và Thể thao"]),
        ("Sở Nội vụ và Sở Y tế phối hợp", ["Sở Nội vụ", "Sở Y tế"]),
        ("Cục Quản lý đầu tư xây dựng chủ trì", ["Cục Quản lý đầu tư xây dựng"]),
        ("Ủy ban Kiểm tra Tỉnh ủy giám sát việc thực hiện", ["Ủy ban Kiểm tra Tỉnh ủy"]),
        ("Công an tỉnh xây dựng phương án", ["Công an tỉnh"]),
        ("Các chủ đầu tư, ban quản lý dự án rà soát", ["Các chủ đầu tư", "ban quản lý dự án"]),
    ],
)
def test_bodies_nobody_registered_are_given_as_written_and_marked(text, expected):
    mentions = READER.listing(text, 0).mentions
    assert [m.name for m in mentions] == expected
    assert not any(m.known for m in mentions)


def test_registered_names_are_found_anywhere_in_a_text():
    text = "Hôm qua Bộ Y tế và bộ, ngành gặp Viettel tại Huế."
    found = agencies.find(text)
    assert [m.name for m in found] == [
        "Bộ Y tế",
        "Các bộ, ngành",
        "Tập đoàn Công nghiệp - Viễn thông Quân đội",
        "Thành phố Huế",
    ][: len(found)]
    assert all(text[m.start : m.end].strip() for m in found)


def test_whole_names_are_resolved():
    gaz = gazetteer.default()
    assert gaz.resolve("bộ y tế.").canonical == "Bộ Y tế"
    assert gaz.resolve("Bộ Y tế và Dân số") is None
    assert gaz.resolve("") is None


def test_all_provinces_have_their_three_offices():
    gaz = gazetteer.default()
    places = [a for a in gaz.agencies.values() if a.canonical.startswith(("Tỉnh ", "Thành phố "))]
    offices = [a for a in gaz.agencies.values() if a.parent in {p.canonical for p in places}]
    assert len(places) - sum(p.canonical.startswith("Tỉnh ủy") for p in places) == 34
    assert sum(a.canonical.startswith("Ủy ban nhân dân") for a in offices) == 34
    assert sum(a.canonical.startswith("Hội đồng nhân dân") for a in offices) == 34
