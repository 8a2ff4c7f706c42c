"""Documents that wait for a person's review."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q

from thucchat.directives.choices import DocumentState
from thucchat.directives.models import Document
from thucchat.extraction.choices import ProposalState
from thucchat.kernel.periods import local_day
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import Membership, User

LIVE = (ProposalState.PENDING, ProposalState.ACCEPTED, ProposalState.REJECTED)


@dataclass(frozen=True, slots=True)
class PendingDocument:
    """One document with proposals nobody has decided on; ``first_due_on`` is their nearest."""

    document_id: int
    number: str
    title: str
    confirmed: bool
    pending: int
    total: int
    first_due_on: date | None
    days_waiting: int


def pending_documents(user: User, on: date) -> list[PendingDocument]:
    """
    List the documents whose proposals wait for this person, the nearest deadline first.

    Three statements at most, however many documents; ``on`` is today.
    """
    tops = orgs.scopes(user, Ability.REVIEW_PROPOSAL)
    if not tops:
        return []
    documents = Document.objects.exclude(state=DocumentState.WITHDRAWN)
    if orgs.root_id() not in tops:
        received = Membership.objects.filter(
            user=OuterRef("received_by"), organisation_id__in=orgs.below(tops)
        )
        documents = documents.filter(Exists(received))
    waiting = Q(proposals__state=ProposalState.PENDING)
    counted = documents.annotate(
        pending=Count("proposals", filter=waiting),
        total=Count("proposals", filter=Q(proposals__state__in=LIVE)),
        first_due_on=Min("proposals__due_on", filter=waiting),
    ).filter(pending__gt=0)
    rows = [
        PendingDocument(
            document_id=document.pk,
            number=document.number or document.file_name,
            title=document.title,
            confirmed=document.state == DocumentState.CONFIRMED,
            pending=document.pending,
            total=document.total,
            first_due_on=document.first_due_on,
            days_waiting=max(0, (on - local_day(document.received_at)).days),
        )
        for document in counted.defer("text", "offset_map")
    ]
    return sorted(rows, key=lambda row: (row.first_due_on or date.max, -row.days_waiting))
