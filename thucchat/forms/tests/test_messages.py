"""Every field × every error code says what, where and what to do; no Django text is left."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django import forms as django_forms
from django.contrib.auth.models import Group
from django.core import validators
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from thucchat.forms import base, fields, messages

LABEL = "Hạn hoàn thành"
ONE = [("a", "A")]
EVERY_FIELD = {
    "text": lambda: fields.Text(label=LABEL, example="Đèn đường hỏng ở ngõ 12", max_length=5),
    "plain text": lambda: django_forms.CharField(label=LABEL, max_length=5, min_length=2),
    "day": lambda: fields.Day(label=LABEL),
    "plain day": lambda: django_forms.DateField(label=LABEL),
    "instant": lambda: django_forms.DateTimeField(label=LABEL),
    "time": lambda: django_forms.TimeField(label=LABEL),
    "duration": lambda: django_forms.DurationField(label=LABEL),
    "number": lambda: fields.Number(label=LABEL, max_digits=3, decimal_places=1, min_value=0),
    "whole": lambda: fields.WholeNumber(label=LABEL, max_value=9, step_size=3),
    "float": lambda: django_forms.FloatField(label=LABEL),
    "choice": lambda: fields.Choice(label=LABEL, choices=ONE),
    "choices": lambda: fields.Choices(label=LABEL, choices=ONE),
    "typed choice": lambda: django_forms.TypedChoiceField(label=LABEL, choices=ONE),
    "row": lambda: fields.ModelChoice(Group.objects.none(), label=LABEL),
    "rows": lambda: django_forms.ModelMultipleChoiceField(Group.objects, label=LABEL),
    "check": lambda: fields.Check(label=LABEL, required=True),
    "file": lambda: fields.File(kinds=("pdf",), max_mib=1, label=LABEL),
    "plain file": lambda: django_forms.FileField(label=LABEL),
    "image": lambda: django_forms.ImageField(label=LABEL),
    "e-mail": lambda: django_forms.EmailField(label=LABEL),
    "address": lambda: django_forms.URLField(label=LABEL, assume_scheme="https"),
    "uuid": lambda: django_forms.UUIDField(label=LABEL),
    "slug": lambda: django_forms.SlugField(label=LABEL),
    "regex": lambda: django_forms.RegexField("^a+$", label=LABEL),
    "two": lambda: django_forms.SplitDateTimeField(label=LABEL),
    "json": lambda: django_forms.JSONField(label=LABEL),
}
BANNED = re.compile(
    r"không hợp lệ|trường này|bắt buộc|valid|field|submitted|required|enter |select ", re.IGNORECASE
)


def defaults(field):
    """What Django itself would say for the field, by code, in both languages."""
    said = set()
    for language in ("en", "vi"):
        with translation.override(language):
            for kind in type(field).__mro__:
                if kind.__module__.startswith("django."):
                    texts = getattr(kind, "default_error_messages", {})
                    said |= {str(text) for text in texts.values()}
    return said


def prepared(make):
    form_class = type("OneField", (base.Form,), {"it": make()})
    return form_class({}).fields["it"]


CASES = [
    pytest.param(name, code, id=f"{name}-{code}")
    for name, make in EVERY_FIELD.items()
    for code in prepared(make).error_messages
]


@pytest.mark.parametrize(("name", "code"), CASES)
def test_no_default_text_remains(name, code):
    field = prepared(EVERY_FIELD[name])
    text = str(field.error_messages[code])
    assert text not in defaults(field)
    assert not BANNED.search(text.replace(LABEL, "")), text


@pytest.mark.parametrize(("name", "code"), CASES)
def test_every_text_says_what_to_do(name, code):
    text = str(prepared(EVERY_FIELD[name]).error_messages[code])
    assert re.search(r"\b(Nhập|nhập|Chọn|chọn|Hãy|hãy|phải viết|phải là|Đánh dấu|chỉ ghi)\b", text)
    assert text.endswith((".", "lại."))


JUNK = ["", "x" * 600, "a\x00b", "zzz", "-99999999999,999", "7", "1.234.5", "31/02/2026"]


@pytest.mark.django_db
@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("name", EVERY_FIELD)
def test_whatever_is_typed_the_answer_is_ours(name, junk):
    form = type("OneField", (base.Form,), {"it": EVERY_FIELD[name]()})({"it": junk, "it_0": junk})
    for text in form.errors.get("it", []):
        assert not BANNED.search(text.replace(LABEL, "")), text
        assert re.search(r"Nhập|nhập|Chọn|chọn|Hãy|hãy|phải|Đánh dấu", text), text


def test_a_bare_pattern_does_not_speak_for_itself():
    class Own(base.Form):
        it = fields.Text(
            label="Số hiệu", example="57-NQ/TW", validators=[validators.RegexValidator("^[0-9]+-")]
        )

    assert said(Own, {"it": "x"}) == {
        "it": ["Số hiệu chưa đúng cách viết. Hãy nhập lại, ví dụ “57-NQ/TW”."]
    }


@pytest.mark.parametrize("name", ["text", "day", "number", "whole", "e-mail", "address", "file"])
def test_a_typed_field_gives_an_example(name):
    assert "ví dụ “" in str(prepared(EVERY_FIELD[name]).error_messages["required"])


@pytest.mark.parametrize("kind", [k for k, _ in messages.MESSAGES], ids=lambda kind: kind.__name__)
def test_the_label_stands_in_every_text_that_names_the_field(kind):
    texts = dict(messages.MESSAGES)[kind]
    for code, text in texts.items():
        assert "{" not in messages.for_field(django_forms.CharField(), "A", "b")["required"]
        assert "{label}" in text or "{Label}" in text or kind is django_forms.FileField, code


def said(form_class, data, files=None):
    form = form_class(data, files)
    assert not form.is_valid()
    return {name: list(errors) for name, errors in form.errors.items()}


class Report(base.Form):
    title = fields.Text(label="Tiêu đề", example="Đèn đường hỏng ở ngõ 12", max_length=10)
    due_on = fields.Day(label="Ngày")
    users = fields.Number(label="Số người dùng", required=False, min_value=0)
    file = fields.File(label="Tệp", kinds=("pdf", "docx", "jpg"), max_mib=1, required=False)


GOOD = {"title": "Đèn", "due_on": "05/06/2026"}


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"title": ""}, "title", "Nhập tiêu đề, ví dụ “Đèn đường hỏng ở ngõ 12”."),
        (
            {"title": "x" * 11},
            "title",
            (
                "Tiêu đề dài 11 ký tự, nhiều hơn mức 10. Hãy rút ngắn, giữ lại ý chính, ví dụ "
                "“Đèn đường hỏng ở ngõ 12”."
            ),
        ),
        (
            {"due_on": "2026-31-12"},
            "due_on",
            "Ngày phải viết ngày/tháng/năm và là ngày có thật, ví dụ “05/06/2026”.",
        ),
        (
            {"due_on": "31/02/2026"},
            "due_on",
            "Ngày phải viết ngày/tháng/năm và là ngày có thật, ví dụ “05/06/2026”.",
        ),
        (
            {"users": "một nghìn"},
            "users",
            (
                "Số người dùng phải là một số, phần nghìn viết bằng dấu chấm, phần lẻ viết "
                "bằng dấu phẩy, ví dụ “1.234,5”."
            ),
        ),
        (
            {"users": "-1"},
            "users",
            "Số người dùng nhỏ hơn mức 0. Hãy nhập số từ 0 trở lên.",
        ),
    ],
)
def test_the_words_of_a_mistake(changes, field, text):
    assert said(Report, GOOD | changes) == {field: [text]}


def test_a_file_of_another_kind_is_named_with_what_to_do():
    files = {"file": SimpleUploadedFile("baocao.docm", b"x")}
    assert said(Report, GOOD, files) == {
        "file": [
            (
                "Tệp “baocao.docm” (loại .docm) không nhận được. Hãy lưu thành PDF, DOCX hoặc JPG "
                "rồi chọn lại."
            )
        ]
    }


def test_a_file_too_large_tells_its_size():
    files = {"file": SimpleUploadedFile("anh.jpg", b"x" * (1024 * 1024 * 3 // 2))}
    assert said(Report, GOOD, files)["file"][0].startswith(
        "Tệp “anh.jpg” nặng 1,5 MB, lớn hơn mức 1 MB."
    )


def test_a_good_file_is_taken():
    form = Report(GOOD, {"file": SimpleUploadedFile("a.PDF", b"x")})
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("0.500", "0.500"),  # no report groups a zero
        ("12.5", "12.5"),
        ("12,50", "12.50"),
        ("-1.500", "-1500"),
        (" 7 ", "7"),
        ("1 234", "1234"),
    ],
)
def test_numbers_are_read_as_they_are_written_here(typed, number):
    assert fields.Number().clean(typed) == Decimal(number)


@pytest.mark.parametrize("value", [Decimal("1234.50"), Decimal(1000), 12, 0.25])
def test_a_stored_number_comes_back_when_shown_and_sent_again(value):
    field = fields.Number()
    assert field.clean(str(field.prepare_value(value))) == Decimal(str(value))


def test_the_fifth_of_june_stays_the_fifth_of_june():
    assert fields.Day().clean("05/06/2026") == fields.Day().clean("5-6-2026") == date(2026, 6, 5)
    assert fields.Day().prepare_value(date(2026, 6, 5)) == "05/06/2026"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Ho\u0300a bi\u0300nh", "Hòa bình"),  # taken apart, as macOS sends it
        ("chuyển\u00a0đổi", "chuyển đổi"),
        ("số\u200b hóa\ufeff", "số hóa"),
    ],
)
def test_text_is_tidied_on_its_way_in(raw, clean):
    class Plain(base.Form):
        note = django_forms.CharField(label="Ghi chú")

    form = Plain({"note": raw})
    assert form.is_valid()
    assert form.cleaned_data["note"] == clean


def test_a_password_is_left_as_typed():
    class Secret(base.Form):
        word = django_forms.CharField(label="Mật khẩu", widget=django_forms.PasswordInput)

    form = Secret({"word": "a\u00a0b"})
    assert form.is_valid()
    assert form.cleaned_data["word"] == "a\u00a0b"


def test_a_text_that_the_author_wrote_stays():
    class Own(base.Form):
        it = fields.Day(label="Ngày", error_messages={"invalid": "Lời riêng."})

    assert said(Own, {"it": "x"}) == {"it": ["Lời riêng."]}


def test_a_validator_with_words_of_its_own_keeps_them():
    def refuse(value):
        raise ValidationError("Số hiệu này của năm trước.", code="last_year")

    class Own(base.Form):
        it = fields.Text(label="Số hiệu", validators=[refuse])

    assert said(Own, {"it": "x"}) == {"it": ["Số hiệu này của năm trước."]}


@pytest.mark.django_db
def test_a_form_from_a_model_speaks_the_same_way():
    class GroupForm(base.ModelForm):
        examples = {"name": "Tổ công tác"}

        class Meta:
            model = Group
            fields = ["name"]
            labels = {"name": "Tên tổ"}

    Group.objects.create(name="Tổ một")
    assert said(GroupForm, {}) == {"name": ["Nhập tên tổ, ví dụ “Tổ công tác”."]}
    assert said(GroupForm, {"name": "Tổ một"}) == {
        "name": ["Tên tổ này đã có trong hệ thống. Hãy nhập tên tổ khác, ví dụ “Tổ công tác”."]
    }


@pytest.mark.parametrize(
    ("label", "lowered"), [("Hạn", "hạn"), ("CCCD", "CCCD"), ("Ô tô", "ô tô"), ("", "")]
)
def test_a_label_inside_a_sentence_is_lowered_unless_an_abbreviation(label, lowered):
    assert messages.lower_first(label) == lowered
