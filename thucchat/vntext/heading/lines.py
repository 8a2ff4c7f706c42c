"""The lines of a heading or a closing, two columns on one line taken apart."""

import re
from collections.abc import Iterator

from thucchat.vntext.heading.found import Line
from thucchat.vntext.text import Span

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028]+")
_PIECE = re.compile(r"(?:(?![ \u00a0]{3,}|\t|\|)[^\n])+")
_DRESS = " \t\u00a0*_#|>"
_LETTER = re.compile(r"[^\W\d_]")
SEPARATOR = re.compile(r"[\s*_=~.…\-–—―─]*")


def split(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the pieces between two offsets in reading order, emphasis and bars stripped."""
    for line in _LINE.finditer(text, start, end):
        for piece in _PIECE.finditer(text, line.start(), line.end()):
            words = piece.group().strip(_DRESS)
            if words:
                begin = piece.start() + piece.group().index(words)
                yield Line(words, Span(begin, begin + len(words)))


def is_capitals(text: str) -> bool:
    """Say whether all letters are capitals, a few particles aside (T/M, về)."""
    letters = _LETTER.findall(text)
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def is_separator(text: str) -> bool:
    """Say whether the line is drawn, not written."""
    return SEPARATOR.fullmatch(text) is not None
