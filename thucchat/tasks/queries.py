"""Questions about tasks: who may see which, lists with filters, one task's facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from thucchat.kernel import calendar, parameters
from thucchat.kernel.periods import local_day
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import Organisation, User
from thucchat.tasks import rules
from thucchat.tasks.choices import Kind, State
from thucchat.tasks.models import Coordination, ExtensionRequest, Task
from thucchat.vntext.text import fold

LIVE = [State.ISSUED, State.ACTIVE, State.CLAIMED, State.RECOGNISED]
DECLARED = Q(claimed_level__isnull=False, claimed_level__gte=F("required_level"))
RECOGNISED = Q(recognised_level__isnull=False, recognised_level__gte=F("required_level"))
AWAITING = DECLARED & Q(state=State.CLAIMED) & ~RECOGNISED
NOT_DONE = ~RECOGNISED & ~(DECLARED & Q(state=State.CLAIMED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list is narrowed to; the names are those of the page's address."""

    q: str = ""
    lead: str = ""  # words of the lead body's name, or its code
    within: str = ""  # code of a body: it and everything below
    bloc: str = ""
    level: str = ""  # level of the lead body
    status: str = ""  # see STATUSES
    state: str = ""
    axis: str = ""
    field: str = ""
    resolution: str = ""
    document: int | None = None
    parent: str = ""  # code of a task: its parts
    due_from: date | None = None
    due_to: date | None = None
    sort: str = "due_on"


STATUSES = {
    "overdue": "Quá hạn",
    "due_soon": "Sắp đến hạn",
    "within": "Trong hạn, chưa hoàn thành",
    "awaiting": "Chờ công nhận",
    "recognised": "Đã công nhận",
    "hollow": "Khai xong, chưa được công nhận",
    "regular": "Thường xuyên",
}

SORTS = {
    "due_on": (F("due_on").asc(nulls_last=True), F("pk").asc()),
    "-due_on": (F("due_on").desc(nulls_last=True), F("pk").desc()),
    "code": (F("code").asc(),),
    "-code": (F("code").desc(),),
    "lead": (F("lead__sort_key").asc(), F("due_on").asc(nulls_last=True), F("pk").asc()),
    "-lead": (F("lead__sort_key").desc(), F("due_on").asc(nulls_last=True), F("pk").asc()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task in a list, as it stands on a day."""

    id: int
    code: str
    title: str
    lead_code: str
    lead: str
    place: str  # where in which document it was ordered
    product: str
    due_on: date | None
    moved: bool  # the deadline is not the first one
    state: str
    status: str  # class of the 57 report
    days_late: int
    days_left: int | None
    claimed_level: int | None
    recognised_level: int | None
    required_level: int
    hollow: bool


def standing(task: Task) -> rules.Standing:
    """Return the facts of a task's row from which every status is derived."""
    waits = task.state == State.CLAIMED
    last = task.finished_at or (task.claimed_at if waits else None)
    return rules.Standing(
        kind=task.kind,
        due_on=task.due_on,
        required_level=task.required_level,
        declared=task.claimed_level is not None and task.claimed_level >= task.required_level,
        awaiting_level=task.claimed_level if waits else None,
        recognised_level=task.recognised_level,
        finished_on=local_day(last) if last else None,
    )


def row(task: Task, *, on: date) -> TaskRow:
    """Return a task (with ``lead`` and ``clause.document`` selected) as a row of a list."""
    facts = standing(task)
    left = (task.due_on - on).days if task.due_on and not facts.done else None
    return TaskRow(
        id=task.pk,
        code=task.code,
        title=task.title,
        lead_code=task.lead.code if task.lead else "",
        lead=task.lead.short_name if task.lead else "",
        place=f"{task.clause.document.number}, {task.clause.path}" if task.clause else "",
        product=task.product,
        due_on=task.due_on,
        moved=task.due_on != task.original_due_on,
        state=task.state,
        status=rules.report57(facts, on=on),
        days_late=rules.days_late(facts, on=on),
        days_left=left,
        claimed_level=task.claimed_level,
        recognised_level=task.recognised_level,
        required_level=task.required_level,
        hollow=facts.hollow,
    )


def with_row_columns(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Select, with joins, just what ``row`` reads: one statement for any number of rows."""
    return tasks.select_related("lead", "clause__document").only(
        "code",
        "title",
        "product",
        "due_on",
        "original_due_on",
        "state",
        "kind",
        "required_level",
        "claimed_level",
        "claimed_at",
        "recognised_level",
        "finished_at",
        "lead__code",
        "lead__short_name",
        "clause__path",
        "clause__document__number",
    )


def visible(user: User) -> QuerySet[Task]:
    """
    Return the tasks that the person may see.

    Issued ones led, coordinated or owned within the scope of the right to see; drafts only
    where the person may draft.
    """
    drafting = orgs.scopes(user, Ability.DRAFT_TASK)
    drafts = Q(state=State.DRAFT, owner__in=orgs.below(drafting)) if drafting else Q(pk__in=())
    if orgs.sees_all(user):
        return Task.objects.filter(~Q(state=State.DRAFT) | drafts)
    tops = orgs.scopes(user, Ability.SEE)
    if not tops:
        return Task.objects.none()
    own = orgs.below(tops)
    # Three lists of keys, each found by an index; EXISTS here would be asked for every task.
    partner = Coordination.objects.filter(organisation__in=own).values("task")
    issued = ~Q(state=State.DRAFT) & (Q(lead__in=own) | Q(owner__in=own) | Q(pk__in=partner))
    return Task.objects.filter(issued | drafts)


def soon_window_end(on: date) -> date:
    """Return the last day of the due-soon window that begins on ``on`` (working days)."""
    return calendar.vietnam().add(on, parameters.value("due_soon_days", on=on))


def _by_status(status: str, on: date) -> Q:
    timed = Q(kind=Kind.DEADLINE, state__in=LIVE)
    return {
        "overdue": timed & NOT_DONE & Q(due_on__lt=on),
        "due_soon": timed & NOT_DONE & Q(due_on__gte=on, due_on__lte=soon_window_end(on)),
        "within": timed & NOT_DONE & (Q(due_on__gte=on) | Q(due_on=None)),
        "awaiting": AWAITING,
        "recognised": Q(state__in=LIVE) & RECOGNISED,
        "hollow": Q(state__in=LIVE) & DECLARED & NOT_DONE,
        "regular": Q(kind=Kind.REGULAR, state__in=LIVE),
    }.get(status, Q())


def narrowed(tasks: QuerySet[Task], wanted: Filter, *, on: date) -> QuerySet[Task]:
    """Apply a filter; every given part narrows further."""
    exact = {
        "lead__bloc": wanted.bloc,
        "lead__level": wanted.level,
        "state": wanted.state,
        "axis": wanted.axis,
        "field": wanted.field,
        "resolution__number": wanted.resolution,
        "clause__document": wanted.document,
        "parent__code": wanted.parent,
        "due_on__gte": wanted.due_from,
        "due_on__lte": wanted.due_to,
    }
    tasks = tasks.filter(**{name: value for name, value in exact.items() if value})
    if wanted.q:
        for word in fold(wanted.q).split():
            tasks = tasks.filter(Q(title_fold__contains=word) | Q(code__icontains=word))
    if wanted.lead:
        named = Organisation.objects.filter(
            Q(code=wanted.lead.upper())
            | Q(name_fold__contains=fold(wanted.lead))
            | Q(aliases__name_fold=fold(wanted.lead))
        ).values("pk")
        tasks = tasks.filter(lead__in=named)
    if wanted.within:
        top = Organisation.objects.filter(code=wanted.within).values_list("pk", flat=True).first()
        tasks = tasks.filter(lead__in=orgs.below(frozenset({top} if top else ())))
    return tasks.filter(_by_status(wanted.status, on))


def listing(user: User, wanted: Filter, *, on: date) -> QuerySet[Task]:
    """Return the visible tasks that fit the filter, in its order."""
    tasks = narrowed(visible(user), wanted, on=on)
    return tasks.order_by(*SORTS.get(wanted.sort, SORTS["due_on"]))


def export_rows(user: User, wanted: Filter, *, on: date) -> Iterator[TaskRow]:
    """Yield every row of the list, a thousand at a time from the database."""
    for task in with_row_columns(listing(user, wanted, on=on)).iterator(chunk_size=1000):
        yield row(task, on=on)


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request for an extension that waits for an answer."""

    id: int
    code: str
    title: str
    lead: str
    due_on: date | None
    new_due_on: date
    cause: str
    requested_at: datetime


def open_requests(user: User) -> list[OpenRequest]:
    """List the requests for an extension that the person may decide, oldest first."""
    tops = orgs.scopes(user, Ability.DECIDE_EXTENSION)
    if not tops:
        return []
    waiting = ExtensionRequest.objects.filter(state="open", task__owner__in=orgs.below(tops))
    return [
        OpenRequest(
            r.pk,
            r.task.code,
            r.task.title,
            r.task.lead.short_name if r.task.lead else "",
            r.task.due_on,
            r.new_due_on,
            r.cause,
            r.requested_at,
        )
        for r in waiting.select_related("task__lead").order_by("requested_at")[:100]
    ]
