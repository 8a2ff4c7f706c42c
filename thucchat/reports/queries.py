"""Questions about reports, and the material that a new one is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from pyarrow import parquet

from thucchat.analytics import queries as snapshots
from thucchat.analytics.models import Snapshot
from thucchat.indicators.models import DefinitionVersion, Value
from thucchat.kernel.errors import Refused
from thucchat.kernel.paths import DATA
from thucchat.kernel.periods import Period, day_end, day_start
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability, Bloc
from thucchat.orgs.models import User
from thucchat.progress.models import ProgressReport
from thucchat.reports.choices import Format, Kind, State
from thucchat.reports.models import Report
from thucchat.reports.rendering import docx_file, pdf_file
from thucchat.reports.rules import check, content, monthly, outline
from thucchat.reports.rules.content import ReportContent, SnapshotMark
from thucchat.reports.rules.material import Difficulty, Material, TaskLine
from thucchat.reports.rules.outline import Outline
from thucchat.reports.rules.readings import Reading, Readings
from thucchat.tasks import rules as task_rules
from thucchat.tasks.choices import ResultLevel

DIMENSIONS = ("", "bloc", "lead")
RENDERERS = {Format.DOCX: docx_file, Format.PDF: pdf_file}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the list."""

    id: int
    title: str
    period: str
    number: str
    state: State
    on: date
    created_at: datetime
    created_by: str
    issued_at: datetime | None
    issued_by: str


# ------------------------------------------------------------------ who, what


def check_may_read(user: User) -> None:
    """Refuse a person whose scope is not the whole country: the annex names every task."""
    if not orgs.sees_all(user):
        raise Refused(
            "reports.scope",
            "Báo cáo tổng hợp nêu nhiệm vụ của mọi cơ quan nên chỉ người được xem toàn quốc mới mở "
            "được. Hãy đề nghị quản trị hệ thống của Cơ quan Thường trực cấp vai trò.",
        )


def may_issue(user: User) -> bool:
    """Say whether the person may draft and issue reports of the whole country."""
    root = orgs.root_id()
    return root is not None and orgs.may(user, Ability.ISSUE_REPORT, root)


def check_may_issue(user: User) -> None:
    """Refuse a person who may not draft and issue reports of the whole country."""
    root = orgs.root_id()
    if root is None:
        raise Refused("reports.no_root", "Chưa nạp danh mục cơ quan nên chưa lập được báo cáo.")
    orgs.check_may(user, Ability.ISSUE_REPORT, root)


def listed() -> list[ReportRow]:
    """List every report, the newest period first; one statement."""
    found = Report.objects.select_related("snapshot", "created_by", "issued_by").defer("content")
    return [
        ReportRow(
            id=r.pk,
            title=r.title,
            period=r.period,
            number=r.number,
            state=State(r.state),
            on=r.snapshot.on,
            created_at=r.created_at,
            created_by=str(r.created_by),
            issued_at=r.issued_at,
            issued_by=str(r.issued_by or ""),
        )
        for r in found
    ]


def usable_snapshots() -> QuerySet[Snapshot]:
    """Return the snapshots whose values are computed, the newest first."""
    computed = Value.objects.filter(dimension="").values("snapshot")
    return Snapshot.objects.filter(pk__in=computed)


def month(period: str) -> Period:
    """Read the period of a monthly report, refused where it is not one month."""
    try:
        span = Period.parse(period)
    except ValueError:
        span = None
    if (
        span is None
        or span.ends_on != Period.months(span.starts_on.year, span.starts_on.month).ends_on
    ):
        raise Refused(
            "reports.period", f"Kỳ «{period}» chưa đúng. Hãy ghi năm-tháng, ví dụ 2026-10."
        )
    return span


def basis(period: str) -> Snapshot:
    """Return the last snapshot of the month; refused, with what to run, where there is none."""
    span = month(period)
    found = Snapshot.objects.filter(on__gte=span.starts_on, on__lt=span.ends_on).first()
    if found is None:
        raise Refused(
            "reports.no_snapshot",
            f"Tháng {span.starts_on:%m/%Y} chưa có bản chốt số liệu. Hãy chạy lệnh "
            f"thucchat snapshot --on {span.last_day:%Y-%m-%d} rồi lập báo cáo.",
        )
    check_basis(span, found)
    return found


def check_basis(span: Period, snapshot: Snapshot) -> None:
    """Refuse a snapshot of another month, or one whose values are not computed."""
    if snapshot.on not in span:
        raise Refused(
            "reports.snapshot",
            f"Bản chốt ngày {snapshot.on:%d/%m/%Y} không thuộc tháng {span.starts_on:%m/%Y}. Hãy "
            f"chọn bản chốt từ ngày {span.starts_on:%d/%m/%Y} đến ngày {span.last_day:%d/%m/%Y}.",
        )
    if not Value.objects.filter(snapshot=snapshot, dimension="").exists():
        raise Refused(
            "reports.no_values",
            f"Bản chốt ngày {snapshot.on:%d/%m/%Y} chưa được tính chỉ số. Hãy chạy lệnh "
            f"thucchat snapshot --on {snapshot.on:%Y-%m-%d} rồi lập lại.",
        )


def issued_for(kind: Kind, period: str) -> Report | None:
    """Return the newest issued report of the period."""
    found = Report.objects.filter(kind=kind, period=period, state=State.ISSUED)
    return found.order_by("-issued_at").first()


# ------------------------------------------------------------------ material


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
    """Gather a report's material; four statements and two files, whatever the length."""
    span = Period.parse(period)
    before = snapshots.newest(on=span.starts_on - timedelta(days=1))
    names = _body_names(snapshot)
    tasks = tuple(_task_lines(snapshot, names))
    readings = Readings(
        _readings(snapshot, plan), _readings(before, plan) if before else (), specs=plan.figures
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
    )


def _mark(snapshot: Snapshot) -> SnapshotMark:
    return SnapshotMark(snapshot.pk, snapshot.on, snapshot.taken_at, snapshot.sha256)


def _readings(snapshot: Snapshot, plan: Outline) -> list[Reading]:
    """Return the values of the newest version of each indicator, blocs in their fixed order."""
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
        _reading(value, known[value.indicator_id, value.definition_version], snapshot.on)
        for value in ordered
    ]


def _reading(value: Value, definition: dict[str, Any], on: date) -> Reading:
    code = definition["code"]
    return Reading(
        id=value.pk,
        indicator=value.indicator_id,
        version=value.definition_version,
        name=f"{code}. {definition['name']}" if code else definition["name"],
        dimension=value.dimension,
        key=value.key,
        label=value.key_label,
        numerator=Decimal(value.numerator),
        denominator=Decimal(value.denominator),
        value=value.value,
        unit=value.unit,
        as_of=on,
        min_denominator=definition["min_denominator"],
    )


def _rows(snapshot: Snapshot, table: str, columns: Iterable[str]) -> list[dict[str, Any]]:
    path = Path(snapshots.folder_of(snapshot)) / f"{table}.parquet"
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


# ------------------------------------------------------------------ a report


def content_of(report: Report) -> ReportContent:
    """Return the content as it was drafted or issued."""
    read: ReportContent = content.from_json(report.content)
    return read


def findings(report: Report) -> list[check.Finding]:
    """Check the stored content against the stored values and the snapshot's file."""
    plan = outline_of(report.kind)
    made_of = material(report.kind, report.period, report.snapshot, plan)
    return check.check(content_of(report), plan, made_of.readings, task_count=len(made_of.tasks))


def rendered(drawn: ReportContent, form: Format) -> bytes:
    """Draw the content as a file."""
    data: bytes = RENDERERS[form].render(drawn)
    return data


def file_of(report: Report, form: Format) -> bytes:
    """Return the frozen file of an issued report; a draft is drawn now."""
    if report.state == State.DRAFT:
        return rendered(content_of(report), form)
    stored = report.docx if form == Format.DOCX else report.pdf
    with stored.open("rb") as stream:
        data: bytes = stream.read()
    return data


def altered_files(report: Report) -> list[Format]:
    """List the files of an issued report that are missing or differ from their hash."""
    hashes = {Format.DOCX: report.docx_sha256, Format.PDF: report.pdf_sha256}
    altered = []
    for form, expected in hashes.items():
        try:
            actual = sha256(file_of(report, form)).hexdigest()
        except FileNotFoundError:
            actual = ""
        if actual != expected:
            altered.append(form)
    return altered
