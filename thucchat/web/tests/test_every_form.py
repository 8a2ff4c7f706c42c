"""Every form of every package is built on ours, so that its mistakes are told in our words."""

import importlib
import inspect
import pkgutil

import pytest
from django import forms

import thucchat
from thucchat.forms.base import VietnameseFormMixin


def form_modules():
    for package in pkgutil.iter_modules(thucchat.__path__):
        try:
            yield importlib.import_module(f"thucchat.{package.name}.forms")
        except ModuleNotFoundError:
            continue


def form_classes():
    for module in form_modules():
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, forms.BaseForm) and kind.__module__ == module.__name__:
                yield kind


@pytest.mark.parametrize("kind", list(form_classes()), ids=lambda kind: kind.__qualname__)
def test_a_form_speaks_vietnamese(kind):
    assert issubclass(kind, VietnameseFormMixin)


@pytest.mark.parametrize("kind", list(form_classes()), ids=lambda kind: kind.__qualname__)
def test_every_field_has_a_label_of_its_own(kind):
    for name, field in kind.base_fields.items():
        hidden = isinstance(field.widget, forms.HiddenInput)
        assert hidden or field.label or kind.__name__ == "SignIn", name
