"""
What a document says of itself: number, kind, issuer, day, signer, recipients, bases, title.

Guesses only, each with the words that say so; a person confirms them.
"""

import re
from dataclasses import dataclass
from datetime import date

from thucchat.vntext.heading import citations, closing, letterhead
from thucchat.vntext.heading.citations import Cited
from thucchat.vntext.heading.found import Found
from thucchat.vntext.text import Span, squeeze

__all__ = ["Cited", "Found", "Heading", "guess"]

_BASIS = re.compile(r"^[ \t*_-]*(?P<basis>Căn cứ\s[^\n]+)", re.MULTILINE)
_CONCLUSION = re.compile(r"kết luận", re.IGNORECASE)
_BASES_AREA = 12_000


@dataclass(frozen=True, slots=True)
class Heading:
    """
    A document's guessed heading; None or empty where it does not say.

    ``kind`` is a word of ``directives.choices.DocumentKind``; ``form`` is party, state, news
    or other. ``number`` is written without blanks, ``issuer`` as the letterhead has it.
    """

    number: Found[str] | None
    kind: Found[str]
    issuer: Found[str] | None
    issued_on: Found[date] | None
    signer: Found[str] | None
    recipients: tuple[Found[str], ...]
    title: Found[str] | None
    legal_bases: tuple[Found[str], ...]
    cited: tuple[Cited, ...]
    replaces: tuple[Found[str], ...]
    amends: tuple[Found[str], ...]
    resolution: Found[str] | None
    form: str


def guess(text: str) -> Heading:
    """Read a heading from text in Unicode form NFC; see ``reading.Source.text``."""
    top = letterhead.read(text)
    end = closing.read(text)
    own = top.number.value if top.number else ""
    kind = _kind(text, top)
    return Heading(
        number=top.number,
        kind=kind,
        issuer=top.issuer or (end.body if kind.value != "news" else None),
        issued_on=top.issued_on,
        signer=end.signer if kind.value != "news" else None,
        recipients=end.recipients,
        title=top.title,
        legal_bases=tuple(_bases(text)),
        cited=tuple(one for one in citations.cited(text) if one.number != own),
        replaces=tuple(citations.replaces(text, own)),
        amends=tuple(citations.amends(text, own)),
        resolution=citations.resolution(
            text, top.title.span if top.title else None, own, kind.value
        ),
        form="news" if kind.value == "news" else top.form,
    )


def _kind(text: str, top: letterhead.Letterhead) -> Found[str]:
    """Settle the kind: a notice of conclusions is one only if it says so; no heading is news."""
    if top.kind is None:
        start = top.title.span if top.title else Span(0, 0)
        return Found("other" if top.number else "news", start, "không có thể thức văn bản")
    if top.kind.value != "notice":
        return top.kind
    said = _CONCLUSION.search(text, 0, (top.title.span.end if top.title else 0) + 600)
    return Found("conclusion" if said else "other", top.kind.span, top.kind.rule)


def _bases(text: str) -> list[Found[str]]:
    found = []
    for match in _BASIS.finditer(text, 0, _BASES_AREA):
        value = squeeze(match["basis"]).strip(" ,;.")
        found.append(Found(value, Span(*match.span("basis")), "Căn cứ"))
    return found
