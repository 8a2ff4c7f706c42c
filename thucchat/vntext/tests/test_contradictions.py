import pytest

from thucchat.vntext import contradictions


def types(*texts):
    return [(c.type, c.status) for c in contradictions.find_contradictions(texts)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Đầu tư 66,4% (3.469/5.219) thiết bị.", "fraction_percent"),
        ("Hoàn thành 37/48 nhiệm vụ, đạt 79%.", "fraction_percent"),
        ("Số hồ sơ tăng từ 12.400 lên 15.500, tăng 35%.", "growth"),
        ("Tỷ lệ trực tuyến tăng từ 60% lên 75%, tăng 15%.", "percent_point"),
        ("Được giao 250 tỷ đồng, đã giải ngân 180 tỷ đồng, còn lại 60 tỷ đồng.", "difference"),
        ("Đã lắp 310/412 trạm, còn 112/412 trạm.", "complement"),
        ("Có 05 nhóm giải pháp gồm: (1) thể chế; (2) hạ tầng; (3) nhân lực.", "list_count"),
        ("Có 73 cơ quan (gồm 22 cơ quan, 17 bộ và 30 tỉnh).", "sum_mismatch"),
        ("Có 45 dự án: 20 dự án mới, 15 dự án cũ và 12 dự án dừng.", "sum_mismatch"),
        ("Tổng vốn 90 tỷ đồng (trung ương 50 tỷ đồng và tỉnh 30 tỷ đồng).", "sum_mismatch"),
        ("Cơ cấu vốn: trung ương chiếm 45%, tỉnh chiếm 35%, xã hội hóa chiếm 25%.", "share_sum"),
        ("Nhận 2.000 đơn, xong 1.850 đơn (92,5%), chờ 100 đơn (5%), trễ 50 đơn (3,5%).", "share"),
        ("Xong 90/120 việc (75%); 20 việc đang làm (16,7%) và 10 việc trễ (9,9%).", "share"),
        (
            (
                "Năm 2025 nhận 22 sáng kiến đột phá. Lũy kế đến tháng 5/2026, nhận 67 hồ sơ "
                "sáng kiến đột phá, trong đó 5 tháng đầu năm 2026 nhận mới 40 hồ sơ."
            ),
            "cumulative_mismatch",
        ),
    ],
)
def test_what_cannot_be_true_is_found(text, type_):
    assert types(text) == [(type_, "definite")]


@pytest.mark.parametrize(
    "text",
    [
        "Xong 1.245/1.469 nhiệm vụ (đạt 84,8%).",
        "Đầu tư khoảng 66% (3.469/5.219) thiết bị.",
        "Số hồ sơ tăng từ 71.580 lên 78.370, tăng 9,5%.",
        "Tỷ lệ tăng từ 82% lên 90%, tăng 8 điểm phần trăm.",
        "Có 103,43 nghìn tỷ đồng, đã phân bổ 84,86 nghìn tỷ đồng, còn hơn 18 nghìn tỷ đồng.",
        "Đã lắp 8/12 trạm, còn 04/12 trạm.",
        "Có 04 CSDL gồm: (1) đất; (2) thuế; (3) y tế; (4) hộ tịch.",
        "08 CSDL gồm: (1) Nhóm 04 CSDL đủ; (2) Nhóm 04 CSDL thiếu.",
        "Có 73 cơ quan (gồm 22 cơ quan, 17 bộ và 34 tỉnh).",
        (
            "Có hơn 81 nghìn doanh nghiệp (gồm 75.147 doanh nghiệp, 5.807 doanh nghiệp và "
            "117 doanh nghiệp)."
        ),
        "Có 400 văn bản, gồm 13 văn bản, 30 luật và hàng trăm công văn.",
        "Có 355 thôn, trong đó có 349 thôn xa.",
        "Tỷ trọng: sắt 85,6%, than 3,1%, cát 11,3%.",
        "Nhận 2.000 đơn, xong 1.850 đơn (92,5%), chờ 100 đơn (5%), trễ 50 đơn (2,5%).",
        (
            "Năm 2025 nhận 27 hồ sơ đất đai. Lũy kế đến nay, nhận 67 hồ sơ đất đai, trong đó "
            "5 tháng đầu năm 2026 nhận mới 40 hồ sơ."
        ),
        "Năm 2025 đạt 52%. Năm 2026 đạt 23,35%.",
        "Xếp hạng 8/34 tỉnh (tăng 25 bậc).",
        "",
    ],
)
def test_what_holds_raises_no_alarm(text):
    assert types(text) == []


def test_truncation_is_told_from_a_wrong_figure():
    (found,) = contradictions.find_contradictions(["Đạt 66,4% (3.469/5.219) thiết bị."])
    assert found.severity == "low"
    assert "cắt bớt" in found.calculation
    assert found.calculation.startswith("3.469/5.219 = 66,47%")


def test_an_open_list_in_brackets_is_only_arguable():
    assert types("Có 30 luật (07 luật về số; 08 luật về đất).") == [("sum_mismatch", "arguable")]


def test_the_same_figure_twice_must_be_equal_across_documents():
    one = "Đến ngày 30/9/2026, tỷ lệ giải ngân vốn chuyển đổi số của tỉnh đạt 41,2% kế hoạch."
    two = (
        "Theo báo cáo, đến ngày 30/9/2026, tỷ lệ giải ngân vốn chuyển đổi số của tỉnh đạt {} "
        "kế hoạch."
    )
    assert types(one, two.format("38,9%")) == [("cross_document", "definite")]
    assert types(one, two.format("khoảng 41%")) == []
    assert types(one + "\n\n" + two.format("38,9%")) == [("repeated", "definite")]


def test_a_rise_in_points_printed_as_percent_is_found_across_documents():
    old = "Ngày 01/7/2025.\n\nĐến nay mạng phủ sóng hơn 26% dân số."
    new = (
        "Ngày 01/7/2026.\n\nĐến nay mạng phủ sóng khoảng 91,9% dân số (tăng 65,6% so với cùng kỳ)."
    )
    assert types(old, new) == [("percent_point", "definite")]
    assert types(new) == []


def test_one_population_parted_in_three_ways_has_one_total():
    text = (
        "Cơ cấu:\n\n1. Có 700 xe con, 200 xe tải và 100 xe khách.\n\n2. Có 600 xe xăng, 300 "
        "xe dầu và 100 xe điện.\n\n3. Có 500 xe mới, 300 xe cũ và 170 xe hỏng."
    )
    found = contradictions.find_contradictions([text])
    assert [c.type for c in found] == ["partition_sum"]
    assert found[0].calculation == "500 + 300 + 170 = 970 ≠ 1.000 (lệch 30)"
    assert [e.core for e in found[0].evidence] == [True, False]


def test_the_parts_in_a_note_add_to_the_figure_it_hangs_on():
    text = "Tỉnh ký 20 cam kết hợp tác¹.\n\n¹ Cụ thể: Nga (05), Pháp (05), Đức (0{}).".format
    assert types(text(8)) == [("sum_mismatch", "definite")]
    assert [t for t, _ in types(text(10))] == []
