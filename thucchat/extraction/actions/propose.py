"""Reading a document and storing what was read."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thucchat.audit.actions import record
from thucchat.directives.models import Clause, Document
from thucchat.extraction import queries
from thucchat.extraction.actions import locks
from thucchat.extraction.choices import Source
from thucchat.extraction.models import Proposal
from thucchat.extraction.rules import spans, values
from thucchat.extraction.rules.values import Values
from thucchat.kernel import calendar, deadlines, parameters
from thucchat.kernel.periods import local_day
from thucchat.orgs.models import Organisation, User
from thucchat.vntext import duties
from thucchat.vntext.text import Span

BATCH = 500


@transaction.atomic
def propose(document_id: int, *, by: User, at: datetime) -> int:
    """
    Read the document's duties and store those that are new; return how many.

    Doing it again adds only what no stored proposal covers, whatever became of that one; no
    stored proposal is changed.
    """
    document = locks.document(document_id, by=by)
    known = [Span(*row) for row in document.proposals.values_list("start", "end").order_by("start")]
    year = document.issued_on.year if document.issued_on else None
    read = {(duty.start, duty.end): duty for duty in duties.find_duties(document.text, year=year)}
    fresh = [
        values.of_duty(duty, document.text)
        for span, duty in read.items()
        if spans.is_new(Span(*span), known)
    ]
    made = store(document, fresh, source=Source.RULES, at=at)
    record("document.proposals_read", document, by=by, at=at, found=len(read), added=len(made))
    return len(made)


def store(
    document: Document, found: Sequence[Values], *, source: Source, at: datetime
) -> list[Proposal]:
    """Store readings as pending proposals: bodies matched, deadlines resolved; few statements."""
    names = {name for value in found for name in (*value.lead, *value.partners)}
    bodies = queries.matched(sorted(names))
    levels = parameters.value("required_level", on=local_day(at))
    places = _Places(document)
    made = [
        _proposal(document, value, bodies, levels, clause_id=places.clause_at(value.start))
        for value in found
    ]
    for proposal in made:
        proposal.source = source
    Proposal.objects.bulk_create(made, batch_size=BATCH)
    link = Proposal.partners.through
    links = [
        link(proposal_id=proposal.pk, organisation_id=bodies[name].pk)
        for proposal, value in zip(made, found, strict=True)
        for name in value.partners
        if name in bodies and bodies[name].pk != proposal.lead_id
    ]
    link.objects.bulk_create(links, batch_size=BATCH, ignore_conflicts=True)
    return made


def _proposal(
    document: Document,
    value: Values,
    bodies: Mapping[str, Organisation],
    levels: Mapping[str, int],
    *,
    clause_id: int | None,
) -> Proposal:
    """
    Fill a row from a reading.

    One lead body that the organisations know becomes the lead. Several, a group or an unknown
    name leave it open with the words as written: nobody is chosen for the person.
    """
    lead = bodies.get(value.lead[0]) if len(value.lead) == 1 else None
    due = resolved(value, document)
    return Proposal(
        document=document,
        clause_id=clause_id,
        start=value.start,
        end=value.end,
        title=value.title,
        lead=lead,
        lead_text=value.lead_text,
        partners_text=value.partners_text,
        due_on=due.due_on,
        due_precision=due.precision,
        due_text=value.due_text,
        recurrence=value.recurrence,
        product=value.product,
        product_kind=value.product_kind,
        required_level=values.required_level(value.product_kind, levels),
        field=value.field,
        axis=value.axis,
        responsible=value.responsible,
        authority=value.authority,
        report_to=value.report_to,
        evidence=value.evidence,
        rule=value.rule,
        score=value.score,
    )


def resolved(value: Values, document: Document) -> deadlines.Deadline:
    """Return the last day the words mean; counted days only as far as the holiday table reaches."""
    start, days = document.issued_on, calendar.vietnam()
    counts = start is not None and {start.year, start.year + 1} <= days.years
    return deadlines.resolve(
        value.due_precision,
        value.due_value,
        start=start if counts else None,
        calendar=days if counts else None,
    )


class _Places:
    """The clauses of a document, to find the one that holds an offset."""

    def __init__(self, document: Document) -> None:
        rows = Clause.objects.filter(document=document).order_by("start", "-end")
        self.rows = list(rows.values_list("start", "end", "pk"))
        self.starts = [row[0] for row in self.rows]

    def clause_at(self, offset: int) -> int | None:
        """Return the innermost clause whose words hold the offset, None in a gap between two."""
        for index in range(bisect_right(self.starts, offset) - 1, -1, -1):
            start, end, pk = self.rows[index]
            if start <= offset < end:
                return int(pk)
            if offset - start > spans.MARK_MAX:
                break
        return None
