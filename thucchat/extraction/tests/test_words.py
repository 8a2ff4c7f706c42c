"""Kinds, fields and axes guessed from words."""

import pytest

from thucchat.extraction.rules import labels, words
from thucchat.extraction.rules.values import RECURRENCES
from thucchat.tasks.choices import Axis, Field, ProductKind, Recurrence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xây dựng cơ sở dữ liệu quốc gia về chuyên gia", "database"),
        ("hoàn thiện CSDL đất đai", "database"),
        ("số hóa hồ sơ lưu trữ của huyện", "database"),
        ("báo cáo về cơ sở dữ liệu đất đai", "report"),  # the head noun stands first
        ("trình Chính phủ đề án phát triển nền tảng số", "document"),
        ("ban hành nghị định về sàn dữ liệu", "document"),
        ("văn bản hướng dẫn", "document"),
        ("đưa nền tảng định danh vào vận hành", "platform"),
        ("vận hành cổng dữ liệu mở", "system"),  # the longer word at one place
        ("sàn giao dịch công nghệ", "system"),
        ("cung cấp dịch vụ công trực tuyến", "service"),
        ("bồi dưỡng kỹ năng cho công chức", "training"),
        ("trung tâm dữ liệu của Đảng", "infrastructure"),
        ("tổ chức diễn tập ứng cứu", "programme"),
        ("HOÀN THÀNH BÁO CÁO", "report"),  # capitals
        ("hoàn thành\nbáo   cáo", "report"),  # words parted by a line end
        ("phát huy tinh thần trách nhiệm", None),  # nothing said, nothing guessed
        ("báocáo", None),  # a word is a whole word
    ],
)
def test_product_kind_is_the_first_thing_named(text, expected):
    guess = words.product_kind(text)
    assert (guess.value if guess else None) == expected


def test_a_guess_points_at_its_words():
    text = "Bộ Công an hoàn thiện nền tảng định danh"
    guess = words.product_kind(text)
    assert text[guess.start : guess.end] == "nền tảng"
    assert guess.rule == "words.product_kind.platform"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sửa luật, nghị định về dữ liệu", "institutions"),  # two words against one
        ("xây dựng cơ sở dữ liệu quốc gia", "data"),
        ("giải ngân vốn ngân sách cho nền tảng số", "finance"),
        ("phê duyệt cấp độ an toàn hệ thống thông tin", "security"),
        ("cắt giảm thủ tục hành chính", "services"),
        ("phát triển nền tảng số dùng chung", "platforms"),
        ("phủ sóng di động 5G", "infrastructure"),
        ("đào tạo nhân lực bán dẫn", "people"),
        ("hỗ trợ doanh nghiệp khởi nghiệp", "economy"),
        ("dạy kỹ năng số cho người cao tuổi", "society"),
        ("kiểm tra, đôn đốc nhiệm vụ quá hạn", "discipline"),
        ("nghị định về dữ liệu", "institutions"),  # as many words: the order of the table
        ("tổ chức thực hiện nghiêm túc", None),
    ],
)
def test_field_is_what_most_words_speak_of(text, expected):
    guess = words.field(text)
    assert (guess.value if guess else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("số hóa hồ sơ, làm sạch dữ liệu", "dx"),
        ("hỗ trợ khởi nghiệp, thử nghiệm có kiểm soát", "innov"),
        ("thương mại hóa sáng chế", None),  # one word of each: not decided
        ("xây dựng phòng thí nghiệm bán dẫn", "st"),
        # the resolution's own name says nothing about one task
        ("phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia", None),
        # nor does the name of a body
        ("Bộ Khoa học và Công nghệ làm sạch dữ liệu", "dx"),
        ("họp giao ban", None),
    ],
)
def test_axis_is_left_open_where_words_disagree(text, expected):
    guess = words.axis(text)
    assert (guess.value if guess else None) == expected


def test_every_kind_field_and_axis_can_be_guessed():
    assert set(words.PRODUCT_KINDS) == set(ProductKind) - {ProductKind.OTHER}
    assert set(words.FIELDS) == set(Field)
    assert set(words.AXES) == set(Axis)


def test_every_recurrence_is_reached():
    assert set(RECURRENCES.values()) == set(Recurrence)


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        ("chair", "câu có chữ «chủ trì»"),
        ("chair.lead", "câu có chữ «chủ trì»"),
        ("subject.lead.inherited", "lấy theo câu dẫn phía trên"),
        ("chair.partners", "các cơ quan sau chữ «phối hợp»"),
        ("deadline.before", "cụm từ chỉ thời hạn"),
        ("deadline.counted", "thời hạn đếm ngày"),  # the longer name wins
        ("words.field.data", "từ khóa"),
        ("person.edit", "người duyệt đã sửa"),
        ("something.new", "cách đặt câu"),
    ],
)
def test_a_rule_has_a_name_for_officers(rule, label):
    assert labels.rule_label(rule) == label
