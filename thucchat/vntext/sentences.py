"""Sentences of a paragraph, and the clauses that semicolons part."""

import re

from thucchat.vntext.text import Span

_END = re.compile(r"(?:[.!?…]+|\.\.\.)[\"”’»)\]]*(?=\s)")
# After these a full stop does not end the sentence.
_ABBREVIATION = re.compile(
    r"(?:(?<!\w)(?:TP|Tp|tp|TX|TT|P|Q|H|T|GS|PGS|TS|ThS|BS|KS|CN|NCS|Mr|Mrs|Dr|St|No|vs|tr|đ/c|"
    r"Đ/c|v\.v|vv|ĐC|SĐT|Tel|"
    r"Ths|Nxb|NXB|[A-ZĐ]))\.$"
)
_OPENING = re.compile(r"\s+(?=[\"“‘«(\[*]*[A-ZÀ-ỸĐ\d“\"‘(–-])")
_ETC = re.compile(r"(?<!\w)v\.?\s?v\.+$")


def split(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Cut a clean paragraph into sentences; the spans leave out the spaces between them."""
    end = len(text) if end is None else end
    out: list[Span] = []
    first = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        follows = _OPENING.match(text, stop, end)
        if not follows or _is_abbreviation(text, first, match):
            continue
        if stop > first:
            out.append(Span(first, stop))
        first = follows.end()
    tail = end
    while tail > first and text[tail - 1].isspace():
        tail -= 1
    if tail > first:
        out.append(Span(first, tail))
    return out


def _is_abbreviation(text: str, first: int, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return False
    head = text[max(first, match.start() - 8) : match.end()]
    return _ABBREVIATION.search(head) is not None and _ETC.search(head) is None


def clauses(text: str, sentence: Span) -> list[Span]:
    """Cut a sentence at its semicolons, but not inside brackets or quotation marks."""
    out: list[Span] = []
    depth, first = 0, sentence.start
    for at in range(sentence.start, sentence.end):
        char = text[at]
        if char in "([“«":
            depth += 1
        elif char in ")]”»":
            depth = max(0, depth - 1)
        elif char == ";" and depth == 0:
            out.append(Span(first, at + 1))
            first = at + 1
            while first < sentence.end and text[first].isspace():
                first += 1
    if first < sentence.end:
        out.append(Span(first, sentence.end))
    return out
