"""The tasks of the large demonstration: 2,000 central ones and some 50,000 handed down."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thucchat.cli.demo import review, texts
from thucchat.cli.demo.bulk import courses
from thucchat.cli.demo.bulk.courses import Course, Office
from thucchat.cli.demo.stage import lead_id
from thucchat.directives.models import Clause, Resolution
from thucchat.orgs.choices import Level
from thucchat.orgs.models import Organisation, User
from thucchat.tasks.choices import Axis, DuePrecision, Field, Kind, Recurrence, State
from thucchat.tasks.models import CodeCounter, Coordination, Task
from thucchat.vntext.text import fold

CENTRAL, CASCADES = 2000, 15
REGULAR = 0.24  # share of recurring tasks
MAIN = 0.7  # share of the first resolution
WEIGHTS = {Level.MINISTRY: 9, Level.PROVINCE: 3, Level.CENTRAL: 2, Level.UNIT: 1}
Row = tuple[Task, Course]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the tasks stand on."""

    bodies: Sequence[Organisation]  # those with people at work
    officer: User
    owner_id: int
    clauses: Sequence[Clause]
    resolutions: Sequence[Resolution]
    levels: dict[str, int]
    office: Office

    @property
    def dice(self) -> random.Random:
        """The dice of the office."""
        return self.office.dice


def central(ground: Ground) -> list[Row]:
    """Draw the central tasks, in the order of their issue."""
    high = [body for body in ground.bodies if body.level != Level.COMMUNE]
    weights = [WEIGHTS[Level(body.level)] for body in high]
    leads = ground.dice.choices(high, weights=weights, k=CENTRAL)
    span = (ground.office.last - courses.FIRST_DAY).days - 40
    days = sorted(ground.dice.randrange(span) for _ in range(CENTRAL))
    numbers: dict[str, int] = {}
    rows = []
    for lead, offset in zip(leads, days, strict=True):
        issued_on = courses.FIRST_DAY + timedelta(days=offset)
        rows.append(_central_task(ground, lead, issued_on, numbers))
    CodeCounter.objects.bulk_create(
        CodeCounter(prefix=prefix, last=last) for prefix, last in numbers.items()
    )
    return rows


def _central_task(
    ground: Ground, lead: Organisation, issued_on: date, numbers: dict[str, int]
) -> Row:  # fmt: skip
    dice, words = ground.dice, texts.content()["national"]
    main = dice.random() < MAIN
    resolution = ground.resolutions[0] if main else dice.choice(ground.resolutions[1:])
    prefix = f"{resolution.number.split('-')[0]}-{issued_on.year}-"
    numbers[prefix] = numbers.get(prefix, 0) + 1
    kind = dice.choice(list(words["what"]))
    what, of = dice.choice(words["what"][kind]), dice.choice(words["of"])
    clause = dice.choice(ground.clauses)
    task = Task(
        code=f"{prefix}{numbers[prefix]:04d}",
        title=f"{what} {of} {dice.choice(words['scope'])}",
        resolution=resolution,
        clause=clause,
        quote_start=clause.start,
        quote_end=clause.end,
        field=dice.choice(Field.values),
        axis=dice.choice(Axis.values),
        owner_id=ground.owner_id,
        lead_id=lead.pk,
        responsible=review.head(lead),
        authority=review.authority(lead),
        product=texts.content()["products"][kind],
        product_kind=kind,
        required_level=ground.levels[kind],
    )
    task.title_fold = fold(task.title)
    if dice.random() < REGULAR:
        task.kind, task.recurrence = Kind.REGULAR, dice.choice(Recurrence.values)
        course = courses.regular(ground.office, issued_on)
        return settle(task, course, None, by=ground.officer), course
    due_on = issued_on + timedelta(days=dice.randint(60, 420))
    course = courses.deadline(
        ground.office, issued_on=issued_on, due_on=due_on, level=task.required_level, chatty=True
    )
    return settle(task, course, due_on, by=ground.officer), course


def cascades(ground: Ground, rows: Sequence[Row]) -> list[Task]:
    """Choose the central tasks that go down, with deadlines before and after the last day."""
    above = {body.pk for body in ground.bodies if body.level not in (Level.PROVINCE, Level.COMMUNE)}
    found = [
        task
        for task, course in rows
        if task.kind == Kind.DEADLINE and course.accepted_at and lead_id(task) in above
        and (ground.office.last - course.issued_at.date()).days > 90
    ]  # fmt: skip
    found.sort(key=lambda task: task.due_on or date.max)
    step = len(found) // CASCADES
    return found[step // 2 :: step][:CASCADES]


def partners(ground: Ground, rows: Sequence[Row]) -> list[Coordination]:
    """Give each central task up to three bodies that coordinate."""
    high = [body.pk for body in ground.bodies if body.level != Level.COMMUNE]
    return [
        Coordination(task=task, organisation_id=pk)
        for task, _ in rows
        for pk in ground.dice.sample(high, ground.dice.randint(0, 3))
        if pk != task.lead_id
    ]


def parts(ground: Ground, parent: Task, leads: Sequence[Organisation], days: int) -> list[Row]:
    """Hand a task down: one part for each body, some days after the parent's issue."""
    if parent.issued_at is None or parent.due_on is None:
        raise ValueError(f"{parent.code} cannot be split")
    issued_on = parent.issued_at.date() + timedelta(days=days)
    due_on = max(parent.due_on - timedelta(days=days // 2), issued_on + timedelta(days=20))
    rows = []
    for number, lead in enumerate((body for body in leads if body.pk != parent.lead_id), 1):
        part = Task(
            code=f"{parent.code}.{number:02d}",
            parent=parent,
            owner_id=lead_id(parent),
            lead_id=lead.pk,
            responsible=review.head(lead),
        )
        for name in COPIED:
            setattr(part, name, getattr(parent, name))
        course = courses.deadline(
            ground.office,
            issued_on=issued_on,
            due_on=due_on,
            level=part.required_level,
            chatty=lead.level == Level.PROVINCE,
        )
        rows.append((settle(part, course, due_on, by=ground.officer), course))
    CodeCounter.objects.create(prefix=f"{parent.code}.", last=len(rows))
    return rows


COPIED = (
    "title",
    "title_fold",
    "resolution_id",
    "clause_id",
    "quote_start",
    "quote_end",
    "field",
    "axis",
    "authority",
    "product",
    "product_kind",
    "required_level",
)


def settle(task: Task, course: Course, due_on: date | None, *, by: User) -> Task:
    """Bring the task's row to where its course leaves it, as the actions would have."""
    task.created_at = task.issued_at = course.issued_at
    task.created_by = task.issued_by = by
    task.state = State.ISSUED
    task.due_on = task.original_due_on = due_on
    task.due_precision = DuePrecision.DAY if due_on else DuePrecision.NONE
    if course.extension:
        task.original_due_on = course.extension.old_due_on
    if course.accepted_at:
        task.state, task.accepted_at = State.ACTIVE, course.accepted_at
    for claim in course.claims:
        task.state = State.CLAIMED
        task.claimed_level, task.claimed_at, task.returned_at = (
            claim.level,
            claim.submitted_at,
            None,
        )
        if claim.verdict == "returned":
            task.state, task.returned_at = State.ACTIVE, claim.decided_at
        elif claim.recognised_level is not None:
            task.recognised_level = claim.recognised_level
            enough = claim.recognised_level >= task.required_level
            task.state = State.RECOGNISED if enough else State.ACTIVE
            task.finished_at = claim.submitted_at if enough else None
        if claim.reopened_at:
            task.state, task.recognised_level, task.finished_at = State.ACTIVE, None, None
    return task
