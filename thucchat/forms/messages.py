"""
What a form says when something is wrong: what, where, what to do, with an example.

Words in ``%( )s`` are filled by the check that failed; ``{label}`` and ``{example}`` by the field.
"""

from django import forms
from django.core import validators

DATE_EXAMPLE = "05/06/2026"
DATETIME_EXAMPLE = "14:05 05/06/2026"

# The first class of a field's ancestry that is listed gives the text; the examples are real ones.
EXAMPLES: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.DateTimeField, DATETIME_EXAMPLE),
    (forms.DateField, DATE_EXAMPLE),
    (forms.TimeField, "14:05"),
    (forms.EmailField, "nguyenvana@example.gov.vn"),
    (forms.URLField, "https://dichvucong.gov.vn"),
    (forms.DecimalField, "1.234,5"),
    (forms.FloatField, "1.234,5"),
    (forms.IntegerField, "12"),
    (forms.UUIDField, "6f1c1e9a-3b2d-4c5e-8f70-1a2b3c4d5e6f"),
    (forms.FileField, "baocao-thang-10.pdf"),
)

TEXT = {
    "required": "Nhập {label}{for_example}.",
    "max_length": "{Label} dài %(show_value)s ký tự, nhiều hơn mức %(limit_value)s. "
    "Hãy rút ngắn, giữ lại ý chính{for_example}.",
    "min_length": "{Label} mới có %(show_value)s ký tự, cần ít nhất %(limit_value)s. "
    "Hãy viết rõ hơn{for_example}.",
    "null_characters_not_allowed": "{Label} có ký tự ẩn do chép từ nơi khác. "
    "Hãy xóa rồi gõ lại{for_example}.",
    "unique": "{Label} này đã có trong hệ thống. Hãy nhập {label} khác{for_example}.",
}
NUMBER = {
    "required": "Nhập {label}{for_example}.",
    "invalid": "{Label} phải là một số, phần nghìn viết bằng dấu chấm, phần lẻ viết bằng "
    "dấu phẩy{for_example}.",
    "max_value": "{Label} lớn hơn mức %(limit_value)s. Hãy nhập số từ %(limit_value)s trở xuống.",
    "min_value": "{Label} nhỏ hơn mức %(limit_value)s. Hãy nhập số từ %(limit_value)s trở lên.",
    "step_size": "{Label} phải là bội của %(limit_value)s. Hãy nhập lại{for_example}.",
    "max_digits": "{Label} có quá nhiều chữ số (tối đa %(max)s). Hãy kiểm tra đơn vị "
    "tính{for_example}.",
    "max_decimal_places": "{Label} chỉ ghi tối đa %(max)s chữ số sau dấu phẩy. Hãy làm "
    "tròn{for_example}.",
    "max_whole_digits": "{Label} có quá nhiều chữ số trước dấu phẩy (tối đa %(max)s). Hãy kiểm "
    "tra đơn vị tính{for_example}.",
}
CHOICE = {
    "required": "Chọn {label} trong danh sách{for_example}.",
    "invalid_choice": "{Label} vừa chọn không còn trong danh sách. Hãy chọn lại{for_example}.",
    "invalid_list": "Chọn lại {label} trong danh sách{for_example}.",
    "invalid_pk_value": "{Label} vừa chọn không còn trong danh sách. Hãy chọn lại{for_example}.",
    "list": "Chọn lại {label} trong danh sách{for_example}.",
    "null_characters_not_allowed": "Chọn lại {label} trong danh sách{for_example}.",
}
DATE = {
    "required": "Nhập {label}{for_example}.",
    "invalid": "{Label} phải viết ngày/tháng/năm và là ngày có thật{for_example}.",
    "min_value": "{Label} sớm hơn mức cho phép. Hãy nhập một ngày muộn hơn{for_example}.",
    "max_value": "{Label} muộn hơn mức cho phép. Hãy nhập một ngày sớm hơn{for_example}.",
}
FILE = {
    "required": "Chọn {label} từ máy của bạn{for_example}.",
    "invalid": "Chưa nhận được {label}. Hãy chọn lại tệp rồi gửi{for_example}.",
    "missing": "Chưa nhận được {label}. Hãy chọn lại tệp rồi gửi{for_example}.",
    "empty": "Tệp vừa chọn không có nội dung (0 byte). Hãy mở tệp kiểm tra rồi chọn lại.",
    "max_length": "Tên tệp dài %(length)d ký tự, nhiều hơn mức %(max)d. Hãy đặt tên ngắn "
    "hơn{for_example}.",
    "contradiction": "Bạn vừa chọn tệp mới vừa đánh dấu bỏ tệp. Hãy giữ một trong hai.",
    "invalid_image": "Tệp vừa chọn không mở được như một ảnh. Hãy chọn ảnh JPG hoặc PNG, ví dụ "
    "“hien-truong.jpg”.",
    "invalid_extension": "Loại tệp .%(extension)s không nhận được. Hãy lưu thành một trong các "
    "loại %(allowed_extensions)s rồi chọn lại.",
}
CHECK = {"required": "Đánh dấu vào ô “{Label}” để tiếp tục."}
FORMAT = {"invalid": "{Label} chưa đúng cách viết. Hãy nhập lại{for_example}."}
TIME = {"invalid": "{Label} phải viết giờ:phút{for_example}."}
DATETIME = {"invalid": "{Label} phải viết giờ:phút ngày/tháng/năm{for_example}."}
INCOMPLETE = {"incomplete": "Nhập đủ các phần của {label}{for_example}."}

MESSAGES: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (forms.FileField, FILE),
    (forms.ModelChoiceField, CHOICE),
    (forms.ChoiceField, CHOICE),
    (forms.NullBooleanField, CHOICE),
    (forms.BooleanField, CHECK),
    (forms.IntegerField, NUMBER),  # and DecimalField, FloatField
    (forms.DateTimeField, {**DATE, **DATETIME}),
    (forms.DateField, DATE),
    (forms.TimeField, {**DATE, **TIME}),
    (
        forms.SplitDateTimeField,
        {
            **TEXT,
            **INCOMPLETE,
            **DATETIME,
            "invalid_date": DATE["invalid"],
            "invalid_time": TIME["invalid"],
        },
    ),
    (forms.MultiValueField, {**TEXT, **FORMAT, **INCOMPLETE}),
    (forms.JSONField, {**TEXT, **FORMAT}),
    (forms.RegexField, {**TEXT, **FORMAT}),
    (forms.SlugField, {**TEXT, **FORMAT}),
    (forms.EmailField, {**TEXT, **FORMAT}),
    (forms.URLField, {**TEXT, **FORMAT}),
    (forms.UUIDField, {**TEXT, **FORMAT}),
    (forms.DurationField, {**TEXT, **FORMAT, "overflow": FORMAT["invalid"]}),
    (forms.Field, TEXT),
)


def lower_first(label: str) -> str:
    """Lower the first letter unless the word is an abbreviation: «Hạn» → «hạn», «CCCD» stays."""
    first = label.split(" ", 1)[0]
    return label if len(first) > 1 and first.isupper() else label[:1].lower() + label[1:]


def example_of(field: forms.Field) -> str:
    """Return the field's own example, else one for its kind, else nothing."""
    own = str(getattr(field, "example", ""))
    return own or next((text for kind, text in EXAMPLES if isinstance(field, kind)), "")


def texts_for(field: forms.Field) -> dict[str, str]:
    """Return the raw texts of the field's kind, and one for a bare pattern among its checks."""
    texts = next(texts for kind, texts in MESSAGES if isinstance(field, kind))
    bare = any(
        isinstance(check, validators.RegexValidator)
        and str(check.message) == str(validators.RegexValidator.message)
        for check in field.validators
    )
    return {**FORMAT, **texts} if bare else texts


def for_field(field: forms.Field, label: str, example: str) -> dict[str, str]:
    """Return every text that the field may need, by the code of the error."""
    texts = texts_for(field)
    said = f", ví dụ “{example}”".replace("%", "%%") if example else ""
    safe = label.replace("%", "%%")
    return {
        code: text.replace("{label}", lower_first(safe))
        .replace("{Label}", safe)
        .replace("{for_example}", said)
        for code, text in texts.items()
    }


def replace_defaults(field: forms.Field, label: str) -> None:
    """Put our texts in the place of Django's; a text that the field's author wrote stays."""
    theirs: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            theirs.update(getattr(kind, "default_error_messages", {}))
    for code, text in for_field(field, label, example_of(field)).items():
        now = field.error_messages.get(code)
        if now is None or str(now) == str(theirs.get(code)):
            field.error_messages[code] = text
