"""What people do to tasks: draft, issue, accept, split, move the deadline, cancel."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime

from django.db import transaction

from thucchat.audit.actions import Entry, record, record_many
from thucchat.kernel.errors import Refused
from thucchat.kernel.periods import local_day
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User
from thucchat.tasks import rules
from thucchat.tasks.choices import RequestState, State
from thucchat.tasks.models import (
    CodeCounter,
    Coordination,
    DeadlineChange,
    ExtensionRequest,
    Task,
)
from thucchat.vntext.text import fold, nfc

SPLIT_BATCH = 500
_COLUMNS = [f.name for f in fields(rules.TaskDraft) if f.name != "partner_ids"]


def locked(task_id: int) -> Task:
    """Return the task, locked until the transaction ends."""
    return Task.objects.select_for_update().get(pk=task_id)


def take_codes(prefix: str, count: int, *, width: int) -> list[str]:
    """Return the next ``count`` codes under ``prefix``; no number is ever given twice."""
    counter, _ = CodeCounter.objects.select_for_update().get_or_create(prefix=prefix)
    first, counter.last = counter.last + 1, counter.last + count
    counter.save(update_fields=["last"])
    return [f"{prefix}{number:0{width}d}" for number in range(first, counter.last + 1)]


def draft_of(task: Task) -> rules.TaskDraft:
    """Return what the task states, as a draft, for forms and for the six clears."""
    partners = tuple(task.coordinations.values_list("organisation_id", flat=True))
    return rules.TaskDraft(partner_ids=partners, **{name: getattr(task, name) for name in _COLUMNS})


@transaction.atomic
def create(draft: rules.TaskDraft, *, by: User, at: datetime) -> Task:
    """Store a draft; nobody but the owner body sees it until it is issued."""
    orgs.check_may(by, Ability.DRAFT_TASK, draft.owner_id)
    rules.check_draft(draft)
    task = Task(created_at=at, created_by=by)
    _fill(task, draft)
    short = task.resolution.number.split("-")[0]
    task.code = take_codes(f"{short}-{local_day(at).year}-", 1, width=4)[0]
    task.save()
    _set_partners(task, draft.partner_ids)
    record("task.created", task, by=by, at=at, code=task.code, title=task.title)
    return task


@transaction.atomic
def edit(task_id: int, draft: rules.TaskDraft, *, by: User, at: datetime) -> Task:
    """Change a draft; an issued task changes only by extension or a new directive."""
    task = locked(task_id)
    orgs.check_may(by, Ability.DRAFT_TASK, task.owner_id)
    if task.state != State.DRAFT:
        raise Refused(
            "tasks.not_draft",
            "Nhiệm vụ đã giao thì không sửa nội dung được; hãy gia hạn hoặc hủy và giao lại.",
        )
    rules.check_draft(draft)
    before = asdict(draft_of(task))
    _fill(task, draft)
    task.save()
    _set_partners(task, draft.partner_ids)
    after = asdict(draft)
    changed = {k: [str(before[k]), str(v)] for k, v in after.items() if before[k] != v}
    record("task.edited", task, by=by, at=at, changed=changed)
    return task


def _fill(task: Task, draft: rules.TaskDraft) -> None:
    for name in _COLUMNS:
        value = getattr(draft, name)
        setattr(task, name, nfc(value).strip() if isinstance(value, str) else value)
    task.title_fold = fold(task.title)
    task.original_due_on = draft.due_on


def _set_partners(task: Task, partner_ids: Sequence[int]) -> None:
    task.coordinations.exclude(organisation_id__in=partner_ids).delete()
    Coordination.objects.bulk_create(
        [Coordination(task=task, organisation_id=pk) for pk in partner_ids], ignore_conflicts=True
    )


@transaction.atomic
def issue(task_id: int, *, by: User, at: datetime) -> Task:
    """Lay the task on its lead body; refused until the six clears are met."""
    task = locked(task_id)
    orgs.check_may(by, Ability.ISSUE_TASK, task.owner_id)
    rules.check_move(task.state, State.ISSUED)
    rules.check_six_clears(draft_of(task))
    if task.lead_id is not None:
        orgs.check_may(by, Ability.ISSUE_TASK, task.lead_id)
    task.state, task.issued_at, task.issued_by = State.ISSUED, at, by
    task.save(update_fields=["state", "issued_at", "issued_by"])
    record("task.issued", task, by=by, at=at, lead=task.lead_id, due_on=_iso(task.due_on))
    return task


def _as_lead(task: Task, by: User, ability: Ability) -> int:
    if task.lead_id is None:
        raise Refused("tasks.no_lead", "Nhiệm vụ chưa có cơ quan chủ trì.")
    orgs.check_may(by, ability, task.lead_id)
    return task.lead_id


@transaction.atomic
def accept(task_id: int, *, by: User, at: datetime) -> Task:
    """Take the task on, by its lead body."""
    task = locked(task_id)
    _as_lead(task, by, Ability.ACCEPT_TASK)
    rules.check_move(task.state, State.ACTIVE)
    if task.state != State.ISSUED:
        raise Refused("tasks.move", "Nhiệm vụ này đã được tiếp nhận rồi.")
    task.state, task.accepted_at, task.accepted_by = State.ACTIVE, at, by
    task.save(update_fields=["state", "accepted_at", "accepted_by"])
    record("task.accepted", task, by=by, at=at)
    return task


@transaction.atomic
def decline(task_id: int, *, reason: str, by: User, at: datetime) -> Task:
    """Give the task back to the body that issued it, with a reason, before accepting it."""
    task = locked(task_id)
    _as_lead(task, by, Ability.ACCEPT_TASK)
    if task.state != State.ISSUED:
        raise Refused("tasks.move", "Chỉ gửi trả được nhiệm vụ đang chờ tiếp nhận.")
    if len(reason.split()) < 3:
        raise Refused(
            "tasks.reason", "Ghi rõ lý do gửi trả, ví dụ «Không thuộc chức năng của đơn vị»."
        )
    task.state, task.issued_at, task.issued_by = State.DRAFT, None, None
    task.save(update_fields=["state", "issued_at", "issued_by"])
    record("task.declined", task, by=by, at=at, reason=nfc(reason))
    return task


@transaction.atomic
def cancel(task_id: int, *, reason: str, by: User, at: datetime) -> Task:
    """Take the task off the plan; it stays readable and counts in nothing afterwards."""
    task = locked(task_id)
    orgs.check_may(by, Ability.ISSUE_TASK, task.owner_id)
    rules.check_move(task.state, State.CANCELLED)
    if len(reason.split()) < 3:
        raise Refused("tasks.reason", "Ghi rõ lý do hủy, ví dụ «Trùng với nhiệm vụ 57-2026-0012».")
    task.state, task.cancelled_at, task.cancelled_by = State.CANCELLED, at, by
    task.save(update_fields=["state", "cancelled_at", "cancelled_by"])
    record("task.cancelled", task, by=by, at=at, reason=nfc(reason))
    return task


@transaction.atomic
def split(
    task_id: int, *, lead_ids: Sequence[int], due_on: date | None, by: User, at: datetime
) -> int:
    """
    Hand a task down: one part for each lead body, issued at once, under the parent's code.

    ``due_on`` None keeps the parent's deadline; a later one than the parent's is refused.
    Returns how many parts were made; a body that already has a part is passed over.
    """
    task = locked(task_id)
    if task.state not in {State.ISSUED, State.ACTIVE} or task.lead_id is None:
        raise Refused("tasks.split", "Chỉ chia được nhiệm vụ đã giao và chưa hoàn thành.")
    if not orgs.may(by, Ability.ISSUE_TASK, task.lead_id):
        orgs.check_may(by, Ability.ISSUE_TASK, task.owner_id)
    if due_on and task.due_on and due_on > task.due_on:
        raise Refused(
            "tasks.split",
            f"Thời hạn giao xuống phải không muộn hơn thời hạn nhiệm vụ cấp trên "
            f"({task.due_on:%d/%m/%Y}).",
        )
    having = set(task.parts.values_list("lead_id", flat=True))
    wanted = [pk for pk in dict.fromkeys(lead_ids) if pk not in having and pk != task.lead_id]
    codes = take_codes(f"{task.code}.", len(wanted), width=2)
    parts = [
        _part(task, code, lead_id, due_on or task.due_on, by, at)
        for code, lead_id in zip(codes, wanted, strict=True)
    ]
    made = Task.objects.bulk_create(parts, batch_size=SPLIT_BATCH)
    record_many(
        [Entry("task.issued", part, {"parent": task.code, "lead": part.lead_id}) for part in made],
        by=by,
        at=at,
    )
    record("task.split", task, by=by, at=at, parts=len(made))
    return len(made)


def _part(task: Task, code: str, lead_id: int, due_on: date | None, by: User, at: datetime) -> Task:
    part = Task(code=code, parent=task, created_at=at, created_by=by)
    for name in _COLUMNS:
        if name not in {"parent_id", "due_on"}:
            setattr(part, name, getattr(task, name))
    part.title_fold = task.title_fold
    part.owner_id, part.lead_id = task.lead_id or task.owner_id, lead_id
    part.due_on = part.original_due_on = due_on
    part.state, part.issued_at, part.issued_by = State.ISSUED, at, by
    return part


@transaction.atomic
def request_extension(
    task_id: int, *, new_due_on: date, cause: str, by: User, at: datetime
) -> ExtensionRequest:
    """Ask for a later deadline, by the head of the lead body, before the deadline passes."""
    task = locked(task_id)
    _as_lead(task, by, Ability.CLAIM)
    if task.state not in {State.ISSUED, State.ACTIVE}:
        raise Refused("tasks.extension", "Nhiệm vụ không ở giai đoạn đang thực hiện.")
    if task.extension_requests.filter(state=RequestState.OPEN).exists():
        raise Refused("tasks.extension", "Đã có một đề nghị gia hạn đang chờ quyết định.")
    rules.check_extension(due_on=task.due_on, new_due_on=new_due_on, on=local_day(at), cause=cause)
    request = ExtensionRequest.objects.create(
        task=task, new_due_on=new_due_on, cause=nfc(cause), requested_at=at, requested_by=by
    )
    record("task.extension_requested", task, by=by, at=at, new_due_on=_iso(new_due_on))
    return request


@transaction.atomic
def decide_extension(
    request_id: int, *, grant: bool, answer: str, by: User, at: datetime
) -> ExtensionRequest:
    """Grant or deny a later deadline, by the body that issued the task; the first one is kept."""
    request = ExtensionRequest.objects.select_for_update().get(pk=request_id)
    task = locked(request.task_id)
    orgs.check_may(by, Ability.DECIDE_EXTENSION, task.owner_id)
    if request.state != RequestState.OPEN:
        raise Refused("tasks.extension", "Đề nghị gia hạn này đã được quyết định.")
    if not grant and len(answer.split()) < 3:
        raise Refused("tasks.reason", "Ghi rõ lý do không đồng ý gia hạn.")
    request.state = RequestState.GRANTED if grant else RequestState.DENIED
    request.answer, request.decided_at, request.decided_by = nfc(answer), at, by
    request.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    if grant and task.due_on is not None:
        DeadlineChange.objects.create(
            task=task,
            old_due_on=task.due_on,
            new_due_on=request.new_due_on,
            request=request,
            at=at,
            by=by,
        )
        task.due_on = request.new_due_on
        task.save(update_fields=["due_on"])
    record(
        "task.extension_decided",
        task,
        by=by,
        at=at,
        granted=grant,
        new_due_on=_iso(request.new_due_on),
    )
    return request


def mark_claimed(task: Task, *, level: int, at: datetime) -> None:
    """Note a submitted claim on its locked task; called by ``progress.actions``."""
    rules.check_move(task.state, State.CLAIMED)
    task.state, task.claimed_level, task.claimed_at = State.CLAIMED, level, at
    task.returned_at = None
    task.save(update_fields=["state", "claimed_level", "claimed_at", "returned_at"])


def mark_returned(task: Task, *, at: datetime) -> None:
    """Note that the claim was returned; called by ``verification.actions``."""
    rules.check_move(task.state, State.ACTIVE)
    task.state, task.returned_at = State.ACTIVE, at
    task.save(update_fields=["state", "returned_at"])


def mark_recognised(task: Task, *, level: int, submitted_at: datetime) -> None:
    """
    Note a recognition; called by ``verification.actions``.

    Below the required level the task goes on: the level is kept, the state is active.
    """
    enough = level >= task.required_level
    new = State.RECOGNISED if enough else State.ACTIVE
    rules.check_move(task.state, new)
    task.state, task.recognised_level = new, level
    task.finished_at = submitted_at if enough else None
    task.save(update_fields=["state", "recognised_level", "finished_at"])


def mark_reopened(task: Task) -> None:
    """Take a recognition back; called by ``verification.actions``."""
    rules.check_move(task.state, State.ACTIVE)
    task.state, task.recognised_level, task.finished_at = State.ACTIVE, None, None
    task.save(update_fields=["state", "recognised_level", "finished_at"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
