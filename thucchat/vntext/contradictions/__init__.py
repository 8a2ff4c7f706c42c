"""Contradictions: figures of one or several documents that cannot all be true."""

from collections.abc import Sequence

from thucchat.vntext.claims import find
from thucchat.vntext.contradictions import inside, points, repeats, siblings, sums
from thucchat.vntext.contradictions.model import Contradiction, Evidence, Passage

__all__ = ["Contradiction", "Evidence", "find_contradictions"]


def find_contradictions(texts: Sequence[str]) -> list[Contradiction]:
    """Check the figures of the texts (NFC) against one another, in reading order."""
    passages = [Passage(n, p) for n, text in enumerate(texts) for p in find.read(text)]
    found = [c for p in passages for check in (inside.check, sums.check) for c in check(p)]
    found += [*repeats.check(passages), *points.check(passages), *siblings.check(passages)]
    return sorted(found, key=lambda c: (c.evidence[0].document, c.evidence[0].span, c.type))
