"""Changing what a proposal is: its values, its extent, and proposals that people mark."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from thucchat.audit.actions import record
from thucchat.extraction import queries
from thucchat.extraction.actions import locks
from thucchat.extraction.actions.propose import store
from thucchat.extraction.choices import ProposalState, Source
from thucchat.extraction.models import Proposal
from thucchat.extraction.rules import spans, values
from thucchat.extraction.rules.values import Values
from thucchat.kernel import parameters
from thucchat.kernel.periods import local_day
from thucchat.orgs.models import User
from thucchat.tasks.rules import TaskDraft, check_draft
from thucchat.vntext import duties
from thucchat.vntext.text import Span, nfc

LIVE = (ProposalState.PENDING, ProposalState.ACCEPTED)
PERSON = "person.edit"


@transaction.atomic
def edit(proposal_id: int, *, edited: TaskDraft, by: User, at: datetime) -> Proposal:
    """Keep a person's corrections for later; the journal tells what was read before."""
    proposal = locks.pending(locks.proposals([proposal_id], by=by)[0])
    before = asdict(queries.draft_of(proposal, owner_id=edited.owner_id))
    after = asdict(queries.placed(edited, proposal))
    check_draft(queries.placed(edited, proposal))
    changed = {name: value for name, value in after.items() if before[name] != value}
    for name in changed:
        if name in queries.SHARED:
            value = changed[name]
            setattr(proposal, name, nfc(value).strip() if isinstance(value, str) else value)
        _noted(proposal, name)
    proposal.save()
    if "partner_ids" in changed:
        proposal.partners.set(edited.partner_ids)
    moves = {name: [str(before[name]), str(value)] for name, value in changed.items()}
    record("proposal.edited", proposal, by=by, at=at, changed=moves)
    return proposal


def _noted(proposal: Proposal, name: str) -> None:
    """Note beside the quoted words that a person overruled the machine."""
    key = {"lead_id": "lead", "partner_ids": "partners", "due_precision": "due_on"}.get(name, name)
    if key in proposal.evidence:
        proposal.evidence[key] = {**proposal.evidence[key], "rule": PERSON}


@transaction.atomic
def merge(proposal_ids: Sequence[int], *, by: User, at: datetime) -> Proposal:
    """
    Make one pending proposal of neighbouring ones, which are kept as merged into it.

    Values on which the parts differ are left open for the person.
    """
    parts = [locks.pending(part) for part in locks.proposals(proposal_ids, by=by)]
    between = _live_spans(parts[0].document_id, but={part.pk for part in parts}) if parts else []
    whole = spans.check_merge([Span(part.start, part.end) for part in parts], between)
    document = parts[0].document
    said = values.combine([_values(part) for part in parts])
    made = _copy(parts[0], said, whole, at=at)
    partners = {body.pk for part in parts for body in part.partners.all()} - {made.lead_id}
    made.partners.set(partners)
    for part in parts:
        part.state, part.origin = ProposalState.MERGED, made
        part.decided_by, part.decided_at = by, at
        part.save(update_fields=["state", "origin", "decided_by", "decided_at"])
    record(
        "proposal.merged",
        made,
        by=by,
        at=at,
        document=document.pk,
        parts=[part.pk for part in parts],
    )
    return made


@transaction.atomic
def split(proposal_id: int, *, at_offset: int, by: User, at: datetime) -> list[Proposal]:
    """Make two pending proposals of one, cut before ``at_offset`` (in the document's text)."""
    proposal = locks.pending(locks.proposals([proposal_id], by=by)[0])
    text = proposal.document.text
    whole = Span(proposal.start, proposal.end)
    said = _values(proposal)
    made = []
    for span in spans.check_split(text, whole, at_offset):
        part = _copy(proposal, values.part_of(said, text, span), span, at=at)
        # A part that is merged later has another origin; this says where it came from.
        part.evidence["split_from"] = {"proposal": proposal.pk}
        part.origin = proposal
        part.save(update_fields=["evidence", "origin"])
        part.partners.set(proposal.partners.all())
        made.append(part)
    proposal.state = ProposalState.SPLIT
    proposal.decided_by, proposal.decided_at = by, at
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
    parts = [part.pk for part in made]
    record("proposal.split", proposal, by=by, at=at, at_offset=at_offset, parts=parts)
    return made


@transaction.atomic
def add(document_id: int, *, start: int, end: int, by: User, at: datetime) -> Proposal:
    """Propose the words that a person marked; what the machine reads in them fills the values."""
    document = locks.document(document_id, by=by)
    taken = _live_spans(document.pk, but=set())
    span = spans.check_mark(document.text, start, end, taken)
    year = document.issued_on.year if document.issued_on else None
    said = _read(document.text, span, year=year)
    [made] = store(document, [said], source=Source.PERSON, at=at)
    place = {"start": made.start, "end": made.end}
    record("proposal.added", made, by=by, at=at, document=document.pk, **place)
    return made


def _read(text: str, span: Span, *, year: int | None) -> Values:
    """Read a marked passage by itself; where no duty is found its words still say something."""
    words = text[span.start : span.end]
    found = [values.of_duty(duty, words) for duty in duties.find_duties(words, year=year)]
    said = values.combine(found) if found else values.of_span(words, Span(0, len(words)))
    marked = values.shifted(said, span.start)
    return values.marked(marked, span)


def _live_spans(document_id: int, *, but: set[int]) -> list[Span]:
    rows = Proposal.objects.filter(document_id=document_id, state__in=LIVE).exclude(pk__in=but)
    return [Span(*row) for row in rows.values_list("start", "end")]


def _values(proposal: Proposal) -> Values:
    return queries.values_of(proposal, [body.pk for body in proposal.partners.all()])


def _copy(model: Proposal, said: Values, span: Span, *, at: datetime) -> Proposal:
    """Store a proposal with new words and values beside the one it comes from."""
    level = model.required_level
    if said.product_kind != model.product_kind:
        levels = parameters.value("required_level", on=local_day(at))
        level = values.required_level(said.product_kind, levels)
    return Proposal.objects.create(
        document=model.document,
        clause_id=model.clause_id,
        start=span.start,
        end=span.end,
        title=said.title,
        lead_id=int(said.lead[0]) if said.lead else None,
        lead_text=said.lead_text,
        partners_text=said.partners_text,
        due_on=date.fromisoformat(said.due_value) if said.due_value else None,
        due_precision=said.due_precision,
        due_text=said.due_text,
        recurrence=said.recurrence,
        product=said.product,
        product_kind=said.product_kind,
        required_level=level,
        field=said.field,
        axis=said.axis,
        responsible=said.responsible,
        authority=said.authority,
        report_to=said.report_to,
        evidence=dict(said.evidence),
        rule=said.rule,
        score=said.score,
        source=Source.PERSON,
    )
