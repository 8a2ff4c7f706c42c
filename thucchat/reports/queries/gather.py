"""The material that a new report is made of, and its content."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from pyarrow import parquet

from thucchat.analytics import queries as snapshots
from thucchat.analytics.models import Snapshot
from thucchat.indicators.models import DefinitionVersion, Value
from thucchat.kernel.paths import DATA
from thucchat.kernel.periods import Period, day_end, day_start
from thucchat.orgs.choices import Bloc
from thucchat.progress.models import ProgressReport
from thucchat.reports.queries.snapshots import check_files
from thucchat.reports.rules import monthly, outline
from thucchat.reports.rules.content import ReportContent, SnapshotMark
from thucchat.reports.rules.material import Difficulty, Material, TaskLine
from thucchat.reports.rules.outline import Outline
from thucchat.reports.rules.readings import Reading, Readings
from thucchat.tasks import rules as task_rules
from thucchat.tasks.choices import ResultLevel

DIMENSIONS = ("", "bloc", "lead")
DEMO_NOTICE = "BẢN TRÌNH DIỄN, SỐ LIỆU MẪU"


def outline_of(kind: str) -> Outline:
    """Read the outline of a kind of report."""
    return outline.read(DATA / "reports" / f"{kind}.yaml")


def value_address(value_id: int) -> str:
    """Return the absolute address of a value's page, as printed files carry it."""
    return settings.SITE_URL + reverse("indicators:value", args=[value_id])


def task_address(code: str) -> str:
    """Return the absolute address of a task's page."""
    return settings.SITE_URL + reverse("dashboards:task", args=[code])


def compose(kind: str, period: str, snapshot: Snapshot) -> tuple[ReportContent, Outline, Material]:
    """Build the content of a report anew, with what it was made of."""
    plan = outline_of(kind)
    made_of = material(kind, period, snapshot, plan)
    return monthly.build(plan, made_of), plan, made_of


def material(kind: str, period: str, snapshot: Snapshot, plan: Outline) -> Material:
    """Gather a report's material; five statements and two files, whatever the length."""
    check_files(snapshot)
    span = Period.parse(period)
    before = snapshots.newest(on=span.starts_on - timedelta(days=1))
    names = _body_names(snapshot)
    tasks = tuple(_task_lines(snapshot, names))
    readings = Readings(
        _readings(snapshot, plan, names),
        _readings(before, plan, names) if before else (),
        specs=plan.figures,
    )
    return Material(
        kind=kind,
        period=period,
        snapshot=_mark(snapshot),
        previous=_mark(before) if before else None,
        readings=readings,
        tasks=tasks,
        difficulties=tuple(_difficulties(span, snapshot, names, {task.code for task in tasks})),
        value_href=value_address,
        notice=DEMO_NOTICE if settings.DEMO else "",
    )


def _mark(snapshot: Snapshot) -> SnapshotMark:
    return SnapshotMark(snapshot.pk, snapshot.on, snapshot.taken_at, snapshot.sha256)


def _readings(snapshot: Snapshot, plan: Outline, names: dict[str, str]) -> list[Reading]:
    """
    Return the values of the newest version of each indicator, blocs in their fixed order.

    Bodies go by their full names (``names``, by code), as an official text demands.
    """
    wanted = {spec.indicator for spec in plan.figures.values()}
    known = {(d.indicator_id, d.version): d.content for d in DefinitionVersion.objects.all()}
    values = Value.objects.filter(
        snapshot=snapshot, indicator_id__in=wanted, dimension__in=DIMENSIONS
    )
    newest: dict[tuple[str, str, str], Value] = {}
    for value in values.order_by("definition_version", "pk"):
        newest[value.indicator_id, value.dimension, value.key] = value
    blocs = {code: place for place, code in enumerate(Bloc.values)}
    ordered = sorted(newest.values(), key=lambda v: (v.dimension, blocs.get(v.key, 0), v.pk))
    return [
        _reading(value, known[value.indicator_id, value.definition_version], snapshot.on, names)
        for value in ordered
    ]


def _reading(value: Value, definition: dict[str, Any], on: date, names: dict[str, str]) -> Reading:
    is_body = value.dimension == "lead"
    code = definition["code"]
    return Reading(
        id=value.pk,
        indicator=value.indicator_id,
        version=value.definition_version,
        name=f"{code}. {definition['name']}" if code else definition["name"],
        dimension=value.dimension,
        key=value.key,
        label=names.get(value.key, value.key_label) if is_body else value.key_label,
        numerator=Decimal(value.numerator),
        denominator=Decimal(value.denominator),
        value=value.value,
        unit=value.unit,
        as_of=on,
        min_denominator=definition["min_denominator"],
    )


def _rows(snapshot: Snapshot, table: str, columns: Iterable[str]) -> list[dict[str, Any]]:
    path = snapshots.folder_of(snapshot) / f"{table}.parquet"
    rows: list[dict[str, Any]] = parquet.read_table(path, columns=list(columns)).to_pylist()
    return rows


def _body_names(snapshot: Snapshot) -> dict[str, str]:
    return {row["code"]: row["name"] for row in _rows(snapshot, "organisation", ("code", "name"))}


TASK_COLUMNS = (
    *("code", "title", "lead_code", "kind", "parent_id", "due_on", "required_level"),
    *("claimed_level", "awaiting_level", "recognised_level", "finished_on"),
)


def _task_lines(snapshot: Snapshot, names: dict[str, str]) -> list[TaskLine]:
    return [_task_line(row, names, snapshot.on) for row in _rows(snapshot, "task", TASK_COLUMNS)]


def _task_line(row: dict[str, Any], names: dict[str, str], on: date) -> TaskLine:
    claimed = row["claimed_level"]
    facts = task_rules.Standing(
        kind=row["kind"],
        due_on=row["due_on"],
        required_level=row["required_level"],
        declared=claimed is not None and claimed >= row["required_level"],
        awaiting_level=row["awaiting_level"],
        recognised_level=row["recognised_level"],
        finished_on=row["finished_on"],
    )
    status = task_rules.report57(facts, on=on)
    label = task_rules.LABELS_57[status]
    if facts.awaiting:
        label = "Chờ công nhận"
    return TaskLine(
        code=row["code"],
        title=row["title"],
        lead=names.get(row["lead_code"], row["lead_code"]),
        due_on=row["due_on"],
        required=_level(row["required_level"]),
        claimed=_level(claimed),
        recognised=_level(row["recognised_level"]),
        status=status,
        status_label=label,
        href=task_address(row["code"]),
        top=row["parent_id"] is None,
    )


def _level(level: int | None) -> str:
    return "" if level is None else str(ResultLevel(level).label)


def _difficulties(
    span: Period, snapshot: Snapshot, names: dict[str, str], codes: set[str]
) -> list[Difficulty]:
    """
    List the newest difficulty of each task in force reported in the period, newest first.

    Reports are never changed, and what came after the snapshot's day is left out: the same
    snapshot gives the same list for ever.
    """
    sent = ProgressReport.objects.filter(
        submitted_at__gte=day_start(span.starts_on), submitted_at__lt=day_end(snapshot.on)
    ).exclude(difficulty="")
    newest: dict[int, ProgressReport] = {}
    for report in sent.select_related("task", "organisation").order_by("submitted_at", "pk"):
        if report.task.code in codes:
            newest[report.task_id] = report
    found = sorted(newest.values(), key=lambda r: (r.submitted_at, r.pk), reverse=True)
    return [
        Difficulty(
            code=r.task.code,
            lead=names.get(r.organisation.code, r.organisation.name),
            on=r.on,
            text=r.difficulty,
            href=task_address(r.task.code),
        )
        for r in found
    ]
