"""What a person types on the review page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms as django_forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from thucchat.extraction import queries
from thucchat.extraction.models import Proposal
from thucchat.extraction.queries.rows import Quoted
from thucchat.extraction.rules import labels
from thucchat.extraction.rules.doubts import Doubt
from thucchat.forms import fields
from thucchat.forms.base import Form
from thucchat.orgs.models import Organisation
from thucchat.tasks.choices import (
    Axis,
    DuePrecision,
    Field,
    ProductKind,
    Recurrence,
    ResultLevel,
)
from thucchat.tasks.rules import TaskDraft

BODIES = "co-quan"  # id of the list of names that the page offers
NAMED = {"lead": "lead_id", "partners": "partner_ids"}


def found_body(words: str) -> Organisation:
    """Return the body a person typed, or say which names are alike."""
    body = queries.typed(words)
    if body is not None:
        return body
    alike = queries.alike(words)
    hint = f" Gần giống: {'; '.join(alike)}." if alike else ""
    raise django_forms.ValidationError(
        f"Không xác định được cơ quan «{words.strip()}».{hint} Hãy ghi đúng tên hoặc mã, ví dụ "
        "«Bộ Công an» hoặc «T01»."
    )


class ProposalForm(Form):
    """The values of a proposal, to be corrected."""

    title = fields.Text(
        label="Nội dung nhiệm vụ", long=True, rows=3, example="Hoàn thành cơ sở dữ liệu đất đai"
    )
    lead = fields.Text(
        label="Cơ quan chủ trì",
        required=False,
        max_length=255,
        example="Bộ Công an",
        widget=django_forms.TextInput(attrs={"list": BODIES, "autocomplete": "off"}),
    )
    partners = fields.Text(
        label="Cơ quan phối hợp",
        required=False,
        long=True,
        rows=2,
        example="Bộ Tài chính",
        help_text="Mỗi dòng một cơ quan.",
    )
    due_on = fields.Day(label="Thời hạn (ngày cuối)", required=False)
    due_precision = fields.Choice(label="Văn bản nêu hạn theo", choices=DuePrecision.choices)
    due_text = fields.Text(
        label="Thời hạn như văn bản ghi",
        required=False,
        max_length=255,
        example="trong quý III/2026",
    )
    recurrence = fields.Choice(
        label="Định kỳ", required=False, choices=Recurrence, empty="Không định kỳ"
    )
    product = fields.Text(
        label="Sản phẩm",
        required=False,
        max_length=500,
        long=True,
        rows=2,
        example="Cơ sở dữ liệu đất đai dùng chung",
    )
    product_kind = fields.Choice(
        label="Loại sản phẩm", required=False, choices=ProductKind, empty="Chưa rõ"
    )
    required_level = fields.Choice(label="Mức kết quả phải đạt", choices=ResultLevel.choices)
    responsible = fields.Text(
        label="Người chịu trách nhiệm",
        required=False,
        max_length=160,
        example="Bộ trưởng Bộ Công an",
    )
    authority = fields.Text(
        label="Cấp có thẩm quyền quyết định",
        required=False,
        max_length=160,
        example="Thủ tướng Chính phủ",
    )
    report_to = fields.Text(
        label="Nơi nhận báo cáo",
        required=False,
        max_length=255,
        example="Văn phòng Trung ương Đảng",
    )
    field = fields.Choice(label="Nhóm", required=False, choices=Field, empty="Chưa rõ")
    axis = fields.Choice(label="Trục", required=False, choices=Axis, empty="Chưa rõ")
    seen = django_forms.CharField(required=False, widget=django_forms.HiddenInput)

    def explain(self, evidence: Mapping[str, Quoted], doubts: Sequence[Doubt]) -> None:
        """Write beside each field the words behind its value and what to look at."""
        for bound in self:  # what the form has bound already keeps its own copy of the help
            given = str(self.fields[bound.name].help_text)
            bound.help_text = _help(bound.name, given, evidence, doubts)

    def clean_lead(self) -> Organisation | None:
        """Turn the name into a body."""
        words = self.cleaned_data["lead"]
        return found_body(words) if words else None

    def clean_partners(self) -> list[Organisation]:
        """Turn each line into a body."""
        lines = [line for line in self.cleaned_data["partners"].splitlines() if line.strip()]
        return list({body.pk: body for body in map(found_body, lines)}.values())

    def clean(self) -> dict[str, Any]:
        """Hold the values against one another."""
        data = super().clean() or self.cleaned_data
        lead, partners = data.get("lead"), data.get("partners") or []
        if lead and any(body.pk == lead.pk for body in partners):
            self.add_error(
                "partners",
                f"«{lead.name}» đã là cơ quan chủ trì. Hãy bỏ dòng này khỏi danh sách phối hợp.",
            )
        if data.get("due_on") and data.get("recurrence"):
            self.add_error(
                "due_on",
                "Nhiệm vụ định kỳ không có một ngày hạn. Hãy xóa ngày này, hoặc chọn «Không định "
                "kỳ»; nếu văn bản giao cả hai thì tách thành hai nhiệm vụ.",
            )
        if not data.get("due_on"):
            data["due_precision"] = DuePrecision.NONE
        elif data.get("due_precision") == DuePrecision.NONE:
            data["due_precision"] = DuePrecision.DAY
        return data

    def draft(self, proposal: Proposal, *, owner_id: int) -> TaskDraft:
        """Return what was typed as the draft of a task."""
        data = dict(self.cleaned_data)
        data.pop("seen")
        lead, partners = data.pop("lead"), data.pop("partners")
        data["required_level"] = int(data["required_level"])
        typed = TaskDraft(
            resolution_id=queries.resolution_id(proposal.document),
            owner_id=owner_id,
            lead_id=lead.pk if lead else None,
            partner_ids=tuple(body.pk for body in partners),
            **data,
        )
        return queries.placed(typed, proposal)


def initial(proposal: Proposal) -> dict[str, Any]:
    """Return the form's values for a stored proposal."""
    partners = [queries.written(body) for body in proposal.partners.all()]
    own = {name: getattr(proposal, name) for name in queries.SHARED if name != "lead_id"}
    return {
        **own,
        "lead": queries.written(proposal.lead) if proposal.lead else "",
        "partners": "\n".join(partners),
        "seen": queries.fingerprint(proposal),
    }


def _help(
    name: str, given: str, evidence: Mapping[str, Quoted], doubts: Sequence[Doubt]
) -> SafeString:
    """Write below a field what to look at and the quoted words behind its value."""
    rows = [format_html("<p>{}</p>", given)] if given else []
    rows += [
        format_html('<p class="doubt"><strong>Cần xem:</strong> {}</p>', doubt.words)
        for doubt in doubts
        if doubt.field == name
    ]
    said = evidence.get(name)
    if said is not None and name != "title":
        where = " (ở chỗ khác trong văn bản)" if said.inherited else ""
        rows.append(
            format_html(
                '<p class="said" title="{}">«{}»{} <span class="faint">– {}</span></p>',
                said.rule,
                said.words,
                where,
                labels.rule_label(said.rule),
            )
        )
    return format_html_join(mark_safe(""), "{}", ((row,) for row in rows))


class Beside(Form):
    """A form that shares the page with others: its own ids, plain names."""

    id_prefix = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{self.id_prefix}-%s", **kwargs)


class RejectForm(Beside):
    """Why a proposal is put aside."""

    id_prefix = "loai"

    reason = fields.Text(
        label="Lý do loại",
        max_length=500,
        example="Chỉ là nhận định, không giao việc",
        widget=django_forms.TextInput(attrs={"list": "ly-do"}),
    )


class SplitForm(Beside):
    """Where a proposal falls in two: a natural place, or the words that begin part two."""

    id_prefix = "tach"

    place = fields.Choice(
        label="Chọn chỗ tách, hoặc ghi chữ ở ô dưới", required=False, empty="Chọn chỗ tách…"
    )
    words = fields.Text(
        label="Phần sau bắt đầu bằng những chữ",
        required=False,
        max_length=500,
        example="tổ chức tập huấn cho cán bộ",
    )
    offset = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)

    def __init__(self, *args: Any, cuts: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        choices = [("", "Chọn chỗ tách…"), *((str(at), f"… | {words}") for at, words in cuts)]
        place.choices = choices  # type: ignore[attr-defined] # a Choice

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        data = super().clean() or self.cleaned_data
        if not data.get("place") and not data.get("words") and not self.errors:
            self.add_error(
                "words",
                "Chọn một chỗ tách trong danh sách, hoặc chép mấy chữ đầu của phần sau, ví dụ «tổ "
                "chức tập huấn».",
            )
        return data


class AddForm(Beside):
    """Words of the document that give a task nobody proposed."""

    id_prefix = "them"

    quote = fields.Text(
        label="Nguyên văn câu giao việc",
        long=True,
        rows=4,
        max_length=6000,
        example="Bộ Công an ban hành quy trình xử lý lỗi dữ liệu trong tháng 5/2026",
        help_text="Chép nguyên văn từ văn bản bên cạnh; máy chủ tìm lại đúng chỗ, từng chữ.",
    )
    start = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)
    end = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)
