"""Simulated time: stories take turns in the order of time, at working hours in Việt Nam."""

import heapq
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from thucchat.kernel import calendar
from thucchat.kernel.periods import HANOI

T = TypeVar("T")
Story = Iterator[datetime]  # yields the instant at which it goes on

MORNING, NOON = time(7, 40), time(11, 20)
AFTERNOON, EVENING = time(13, 10), time(17, 10)
TICK = timedelta(seconds=1)


class World:
    """The clock of the demonstration, its dice and the stories that wait their turn."""

    def __init__(self, *, start: datetime, end: datetime, seed: int) -> None:
        self.now, self.end = start, end
        self.dice = random.Random(seed)  # noqa: S311 - a demonstration, to be repeated exactly
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._stories = 0

    @property
    def today(self) -> date:
        """The simulated day."""
        return self.now.astimezone(HANOI).date()

    def start(self, story: Story) -> None:
        """Let a story begin now; its first part runs when it is its turn."""
        self._stories += 1
        heapq.heappush(self._waiting, (self.now, self._stories, story))

    def run(self) -> int:
        """Let all stories take turns until the end; return how many turns there were."""
        turns = 0
        while self._waiting and self._waiting[0][0] <= self.end:
            at, number, story = heapq.heappop(self._waiting)
            self.now = max(at, self.now)
            following = next(story, None)
            turns += 1
            if following is not None:
                heapq.heappush(self._waiting, (max(following, self.now + TICK), number, story))
        return turns

    def minutes(self, low: int, high: int) -> datetime:
        """Return an instant some minutes from now, moved on to working hours."""
        at = self.now + timedelta(minutes=self.dice.randint(low, high), seconds=self._seconds())
        local = at.astimezone(HANOI)
        if local.time() < EVENING and calendar.vietnam().is_working(local.date()):
            return at
        return self.on(local.date() + timedelta(days=1), early=True)

    def on(self, day: date, *, early: bool = False) -> datetime:
        """Return an instant within working hours of ``day``, or of the first working day after."""
        day = max(day, self.today)
        days = calendar.vietnam()
        while not days.is_working(day):
            day += timedelta(days=1)
        first, last = (MORNING, NOON) if early or self.dice.random() < 0.5 else (AFTERNOON, EVENING)
        start = datetime.combine(day, first, tzinfo=HANOI)
        span = int((datetime.combine(day, last, tzinfo=HANOI) - start).total_seconds())
        at = start + timedelta(seconds=self.dice.randint(0, span // (6 if early else 1)))
        return at if at > self.now else self.on(day + timedelta(days=1), early=True)

    def after(self, low: int, high: int) -> datetime:
        """Return an instant some calendar days from now, within working hours."""
        return self.on(self.today + timedelta(days=self.dice.randint(low, high)))

    def _seconds(self) -> int:
        return self.dice.randint(5, 59)


class Deck(Generic[T]):
    """Cards dealt in given shares and a shuffled order: a small lot too gets every kind."""

    def __init__(self, shares: Sequence[tuple[int, T]], dice: random.Random) -> None:
        self._shares, self._dice = shares, dice
        self._left: list[T] = []

    def deal(self, fits: Callable[[T], bool] = lambda _: True) -> T:
        """Return the next card that fits; where none is left, a shuffled deck is laid below."""
        while True:
            for place in range(len(self._left) - 1, -1, -1):
                if fits(self._left[place]):
                    return self._left.pop(place)
            fresh = [card for count, card in self._shares for _ in range(count)]
            self._dice.shuffle(fresh)
            self._left = fresh + self._left
