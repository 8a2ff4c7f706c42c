"""Controls that fit the keyboards and habits of Vietnamese offices."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """One box for ngày/tháng/năm with the numeric keyboard; no calendar is needed to type a day."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        given = {"inputmode": "numeric", "autocomplete": "off", "class": "w-date"}
        super().__init__({**given, **(attrs or {})}, format="%d/%m/%Y")


class NumberInput(forms.TextInput):
    """A text box with the numeric keyboard: a browser's number box would refuse 1.234,5."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        given = {"inputmode": "decimal", "autocomplete": "off", "class": "w-number"}
        super().__init__({**given, **(attrs or {})})
