"""The rows of the review page: small, frozen, ready for the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thucchat.directives.models import Document
from thucchat.extraction.choices import ProposalState
from thucchat.extraction.models import Proposal
from thucchat.extraction.rules.doubts import Doubt
from thucchat.vntext.text import Span


@dataclass(frozen=True, slots=True)
class Badge:
    """The number at the beginning of a mark, a link that selects it."""

    proposal_id: int
    number: int
    state: str
    word: str
    selected: bool


@dataclass(frozen=True, slots=True)
class ClashPlace:
    """Words that take part in a contradiction; ``here``: the window shown holds them."""

    anchor: str
    number: int
    span: Span
    words: str
    section: int
    title: str
    here: bool


@dataclass(frozen=True, slots=True)
class ClashRow:
    """Figures that cannot all be true: what should hold, the calculation, the words."""

    number: int
    relation: str
    calculation: str
    places: tuple[ClashPlace, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a clause; ``state`` is empty where no proposal covers them."""

    text: str
    start: int
    state: str
    proposal_id: int | None
    badges: tuple[Badge, ...]
    also: int  # further proposals that cover the same words
    clashes: tuple[ClashPlace, ...] = ()  # contradictions these words take part in
    begins: tuple[ClashPlace, ...] = ()  # those of them that begin here


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause of the window; ``passed_over``: nobody proposed anything here."""

    id: int
    kind: str
    place: str
    pieces: tuple[Piece, ...]
    passed_over: bool


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One window of the document, for the list of sections."""

    number: int
    title: str
    pending: int
    total: int
    current: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words behind a value and the rule that read them."""

    words: str
    rule: str
    inherited: bool  # they stand outside the proposal's own words


@dataclass(frozen=True, slots=True)
class SureRow:
    """A pending proposal with nothing to look at: it may be accepted with others."""

    id: int
    number: int
    title: str
    lead: str
    due_on: date | None
    recurrence: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything that the page shows besides its forms."""

    document: Document
    confirmed: bool
    selected: Proposal | None
    number: int  # of the selected one, in reading order; 0: none
    sections: tuple[SectionRow, ...]
    clauses: tuple[ClauseRow, ...]
    counts: Mapping[str, int]
    total: int
    previous_id: int | None
    next_id: int | None
    next_pending_id: int | None
    merge_before_id: int | None
    merge_after_id: int | None
    evidence: Mapping[str, Quoted]
    doubts: tuple[Doubt, ...]
    cuts: tuple[tuple[int, str], ...]
    sure: tuple[SureRow, ...]  # pending ones of this window without anything to look at
    came_from: str  # "merged" or "split": the selected one is the result of that
    clashes: tuple[ClashRow, ...] = ()  # figures of the document that contradict one another
    compared: bool = True  # a text too long for that is not read for them

    @property
    def pending(self) -> int:
        """Say how many wait for a person."""
        return self.counts.get(ProposalState.PENDING, 0)

    @property
    def decided(self) -> int:
        """Say how many a person has accepted or rejected."""
        return self.total - self.pending

    @property
    def passed_over(self) -> list[ClauseRow]:
        """List the clauses of this window in which nobody has proposed anything."""
        return [row for row in self.clauses if row.passed_over]

    @property
    def section(self) -> SectionRow | None:
        """Return the window shown; None for a document without words."""
        return next((row for row in self.sections if row.current), None)
