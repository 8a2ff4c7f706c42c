"""What lead bodies type: reports, evidence, claims."""

from typing import Any

from thucchat.forms import base, fields
from thucchat.progress.actions import EvidenceFacts, ReportText
from thucchat.progress.choices import EvidenceKind
from thucchat.tasks.choices import ResultLevel

KINDS = ("pdf", "docx", "xlsx", "odt", "ods", "jpg", "jpeg", "png", "webp", "csv", "txt")


class ReportForm(base.Form):
    """A progress report."""

    on = fields.Day(label="Số liệu đến ngày", example="31/10/2026")
    result = fields.Text(
        label="Kết quả đã đạt",
        long=True,
        example="Đã kết nối 12/34 tỉnh, cấp 340 tài khoản cho cán bộ xã",
    )
    quantities = fields.Text(
        label="Số lượng cụ thể", required=False, long=True, rows=2, example="12/34 tỉnh"
    )
    difficulty = fields.Text(
        label="Khó khăn, vướng mắc",
        required=False,
        long=True,
        rows=2,
        example="Chưa có định mức chi cho vận hành",
    )
    proposal = fields.Text(
        label="Đề xuất, kiến nghị",
        required=False,
        long=True,
        rows=2,
        example="Đề nghị Bộ Tài chính hướng dẫn",
    )
    next_step = fields.Text(
        label="Việc tiếp theo",
        required=False,
        long=True,
        rows=2,
        example="Kết nối 10 tỉnh còn lại của đợt 2",
    )

    def text(self) -> ReportText:
        """Return the parts of the report."""
        given = {k: v for k, v in self.cleaned_data.items() if k != "on"}
        return ReportText(**given)


class EvidenceForm(base.Form):
    """A piece of evidence."""

    kind = fields.Choice(label="Loại minh chứng", choices=EvidenceKind)
    title = fields.Text(
        label="Tên gọi", max_length=255, example="Biên bản nghiệm thu đưa vào vận hành"
    )
    file = fields.File(label="Tệp", required=False, kinds=KINDS, max_mib=25)
    number = fields.Text(
        label="Số, ký hiệu văn bản", required=False, max_length=64, example="1024/QĐ-BKHCN"
    )
    dated_on = fields.Day(label="Ngày của minh chứng", required=False, example="15/09/2026")
    url = fields.Text(
        label="Địa chỉ đang chạy",
        required=False,
        max_length=500,
        example="https://csdl.example.gov.vn",
    )
    users = fields.WholeNumber(
        label="Số người dùng trong kỳ", required=False, min_value=0, example="1.250"
    )
    transactions = fields.WholeNumber(
        label="Số giao dịch trong kỳ", required=False, min_value=0, example="48.000"
    )
    period_start = fields.Day(label="Số liệu từ ngày", required=False, example="01/09/2026")
    period_end = fields.Day(label="Số liệu đến ngày", required=False, example="30/09/2026")

    def clean_url(self) -> str:
        """Take only an address that a browser opens."""
        url = str(self.cleaned_data["url"])
        if url and not url.startswith(("http://", "https://")):
            self.add_error(
                "url", "Địa chỉ phải bắt đầu bằng https://, ví dụ https://csdl.example.gov.vn."
            )
        return url

    def facts(self) -> EvidenceFacts:
        """Return what is said about the evidence, beside its file."""
        given = {k: v for k, v in self.cleaned_data.items() if k != "file"}
        return EvidenceFacts(**given)


class ClaimForm(base.Form):
    """A claim: level, words, the evidence that shows it."""

    level = fields.Choice(
        label="Mức kết quả đề nghị công nhận",
        choices=[(level.value, f"{level.value} – {level.label}") for level in ResultLevel if level],
        radios=True,
    )
    statement = fields.Text(
        label="Nội dung đề nghị",
        long=True,
        example="Hệ thống chạy tại https://… từ 01/6/2026, 12 tỉnh đang dùng, 3.400 tài khoản",
    )
    evidence = fields.Choices(label="Minh chứng kèm theo", required=False)

    def __init__(self, *args: Any, pieces: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(piece.id), f"{piece.kind_label}: {piece.title}") for piece in pieces]
        self.fields["evidence"].choices = choices  # type: ignore[attr-defined] # a Choices field
