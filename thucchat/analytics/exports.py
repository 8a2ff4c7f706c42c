"""From the facts to Parquet: every table as it stood just before an instant."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.db.models import Max
from pyarrow import parquet

from thucchat.analytics import rules, tables
from thucchat.kernel.periods import local_day
from thucchat.orgs.choices import Level
from thucchat.orgs.models import Closure, Organisation
from thucchat.progress.models import Claim, ProgressReport
from thucchat.tasks import rules as task_rules
from thucchat.tasks.models import DeadlineChange, Task

BATCH = 4000  # tasks; each batch costs four statements
MANIFEST = "manifest.json"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Body:
    """What a task needs to know of its lead body."""

    code: str
    bloc: str
    province_code: str


@dataclass(slots=True)
class Facts:
    """The dated facts of one batch of tasks, by task."""

    moves: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[int, list[rules.ClaimFact]] = field(default_factory=lambda: defaultdict(list))
    reported_at: dict[int, datetime] = field(default_factory=dict)


def write_all(folder: Path, *, on: date, cutoff: datetime) -> dict[str, int]:
    """
    Write the five tables and the manifest; return the number of rows by table.

    Memory holds one batch of tasks and the organisations. Rows stand in a fixed order and
    files carry no time of their own, so that equal facts give equal bytes.
    """
    bodies = _bodies()
    with (
        _Writer(folder, tables.TASK) as task,
        _Writer(folder, tables.CLAIM) as claim,
        _Writer(folder, tables.DEADLINE_CHANGE) as change,
    ):
        for batch in _task_batches(cutoff):
            facts = _facts(batch[0]["pk"], batch[-1]["pk"], cutoff)
            rows = [_task_row(found, facts, bodies, cutoff) for found in batch]
            task.add(rows)
            claim.add(_claim_rows(rows, facts))
            change.add(_change_rows(rows, facts, cutoff))
    with _Writer(folder, tables.ORGANISATION) as organisation:
        organisation.add(_organisation_rows(bodies, on))
    with _Writer(folder, tables.SUBTREE) as subtree:
        subtree.add(_subtree_rows())
    counts = {w.table.name: w.rows for w in (task, claim, change, organisation, subtree)}
    _write_manifest(folder, on, counts)
    return counts


def manifest_hash(folder: Path) -> str:
    """Return the SHA-256 of a folder's manifest, which names the hash of each file."""
    return file_hash(folder / MANIFEST)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def broken_files(folder: Path) -> list[str]:
    """List the files of a snapshot that are missing or differ from its manifest."""
    listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["tables"]
    bad = []
    for entry in listed.values():
        path = folder / entry["file"]
        if not path.is_file() or file_hash(path) != entry["sha256"]:
            bad.append(entry["file"])
    return bad


def _write_manifest(folder: Path, on: date, counts: dict[str, int]) -> None:
    listed = {
        name: {
            "file": f"{name}.parquet",
            "rows": rows,
            "sha256": file_hash(folder / f"{name}.parquet"),
        }
        for name, rows in counts.items()
    }
    content = {"on": on.isoformat(), "contract": tables.VERSION, "tables": listed}
    text = json.dumps(content, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


class _Writer:
    """One Parquet file, written a batch at a time."""

    def __init__(self, folder: Path, table: tables.Table) -> None:
        self.table = table
        self.rows = 0
        self._file = parquet.ParquetWriter(
            folder / f"{table.name}.parquet", table.schema, compression="zstd"
        )

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def add(self, rows: Iterable[Row]) -> None:
        """Append rows; columns that the contract does not name are left out."""
        batch = pa.Table.from_pylist(list(rows), schema=self.table.schema)
        if batch.num_rows:
            self._file.write_table(batch)
            self.rows += batch.num_rows


# ------------------------------------------------------------------ tasks

_TASK_COLUMNS = (
    "pk", "code", "title", "resolution__number", "kind", "recurrence", "field", "axis",
    "product", "product_kind", "responsible", "authority", "owner_id", "lead_id", "parent_id",
    "required_level", "issued_at", "due_on", "original_due_on",
)  # fmt: skip


def _task_batches(cutoff: datetime) -> Iterator[list[Row]]:
    counted = (
        Task.objects.filter(issued_at__lt=cutoff, lead__isnull=False)
        .exclude(cancelled_at__lt=cutoff)
        .order_by("pk")
        .values(*_TASK_COLUMNS)
    )
    last = 0
    while batch := list(counted.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1]["pk"]


_CHANGE_COLUMNS = ("pk", "task_id", "at", "old_due_on", "new_due_on", "request_id")
_CLAIM_COLUMNS = (
    "task_id", "pk", "level", "submitted_at", "decision__decided_at", "decision__verdict",
    "decision__level", "decision__reason", "decision__reopening__at",
)  # fmt: skip


def _facts(first: int, last: int, cutoff: datetime) -> Facts:
    found = Facts()
    span = {"task_id__gte": first, "task_id__lte": last}
    changes = DeadlineChange.objects.filter(**span).order_by("task_id", "at", "pk")
    for move in changes.values(*_CHANGE_COLUMNS):
        found.moves[move["task_id"]].append(dict(move))
    claims = Claim.objects.filter(**span, submitted_at__lt=cutoff)
    for row in claims.order_by("task_id", "submitted_at", "pk").values_list(*_CLAIM_COLUMNS):
        task_id, *values = row
        fact = rules.ClaimFact(*values)
        found.claims[task_id].append(rules.seen_at(fact, cutoff))
    reports = ProgressReport.objects.filter(**span, submitted_at__lt=cutoff)
    newest = reports.order_by().values_list("task_id").annotate(at=Max("submitted_at"))
    found.reported_at = dict(newest)
    return found


def _task_row(task: Row, facts: Facts, bodies: dict[int, Body], cutoff: datetime) -> Row:
    task_id = task["pk"]
    lead, owner = bodies[task["lead_id"]], bodies[task["owner_id"]]
    deadline = rules.deadline_at(
        [
            rules.Move(move["at"], move["old_due_on"], move["new_due_on"])
            for move in facts.moves.get(task_id, ())
        ],
        latest=task["due_on"],
        original=task["original_due_on"],
        cutoff=cutoff,
    )
    claims = facts.claims.get(task_id, [])
    result = rules.result_of(claims, required_level=task["required_level"])
    spoken = [claims[-1].submitted_at] if claims else []
    if task_id in facts.reported_at:
        spoken.append(facts.reported_at[task_id])
    return {
        **task,
        "task_id": task_id,
        "resolution": task["resolution__number"],
        "lead_code": lead.code,
        "bloc": lead.bloc,
        "province_code": lead.province_code,
        "owner_code": owner.code,
        "issued_on": local_day(task["issued_at"]),
        **{name: getattr(deadline, name) for name in deadline.__slots__},
        **{name: getattr(result, name) for name in result.__slots__},
        **_clears(task, deadline.due_on),
        "last_word_on": local_day(max(spoken)) if spoken else None,
    }


def _clears(task: Row, due_on: date | None) -> dict[str, bool]:
    draft = task_rules.TaskDraft(
        title=task["title"],
        resolution_id=0,
        owner_id=task["owner_id"],
        lead_id=task["lead_id"],
        kind=task["kind"],
        recurrence=task["recurrence"],
        due_on=due_on,
        responsible=task["responsible"],
        product=task["product"],
        product_kind=task["product_kind"],
        authority=task["authority"],
    )
    return {f"clear_{row.clear.value}": row.met for row in task_rules.six_clears(draft)}


_FROM_TASK = ("task_id", "code", "title", *(column.name for column in tables.PLACE))


def _claim_rows(tasks: list[Row], facts: Facts) -> Iterator[Row]:
    for task in tasks:
        place = {name: task[name] for name in _FROM_TASK}
        for claim in facts.claims.get(task["task_id"], ()):
            yield {
                **place,
                "required_level": task["required_level"],
                **{name: getattr(claim, name) for name in claim.__slots__},
            }


def _change_rows(tasks: list[Row], facts: Facts, cutoff: datetime) -> Iterator[Row]:
    for task in tasks:
        for move in facts.moves.get(task["task_id"], ()):
            if move["at"] < cutoff:
                yield {
                    **{name: task[name] for name in _FROM_TASK},
                    "change_id": move["pk"],
                    "old_due_on": move["old_due_on"],
                    "new_due_on": move["new_due_on"],
                    "at": move["at"],
                    "requested": move["request_id"] is not None,
                }


# ---------------------------------------------------------- organisations


def _bodies() -> dict[int, Body]:
    provinces = dict(
        Closure.objects.filter(ancestor__level=Level.PROVINCE).values_list(
            "descendant_id", "ancestor__code"
        )
    )
    rows = Organisation.objects.values_list("pk", "code", "bloc")
    return {pk: Body(code, bloc, provinces.get(pk, "")) for pk, code, bloc in rows}


def _organisation_rows(bodies: dict[int, Body], on: date) -> Iterator[Row]:
    found = Organisation.objects.exclude(valid_from__gt=on).order_by("code")
    for row in found.values(
        "pk", "code", "name", "short_name", "bloc", "level", "parent__code", "sort_key",
        "valid_from", "valid_to",
    ):  # fmt: skip
        ended = row["valid_to"] is not None and row["valid_to"] <= on
        yield {
            **row,
            "parent_code": row["parent__code"] or "",
            "province_code": bodies[row["pk"]].province_code,
            "valid_to": row["valid_to"] if ended else None,
        }


def _subtree_rows() -> Iterator[Row]:
    parents = Organisation.objects.exclude(parent=None).values("parent_id")
    rows = (
        Closure.objects.filter(ancestor__in=parents, ancestor__parent__isnull=False)
        .order_by("ancestor__code", "descendant__code")
        .values_list("ancestor__code", "descendant__code")
    )
    for top_code, lead_code in rows:
        yield {"top_code": top_code, "lead_code": lead_code}
