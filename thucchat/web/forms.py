"""Signing in, with words that say what to do."""

from typing import Any

from django import forms as django_forms
from django.contrib.auth.forms import AuthenticationForm

from thucchat.forms.base import VietnameseFormMixin


class SignIn(VietnameseFormMixin, AuthenticationForm):
    """User name and password; no puzzle, pasting and password managers work."""

    examples = {"username": "nguyen.van.an"}
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra phím Caps Lock và "
        "bộ gõ tiếng Việt (mật khẩu gõ không dấu), rồi thử lại.",
        "inactive": "Tài khoản này đã bị khóa. Hãy liên hệ quản trị hệ thống của đơn vị để mở lại.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"
        for name in ("username", "password"):
            field: django_forms.Field = self.fields[name]
            field.widget.attrs.pop("autofocus", None)
        self._prepare()
