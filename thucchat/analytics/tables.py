"""The columns that a snapshot holds: the contract between the facts and every formula."""

from dataclasses import dataclass

import pyarrow as pa

VERSION = 1  # raise it when a column changes its meaning; it is part of a snapshot's hash

TEXT = pa.string()
NUMBER = pa.int64()
SMALL = pa.int16()
DAY = pa.date32()
INSTANT = pa.timestamp("us", tz="UTC")
YES_NO = pa.bool_()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, Arrow type, meaning; ``null`` says what an empty cell means."""

    name: str
    type: pa.DataType
    meaning: str
    null: str = ""  # empty: never null


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a snapshot: what a row is, and its columns."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the file."""
        return pa.schema([pa.field(c.name, c.type, nullable=bool(c.null)) for c in self.columns])

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [c.name for c in self.columns]


# What a task passes on to its claims and deadline changes, so that all group alike.
PLACE = (
    Column("lead_code", TEXT, "code of the lead body"),
    Column("bloc", TEXT, "bloc of the lead body; orgs.choices.Bloc"),
    Column("province_code", TEXT, "province that the lead body is or lies in; '' central"),
    Column("resolution", TEXT, "number of the resolution"),
    Column("axis", TEXT, "tasks.choices.Axis; '' not set"),
    Column("field", TEXT, "tasks.choices.Field; '' not set"),
    Column("kind", TEXT, "deadline or regular"),
)

TASK = Table(
    "task",
    "a task in force on the day: issued by then, not cancelled by then",
    (
        Column("task_id", NUMBER, "key"),
        Column("code", TEXT, "code on every page"),
        Column("title", TEXT, "what is to be done"),
        *PLACE,
        Column("product_kind", TEXT, "tasks.choices.ProductKind; '' not set"),
        Column("owner_code", TEXT, "code of the body that laid it on and follows it"),
        Column("parent_id", NUMBER, "the task it was split from", null="not split"),
        Column("required_level", SMALL, "result level that it must reach"),
        Column("issued_on", DAY, "day of issue"),
        Column("due_on", DAY, "deadline in force on the day", null="none is set"),
        Column("original_due_on", DAY, "the first deadline", null="none is set"),
        Column("moves", SMALL, "how often the deadline moved by then"),
        Column("moved_days", NUMBER, "calendar days by which it moved in all"),
        *(
            Column(f"clear_{name}", YES_NO, f"six clears: {name}")
            for name in ("person", "work", "time", "responsibility", "product", "authority")
        ),
        Column("claims", SMALL, "claims submitted by then"),
        Column("claimed_level", SMALL, "the highest level ever claimed", null="no claim"),
        Column("last_claim_on", DAY, "day of the newest submitted claim", null="no claim"),
        Column("awaiting_level", SMALL, "level of the claim that waits", null="none waits"),
        Column("recognised_level", SMALL, "level recognised and not taken back", null="none"),
        Column(
            "finished_on",
            DAY,
            "day of the submission that stands recognised at the required level",
            null="not recognised at that level",
        ),
        Column("returns", SMALL, "how often a claim was returned"),
        Column("reopenings", SMALL, "how often a recognition was taken back"),
        Column("last_word_on", DAY, "day of the newest report or claim", null="none yet"),
    ),
)

CLAIM = Table(
    "claim",
    "a claim submitted by the day, of a task in force on the day",
    (
        Column("claim_id", NUMBER, "key"),
        Column("task_id", NUMBER, "the task"),
        Column("code", TEXT, "code of the task"),
        Column("title", TEXT, "of the task"),
        *PLACE,
        Column("level", SMALL, "level claimed"),
        Column("required_level", SMALL, "level that the task must reach"),
        Column("submitted_at", INSTANT, "server time of the submission"),
        Column("decided_at", INSTANT, "server time of the decision", null="waits"),
        Column("verdict", TEXT, "verification.choices.Verdict; '' waits"),
        Column("recognised_level", SMALL, "level recognised", null="returned, or waits"),
        Column("reason", TEXT, "verification.choices.ReturnReason; '' not returned"),
        Column("reopened_at", INSTANT, "when the recognition was taken back", null="stands"),
    ),
)

DEADLINE_CHANGE = Table(
    "deadline_change",
    "one move of a deadline by the day, of a task in force on the day",
    (
        Column("change_id", NUMBER, "key"),
        Column("task_id", NUMBER, "the task"),
        Column("code", TEXT, "code of the task"),
        Column("title", TEXT, "of the task"),
        *PLACE,
        Column("old_due_on", DAY, "deadline before"),
        Column("new_due_on", DAY, "deadline after"),
        Column("at", INSTANT, "server time"),
        Column("requested", YES_NO, "on the lead body's request; no: by a new directive"),
    ),
)

ORGANISATION = Table(
    "organisation",
    "a body known on the day, ended ones too: a task may still name it",
    (
        Column("code", TEXT, "key"),
        Column("name", TEXT, "full name"),
        Column("short_name", TEXT, "name in tables"),
        Column("bloc", TEXT, "orgs.choices.Bloc"),
        Column("level", TEXT, "orgs.choices.Level"),
        Column("parent_code", TEXT, "body above; '' the root"),
        Column("province_code", TEXT, "province it is or lies in; '' central"),
        Column("sort_key", TEXT, "Vietnamese alphabetical order"),
        Column("valid_from", DAY, "first day", null="before records began"),
        Column("valid_to", DAY, "last day, where it is past", null="in being on the day"),
    ),
)

SUBTREE = Table(
    "subtree",
    "that a body is another, or lies below it; the root and bodies with none below are left out",
    (
        Column("top_code", TEXT, "the body above"),
        Column("lead_code", TEXT, "the body itself or one below it"),
    ),
)

TABLES = {table.name: table for table in (TASK, CLAIM, DEADLINE_CHANGE, ORGANISATION, SUBTREE)}
