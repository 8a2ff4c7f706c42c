"""What the nights of the demonstration bring: dated figures, published months, a report."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from thucchat.analytics import actions as analytics
from thucchat.analytics.models import Snapshot
from thucchat.cli.demo.clock import Story
from thucchat.cli.demo.stage import Stage
from thucchat.indicators import actions as indicators
from thucchat.kernel.periods import HANOI
from thucchat.reports import actions as reports
from thucchat.reports.rules.content import Signing

WEEKS = 6
MONTH_WEEKS = 40  # month ends reach back nine months


def count_up(stage: Stage, days: Iterable[date], *, report_on: date) -> Story:
    """
    Take the figures down at the end of each day, as the nightly run does.

    Month ends are published; from that of ``report_on`` the monthly report is written.
    """
    world = stage.world
    for on in days:
        night = datetime.combine(on + timedelta(days=1), time(0, 30), tzinfo=HANOI)
        yield min(night, world.end)
        snapshot = analytics.take_snapshot(on, by=None, at=world.now)
        indicators.compute(snapshot.pk, at=world.now)
        if is_month_end(on):
            world.start(_publish(stage, snapshot))
        if on == report_on:
            world.start(_report(stage, snapshot))


def _publish(stage: Stage, snapshot: Snapshot) -> Story:
    """Make a month's figures public on the first working morning after it."""
    yield stage.world.on(stage.world.today, early=True)
    analytics.publish(snapshot.pk, by=stage.cast.officer, at=stage.world.now)


def _report(stage: Stage, snapshot: Snapshot) -> Story:
    """Draft the month's report on the first working morning, issue it in the afternoon."""
    world, officer = stage.world, stage.cast.officer
    yield world.on(world.today, early=True)
    draft = reports.draft(f"{snapshot.on:%Y-%m}", snapshot.pk, by=officer, at=world.now)
    yield world.minutes(150, 300)
    signing = Signing(number="57", signer="(Bản trình diễn, không có chữ ký)", on=world.today)
    reports.issue(draft.pk, signing=signing, by=officer, at=world.now)


def snapshot_days(start: date, end: date) -> list[date]:
    """List nine month ends, the last six Sundays and the last day, oldest first."""
    span = ((start + timedelta(days=n)) for n in range((end - start).days + 1))
    return [
        day
        for day in span
        if day == end or is_month_end(day) or (day.weekday() == 6 and (end - day).days < 7 * WEEKS)
    ]


def last_month_end(end: date) -> date:
    """Return the last day of the newest month that is over."""
    return end.replace(day=1) - timedelta(days=1)


def is_month_end(day: date) -> bool:
    """Say whether the next day begins a month."""
    return (day + timedelta(days=1)).day == 1
