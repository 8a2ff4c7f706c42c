"""What becomes of tasks: a table of plots, each with its share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The course of one task, told in days and decisions."""

    name: str
    claim: tuple[int, int] | None = None  # days from the deadline; negative: before it
    thin: bool = False  # the first claim has little behind it
    verdict: str = "full"  # full, lower, returned: of the first claim
    again: tuple[int, int] | None = None  # days after the answer until a second claim
    late_entry: bool = False  # the work was done in time, the entry came after
    reopened: tuple[int, int] | None = None  # days after recognition
    extension: str = ""  # granted, denied, open: asked for before the deadline
    silent_after: float | None = None  # share of the time after which nobody reports


# Tasks with a deadline. A claim that falls after the last simulated day is simply not there yet.
DEADLINE: list[tuple[int, Plot]] = [
    (20, Plot(name="done_in_time", claim=(-24, -2))),
    (10, Plot(name="done_early", claim=(-75, -25))),
    (2, Plot(name="last_day", claim=(-1, 0))),
    (3, Plot(name="late_entry", claim=(3, 14), late_entry=True)),
    (2, Plot(name="done_late", claim=(4, 25))),
    (3, Plot(name="hollow", claim=(-12, 2), thin=True, verdict="returned")),
    (4, Plot(name="mended", claim=(-40, -10), thin=True, verdict="returned", again=(18, 45))),
    (1, Plot(name="lower", claim=(-20, 0), verdict="lower")),
    (1, Plot(name="lower_mended", claim=(-50, -20), verdict="lower", again=(30, 60))),
    (2, Plot(name="reopened", claim=(-40, -15), reopened=(25, 50))),
    (3, Plot(name="extended", claim=(-10, 0), extension="granted")),
    (1, Plot(name="extension_denied", claim=(2, 20), extension="denied")),
    (1, Plot(name="overdue")),
    (2, Plot(name="stuck", silent_after=0.3)),
]

# The request that still waits on the last day, of a task that falls due just after it.
WAITING = Plot(name="extension_open", extension="open")

# Parts of a task, handed down to provinces and communes: shorter lives.
PART: list[tuple[int, Plot]] = [
    (26, Plot(name="done_in_time", claim=(-22, -1))),
    (3, Plot(name="late_entry", claim=(3, 12), late_entry=True)),
    (2, Plot(name="done_late", claim=(3, 30))),
    (2, Plot(name="hollow", claim=(-8, 1), thin=True, verdict="returned")),
    (3, Plot(name="mended", claim=(-20, -6), thin=True, verdict="returned", again=(10, 25))),
    (1, Plot(name="lower", claim=(-10, 0), verdict="lower")),
    (1, Plot(name="reopened", claim=(-25, -10), reopened=(20, 40))),
    (1, Plot(name="overdue")),
    (2, Plot(name="stuck", silent_after=0.2)),
]
