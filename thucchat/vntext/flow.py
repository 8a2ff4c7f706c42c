"""A paragraph as it reads: white space collapsed, emphasis and note marks gone, offsets kept."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thucchat.vntext import text as letters
from thucchat.vntext.text import Span

# What is printed but not read: markdown emphasis, superscript note marks, soft hyphens.
_MARKS = r"*¹²³⁰⁴-⁹\u00ad\u200b-\u200f\u2060\ufeff"
# A run of marks and white space that is more than one plain space.
_ODD = re.compile(rf"[\s{_MARKS}]*(?:[^\S ]|\s\s|[{_MARKS}])[\s{_MARKS}]*")
_SPACE = re.compile(r"\s")


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
    for piece in pieces:
        if at:
            out.append(" ")
            at.append(at[-1] + 1)
        _read(source, piece, out, at)
    text = "".join(out)
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    clean = letters.same_tones(text[first:last])
    return Flow(clean, at if first == 0 and last == len(at) else at[first:last])


def _read(source: str, piece: Span, out: list[str], at: list[int]) -> None:
    """Append what is read of one piece."""
    start = piece.start
    for match in _ODD.finditer(source, piece.start, piece.end):
        if match.start() > start:
            out.append(source[start : match.start()])
            at.extend(range(start, match.start()))
        if at and _SPACE.search(match.group()):
            out.append(" ")
            at.append(match.start())
        start = match.end()
    if start < piece.end:
        out.append(source[start : piece.end])
        at.extend(range(start, piece.end))
