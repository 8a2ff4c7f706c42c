import pytest

from thucchat.vntext import claims


def read(text, **more):
    return claims.find_claims(text, **more)


def values(text):
    return [(float(c.value), c.unit) for c in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đã cấp 1.245 hồ sơ.", [(1245, "hồ sơ")]),
        ("Vốn 1,6 nghìn tỷ đồng và 200 triệu USD.", [(1.6e12, "VND"), (2e8, "USD")]),
        ("Hỗ trợ 12 triệu đồng/tháng, 500 euro.", [(12e6, "VND/tháng"), (500, "EUR")]),
        ("Diện tích 199,03ha, dài 1,3 triệu km.", [(199.03, "ha"), (1.3e6, "km")]),
        ("Đạt 84,8% dân số, tăng 20%/năm.", [(84.8, "%"), (20, "%/năm")]),
        ("Có 3 trạm 5G và 06 phòng.", [(3, "trạm 5G"), (6, "phòng")]),
        ("Xử lý 1.000 tỷ phép tính/giây.", [(1e12, "phép tính/giây")]),
        ("Có 6 triệu lượt truy cập mỗi ngày.", [(6e6, "lượt truy cập/ngày")]),
        ("Bằng 28 lần GDP.", [(28, "lần GDP")]),
        ("Giảm từ 63 xuống còn 34 tỉnh.", [(63, "tỉnh"), (34, "tỉnh")]),
        ("Gồm 30 luật (07 về số; 08 về đất).", [(30, "luật"), (7, "luật"), (8, "luật")]),
        ("Trồng 15 gốc bưởi.", [(15, "gốc bưởi")]),
        ("Đạt 12 và 13.", [(12, ""), (13, "")]),
        ("Nga (01), Pháp (05).", [(1, ""), (5, "")]),
    ],
)
def test_values_are_in_base_units(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024 và Nghị định 94/2025/NĐ-CP.",
        "Kế hoạch 01 và 02, Đề án 06, Điều 5, khoản 2, Phần 5.",
        "Ngày 25/12, tháng 7/2026, quý III, năm 2026, giai đoạn 2026 - 2030.",
        "Trong 6 tháng đầu năm, qua 01 năm 06 tháng, trong 6 tháng triển khai.",
        "Mạng 5G, phiên bản 3.0, trực 24/7, lúc 8h30, nguyên tắc 6 rõ.",
        "Nêu ở (1) đầu; (2) sau. Xem Hình 2, 3 tại Phụ lục.",
        "Gọi 0912.345.678 hoặc thư a1@b.vn, trang https://x.vn/12.",
        "Kỳ họp thứ 9 mô hình 3 Nhà.",
    ],
)
def test_dates_numbers_of_documents_and_names_are_no_claims(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "direction"),
    [
        ("Giải ngân đạt 52%.", "share", None),
        ("Doanh thu tăng 8,5% so với năm 2024.", "change", "increase"),
        ("Thời gian giảm gần 60%.", "change", "decrease"),
        ("Cải thiện mạnh (tăng 25 bậc).", "change", "increase"),
        ("Tiết kiệm khoảng 840 tỷ đồng.", "level", None),
        ("Xếp hạng 8/34 tỉnh.", "rank", None),
        ("Xếp thứ 2 toàn quốc.", "rank", None),
        ("Hoàn thành 12/15 việc.", "fraction", None),
        ("Phấn đấu đạt 90% dân số.", "target", None),
        ("Lợi ích gấp 3 lần.", "ratio", None),
        ("Mô hình 2 cấp.", "enumeration", None),
    ],
)
def test_kinds(text, kind, direction):
    found = read(text)[-1]
    assert (found.kind, found.direction) == (kind, direction)


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("hơn", ">"),
        ("trên", ">"),
        ("gần", "<"),
        ("khoảng", "~"),
        ("ít nhất", ">="),
        ("tối đa", "<="),
        ("có", None),
        ("dựa trên", None),
    ],
)
def test_approximate_words(word, sign):
    assert read(f"Nay {word} 80 xã.")[0].approx == sign


@pytest.mark.parametrize(
    ("text", "percent", "top", "bottom"),
    [
        ("Xong 1.245/1.469 nhiệm vụ (đạt 84,8%).", 84.8, 1245, 1469),
        ("Đầu tư 66,4% (3.469/5.219) thiết bị.", 66.4, 3469, 5219),
        ("Hoàn thành 37/48 nhiệm vụ, đạt 79%.", 79, 37, 48),
    ],
)
def test_a_fraction_and_its_percentage_are_one_claim(text, percent, top, bottom):
    (found,) = read(text)
    assert (float(found.value), found.numerator, found.denominator) == (percent, top, bottom)
    assert len(found.spans) == 2


def test_a_count_and_its_share_are_two_claims():
    assert values("Còn 168 việc (11,4%).") == [(168, "việc"), (11.4, "%")]


def test_ranges_have_two_ends():
    (found,) = read("Tiết kiệm 500-1.000 tỷ đồng/năm.")
    assert (found.value, found.value_max) == (500 * 10**9, 1000 * 10**9)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Đến ngày 24/6/2026, có 73 cơ quan.", "2026-06-24"),
        ("Quy mô 5.000 tỷ đồng vào năm 2030.", "2030"),
        ("Phủ 90% dân số vào cuối năm 2025.", "2025-12"),
        ("Chiếm 51,5% thị phần trong quý IV/2025.", "2025-Q4"),
        ("Trong 05 tháng đầu năm 2026, đạt 93%.", "2026-01/2026-05"),
        ("Trong 6 tháng cuối năm 2025, họp 20 cuộc.", "2025-H2"),
        ("Từ đầu năm 2026, tổ chức 105 lớp.", "2026-H1"),
        ("Ban hành 149 văn bản (cập nhật 20/6/2026).", "2026-06-20"),
    ],
)
def test_the_period_a_figure_speaks_of(text, when):
    found = read(text)[-1]
    assert (found.as_of, found.as_of_source) == (when, "explicit")


@pytest.mark.parametrize(
    "text",
    [
        "Tăng 8% so với năm 2024.",
        "Vốn 20 tỷ đồng, khởi công ngày 27/3/2025.",
        "Theo Quyết định số 9/QĐ-TTg ngày 05/5/2026 có 20 việc.",
    ],
)
def test_other_dates_are_not_the_period_of_the_figure(text):
    assert read(text, on="2026-06-30")[0].as_of_source == "document"


def test_in_which_carries_the_period_of_the_sentence_before():
    found = read("Đến ngày 29/6/2026 có 9 việc. Trong đó, xong 7 việc.")
    assert [c.as_of for c in found] == ["2026-06-29"] * 2


def test_a_note_speaks_of_the_period_of_its_figure():
    text = "Năm 2025 tiết kiệm 4.800 tỷ đồng²⁰.\n\n²⁰ Gồm 3.082 tỷ đồng và 1.718 tỷ đồng."
    assert [(c.as_of, c.as_of_source) for c in read(text)][1:] == [("2025", "cross-reference")] * 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hà Nội, ngày 05 tháng 8 năm 2026\n\nCăn cứ Luật ngày 01/01/2025.", "2026-08-05"),
        ("Theo Quyết định số 5/QĐ-TTg ngày 01/02/2025.\n\nNgày 30/6/2026 báo cáo.", "2026-06-30"),
        ("Chiều 12/3, họp về hạn mặn năm 2026.", "2026-03-12"),
        ("Không có ngày.", None),
    ],
)
def test_the_day_of_a_document(text, day):
    assert claims.document_date(text) == day


def test_figures_after_the_document_are_targets():
    found = read("BÁO CÁO\n\n30/6/2026\n\nĐến năm 2030 có 12 viện.")
    assert found[0].kind == "target"
