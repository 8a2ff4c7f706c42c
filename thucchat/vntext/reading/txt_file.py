"""Plain text: the file itself, decoded; pages of a printed file lose their furniture."""

import re

from thucchat.vntext.reading import build, encodings, furniture, refusals
from thucchat.vntext.reading import source as made
from thucchat.vntext.reading.source import Cell, Footnote, Furniture, Row, Source, Table
from thucchat.vntext.text import Span

_ROW = re.compile(r"^[ \t]*(\|.*\||[^\t\n]+\t[^\t\n]+\t[^\n]*)[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[|\s:+-]+")
_NOTE = re.compile(r"^[ \t]*([¹²³⁰⁴-⁹]{1,3}|\[\d{1,3}\])[ \t]*(?=\S).*$", re.MULTILINE)


def read(data: bytes, name: str) -> Source:
    """Read a text file in Unicode or an old Vietnamese encoding."""
    decoded = encodings.decode(data)
    if decoded is None:
        raise refusals.encoding(name)
    original, encoding = decoded
    told = (build.legacy_note(encoding),) if encoding in encodings.LEGACY_NAMES else ()
    apart = _page_furniture(original)
    kept, at = [], 0
    for span in apart:
        kept.append(Span(at, span.start))
        at = span.end
    kept.append(Span(at, len(original)))
    text, points = build.compose(original, kept)
    return made.Source(
        format="txt",
        text=text,
        original=original,
        offset_map=points,
        tables=tuple(_tables(text)),
        footnotes=tuple(_footnotes(text)),
        furniture=tuple(_printed(original, span) for span in apart),
        notes=told,
    )


def _printed(original: str, line: Span) -> Furniture:
    """Return the words of a line without the spaces and the line end around them."""
    words = original[line.start : line.end].strip()
    start = original.index(words, line.start)
    return Furniture(words, Span(start, start + len(words)))


def _page_furniture(original: str) -> list[Span]:
    """Find headers, footers and page numbers where form feeds part the pages."""
    if original.count("\f") < 2:
        return []
    pages: list[list[Span]] = [[]]
    for line in re.finditer(r"[^\n]*(?:\n|$)", original):
        start = line.start()
        for part in re.split(r"(\f)", line.group()):
            if part == "\f":
                pages.append([])
            elif part.strip():
                pages[-1].append(Span(start, start + len(part)))
            start += len(part)
    lines = [[original[s.start : s.end].strip() for s in page] for page in pages]
    found = furniture.find(lines)
    return sorted(pages[page][line] for page, line in found)


def _tables(text: str) -> list[Table]:
    tables: list[list[Row]] = []
    end = -2
    for match in _ROW.finditer(text):
        if _RULE.fullmatch(match[1]):
            end = match.end() if match.start() - end <= 1 else end
            continue
        row = Row(Span(*match.span(1)), tuple(_cells(text, *match.span(1))))
        if match.start() - end <= 1 and tables:
            tables[-1].append(row)
        else:
            tables.append([row])
        end = match.end()
    return [Table(tuple(rows)) for rows in tables]


def _cells(text: str, start: int, end: int) -> list[Cell]:
    barred = text[start] == "|"
    at = start + 1 if barred else start
    cells = []
    pieces = text[at : end - 1].split("|") if barred else text[at:end].split("	")
    for column, piece in enumerate(pieces):
        words = piece.strip()
        begin = at + (len(piece) - len(piece.lstrip()) if words else 0)
        cells.append(Cell(words, Span(begin, begin + len(words)), column))
        at += len(piece) + 1
    return cells


def _footnotes(text: str) -> list[Footnote]:
    notes = []
    for match in _NOTE.finditer(text):
        at = text.rfind(match[1], 0, match.start())
        if at >= 0:
            notes.append(Footnote(match[1], Span(match.start(1), match.end()), at))
    return notes
