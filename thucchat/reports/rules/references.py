"""The table of references: every value that a report prints, in the order of reading."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from thucchat.kernel import formats
from thucchat.reports.rules.content import Figure, Reference, ReportContent, SnapshotMark, figures
from thucchat.reports.rules.material import Material
from thucchat.reports.rules.readings import NOTHING, Reading, number_text


def mapped(value: Any, change: Callable[[Figure], Figure]) -> Any:
    """Return a copy of a content value with every figure replaced by ``change(figure)``."""
    if isinstance(value, Figure):
        return change(value)
    if isinstance(value, tuple):
        return tuple(mapped(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{field.name: mapped(getattr(value, field.name), change) for field in fields(value)},
        )
    return value


def with_references(content: ReportContent, material: Material) -> ReportContent:
    """Return the content with its values numbered in the order of reading, and listed."""
    order: dict[int, int] = {}
    for figure in figures(content):
        for value_id in (figure.value_id, figure.previous_id):
            if value_id is not None:
                order.setdefault(value_id, len(order) + 1)
    by_id = {r.id: (r, material.snapshot) for r in material.readings.now.values()}
    if material.previous is not None:
        by_id |= {r.id: (r, material.previous) for r in material.readings.before.values()}
    references = tuple(
        _reference(mark, *by_id[value_id], href=material.value_href(value_id))
        for value_id, mark in order.items()
    )
    marked: ReportContent = mapped(content, lambda f: replace(f, mark=order[f.value_id]))
    return replace(marked, references=references)


UNITS: Mapping[str, str] = {"percent": "%", "tasks": "nhiệm vụ", "days": "ngày", "times": "lần"}


def _reference(mark: int, reading: Reading, snapshot: SnapshotMark, *, href: str) -> Reference:
    def count(number: Any) -> str:
        return "–" if number is None else formats.decimal_text(number)

    exact = reading.exact
    digits = 2 if reading.unit == "percent" else 1 if reading.unit == "days" else 0
    value = NOTHING if exact is None else number_text(exact, reading.unit, "value", digits)
    if reading.small and reading.unit == "percent":
        value = "–"  # too few for a rate: the counts stand beside it
    return Reference(
        mark=mark,
        value_id=reading.id,
        indicator=reading.indicator,
        version=reading.version,
        name=reading.name,
        dimension=reading.label if reading.dimension else "Toàn bộ",
        numerator=count(reading.numerator),
        denominator=count(reading.denominator),
        value=value,
        unit=UNITS.get(reading.unit, reading.unit),
        as_of=reading.as_of,
        snapshot=snapshot.sha256[:12],
        href=href,
    )
