"""What people type about tasks."""

from typing import Any

from thucchat.directives.models import Resolution
from thucchat.forms import base, fields
from thucchat.orgs.choices import Bloc, Level
from thucchat.orgs.models import Organisation
from thucchat.tasks import queries, rules
from thucchat.tasks.choices import (
    Axis,
    DuePrecision,
    Field,
    Kind,
    ProductKind,
    Recurrence,
    ResultLevel,
    State,
)


class ListFilter(base.Form):
    """The filters of the list; an address with a wrong one shows the list without it."""

    q = fields.Text(label="Tìm trong nội dung, mã", required=False, example="cơ sở dữ liệu")
    status = fields.Choice(
        label="Tình trạng", required=False, empty="Tất cả", choices=list(queries.STATUSES.items())
    )
    lead = fields.Text(label="Cơ quan chủ trì", required=False, example="Bộ Y tế")
    bloc = fields.Choice(label="Khối", required=False, empty="Tất cả", choices=Bloc)
    level = fields.Choice(label="Cấp chủ trì", required=False, empty="Tất cả", choices=Level)
    axis = fields.Choice(label="Trục", required=False, empty="Tất cả", choices=Axis)
    field = fields.Choice(label="Nhóm", required=False, empty="Tất cả", choices=Field)
    state = fields.Choice(label="Trạng thái", required=False, empty="Tất cả", choices=State)
    due_from = fields.Day(label="Hạn từ ngày", required=False, example="01/07/2026")
    due_to = fields.Day(label="Hạn đến ngày", required=False, example="30/09/2026")
    resolution = fields.Text(label="Nghị quyết", required=False, example="57-NQ/TW")
    within = fields.Text(label="Trong phạm vi (mã cơ quan)", required=False, example="T01")
    parent = fields.Text(label="Thuộc nhiệm vụ", required=False, example="57-2026-0001")
    document = fields.WholeNumber(label="Văn bản số", required=False, example="12")
    sort = fields.Text(required=False, label="Sắp xếp theo", example="due_on")

    def wanted(self) -> queries.Filter:
        """Return what is asked for, leaving out what could not be read."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return queries.Filter(**given)


class TaskForm(base.Form):
    """A draft: what must be clear before the task is issued."""

    title = fields.Text(
        label="Nội dung nhiệm vụ",
        long=True,
        example="Hoàn thành và đưa vào vận hành cơ sở dữ liệu đất đai",
    )
    resolution = fields.ModelChoice(Resolution.objects.all(), label="Thuộc nghị quyết")
    lead = fields.ModelChoice(
        Organisation.objects.none(), label="Cơ quan chủ trì", required=False, to_field_name="code"
    )
    partners = fields.Text(
        label="Cơ quan phối hợp (mã, cách nhau bằng dấu phẩy)", required=False, example="BCA, BTC"
    )
    kind = fields.Choice(label="Tính chất", choices=Kind, radios=True, initial=Kind.DEADLINE)
    due_on = fields.Day(label="Thời hạn", required=False, example="30/09/2026")
    due_precision = fields.Choice(
        label="Thời hạn theo", choices=DuePrecision, initial=DuePrecision.DAY
    )
    recurrence = fields.Choice(
        label="Kỳ báo cáo", choices=Recurrence, required=False, empty="Không định kỳ"
    )
    responsible = fields.Text(
        label="Người chịu trách nhiệm", required=False, max_length=160, example="Bộ trưởng Bộ Y tế"
    )
    authority = fields.Text(
        label="Cấp có thẩm quyền quyết định",
        required=False,
        max_length=160,
        example="Thủ tướng Chính phủ",
    )
    product = fields.Text(
        label="Sản phẩm phải có",
        required=False,
        max_length=500,
        example="Cơ sở dữ liệu đất đai 34 tỉnh",
    )
    product_kind = fields.Choice(
        label="Loại sản phẩm", choices=ProductKind, required=False, empty="Chọn loại"
    )
    required_level = fields.Choice(
        label="Mức kết quả phải đạt", choices=ResultLevel, initial=ResultLevel.PRODUCT
    )
    field = fields.Choice(label="Nhóm", choices=Field, required=False, empty="Chưa phân nhóm")
    axis = fields.Choice(label="Trục", choices=Axis, required=False, empty="Chưa phân trục")
    report_to = fields.Text(
        label="Nơi nhận báo cáo", required=False, max_length=255, example="Thủ tướng Chính phủ"
    )

    def __init__(self, *args: Any, leads: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if leads is not None:
            self.fields["lead"].queryset = leads  # type: ignore[attr-defined] # a ModelChoice

    def draft(self, start: rules.TaskDraft | None, *, owner_id: int) -> rules.TaskDraft:
        """Return what is typed as a draft; what the form does not show is kept from ``start``."""
        kept = (
            {name: getattr(start, name) for name in rules.TaskDraft.__dataclass_fields__}
            if start
            else {"owner_id": owner_id}
        )
        typed = dict(self.cleaned_data)
        lead, partners = typed.pop("lead"), typed.pop("partners")
        codes = [code.strip().upper() for code in partners.split(",") if code.strip()]
        typed |= {
            "lead_id": lead.pk if lead else None,
            "resolution_id": typed.pop("resolution").pk,
            "required_level": int(typed["required_level"]),
            "partner_ids": tuple(
                Organisation.objects.filter(code__in=codes).values_list("pk", flat=True)
            ),
        }
        return rules.TaskDraft(**{**kept, **typed})


class Reason(base.Form):
    """Why a task is declined or cancelled."""

    reason = fields.Text(
        label="Lý do", long=True, rows=2, example="Trùng với nhiệm vụ 57-2026-0012"
    )


class Extension(base.Form):
    """A request for a later deadline."""

    new_due_on = fields.Day(label="Thời hạn đề nghị", example="31/12/2026")
    cause = fields.Text(
        label="Nguyên nhân khách quan",
        long=True,
        rows=3,
        example="Nghị định hướng dẫn ban hành chậm hai tháng",
    )


class ExtensionAnswer(base.Form):
    """The answer to a request for a later deadline."""

    grant = fields.Choice(
        label="Quyết định", choices=[("yes", "Đồng ý"), ("no", "Không đồng ý")], radios=True
    )
    answer = fields.Text(
        label="Ý kiến", long=True, rows=2, required=False, example="Đồng ý, không gia hạn tiếp"
    )


class SplitForm(base.Form):
    """To which bodies below a task is handed down."""

    codes = fields.Text(
        label="Mã cơ quan nhận, cách nhau bằng dấu phẩy",
        required=False,
        long=True,
        rows=3,
        example="X00004, X00008",
    )
    everyone_below = fields.Check(label="Tất cả đơn vị cấp dưới trực tiếp của cơ quan chủ trì")
    due_on = fields.Day(
        label="Thời hạn giao xuống (để trống: theo nhiệm vụ cấp trên)",
        required=False,
        example="31/08/2026",
    )

    def lead_ids(self, lead_id: int | None) -> list[int]:
        """Return the bodies that were named, or everything in being directly below the lead."""
        living = Organisation.objects.filter(valid_to=None)
        if self.cleaned_data["everyone_below"]:
            return list(living.filter(parent=lead_id).values_list("pk", flat=True))
        codes = self.cleaned_data["codes"].upper().replace(";", ",").split(",")
        named = living.filter(code__in=[code.strip() for code in codes if code.strip()])
        return list(named.values_list("pk", flat=True))
