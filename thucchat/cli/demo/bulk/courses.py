"""The course of one task in the large demonstration: what happened when, drawn from shares."""

import random
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from thucchat.kernel import calendar
from thucchat.kernel.periods import HANOI

# Shares of outcomes in percent. Together: some 78% done, 4% overdue, 8% of the declared hollow.
PAST = {"recognised": 88, "mended": 4, "awaiting": 2, "hollow": 3, "overdue": 3}
FUTURE = {"recognised": 38, "mended": 4, "awaiting": 6, "hollow": 14, "active": 33, "issued": 5}
HOLLOW = {"returned": 70, "lower": 20, "reopened": 10}
EXTENDED = 0.04
FIRST_DAY = date(2025, 2, 3)


@dataclass(slots=True)
class ClaimCourse:
    """One claim and its answer."""

    level: int
    prepared_at: datetime
    submitted_at: datetime
    verdict: str = ""  # recognised, returned; empty: waits
    recognised_level: int | None = None
    decided_at: datetime | None = None
    reopened_at: datetime | None = None


@dataclass(slots=True)
class Extension:
    """A granted move of the deadline."""

    old_due_on: date
    new_due_on: date
    requested_at: datetime
    decided_at: datetime


@dataclass(slots=True)
class Course:
    """What happened to one task."""

    issued_at: datetime
    accepted_at: datetime | None = None
    reports: list[datetime] = field(default_factory=list)
    claims: list[ClaimCourse] = field(default_factory=list)
    extension: Extension | None = None


class Office:
    """Working hours from the first day to the last."""

    def __init__(self, last: date, dice: random.Random) -> None:
        days = calendar.vietnam()
        span = (last - FIRST_DAY).days + 1
        every = (FIRST_DAY + timedelta(days=n) for n in range(span))
        self.days = [day for day in every if days.is_working(day)]
        self.last, self.dice = last, dice

    def at(self, day: date) -> datetime:
        """Return an instant of the first working day from ``day`` on, the last one at most."""
        place = min(bisect_left(self.days, day), len(self.days) - 1)
        minutes = self.dice.randint(8 * 60, 16 * 60 + 30)
        moment = time(minutes // 60, minutes % 60, self.dice.randint(0, 59))
        return datetime.combine(self.days[place], moment, tzinfo=HANOI)

    def choose(self, shares: dict[str, int]) -> str:
        """Draw one outcome."""
        return self.dice.choices(list(shares), weights=list(shares.values()))[0]


def regular(office: Office, issued_on: date, *, every: int = 60) -> Course:
    """Draw the course of a recurring task: reports and nothing else."""
    course = Course(issued_at=office.at(issued_on))
    course.accepted_at = office.at(issued_on + timedelta(days=office.dice.randint(1, 6)))
    day = course.accepted_at.date() + timedelta(days=every)
    while day <= office.last:
        course.reports.append(office.at(day))
        day += timedelta(days=every + office.dice.randint(-5, 5))
    return course


def deadline(
    office: Office, *, issued_on: date, due_on: date, level: int, chatty: bool
) -> Course:  # fmt: skip
    """Draw the course of a task with a deadline; a ``chatty`` body reports more than once."""
    dice, last = office.dice, office.last
    outcome = office.choose(PAST if due_on <= last else FUTURE)
    course = Course(issued_at=office.at(issued_on))
    if outcome == "issued" and (last - issued_on).days < 60:
        return course
    course.accepted_at = office.at(issued_on + timedelta(days=dice.randint(1, 6)))
    accepted_on = course.accepted_at.date()
    end = min(due_on, last)
    span = max(8, (end - accepted_on).days)
    wait = round(span * dice.uniform(0.55, 0.95))
    claim_on = min(accepted_on + timedelta(days=wait), last)
    if outcome == "awaiting":
        claim_on = last - timedelta(days=dice.randint(0, 9))
    silent = outcome in {"overdue", "active", "issued"}
    _talk(office, course, until=end if silent else claim_on, times=3 if chatty else 1)
    if not silent:
        _claim(office, course, outcome, level=level, on=max(claim_on, accepted_on))
        _extend(office, course, due_on)
    return course


def _talk(office: Office, course: Course, *, until: date, times: int) -> None:
    """Spread reports between acceptance and the day."""
    if course.accepted_at is None:
        return
    first = course.accepted_at.date()
    span = (until - first).days
    for number in range(1, times + 1):
        if span >= 10 * number:
            course.reports.append(office.at(first + timedelta(days=span * number // (times + 1))))


def _claim(office: Office, course: Course, outcome: str, *, level: int, on: date) -> None:
    dice = office.dice
    submitted_at = office.at(on)
    claim = ClaimCourse(level, submitted_at - timedelta(minutes=dice.randint(5, 90)), submitted_at)
    course.claims.append(claim)
    answer_on = submitted_at.date() + timedelta(days=dice.randint(1, 12))
    if outcome == "awaiting" or answer_on > office.last:
        return
    claim.decided_at = office.at(answer_on)
    kind = "returned" if outcome == "mended" else outcome
    if outcome == "hollow":
        kind = office.choose(HOLLOW)
        kind = "returned" if kind == "lower" and level == 1 else kind
    claim.verdict = "returned" if kind == "returned" else "recognised"
    if claim.verdict == "recognised":
        claim.recognised_level = level - 1 if kind == "lower" else level
    if kind == "reopened":
        claim.reopened_at = office.at(answer_on + timedelta(days=dice.randint(20, 60)))
        if claim.reopened_at <= claim.decided_at:  # no time was left for it
            claim.reopened_at = None
    if outcome == "mended":
        again = answer_on + timedelta(days=dice.randint(10, 40))
        if again < office.last:
            _claim(office, course, "recognised", level=level, on=again)


def _extend(office: Office, course: Course, due_on: date) -> None:
    """Let a few tasks have had an earlier deadline that was moved on request."""
    if course.accepted_at is None or office.dice.random() > EXTENDED:
        return
    old = due_on - timedelta(days=office.dice.choice((30, 45, 60)))
    requested_at = office.at(old - timedelta(days=office.dice.randint(5, 15)))
    decided_at = office.at(requested_at.date() + timedelta(days=office.dice.randint(1, 4)))
    in_order = course.accepted_at < requested_at < decided_at
    if in_order and requested_at.date() <= old:
        course.extension = Extension(old, due_on, requested_at, decided_at)
