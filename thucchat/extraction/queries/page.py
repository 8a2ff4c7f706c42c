"""
What the review page shows: one window of the document, its marks, and the selected proposal.

The number of statements does not depend on the length of the document or on how many
proposals it has.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from thucchat.directives.choices import DocumentState
from thucchat.directives.models import Document
from thucchat.extraction.choices import ProposalState
from thucchat.extraction.models import Proposal
from thucchat.extraction.queries.contradictions import clash_rows, compared
from thucchat.extraction.queries.drafts import facts_of
from thucchat.extraction.queries.marks import Marks, clause_rows
from thucchat.extraction.queries.pending import LIVE
from thucchat.extraction.queries.rows import Quoted, ReviewPage, SectionRow, SureRow
from thucchat.extraction.rules import doubts, spans, windows
from thucchat.extraction.rules.doubts import Doubt
from thucchat.extraction.rules.windows import Part, Window
from thucchat.vntext import text as letters
from thucchat.vntext.text import Span


def review_page(
    document_id: int, *, selected_id: int | None = None, section: int | None = None
) -> ReviewPage:
    """
    Return the page for one document.

    Selected is the proposal asked for, else the first undecided one of the section, else of
    the document. :raises Document.DoesNotExist:
    """
    document = Document.objects.select_related("resolution", "issuer", "received_by").get(
        pk=document_id
    )
    everything = list(_proposals(document))
    live = [proposal for proposal in everything if proposal.state in LIVE]
    clauses = _clauses(document)
    cut = windows.windows([part for _, part in clauses])
    selected = _selected(everything, live, cut, selected_id=selected_id, section=section)
    shown = _window(cut, selected, section)
    return _assembled(_Read(document, everything, live, clauses, cut, selected, shown))


def next_pending(document_id: int, *, after: int) -> int | None:
    """Return the undecided proposal that follows the offset, from the top again at the end."""
    waiting = Proposal.objects.filter(document_id=document_id, state=ProposalState.PENDING)
    later = waiting.filter(start__gte=after).order_by("start", "-end", "pk")
    first = waiting.order_by("start", "-end", "pk")
    row = later.values_list("pk", flat=True).first()
    return row if row is not None else first.values_list("pk", flat=True).first()


@dataclass(frozen=True, slots=True)
class _Read:
    """What the statements brought, before it is put together."""

    document: Document
    everything: Sequence[Proposal]
    live: Sequence[Proposal]
    clauses: Sequence[tuple[int, Part]]
    cut: Sequence[Window]
    selected: Proposal | None
    shown: Window | None


def _proposals(document: Document) -> "QuerySet[Proposal]":
    rows = (
        Proposal.objects.filter(document=document)
        .select_related("lead", "task", "decided_by")
        .prefetch_related("partners")
        .order_by("start", "-end", "pk")
    )
    for row in rows:
        row.document = document
    return rows


def _clauses(document: Document) -> list[tuple[int, Part]]:
    """Return id and part of every clause in reading order; parents as places in the list."""
    rows = list(
        document.clauses.order_by("start", "-end", "order").values_list(
            "pk", "kind", "label", "start", "end", "parent_id"
        )
    )
    place = {row[0]: index for index, row in enumerate(rows)}
    found = []
    for index, (pk, kind, label, start, end, parent_id) in enumerate(rows):
        above = place.get(parent_id)
        parent = above if above is not None and above < index else None
        name = letters.squeeze(document.text[start : min(end, start + 160)])
        short = name if len(name) <= 90 else name[:89].rsplit(" ", 1)[0] + "…"
        found.append((pk, Part(kind, short or label, start, end, parent)))
    return found


def _selected(
    everything: Sequence[Proposal],
    live: Sequence[Proposal],
    cut: Sequence[Window],
    *,
    selected_id: int | None,
    section: int | None,
) -> Proposal | None:
    if selected_id is not None:
        return next((p for p in everything if p.pk == selected_id), None)
    among = list(live)
    if section is not None:
        among = [p for p in live if _number(cut, p) == section]
    waiting = [p for p in among if p.state == ProposalState.PENDING]
    return next(iter(waiting or among), None)


def _number(cut: Sequence[Window], proposal: Proposal) -> int:
    window = windows.window_of(cut, proposal.start)
    return window.number if window else 0


def _window(cut: Sequence[Window], selected: Proposal | None, section: int | None) -> Window | None:
    if selected is not None:
        return windows.window_of(cut, selected.start)
    asked = next((window for window in cut if window.number == section), None)
    return asked or next(iter(cut), None)


def _assembled(read: _Read) -> ReviewPage:
    document, live, selected = read.document, read.live, read.selected
    order = [proposal.pk for proposal in live]
    at = order.index(selected.pk) if selected and selected.pk in order else None
    clashes = clash_rows(document.text, read.cut, read.shown)
    marks = Marks(document, live, selected, [place for row in clashes for place in row.places])
    counts: dict[str, int] = {}
    for proposal in live:
        counts[proposal.state] = counts.get(proposal.state, 0) + 1
    return ReviewPage(
        document=document,
        confirmed=document.state == DocumentState.CONFIRMED,
        selected=selected,
        number=at + 1 if at is not None else 0,
        sections=_sections(read.cut, live, read.shown),
        clauses=clause_rows(read.clauses, read.shown, marks),
        counts=counts,
        total=len(live),
        previous_id=order[at - 1] if at else None,
        next_id=order[at + 1] if at is not None and at + 1 < len(order) else None,
        next_pending_id=_next_pending(live, selected),
        merge_before_id=_neighbour(live, at, -1),
        merge_after_id=_neighbour(live, at, +1),
        evidence=_evidence(selected, document.text) if selected else {},
        doubts=tuple(_doubts(selected, live)) if selected else (),
        cuts=_cuts(selected, document.text) if selected else (),
        sure=_sure(live, read.cut, read.shown),
        came_from=_came_from(selected, read.everything),
        clashes=clashes,
        compared=compared(document.text),
    )


def _next_pending(live: Sequence[Proposal], selected: Proposal | None) -> int | None:
    """Return the next undecided one in reading order, from the top again at the end."""
    waiting = [p for p in live if p.state == ProposalState.PENDING and p is not selected]
    after = [p for p in waiting if selected and (p.start, p.pk) > (selected.start, selected.pk)]
    return next((p.pk for p in after or waiting), None)


def _neighbour(live: Sequence[Proposal], at: int | None, step: int) -> int | None:
    if at is None or not 0 <= at + step < len(live):
        return None
    here, there = live[at], live[at + step]
    both = here.state == there.state == ProposalState.PENDING
    return there.pk if both else None


def _came_from(selected: Proposal | None, everything: Sequence[Proposal]) -> str:
    if selected is None or selected.state != ProposalState.PENDING:
        return ""
    if any(p.origin_id == selected.pk and p.state == ProposalState.MERGED for p in everything):
        return "merged"
    return "split" if selected.origin_id else ""


def _sections(
    cut: Sequence[Window], live: Sequence[Proposal], shown: Window | None
) -> tuple[SectionRow, ...]:
    tally: dict[int, list[int]] = {window.number: [0, 0] for window in cut}
    for proposal in live:
        number = _number(cut, proposal)
        if number in tally:
            tally[number][0] += proposal.state == ProposalState.PENDING
            tally[number][1] += 1
    return tuple(
        SectionRow(w.number, w.title, tally[w.number][0], tally[w.number][1], w is shown)
        for w in cut
    )


def _doubts(selected: Proposal, live: Sequence[Proposal]) -> list[Doubt]:
    others = [
        Span(p.start, p.end)
        for p in live
        if p.pk != selected.pk and p.state != ProposalState.REJECTED
    ]
    return doubts.doubts(facts_of(selected), others)


def _sure(
    live: Sequence[Proposal], cut: Sequence[Window], shown: Window | None
) -> tuple[SureRow, ...]:
    if shown is None:
        return ()
    return tuple(
        SureRow(
            proposal.pk,
            number,
            proposal.title,
            str(proposal.lead),
            proposal.due_on,
            proposal.get_recurrence_display(),
        )
        for number, proposal in enumerate(live, start=1)
        if proposal.state == ProposalState.PENDING
        and _number(cut, proposal) == shown.number
        and not _doubts(proposal, live)
    )


def _cuts(selected: Proposal, text: str) -> tuple[tuple[int, str], ...]:
    span = Span(selected.start, selected.end)
    found = []
    for at in spans.cut_points(text, span):
        words = letters.squeeze(text[at : min(selected.end, at + 120)])
        found.append((at, words if len(words) <= 60 else words[:59].rsplit(" ", 1)[0] + "…"))
    return tuple(found)


def _evidence(selected: Proposal, text: str) -> dict[str, Quoted]:
    found = {}
    for name, said in selected.evidence.items():
        if "start" in said:
            start, end = said["start"], said["end"]
            words = letters.squeeze(text[start:end])
            outside = end <= selected.start or start >= selected.end
            found[name] = Quoted(words, said.get("rule", ""), outside)
    return found
