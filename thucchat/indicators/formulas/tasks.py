"""Counting tasks. A row of ``task`` is one in force: drafts and cancelled ones are not there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import ibis
from ibis import _
from ibis.expr.types import BooleanValue

from thucchat.kernel import parameters

Tables = Mapping[str, ibis.Table]
CLEARS = ("person", "work", "time", "responsibility", "product", "authority")
EVERY = ibis.literal(True)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a task stands at, as expressions of a row; the words of ``tasks.rules.Standing``."""

    declared: BooleanValue  # a claim at the required level was submitted, ever
    recognised: BooleanValue  # the level that stands is the required one or higher
    awaiting: BooleanValue  # not recognised, and the claim that waits is at the required level
    past_due: BooleanValue  # the deadline, if there is one, is before the day

    @property
    def done(self) -> BooleanValue:
        """Done as the 57 report counts: recognised or awaiting."""
        return self.recognised | self.awaiting

    @property
    def overdue(self) -> BooleanValue:
        """Not done and past the deadline: the last day itself is in time."""
        return self.past_due & ~self.done

    @property
    def within(self) -> BooleanValue:
        """Not done and not past the deadline."""
        return ~self.past_due & ~self.done

    @property
    def hollow(self) -> BooleanValue:
        """Declared, neither recognised nor awaiting: returned, too low, or reopened."""
        return self.declared & ~self.done


def deadline_tasks(tables: Tables) -> ibis.Table:
    """Return the tasks that have a deadline."""
    return tables["task"].filter(_.kind == "deadline")


def standing(rows: ibis.Table, *, on: date) -> Standing:
    """Return what each of ``rows`` stands at on the day; nothing known counts as no."""
    recognised = (rows.recognised_level >= rows.required_level).fill_null(False)
    return Standing(
        declared=(rows.claimed_level >= rows.required_level).fill_null(False),
        recognised=recognised,
        awaiting=(rows.awaiting_level >= rows.required_level).fill_null(False) & ~recognised,
        past_due=(rows.due_on < ibis.literal(on)).fill_null(False),
    )


def total(tables: Tables, *, on: date) -> ibis.Table:  # noqa: ARG001
    """Numerator, denominator: every task."""
    return tables["task"].mutate(numerator=EVERY, denominator=EVERY)


def with_deadline(tables: Tables, *, on: date) -> ibis.Table:  # noqa: ARG001
    """Numerator: tasks that have a deadline; denominator: every task."""
    return tables["task"].mutate(numerator=_.kind == "deadline", denominator=EVERY)


def regular(tables: Tables, *, on: date) -> ibis.Table:  # noqa: ARG001
    """Numerator: tasks that recur; denominator: every task."""
    return tables["task"].mutate(numerator=_.kind == "regular", denominator=EVERY)


def _of_all(tables: Tables, on: date, name: str) -> ibis.Table:
    rows = deadline_tasks(tables)
    return rows.mutate(numerator=getattr(standing(rows, on=on), name), denominator=EVERY)


def _of_declared(tables: Tables, on: date, name: str) -> ibis.Table:
    rows = deadline_tasks(tables)
    at = standing(rows, on=on)
    return rows.mutate(numerator=getattr(at, name) & at.declared, denominator=at.declared)


def done(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: done as the 57 report counts; denominator: deadline tasks."""
    return _of_all(tables, on, "done")


def recognised(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: recognised; denominator: deadline tasks."""
    return _of_all(tables, on, "recognised")


def within(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: not done and not past the deadline; denominator: deadline tasks."""
    return _of_all(tables, on, "within")


def overdue(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: not done and past the deadline; denominator: deadline tasks. Since: its day."""
    return _of_all(tables, on, "overdue").mutate(since=_.due_on)


def declared(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: declared done, ever; denominator: deadline tasks."""
    return _of_all(tables, on, "declared")


def done_of_due(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: done; denominator: done or overdue. The Government's way."""
    rows = deadline_tasks(tables)
    at = standing(rows, on=on)
    return rows.mutate(numerator=at.done, denominator=at.done | at.overdue)


def on_time(tables: Tables, *, on: date) -> ibis.Table:
    """
    Numerator: recognised, the submission not after the deadline; denominator: recognised.

    A task whose deadline nobody named is in time.
    """
    rows = deadline_tasks(tables)
    at = standing(rows, on=on)
    in_time = (rows.finished_on <= rows.due_on).fill_null(True)
    return rows.mutate(numerator=at.recognised & in_time, denominator=at.recognised)


def recognised_of_declared(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: recognised; denominator: declared."""
    return _of_declared(tables, on, "recognised")


def awaiting(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: declared and waiting for a decision; denominator: declared."""
    return _of_declared(tables, on, "awaiting").mutate(since=_.last_claim_on)


def hollow(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: declared, neither recognised nor waiting; denominator: declared."""
    return _of_declared(tables, on, "hollow").mutate(since=_.last_claim_on)


def gap(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: declared and not recognised; denominator: declared."""
    rows = deadline_tasks(tables)
    at = standing(rows, on=on)
    return rows.mutate(numerator=at.declared & ~at.recognised, denominator=at.declared)


def stuck(tables: Tables, *, on: date) -> ibis.Table:
    """
    Numerator: no report or claim for more than ``stuck_days``; denominator: not done.

    Deadline tasks; before the first report the day of issue counts. ``stuck_days`` is the
    parameter in force on ``on``.
    """
    days = parameters.value("stuck_days", on=on)
    rows = deadline_tasks(tables)
    at = standing(rows, on=on)
    since = ibis.coalesce(rows.last_word_on, rows.issued_on)
    silent = since < ibis.literal(on - timedelta(days=days))
    return rows.mutate(since=since, numerator=silent & ~at.done, denominator=~at.done)


def six_clears(tables: Tables, *, on: date) -> ibis.Table:  # noqa: ARG001
    """Numerator: all six clears are met; denominator: every task."""
    task = tables["task"]
    met = ibis.and_(*(task[f"clear_{name}"] for name in CLEARS))
    return task.mutate(numerator=met, denominator=EVERY)


def ever_returned(tables: Tables, *, on: date) -> ibis.Table:  # noqa: ARG001
    """Numerator: a claim was returned, ever; denominator: a claim was submitted, ever."""
    return tables["task"].mutate(numerator=_.returns > 0, denominator=_.claims > 0)


def extended(tables: Tables, *, on: date) -> ibis.Table:  # noqa: ARG001
    """Numerator: the deadline moved, ever; denominator: deadline tasks."""
    return deadline_tasks(tables).mutate(numerator=_.moves > 0, denominator=EVERY)


def moves(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: how often the deadline moved, a number; denominator: deadline tasks."""
    return extended(tables, on=on).mutate(numerator=_.moves)


def moved_days(tables: Tables, *, on: date) -> ibis.Table:
    """Numerator: calendar days by which the deadline moved; denominator: deadline tasks."""
    return extended(tables, on=on).mutate(numerator=_.moved_days)
