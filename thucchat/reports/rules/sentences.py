"""Sentences of the outline: which variant holds, and its words and figures."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thucchat.reports.rules.content import Figure, Span, Spans, Words
from thucchat.reports.rules.readings import NOTHING, Reading, Readings

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
TOP = re.compile(r"top (\w+) (\w+) (\d+)")
SPARE = 2  # so many more are named where they equal the last one asked for


@dataclass(frozen=True, slots=True)
class Variant:
    """A wording and what must hold for it: names of conditions to names of figures."""

    text: str
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()


Sentence = tuple[Variant, ...]


def _up(readings: Readings, name: str) -> bool:
    change = readings.change(name)
    return change is not None and change > 0


def _down(readings: Readings, name: str) -> bool:
    change = readings.change(name)
    return change is not None and change < 0


def _positive(readings: Readings, name: str) -> bool:
    return (readings.number(name) or 0) > 0


def _small(readings: Readings, name: str) -> bool:
    reading = readings.reading(name)
    return reading is not None and reading.small


CONDITIONS: Mapping[str, Callable[[Readings, str], bool]] = {
    "known": lambda readings, name: readings.number(name) is not None,
    "missing": lambda readings, name: readings.number(name) is None,
    "positive": _positive,
    "zero": lambda readings, name: readings.number(name) == 0,
    "small": _small,  # the denominator is below the indicator's minimum: no rate is given
    "up": _up,
    "down": _down,
    "same": lambda readings, name: readings.change(name) == 0,
}


def holds(variant: Variant, readings: Readings) -> bool:
    """Say whether every condition of the variant holds for every figure that it names."""
    return all(
        CONDITIONS[condition](readings, name) for condition, names in variant.when for name in names
    )


def write(sentence: Sentence, readings: Readings, words: Mapping[str, Words]) -> Spans:
    """
    Return the spans of the first variant that holds; nothing where none does.

    A variant that names the bodies with the most is passed over where none stands out.
    ``words`` are the placeholders that are not figures, such as the period's name.
    """
    for variant in sentence:
        if holds(variant, readings) and _stand_out(variant, readings):
            return fill(variant.text, readings, words)
    return ()


def _stand_out(variant: Variant, readings: Readings) -> bool:
    wanted = [TOP.fullmatch(piece) for piece in PLACEHOLDER.findall(variant.text)]
    return all(top(readings, f[1], f[2], int(f[3])) for f in wanted if f is not None)


def fill(text: str, readings: Readings, words: Mapping[str, Words]) -> Spans:
    """
    Put words and figures in the place of ``{name}``, ``{name:change}``, ``{top name dim 3}``.

    A figure without data reads «chưa có số liệu».
    """
    spans: list[Span] = []
    for position, piece in enumerate(PLACEHOLDER.split(text)):
        if position % 2 == 0:
            spans += [Words(piece)] if piece else []
        elif piece in words:
            spans.append(words[piece])
        elif found := TOP.fullmatch(piece):
            spans += top(readings, found[1], found[2], int(found[3]))
        else:
            spans.append(_figure(piece, readings) or Words(NOTHING))
    return tuple(spans)


def _figure(placeholder: str, readings: Readings) -> Figure | None:
    name, _, part = placeholder.partition(":")
    return readings.change_figure(name) if part == "change" else readings.figure(name)


def top(readings: Readings, name: str, dimension: str, count: int) -> Spans:
    """
    List the bodies with the most of something: «Bộ A (5), Bộ B (3)»; equal ones by name.

    Equal bodies are named together or not at all: nobody is blamed for standing earlier in
    the alphabet. Nothing where too many are equal for any to stand out.
    """
    spans: list[Span] = []
    leaders = _leaders(readings, name, dimension, count)
    figures = [(one.label, readings.figure(name, dimension, one.key)) for one in leaders]
    for label, figure in ((label, figure) for label, figure in figures if figure is not None):
        lead = ", " if spans else ""
        spans += [Words(lead), Words(label, kind="name"), Words(" ("), figure, Words(")")]
    return tuple(spans)


def _leaders(readings: Readings, name: str, dimension: str, count: int) -> list[Reading]:
    def most(reading: Reading) -> Decimal:
        return readings.number(name, dimension, reading.key) or Decimal(0)

    found = [r for r in readings.keys(name, dimension) if most(r) > 0]
    found.sort(key=lambda r: (-most(r), r.label))
    if len(found) <= count:
        return found
    last = most(found[count - 1])
    equal = [r for r in found if most(r) >= last]
    return equal if len(equal) <= count + SPARE else [r for r in found if most(r) > last]


DATES = re.compile(
    r"\d{2}/\d{2}/\d{4}|(?:ngày \d{1,2} )?tháng \d{1,2}(?:/\d{4}| năm \d{4})?|năm \d{4}",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\d+(?:/\d{4})?[-/](?:[A-ZĐƯ]+[-/]?)+"  # 57-NQ/TW, 71/NQ-CP
    r"|(?:Nghị quyết|Kế hoạch|Quyết định|Quy chế|Phụ lục|Bảng|Biểu đồ|Hình) (?:số )?\d+"
    r"|\b[A-Z]-\d+\b"  # K-01
)


def bare_digits(text: str) -> list[str]:
    """List the digits of a text that stand in no date, document number or numbered name."""
    left = NUMBERED.sub(" ", DATES.sub(" ", text))
    return re.findall(r"\d[\d.,]*%?", left)
