"""The life of one task after it is issued: accepted, reported on, claimed, judged."""

from datetime import date, timedelta

from thucchat.cli.demo import claims, texts
from thucchat.cli.demo.clock import Story
from thucchat.cli.demo.plots import Plot
from thucchat.cli.demo.stage import Job, Stage
from thucchat.progress import actions as progress
from thucchat.tasks import actions as tasks
from thucchat.tasks.choices import Kind, Recurrence
from thucchat.tasks.models import Task
from thucchat.verification import actions as verification

EVERY = {
    Recurrence.WEEKLY: 7,
    Recurrence.MONTHLY: 30,
    Recurrence.QUARTERLY: 91,
    Recurrence.HALF_YEARLY: 182,
    Recurrence.YEARLY: 365,
}
LATE_REPORTS = 0.1  # share of reports that are keyed in weeks after their day


def live(stage: Stage, task: Task, plot: Plot) -> Story:
    """Tell the whole life of an issued task."""
    world = stage.world
    yield world.after(1, 5)
    job = Job.take(stage, task)
    tasks.accept(task.pk, by=job.reporter, at=world.now)
    if task.kind == Kind.REGULAR:
        yield from _regular(job)
        return
    due_on = task.due_on or world.today + timedelta(days=180)
    moved = _extension_day(job, due_on, plot)
    if moved:
        world.start(_extension(job, moved[0], moved[1], plot.extension))
        due_on = moved[1] if plot.extension == "granted" else due_on
    yield from _work(job, plot, due_on)


def _work(job: Job, plot: Plot, due_on: date) -> Story:
    """Report until the claim, claim, and live with the answer."""
    world = job.stage.world
    if plot.claim is None:
        end = due_on if plot.silent_after is None else _silent_from(job, due_on, plot.silent_after)
        yield from _reports(job, until=end, finish=due_on + timedelta(days=60))
        if plot.silent_after is None:
            yield from _reports(job, until=world.end.date(), finish=due_on + timedelta(days=90))
        return
    claim_on = due_on + timedelta(days=world.dice.randint(*plot.claim))
    claim_on = max(claim_on, job.accepted_on + timedelta(days=world.dice.randint(6, 16)))
    yield from _reports(job, until=claim_on - timedelta(days=4), finish=claim_on)
    yield world.on(claim_on)
    done_on = min(world.today, due_on) if plot.late_entry else world.today
    how = "thin_claims" if plot.thin else "claims"
    yield from claims.claim(job, how=how, verdict=plot.verdict, done_on=done_on)
    if plot.verdict == "full":
        yield from _afterwards(job, plot)
    else:
        yield from _mend(job, plot)


def _afterwards(job: Job, plot: Plot) -> Story:
    """Recognised: a few are reopened when the result is gone, half of these are mended."""
    if plot.reopened is None:
        return
    world = job.stage.world
    yield world.after(*plot.reopened)
    verification.reopen(
        job.task.pk,
        reason=texts.pick(world.dice, "reopenings"),
        by=job.stage.cast.officer,
        at=world.now,
    )
    mended = world.dice.random() < 0.5
    until = world.today + timedelta(days=45) if mended else world.end.date()
    yield from _reports(job, until=until, finish=until)
    if mended:
        yield world.after(5, 20)
        yield from claims.claim(job, how="second_claims", verdict="full", done_on=world.today)


def _mend(job: Job, plot: Plot) -> Story:
    """Claim again a while after a claim that fell short, or go on reporting."""
    world = job.stage.world
    wait = timedelta(days=world.dice.randint(*plot.again)) if plot.again else None
    until = world.today + wait if wait else world.end.date()
    yield from _reports(job, until=until, finish=until)
    if plot.again:
        yield world.on(until)
        yield from claims.claim(job, how="second_claims", verdict="full", done_on=world.today)


def _reports(job: Job, *, until: date, finish: date) -> Story:
    """Report about once a month until the day, a commune every other month."""
    world = job.stage.world
    low, high = (35, 60) if job.is_commune else (19, 29)
    while True:
        on = world.today + timedelta(days=world.dice.randint(low, high))
        if on > until:
            return
        late = world.dice.randint(12, 24) if world.dice.random() < LATE_REPORTS else 0
        yield world.on(on + timedelta(days=late))
        span = max(1, (finish - job.accepted_on).days)
        share = min(0.97, max(0.06, (on - job.accepted_on).days / span))
        text = texts.report(job.subject, world.dice, share=share, on=on)
        progress.submit_report(job.task.pk, text, on=on, by=job.reporter, at=world.now)


def _regular(job: Job) -> Story:
    """Report every period; some periods are missed, some bodies fall silent."""
    world = job.stage.world
    every = EVERY[Recurrence(job.task.recurrence)]
    silent = world.dice.random() < 0.15
    number = 0
    while not (silent and number > 3):
        yield world.on(world.today + timedelta(days=every))
        number += 1
        if world.dice.random() < 0.1:
            continue
        share = world.dice.uniform(0.8, 1.0)
        text = texts.report(job.subject, world.dice, share=share, on=world.today, regular=True)
        progress.submit_report(job.task.pk, text, on=world.today, by=job.reporter, at=world.now)


def _silent_from(job: Job, due_on: date, share: float) -> date:
    return job.accepted_on + timedelta(days=round((due_on - job.accepted_on).days * share))


def _extension_day(job: Job, due_on: date, plot: Plot) -> tuple[date, date] | None:
    """Return when to ask for a later deadline and for which; None where there is no time to."""
    dice = job.stage.world.dice
    ask_on = due_on - timedelta(days=dice.randint(6, 18))
    if plot.extension == "open":
        ask_on = job.stage.world.end.date() - timedelta(days=dice.randint(1, 8))
    if not plot.extension or ask_on <= job.accepted_on + timedelta(days=2):
        return None
    return ask_on, due_on + timedelta(days=dice.choice((30, 45, 60)))


def _extension(job: Job, ask_on: date, new_due_on: date, outcome: str) -> Story:
    """Ask for a later deadline; the officer grants, denies, or has not answered yet."""
    world = job.stage.world
    yield world.on(ask_on)
    kind = "site_causes" if job.subject.kind == "infrastructure" else "causes"
    cause = texts.pick(world.dice, "extensions", "weak" if outcome == "denied" else kind)
    request = tasks.request_extension(
        job.task.pk, new_due_on=new_due_on, cause=cause, by=job.head, at=world.now
    )
    if outcome == "open":
        return
    yield world.after(1, 4)
    answer = texts.pick(world.dice, "extensions", outcome)
    tasks.decide_extension(
        request.pk,
        grant=outcome == "granted",
        answer=answer,
        by=job.stage.cast.officer,
        at=world.now,
    )
