"""Taking a decision back, as long as nothing has come of it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from thucchat.audit.actions import record
from thucchat.extraction.actions import locks
from thucchat.extraction.choices import ProposalState
from thucchat.extraction.models import Proposal
from thucchat.kernel.errors import Refused
from thucchat.orgs.models import User
from thucchat.tasks import actions as tasks
from thucchat.tasks.choices import State
from thucchat.tasks.models import Task


@transaction.atomic
def undo(proposal_id: int, *, by: User, at: datetime) -> Proposal:
    """
    Make a decided proposal pending again; return the one to show next.

    An accepted one only while its task is a draft, which is cancelled. A merged one brings all
    parts of the merger back, a split one takes its parts away, both only while those that came
    of it are undecided. A pending one that came of a merger or a split undoes that.
    """
    proposal = locks.proposals([proposal_id], by=by)[0]
    how = {
        ProposalState.REJECTED: _undo_reject,
        ProposalState.ACCEPTED: _undo_accept,
        ProposalState.MERGED: _undo_merge,
        ProposalState.SPLIT: _undo_split,
        ProposalState.PENDING: _undo_shape,
    }[ProposalState(proposal.state)]
    return how(proposal, by=by, at=at)


def _undo_reject(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    reason = proposal.reason
    _reopen(proposal)
    return _recorded(proposal, by=by, at=at, was="rejected", reason=reason)


def _undo_accept(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    task = Task.objects.select_for_update().get(proposal=proposal)
    if task.state not in {State.DRAFT, State.CANCELLED}:
        raise Refused(
            "extraction.task_issued",
            f"Nhiệm vụ {task.code} đã được giao ({State(task.state).label.lower()}) nên không hoàn "
            "tác ở đây được. Muốn dừng, hãy hủy nhiệm vụ trên trang của nhiệm vụ.",
        )
    if task.state == State.DRAFT:
        tasks.cancel(task.pk, reason="Hoàn tác việc nhận đề xuất khi duyệt văn bản", by=by, at=at)
    _reopen(proposal)
    return _recorded(proposal, by=by, at=at, was="accepted", task=task.code)


def _undo_merge(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    merged = Proposal.objects.select_for_update(of=("self",)).get(results=proposal)
    return _unmerge(merged, by=by, at=at)


def _unmerge(merged: Proposal, *, by: User, at: datetime) -> Proposal:
    _undecided([merged], "gộp")
    parts = list(merged.results.filter(state=ProposalState.MERGED))
    for part in parts:
        _reopen(part)
        part.origin_id = part.evidence.get("split_from", {}).get("proposal")
        part.save(update_fields=["origin"])
    gone = merged.pk
    merged.delete()
    first = min(parts, key=lambda part: part.start)
    pks = [part.pk for part in parts]
    return _recorded(first, by=by, at=at, was="merged", merged=gone, parts=pks)


def _undo_split(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    parts = list(Proposal.objects.filter(evidence__split_from__proposal=proposal.pk))
    _undecided(parts, "tách")
    pks = [part.pk for part in parts]
    Proposal.objects.filter(pk__in=pks).delete()
    _reopen(proposal)
    return _recorded(proposal, by=by, at=at, was="split", parts=pks)


def _undo_shape(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    if proposal.results.filter(state=ProposalState.MERGED).exists():
        return _unmerge(proposal, by=by, at=at)
    if proposal.origin_id is not None:
        whole = Proposal.objects.select_for_update(of=("self",)).get(results=proposal)
        return _undo_split(whole, by=by, at=at)
    raise Refused("extraction.undecided", "Đề xuất này đang chờ duyệt, không có gì để hoàn tác.")


def _undecided(came_of_it: list[Proposal], word: str) -> None:
    if any(proposal.state != ProposalState.PENDING for proposal in came_of_it):
        raise Refused(
            "extraction.built_upon",
            f"Kết quả của việc {word} đã được xử lý tiếp. Hãy hoàn tác phần đó trước, rồi hoàn tác "
            f"việc {word}.",
        )


def _reopen(proposal: Proposal) -> None:
    proposal.state, proposal.task, proposal.reason = ProposalState.PENDING, None, ""
    proposal.decided_by = proposal.decided_at = None
    proposal.save(update_fields=["state", "task", "reason", "decided_by", "decided_at"])


def _recorded(proposal: Proposal, *, by: User, at: datetime, **data: Any) -> Proposal:
    record("proposal.undone", proposal, by=by, at=at, **data)
    return proposal
