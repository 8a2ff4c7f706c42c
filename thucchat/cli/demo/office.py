"""What the standing agency and a province do: take documents in, give tasks, split."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from thucchat.cli.demo import life, plots, review, sources, texts
from thucchat.cli.demo.clock import Story
from thucchat.cli.demo.plots import Plot
from thucchat.cli.demo.review import Verdict
from thucchat.cli.demo.stage import Stage, lead_id
from thucchat.directives import actions as directives
from thucchat.directives.models import Document, Resolution
from thucchat.extraction import actions as extraction
from thucchat.extraction.models import Proposal
from thucchat.kernel import parameters
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Level
from thucchat.orgs.models import Organisation, User
from thucchat.tasks import actions as tasks
from thucchat.tasks.choices import DuePrecision, Kind
from thucchat.tasks.models import Task
from thucchat.tasks.rules import TaskDraft

RESOLUTION = "57-NQ/TW"
CASCADED = "cac xa"  # the group whose task goes down to provinces and communes
DECLINED_EVERY = 41
WAITING_MOST = 3


def receive(stage: Stage, source: sources.Source, path: Path) -> Story:
    """Take a directive in: register, confirm, read, decide on every proposal, issue."""
    world, officer = stage.world, stage.cast.officer
    yield world.on(source.date + timedelta(days=1))
    document = directives.register_document(
        path.read_bytes(), file_name=path.name, by=officer, at=world.now
    )
    yield world.minutes(6, 15)
    directives.confirm(document.pk, heading=heading(document, source), by=officer, at=world.now)
    yield world.minutes(1, 3)
    extraction.propose(document.pk, by=officer, at=world.now)
    drafts: list[tuple[Task, Verdict]] = []
    yield from _decide(stage, document, drafts)
    yield world.after(1, 2)
    for number, (task, verdict) in enumerate(drafts, 1):
        tasks.issue(task.pk, by=officer, at=world.now)
        world.start(_given(stage, task, verdict, declined=number % DECLINED_EVERY == 0))
        yield world.minutes(1, 3)


def heading(document: Document, source: sources.Source) -> directives.ConfirmedHeading:
    """State what the document is: the machine's guess where it has one."""
    return directives.ConfirmedHeading(
        number=source.number,
        kind=document.kind,
        title=source.subject,
        issuer_id=document.issuer_id,
        issuer_text=document.issuer_text or " ".join(source.left),
        issued_on=source.date,
        resolution_id=Resolution.objects.get(number=RESOLUTION).pk,
        signer="",
    )


def _decide(
    stage: Stage, document: Document, drafts: list[tuple[Task, Verdict]]
) -> Story:  # fmt: skip
    world, officer = stage.world, stage.cast.officer
    owner_id = orgs.powers(officer)[0].organisation_id
    at_work = set(stage.cast.reporters)
    found = Proposal.objects.filter(document=document).select_related("document", "lead")
    for proposal in found.prefetch_related("partners").order_by("start", "pk"):
        yield world.minutes(1, 5)
        verdict = review.judge(proposal, at_work=at_work, owner_id=owner_id, on=world.today)
        if verdict.draft is None:
            reason = texts.pick(world.dice, "rejections", verdict.reason)
            extraction.reject(proposal.pk, reason=reason, by=officer, at=world.now)
            continue
        task = extraction.accept(proposal.pk, edited=verdict.draft, by=officer, at=world.now)
        drafts.append((task, verdict))


def _given(stage: Stage, task: Task, verdict: Verdict, *, declined: bool) -> Story:
    """Follow a task from its issue: a few come back and go out anew; one goes down."""
    if declined:
        yield from _declined(stage, task)
    if verdict.group == CASCADED:
        stage.world.start(_hand_down(stage, task))
    yield from life.live(stage, task, _plot(stage, task))


def _plot(stage: Stage, task: Task) -> Plot:
    """Deal a plot for which the task has time; three late ones wait for an extension."""
    due_on = task.due_on or stage.world.today
    last = stage.world.end.date()
    if timedelta(days=1) < due_on - last < timedelta(days=20) and stage.waiting < WAITING_MOST:
        stage.waiting += 1
        return plots.WAITING
    left = (due_on - stage.world.today).days
    return stage.deadline.deal(lambda plot: not plot.extension or left > 40)


def _declined(stage: Stage, task: Task) -> Story:
    """Let the lead body give the task back; the officer words the product anew, reissues."""
    world, officer = stage.world, stage.cast.officer
    yield world.after(1, 3)
    reason = stage.world.dice.choice(texts.content()["declines"])
    reporter = stage.cast.reporters[lead_id(task)]
    tasks.decline(task.pk, reason=reason, by=reporter, at=world.now)
    yield world.after(1, 3)
    draft = tasks.draft_of(Task.objects.get(pk=task.pk))
    clearer = f"{draft.product.rstrip('.')}; nộp kèm danh sách đơn vị sử dụng"
    tasks.edit(task.pk, replace(draft, product=clearer), by=officer, at=world.now)
    yield world.minutes(5, 30)
    tasks.issue(task.pk, by=officer, at=world.now)


def _hand_down(stage: Stage, task: Task) -> Story:
    """Split a task to all provinces; one of them splits its part to all its communes."""
    world, bodies = stage.world, stage.cast.bodies
    yield world.after(6, 9)
    provinces = [pk for pk, body in bodies.items() if body.level == Level.PROVINCE]
    tasks.split(task.pk, lead_ids=provinces, due_on=None, by=stage.cast.officer, at=world.now)
    for part in Task.objects.filter(parent=task).order_by("code"):
        plot = stage.part.deal()
        body = bodies[lead_id(part)]
        officer = stage.cast.named.get(f"{body.code.lower()}.dieuphoi")
        communes = [pk for pk, below in bodies.items() if below.parent_id == body.pk]
        if officer and communes:
            world.start(_split_to_communes(stage, part, officer, communes))
        world.start(life.live(stage, part, plot))


def _split_to_communes(
    stage: Stage, part: Task, officer: User, communes: list[int]
) -> Story:  # fmt: skip
    world = stage.world
    yield world.after(7, 10)
    due_on = part.due_on - timedelta(days=10) if part.due_on else None
    tasks.split(part.pk, lead_ids=communes, due_on=due_on, by=officer, at=world.now)
    for below in Task.objects.filter(parent=part).order_by("code"):
        world.start(life.live(stage, below, stage.part.deal()))


def own_task(stage: Stage, code: str, number: int, start: date) -> Story:
    """Let a province add a task of its own, outside any directive."""
    world, officer = stage.world, stage.cast.named[f"{code.lower()}.dieuphoi"]
    yield world.on(start)
    body = Organisation.objects.get(code=code)
    field, kind, title, product = texts.content()["own_tasks"][number]
    draft = TaskDraft(
        title=title,
        resolution_id=Resolution.objects.get(number=RESOLUTION).pk,
        owner_id=body.pk,
        lead_id=body.pk,
        kind=Kind.DEADLINE,
        field=field,
        responsible=review.head(body),
        authority=review.authority(body),
        product=product,
        product_kind=kind,
        required_level=parameters.value("required_level", on=world.today)[kind],
        due_on=start + timedelta(days=150),
        due_precision=DuePrecision.DAY,
    )
    task = tasks.create(draft, by=officer, at=world.now)
    yield world.minutes(10, 60)
    tasks.issue(task.pk, by=officer, at=world.now)
    yield from life.live(stage, task, stage.part.deal())
