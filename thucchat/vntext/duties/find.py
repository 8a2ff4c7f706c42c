"""Find the duties of a document: walks its structure, paragraph by paragraph."""

import re
from collections.abc import Sequence
from dataclasses import replace

from thucchat.vntext import dates, sentences, structure
from thucchat.vntext.agencies import Reader
from thucchat.vntext.duties import accept, chains, context
from thucchat.vntext.duties import tables as grids
from thucchat.vntext.duties.context import NOTHING, Inherited, Sections
from thucchat.vntext.duties.draft import Draft, parties
from thucchat.vntext.duties.model import Duty, Table
from thucchat.vntext.duties.outline import Outline
from thucchat.vntext.duties.place import Place, State
from thucchat.vntext.duties.reading import Clauses
from thucchat.vntext.flow import Flow
from thucchat.vntext.structure import Node
from thucchat.vntext.text import Span

_PLACE_DATE = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+((?:19|20)\d{2})")
_ANNEX = re.compile(r"PHỤ\sLỤC|Phụ\slục")
_ANY_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


def find_duties(text: str, *, year: int | None = None, tables: Sequence[Table] = ()) -> list[Duty]:
    """Return the tasks a text assigns, in reading order; `text` is NFC.

    `year` completes dates without one; without it the document's own date serves.
    """
    finder = Finder(text, year if year is not None else year_of(text))
    drawn = tables or grids.from_lines(text, finder.nodes)
    grid = grids.find(drawn, names=finder.names, year=finder.year)
    found = finder.run(grid.ranges) + grid.duties
    return sorted(found, key=lambda d: (d.start, d.end))


def year_of(text: str) -> int | None:
    """Return the year that completes dates: of the document's day, else the first one named."""
    head = text[:3000]
    match = _PLACE_DATE.search(head) or _ANY_YEAR.search(head)
    return int(match.group(1)) if match else None


class Finder:
    """Walks the nodes of one document and keeps what one paragraph leaves for the next."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text = text
        self.year = year
        self.nodes = structure.parse(text)
        self.names = Reader()
        self.state = State(self.names, Clauses(self.names), accept.people(text), year)
        self.state.memory.short = accept.shorts(text, self.names)
        self.sections = Sections(self.nodes)
        self.above: dict[int, Inherited] = {}  # node -> what it hands to its children
        self.swallowed: set[int] = set()  # nodes whose words belong to their chapeau's duty
        self.last_chapeau: tuple[int | None, Inherited] | None = None
        self.drafts: list[Draft] = []
        self.outline = Outline(text, self.nodes)

    def run(self, elsewhere: Sequence[Span] = ()) -> list[Duty]:
        """Read all paragraphs but those in the ranges that were read `elsewhere`."""
        closed = False
        for index, node in enumerate(self.nodes):
            if node.kind == "heading" and _ANNEX.match(node.title):
                closed = False
            if node.kind in ("footnote", "table_row") or closed or index in self.swallowed:
                continue
            if any(held.start <= node.start < held.end for held in elsewhere):
                continue
            flow = structure.own(self.text, node)
            if not flow.text or flow.text.startswith("Nơi nhận"):
                closed = flow.text.startswith("Nơi nhận")
                continue
            if node.title:
                self._title(index, flow)
            elif not context.skipped(flow.text):
                self._paragraph(index, node, flow)
        said = [draft for draft in self.drafts if draft.says_something()]
        return [draft.finish(self.names, self.year) for draft in said]

    # ---------------------------------------------------------------- context
    def _title(self, index: int, flow: Flow) -> None:
        """Let a heading that is only a body's name lead what stands below it."""
        listing = self.names.listing(flow.text, 0)
        rest = flow.text[listing.end :].strip(" :.") if listing.mentions else "-"
        if not rest and any(m.known or not m.group for m in listing.mentions):
            self.state.memory.keep(listing.mentions)
            self.above[index] = Inherited(lead=parties(flow, listing.mentions), ordering=True)
        self.last_chapeau = None

    def _inherited(self, node: Node) -> Inherited:
        at: int | None = node.parent
        if self.last_chapeau and self.last_chapeau[0] == node.parent:
            return self.last_chapeau[1]
        while at is not None:
            if at in self.above:
                return self.above[at]
            at = self.nodes[at].parent
        return NOTHING

    # ---------------------------------------------------------------- paragraphs
    def _paragraph(self, index: int, node: Node, flow: Flow) -> None:
        if node.style == "paragraph" and not self.outline.is_bare_deed(index):
            self.last_chapeau = None
        above = self._inherited(node)
        zone = self.sections.zone(node.parent)
        if above.ordering and zone == "report":
            zone = "order"  # "Chính phủ yêu cầu:" under a heading about the situation
        place = Place(self.state, node, flow, above, zone)
        spans = sentences.split(flow.text)
        chain = chains.find(flow.text)
        last = len(spans) - 1
        position = 0
        for number, span in enumerate(spans):
            if span.start < position:
                continue
            if chain and span.start <= chain.markers[0].start < span.end:
                position = place.chain(span, chain)
            elif number == last and flow.text.endswith(":") and self.outline.items_below(index):
                self._chapeau(index, node, place, span)
            else:
                place.sentence(span, first=number == 0)
        self.drafts.extend(place.drafts)

    def _chapeau(self, index: int, node: Node, place: Place, span: Span) -> None:
        flow, above = place.flow, place.above
        reading = self.state.clauses.read(flow.text, *span, self.state.memory)
        below = self.outline.items_below(index)
        deed = flow.text[reading.verb : span.end] if reading.verb >= 0 else ""
        texts = [structure.own(self.text, self.nodes[c]).text for c in below]
        dated = sum(bool(dates.deadlines(t, 0, len(t), year=self.year)) for t in texts)
        named = sum(bool(self.names.listing(t, 0, unknown=False).mentions) for t in texts)
        ordered = accept.is_order(reading, place.zone, above, self.state.recent, marked=True)
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
            self.swallowed.update(self.outline.subtree(below))
            draft.tail = max(self.nodes[c].until for c in below)
            return
        if self.outline.children.get(index):
            self.above[index] = handed
        else:
            self.last_chapeau = (node.parent, handed)
