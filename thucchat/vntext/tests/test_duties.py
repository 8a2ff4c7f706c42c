"""Duties in sentences of every construction."""

import pytest

from thucchat.vntext import duties


def only(text, **more):
    (found,) = duties.find_duties(text, **more)
    return found


def names(parties):
    return [p.name for p in parties]


@pytest.mark.parametrize(
    ("text", "lead", "partners", "due"),
    [
        (
            "1. Bộ Y tế chủ trì, phối hợp với Bộ Công an lập sổ sức khỏe, xong trong tháng 3/2027.",
            ["Bộ Y tế"],
            ["Bộ Công an"],
            "2027-03",
        ),
        (
            "1. Bộ Y tế cùng Bộ Nội vụ và các địa phương rà soát biên chế.",
            ["Bộ Y tế"],
            ["Bộ Nội vụ", "Các địa phương"],
            None,
        ),
        (
            "1. Bộ Y tế phối hợp với Bộ Nội vụ rà soát biên chế trước ngày 05/5/2027.",
            ["Bộ Y tế"],
            ["Bộ Nội vụ"],
            "2027-05-05",
        ),
        (
            "1. Bộ Y tế và Bộ Nội vụ rà soát biên chế. Hoàn thành trong quý I/2027.",
            ["Bộ Y tế", "Bộ Nội vụ"],
            [],
            "2027-Q1",
        ),
        ("1. Đề nghị Chính phủ chỉ đạo Bộ Y tế chủ trì xây dựng đề án.", ["Bộ Y tế"], [], None),
        ("1. Chính phủ chỉ đạo Bộ Y tế xây dựng đề án.", ["Chính phủ"], [], None),
        (
            "1. Giao Bộ Y tế lập danh mục; Bộ Y tế báo cáo trước ngày 01/8/2027.",
            ["Bộ Y tế"],
            [],
            None,
        ),
        (
            (
                "1. Bộ Y tế, theo chức năng, nhiệm vụ được giao, ban hành hướng dẫn chậm "
                "nhất quý IV/2027."
            ),
            ["Bộ Y tế"],
            [],
            "2027-Q4",
        ),
        (
            (
                "1. Bộ Y tế thực hiện Nghị quyết số 72-NQ/TW ngày 09/9/2025, hoàn thành "
                "trong năm 2027."
            ),
            ["Bộ Y tế"],
            [],
            "2027",
        ),
        (
            (
                "1. Bộ Y tế rà soát, báo cáo Thủ tướng Chính phủ trong quý II/2027 và hoàn "
                "thành trước ngày 20/9/2027."
            ),
            ["Bộ Y tế"],
            [],
            "2027-09-20",
        ),
        (
            "1. Sở Du lịch có trách nhiệm công bố bản đồ số trong tháng 6 năm 2027.",
            ["Sở Du lịch"],
            [],
            "2027-06",
        ),
        ("1. Trong tháng 6/2027, Bộ Y tế ban hành quy trình.", ["Bộ Y tế"], [], "2027-06"),
    ],
)
def test_who_leads_who_helps_and_when(text, lead, partners, due):
    found = duties.find_duties(text)[0]
    assert names(found.lead) == lead
    assert names(found.coordinating) == partners
    assert found.deadline.value == due


@pytest.mark.parametrize(
    "text",
    [
        "Bộ Y tế đã ban hành thông tư.",
        "Bộ Y tế cho biết dịch đã lui.",
        "Công ty An Bình đề xuất được vay vốn.",
        "Chủ tịch FPT đề nghị mở rộng thí điểm.",
        "Thủ tướng Chính phủ ban hành Chỉ thị số 9.",
        "Hệ thống gồm ba phần và đang vận hành.",
        "Điều 4. Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.",
        "Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện.",
        "Nơi nhận:\n- Bộ Y tế;\n- Lưu: VT.",
        "",
    ],
)
def test_facts_proposals_and_formulas_are_not_duties(text):
    assert duties.find_duties(text) == []


def test_links_of_a_chain_inherit_the_doer_and_the_partners():
    text = (
        "Bộ Y tế chủ trì, phối hợp với Bộ Công an: (1) Lập danh mục trong tháng 5/2027; (2) "
        "Ban hành quy chế."
    )
    first, second = duties.find_duties(text)
    assert names(first.lead) == names(second.lead) == ["Bộ Y tế"]
    assert names(second.coordinating) == ["Bộ Công an"]
    assert second.lead_inherited
    assert (first.deadline.value, second.deadline.value) == ("2027-05", None)


def test_a_list_of_contents_is_one_duty():
    text = (
        "Bộ Y tế rà soát: (1) các quy trình; (2) các biểu mẫu; (3) các phí. Hoàn thành trong "
        "năm 2027."
    )
    found = only(text)
    assert found.deadline.value == "2027"
    assert text[found.start : found.end] == text


def test_lettered_products_under_a_verb_are_duties_of_their_own():
    text = (
        "2. Bộ Y tế trình Chính phủ:\n\na) Nghị định về dược, xong trong quý I/2027;\n\nb) "
        "Đề án bệnh án điện tử."
    )
    found = duties.find_duties(text)
    assert [d.deadline.value for d in found] == ["2027-Q1", None]
    assert {d.report_to.name for d in found} == {"Chính phủ"}


def test_lettered_contents_stay_one_duty_with_its_list():
    text = "2. Bộ Y tế đánh giá:\n\na) các bệnh viện;\n\nb) các trạm xá."
    found = only(text)
    assert text[found.start : found.end] == text


def test_a_heading_that_is_a_body_leads_the_items_below_it():
    text = (
        "NHIỆM VỤ\n\n1. Bộ Y tế\n\n- Lập kế hoạch tiêm chủng.\n\n- Phối hợp với Bộ Công an "
        "đối soát dữ liệu."
    )
    found = duties.find_duties(text)
    assert [names(d.lead) for d in found] == [["Bộ Y tế"], ["Bộ Y tế"]]
    assert names(found[1].coordinating) == ["Bộ Công an"]


def test_a_recurring_report_is_a_duty_of_its_own():
    text = "1. Bộ Y tế xử lý dứt điểm hồ sơ tồn. Hằng tháng báo cáo Thủ tướng Chính phủ."
    first, second = duties.find_duties(text)
    assert (first.recurrence, second.recurrence) == (None, "monthly")
    assert names(second.lead) == ["Bộ Y tế"]
    assert second.report_to.name == "Thủ tướng Chính phủ"


def test_a_clause_with_its_own_doer_stands_alone():
    text = "1. Bộ Y tế ban hành hướng dẫn; Bộ Tài chính bố trí kinh phí trước ngày 01/6/2027."
    first, second = duties.find_duties(text)
    assert names(second.lead) == ["Bộ Tài chính"]
    assert (first.deadline.value, second.deadline.value) == (None, "2027-06-01")


def test_the_deadline_of_one_product_parts_the_other_deed_off():
    text = (
        "1. Bộ Y tế nghiên cứu, ban hành kế hoạch kết nối; tổ chức thí điểm tại hai bệnh "
        "viện. Hoàn thành ban hành kế hoạch trong tháng 7/2027."
    )
    found = duties.find_duties(text)
    assert sorted(str(d.deadline.value) for d in found) == ["2027-07", "None"]


def test_bộ_alone_is_the_ministry_named_last():
    text = (
        "Bộ Y tế phải trình đề án trong tháng 5/2027. Bộ cũng được giao chủ trì, cùng các "
        "địa phương lập bộ tiêu chí."
    )
    second = duties.find_duties(text)[-1]
    assert names(second.lead) == ["Bộ Y tế"]
    assert names(second.coordinating) == ["Các địa phương"]


def test_a_committee_named_in_full_is_meant_by_its_short_name():
    text = (
        "Ban Chỉ đạo quốc gia về dữ liệu họp phiên thứ hai.\n\nBan Chỉ đạo phải công bố danh "
        "mục dùng chung."
    )
    assert names(only(text).lead) == ["Ban Chỉ đạo quốc gia về dữ liệu"]


@pytest.mark.parametrize(
    ("words", "kind", "value", "relative"),
    [
        ("trong vòng 30 ngày làm việc", "working_days", "30", True),
        ("trong vòng 30 ngày kể từ ngày ký", "none", None, True),
        ("tại kỳ họp tới", "none", None, True),
        ("theo quy định", "none", None, False),
    ],
)
def test_counted_periods_and_events_are_kept_in_words(words, kind, value, relative):
    found = only(f"1. Bộ Y tế ban hành quy chế {words}.")
    assert (found.deadline.type, found.deadline.value) == (kind, value)
    assert bool(found.deadline.relative) is relative


def test_every_value_names_the_words_that_say_so():
    text = (
        "1. Bộ Y tế chủ trì, phối hợp với Bộ Công an xây dựng Đề án an toàn thuốc, trình "
        "Chính phủ trước ngày 05/5/2027."
    )
    found = only(text)
    said = {name: [text[s.start : s.end] for s in spans] for name, spans in found.spans.items()}
    assert said["lead"] == ["Bộ Y tế"]
    assert said["coordinating"] == ["Bộ Công an"]
    assert said["deadline"] == ["trước ngày 05/5/2027"]
    assert said["report_to"] == ["Chính phủ"]
    assert said["product"] == ["Đề án an toàn thuốc"]
    assert text[found.quote.start : found.quote.end] == text


def test_long_items_are_quoted_by_their_first_sixty_words():
    text = "1. Bộ Y tế rà soát " + "các cơ sở dữ liệu chuyên ngành, " * 30 + "báo cáo."
    found = only(text)
    assert len(text[found.quote.start : found.quote.end].split()) == 60


# ---------------------------------------------------------------- news
NEWS = (
    "Ông Lê Văn Bình, Phó Chánh Văn phòng Trung ương Đảng, dự hội nghị.\n\n"
    "Thường trực Ban Chỉ đạo cho rằng cần tăng cường kiểm tra chéo. “Không để báo cáo hay mà "
    "kết quả ít”, ông Lê Văn Bình nói.\n\n"
    "Đồng thời, đẩy nhanh việc xây dựng trung tâm dữ liệu vùng.\n\n"
    "Về nhân lực, ông Lê Văn Bình cho rằng cần mở lớp chuyên sâu về dữ liệu.\n\n"
    "Muốn như vậy, phải bố trí đủ kinh phí cho cấp xã."
)


def test_what_an_authority_says_must_be_done_is_a_duty_without_a_doer():
    found = duties.find_duties(NEWS)
    assert [d.rule for d in found] == ["said", "bare", "said", "bare"]
    assert all(d.lead == () for d in found)
    assert "“Không để báo cáo" in NEWS[found[0].start : found[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Trần An, Giám đốc Công ty Hoa Sen, vui mừng. Ông Trần An cho rằng cần giảm thuế.",
        "Muốn như vậy, phải bố trí đủ kinh phí.",
        "Chuyển đổi số là điều kiện để phát triển.",
    ],
)
def test_what_others_say_is_not(text):
    assert duties.find_duties(text) == []


def test_roman_and_lettered_chains_are_read():
    text = "Bộ Y tế có nhiệm vụ: (i) lập sổ; (ii) sửa sổ; (iii) đóng sổ."
    assert len(duties.find_duties(text)) == 3
    text = "Bộ Y tế có nhiệm vụ: (a) lập sổ; (b) sửa sổ."
    assert len(duties.find_duties(text)) == 2


def test_a_later_sentence_with_its_own_deed_and_date_is_a_duty_of_the_same_doer():
    text = "1. Bộ Y tế lập sổ trong tháng 5/2027. Khai trương cổng dữ liệu trong tháng 9/2027."
    first, second = duties.find_duties(text)
    assert (first.deadline.value, second.deadline.value) == ("2027-05", "2027-09")
    assert [names(d.lead) for d in (first, second)] == [["Bộ Y tế"]] * 2


def test_addressees_of_a_telegram_are_not_given_a_duty():
    text = (
        "CÔNG ĐIỆN\n\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng Bộ Y tế;\n- Các địa phương.\n\n"
        "Thủ tướng Chính phủ yêu cầu:\n\n1. Bộ Y tế trực 24/24 giờ, hoàn thành kiểm tra kho "
        "thuốc trước 17 giờ ngày 21/9/2026."
    )
    found = duties.find_duties(text)
    assert [(names(d.lead), d.deadline.value) for d in found] == [(["Bộ Y tế"], "2026-09-21")]


def test_a_report_orders_only_where_it_asks():
    text = (
        "BÁO CÁO\n\nI. KẾT QUẢ\n\n- Bộ Y tế phối hợp với Bộ Công an kết nối dữ liệu.\n\n"
        "- Đề nghị Bộ Tài chính bố trí kinh phí.\n\nII. NHIỆM VỤ\n\n- Bộ Y tế mở rộng kết nối."
    )
    assert [names(d.lead) for d in duties.find_duties(text)] == [["Bộ Tài chính"], ["Bộ Y tế"]]
