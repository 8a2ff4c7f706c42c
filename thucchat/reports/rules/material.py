"""What the monthly report is made of: values, tasks and difficulties of a snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from thucchat.kernel import formats
from thucchat.kernel.periods import Period
from thucchat.reports.rules.content import SnapshotMark, Words
from thucchat.reports.rules.readings import NOTHING, Readings


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task as the snapshot holds it; ``status`` is a class of the 57 report."""

    code: str
    title: str
    lead: str
    due_on: date | None
    required: str
    claimed: str
    recognised: str
    status: str
    status_label: str
    href: str
    top: bool = True  # not split from another task


@dataclass(frozen=True, slots=True)
class Difficulty:
    """The newest difficulty that a body reported on a task within the period."""

    code: str
    lead: str
    on: date
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made of; nothing else may enter it."""

    kind: str
    period: str
    snapshot: SnapshotMark
    previous: SnapshotMark | None
    readings: Readings
    tasks: tuple[TaskLine, ...]
    difficulties: tuple[Difficulty, ...]
    value_href: Callable[[int], str]
    notice: str = ""  # printed on every page: that the figures are samples


def named_words(material: Material) -> dict[str, Words]:
    """Return the placeholders that are words: the period, the days."""
    period = Period.parse(material.period)
    follows = period.ends_on
    day = formats.date_text(material.snapshot.on)
    before = formats.date_text(material.previous.on) if material.previous else NOTHING
    return {
        "period": Words(month_name(period.starts_on), kind="day"),
        "next_period": Words(month_name(follows), kind="day"),
        "next_period_upper": Words(month_name(follows).upper(), kind="day"),
        "as_of": Words(day, kind="day"),
        "previous_as_of": Words(before, kind="day"),
    }


def month_name(day: date) -> str:
    """Write the month of a day: «tháng 10 năm 2026»."""
    return f"tháng {day.month} năm {day.year}"


def task_list(which: str, material: Material) -> list[TaskLine]:
    """List the overdue tasks, the longest overdue first, or those due in the next month."""
    if which == "overdue":
        found = [task for task in material.tasks if task.status == "overdue"]
    else:
        first = Period.parse(material.period).ends_on
        following = Period.months(first.year, first.month)
        found = [
            task
            for task in material.tasks
            if task.status == "within" and task.due_on is not None and task.due_on in following
        ]
    return sorted(found, key=lambda task: (task.due_on or date.max, task.code))
