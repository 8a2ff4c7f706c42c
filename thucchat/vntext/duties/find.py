"""Find the duties of a document: walks its structure, paragraph by paragraph."""

import re
from collections.abc import Sequence
from dataclasses import replace

from thucchat.vntext import dates, sentences, structure, words
from thucchat.vntext.agencies import Reader
from thucchat.vntext.duties import accept, attach, chains, context
from thucchat.vntext.duties import tables as grids
from thucchat.vntext.duties.accept import Recent
from thucchat.vntext.duties.context import NOTHING, Inherited, Sections
from thucchat.vntext.duties.draft import Draft, parties
from thucchat.vntext.duties.model import Duty, Table
from thucchat.vntext.duties.reading import Clauses, Memory, Reading
from thucchat.vntext.flow import Flow
from thucchat.vntext.structure import Node
from thucchat.vntext.text import Span

_PLACE_DATE = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+((?:19|20)\d{2})")
_ANY_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_LISTED = ("clause", "point", "item", "section")
_VERB = re.compile(rf"(?:{words.alternation(words.VERBS)})(?!\w)", re.IGNORECASE)


def find_duties(text: str, *, year: int | None = None, tables: Sequence[Table] = ()) -> list[Duty]:
    """Return the tasks a text assigns, in reading order; `text` is NFC.

    `year` completes dates without one; without it the document's own date serves.
    """
    finder = _Finder(text, year if year is not None else _year(text))
    drawn = tables or grids.from_lines(text, finder.nodes)
    grid = grids.find(drawn, names=finder.names, year=finder.year)
    found = finder.run(grid.ranges) + grid.duties
    return sorted(found, key=lambda d: (d.start, d.end))


def _year(text: str) -> int | None:
    head = text[:3000]
    match = _PLACE_DATE.search(head) or _ANY_YEAR.search(head)
    return int(match.group(1)) if match else None


class _Finder:
    def __init__(self, text: str, year: int | None) -> None:
        self.text = text
        self.year = year
        self.nodes = structure.parse(text)
        self.names = Reader()
        self.clauses = Clauses(self.names)
        self.memory = Memory()
        self.sections = Sections(self.nodes)
        self.people = accept.people(text, self.names)
        self.recent = Recent()
        self.above: dict[int, Inherited] = {}  # node -> what it hands to its children
        self.swallowed: set[int] = set()  # nodes whose words belong to their chapeau's duty
        self.last_chapeau: tuple[int | None, Inherited] | None = None
        self.drafts: list[Draft] = []
        self.children: dict[int | None, list[int]] = {}
        for index, node in enumerate(self.nodes):
            self.children.setdefault(node.parent, []).append(index)

    def run(self, elsewhere: Sequence[Span] = ()) -> list[Duty]:
        """Read all paragraphs but those in the ranges that were read `elsewhere`."""
        closed = False
        for index, node in enumerate(self.nodes):
            if node.kind in ("footnote", "table_row") or closed or index in self.swallowed:
                continue
            if any(held.start <= node.start < held.end for held in elsewhere):
                continue
            flow = structure.own(self.text, node)
            if not flow.text or flow.text.startswith("Nơi nhận"):
                closed = closed or flow.text.startswith("Nơi nhận")
                continue
            if node.title:
                self._title(index, node, flow)
            elif not context.skipped(flow.text):
                self._paragraph(index, node, flow)
        return [draft.finish(self.names, self.year) for draft in self.drafts]

    # ---------------------------------------------------------------- context
    def _title(self, index: int, node: Node, flow: Flow) -> None:
        """A heading that is only a body's name leads what stands below it."""
        listing = self.names.listing(flow.text, 0)
        rest = flow.text[listing.end :].strip(" :.") if listing.mentions else "-"
        if not rest and any(m.known or not m.group for m in listing.mentions):
            self.memory.keep(listing.mentions)
            self.above[index] = Inherited(lead=parties(flow, listing.mentions), ordering=True)
        self.last_chapeau = None

    def _inherited(self, index: int, node: Node) -> Inherited:
        at: int | None = node.parent
        if node.style != "paragraph" and self.last_chapeau and self.last_chapeau[0] == node.parent:
            return self.last_chapeau[1]
        while at is not None:
            if at in self.above:
                return self.above[at]
            at = self.nodes[at].parent
        return NOTHING

    def _items_below(self, index: int, node: Node) -> list[int]:
        """The list that a paragraph ending in a colon announces."""
        below = [c for c in self.children.get(index, []) if self.nodes[c].style != "note"]
        if below:
            return [c for c in below if self.nodes[c].style != "paragraph"] or below
        found: list[int] = []
        for sibling in self.children.get(node.parent, []):
            other = self.nodes[sibling]
            if sibling <= index or other.kind in ("footnote", "table_row"):
                continue
            if other.style == "paragraph" or other.kind == "heading":
                break
            if found and other.style != self.nodes[found[0]].style:
                break
            found.append(sibling)
        return found

    # ---------------------------------------------------------------- paragraphs
    def _paragraph(self, index: int, node: Node, flow: Flow) -> None:
        above = self._inherited(index, node)
        zone = self.sections.zone(node.parent)
        if node.style == "paragraph":
            self.last_chapeau = None
        place = _Place(self, node, flow, above, zone)
        spans = sentences.split(flow.text)
        chain = chains.find(flow.text)
        last = len(spans) - 1
        position = 0
        for number, span in enumerate(spans):
            if span.start < position:
                continue
            if chain and span.start <= chain.markers[0].start < span.end:
                position = place.chain(span, chain)
            elif number == last and flow.text.endswith(":") and self._items_below(index, node):
                self._chapeau(index, node, place, span)
            else:
                place.sentence(span, first=number == 0)
        self.drafts.extend(place.drafts)

    def _chapeau(self, index: int, node: Node, place: "_Place", span: Span) -> None:
        flow, above = place.flow, place.above
        reading = self.clauses.read(flow.text, *span, self.memory)
        below = self._items_below(index, node)
        deed = flow.text[reading.verb : span.end] if reading.verb >= 0 else ""
        texts = [structure.own(self.text, self.nodes[c]).text for c in below]
        dated = sum(bool(dates.deadlines(t, 0, len(t), year=self.year)) for t in texts)
        named = sum(bool(self.names.listing(t, 0, unknown=False).mentions) for t in texts)
        ordered = accept.is_order(reading, place.zone, above, self.recent, marked=True)
        if context.announces(deed):
            reading = replace(reading, lead=(), stated=False, requested=True)
        handed = place.handed(reading, span, ordered=ordered, deed=deed)
        leaves = not any(self.nodes[c].title for c in below)
        if (
            reading.lead
            and leaves
            and ordered
            and not context.are_separate(deed, texts, dated=dated, named=named)
        ):
            draft = place.add(span, reading, rule="chapeau.contents", score=0.8)
            self.swallowed.update(self._below(below))
            draft.tail = max(self.nodes[c].until for c in below)
            return
        if self.children.get(index):
            self.above[index] = handed
        self.last_chapeau = (node.parent, handed)

    def _below(self, roots: list[int]) -> set[int]:
        out = set(roots)
        for index in range(min(roots), len(self.nodes)):
            if self.nodes[index].parent in out:
                out.add(index)
        return out


class _Place:
    """One paragraph being read."""

    def __init__(
        self, finder: _Finder, node: Node, flow: Flow, above: Inherited, zone: str
    ) -> None:
        self.finder, self.node, self.flow = finder, node, flow
        self.above, self.zone = above, zone
        self.drafts: list[Draft] = []
        self.marked = node.kind in _LISTED

    def handed(self, reading: Reading, span: Span, *, ordered: bool, deed: str) -> Inherited:
        """Return what a chapeau gives to the items below it."""
        above = self.above
        to = parties(self.flow, tuple(attach.recipients(self.flow, [span], self.finder.names)))
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
        finder, text = self.finder, self.flow.text
        reading = finder.clauses.read(text, *span, finder.memory)
        reading = accept.with_person(text, span, reading, finder.people)
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
            reading, self.zone, inherits, finder.recent, marked=self.marked and first
        )
        bare = order and not (
            reading.named or reading.requested or reading.said or reading.modal or inherits.lead
        )
        order = order and not accept.is_remark(text, span) and not accept.enforces(text, span)
        if order and not (bare and accept.states(text, span)):
            self._order(span, reading, inherits)
        elif current:
            current.follow_ups.append(span)
        else:
            finder.recent.miss(self.node.parent)

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
        self.finder.recent.note(self.node.parent, named=bool(reading.lead or above.lead))

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
            reading = self.finder.clauses.read(self.flow.text, *piece, self.finder.memory)
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
        year = self.finder.year
        mine = dates.deadlines(self.flow.text, *piece, year=year)
        theirs = dates.deadlines(self.flow.text, *before, year=year)
        return bool(mine and theirs) and mine[-1].value != theirs[-1].value

    def _follows(self, span: Span, reading: Reading, current: Draft) -> bool:
        """Attach a sentence that only completes the duty before it."""
        text, year = self.flow.text, self.finder.year
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
        for draft in self._same_chain(current):
            draft.closing.extend(found)
            draft.follow_ups.append(span)
        return True

    def _same_chain(self, current: Draft) -> list[Draft]:
        if not current.rule.startswith("chain.") or current.rule == "chain.contents":
            return [current]
        return [current]

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
            reading = self.finder.clauses.read(text, *tail, self.finder.memory)
            current.end = pieces[-2].end
            above = Inherited(lead, parties(self.flow, current.reading.coordinating), ordering=True)
            extra = self.add(tail, reading, rule="clause.undated", score=current.score, above=above)
            self.drafts.remove(extra)
            self.drafts.insert(self.drafts.index(current), extra)

    # ---------------------------------------------------------------- chains
    def chain(self, span: Span, chain: chains.Chain) -> int:
        """Read "head: (1) …; (2) …"; returns where the chain ends."""
        finder, text = self.finder, self.flow.text
        head = Span(span.start, chain.markers[0].start)
        reading = finder.clauses.read(text, *head, finder.memory)
        items = chain.items
        texts = [text[i.body : i.end] for i in items]
        dated = sum(bool(dates.deadlines(text, i.body, i.end, year=finder.year)) for i in items)
        deed = text[reading.verb : head.end] if reading.verb >= 0 else ""
        order = accept.is_order(reading, self.zone, self.above, finder.recent, marked=True)
        end = items[-1].end
        if not order and not (reading.lead and not reading.stated and self.zone == "order"):
            return end
        rule, score = accept.grade(reading, self.zone, self.above)
        if not context.are_separate(deed, texts, dated=dated):
            self.add(Span(head.start, end), reading, rule="chain.contents", score=score)
            return end
        above = self.handed(reading, head, ordered=order, deed=deed)
        for number, item in enumerate(items):
            inner = finder.clauses.read(text, item.body, item.end, finder.memory)
            start = head.start if number == 0 else item.start
            draft = self.add(
                Span(start, item.end), inner, rule="chain." + rule, score=score, above=above
            )
            draft.reading = chains.placed(inner, item.body)
        finder.recent.note(self.node.parent, named=bool(above.lead))
        return end
