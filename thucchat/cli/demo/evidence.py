"""The evidence of the demonstration: sound and thin, of every kind, with real small files."""

from datetime import date, timedelta

from thucchat.cli.demo import files, texts
from thucchat.cli.demo.clock import Story
from thucchat.cli.demo.stage import Job
from thucchat.progress import actions as progress
from thucchat.progress.actions import EvidenceFacts
from thucchat.progress.choices import EvidenceKind

SOUND: dict[int, tuple[str, ...]] = {
    1: ("document",),
    2: ("acceptance", "document"),
    3: ("acceptance", "photo", "address"),
    4: ("address", "usage", "usage", "acceptance"),
    5: ("address", "usage", "usage", "acceptance", "document"),
}
THIN: dict[int, tuple[str, ...]] = {
    1: ("thin_document",),
    2: ("thin_document",),
    3: ("address",),
    4: ("address", "thin_usage"),
    5: ("address", "thin_usage", "thin_document"),
}


def gather(job: Job, *, level: int, thin: bool, dated_on: date, into: list[int]) -> Story:
    """Attach what a claim at ``level`` brings; the ids go ``into`` the list."""
    world = job.stage.world
    wanted = (THIN if thin else SOUND)[level]
    for place, kind in enumerate(wanted):
        back = wanted[place:].count("usage") if kind == "usage" else 1
        facts, file = _piece(job, kind, dated_on=dated_on, back=back)
        made = progress.attach(job.task.pk, facts, file=file, by=job.reporter, at=world.now)
        into.append(made.pk)
        yield world.minutes(4, 40)


def _piece(
    job: Job, kind: str, *, dated_on: date, back: int
) -> tuple[EvidenceFacts, tuple[str, bytes] | None]:
    if kind == "address":
        title = texts.pick(job.stage.world.dice, "evidence", "address")
        facts = EvidenceFacts(
            kind=EvidenceKind.ADDRESS, title=title, url=job.subject.url, dated_on=dated_on
        )
        return facts, None
    if kind.endswith("usage"):
        return _usage(job, thin=kind.startswith("thin"), dated_on=dated_on, back=back)
    if kind == "photo":
        title = texts.pick(job.stage.world.dice, "evidence", "photo")
        facts = EvidenceFacts(kind=EvidenceKind.PHOTO, title=title, dated_on=dated_on)
        return facts, ("anh-hien-truong.png", files.png(job.stage.world.dice))
    return _paper(job, kind, dated_on=dated_on)


def _usage(
    job: Job, *, thin: bool, dated_on: date, back: int
) -> tuple[EvidenceFacts, tuple[str, bytes] | None]:  # fmt: skip
    """Return the figures of one whole month, ``back`` months before the day; they grow."""
    dice = job.stage.world.dice
    end = dated_on.replace(day=1) - timedelta(days=1)
    for _ in range(back - 1):
        end = end.replace(day=1) - timedelta(days=1)
    start = end.replace(day=1)
    users = dice.randint(3, 9) if thin else round(job.subject.users * 0.8 ** (back - 1))
    facts = EvidenceFacts(
        kind=EvidenceKind.USAGE,
        title=texts.pick(dice, "evidence", "usage", month=texts.month_text(start)),
        users=users,
        transactions=users * dice.randint(2, 6),
        period_start=start,
        period_end=end,
    )
    if thin:
        return facts, None
    table = files.usage_csv(users=users, start=start, end=end, dice=dice)
    return facts, (f"so-lieu-su-dung-{start:%Y-%m}.csv", table)


def _paper(
    job: Job, kind: str, *, dated_on: date
) -> tuple[EvidenceFacts, tuple[str, bytes]]:  # fmt: skip
    """Return a document or a record as PDF or text; hollow claims at times share one file."""
    dice, told = job.stage.world.dice, job.stage.told
    title = texts.pick(dice, "evidence", kind)
    code = job.stage.cast.bodies[job.task.lead_id or 0].code
    number = f"{dice.randint(12, 980)}/{'BB' if kind == 'acceptance' else 'BC'}-{code}"
    facts = EvidenceFacts(
        kind=EvidenceKind.ACCEPTANCE if kind == "acceptance" else EvidenceKind.DOCUMENT,
        title=title,
        number=number,
        dated_on=dated_on,
    )
    thin = kind.startswith("thin")
    if thin and told and dice.random() < 0.25:
        return facts, told[-1]
    lines = [
        f"Nhiệm vụ {job.task.code}: {job.task.title}",
        f"Sản phẩm phải có: {job.task.product}.",
        texts.claim(
            job.subject,
            dice,
            level=1 if thin else job.task.required_level,
            on=dated_on,
            how="thin_claims" if thin else "claims",
        ),
    ]
    as_pdf = dice.random() < 0.4
    make = files.pdf if as_pdf else files.txt
    content = make(title=title, body=job.subject.name, number=number, on=dated_on, lines=lines)
    name = "bien-ban" if kind == "acceptance" else "van-ban"
    file = (f"{name}-{number.split('/')[0]}.{'pdf' if as_pdf else 'txt'}", content)
    if thin:
        told.append(file)
    return facts, file
