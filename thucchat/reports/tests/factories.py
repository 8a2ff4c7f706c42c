"""Values, material and stories for tests of reports."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from thucchat.analytics import actions as analytics
from thucchat.analytics.models import Snapshot
from thucchat.analytics.tests import factories as past
from thucchat.indicators import actions as indicators
from thucchat.kernel.periods import HANOI
from thucchat.orgs.models import User
from thucchat.reports import queries
from thucchat.reports.choices import Kind
from thucchat.reports.models import Report
from thucchat.reports.rules import monthly
from thucchat.reports.rules.content import ReportContent, SnapshotMark
from thucchat.reports.rules.material import Difficulty, Material, TaskLine
from thucchat.reports.rules.outline import Outline
from thucchat.reports.rules.readings import Reading, Readings

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
AT = datetime(2026, 11, 5, 9, 0, tzinfo=HANOI)

# total, recognised, awaiting, hollow, overdue, regular
BLOCS = (
    ("party", "Đảng", (20, 12, 3, 5, 4, 3)),
    ("government", "Chính phủ", (80, 40, 11, 15, 9, 7)),
    ("local", "Địa phương", (4, 1, 0, 0, 2, 0)),
)


def make_readings(
    counts: Iterable[int], place: tuple[str, str, str] = ("", "", "Toàn quốc"), **given: object
) -> list[Reading]:
    """Return every value that the outline uses, from six counts that fit one another."""
    total, recognised, awaiting, hollow, overdue, regular = counts
    deadline, done = total - regular, recognised + awaiting
    declared = done + hollow
    first, on = int(str(given.get("first", 100))), given.get("on", OCTOBER)
    rows: tuple[tuple[str, int, int, str], ...] = (
        ("task_total", total, total, "tasks"),
        ("task_with_deadline", deadline, total, "tasks"),
        ("task_regular", regular, total, "tasks"),
        ("task_done", done, deadline, "percent"),
        ("task_done_of_due", done, done + overdue, "percent"),
        ("task_recognised_rate", recognised, deadline, "percent"),
        ("task_within", deadline - done - overdue, deadline, "tasks"),
        ("task_overdue", overdue, deadline, "percent"),
        ("task_declared", declared, deadline, "tasks"),
        ("task_recognised", recognised, declared, "tasks"),
        ("task_awaiting", awaiting, declared, "tasks"),
        ("task_hollow", hollow, declared, "tasks"),
        ("task_gap", awaiting + hollow, declared, "tasks"),
        ("task_on_time", recognised, recognised, "percent"),
        ("task_extended", 0, deadline, "percent"),
        ("deadline_moves", 0, deadline, "times"),
        ("task_stuck", 0, deadline - done, "tasks"),
        ("claim_decided", recognised + hollow, declared, "percent"),
        ("task_ever_returned", hollow, declared, "percent"),
        ("task_six_clears", total, total, "percent"),
        ("claim_days_median", recognised + hollow, declared, "days"),
    )
    dimension, key, label = place
    return [
        Reading(
            id=first + number,
            indicator=indicator,
            version=1,
            name=f"Chỉ số {indicator}",
            dimension=dimension,
            key=key,
            label=label,
            numerator=Decimal(over),
            denominator=Decimal(under),
            value=Decimal("6.5") if unit == "days" else Decimal(over),
            unit=unit,
            as_of=on,  # type: ignore[arg-type] # a test's own value
            min_denominator=5 if unit == "percent" else 1,
        )
        for number, (indicator, over, under, unit) in enumerate(rows)
    ]


def outline() -> Outline:
    """Return the outline that the product ships."""
    return queries.outline_of(Kind.MONTHLY)


def make_marks() -> tuple[SnapshotMark, SnapshotMark]:
    """Return the snapshots of October and September."""
    return (
        SnapshotMark(7, OCTOBER, datetime(2026, 11, 1, 0, 5, tzinfo=HANOI), "3fa9" * 16),
        SnapshotMark(5, SEPTEMBER, datetime(2026, 10, 1, 0, 5, tzinfo=HANOI), "77ab" * 16),
    )


def make_task_line(number: int, status: str = "within", **given: object) -> TaskLine:
    """Return a task of the annex."""
    values: dict[str, object] = {
        "code": f"57-2026-{number:04d}",
        "title": "Hoàn thành cơ sở dữ liệu đất đai, kết nối với các bộ, ngành, địa phương",
        "lead": "Bộ Khoa học và Công nghệ",
        "due_on": date(2026, 8, 31) if status == "overdue" else date(2026, 11, 28),
        "required": "Có người dùng thật",
        "claimed": "",
        "recognised": "",
        "status": status,
        "status_label": {"within": "Đang thực hiện trong hạn", "overdue": "Quá hạn"}[status],
        "href": f"https://thucchat.example/nhiem-vu/57-2026-{number:04d}/",
    }
    return TaskLine(**{**values, **given})  # type: ignore[arg-type] # a test's own values


def make_material(
    now: Iterable[int] | None = None, before: Iterable[int] | None = None, **given: object
) -> Material:
    """Return material with three blocs and their sum; ``now``, ``before``: the totals alone."""
    totals = tuple(now or (sum(counts) for counts in zip(*(b[2] for b in BLOCS), strict=True)))
    readings = make_readings(totals)
    if now is None:
        for place, (key, label, counts) in enumerate(BLOCS, 2):
            readings += make_readings(counts, ("bloc", key, label), first=place * 100)
            lead = ("lead", key.upper(), f"Cơ quan {label}")
            readings += make_readings(counts, lead, first=place * 1000)
    earlier = make_readings(before, first=9000, on=SEPTEMBER) if before is not None else []
    mark, previous = make_marks()
    values: dict[str, object] = {
        "kind": "monthly",
        "period": "2026-10",
        "snapshot": mark,
        "previous": previous,
        "readings": Readings(readings, earlier, specs=outline().figures),
        "tasks": tuple(make_task_line(n, "overdue" if n < 16 else "within") for n in range(1, 105)),
        "difficulties": (
            Difficulty(
                code="57-2026-0001",
                lead="Bộ Khoa học và Công nghệ",
                on=date(2026, 10, 20),
                text="Nghị định hướng dẫn ban hành chậm 2 tháng, mới nghiệm thu 40% khối lượng.",
                href="https://thucchat.example/nhiem-vu/57-2026-0001/",
            ),
        ),
        "value_href": lambda pk: f"https://thucchat.example/so-lieu/gia-tri/{pk}/",
    }
    return Material(**{**values, **given})  # type: ignore[arg-type] # a test's own values


def make_content(**given: object) -> ReportContent:
    """Return the report of October."""
    return monthly.build(outline(), make_material(before=(104, 47, 14, 20, 17, 10), **given))


def make_snapshot(on: date = OCTOBER) -> Snapshot:
    """Take a snapshot of the tables as they were at the end of the day, and compute its values."""
    taken = analytics.take_snapshot(on, by=None, at=AT)
    indicators.compute(taken.pk, at=AT)
    return taken


def make_story() -> Snapshot:
    """Lay out a country in miniature on 31/10/2026 and take it down; see ``past.position``."""
    past.position(OCTOBER)
    return make_snapshot()


def make_row(by: User, on: date = OCTOBER, **given: object) -> Report:
    """Make a bare draft, with a snapshot that has neither files nor values."""
    taken = Snapshot.objects.create(
        on=on, taken_at=AT, folder=f"{on}", sha256=f"{on:%Y%m%d}" * 8, rows={}
    )
    values: dict[str, object] = {
        "period": f"{on:%Y-%m}",
        "title": "Báo cáo tháng",
        "content": {},
        "created_at": AT,
        "created_by": by,
    }
    made: Report = Report.objects.create(snapshot=taken, **{**values, **given})
    return made
