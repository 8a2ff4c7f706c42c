"""«Việc của tôi»: everything that waits for one person, most urgent first."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q

from thucchat.extraction import queries as extraction
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User
from thucchat.progress import queries as progress
from thucchat.progress.models import Claim
from thucchat.tasks import queries as tasks
from thucchat.tasks.choices import State
from thucchat.verification import queries as verification

LIMIT = 100


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for a person, by what has to be done; empty lists are left out of the page."""

    returned: list[tasks.TaskRow] = field(default_factory=list)  # a claim came back
    to_accept: list[tasks.TaskRow] = field(default_factory=list)
    to_sign: list[Claim] = field(default_factory=list)
    late: list[tasks.TaskRow] = field(default_factory=list)
    soon: list[tasks.TaskRow] = field(default_factory=list)
    running: list[tasks.TaskRow] = field(default_factory=list)
    to_issue: list[tasks.TaskRow] = field(default_factory=list)
    extensions: list[tasks.OpenRequest] = field(default_factory=list)
    claims_waiting: int = 0
    documents: list[extraction.PendingDocument] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether nothing at all waits."""
        return not any(getattr(self, name) for name in self.__dataclass_fields__)


def work(user: User, *, on: date) -> Work:
    """Gather what waits for the person on the day ``on``; at most ``LIMIT`` of a kind."""
    mine = _led(user, on)
    signing = orgs.scopes(user, Ability.CLAIM)
    return Work(
        returned=[r for r in mine if r.state == State.ACTIVE and r.hollow],
        to_accept=[r for r in mine if r.state == State.ISSUED],
        to_sign=progress.prepared_claims(orgs.below(signing)) if signing else [],
        late=[r for r in mine if _working(r) and r.status == "overdue"],
        soon=[r for r in mine if _working(r) and _soon(r, on)],
        running=[r for r in mine if _working(r) and r.status != "overdue" and not _soon(r, on)],
        to_issue=_drafts(user, on),
        extensions=tasks.open_requests(user),
        claims_waiting=verification.waiting_count(user),
        documents=extraction.pending_documents(user, on=on),
    )


def _working(row: tasks.TaskRow) -> bool:
    return row.state == State.ACTIVE and not row.hollow


def _soon(row: tasks.TaskRow, on: date) -> bool:
    return row.due_on is not None and on <= row.due_on <= tasks.soon_window_end(on)


def _led(user: User, on: date) -> list[tasks.TaskRow]:
    """List the open tasks of the bodies for which the person reports, nearest deadline first."""
    homes = frozenset(
        power.organisation_id
        for power in orgs.powers(user)
        if power.scope_id in orgs.scopes(user, Ability.REPORT)
    )
    if not homes:
        return []
    open_ones = tasks.visible(user).filter(
        Q(lead__in=homes), state__in=[State.ISSUED, State.ACTIVE]
    )
    ordered = open_ones.order_by(F("due_on").asc(nulls_last=True), "pk")
    return [tasks.row(task, on=on) for task in tasks.with_row_columns(ordered)[:LIMIT]]


def _drafts(user: User, on: date) -> list[tasks.TaskRow]:
    issuing = orgs.scopes(user, Ability.ISSUE_TASK)
    if not issuing:
        return []
    drafts = tasks.visible(user).filter(state=State.DRAFT, owner__in=orgs.below(issuing))
    rows = tasks.with_row_columns(drafts.order_by("-created_at"))[:LIMIT]
    return [tasks.row(task, on=on) for task in rows]
