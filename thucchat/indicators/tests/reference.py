"""Every formula once more, naively: one row at a time, in plain Python."""

from datetime import date, timedelta
from typing import Any

from thucchat.kernel import parameters
from thucchat.tasks.rules import Standing, report57

Row = dict[str, Any]
Counted = tuple[int, int]  # numerator, denominator of one row


def standing(row: Row) -> Standing:
    claimed, awaiting = row["claimed_level"], row["awaiting_level"]
    return Standing(
        kind=row["kind"],
        due_on=row["due_on"],
        required_level=row["required_level"],
        declared=claimed is not None and claimed >= row["required_level"],
        awaiting_level=awaiting,
        recognised_level=row["recognised_level"],
        finished_on=row["finished_on"],
    )


def of_deadline(count):
    """Count a deadline task by its standing and the day; a regular one not at all."""

    def counted(row: Row, on: date) -> Counted:
        return count(standing(row), row, on) if row["kind"] == "deadline" else (0, 0)

    return counted


def in_class(name: str):
    return of_deadline(lambda s, row, on: (report57(s, on=on) == name, 1))


def of_declared(pick):
    return of_deadline(lambda s, row, on: (s.declared and pick(s), s.declared))


def done_of_due(s: Standing, row: Row, on: date) -> Counted:
    late = report57(s, on=on) == "overdue"
    return s.done, s.done or late


def on_time(s: Standing, row: Row, on: date) -> Counted:
    late = s.finished_on is not None and s.due_on is not None and s.finished_on > s.due_on
    return s.recognised and not late, s.recognised


def stuck(s: Standing, row: Row, on: date) -> Counted:
    days = parameters.value("stuck_days", on=on)
    quiet = (row["last_word_on"] or row["issued_on"]) < on - timedelta(days=days)
    return quiet and not s.done, not s.done


def six_clears(row: Row, on: date) -> Counted:
    return all(value for name, value in row.items() if name.startswith("clear_")), 1


TASKS = {
    "tasks.total": lambda row, on: (1, 1),
    "tasks.with_deadline": lambda row, on: (row["kind"] == "deadline", 1),
    "tasks.regular": lambda row, on: (row["kind"] == "regular", 1),
    "tasks.done": in_class("done"),
    "tasks.within": in_class("within"),
    "tasks.overdue": in_class("overdue"),
    "tasks.recognised": of_deadline(lambda s, row, on: (s.recognised, 1)),
    "tasks.declared": of_deadline(lambda s, row, on: (s.declared, 1)),
    "tasks.done_of_due": of_deadline(done_of_due),
    "tasks.on_time": of_deadline(on_time),
    "tasks.recognised_of_declared": of_declared(lambda s: s.recognised),
    "tasks.awaiting": of_declared(lambda s: s.awaiting),
    "tasks.hollow": of_declared(lambda s: s.hollow),
    "tasks.gap": of_declared(lambda s: not s.recognised),
    "tasks.stuck": of_deadline(stuck),
    "tasks.six_clears": six_clears,
    "tasks.ever_returned": lambda row, on: (row["returns"] > 0, row["claims"] > 0),
    "tasks.extended": of_deadline(lambda s, row, on: (row["moves"] > 0, 1)),
    "tasks.moves": of_deadline(lambda s, row, on: (row["moves"], 1)),
    "tasks.moved_days": of_deadline(lambda s, row, on: (row["moved_days"], 1)),
}
CLAIMS = {
    "claims.decided": lambda row, on: (row["decided_at"] is not None, 1),
    "claims.days_to_decision": lambda row, on: (row["decided_at"] is not None, 1),
}
