"""What a person states to take a position down."""

from thucchat.forms.base import Form
from thucchat.forms.fields import Day


class TakeSnapshot(Form):
    on = Day(
        label="Chốt số liệu đến hết ngày",
        example="05/06/2026",
        help_text="Chọn hôm nay để chốt theo tình hình lúc bấm nút; ngày đã qua được dựng lại "
        "đúng như cuối ngày đó.",
    )
