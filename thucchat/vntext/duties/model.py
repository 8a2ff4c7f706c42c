"""What one assigned task says: values, each with the words that say so."""

from dataclasses import dataclass, field

from thucchat.vntext import dates
from thucchat.vntext.dates import Deadline
from thucchat.vntext.text import Span


@dataclass(frozen=True, slots=True)
class Party:
    """A body taking part; `known` is False when no register has it and the name is as written."""

    name: str
    span: Span
    known: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """One task; all spans are offsets in the text given to `find_duties`.

    `start`, `end` are the full extent with follow-up sentences, `quote` the words that begin it.
    `score` is 0..1: how sure the rules are that this is an order, not a report.
    """

    start: int
    end: int
    quote: Span
    action: str
    action_span: Span
    lead: tuple[Party, ...] = ()
    lead_inherited: bool = False
    coordinating: tuple[Party, ...] = ()
    executing: tuple[Party, ...] = ()
    directed_by: tuple[Party, ...] = ()
    deadline: Deadline = dates.NONE
    recurrence: str | None = None
    product: str | None = None
    product_span: Span | None = None
    report_to: Party | None = None
    report_final: Party | None = None
    section: tuple[str, ...] = ()
    rule: str = ""
    score: float = 0.0
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with its place in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the header among them."""

    rows: list[list[Cell]]
