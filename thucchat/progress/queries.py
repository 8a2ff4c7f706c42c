"""Questions about reports, evidence and claims."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from thucchat.progress.models import Claim, Evidence, ProgressReport


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One progress report, as it was sent."""

    id: int
    on: date
    result: str
    quantities: str
    difficulty: str
    proposal: str
    next_step: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence; ``elsewhere``: other tasks that hold the very same file."""

    id: int
    kind: str
    kind_label: str
    title: str
    file_name: str
    size: int
    sha256: str
    scan_label: str
    number: str
    dated_on: date | None
    url: str
    users: int | None
    transactions: int | None
    period_start: date | None
    period_end: date | None
    at: datetime
    by: str
    elsewhere: int


def reports_of(task_id: int) -> list[ReportRow]:
    """List the task's progress reports, newest first; one statement."""
    found = ProgressReport.objects.filter(task=task_id).select_related("submitted_by")
    return [
        ReportRow(
            r.pk,
            r.on,
            r.result,
            r.quantities,
            r.difficulty,
            r.proposal,
            r.next_step,
            r.submitted_at,
            str(r.submitted_by),
        )
        for r in found.order_by("-submitted_at")
    ]


def evidence_of(task_id: int) -> list[EvidenceRow]:
    """List the task's evidence, newest first; two statements."""
    found = list(
        Evidence.objects.filter(task=task_id).select_related("attached_by").order_by("-attached_at")
    )
    elsewhere = _tasks_by_hash({e.sha256 for e in found if e.sha256}, task_id)
    return [
        EvidenceRow(
            e.pk,
            e.kind,
            e.get_kind_display(),
            e.title,
            e.file_name,
            e.size,
            e.sha256,
            e.get_scan_display(),
            e.number,
            e.dated_on,
            e.url,
            e.users,
            e.transactions,
            e.period_start,
            e.period_end,
            e.attached_at,
            str(e.attached_by),
            elsewhere.get(e.sha256, 0),
        )
        for e in found
    ]


def _tasks_by_hash(hashes: set[str], task_id: int) -> dict[str, int]:
    """Count, for each hash, the other tasks under which the same file lies."""
    rows = (
        Evidence.objects.filter(sha256__in=hashes)
        .exclude(task=task_id)
        .values_list("sha256")
        .annotate(Count("task", distinct=True))
    )
    return dict(rows)


def claims_of(task_id: int) -> list[Claim]:
    """List the task's claims, newest first, with people and evidence; two statements."""
    return list(
        Claim.objects.filter(task=task_id)
        .select_related("prepared_by", "submitted_by", "organisation")
        .prefetch_related("evidence")
        .order_by("-prepared_at")
    )


def prepared_claims(organisation_ids: object) -> list[Claim]:
    """List the claims that wait for the head's signature in the given bodies."""
    waiting = Q(decided=False, submitted_at=None, organisation__in=organisation_ids)
    return list(
        Claim.objects.filter(waiting)
        .select_related("task", "prepared_by")
        .order_by("prepared_at")[:100]
    )
