"""Receiving documents, confirming what they are, taking them back; resolutions to follow."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from thucchat.audit import actions as audit
from thucchat.directives import queries, rules
from thucchat.directives.choices import DocumentKind, DocumentState, LinkKind
from thucchat.directives.models import Clause, Document, DocumentLink, Resolution
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import Organisation, User
from thucchat.vntext import heading as headings
from thucchat.vntext import reading
from thucchat.vntext.heading.citations import tidy
from thucchat.vntext.text import fold, nfc, squeeze

_BATCH = 500
_LINKS_MAX = 200
_NAME_MAX = 255


@dataclass(frozen=True, slots=True)
class ConfirmedHeading:
    """What a person says a document is, after seeing the machine's guess."""

    number: str
    kind: str
    title: str
    issuer_id: int | None
    issuer_text: str
    issued_on: date
    resolution_id: int
    signer: str
    replaces: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """A resolution as reference data has it."""

    number: str
    name: str
    short_name: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many resolutions a load added, changed and found unchanged."""

    added: int
    changed: int
    same: int


def register_document(content: bytes, *, file_name: str, by: User, at: datetime) -> Document:
    """
    Read a file and keep it: text, clauses and a guessed heading that waits for a person.

    :raises rules.Duplicate: the same bytes are here already.
    :raises Refused: no right, or the file cannot be read (codes ``reading.…``).
    """
    orgs.check_may_somewhere(by, Ability.REGISTER_DOCUMENT)
    sha256 = hashlib.sha256(content).hexdigest()
    _check_new(sha256)
    shown = nfc(file_name)[-_NAME_MAX:]
    source = reading.read(content, shown)
    guess = headings.guess(source.text)
    name = default_storage.save(
        f"directives/{at:%Y/%m}/{sha256}.{source.format}", ContentFile(content)
    )
    facts = {"file": name, "sha256": sha256, "file_name": shown, "size": len(content)}
    try:
        with transaction.atomic():
            document = _create(source, guess, facts, by=by, at=at)
    except IntegrityError:
        default_storage.delete(name)
        _check_new(sha256)  # somebody sent the same file at the same moment
        raise
    except BaseException:
        default_storage.delete(name)
        raise
    return document


def _check_new(sha256: str) -> None:
    there = Document.objects.filter(sha256=sha256).select_related("received_by").first()
    if there is not None:
        raise rules.Duplicate(queries.duplicate_words(there), there.pk)


def _create(
    source: reading.Source,
    guess: headings.Heading,
    facts: dict[str, Any],
    *,
    by: User,
    at: datetime,
) -> Document:
    document = Document.objects.create(
        **facts,
        **_guessed(guess, str(facts["file_name"])),
        file_format=source.format,
        text=source.text,
        offset_map=_way_back(source),
        received_by=by,
        received_at=at,
    )
    _create_clauses(document, source)
    _link(document, LinkKind.REPLACES, [found.value for found in guess.replaces])
    _link(document, LinkKind.AMENDS, [found.value for found in guess.amends])
    _link(document, LinkKind.CITES, [one.number for one in guess.cited])
    audit.record(
        "directives.document.received",
        document,
        by=by,
        at=at,
        file_name=document.file_name,
        sha256=document.sha256,
        size=document.size,
    )
    return document


def _guessed(guess: headings.Heading, file_name: str) -> dict[str, Any]:
    title = guess.title.value if guess.title else file_name
    issuer_text = guess.issuer.value if guess.issuer else ""
    return {
        "number": guess.number.value[:64] if guess.number else "",
        "kind": DocumentKind(guess.kind.value),
        "title": title[:500],
        "title_fold": fold(title)[:500],
        "issuer_text": issuer_text[:255],
        "issuer": orgs.resolve(issuer_text) if issuer_text else None,
        "signer": guess.signer.value[:120] if guess.signer else "",
        "issued_on": guess.issued_on.value if guess.issued_on else None,
        "resolution": _resolution(guess.resolution.value if guess.resolution else ""),
    }


def _resolution(number: str) -> Resolution | None:
    """Find the resolution by its number, or by the short one of «Nghị quyết 57»."""
    if not number:
        return None
    found = list(Resolution.objects.filter(number=number)[:1])
    if not found and number.isdigit():
        found = list(Resolution.objects.filter(number__startswith=f"{number}-NQ/")[:2])
    return found[0] if len(found) == 1 else None


def _way_back(source: reading.Source) -> dict[str, Any]:
    """Keep the map to the file's own text and what is not in the flow; see ``queries.way_of``."""
    return {
        "points": [list(point) for point in source.offset_map],
        "digest": rules.text_digest(source.text),
        "furniture": list(dict.fromkeys(item.text for item in source.furniture)),
        "notes": list(source.notes),
    }


def _create_clauses(document: Document, source: reading.Source) -> None:
    """Store the clause tree, one level after the other so that parents have their keys."""
    rows = rules.row_places([[row.span.start for row in table.rows] for table in source.tables])
    drafts = rules.clause_drafts(source.text, rows)
    made: list[Clause] = []
    depths: list[int] = []
    for order, draft in enumerate(drafts):
        depths.append(0 if draft.parent is None else depths[draft.parent] + 1)
        made.append(
            Clause(
                document=document,
                order=order,
                kind=draft.kind,
                label=draft.label,
                path=draft.path,
                start=draft.start,
                end=draft.end,
                text=source.text[draft.start : draft.end],
            )
        )
    for depth in range(max(depths, default=-1) + 1):
        level = [place for place, at in enumerate(depths) if at == depth]
        for place in level:
            parent = drafts[place].parent
            made[place].parent = made[parent] if parent is not None else None
        Clause.objects.bulk_create([made[place] for place in level], batch_size=_BATCH)


def _link(document: Document, kind: LinkKind, numbers: Iterable[str]) -> None:
    """Point to other documents by number; those that are here already are linked at once."""
    wanted = [n for n in dict.fromkeys(map(tidy, numbers)) if n and n != document.number]
    wanted = [number[:64] for number in wanted[:_LINKS_MAX]]
    if not wanted:
        return
    here = queries.by_number(wanted, but=document.pk)
    DocumentLink.objects.bulk_create(
        [
            DocumentLink(source=document, kind=kind, target_number=n, target_id=here.get(n))
            for n in wanted
        ],
        batch_size=_BATCH,
    )


@transaction.atomic
def confirm(document_id: int, *, heading: ConfirmedHeading, by: User, at: datetime) -> Document:
    """
    Settle what a document is; a second time it corrects what was confirmed.

    Links of other documents that name this number are tied to it, those that named a number
    it no longer bears are let go.
    """
    document = _locked(document_id, by)
    rules.check_move(document.state, DocumentState.CONFIRMED)
    values = _checked(heading, document)
    before, first = document.number, document.state == DocumentState.RECEIVED
    was = {name: _plain(getattr(document, name)) for name in values}
    for name, value in values.items():
        setattr(document, name, value)
    document.state = DocumentState.CONFIRMED
    document.confirmed_by, document.confirmed_at = by, at
    document.save()
    DocumentLink.objects.filter(source=document, kind=LinkKind.REPLACES).delete()
    _link(document, LinkKind.REPLACES, heading.replaces)
    _tie(document, before)
    now = {name: _plain(getattr(document, name)) for name in values}
    audit.record(
        "directives.document.confirmed" if first else "directives.document.corrected",
        document,
        by=by,
        at=at,
        heading=now,
        changed={name: [was[name], now[name]] for name in now if was[name] != now[name]},
        replaces=[tidy(number) for number in heading.replaces],
    )
    return document


def _checked(heading: ConfirmedHeading, document: Document) -> dict[str, Any]:
    """Return the columns that a confirmed heading sets, or raise ``Refused``."""
    title, number = squeeze(nfc(heading.title)), tidy(nfc(heading.number))
    if not title:
        raise Refused(
            "directives.no_title",
            "Nhập trích yếu, ví dụ “Kế hoạch triển khai Nghị quyết số 57-NQ/TW năm 2026”.",
        )
    if not Resolution.objects.filter(pk=heading.resolution_id).exists():
        raise Refused("directives.no_resolution", "Chọn nghị quyết mà văn bản này thực hiện.")
    if heading.issuer_id and not Organisation.objects.filter(pk=heading.issuer_id).exists():
        raise Refused("directives.no_issuer", "Chọn lại cơ quan ban hành trong danh sách.")
    if number and number in map(tidy, heading.replaces):
        raise Refused(
            "directives.replaces_itself",
            f"Văn bản {number} không thể thay thế chính nó. Hãy xóa số này ở ô “Thay thế văn bản”.",
        )
    return {
        "number": number[:64],
        "kind": DocumentKind(heading.kind),
        "title": title[:500],
        "title_fold": fold(title)[:500],
        "issuer_id": heading.issuer_id,
        "issuer_text": squeeze(nfc(heading.issuer_text))[:255] or document.issuer_text,
        "issued_on": heading.issued_on,
        "resolution_id": heading.resolution_id,
        "signer": squeeze(nfc(heading.signer))[:120],
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _tie(document: Document, before: str) -> None:
    """Tie links that name the document's number; let go those that name its former one."""
    if before and before != document.number:
        DocumentLink.objects.filter(target=document, target_number=before).update(target=None)
    if document.number:
        named = DocumentLink.objects.filter(target=None, target_number=document.number)
        named.exclude(source=document).update(target=document)


@transaction.atomic
def withdraw(document_id: int, *, reason: str, by: User, at: datetime) -> Document:
    """Take a document out of use with a reason; its text and file stay."""
    document = _locked(document_id, by)
    rules.check_move(document.state, DocumentState.WITHDRAWN)
    reason = squeeze(nfc(reason))
    if not reason:
        raise Refused(
            "directives.no_reason", "Nhập lý do rút, ví dụ “Nạp nhầm bản dự thảo, đã có bản chính”."
        )
    document.state = DocumentState.WITHDRAWN
    document.save(update_fields=["state"])
    audit.record("directives.document.withdrawn", document, by=by, at=at, reason=reason)
    return document


@transaction.atomic
def restore(document_id: int, *, by: User, at: datetime) -> Document:
    """Bring a withdrawn document back; it waits for confirmation again."""
    document = _locked(document_id, by)
    rules.check_move(document.state, DocumentState.RECEIVED)
    document.state = DocumentState.RECEIVED
    document.save(update_fields=["state"])
    audit.record("directives.document.restored", document, by=by, at=at)
    return document


def _locked(document_id: int, by: User) -> Document:
    document = Document.objects.select_for_update().get(pk=document_id)
    queries.check_may_change(document, by)
    return document


@transaction.atomic
def load_resolutions(rows: Iterable[ResolutionRow], *, at: datetime) -> LoadReport:
    """Bring the followed resolutions in line with reference data; again, nothing changes."""
    added = changed = same = 0
    known = {found.number: found for found in Resolution.objects.all()}
    for row in rows:
        wanted = asdict(row)
        found = known.get(row.number)
        if found is not None and all(getattr(found, k) == v for k, v in wanted.items()):
            same += 1
            continue
        made, new = Resolution.objects.update_or_create(number=row.number, defaults=wanted)
        known[row.number] = made
        added, changed = added + new, changed + (not new)
        facts = {name: _plain(value) for name, value in wanted.items()}
        audit.record("directives.resolution.loaded", made, by=None, at=at, **facts)
    return LoadReport(added, changed, same)
