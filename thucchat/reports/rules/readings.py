"""Stored values as a report reads them, and how each of their parts is printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thucchat.kernel import formats
from thucchat.reports.rules.content import Figure

NOTHING = "chưa có số liệu"
POINTS = "điểm phần trăm"
DIGITS = {"percent": 1, "days": 1}
PARTS = ("value", "numerator", "denominator", "change")


@dataclass(frozen=True, slots=True)
class Reading:
    """One stored value of an indicator for one key of one dimension (both empty: the total)."""

    id: int
    indicator: str
    version: int
    name: str
    dimension: str
    key: str
    label: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    unit: str
    as_of: date
    min_denominator: int = 0

    @property
    def exact(self) -> Decimal | None:
        """The value, recomputed from its own numerator and denominator where it is a share."""
        if self.unit != "percent":
            return self.value
        if self.numerator is None or not self.denominator:
            return None
        return formats.percent_of(self.numerator, self.denominator)

    @property
    def small(self) -> bool:
        """Whether the group is too small for a rate: it is told in counts."""
        return self.denominator is not None and 0 < self.denominator < self.min_denominator


@dataclass(frozen=True, slots=True)
class Spec:
    """What a name in the outline stands for: a part of an indicator's value."""

    indicator: str
    part: str = "value"
    digits: int | None = None

    def places(self, reading: Reading) -> int:
        """Return the decimals to print."""
        if self.part in ("numerator", "denominator"):
            return 0
        return DIGITS.get(reading.unit, 0) if self.digits is None else self.digits


def amount(reading: Reading, part: str) -> Decimal | None:
    """Return the unrounded number of that part; None where there are no data."""
    if part == "numerator":
        return reading.numerator
    if part == "denominator":
        return reading.denominator
    return reading.exact


def number_text(number: Decimal, unit: str, part: str, digits: int) -> str:
    """Write a part of a value: «84,8%», «1.245», «6 ngày» without its unit: «6», «6,5»."""
    if part in ("numerator", "denominator"):
        return formats.decimal_text(number)
    if unit == "percent":
        return formats.percent_text(number, digits)
    text = formats.decimal_text(number, digits)
    return text.removesuffix("," + "0" * digits) if digits else text


def step(now: Reading, before: Reading, digits: int) -> Decimal | None:
    """
    Return the change between two values as printed.

    It is taken between the *rounded* values, so that a reader who subtracts the two printed
    numbers finds the printed change.
    """
    new, old = now.exact, before.exact
    if new is None or old is None:
        return None
    return formats.rounded(new, digits) - formats.rounded(old, digits)


def change_text(change: Decimal, unit: str, digits: int) -> str:
    """Write the size of a change; between percentages it is in percentage points."""
    text = formats.decimal_text(abs(change), digits)
    text = text.removesuffix("," + "0" * digits) if digits else text
    return f"{text} {POINTS}" if unit == "percent" else text


Place = tuple[str, str, str]


class Readings:
    """The values of a snapshot, of the one before it, and the outline's names for them."""

    def __init__(
        self,
        now: Iterable[Reading],
        before: Iterable[Reading] = (),
        *,
        specs: Mapping[str, Spec],
    ) -> None:
        self.now = {(r.indicator, r.dimension, r.key): r for r in now}
        self.before = {(r.indicator, r.dimension, r.key): r for r in before}
        self.specs = specs

    def spec(self, name: str) -> Spec:
        """Return what ``name`` stands for; :raises LookupError: the outline does not say."""
        if name not in self.specs:
            raise LookupError(f"the outline uses a figure that it does not define: {name}")
        return self.specs[name]

    def reading(self, name: str, dimension: str = "", key: str = "") -> Reading | None:
        """Return the value behind a name, None where the snapshot has none."""
        return self.now.get((self.spec(name).indicator, dimension, key))

    def number(self, name: str, dimension: str = "", key: str = "") -> Decimal | None:
        """Return the unrounded number of a name."""
        reading = self.reading(name, dimension, key)
        return amount(reading, self.spec(name).part) if reading else None

    def change(self, name: str) -> Decimal | None:
        """Return the change of a total against the snapshot before, as printed; None: unknown."""
        spec = self.spec(name)
        now, before = self.reading(name), self.before.get((spec.indicator, "", ""))
        if now is None or before is None or now.version != before.version:
            return None
        if spec.part != "value":
            new, old = amount(now, spec.part), amount(before, spec.part)
            return None if new is None or old is None else new - old
        return step(now, before, spec.places(now))

    def figure(
        self, name: str, dimension: str = "", key: str = "", *, bold: bool = False
    ) -> Figure | None:
        """Return the printed figure, None where there are no data."""
        spec, reading = self.spec(name), self.reading(name, dimension, key)
        number = self.number(name, dimension, key)
        if reading is None or number is None:
            return None
        digits = spec.places(reading)
        text = number_text(number, reading.unit, spec.part, digits)
        return Figure(text, reading.id, spec.part, digits, bold=bold)

    def change_figure(self, name: str) -> Figure | None:
        """Return the printed size of a change, None where it is unknown or nothing changed."""
        now, change = self.reading(name), self.change(name)
        if now is None or not change:
            return None
        spec = self.spec(name)
        before = self.before[(spec.indicator, "", "")]
        digits = spec.places(now)
        unit = now.unit if spec.part == "value" else "tasks"
        part = "change" if spec.part == "value" else f"change_{spec.part}"
        text = change_text(change, unit, digits)
        return Figure(text, now.id, part, digits, previous_id=before.id)

    def keys(self, name: str, dimension: str) -> list[Reading]:
        """List the values of a name over a dimension, in the order of storage."""
        indicator = self.spec(name).indicator
        return [r for (i, d, _), r in self.now.items() if i == indicator and d == dimension]


def expected_text(figure: Figure, readings: Mapping[int, Reading]) -> str | None:
    """
    Recompute what a figure must say from the stored values; None where they are gone.

    Used before an issue: the text of a report is compared with this, digit for digit.
    """
    now = readings.get(figure.value_id)
    if now is None:
        return None
    if not figure.part.startswith("change"):
        number = amount(now, figure.part)
        return None if number is None else number_text(number, now.unit, figure.part, figure.digits)
    before = readings.get(figure.previous_id or 0)
    if before is None:
        return None
    if figure.part == "change":
        change = step(now, before, figure.digits)
        return None if change is None else change_text(change, now.unit, figure.digits)
    part = figure.part.removeprefix("change_")
    new, old = amount(now, part), amount(before, part)
    return None if new is None or old is None else change_text(new - old, "tasks", 0)
