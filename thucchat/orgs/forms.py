from typing import Any

from django import forms
from django.core.validators import EmailValidator

from thucchat.forms import fields
from thucchat.forms.base import Form
from thucchat.orgs.choices import Bloc, Level, Role

LEVELS = [(level.value, level.label) for level in Level if level not in ("root", "district")]
ROLE_HINTS = {
    Role.VIEWER: "xem nhiệm vụ, báo cáo trong phạm vi",
    Role.REPORTER: "tiếp nhận, báo cáo tiến độ, nộp minh chứng",
    Role.APPROVER: "ký gửi đề nghị công nhận, xin gia hạn",
    Role.VERIFIER: "công nhận hoặc trả lại kết quả của đơn vị khác",
    Role.COORDINATOR: "nạp văn bản, giao nhiệm vụ, lập báo cáo",
    Role.INSPECTOR: "xem và đọc nhật ký, không thay đổi gì",
    Role.ADMINISTRATOR: "mở, khóa tài khoản và cấp vai trò",
}
ROLES = [(role.value, f"{role.label}: {hint}") for role, hint in ROLE_HINTS.items()]


class Find(Form):
    """The search and the filters of the agencies page, in its address."""

    q = fields.Text(
        label="Tên, tên cũ hoặc mã",
        example="Bộ KH&CN; Đồng Văn, Hà Giang; X00004",
        required=False,
        max_length=120,
    )
    khoi = fields.Choice(
        label="Khối", empty="Tất cả các khối", choices=Bloc.choices, required=False
    )
    cap = fields.Choice(label="Cấp", empty="Tất cả các cấp", choices=LEVELS, required=False)

    def wanted(self) -> dict[str, str]:
        """Return what is asked; a value that does not exist asks for nothing."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}


class Grant(Form):
    """A role and how far it reaches."""

    role = fields.Choice(label="Vai trò", choices=ROLES, radios=True)
    scope_id = fields.Choice(label="Phạm vi", required=False)

    def __init__(self, *args: Any, scopes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["scope_id"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [("", "Chỉ đơn vị này và các đơn vị trực thuộc"), *scopes]

    def role_and_scope(self) -> tuple[Role, int | None]:
        """Return the cleaned choice; no scope means the body itself."""
        scope = self.cleaned_data["scope_id"]
        return Role(self.cleaned_data["role"]), int(scope) if scope else None


class NewPerson(Grant):
    """A new account with its first role."""

    username = fields.Text(label="Tên đăng nhập", example="an.nguyen.bkhcn", max_length=60)
    full_name = fields.Text(label="Họ và tên", example="Nguyễn Thị An", max_length=120)
    position = fields.Text(
        label="Chức vụ", example="Phó Chánh Văn phòng", max_length=120, required=False
    )
    email = fields.Text(
        label="Thư điện tử",
        example="an.nguyen@example.vn",
        max_length=254,
        required=False,
        validators=[EmailValidator("Địa chỉ thư chưa đúng. Ví dụ: an.nguyen@example.vn.")],
    )

    field_order = ["full_name", "position", "username", "email", "role", "scope_id"]


class FindEvents(Form):
    """The filters of the journal, in its address."""

    su_kien = fields.Text(
        label="Loại sự kiện", example="tasks. hoặc tasks.issued", required=False, max_length=64
    )
    loai = fields.Text(label="Loại đối tượng", example="tasks.task", required=False, max_length=48)
    ma = fields.Text(label="Mã đối tượng", example="125", required=False, max_length=64)
    truoc = fields.WholeNumber(
        label="Trước số", required=False, min_value=1, widget=forms.HiddenInput
    )

    def wanted(self) -> dict[str, str]:
        """Return what is asked; a value that does not fit asks for nothing."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
