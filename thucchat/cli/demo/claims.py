"""A claim and its answer: evidence gathered, signed by the head, judged by another body."""

from collections.abc import Generator
from datetime import date, datetime

from thucchat.cli.demo import evidence, texts
from thucchat.cli.demo.stage import Job
from thucchat.progress import actions as progress
from thucchat.tasks.choices import ResultLevel
from thucchat.verification import actions as verification
from thucchat.verification.choices import ReturnReason, Verdict
from thucchat.verification.rules import Judgement

BEHIND_DAYS = 18
REASONS = {
    1: (ReturnReason.NO_PRODUCT, ReturnReason.EVIDENCE_MISMATCH),
    2: (ReturnReason.NO_PRODUCT, ReturnReason.EVIDENCE_MISSING),
    3: (ReturnReason.NOT_RUNNING, ReturnReason.EVIDENCE_MISSING),
    4: (ReturnReason.NO_USERS, ReturnReason.NOT_RUNNING),
    5: (ReturnReason.NO_EFFECT, ReturnReason.NO_USERS),
}


def claim(
    job: Job, *, how: str, verdict: str, done_on: date
) -> Generator[datetime, None, None]:  # fmt: skip
    """
    Claim the required level and wait for the answer.

    ``how``: the sentences to use, ``thin_claims`` with thin evidence. ``verdict``: ``full``,
    ``lower`` or ``returned``. ``done_on``: the day the evidence bears, at times before the entry.
    """
    world, task = job.stage.world, job.task
    level = task.required_level
    ids: list[int] = []
    thin = how == "thin_claims"
    yield from evidence.gather(job, level=level, thin=thin, dated_on=done_on, into=ids)
    words = texts.claim(job.subject, world.dice, level=level, on=done_on, how=how)
    prepared = progress.prepare_claim(
        task.pk, level=level, statement=words, evidence_ids=ids, by=job.reporter, at=world.now
    )
    yield world.minutes(20, 400)
    progress.submit_claim(prepared.pk, by=job.head, at=world.now)
    # At the very end the verifiers are behind, so that their queue is not empty.
    behind = (world.end - world.now).days < BEHIND_DAYS
    yield world.after(16, 30) if behind else world.after(1, 12)
    judgement = _judgement(job, verdict)
    verification.decide(prepared.pk, judgement, by=job.judge, at=world.now)


def _judgement(job: Job, verdict: str) -> Judgement:
    dice, level = job.stage.world.dice, job.task.required_level
    if verdict == "full":
        words = texts.pick(dice, "recognitions", "full")
        return Judgement(verdict=Verdict.RECOGNISED, level=level, words=words)
    if verdict == "lower" and level > ResultLevel.DOCUMENT:
        words = texts.pick(dice, "recognitions", "lower")
        return Judgement(verdict=Verdict.RECOGNISED, level=level - 1, words=words)
    reason = dice.choice(REASONS[level])
    words = texts.pick(dice, "returns", str(reason.value), users=dice.randint(3, 9))
    return Judgement(verdict=Verdict.RETURNED, reason=reason, words=words)
