"""What every form of the product is built on."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from thucchat.forms import messages
from thucchat.vntext import text as letters

# Invisible signs that come along when text is copied from Word, PDF or a chat.
INVISIBLE = re.compile("[\x00\u200b-\u200d\u2060\ufeff\u00ad]")
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")


def tidy(text: str) -> str:
    """Return the text in NFC, without invisible signs, with plain spaces."""
    return letters.nfc(SPACES.sub(" ", INVISIBLE.sub("", text)))


def tidy_data(data: Any, secret: frozenset[str]) -> Any:
    """Return a form's raw data with every text tidied but the ``secret`` ones (passwords)."""
    if not isinstance(data, MultiValueDict):
        return data and {name: _tidied(name, value, secret) for name, value in data.items()}
    copy = QueryDict(mutable=True)
    for name, values in data.lists():
        copy.setlist(name, [_tidied(name, value, secret) for value in values])
    return copy


def _tidied(name: str, value: Any, secret: frozenset[str]) -> Any:
    return tidy(value) if isinstance(value, str) and name not in secret else value


class VietnameseFormMixin:
    """
    Speak Vietnamese, keep text in NFC, mark what is optional, say what is wrong beside the field.

    ``examples`` gives an example for a field that has none of its own: {"title": "…"}.
    """

    data: Any
    examples: dict[str, str] = {}
    required_css_class = "is-required"
    error_css_class = "field--error"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self._prepare()

    def _prepare(self) -> None:
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        secret = set()
        for name, field in fields.items():
            if name in self.examples and not getattr(field, "example", ""):
                field.example = self.examples[name]  # type: ignore[attr-defined]
            messages.replace_defaults(field, str(field.label or name))
            if isinstance(field.widget, forms.PasswordInput):
                secret.add(self.add_prefix(name))  # type: ignore[attr-defined]
        self.data = tidy_data(self.data, frozenset(secret))


class Form(VietnameseFormMixin, forms.Form):
    """The base of every form that is not drawn from a model."""


class ModelForm(VietnameseFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The base of every form that is drawn from a model."""
