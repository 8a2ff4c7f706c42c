"""The outline of a report: ``data/reports/<kind>.yaml``, read and checked."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from thucchat.reports.rules import sentences
from thucchat.reports.rules.content import Letterhead
from thucchat.reports.rules.readings import PARTS, Spec
from thucchat.reports.rules.sentences import Sentence, Variant


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph of sentences, dropped when none of them holds."""

    sentences: tuple[Sentence, ...]
    style: str = "body"


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column: the row's name, or a figure; a rate of a small group is shown as «3/4»."""

    label: str
    width: int
    figure: str = ""


@dataclass(frozen=True, slots=True)
class RowPlan:
    """A row that is not a key of a dimension: its label and its figure for each column."""

    label: str
    figures: tuple[str, ...]
    note: Sentence = ()


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table over the keys of a dimension, or of given rows."""

    caption: str
    columns: tuple[ColumnPlan, ...]
    over: str = ""
    rows: tuple[RowPlan, ...] = ()
    keep: str = ""  # only keys where this figure is positive
    sort: str = ""  # most of this figure first; without it the order of storage
    limit: int = 0
    total: str = ""  # label of a last row of totals
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """A chart over the keys of a dimension, or of given rows."""

    caption: str
    kind: str
    title: Sentence
    series: tuple[tuple[str, str], ...]
    alt: str
    over: str = ""
    total: str = ""  # over a dimension: the figure printed behind each bar
    rows: tuple[RowPlan, ...] = ()
    keep: str = ""


@dataclass(frozen=True, slots=True)
class QuotePlan:
    """Difficulties as the bodies reported them."""

    limit: int
    lead: str
    empty: str


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """A table of tasks of the snapshot: ``overdue``, or due in the ``next`` period."""

    which: str
    caption: str
    limit: int
    more: str
    empty: str


Plan = Say | TablePlan | ChartPlan | QuotePlan | TaskPlan


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    heading: str
    level: int
    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class SumCheck:
    """That one figure is the sum of others, in total and for every key of ``over``."""

    whole: str
    parts: tuple[str, ...]
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """All that an expert may edit about a report."""

    version: int
    letterhead: Letterhead
    figures: dict[str, Spec]
    sections: tuple[Section, ...]
    annex_title: str
    annex_lead: tuple[Sentence, ...]
    annex_count: str
    annex_limit: int
    annex_more: Sentence
    sums: tuple[SumCheck, ...]


def sentence(entry: Any) -> Sentence:
    """Read a sentence: a text, one variant, or a list of variants of which the first holds."""
    if isinstance(entry, str):
        return (Variant(entry),)
    if isinstance(entry, list):
        return tuple(variant for one in entry for variant in sentence(one))
    when = entry.get("when", {})
    unknown = set(when) - set(sentences.CONDITIONS)
    if unknown:
        raise ValueError(f"unknown conditions: {sorted(unknown)}")
    held = tuple((name, tuple(figures)) for name, figures in when.items())
    return (Variant(entry["text"], held),)


def _row(entry: dict[str, Any]) -> RowPlan:
    return RowPlan(entry["label"], tuple(entry["figures"]), sentence(entry.get("note", [])))


def _table(entry: dict[str, Any]) -> TablePlan:
    columns = tuple(ColumnPlan(**column) for column in entry.pop("columns"))
    rows = tuple(_row(row) for row in entry.pop("rows", []))
    return TablePlan(columns=columns, rows=rows, **entry)


def _chart(entry: dict[str, Any]) -> ChartPlan:
    rows = tuple(_row(row) for row in entry.pop("rows", []))
    series = tuple((one["label"], one["figure"]) for one in entry.pop("series"))
    return ChartPlan(rows=rows, series=series, title=sentence(entry.pop("title")), **entry)


def _say(entry: Any, style: str) -> Say:
    return Say(tuple(sentence(one) for one in entry), style)


READERS: dict[str, Callable[[Any], Plan]] = {
    "say": lambda entry: _say(entry, "body"),
    "item": lambda entry: _say(entry, "item"),
    "table": _table,
    "chart": _chart,
    "quotes": lambda entry: QuotePlan(**entry),
    "tasks": lambda entry: TaskPlan(**entry),
}


def _section(entry: dict[str, Any]) -> Section:
    plans = []
    for block in entry.get("blocks", []):
        ((kind, content),) = block.items()
        plans.append(READERS[kind](content))
    return Section(entry["heading"], entry.get("level", 1), tuple(plans))


def _letterhead(entry: dict[str, Any]) -> Letterhead:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }
    return Letterhead(**values)


def parse(text: str) -> Outline:
    """
    Read an outline.

    :raises ValueError: it uses a figure that it does not define, or defines one wrongly.
    """
    entry = yaml.safe_load(text)
    annex = entry["annex"]
    outline = Outline(
        version=entry["version"],
        letterhead=_letterhead(entry["letterhead"]),
        figures={name: Spec(**spec) for name, spec in entry["figures"].items()},
        sections=tuple(_section(section) for section in entry["sections"]),
        annex_title=annex["title"],
        annex_lead=tuple(sentence(one) for one in annex["lead"]),
        annex_count=annex["count"],
        annex_limit=annex["limit"],
        annex_more=sentence(annex["more"]),
        sums=tuple(
            SumCheck(one["whole"], tuple(one["parts"]), tuple(one.get("over", ())))
            for one in entry["sums"]
        ),
    )
    _check(outline)
    return outline


def read(path: Path) -> Outline:
    """Read the outline in a file."""
    return parse(path.read_text(encoding="utf-8"))


def _check(outline: Outline) -> None:
    wrong = [name for name, spec in outline.figures.items() if spec.part not in PARTS]
    missing = used_figures(outline) - set(outline.figures)
    if wrong or missing:
        raise ValueError(f"outline: wrong part {wrong}, undefined figures {sorted(missing)}")


def used_figures(outline: Outline) -> set[str]:
    """Return every figure name that the outline uses anywhere."""
    found = {outline.annex_count}
    for check in outline.sums:
        found |= {check.whole, *check.parts}
    for one in (*outline.annex_lead, outline.annex_more):
        found |= _names(one)
    for section in outline.sections:
        found |= _names(sentence(section.heading))
        for plan in section.plans:
            found |= _plan_names(plan)
    return found - {""}


def _plan_names(plan: Plan) -> set[str]:
    if isinstance(plan, Say):
        return set().union(*(_names(one) for one in plan.sentences))
    if isinstance(plan, TablePlan):
        rows = {name for row in plan.rows for name in row.figures}
        return rows | {column.figure for column in plan.columns} | {plan.keep, plan.sort}
    if isinstance(plan, ChartPlan):
        rows = {name for row in plan.rows for name in row.figures}
        notes = set().union(*(_names(row.note) for row in plan.rows))
        over = {name for _, name in plan.series} if plan.over else set()
        return rows | notes | over | {plan.keep, plan.total} | _names(plan.title)
    return set()


WORDS = ("period", "next_period", "next_period_upper", "as_of", "previous_as_of")


def _names(one: Sentence) -> set[str]:
    texts = " ".join(variant.text for variant in one)
    return _placeholders(sentences.PLACEHOLDER.findall(texts)) | {
        name for variant in one for _, names in variant.when for name in names
    }


def _placeholders(found: Iterable[str]) -> set[str]:
    names = set()
    for piece in found:
        top = re.fullmatch(sentences.TOP, piece)
        name = top[1] if top else piece.partition(":")[0]
        if name not in WORDS:
            names.add(name)
    return names
