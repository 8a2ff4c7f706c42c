"""A paragraph as it reads: white space collapsed, emphasis and note marks gone, offsets kept."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thucchat.vntext import text as letters
from thucchat.vntext.text import Span

# What is printed but not read: markdown emphasis, superscript note marks, soft hyphens.
_READ = re.compile(r"[^\s*¹²³⁰⁴-⁹\u00ad\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Flow:
    """Clean text; `at[i]` is the offset in the source of its i-th code point."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return where a non-empty range of the clean text stands in the source."""
        return Span(self.at[start], self.at[end - 1] + 1)


def make(source: str, pieces: Iterable[Span]) -> Flow:
    """Join the pieces of one paragraph to a flow; words cut by a line end stay two words."""
    out: list[str] = []
    at: list[int] = []
    last = -1
    for piece in pieces:
        for match in _READ.finditer(source, piece.start, piece.end):
            start, end = match.span()
            if at and (last < 0 or _gap(source, last, start)):
                out.append(" ")
                at.append(last if last >= 0 else at[-1])
            out.append(match.group())
            at.extend(range(start, end))
            last = end
        last = -1
    return Flow(letters.same_tones("".join(out)), at)


def _gap(source: str, last: int, start: int) -> bool:
    return start > last and any(c.isspace() for c in source[last:start])
