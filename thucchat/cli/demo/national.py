"""The large demonstration: the whole country with 52,000 tasks, to measure pages under load."""

import random
import tempfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db import connection, transaction

from thucchat.analytics import actions as analytics
from thucchat.audit.actions import record
from thucchat.cli.demo import documents, marks, office, people, sources
from thucchat.cli.demo.bulk import courses, plan, store
from thucchat.cli.demo.people import Cast
from thucchat.cli.demo.reference import load_reference
from thucchat.directives import actions as directives
from thucchat.directives.models import Clause, Resolution
from thucchat.indicators import actions as indicators
from thucchat.kernel import parameters
from thucchat.kernel.periods import HANOI, day_end, local_day
from thucchat.orgs.choices import Level
from thucchat.orgs.models import Organisation
from thucchat.orgs.queries import ROOT_CODE
from thucchat.tasks.models import Coordination


@transaction.atomic
def load(*, until: date, at: datetime, seed: int, say: Callable[[str], None]) -> None:
    """Write the large demonstration up to the day ``until``; ``bulk.store`` says how and why."""
    dice = random.Random(seed)  # noqa: S311 - a demonstration, to be repeated exactly
    last = until - timedelta(days=1) if until == local_day(at) else until  # today is not over
    start = datetime.combine(courses.FIRST_DAY, time(7, 30), tzinfo=HANOI)
    say("Nạp danh mục cơ quan, tỉnh, xã, nghị quyết…")
    load_reference(at=start, on=local_day(at))
    say("Mở tài khoản cho mọi cơ quan, tỉnh, xã…")
    cast = people.open_accounts(at=start + timedelta(minutes=5), every_commune=True)
    ground = _ground(cast, courses.Office(last, dice), at=start + timedelta(minutes=10))
    books = _books(cast, ground)
    say("Viết 2.000 nhiệm vụ trung ương và 50.000 nhiệm vụ giao xuống…")
    _write(ground, books)
    say("Ghi nhật ký, chốt số liệu…")
    _count(books, [last - timedelta(days=30), last])
    root = Organisation.objects.get(code=ROOT_CODE)
    record(
        marks.LOADED, root, by=None, at=day_end(last), size="national", seed=seed, until=f"{until}"
    )
    _refresh_statistics()


def _ground(cast: Cast, hours: courses.Office, *, at: datetime) -> plan.Ground:
    """Take in the three directives: their clauses are what the tasks quote."""
    with tempfile.TemporaryDirectory() as folder:
        for source, path in zip(sources.all_sources(), documents.build(Path(folder)), strict=True):
            document = directives.register_document(
                path.read_bytes(), file_name=path.name, by=cast.officer, at=at
            )
            heading = office.heading(document, source)
            directives.confirm(document.pk, heading=heading, by=cast.officer, at=at)
    main = Resolution.objects.get(number=office.RESOLUTION)
    others = Resolution.objects.exclude(pk=main.pk).order_by("number")
    standing = next(body for body in cast.bodies.values() if body.code == "VPTW")
    return plan.Ground(
        bodies=list(cast.bodies.values()),
        officer=cast.officer,
        owner_id=standing.pk,
        clauses=list(Clause.objects.order_by("pk").only("pk", "start", "end")),
        resolutions=[main, *others],
        levels=parameters.value("required_level", on=hours.last),
        office=hours,
    )


def _books(cast: Cast, ground: plan.Ground) -> store.Books:
    cross = cast.named["thamdinh.cheo"]
    judges = {pk: cast.judge(pk, national=True) for pk in cast.bodies}
    control = next(body for body in cast.bodies.values() if body.code == "UBKTTW")
    judging = {cross.pk: control.pk, cast.named["thamdinh"].pk: ground.owner_id}
    return store.Books(
        reporters=cast.reporters,
        heads=cast.heads,
        judges=judges,
        officer=cast.officer,
        judging=judging,
        dice=ground.dice,
    )


def _write(ground: plan.Ground, books: store.Books) -> None:
    """Write the central tasks, then the parts of those that go down."""
    central = plan.central(ground)
    store.write(central, books)
    Coordination.objects.bulk_create(plan.partners(ground, central), batch_size=store.BATCH)
    provinces = [body for body in ground.bodies if body.level == Level.PROVINCE]
    communes: dict[int, list[Organisation]] = {body.pk: [] for body in provinces}
    for body in ground.bodies:
        if body.level == Level.COMMUNE and body.parent_id in communes:
            communes[body.parent_id].append(body)
    for parent in plan.cascades(ground, central):
        upper = plan.parts(ground, parent, provinces, days=10)
        store.write(upper, books)
        lower = [
            row
            for part, _ in upper
            for row in plan.parts(ground, part, communes[part.lead_id or 0], days=20)
        ]
        store.write(lower, books)


def _count(books: store.Books, days: list[date]) -> None:
    for on in days:
        store.write_journal(books, until=on)
        snapshot = analytics.take_snapshot(on, by=None, at=day_end(on))
        indicators.compute(snapshot.pk, at=day_end(on))
        analytics.publish(snapshot.pk, by=books.officer, at=day_end(on))


def _refresh_statistics() -> None:
    """Tell the database what it holds, as its own nightly upkeep would."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
