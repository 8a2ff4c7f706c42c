"""The list of documents and what it is narrowed by."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import ExtractYear

from thucchat.directives.choices import DocumentKind, DocumentState, LinkKind
from thucchat.directives.models import Document, DocumentLink, Resolution
from thucchat.vntext.text import fold


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of documents is narrowed to; empty values narrow nothing."""

    q: str = ""
    kind: str = ""
    resolution_id: int | None = None
    year: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list."""

    id: int
    name: str
    title: str
    kind: str
    issuer: str
    issued_on: date | None
    resolution: str
    state: DocumentState
    received_at: datetime
    received_by: str
    replaced_by: str


def documents(filters: Filters) -> QuerySet[Document]:
    """Return the documents in question, newest first, without their texts; see ``row``."""
    later = DocumentLink.objects.filter(
        kind=LinkKind.REPLACES, target=OuterRef("pk"), source__state=DocumentState.CONFIRMED
    ).order_by("source__issued_on")
    found = (
        Document.objects.defer("text", "offset_map")
        .select_related("issuer", "resolution", "received_by")
        .annotate(replaced_by=Subquery(later.values("source__number")[:1]))
        .order_by(F("issued_on").desc(nulls_first=True), "-received_at", "-pk")
    )
    return _narrowed(found, filters)


def _narrowed(found: QuerySet[Document], filters: Filters) -> QuerySet[Document]:
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.resolution_id:
        found = found.filter(resolution_id=filters.resolution_id)
    if filters.year:
        found = found.filter(issued_on__year=filters.year)
    if filters.state:
        found = found.filter(state=filters.state)
    else:
        found = found.exclude(state=DocumentState.WITHDRAWN)
    for word in fold(filters.q).split():
        number = Q(number__icontains=word) | Q(issuer__name_fold__contains=word)
        found = found.filter(Q(title_fold__contains=word) | number)
    return found


def row(document: Document) -> DocumentRow:
    """Return a document of ``documents`` as a row."""
    return DocumentRow(
        id=document.pk,
        name=name_of(document),
        title=document.title,
        kind=document.get_kind_display(),
        issuer=document.issuer.name if document.issuer else document.issuer_text,
        issued_on=document.issued_on,
        resolution=document.resolution.short_name if document.resolution else "",
        state=DocumentState(document.state),
        received_at=document.received_at,
        received_by=str(document.received_by),
        replaced_by=getattr(document, "replaced_by", None) or "",
    )


def name_of(document: Document) -> str:
    """Return how a person calls a document: kind and number, or its file."""
    if document.number:
        return f"{DocumentKind(document.kind).label} {document.number}"
    return document.file_name


def years() -> list[int]:
    """List the years in which documents were issued, newest first."""
    issued = Document.objects.filter(issued_on__isnull=False)
    found = issued.annotate(year=ExtractYear("issued_on")).values_list("year", flat=True)
    return list(found.distinct().order_by("-year"))


def resolutions() -> QuerySet[Resolution]:
    """Return the resolutions that are followed."""
    return Resolution.objects.order_by("-issued_on", "number")
