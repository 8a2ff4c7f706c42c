"""One paragraph on its way to duties: its sentences, their clauses, chains inside it."""

from dataclasses import dataclass, field

from thucchat.vntext import dates, sentences
from thucchat.vntext.agencies import Reader
from thucchat.vntext.duties import accept, attach, chains, context
from thucchat.vntext.duties.accept import Recent
from thucchat.vntext.duties.context import NOTHING, Inherited
from thucchat.vntext.duties.draft import Draft, parties
from thucchat.vntext.duties.predicate import Memory, Reading
from thucchat.vntext.duties.reading import Clauses
from thucchat.vntext.flow import Flow
from thucchat.vntext.structure import Node
from thucchat.vntext.text import Span

_LISTED = ("clause", "point", "item", "section")


@dataclass(slots=True)
class State:
    """What one paragraph leaves for the next."""

    names: Reader
    clauses: Clauses
    people: dict[str, bool]
    year: int | None
    memory: Memory = field(default_factory=Memory)
    recent: Recent = field(default_factory=Recent)


class Place:
    """One paragraph being read."""

    def __init__(self, state: State, node: Node, flow: Flow, above: Inherited, zone: str) -> None:
        self.state, self.node, self.flow = state, node, flow
        self.above, self.zone = above, zone
        self.drafts: list[Draft] = []
        self.marked = node.kind in _LISTED

    def handed(self, reading: Reading, span: Span, *, ordered: bool, deed: str) -> Inherited:
        """Return what a chapeau gives to the items below it."""
        above = self.above
        to = parties(self.flow, tuple(attach.recipients(self.flow, [span], self.state.names)))
        if reading.lead and not reading.stated:
            return Inherited(
                parties(self.flow, reading.lead),
                parties(self.flow, reading.coordinating),
                parties(self.flow, reading.directed_by),
                True,
                deed,
                to[0] if to else None,
            )
        ordering = ordered or above.ordering or context.asks(self.flow.text[span.start : span.end])
        return Inherited(
            above.lead, above.coordinating, above.directed_by, ordering, deed, above.report_to
        )

    def add(
        self,
        span: Span,
        reading: Reading,
        *,
        rule: str,
        score: float,
        above: Inherited | None = None,
    ) -> Draft:
        """Begin a duty at `span`."""
        opening = None
        if span.start == 0 and self.node.body > self.node.start and not self.drafts:
            opening = Span(self.node.start, self.flow.at[0])
        draft = Draft(
            self.flow,
            span.start,
            span.end,
            reading,
            above or self.above,
            (*self.node.path, self.node.name) if self.node.label else self.node.path,
            rule,
            score,
            opening,
        )
        self.drafts.append(draft)
        return draft

    # ---------------------------------------------------------------- sentences
    def sentence(self, span: Span, *, first: bool) -> None:
        """Read one sentence: a duty, a follow-up of the duty before it, or neither."""
        state, text = self.state, self.flow.text
        reading = state.clauses.read(text, *span, state.memory)
        reading = accept.with_person(text, span, reading, state.people)
        current = self.drafts[-1] if self.drafts else None
        if (
            current
            and not reading.named
            and not reading.said
            and self._follows(span, reading, current)
        ):
            return
        inherits = self.above if first or self.marked else NOTHING
        order = accept.is_order(
            reading, self.zone, inherits, state.recent, marked=self.marked and first
        )
        bare = order and not (
            reading.named or reading.requested or reading.said or reading.modal or inherits.lead
        )
        order = order and not accept.is_remark(text, span) and not accept.enforces(text, span)
        if order and not (bare and accept.states(text, span)):
            self._order(span, reading, inherits)
        elif self._later_orders(span, inherits):
            return
        elif current:
            current.follow_ups.append(span)
        else:
            state.recent.miss(self.node.parent)

    def _later_orders(self, span: Span, above: Inherited) -> bool:
        """Read the orders after a semicolon in a sentence that begins with a fact."""
        state, found = self.state, False
        for piece in sentences.clauses(self.flow.text, span)[1:]:
            reading = state.clauses.read(self.flow.text, *piece, state.memory)
            known = bool(reading.lead) and reading.lead[0].known and self.marked
            acts = known and reading.deed and self.zone != "report"
            if reading.named and not reading.stated and (reading.requested or acts):
                self._order(piece, reading, above)
                found = True
        return found

    def _order(self, span: Span, reading: Reading, above: Inherited) -> None:
        rule, score = accept.grade(reading, self.zone, above)
        pieces = sentences.clauses(self.flow.text, span)
        draft: Draft | None = None
        for piece in self._grouped(pieces, reading):
            if draft is None:
                draft = self.add(piece[0], reading, rule=rule, score=score, above=above)
            elif piece[1] is not None:
                inherits = Inherited(
                    parties(self.flow, draft.reading.lead) or draft.above.lead, ordering=True
                )
                draft = self.add(
                    piece[0], piece[1], rule="clause." + rule, score=score, above=inherits
                )
        self.state.recent.note(self.node.parent, named=bool(reading.lead or above.lead))

    def _grouped(self, pieces: list[Span], first: Reading) -> list[tuple[Span, Reading | None]]:
        """Join clauses that stay one task; a clause with its own doer or deadline stands alone."""
        out: list[tuple[Span, Reading | None]] = []
        for piece in pieces:
            if not out:
                out.append((piece, first))
                continue
            if out[-1][0].end <= first.verb:  # a semicolon between the doers: no deed yet
                out[-1] = (Span(out[-1][0].start, piece.end), first)
                continue
            reading = self.state.clauses.read(self.flow.text, *piece, self.state.memory)
            if self._stands_alone(out[-1][0], piece, reading):
                out.append((piece, reading))
            else:
                out[-1] = (Span(out[-1][0].start, piece.end), out[-1][1])
        return out

    def _stands_alone(self, before: Span, piece: Span, reading: Reading) -> bool:
        if reading.named:
            known = (
                reading.lead[0].known or reading.chair or reading.modal or not reading.lead[0].group
            )
            return known and accept.is_order(reading, "order", NOTHING, Recent(), marked=True)
        if not reading.deed or accept.closes(self.flow.text, piece):
            return False
        year = self.state.year
        mine = dates.deadlines(self.flow.text, *piece, year=year)
        theirs = dates.deadlines(self.flow.text, *before, year=year)
        return bool(mine and theirs) and mine[-1].value != theirs[-1].value

    def _follows(self, span: Span, reading: Reading, current: Draft) -> bool:
        """Attach a sentence that only completes the duty before it."""
        text, year = self.flow.text, self.state.year
        found = dates.deadlines(text, *span, year=year)
        if accept.recurs(text, span) and current.has_lead():
            lead = parties(self.flow, current.reading.lead) or current.above.lead
            rule, score = "follow.recurring", current.score
            self.add(span, reading, rule=rule, score=score, above=Inherited(lead, ordering=True))
            return True
        if not found:
            if current.has_lead() or accept.is_remark(text, span):
                current.follow_ups.append(span)
                return True
            return False
        mine = dates.deadlines(text, current.start, current.end, year=year) or current.closing
        if (
            mine
            and not accept.closes(text, span)
            and reading.deed
            and mine[-1].value != found[-1].value
        ):
            lead = parties(self.flow, current.reading.lead) or current.above.lead
            self.add(
                span,
                reading,
                rule="follow.dated",
                score=current.score,
                above=Inherited(lead, ordering=True),
            )
            return True
        self._split_for(span, current)
        current.closing.extend(found)
        current.follow_ups.append(span)
        return True

    def _split_for(self, span: Span, current: Draft) -> None:
        """Part the last clause off when the closing deadline names another clause only."""
        pieces = sentences.clauses(self.flow.text, Span(current.start, current.end))
        named = accept.closing_object(self.flow.text, span)
        if len(pieces) < 2 or not named or current.own:
            return
        text = self.flow.text
        tail = pieces[-1]
        held = [named in text[p.start : p.end].lower() for p in pieces]
        if any(held[:-1]) and not held[-1] and accept.is_deed_of_its_own(text, tail):
            lead = parties(self.flow, current.reading.lead) or current.above.lead
            reading = self.state.clauses.read(text, *tail, self.state.memory)
            current.end = pieces[-2].end
            above = Inherited(lead, parties(self.flow, current.reading.coordinating), ordering=True)
            extra = self.add(tail, reading, rule="clause.undated", score=current.score, above=above)
            self.drafts.remove(extra)
            self.drafts.insert(self.drafts.index(current), extra)

    # ---------------------------------------------------------------- chains
    def chain(self, span: Span, chain: chains.Chain) -> int:
        """Read "head: (1) …; (2) …"; returns where the chain ends."""
        state, text = self.state, self.flow.text
        head = Span(span.start, chain.markers[0].start)
        reading = state.clauses.read(text, *head, state.memory)
        items = chain.items
        texts = [text[i.body : i.end] for i in items]
        dated = sum(bool(dates.deadlines(text, i.body, i.end, year=state.year)) for i in items)
        deed = text[reading.verb : head.end] if reading.verb >= 0 else ""
        order = accept.is_order(reading, self.zone, self.above, state.recent, marked=True)
        end = items[-1].end
        if not order and not (reading.lead and not reading.stated and self.zone == "order"):
            return end
        rule, score = accept.grade(reading, self.zone, self.above)
        if not context.are_separate(deed, texts, dated=dated):
            self.add(Span(head.start, end), reading, rule="chain.contents", score=score)
            return end
        above = self.handed(reading, head, ordered=order, deed=deed)
        for number, item in enumerate(items):
            inner = state.clauses.read(text, item.body, item.end, state.memory)
            start = head.start if number == 0 else item.start
            draft = self.add(
                Span(start, item.end), inner, rule="chain." + rule, score=score, above=above
            )
            draft.reading = chains.placed(inner, item.body)
        state.recent.note(self.node.parent, named=bool(above.lead))
        return end
