"""
Writing the large demonstration: rows in bulk, the journal day by day.

52,000 tasks through the actions, one transaction each, would take an hour and measure nothing
about reading. What stands in the tables is what the actions would have left there.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import models

from thucchat.audit.actions import Entry, record_many
from thucchat.cli.demo.bulk.courses import ClaimCourse
from thucchat.cli.demo.bulk.plan import Row
from thucchat.cli.demo.stage import lead_id
from thucchat.kernel.periods import day_end
from thucchat.orgs.models import User
from thucchat.progress.choices import EvidenceKind, ScanState
from thucchat.progress.models import Claim, Evidence, ProgressReport
from thucchat.tasks.choices import RequestState
from thucchat.tasks.models import DeadlineChange, ExtensionRequest, Task
from thucchat.verification.choices import ReturnReason, Verdict
from thucchat.verification.models import Decision, Reopening

BATCH = 1000
CHUNK = 4000  # tasks held at a time
KINDS: dict[int, tuple[str, ...]] = {
    1: (EvidenceKind.DOCUMENT,),
    2: (EvidenceKind.ACCEPTANCE,),
    3: (EvidenceKind.ADDRESS,),
    4: (EvidenceKind.ADDRESS, EvidenceKind.USAGE),
    5: (EvidenceKind.ADDRESS, EvidenceKind.USAGE, EvidenceKind.ACCEPTANCE),
}
REASONS = {
    1: ReturnReason.NO_PRODUCT,
    2: ReturnReason.EVIDENCE_MISSING,
    3: ReturnReason.NOT_RUNNING,
    4: ReturnReason.NO_USERS,
    5: ReturnReason.NO_EFFECT,
}


@dataclass(slots=True)
class Books:
    """Who signs, and what goes into the journal."""

    reporters: Mapping[int, User]
    heads: Mapping[int, User]
    judges: Mapping[int, User]
    officer: User
    judging: Mapping[int, int]  # judge -> the body in whose name they decide
    dice: random.Random
    journal: list[tuple[datetime, str, Task, dict[str, Any]]] = field(default_factory=list)

    def note(self, at: datetime, kind: str, task: Task, by: User, **data: Any) -> None:
        """Put an event down for the journal."""
        self.journal.append((at, kind, task, {**data, "person": by.username}))


def write(rows: Sequence[Row], books: Books) -> None:
    """Store tasks with all that happened to them."""
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        for task, course in chunk:
            if course.accepted_at:
                task.accepted_by = books.reporters[lead_id(task)]
        _save(Task, [task for task, _ in chunk])
        for task, course in chunk:
            books.note(course.issued_at, "task.issued", task, books.officer, lead=task.lead_id)
            if course.accepted_at and task.accepted_by:
                books.note(course.accepted_at, "task.accepted", task, task.accepted_by)
        _save(ProgressReport, list(_reports(chunk, books)))
        _write_claims(chunk, books)
        _write_extensions(chunk, books)


def _save(kind: type[models.Model], rows: Sequence[models.Model]) -> None:
    kind._default_manager.bulk_create(rows, batch_size=BATCH)


def _reports(chunk: Sequence[Row], books: Books) -> Iterator[ProgressReport]:
    for task, course in chunk:
        by = books.reporters[lead_id(task)]
        for number, at in enumerate(course.reports, 1):
            done, total = 3 * number, 4 * len(course.reports)
            books.note(at, "progress.reported", task, by, on=at.date().isoformat())
            yield ProgressReport(
                task=task,
                organisation_id=lead_id(task),
                on=at.date(),
                result=f"Đã hoàn thành {done}/{total} phần việc theo kế hoạch của đơn vị.",
                quantities=f"{done}/{total} phần việc.",
                next_step="Tiếp tục các phần việc còn lại theo kế hoạch.",
                submitted_at=at,
                submitted_by=by,
            )


def _write_claims(chunk: Sequence[Row], books: Books) -> None:
    pairs: list[tuple[Claim, ClaimCourse]] = []
    pieces: list[tuple[int, Evidence]] = []  # place of the claim in pairs
    for task, course in chunk:
        for one in course.claims:
            place = len(pairs)
            pieces += [(place, _piece(task, kind, one, books)) for kind in KINDS[one.level]]
            pairs.append((_claim(task, one, books), one))
    _save(Claim, [claim for claim, _ in pairs])
    _save(Evidence, [piece for _, piece in pieces])
    link = Claim.evidence.through
    _save(link, [link(claim_id=pairs[at][0].pk, evidence_id=piece.pk) for at, piece in pieces])
    decisions = [
        (_decision(claim, one, books), one) for claim, one in pairs if one.decided_at is not None
    ]
    _save(Decision, [decision for decision, _ in decisions])
    _save(Reopening, list(_reopenings(decisions, books)))


def _claim(task: Task, one: ClaimCourse, books: Books) -> Claim:
    reporter, head = books.reporters[lead_id(task)], books.heads[lead_id(task)]
    books.note(one.prepared_at, "progress.claim_prepared", task, reporter, level=one.level)
    books.note(one.submitted_at, "progress.claimed", task, head, level=one.level)
    return Claim(
        task=task,
        organisation_id=lead_id(task),
        level=one.level,
        statement=f"Đã hoàn thành: {task.product}, minh chứng kèm theo.",
        prepared_at=one.prepared_at,
        prepared_by=reporter,
        submitted_at=one.submitted_at,
        submitted_by=head,
        decided=one.decided_at is not None,
    )


def _piece(task: Task, kind: str, one: ClaimCourse, books: Books) -> Evidence:
    at = one.prepared_at - timedelta(minutes=books.dice.randint(2, 30))
    by = books.reporters[lead_id(task)]
    books.note(at, "progress.evidence", task, by, evidence_kind=str(kind))
    piece = Evidence(
        task=task,
        kind=kind,
        title=str(EvidenceKind(kind).label),
        scan=ScanState.NO_FILE,
        dated_on=at.date(),
        attached_at=at,
        attached_by=by,
    )
    if kind == EvidenceKind.ADDRESS:
        piece.url = f"https://sanpham-{task.code.lower()}.example/"
    elif kind == EvidenceKind.USAGE:
        piece.users = int(books.dice.lognormvariate(6, 1))
        piece.transactions = piece.users * 3
        piece.period_end = at.date().replace(day=1) - timedelta(days=1)
        piece.period_start = piece.period_end.replace(day=1)
    else:
        piece.number = f"{books.dice.randint(10, 990)}/BC"
    return piece


def _decision(claim: Claim, one: ClaimCourse, books: Books) -> Decision:
    judge = books.judges[claim.organisation_id]
    returned = one.verdict == Verdict.RETURNED
    at = one.decided_at or one.submitted_at
    books.note(at, f"verification.{one.verdict}", claim.task, judge, level=one.recognised_level)
    return Decision(
        claim=claim,
        verdict=one.verdict,
        level=one.recognised_level,
        reason=REASONS[one.level] if returned else "",
        words="Đề nghị bổ sung minh chứng theo lý do đã nêu." if returned else "",
        organisation_id=books.judging[judge.pk],
        decided_at=at,
        decided_by=judge,
    )


def _reopenings(
    decisions: Sequence[tuple[Decision, ClaimCourse]], books: Books
) -> Iterator[Reopening]:  # fmt: skip
    for decision, one in decisions:
        if one.reopened_at:
            task = decision.claim.task
            books.note(one.reopened_at, "verification.reopened", task, books.officer)
            yield Reopening(
                task=task,
                decision=decision,
                reason="Kiểm tra lại, sản phẩm không còn vận hành tại nơi sử dụng.",
                at=one.reopened_at,
                by=books.officer,
            )


def _write_extensions(chunk: Sequence[Row], books: Books) -> None:
    found = [(task, course.extension) for task, course in chunk if course.extension]
    requests = []
    for task, extension in found:
        head = books.heads[lead_id(task)]
        books.note(extension.requested_at, "task.extension_requested", task, head)
        books.note(
            extension.decided_at, "task.extension_decided", task, books.officer, granted=True
        )
        requests.append(
            ExtensionRequest(
                task=task,
                new_due_on=extension.new_due_on,
                cause="Văn bản hướng dẫn ban hành chậm nên chưa đủ căn cứ thực hiện.",
                state=RequestState.GRANTED,
                requested_at=extension.requested_at,
                requested_by=head,
                decided_at=extension.decided_at,
                decided_by=books.officer,
                answer="Đồng ý.",
            )
        )
    _save(ExtensionRequest, requests)
    changes = [
        DeadlineChange(
            task=request.task,
            old_due_on=extension.old_due_on,
            new_due_on=request.new_due_on,
            request=request,
            at=extension.decided_at,
            by=books.officer,
        )
        for request, (_, extension) in zip(requests, found, strict=True)
    ]
    _save(DeadlineChange, changes)


def write_journal(books: Books, *, until: date) -> int:
    """
    Put the events up to the end of a day into the journal, oldest first; return how many.

    One batch for each day, at its end: who acted stands in the data of each event. Signing each
    event by its person would mean 300,000 batches.
    """
    limit = day_end(until)
    books.journal.sort(key=lambda row: row[0])
    due = [row for row in books.journal if row[0] < limit]
    books.journal = books.journal[len(due) :]
    for _, batch in groupby(due, key=lambda row: row[0].date()):
        rows = list(batch)
        entries = [Entry(kind, task, data) for _, kind, task, data in rows]
        record_many(entries, by=None, at=rows[-1][0])
    return len(due)
