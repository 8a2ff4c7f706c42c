"""Proposals drawn in the words of the document."""

from collections.abc import Sequence

from thucchat.directives.models import Document
from thucchat.extraction.choices import ProposalState
from thucchat.extraction.models import Proposal
from thucchat.extraction.queries.rows import Badge, ClashPlace, ClauseRow, Piece
from thucchat.extraction.rules import spans
from thucchat.extraction.rules.windows import HEADINGS, Part, Window
from thucchat.vntext.text import Span

ASIDE = frozenset({"footnote", "furniture"})
QUIET = ASIDE | HEADINGS
SHORT = 40  # code points: a shorter clause gives no order
GONE = (ProposalState.MERGED, ProposalState.SPLIT)


class Marks:
    """The live proposals of a document, and its clashing figures, as marks to draw."""

    def __init__(
        self,
        document: Document,
        live: Sequence[Proposal],
        selected: Proposal | None,
        clashing: Sequence[ClashPlace] = (),
    ) -> None:
        self.text = document.text
        self.selected_id = selected.pk if selected else None
        drawn = list(live)
        if selected is not None and selected.state in GONE:
            drawn.append(selected)
        self.number = {proposal.pk: n for n, proposal in enumerate(live, start=1)}
        self.by_id = {proposal.pk: proposal for proposal in drawn}
        self.spans = [(p.pk, Span(p.start, p.end)) for p in drawn]
        # A clashing figure has a key below zero: both kinds of marks are cut in one pass.
        self.clashing = {-number: place for number, place in enumerate(clashing, start=1)}
        self.begun: set[int] = set()

    def pieces(self, area: Span) -> list[Piece]:
        """Cut the words of a clause where marks begin and end."""
        drawn = [*self.spans, *((key, place.span) for key, place in self.clashing.items())]
        return [self._piece(segment) for segment in spans.segments(area, drawn)]

    def touches(self, area: Span) -> bool:
        """Say whether any mark lies, in part at least, in the area."""
        return any(span.overlaps(area) for _, span in self.spans)

    def _piece(self, segment: spans.Segment) -> Piece:
        inside = [key for key in segment.inside if key > 0]
        clashing = [key for key in segment.inside if key < 0]
        fresh = tuple(self._badge(pk) for pk in inside if pk not in self.begun)
        begins = tuple(self.clashing[key] for key in clashing if key not in self.begun)
        self.begun.update(segment.inside)
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
            clashes=tuple(self.clashing[key] for key in clashing),
            begins=begins,
        )

    def _badge(self, pk: int) -> Badge:
        proposal = self.by_id[pk]
        state = ProposalState(proposal.state)
        return Badge(pk, self.number.get(pk, 0), state, state.label, pk == self.selected_id)


def clause_rows(
    clauses: Sequence[tuple[int, Part]], shown: Window | None, marks: Marks
) -> tuple[ClauseRow, ...]:
    """Draw the clauses of one window; those nobody proposed anything for are told apart."""
    if shown is None:
        return ()
    passed_over = _passed_over([part for _, part in clauses], marks)
    window = range(shown.first, shown.last + 1)
    spans_here = [_span(clauses[index][1]) for index in window]
    rows = []
    for index in window:
        pk, part = clauses[index]
        inner = [s for s in spans_here if s != _span(part) and _span(part).contains(s)]
        areas = spans.without(_span(part), inner)
        pieces = tuple(piece for area in areas for piece in marks.pieces(area))
        rows.append(ClauseRow(pk, part.kind, part.name, pieces, index in passed_over))
    return tuple(rows)


def _span(part: Part) -> Span:
    return Span(part.start, part.end)


def _passed_over(parts: Sequence[Part], marks: Marks) -> set[int]:
    """
    Find the clauses of duty-bearing sections that no proposal touches.

    A section bears duties when something in it was proposed; headings, notes, short lines and
    the sentence above a list of proposals are not looked at.
    """
    touched = {index for index, part in enumerate(parts) if marks.touches(_span(part))}
    bearing = {_section(parts, index) for index in touched}
    above = {parts[index].parent for index in touched}
    candidates = {
        _span(part): index
        for index, part in enumerate(parts)
        if part.kind not in QUIET
        and part.end - part.start >= SHORT
        and index not in above
        and _section(parts, index) in bearing
    }
    taken = [span for _, span in marks.spans]
    return {candidates[span] for span in spans.uncovered(candidates, taken)}


def _section(parts: Sequence[Part], index: int) -> int | None:
    """Return the place of the nearest heading above a clause, None at the top."""
    above = parts[index].parent
    while above is not None and parts[above].kind not in HEADINGS:
        above = parts[above].parent
    return above
