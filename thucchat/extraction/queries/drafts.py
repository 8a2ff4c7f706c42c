"""A proposal as the draft of a task, and what a person should look at before accepting it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from thucchat.directives.models import Document
from thucchat.extraction.models import Proposal
from thucchat.extraction.rules import doubts, values
from thucchat.kernel.errors import Refused
from thucchat.tasks.choices import Kind
from thucchat.tasks.rules import TaskDraft
from thucchat.vntext.text import Span

SHARED = (
    "title",
    "lead_id",
    "recurrence",
    "field",
    "axis",
    "responsible",
    "authority",
    "product",
    "product_kind",
    "required_level",
    "report_to",
    "due_on",
    "due_precision",
    "due_text",
)


def draft_of(proposal: Proposal, *, owner_id: int) -> TaskDraft:
    """Return the draft that accepting the proposal as it stands would create."""
    partners = tuple(body.pk for body in proposal.partners.all())
    draft = TaskDraft(
        resolution_id=resolution_id(proposal.document),
        owner_id=owner_id,
        partner_ids=tuple(pk for pk in partners if pk != proposal.lead_id),
        **{name: getattr(proposal, name) for name in SHARED},
    )
    return placed(draft, proposal)


def placed(draft: TaskDraft, proposal: Proposal) -> TaskDraft:
    """Return the draft bound to the proposal's words, whatever a form sent for them."""
    regular = bool(draft.recurrence) and draft.due_on is None
    return replace(
        draft,
        resolution_id=resolution_id(proposal.document),
        clause_id=proposal.clause_id,
        quote_start=proposal.start,
        quote_end=proposal.end,
        kind=Kind.REGULAR if regular else Kind.DEADLINE,
    )


def resolution_id(document: Document) -> int:
    """
    Return the resolution that the document serves; a confirmed document has one.

    :raises Refused: ``extraction.not_confirmed``.
    """
    if document.resolution_id is None:
        raise Refused(
            "extraction.not_confirmed",
            "Văn bản chưa được xác nhận số, ngày ban hành và nghị quyết. Hãy xác nhận thông tin "
            "văn bản trước, rồi nhận nhiệm vụ.",
        )
    return document.resolution_id


def doubts_of(proposal: Proposal, others: Iterable[Span]) -> list[doubts.Doubt]:
    """List what a person should look at before accepting; ``others`` are the other live spans."""
    return doubts.doubts(facts_of(proposal), others)


def facts_of(proposal: Proposal) -> doubts.Facts:
    """Return a proposal as plain values."""
    lead = proposal.evidence.get("lead", {})
    return doubts.Facts(
        span=Span(proposal.start, proposal.end),
        title=proposal.title,
        has_lead=proposal.lead_id is not None,
        lead_text=proposal.lead_text,
        lead_unknown=tuple(lead.get("unknown", ())),
        due_on=proposal.due_on,
        due_text=proposal.due_text,
        recurrence=proposal.recurrence,
        issued_on=proposal.document.issued_on,
        score=proposal.score,
    )


def values_of(proposal: Proposal, partner_ids: Sequence[int]) -> values.Values:
    """Return a stored proposal as values, to merge or split; bodies by id instead of name."""
    names = [name for name in SHARED if name not in {"lead_id", "due_on", "required_level"}]
    names += ["start", "end", "lead_text", "partners_text", "evidence", "rule", "score"]
    return values.Values(
        lead=(str(proposal.lead_id),) if proposal.lead_id else (),
        partners=tuple(str(pk) for pk in partner_ids),
        due_value=proposal.due_on.isoformat() if proposal.due_on else None,
        **{name: getattr(proposal, name) for name in names},
    )


def fingerprint(proposal: Proposal) -> str:
    """Return a short text that changes when somebody saves other values."""
    said = repr([getattr(proposal, name) for name in SHARED])
    partners = sorted(body.pk for body in proposal.partners.all())
    return hashlib.sha256(f"{proposal.state} {said} {partners}".encode()).hexdigest()[:16]
