"""All that the page of one task shows, with a fixed number of statements."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thucchat.audit import queries as audit
from thucchat.audit.queries import EventRow
from thucchat.kernel.formats import date_text
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User
from thucchat.progress import queries as progress
from thucchat.progress.models import Claim
from thucchat.progress.queries import EvidenceRow, ReportRow
from thucchat.tasks import actions as task_actions
from thucchat.tasks import queries as tasks
from thucchat.tasks import rules
from thucchat.tasks.choices import RequestState, State
from thucchat.tasks.models import DeadlineChange, ExtensionRequest, Task
from thucchat.verification import queries as verification
from thucchat.verification.choices import ReturnReason
from thucchat.verification.models import Decision


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the task's timeline; the names are those of the timeline tag."""

    at: datetime
    title: str
    by: str
    body: str
    tone: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with the answer it got."""

    claim: Claim
    evidence: list[EvidenceRow]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class PartsView:
    """Where the parts of a task stand: counts of the 57 report's classes, adding to ``total``."""

    total: int
    done: int
    within: int
    overdue: int
    regular: int
    recognised: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """One task with everything behind it."""

    task: Task
    row: tasks.TaskRow
    facts: rules.Standing
    partners: list[str]
    clears: list[rules.ClearRow]
    quote: str
    reports: list[ReportRow]
    evidence: list[EvidenceRow]
    claims: list[ClaimView]
    prepared: Claim | None
    open_request: ExtensionRequest | None
    moves: list[DeadlineChange]
    moved_days: int
    parts: PartsView
    timeline: list[Happening]
    may: frozenset[str]


def load(user: User, code: str) -> Task | None:
    """Return the task with the rows its page names, None when the person may not see it."""
    found: Task | None = (
        tasks.visible(user)
        .select_related("lead", "owner", "resolution", "parent", "clause__document", "issued_by")
        .filter(code=code)
        .first()
    )
    return found


def view(user: User, task: Task, *, on: date) -> TaskView:
    """Gather everything for the page of ``task`` as it stands on the day ``on``."""
    partners = list(
        task.coordinations.order_by("organisation__sort_key").values_list(
            "organisation__short_name", flat=True
        )
    )
    evidence = progress.evidence_of(task.pk)
    claims = progress.claims_of(task.pk)
    decisions = verification.decisions_of([task.pk])
    by_id = {piece.id: piece for piece in evidence}
    moves = list(task.deadline_changes.all())
    return TaskView(
        task=task,
        row=tasks.row(task, on=on),
        facts=tasks.standing(task),
        partners=partners,
        clears=rules.six_clears(task_actions.draft_of(task)),
        quote=_quote(task),
        reports=progress.reports_of(task.pk),
        evidence=evidence,
        claims=[
            ClaimView(claim, [by_id[e.pk] for e in claim.evidence.all()], decisions.get(claim.pk))
            for claim in claims
            if claim.submitted_at
        ],
        prepared=next((claim for claim in claims if claim.submitted_at is None), None),
        open_request=task.extension_requests.filter(state=RequestState.OPEN).first(),
        moves=moves,
        moved_days=sum((m.new_due_on - m.old_due_on).days for m in moves),
        parts=_parts(task, on=on),
        timeline=[happening(event) for event in reversed(audit.events_of(task))],
        may=_may(user, task),
    )


def _quote(task: Task) -> str:
    if task.clause is None:
        return ""
    if task.quote_start is None or task.quote_end is None:
        return task.clause.text
    start = task.quote_start - task.clause.start
    end = task.quote_end - task.clause.start
    inside = 0 <= start < end <= len(task.clause.text)
    if inside:
        return task.clause.text[start:end]
    return task.clause.document.text[task.quote_start : task.quote_end]


def _parts(task: Task, *, on: date) -> PartsView:
    rows = [
        tasks.standing(part)
        for part in task.parts.filter(state__in=tasks.LIVE).only(
            "kind",
            "due_on",
            "required_level",
            "claimed_level",
            "claimed_at",
            "recognised_level",
            "finished_at",
            "state",
        )
    ]
    classes = Counter(rules.report57(facts, on=on) for facts in rows)
    return PartsView(
        len(rows),
        classes["done"],
        classes["within"],
        classes["overdue"],
        classes["regular"],
        sum(facts.recognised for facts in rows),
    )


def _may(user: User, task: Task) -> frozenset[str]:
    """Return the names of the moves that the person may make now; buttons show these only."""
    lead = orgs.abilities(user, task.lead_id) if task.lead_id else frozenset()
    owner = orgs.abilities(user, task.owner_id)
    state = task.state
    working = state in {State.ACTIVE, State.CLAIMED}
    open_ended = state in {State.ISSUED, State.ACTIVE}
    allowed = {
        "edit": state == State.DRAFT and Ability.DRAFT_TASK in owner,
        "issue": state == State.DRAFT and Ability.ISSUE_TASK in owner,
        "cancel": state not in {State.CANCELLED, State.RECOGNISED} and Ability.ISSUE_TASK in owner,
        "accept": state == State.ISSUED and Ability.ACCEPT_TASK in lead,
        "report": working and Ability.REPORT in lead,
        "attach": working and Ability.REPORT in lead,
        "prepare_claim": state == State.ACTIVE and Ability.REPORT in lead,
        "submit_claim": state == State.ACTIVE and Ability.CLAIM in lead,
        "extend": open_ended and Ability.CLAIM in lead and task.due_on is not None,
        "answer_extension": Ability.DECIDE_EXTENSION in owner,
        "split": open_ended and Ability.ISSUE_TASK in lead | owner,
        "reopen": state == State.RECOGNISED and Ability.REOPEN in owner,
    }
    return frozenset(name for name, holds in allowed.items() if holds)


# Kind of event -> what happened in words, and the tone of its dot.
WORDS: Mapping[str, tuple[str, str]] = {
    "task.created": ("Soạn dự thảo", "neutral"),
    "task.edited": ("Sửa dự thảo", "neutral"),
    "task.issued": ("Giao nhiệm vụ", "info"),
    "task.accepted": ("Tiếp nhận", "info"),
    "task.declined": ("Gửi trả cơ quan giao", "warn"),
    "task.cancelled": ("Hủy nhiệm vụ", "stop"),
    "task.split": ("Giao xuống cấp dưới", "info"),
    "task.extension_requested": ("Đề nghị gia hạn", "wait"),
    "task.extension_decided": ("Quyết định gia hạn", "info"),
    "progress.reported": ("Báo cáo tiến độ", "info"),
    "progress.evidence": ("Nộp minh chứng", "info"),
    "progress.claim_prepared": ("Soạn đề nghị công nhận", "neutral"),
    "progress.claim_discarded": ("Xóa đề nghị chưa gửi", "neutral"),
    "progress.claimed": ("Ký gửi đề nghị công nhận", "wait"),
    "verification.recognised": ("Công nhận kết quả", "good"),
    "verification.returned": ("Trả lại đề nghị", "bad"),
    "verification.reopened": ("Mở lại nhiệm vụ", "warn"),
}


def happening(event: EventRow) -> Happening:
    """Put one event of the journal into words."""
    title, tone = WORDS.get(event.kind, (event.kind, "neutral"))
    return Happening(event.at, title, event.by_name, "; ".join(_details(event.data)), tone)


def _details(data: Mapping[str, Any]) -> Iterable[str]:
    if data.get("level") is not None:
        yield f"mức {data['level']}"
    if data.get("reason"):
        reason = data["reason"]
        yield str(ReturnReason(reason).label) if reason in ReturnReason.values else reason
    if data.get("new_due_on"):
        yield f"thời hạn mới {date_text(date.fromisoformat(data['new_due_on']))}"
    if "granted" in data:
        yield "đồng ý" if data["granted"] else "không đồng ý"
    if "parts" in data:
        yield f"{data['parts']} đơn vị"
    if "changed" in data:
        yield f"{len(data['changed'])} nội dung thay đổi"
