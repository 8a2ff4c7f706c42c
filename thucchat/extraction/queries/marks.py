"""Proposals drawn in the words of the document."""

from collections.abc import Sequence

from thucchat.directives.choices import ClauseKind
from thucchat.directives.models import Document
from thucchat.extraction.choices import ProposalState
from thucchat.extraction.models import Proposal
from thucchat.extraction.queries.rows import Badge, ClauseRow, Piece
from thucchat.extraction.rules import spans
from thucchat.extraction.rules.windows import Part, Window
from thucchat.vntext.text import Span

ASIDE = frozenset({ClauseKind.FOOTNOTE, ClauseKind.FURNITURE})
QUIET = frozenset({*ASIDE, ClauseKind.HEADING, ClauseKind.PART, ClauseKind.CHAPTER})
SHORT = 40  # code points: a shorter clause gives no order
GONE = (ProposalState.MERGED, ProposalState.SPLIT)


class Marks:
    """The live proposals of a document as marks to draw."""

    def __init__(
        self, document: Document, live: Sequence[Proposal], selected: Proposal | None
    ) -> None:
        self.text = document.text
        self.selected_id = selected.pk if selected else None
        drawn = list(live)
        if selected is not None and selected.state in GONE:
            drawn.append(selected)
        self.number = {proposal.pk: n for n, proposal in enumerate(live, start=1)}
        self.by_id = {proposal.pk: proposal for proposal in drawn}
        self.spans = [(p.pk, Span(p.start, p.end)) for p in drawn]
        self.begun: set[int] = set()

    def pieces(self, area: Span) -> list[Piece]:
        """Cut the words of a clause where marks begin and end."""
        return [self._piece(segment) for segment in spans.segments(area, self.spans)]

    def touches(self, area: Span) -> bool:
        """Say whether any mark lies, in part at least, in the area."""
        return any(span.overlaps(area) for _, span in self.spans)

    def _piece(self, segment: spans.Segment) -> Piece:
        inside = segment.inside
        fresh = tuple(self._badge(pk) for pk in inside if pk not in self.begun)
        self.begun.update(inside)
        main = self.selected_id if self.selected_id in inside else next(iter(inside), None)
        state = ""
        if main is not None:
            state = "selected" if main == self.selected_id else self.by_id[main].state
        return Piece(
            text=self.text[segment.start : segment.end],
            start=segment.start,
            state=state,
            proposal_id=main,
            badges=fresh,
            also=max(0, len(inside) - 1),
        )

    def _badge(self, pk: int) -> Badge:
        proposal = self.by_id[pk]
        state = ProposalState(proposal.state)
        return Badge(pk, self.number.get(pk, 0), state, state.label, pk == self.selected_id)


def clause_rows(
    clauses: Sequence[tuple[int, Part]], shown: Window | None, marks: Marks
) -> tuple[ClauseRow, ...]:
    """Draw the clauses of one window."""
    if shown is None:
        return ()
    parts = clauses[shown.first : shown.last + 1]
    return tuple(_row(pk, part, parts, marks) for pk, part in parts)


def _row(pk: int, part: Part, parts: Sequence[tuple[int, Part]], marks: Marks) -> ClauseRow:
    """Draw one clause without the words of clauses that stand inside it (notes, page heads)."""
    whole = Span(part.start, part.end)
    inner = [
        Span(other.start, other.end)
        for key, other in parts
        if key != pk and whole.contains(Span(other.start, other.end))
    ]
    areas = spans.without(whole, inner)
    pieces = tuple(piece for area in areas for piece in marks.pieces(area))
    quiet = part.kind in QUIET or part.end - part.start < SHORT
    passed_over = not quiet and not marks.touches(whole)
    return ClauseRow(pk, part.kind, part.name, pieces, passed_over)
