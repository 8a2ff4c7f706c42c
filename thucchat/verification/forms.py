"""What verifiers type."""

from typing import Any

from thucchat.forms import base, fields
from thucchat.tasks.choices import ResultLevel
from thucchat.verification import rules
from thucchat.verification.choices import ReturnReason, Verdict


class DecisionForm(base.Form):
    """Recognise at a level, or return with a reason."""

    verdict = fields.Choice(label="Kết luận", choices=Verdict, radios=True)
    level = fields.Choice(label="Mức công nhận (khi công nhận)", required=False)
    reason = fields.Choice(
        label="Lý do (khi trả lại)", choices=ReturnReason, required=False, empty="Chọn lý do"
    )
    words = fields.Text(
        label="Nhận xét, yêu cầu bổ sung",
        required=False,
        long=True,
        example="Địa chỉ mới có trang đăng nhập, đề nghị nộp số liệu sử dụng tháng 10",
    )

    def __init__(self, *args: Any, claimed_level: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claimed_level = claimed_level
        levels = [level for level in ResultLevel if 0 < level <= claimed_level]
        self.fields["level"].choices = [  # type: ignore[attr-defined] # a Choice field
            ("", "Chọn mức"),
            *((str(level.value), f"{level.value} – {level.label}") for level in levels),
        ]

    def clean_level(self) -> int | None:
        """Return the level as a number."""
        return int(self.cleaned_data["level"]) if self.cleaned_data["level"] else None

    def judgement(self) -> rules.Judgement:
        """Return what was decided."""
        return rules.Judgement(**self.cleaned_data)


class ReopenForm(base.Form):
    """Why a recognised task is opened again."""

    reason = fields.Text(
        label="Lý do mở lại",
        long=True,
        rows=2,
        example="Hệ thống dừng hoạt động từ tháng 9, kiểm tra ngày 05/10/2026",
    )
