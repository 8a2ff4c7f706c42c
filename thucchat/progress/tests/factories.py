"""Evidence and claims for tests; other packages import these."""

from datetime import date, datetime, timedelta

from thucchat.orgs.models import User
from thucchat.orgs.tests.factories import make_user
from thucchat.progress.choices import EvidenceKind, ScanState
from thucchat.progress.models import Claim, Evidence, ProgressReport
from thucchat.tasks.models import Task
from thucchat.tasks.tests.factories import NOON

LATER = NOON + timedelta(days=10)


def make_evidence(
    task: Task, kind: str = EvidenceKind.ADDRESS, *, by: User | None = None, **given: object
) -> Evidence:
    """Make one piece of evidence without a file; a usage figure has 1,200 users."""
    values: dict[str, object] = {
        "title": f"Minh chứng {kind}",
        "scan": ScanState.NO_FILE,
        "attached_at": NOON,
        "attached_by": by or make_user(),
    }
    if kind == EvidenceKind.ADDRESS:
        values["url"] = "https://dulieu.example.vn"
    if kind == EvidenceKind.USAGE:
        values |= {
            "users": 1200,
            "period_start": date(2026, 6, 1),
            "period_end": date(2026, 6, 30),
        }
    made: Evidence = Evidence.objects.create(task=task, kind=kind, **{**values, **given})
    return made


def make_claim(
    task: Task,
    *,
    level: int = 4,
    submitted_at: datetime | None = LATER,
    by: User | None = None,
    evidence: tuple[Evidence, ...] = (),
    **given: object,
) -> Claim:
    """Make a claim row; ``submitted_at`` None leaves it with the head."""
    by = by or make_user()
    values: dict[str, object] = {
        "organisation": task.lead,
        "statement": "Hệ thống đã chạy tại 34 tỉnh từ ngày 01/6/2026",
        "prepared_at": submitted_at or LATER,
        "prepared_by": by,
        "submitted_at": submitted_at,
        "submitted_by": by if submitted_at else None,
    }
    made: Claim = Claim.objects.create(task=task, level=level, **{**values, **given})
    made.evidence.set(evidence)
    return made


def make_report(task: Task, *, by: User | None = None, **given: object) -> ProgressReport:
    """Make one progress report."""
    values: dict[str, object] = {
        "organisation": task.lead,
        "on": NOON.date(),
        "result": "Đã kết nối 12 trên 34 tỉnh",
        "submitted_at": NOON,
        "submitted_by": by or make_user(),
    }
    made: ProgressReport = ProgressReport.objects.create(task=task, **{**values, **given})
    return made
