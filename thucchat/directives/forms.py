"""What a person fills in about a document."""

import re
from typing import Any

from django import forms
from django.db.models import Q

from thucchat.directives import queries
from thucchat.directives.choices import DocumentKind, DocumentState
from thucchat.directives.models import Document
from thucchat.forms import fields
from thucchat.forms.base import Form
from thucchat.kernel import formats
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Level
from thucchat.vntext.heading.citations import tidy

ACCEPT = ".docx,.pdf,.odt,.html,.htm,.txt"
_LOW_LEVELS = (Level.ROOT, Level.DISTRICT, Level.COMMUNE, Level.UNIT)


class Find(Form):
    """The search and the filters of the list, in its address."""

    q = fields.Text(
        label="Số, trích yếu, cơ quan",
        example="57-NQ/TW; chuyen doi so",
        required=False,
        max_length=120,
    )
    loai = fields.Choice(
        label="Loại", empty="Tất cả các loại", choices=DocumentKind.choices, required=False
    )
    nghi_quyet = fields.Choice(label="Nghị quyết", required=False)
    nam = fields.Choice(label="Năm ban hành", required=False)
    trang_thai = fields.Choice(
        label="Trạng thái",
        empty="Đang dùng",
        choices=DocumentState.choices,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        followed = [(str(r.pk), r.short_name) for r in queries.resolutions()]
        _offer(self, "nghi_quyet", [("", "Tất cả"), *followed])
        _offer(self, "nam", [("", "Tất cả"), *((str(y), str(y)) for y in queries.years())])

    def wanted(self) -> queries.Filters:
        """Return what is asked; a value that does not exist asks for nothing."""
        self.is_valid()
        given = {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
        return queries.Filters(
            q=given["q"],
            kind=given["loai"],
            resolution_id=int(given["nghi_quyet"]) if given["nghi_quyet"] else None,
            year=int(given["nam"]) if given["nam"] else None,
            state=given["trang_thai"],
        )


def _offer(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class Upload(Form):
    """A file; what is wrong with it is said by ``vntext.reading``, which opens it."""

    file = forms.FileField(
        label="Tệp văn bản",
        help_text="DOCX, PDF có lớp chữ, ODT, HTML hoặc TXT, tối đa 25 MB. Không nạp văn bản mật.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    file.example = "ke-hoach-15.docx"  # type: ignore[attr-defined] # read by thucchat.forms


class Confirm(Form):
    """What the document is, as the person says after seeing the guess."""

    number = fields.Text(label="Số, ký hiệu", example="15-KH/BCĐTW", max_length=64, required=False)
    kind = fields.Choice(label="Loại văn bản", choices=DocumentKind.choices)
    title = fields.Text(
        label="Trích yếu",
        example="Triển khai Nghị quyết số 57-NQ/TW năm 2026",
        long=True,
        rows=3,
        max_length=500,
    )
    issuer = fields.ModelChoice(
        orgs.in_being().none(),
        label="Cơ quan ban hành",
        empty_label="Không có trong danh sách",
        required=False,
    )
    issuer_text = fields.Text(
        label="Cơ quan ban hành như văn bản ghi",
        example="BAN CHỈ ĐẠO TRUNG ƯƠNG",
        max_length=255,
        required=False,
    )
    issued_on = fields.Day(label="Ngày ban hành", example="02/03/2026")
    signer = fields.Text(label="Người ký", example="Nguyễn Văn An", max_length=120, required=False)
    resolution = fields.ModelChoice(queries.resolutions(), label="Nghị quyết mà văn bản thực hiện")
    replaces = fields.Text(
        label="Thay thế văn bản",
        help_text="Mỗi dòng một số, ký hiệu. Văn bản đó chưa có trong hệ thống cũng ghi được: "
        "khi nạp sẽ tự nối.",
        example="02-KH/BCĐTW",
        long=True,
        rows=2,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issuer = self.fields["issuer"]
        if isinstance(issuer, forms.ModelChoiceField):
            offered = ~Q(level__in=_LOW_LEVELS) | Q(pk=document.issuer_id)
            issuer.queryset = orgs.in_being().filter(offered)

    def clean_number(self) -> str:
        """Write the number without blanks."""
        return tidy(str(self.cleaned_data["number"]))

    def clean_replaces(self) -> list[str]:
        """Return the numbers, one of each."""
        lines = re.split(r"[\n;,]+", str(self.cleaned_data["replaces"]))
        return list(dict.fromkeys(number for line in lines if (number := tidy(line))))


class Withdraw(Form):
    """Why a document is taken out of use."""

    reason = fields.Text(
        label="Lý do rút", example="Nạp nhầm bản dự thảo, đã có bản chính", max_length=300
    )


def confirm_initial(document: Document) -> dict[str, Any]:
    """Return what the confirmation form starts from: the guess, or what was confirmed."""
    replaced = document.links.filter(kind="replaces").values_list("target_number", flat=True)
    return {
        "number": document.number,
        "kind": document.kind,
        "title": document.title,
        "issuer": document.issuer_id,
        "issuer_text": document.issuer_text,
        "issued_on": formats.date_text(document.issued_on),
        "signer": document.signer,
        "resolution": document.resolution_id,
        "replaces": "\n".join(replaced),
    }
