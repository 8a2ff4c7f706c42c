"""Tasks with a past: every fact is written straight to its table, at the time it is given."""

import itertools
from datetime import UTC, date, datetime, timedelta

from thucchat.directives.models import Resolution
from thucchat.orgs.models import Organisation, User
from thucchat.orgs.tests.factories import make_org, make_user
from thucchat.progress.models import Claim, ProgressReport
from thucchat.tasks.choices import Kind, State
from thucchat.tasks.models import DeadlineChange, Task
from thucchat.verification.models import Decision, Reopening

_numbers = itertools.count(1)
ISSUED = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


def instant(day: date, hour: int = 3) -> datetime:
    """Return an hour (UTC) of the day; 03:00 is 10:00 in Hà Nội."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def make_resolution(number: str = "57-NQ/TW") -> Resolution:
    found, _ = Resolution.objects.get_or_create(
        number=number, defaults={"name": f"Nghị quyết {number}", "short_name": f"NQ {number[:2]}"}
    )
    return found


def someone() -> User:
    return User.objects.first() or make_user()


def make_task(
    lead: Organisation | None = None, *, due_on: date | None = date(2026, 6, 30), **fields: object
) -> Task:
    """Make an issued task with all six clears; ``fields``: any column."""
    number = next(_numbers)
    person = someone()
    lead = lead or make_org()
    values = {
        "code": f"57-2026-{number:04d}",
        "title": f"Hoàn thành công việc số {number}",
        "title_fold": "hoan thanh cong viec",
        "resolution": fields.get("resolution") or make_resolution(),
        "owner": lead,
        "kind": Kind.DEADLINE if due_on else Kind.REGULAR,
        "recurrence": "" if due_on else "monthly",
        "axis": "dx",
        "field": "data",
        "responsible": "Bộ trưởng",
        "authority": "Thủ tướng Chính phủ",
        "product": "Cơ sở dữ liệu",
        "product_kind": "database",
        "required_level": 4,
        "due_precision": "date" if due_on else "none",
        "state": State.ACTIVE,
        "created_at": ISSUED,
        "created_by": person,
        "issued_at": ISSUED,
        "issued_by": person,
        **fields,
    }
    made: Task = Task.objects.create(lead=lead, due_on=due_on, original_due_on=due_on, **values)
    return made


def cancel(task: Task, at: datetime) -> None:
    task.state, task.cancelled_at, task.cancelled_by = State.CANCELLED, at, someone()
    task.save()


def report(task: Task, at: datetime) -> ProgressReport:
    made: ProgressReport = ProgressReport.objects.create(
        task=task, organisation=task.lead, on=at.date(), result="Đang làm", submitted_at=at,
        submitted_by=someone(),
    )  # fmt: skip
    return made


def claim(task: Task, at: datetime, level: int = 4) -> Claim:
    person = someone()
    made: Claim = Claim.objects.create(
        task=task, organisation=task.lead, level=level, statement="Đã xong", prepared_at=at,
        prepared_by=person, submitted_at=at, submitted_by=person,
    )  # fmt: skip
    return made


def decide(
    put: Claim, at: datetime, level: int | None = None, reason: str = "no_users"
) -> Decision:
    """Recognise at ``level``, or return for ``reason`` where it is None."""
    put.decided = True
    put.save(update_fields=["decided"])
    made: Decision = Decision.objects.create(
        claim=put, verdict="returned" if level is None else "recognised", level=level,
        reason=reason if level is None else "", organisation=put.organisation, decided_at=at,
        decided_by=someone(),
    )  # fmt: skip
    return made


def reopen(decision: Decision, at: datetime) -> Reopening:
    made: Reopening = Reopening.objects.create(
        task=decision.claim.task, decision=decision, reason="Hệ thống dừng", at=at, by=someone()
    )
    return made


def move(task: Task, at: datetime, new_due_on: date) -> DeadlineChange:
    """Move the deadline, in the ledger and in the task's latest state."""
    made: DeadlineChange = DeadlineChange.objects.create(
        task=task, old_due_on=task.due_on, new_due_on=new_due_on, at=at, by=someone()
    )
    task.due_on = new_due_on
    task.save()
    return made


def position(on: date) -> dict[str, int]:
    """
    Lay out a country in miniature, and return what must be counted at the end of ``on``.

    The deadline tasks: 5 recognised (1 of them late), 3 awaiting (1 past its deadline),
    4 hollow (returned, recognised too low, reopened; 2 of them overdue), 2 quiet and late,
    6 within. Besides: 3 regular ones, a draft, a cancelled one.
    """
    before, after = on - timedelta(days=20), on + timedelta(days=40)
    at = instant(on - timedelta(days=30))
    answer = at + timedelta(days=2)
    there = {o.code: o for o in Organisation.objects.filter(code__in=("AA", "BB"))}
    leads = [there.get(code) or make_org(code) for code in ("AA", "BB")]
    pick = itertools.cycle(leads)
    for n in range(5):
        late = n == 0
        task = make_task(next(pick), due_on=on - timedelta(days=35) if late else after)
        decide(claim(task, at), answer, 4)
    for due_on in (before, after, after):
        claim(make_task(next(pick), due_on=due_on), at)
    decide(claim(make_task(next(pick), due_on=before), at), answer)
    decide(claim(make_task(next(pick), due_on=before), at), answer, 2)
    decide(claim(make_task(next(pick), due_on=after), at), answer)
    reopen(decide(claim(make_task(next(pick), due_on=after), at), answer, 5), answer)
    for _ in range(2):
        make_task(next(pick), due_on=before)
    for _ in range(6):
        make_task(next(pick), due_on=after, axis="st", field="")
    for _ in range(3):
        make_task(next(pick), due_on=None)
    make_task(next(pick), state=State.DRAFT, issued_at=None, issued_by=None)
    cancel(make_task(next(pick)), at)
    return {
        "all": 23, "deadline": 20, "regular": 3, "declared": 12, "recognised": 5, "awaiting": 3,
        "hollow": 4, "done": 8, "overdue": 4, "within": 8, "on_time": 4,
    }  # fmt: skip
