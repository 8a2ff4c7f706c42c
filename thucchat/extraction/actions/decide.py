"""Accepting and rejecting proposals."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from thucchat.audit.actions import record
from thucchat.extraction import queries
from thucchat.extraction.actions import locks
from thucchat.extraction.choices import ProposalState
from thucchat.extraction.models import Proposal
from thucchat.kernel.errors import Refused
from thucchat.orgs.models import User
from thucchat.tasks import actions as tasks
from thucchat.tasks.models import Task
from thucchat.tasks.rules import TaskDraft
from thucchat.vntext.text import Span, nfc

BULK_MAX = 100


@transaction.atomic
def accept(proposal_id: int, *, edited: TaskDraft, by: User, at: datetime) -> Task:
    """
    Make a draft task of a proposal as the person has corrected it.

    The words, the clause and the resolution are the proposal's, whatever ``edited`` says. The
    proposal keeps what was read; the journal names the values the person changed.
    """
    proposal = locks.pending(locks.proposals([proposal_id], by=by)[0])
    locks.confirmed(proposal.document)
    return _accept(proposal, edited, by=by, at=at)


@transaction.atomic
def accept_many(proposal_ids: Sequence[int], *, by: User, at: datetime) -> list[Task]:
    """
    Accept proposals as they stand, all or none; one with anything to look at is refused.

    Each is an event of its own.
    """
    if not proposal_ids:
        raise Refused("extraction.none", "Chưa chọn đề xuất nào. Hãy đánh dấu ít nhất một ý.")
    if len(proposal_ids) > BULK_MAX:
        raise Refused(
            "extraction.too_many",
            f"Mỗi lần nhận loạt tối đa {BULK_MAX} đề xuất. Hãy chia thành nhiều lần.",
        )
    found = locks.proposals(proposal_ids, by=by)
    owner_id = queries.owner_id(by)
    live = Proposal.objects.filter(
        document_id=found[0].document_id,
        state__in=[ProposalState.PENDING, ProposalState.ACCEPTED],
    ).values_list("pk", "start", "end")
    extents = {pk: Span(start, end) for pk, start, end in live}
    made = []
    for proposal in found:
        locks.confirmed(locks.pending(proposal).document)
        others = [span for pk, span in extents.items() if pk != proposal.pk]
        doubts = queries.doubts_of(proposal, others)
        if doubts:
            raise Refused(
                "extraction.doubtful",
                f"«{proposal.title[:80]}» chưa nhận loạt được: {doubts[0].words} Hãy mở riêng "
                "ý này.",
            )
        draft = queries.draft_of(proposal, owner_id=owner_id)
        made.append(_accept(proposal, draft, by=by, at=at))
    return made


def _accept(proposal: Proposal, edited: TaskDraft, *, by: User, at: datetime) -> Task:
    draft = queries.placed(edited, proposal)
    read = asdict(queries.draft_of(proposal, owner_id=draft.owner_id))
    task = tasks.create(draft, by=by, at=at)
    proposal.state, proposal.task = ProposalState.ACCEPTED, task
    proposal.decided_by, proposal.decided_at = by, at
    proposal.save(update_fields=["state", "task", "decided_by", "decided_at"])
    changed = sorted(name for name, value in asdict(draft).items() if read[name] != value)
    record("proposal.accepted", proposal, by=by, at=at, task=task.code, changed=changed)
    return task


@transaction.atomic
def reject(proposal_id: int, *, reason: str, by: User, at: datetime) -> Proposal:
    """Put a proposal aside with a reason; it stays marked in the document and can be taken back."""
    proposal = locks.pending(locks.proposals([proposal_id], by=by)[0])
    reason = nfc(reason).strip()
    if len(reason.split()) < 2:
        raise Refused(
            "extraction.reason",
            "Ghi lý do loại, ví dụ «Chỉ là nhận định» hoặc «Trùng với ý 4».",
        )
    if len(reason) > 500:
        raise Refused("extraction.reason", "Lý do dài quá 500 ký tự. Hãy rút gọn.")
    proposal.state, proposal.reason = ProposalState.REJECTED, reason
    proposal.decided_by, proposal.decided_at = by, at
    proposal.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    record("proposal.rejected", proposal, by=by, at=at, reason=reason)
    return proposal
