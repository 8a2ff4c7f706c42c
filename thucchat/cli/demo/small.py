"""The small demonstration: three directives, 240 tasks, every step through the real actions."""

import tempfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction

from thucchat.audit.actions import record
from thucchat.cli.demo import counting, documents, marks, office, people, sources
from thucchat.cli.demo.clock import World
from thucchat.cli.demo.reference import load_reference
from thucchat.cli.demo.stage import Stage
from thucchat.kernel.periods import HANOI, day_end, local_day
from thucchat.orgs.models import Organisation
from thucchat.orgs.queries import ROOT_CODE

FIRST_DAY = date(2026, 3, 2)  # the day of the first directive
SHORTEST, LONGEST = date(2026, 4, 30), date(2027, 9, 30)  # as far as the deadlines reach
OWN_TASKS = (
    ("T04", 0, date(2026, 5, 11)),
    ("T01", 1, date(2026, 6, 8)),
    ("T31", 2, date(2026, 7, 6)),
)


@transaction.atomic
def load(*, until: date, at: datetime, seed: int, say: Callable[[str], None]) -> None:
    """
    Play the demonstration from the first directive to the day ``until``.

    One transaction: an interrupted load leaves nothing behind, and it runs several times faster.
    ``at``: the real time; nothing is dated after it, as long as ``until`` is not.
    """
    start = datetime.combine(FIRST_DAY, time(7, 30), tzinfo=HANOI)
    end = day_end(until) - timedelta(minutes=1)
    if until == local_day(at):
        end = min(end, at)
    world = World(start=start, end=end, seed=seed)
    say("Nạp danh mục cơ quan, tỉnh, xã, nghị quyết…")
    load_reference(at=start, on=local_day(at))
    say("Mở tài khoản trình diễn…")
    stage = Stage(world=world, cast=people.open_accounts(at=start + timedelta(minutes=5)))
    world.now = start + timedelta(minutes=6)
    say(f"Diễn lại công việc từ {FIRST_DAY:%d/%m/%Y} đến {until:%d/%m/%Y}…")
    with tempfile.TemporaryDirectory() as folder:
        paths = documents.build(Path(folder))
        for source, path in zip(sources.all_sources(), paths, strict=True):
            world.start(office.receive(stage, source, path))
        for code, number, day in OWN_TASKS:
            world.start(office.own_task(stage, code, number, day))
        days = counting.snapshot_days(FIRST_DAY, until)
        world.start(counting.count_up(stage, days, report_on=counting.last_month_end(until)))
        world.run()
    root = Organisation.objects.get(code=ROOT_CODE)
    record(marks.LOADED, root, by=None, at=world.now, size="small", seed=seed, until=f"{until}")
