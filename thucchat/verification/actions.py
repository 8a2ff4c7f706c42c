"""What other bodies decide on claims: recognise, return, reopen."""

from datetime import datetime

from django.db import transaction

from thucchat.audit.actions import record
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User
from thucchat.progress.models import Claim
from thucchat.tasks import actions as tasks
from thucchat.tasks.choices import State
from thucchat.verification import rules
from thucchat.verification.choices import Verdict
from thucchat.verification.models import Decision, Reopening
from thucchat.vntext.text import nfc


def check_separate(claim: Claim, by: User) -> int:
    """
    Refuse anyone who belongs to the claiming body (``verification.own_claim``).

    Returns the id of the organisation in whose name the person decides.
    """
    homes = orgs.home_ids(by)
    own = by.pk in {claim.prepared_by_id, claim.submitted_by_id} or any(
        orgs.same_body(home, claim.organisation_id) for home in homes
    )
    if own:
        raise Refused(
            "verification.own_claim",
            "Đơn vị đã đề nghị thì không tự công nhận; việc này phải do cơ quan khác thẩm định.",
        )
    return next(
        power.organisation_id
        for power in orgs.powers(by)
        if power.scope_id in orgs.scopes(by, Ability.VERIFY)
    )


@transaction.atomic
def decide(claim_id: int, judgement: rules.Judgement, *, by: User, at: datetime) -> Decision:
    """Recognise a claim at a level, or return it with a reason; once, by another body."""
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    task = tasks.locked(claim.task_id)
    orgs.check_may(by, Ability.VERIFY, claim.organisation_id)
    organisation_id = check_separate(claim, by)
    if claim.decided or claim.submitted_at is None or task.state != State.CLAIMED:
        raise Refused(
            "verification.decided", "Đề nghị này đã được quyết định hoặc chưa ký gửi. Hãy tải lại."
        )
    rules.check_decision(judgement, claimed_level=claim.level)
    recognised = judgement.verdict == Verdict.RECOGNISED
    decision = Decision.objects.create(
        claim=claim,
        verdict=judgement.verdict,
        level=judgement.level if recognised else None,
        reason="" if recognised else judgement.reason,
        words=nfc(judgement.words),
        organisation_id=organisation_id,
        decided_at=at,
        decided_by=by,
    )
    claim.decided = True
    claim.save(update_fields=["decided"])
    if recognised and judgement.level is not None:
        tasks.mark_recognised(task, level=judgement.level, submitted_at=claim.submitted_at)
    else:
        tasks.mark_returned(task, at=at)
    record(
        f"verification.{judgement.verdict}",
        task,
        by=by,
        at=at,
        claim=claim.pk,
        level=decision.level,
        reason=decision.reason,
    )
    return decision


@transaction.atomic
def reopen(task_id: int, *, reason: str, by: User, at: datetime) -> Reopening:
    """Take a recognition back because the result no longer holds, with the reason."""
    task = tasks.locked(task_id)
    orgs.check_may(by, Ability.REOPEN, task.owner_id)
    if task.state != State.RECOGNISED:
        raise Refused("verification.reopen", "Chỉ mở lại được nhiệm vụ đã công nhận.")
    if len(reason.split()) < 5:
        raise Refused(
            "verification.reopen",
            "Ghi rõ vì sao mở lại, ví dụ «Hệ thống dừng hoạt động từ tháng 9, kiểm tra ngày 5/10».",
        )
    decision = (
        Decision.objects.filter(claim__task=task, verdict=Verdict.RECOGNISED)
        .order_by("-decided_at")
        .first()
    )
    if decision is None:
        raise LookupError(f"task {task.pk} is recognised without a decision")
    tasks.mark_reopened(task)
    reopening = Reopening.objects.create(
        task=task, decision=decision, reason=nfc(reason), at=at, by=by
    )
    record("verification.reopened", task, by=by, at=at, decision=decision.pk, reason=nfc(reason))
    return reopening
