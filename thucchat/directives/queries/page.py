"""One document as its page shows it: facts, table of contents, text with anchors and a mark."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from thucchat.directives.choices import ClauseKind, DocumentState, LinkKind
from thucchat.directives.models import Clause, Document, DocumentLink
from thucchat.directives.queries import same
from thucchat.directives.queries.lists import DocumentRow, name_of, row
from thucchat.directives.queries.way import Way, way_of
from thucchat.vntext.text import Span, squeeze

_STRUCTURE = (ClauseKind.PART, ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ARTICLE)
_CONTENTS_DEPTH = 3
_TITLE_MAX = 140


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a clause; ``marked`` ones are those the address asks to show."""

    text: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table row, with the head of its column."""

    pieces: tuple[Piece, ...]
    head: str = ""


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause in the text; a table row has its words in ``cells``."""

    id: int
    kind: ClauseKind
    depth: int
    path: str
    pieces: tuple[Piece, ...] = ()
    cells: tuple[CellView, ...] = ()


@dataclass(slots=True)
class Block:
    """A clause of its own, or the rows of one table in a row."""

    clauses: list[ClauseView] = field(default_factory=list)
    is_table: bool = False

    @property
    def columns(self) -> int:
        """How many cells the widest row has."""
        return max((len(clause.cells) for clause in self.clauses), default=0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    id: int
    words: str
    depth: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Another document that this one names, or that names this one."""

    kind: LinkKind
    words: str
    document_id: int | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that the page of a document shows."""

    document: Document
    facts: DocumentRow
    blocks: list[Block]
    contents: list[Entry]
    links: list[LinkRow]
    named_by: list[LinkRow]
    replaced_by: list[LinkRow]
    alike: list[LinkRow]
    way: Way
    mark: Span | None


def page(document_id: int, *, mark: Span | None = None) -> DocumentPage:
    """
    Load a document; at most six statements whatever its length.

    A ``mark`` beyond the text is left out.

    :raises Document.DoesNotExist: no such document.
    """
    found = Document.objects.select_related("issuer", "resolution", "received_by", "confirmed_by")
    document = found.get(pk=document_id)
    if mark is not None and not 0 <= mark.start < mark.end <= len(document.text):
        mark = None
    clauses = list(Clause.objects.filter(document=document).order_by("order").defer("document"))
    depths = _depths(clauses)
    views = [_view(clauses, place, depths[place], mark) for place in range(len(clauses))]
    links = _links(DocumentLink.objects.filter(source=document))
    named = DocumentLink.objects.filter(target=document)
    named_by = _named(named.exclude(source__state=DocumentState.WITHDRAWN))
    return DocumentPage(
        document=document,
        facts=row(document),
        blocks=_blocks(views),
        contents=_contents(clauses, depths),
        links=links,
        named_by=[link for link in named_by if link.kind != LinkKind.REPLACES],
        replaced_by=[link for link in named_by if link.kind == LinkKind.REPLACES],
        alike=_alike(document),
        way=way_of(document),
        mark=mark,
    )


def _depths(clauses: Sequence[Clause]) -> list[int]:
    depth_of: dict[int, int] = {}
    for clause in clauses:
        above = depth_of.get(clause.parent_id, -1) if clause.parent_id else -1
        depth_of[clause.pk] = above + 1
    return [depth_of[clause.pk] for clause in clauses]


def _view(clauses: Sequence[Clause], place: int, depth: int, mark: Span | None) -> ClauseView:
    clause = clauses[place]
    kind = ClauseKind(clause.kind)
    if kind == ClauseKind.TABLE_ROW and clause.text.startswith("|"):
        return ClauseView(clause.pk, kind, depth, clause.path, cells=_cells(clause, mark))
    spans = _own_spans(clauses, place)
    pieces = _pieces(clause, spans, mark)
    return ClauseView(clause.pk, kind, depth, clause.path, pieces=pieces)


def _own_spans(clauses: Sequence[Clause], place: int) -> list[Span]:
    """Leave out of a clause the notes that stand inside it as clauses of their own."""
    clause = clauses[place]
    spans, at = [], clause.start
    for other in clauses[place + 1 :]:
        if other.start >= clause.end:
            break
        if other.start > at:
            spans.append(Span(at, other.start))
        at = max(at, other.end)
    if at < clause.end:
        spans.append(Span(at, clause.end))
    return spans


def _cells(clause: Clause, mark: Span | None) -> tuple[CellView, ...]:
    cells = []
    at = clause.start + 1
    for words in clause.text.strip("|").split("|"):
        cells.append(CellView(_pieces(clause, [Span(at, at + len(words))], mark)))
        at += len(words) + 1
    return tuple(cells)


def _pieces(clause: Clause, spans: Sequence[Span], mark: Span | None) -> tuple[Piece, ...]:
    """Cut spans of a clause at the ends of the mark; its first piece in the page is the anchor."""
    out = []
    for span in spans:
        for start, end in _cut(span, mark):
            inside = mark is not None and mark.start <= start and end <= mark.end
            words = clause.text[start - clause.start : end - clause.start]
            if words:
                first = inside and mark is not None and start == mark.start
                out.append(Piece(words, inside, first))
    return tuple(out)


def _cut(span: Span, mark: Span | None) -> list[Span]:
    if mark is None:
        return [span]
    edges = [span.start, *(e for e in sorted(mark) if span.start < e < span.end), span.end]
    return [Span(a, b) for a, b in itertools.pairwise(edges)]


def _blocks(views: Sequence[ClauseView]) -> list[Block]:
    blocks: list[Block] = []
    for view in views:
        is_row = bool(view.cells)
        if is_row and blocks and blocks[-1].is_table:
            blocks[-1].clauses.append(view)
        else:
            blocks.append(Block([view], is_row))
    for block in blocks:
        if block.is_table:
            block.clauses[1:] = [_headed(view, block.clauses[0]) for view in block.clauses[1:]]
    return blocks


def _headed(view: ClauseView, head: ClauseView) -> ClauseView:
    """Give the cells of a row the words of the first row as heads, where both have as many."""
    if len(view.cells) != len(head.cells):
        return view
    heads = (squeeze("".join(p.text for p in cell.pieces)) for cell in head.cells)
    cells = (replace(c, head=words) for c, words in zip(view.cells, heads, strict=True))
    return replace(view, cells=tuple(cells))


def _contents(clauses: Sequence[Clause], depths: Sequence[int]) -> list[Entry]:
    """List the headings; those of the letterhead, before the first part or section, are none."""
    entries = []
    begun = not any(clause.kind in _STRUCTURE for clause in clauses)
    for clause, depth in zip(clauses, depths, strict=True):
        structural = clause.kind in _STRUCTURE
        begun = begun or structural
        if depth < _CONTENTS_DEPTH and (structural or (begun and clause.kind == "heading")):
            words = squeeze(clause.text)
            shown = words if len(words) <= _TITLE_MAX else words[:_TITLE_MAX].rstrip() + "…"
            entries.append(Entry(clause.pk, shown, depth))
    return entries


def _links(found: QuerySet[DocumentLink]) -> list[LinkRow]:
    listed = found.select_related("target").defer("target__text", "target__offset_map")
    return [
        LinkRow(
            LinkKind(link.kind),
            name_of(link.target) if link.target else link.target_number,
            link.target_id,
        )
        for link in listed.order_by("-kind", "pk")
    ]


def _named(found: QuerySet[DocumentLink]) -> list[LinkRow]:
    listed = found.select_related("source").defer("source__text", "source__offset_map")
    return [
        LinkRow(LinkKind(link.kind), name_of(link.source), link.source_id)
        for link in listed.order_by("kind", "source__issued_on", "pk")
    ]


def _alike(document: Document) -> list[LinkRow]:
    found = {other.pk: other for other in same.same_text(document)}
    found.update({other.pk: other for other in same.same_number(document)})
    return [LinkRow(LinkKind.CITES, name_of(other), pk) for pk, other in found.items()]
