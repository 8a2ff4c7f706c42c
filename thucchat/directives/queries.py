"""Questions about documents: the list, one document with its text, duplicates, rights."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import ExtractYear

from thucchat.directives.choices import DocumentKind, DocumentState, LinkKind
from thucchat.directives.models import Document, DocumentLink, Resolution
from thucchat.kernel import formats
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User
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


@dataclass(frozen=True, slots=True)
class Way:
    """What was kept from reading the file beside its text."""

    points: list[list[int]]
    furniture: list[str]
    notes: list[str]


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


def by_number(numbers: Iterable[str], *, but: int) -> dict[str, int]:
    """Return the confirmed documents that bear the numbers, as number → id; ``but``: not this."""
    found = Document.objects.filter(
        number__in=list(numbers), state=DocumentState.CONFIRMED
    ).exclude(pk=but)
    return dict(found.order_by("confirmed_at").values_list("number", "pk"))


def same_text(document: Document) -> list[Document]:
    """Return other files with the same words: a warning, not a refusal."""
    digest = document.offset_map.get("digest") if isinstance(document.offset_map, dict) else None
    if not digest:
        return []
    found = Document.objects.filter(offset_map__digest=digest).exclude(pk=document.pk)
    return list(found.defer("text", "offset_map").order_by("received_at")[:5])


def same_number(document: Document) -> list[Document]:
    """Return other documents of the same number that are in use."""
    if not document.number:
        return []
    found = Document.objects.filter(number=document.number).exclude(pk=document.pk)
    return list(
        found.exclude(state=DocumentState.WITHDRAWN).defer("text", "offset_map").order_by("pk")[:5]
    )


def duplicate_words(there: Document) -> str:
    """Say which document a file already is."""
    day = formats.datetime_text(there.received_at)
    words = (
        f"Tệp này đã có trong hệ thống: {name_of(there)}, “{there.title[:120]}”, do "
        f"{there.received_by} nạp lúc {day}."
    )
    if there.state == DocumentState.WITHDRAWN:
        return f"{words} Văn bản đó đã rút; hãy mở văn bản đó và bấm “Khôi phục” để dùng lại."
    return f"{words} Hãy mở văn bản đó để xem hoặc tiếp tục xử lý, không cần nạp lại."


def way(document: Document) -> Way:
    """Return what reading kept beside the text (``Document.offset_map``)."""
    kept: Any = document.offset_map
    if not isinstance(kept, dict):
        return Way(list(kept or []), [], [])
    return Way(kept.get("points", []), kept.get("furniture", []), kept.get("notes", []))


def may_see(user: User) -> bool:
    """Say whether the person may read documents: anyone who sees tasks anywhere."""
    return orgs.may_somewhere(user, Ability.SEE)


def check_may_see(user: User) -> None:
    """Raise ``Refused`` unless the person may read documents."""
    orgs.check_may_somewhere(user, Ability.SEE)


def may_change(document: Document, user: User) -> bool:
    """
    Say whether the person may confirm, correct or withdraw the document.

    Those who register documents for the body of whoever received it, or for all.
    """
    if not orgs.may_somewhere(user, Ability.REGISTER_DOCUMENT):
        return False
    bodies = set(orgs.home_ids(document.received_by))
    root = orgs.root_id()
    if root is not None:
        bodies.add(root)
    return any(orgs.may(user, Ability.REGISTER_DOCUMENT, body) for body in bodies)


def check_may_change(document: Document, user: User) -> None:
    """Raise ``Refused`` unless ``may_change``."""
    orgs.check_may_somewhere(user, Ability.REGISTER_DOCUMENT)
    if not may_change(document, user):
        raise Refused(
            "directives.not_yours",
            f"Văn bản này do {document.received_by} của đơn vị khác nạp. Chỉ người được nạp văn "
            "bản của đơn vị đó hoặc của toàn hệ thống mới xác nhận, sửa hoặc rút được.",
        )
