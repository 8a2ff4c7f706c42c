"""Storing what a language model proposes, as far as its words stand in the document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from thucchat.audit.actions import record
from thucchat.directives.models import Document
from thucchat.extraction.actions import locks
from thucchat.extraction.actions.propose import store
from thucchat.extraction.choices import Source
from thucchat.extraction.rules import spans, values
from thucchat.orgs.models import User
from thucchat.vntext import duties
from thucchat.vntext.duties import suggested
from thucchat.vntext.text import Span

if TYPE_CHECKING:  # who has no model does not load what talks to one
    from thucchat.extraction.model_reader import Reading


@dataclass(frozen=True, slots=True)
class Suggested:
    """What became of the model's answers."""

    added: int
    dropped: int  # values whose words do not stand in the clause
    note: str  # Vietnamese; what the model did not read, and why


def suggest(
    document_id: int, *, model: str, reader: "Callable[[str], Reading]", by: User, at: datetime
) -> Suggested:
    """
    Let ``reader`` (the model of that name) read the document, and store what is new and true.

    The document is not locked while the model thinks. What the rules read, and what was ever
    proposed, is not proposed again.
    """
    with transaction.atomic():
        text = locks.document(document_id, by=by).text  # refused before a word leaves the machine
    reading = reader(text)
    with transaction.atomic():
        document = locks.document(document_id, by=by)
        year = document.issued_on.year if document.issued_on else None
        checked = suggested.check(document.text, reading.suggestions, year=year)
        known = _known(document, year)
        fresh = []
        for duty in checked.duties:
            if spans.is_new(Span(duty.start, duty.end), known):
                known.append(Span(duty.start, duty.end))
                fresh.append(values.of_duty(duty, document.text))
        made = store(document, fresh, source=Source.MODEL, at=at)
        dropped = sum(checked.dropped.values())
        data = {"model": model, "found": len(reading.suggestions), "added": len(made)}
        data |= {"dropped": dropped, "note": reading.note}
        record("document.model_read", document, by=by, at=at, **data)
    return Suggested(len(made), dropped, reading.note)


def _known(document: Document, year: int | None) -> list[Span]:
    stored = document.proposals.values_list("start", "end").order_by("start")
    read = duties.find_duties(document.text, year=year)
    return [*(Span(*row) for row in stored), *(Span(duty.start, duty.end) for duty in read)]
