"""The machine's guess beside each field: the words of the document that say so."""

from dataclasses import dataclass

from django.forms import BaseForm, BoundField

from thucchat.directives import queries
from thucchat.directives.models import Document
from thucchat.vntext import heading
from thucchat.vntext.text import Span, squeeze

_QUOTE_MAX = 240
_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Guess:
    """What was read for one field: the words, their span, and the words around them."""

    before: str
    quote: str
    after: str
    span: Span


@dataclass(frozen=True, slots=True)
class Beside:
    """A field with its guess; None where the document does not say."""

    field: BoundField
    guess: Guess | None
    asked: bool  # whether the machine looks for it at all


@dataclass(frozen=True, slots=True)
class Alike:
    """Another document that may be the same one."""

    id: int
    name: str
    why: str


def beside(form: BaseForm, document: Document) -> list[Beside]:
    """Put the quoted words beside each field of the form."""
    found = heading.guess(document.text)
    spans: dict[str, Span | None] = {
        "number": found.number.span if found.number else None,
        "kind": found.kind.span if found.kind.value != "news" else None,
        "title": found.title.span if found.title else None,
        "issuer": found.issuer.span if found.issuer else None,
        "issued_on": found.issued_on.span if found.issued_on else None,
        "signer": found.signer.span if found.signer else None,
        "resolution": found.resolution.span if found.resolution else None,
        "replaces": found.replaces[0].span if found.replaces else None,
    }
    return [
        Beside(field, _quoted(document.text, spans.get(field.name)), field.name in spans)
        for field in form
    ]


def _quoted(text: str, span: Span | None) -> Guess | None:
    if span is None or span.start >= span.end:
        return None
    line = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.end)
    stop = len(text) if stop < 0 else stop
    quote = squeeze(text[span.start : span.end])
    return Guess(
        before=text[max(line, span.start - _CONTEXT) : span.start],
        quote=quote if len(quote) <= _QUOTE_MAX else quote[:_QUOTE_MAX].rstrip() + "…",
        after=text[span.end : min(stop, span.end + _CONTEXT)],
        span=span,
    )


def alike(document: Document) -> list[Alike]:
    """Name other files with the same words or the same number."""
    found = {
        other.pk: Alike(other.pk, queries.name_of(other), "nội dung chữ giống hệt")
        for other in queries.same_text(document)
    }
    for other in queries.same_number(document):
        found.setdefault(other.pk, Alike(other.pk, queries.name_of(other), "cùng số, ký hiệu"))
    return list(found.values())
