"""What was kept from reading a file beside its text."""

from dataclasses import dataclass
from typing import Any

from thucchat.directives.models import Document
from thucchat.vntext import reading
from thucchat.vntext.text import Span


@dataclass(frozen=True, slots=True)
class Way:
    """What was kept from reading the file beside its text."""

    points: list[list[int]]
    furniture: list[str]
    notes: list[str]


def way_of(document: Document) -> Way:
    """Return what reading kept beside the text (``Document.offset_map``)."""
    kept: Any = document.offset_map
    if not isinstance(kept, dict):
        return Way(list(kept or []), [], [])
    return Way(kept.get("points", []), kept.get("furniture", []), kept.get("notes", []))


def original_span(document: Document, start: int, end: int) -> Span:
    """Return where a span of the text stands in the file's own text."""
    return reading.original_span(way_of(document).points, start, end)
