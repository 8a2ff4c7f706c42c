"""Fields as Vietnamese offices fill them in."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from thucchat.forms import widgets
from thucchat.kernel import formats
from thucchat.vntext import text as letters

DATE_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
MIB = 1024 * 1024


class Text(forms.CharField):
    """A line or a passage of text in NFC; ``example`` shows in what the field says when empty."""

    def __init__(
        self, *, example: str = "", long: bool = False, rows: int = 4, **kwargs: Any
    ) -> None:
        self.example = example
        if long:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Compose the letters; a browser on macOS may send them taken apart."""
        text = super().to_python(value)
        return letters.nfc(text) if isinstance(text, str) else text


class Day(forms.DateField):
    """A day written ngày/tháng/năm: 05/06/2026 is the fifth of June everywhere."""

    widget = widgets.DayInput

    def __init__(self, *, example: str = "", **kwargs: Any) -> None:
        self.example = example
        kwargs.setdefault("input_formats", DATE_FORMATS)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored day as it is written here."""
        return formats.date_text(value) if isinstance(value, date) else value


def read_number(text: str) -> str:
    """
    Turn a number as written here into one that Python reads: 1.234,5 → 1234.5.

    A lone dot followed by exactly three digits groups thousands (1.234 is 1234), as it does
    in every Vietnamese report; any other dot is taken for a decimal sign (0.5).
    """
    text = text.strip().replace(" ", "")
    if "," in text:
        return text.replace(".", "").replace(",", ".")
    whole, *rest = text.split(".")
    if rest and all(len(part) == 3 for part in rest) and whole.lstrip("+-") not in ("", "0"):
        return whole + "".join(rest)
    return text


class Number(forms.DecimalField):
    """A number written 1.234,5."""

    widget = widgets.NumberInput

    def __init__(self, *, example: str = "", **kwargs: Any) -> None:
        self.example = example
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Read the number as it is written here."""
        return super().to_python(read_number(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as it is written here."""
        if isinstance(value, Decimal | float | int) and not isinstance(value, bool):
            exponent = Decimal(str(value)).normalize().as_tuple().exponent
            return formats.decimal_text(value, max(0, -int(exponent)))
        return value


class WholeNumber(forms.IntegerField):
    """A whole number written 1.234."""

    widget = widgets.NumberInput

    def __init__(self, *, example: str = "", **kwargs: Any) -> None:
        self.example = example
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """Read the number as it is written here."""
        return super().to_python(read_number(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as it is written here."""
        return formats.decimal_text(value) if isinstance(value, int) else value


class Choice(forms.ChoiceField):
    """One of a short list; ``radios`` shows it in full (up to seven)."""

    def __init__(self, *, radios: bool = False, empty: str = "", **kwargs: Any) -> None:
        if radios:
            kwargs.setdefault("widget", forms.RadioSelect)
        if empty:
            choices = kwargs.pop("choices", ())
            kwargs["choices"] = [("", empty), *getattr(choices, "choices", choices)]
        super().__init__(**kwargs)


class Choices(forms.MultipleChoiceField):
    """Several of a short list, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple


class ModelChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A row of a table."""

    def __init__(self, queryset: Any, *, empty_label: str = "Chọn…", **kwargs: Any) -> None:
        super().__init__(queryset, empty_label=empty_label, **kwargs)


class Check(forms.BooleanField):
    """A box to tick."""

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)


class File(forms.FileField):
    """A file of the listed kinds, at most ``max_mib`` large; a refusal names the file."""

    def __init__(
        self, *, kinds: Sequence[str], max_mib: int, example: str = "", **kwargs: Any
    ) -> None:
        self.kinds, self.max_mib, self.example = tuple(kinds), max_mib, example
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """Let the browser offer files of these kinds first."""
        return {**super().widget_attrs(widget), "accept": ",".join(f".{k}" for k in self.kinds)}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse a kind or a size that the product does not take, saying what to do."""
        file = super().clean(data, initial)
        if file and data:
            self._check(file)
        return file

    def _check(self, file: Any) -> None:
        name = str(file.name)
        ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
        wanted = " hoặc ".join((", ".join(self.kinds[:-1]), self.kinds[-1])[-len(self.kinds) :])
        if ending not in self.kinds:
            kind = f"loại .{ending}" if ending else "không có đuôi"
            raise ValidationError(
                f"Tệp “{name}” ({kind}) không nhận được. Hãy lưu thành {wanted.upper()} rồi chọn "
                "lại.".replace("HOẶC", "hoặc"),
                code="invalid_extension",
            )
        if file.size > self.max_mib * MIB:
            size = formats.decimal_text(file.size / MIB, 1)
            raise ValidationError(
                f"Tệp “{name}” nặng {size} MB, lớn hơn mức {self.max_mib} MB. Hãy nén hoặc tách "
                "tệp rồi chọn lại.",
                code="too_large",
            )
