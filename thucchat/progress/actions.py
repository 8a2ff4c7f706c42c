"""What a lead body sends: progress reports, evidence, claims."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from thucchat.audit.actions import record
from thucchat.kernel import parameters
from thucchat.kernel.errors import Refused
from thucchat.kernel.periods import local_day
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User
from thucchat.progress import rules, scanning
from thucchat.progress.choices import EvidenceKind, ScanState
from thucchat.progress.models import Claim, Evidence, ProgressReport
from thucchat.tasks import actions as tasks
from thucchat.tasks.choices import State
from thucchat.tasks.models import Task
from thucchat.vntext.text import nfc


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """The five parts of a progress report."""

    result: str
    quantities: str = ""
    difficulty: str = ""
    proposal: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFacts:
    """What is said about a piece of evidence, beside its file."""

    kind: str
    title: str
    number: str = ""
    dated_on: date | None = None
    url: str = ""
    users: int | None = None
    transactions: int | None = None
    period_start: date | None = None
    period_end: date | None = None


def _working_lead(task_id: int, by: User, ability: Ability) -> tuple[Task, int]:
    """Lock the task; refuse unless the person acts for its lead body while work goes on."""
    task = tasks.locked(task_id)
    if task.lead_id is None:
        raise Refused("tasks.no_lead", "Nhiệm vụ chưa có cơ quan chủ trì.")
    orgs.check_may(by, ability, task.lead_id)
    if task.state == State.ISSUED:
        raise Refused(
            "progress.not_accepted", "Nhiệm vụ chưa được tiếp nhận. Hãy bấm «Tiếp nhận» trước."
        )
    return task, task.lead_id


@transaction.atomic
def submit_report(
    task_id: int, text: ReportText, *, on: date, by: User, at: datetime
) -> ProgressReport:
    """Send a progress report with figures as of the day ``on``, not later than today."""
    task, lead_id = _working_lead(task_id, by, Ability.REPORT)
    if task.state not in {State.ACTIVE, State.CLAIMED}:
        raise Refused("progress.closed", "Nhiệm vụ đã kết thúc, không nhận thêm báo cáo tiến độ.")
    if on > local_day(at):
        raise Refused("progress.report", f"Ngày số liệu {on:%d/%m/%Y} ở sau ngày hôm nay.")
    rules.check_report(text.result)
    report = ProgressReport.objects.create(
        task=task,
        organisation_id=lead_id,
        on=on,
        result=nfc(text.result),
        quantities=nfc(text.quantities),
        difficulty=nfc(text.difficulty),
        proposal=nfc(text.proposal),
        next_step=nfc(text.next_step),
        submitted_at=at,
        submitted_by=by,
    )
    record("progress.reported", task, by=by, at=at, report=report.pk, on=on.isoformat())
    return report


@transaction.atomic
def attach(
    task_id: int,
    facts: EvidenceFacts,
    *,
    file: tuple[str, bytes] | None,
    by: User,
    at: datetime,
) -> Evidence:
    """Add evidence to a task; ``file`` is (name, content), hashed, scanned and kept as sent."""
    task, _ = _working_lead(task_id, by, Ability.REPORT)
    _check_facts(facts, has_file=file is not None)
    evidence = Evidence(task=task, attached_at=at, attached_by=by, scan=ScanState.NO_FILE)
    for name in facts.__dataclass_fields__:
        value = getattr(facts, name)
        setattr(evidence, name, nfc(value).strip() if isinstance(value, str) else value)
    if file is not None:
        _keep_file(evidence, *file, on=local_day(at))
    evidence.save()
    record(
        "progress.evidence",
        task,
        by=by,
        at=at,
        evidence=evidence.pk,
        evidence_kind=evidence.kind,
        sha256=evidence.sha256,
    )
    return evidence


def _check_facts(facts: EvidenceFacts, *, has_file: bool) -> None:
    if not facts.title.strip():
        raise Refused(
            "progress.evidence", "Ghi tên gọi của minh chứng, ví dụ «Biên bản nghiệm thu»."
        )
    if facts.kind == EvidenceKind.ADDRESS and not facts.url:
        raise Refused("progress.evidence", "Ghi địa chỉ đang chạy, ví dụ https://dulieu.gov.vn.")
    if facts.kind == EvidenceKind.USAGE:
        if facts.users is None or facts.period_start is None or facts.period_end is None:
            raise Refused(
                "progress.evidence",
                "Số liệu sử dụng cần đủ số người dùng, từ ngày và đến ngày.",
            )
        if facts.period_end < facts.period_start:
            raise Refused("progress.evidence", "«Đến ngày» phải sau «từ ngày».")
    if facts.kind in {"document", "acceptance", "photo"} and not has_file and not facts.number:
        raise Refused(
            "progress.evidence",
            "Chọn tệp, hoặc ghi số, ký hiệu văn bản để người thẩm định tra cứu.",
        )


def _keep_file(evidence: Evidence, name: str, content: bytes, *, on: date) -> None:
    name = nfc(PurePath(name).name)[:255]
    evidence.mime = rules.check_file(
        name,
        content,
        allowed=parameters.value("evidence_types", on=on),
        max_mb=parameters.value("evidence_max_mb", on=on),
    )
    evidence.scan = scanning.scan(content, name=name, address=settings.CLAMD_ADDRESS)
    evidence.sha256 = hashlib.sha256(content).hexdigest()
    evidence.file_name, evidence.size = name, len(content)
    # The stored name is the hash: nothing of the sender's name reaches the disk.
    stored = evidence.sha256 + PurePath(name).suffix.lower()
    evidence.file.save(stored, ContentFile(content), save=False)


def evidence_needs(*, on: date) -> Mapping[int, Sequence[Sequence[str]]]:
    """Return, for each level, the groups of evidence kinds a claim must bring one of each."""
    needs: Mapping[int, Sequence[Sequence[str]]] = parameters.value("evidence_for_level", on=on)
    return needs


@transaction.atomic
def prepare_claim(
    task_id: int,
    *,
    level: int,
    statement: str,
    evidence_ids: Sequence[int],
    by: User,
    at: datetime,
) -> Claim:
    """Draw up a claim for the head to sign and send; a prepared one not yet sent is replaced."""
    task, lead_id = _working_lead(task_id, by, Ability.REPORT)
    if task.state != State.ACTIVE:
        raise Refused("progress.claim", "Chỉ đề nghị công nhận được nhiệm vụ đang thực hiện.")
    chosen = list(Evidence.objects.filter(task=task, pk__in=evidence_ids))
    kinds = {piece.kind for piece in chosen}
    rules.check_claim(level, statement, kinds, evidence_needs(on=local_day(at)))
    Claim.objects.filter(task=task, decided=False, submitted_at=None).delete()
    claim = Claim.objects.create(
        task=task,
        organisation_id=lead_id,
        level=level,
        statement=nfc(statement),
        prepared_at=at,
        prepared_by=by,
    )
    claim.evidence.set(chosen)
    record("progress.claim_prepared", task, by=by, at=at, claim=claim.pk, level=level)
    return claim


@transaction.atomic
def submit_claim(claim_id: int, *, by: User, at: datetime) -> Claim:
    """Send a prepared claim to the verifiers; the head of the lead body answers for it."""
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    task, _ = _working_lead(claim.task_id, by, Ability.CLAIM)
    if claim.submitted_at is not None:
        raise Refused("progress.claim", "Đề nghị này đã được ký gửi.")
    tasks.mark_claimed(task, level=claim.level, at=at)
    claim.submitted_at, claim.submitted_by = at, by
    claim.save(update_fields=["submitted_at", "submitted_by"])
    hashes = sorted(claim.evidence.exclude(sha256="").values_list("sha256", flat=True))
    record("progress.claimed", task, by=by, at=at, claim=claim.pk, level=claim.level, files=hashes)
    return claim


@transaction.atomic
def discard_claim(claim_id: int, *, by: User, at: datetime) -> None:
    """Throw a prepared claim away before it is sent."""
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    task, _ = _working_lead(claim.task_id, by, Ability.REPORT)
    if claim.submitted_at is not None:
        raise Refused("progress.claim", "Đề nghị đã ký gửi thì không xóa được.")
    record("progress.claim_discarded", task, by=by, at=at, claim=claim.pk, level=claim.level)
    claim.delete()
