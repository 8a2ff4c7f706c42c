"""
Figures of a document that cannot all be true, with the calculation and where they stand.

Only what is definite is shown: a figure that may be explained by another period or scope is
no reason to hold a reviewer up. The text of a document does not change, so its figures are
compared once.
"""

import hashlib
from collections.abc import Sequence

from django.core.cache import cache

from thucchat.extraction.queries.rows import ClashPlace, ClashRow
from thucchat.extraction.rules import windows
from thucchat.extraction.rules.windows import Window
from thucchat.vntext import contradictions
from thucchat.vntext import text as letters
from thucchat.vntext.contradictions import Contradiction

KEPT = 24 * 3600  # seconds
SHORT = 160  # code points of a quotation
LONGEST = 1_000_000  # code points: some two seconds, once; a longer text is not for a page


def definite(text: str) -> list[Contradiction]:
    """
    Return the definite contradictions of a text, in reading order; read once per text.

    A text above ``LONGEST`` is not read: the page says so (``compared``).
    """
    if not compared(text):
        return []
    key = f"extraction.contradictions.{hashlib.sha256(text.encode()).hexdigest()}"
    found: list[Contradiction] | None = cache.get(key)
    if found is None:
        every = contradictions.find_contradictions([text])
        found = [one for one in every if one.status == "definite"]
        cache.set(key, found, KEPT)
    return found


def compared(text: str) -> bool:
    """Say whether the figures of the text are compared while a page is made."""
    return len(text) <= LONGEST


def clash_rows(text: str, cut: Sequence[Window], shown: Window | None) -> tuple[ClashRow, ...]:
    """Say for each contradiction what, where and by which calculation."""
    return tuple(
        ClashRow(number, one.relation, one.calculation, _places(text, number, one, cut, shown))
        for number, one in enumerate(definite(text), start=1)
    )


def _places(
    text: str, number: int, found: Contradiction, cut: Sequence[Window], shown: Window | None
) -> tuple[ClashPlace, ...]:
    spans = sorted({evidence.span for evidence in found.evidence if evidence.core})
    places = []
    for nth, span in enumerate(spans, start=1):
        window = windows.window_of(cut, span.start)
        words = letters.squeeze(text[span.start : span.end])
        places.append(
            ClashPlace(
                anchor=f"mt{number}-{nth}",
                number=number,
                span=span,
                words=words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + "…",
                section=window.number if window else 0,
                title=window.title if window else "",
                here=window is not None and window is shown,
            )
        )
    return tuple(places)
