"""Lines to blocks: a block is one paragraph, heading, note or table row, however it was wrapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thucchat.vntext.text import Span

_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
# A marker opens a line; the order matters, the first that fits wins.
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("part", rf"(?:PHẦN|Phần)\s+(?P<label>(?:thứ|THỨ)\s+\w+|{_ROMAN}|\d{{1,2}})(?![\w/])[.:]?"),
        ("chapter", rf"(?:CHƯƠNG|Chương)\s+(?P<label>{_ROMAN}|\d{{1,2}})(?![\w/])[.:]?"),
        ("section", rf"(?:MỤC|Mục)\s+(?P<label>{_ROMAN}|\d{{1,2}}|[A-Z])[.:](?=\s)"),
        ("section", rf"(?:MỤC|Mục)\s+(?P<label>{_ROMAN}|\d{{1,2}}|[A-Z])\s*$"),
        ("article", r"(?:ĐIỀU|Điều)\s+(?P<label>\d{1,3}[a-zđ]?)\s*[.:](?=\s|$)"),
        ("roman", rf"(?P<label>{_ROMAN})\s*(?:[.)/]|\s[-–])(?=\s|$)"),
        ("capital", r"(?P<label>[A-HĐ])\s*[.)](?=\s|$)"),
        ("number", r"(?P<label>\d{1,2})\s*[.)](?=\s|$|[A-ZÀ-ỸĐ])"),
        ("number", r"(?P<label>\d{1,2})\s*[-–](?=\s[A-ZÀ-ỸĐ])"),
        ("decimal", r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,4})(?:[.)](?=\s|$)|(?=\s+[A-ZÀ-ỸĐ*“\"]))"),
        ("letter", r"(?P<label>[a-zđ]{1,2}\d?)\s*\)(?=\s|$|[A-ZÀ-ỸĐ])"),
        ("letter", r"(?P<label>[a-zđ])\.(?=\s+[A-ZÀ-ỸĐ])"),
        ("round", r"\((?P<label>\d{1,2}|[a-zđ]|[ivx]{1,4})\)(?=\W|[A-ZÀ-ỸĐ])"),
        ("bullet", r"(?P<label>[-–—•●▪◦■□*·])(?=\s|[A-ZÀ-ỸĐ])"),
        ("plus", r"(?P<label>\+)(?=\s|[A-ZÀ-ỸĐ])"),
    )
)
_NOTE = re.compile(r"(?P<label>[¹²³⁰⁴-⁹]{1,3}|\[\d{1,3}\])\s*(?=\S)")
_ROW = re.compile(r"\|.*\||[^|\n]+\s\|\s[^|\n]*\s\|[^\n]*|[^\t\n]+\t[^\t\n]+\t[^\n]*")
_OPEN_END = re.compile(
    r"(?:[,(–-]|(?<!\w)(?:và|của|với|các|những|hoặc|cho|do|tại|theo|trong|về|là|để|từ|đến|bằng|"
    r"phối hợp|chỉ đạo|giao|đề nghị|yêu cầu|Bộ|Ban|Ủy ban|Văn phòng|thuộc|nhất là))$"
)
# Across a blank line only words that no heading ends with promise more.
_OPEN_GAP = re.compile(r"(?:[,(–-]|(?<!\w)(?:và|của|với|các|những|hoặc|phối hợp|chỉ đạo|thuộc))$")
_CLOSED = re.compile(r"[.!?:;…](?:[\"”’)\]*]|[¹²³⁰⁴-⁹])*$")
_UPPER_MAX = 600  # no heading is longer
# All that str.split() parts words at, control characters included, and what has no width.
_BLANK = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\u200b\ufeff"
_DRESS = "*_#> \t\u00a0"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its marker style ("" for none), label and pieces, marker included."""

    style: str
    label: str
    pieces: tuple[Span, ...]
    body: int  # where the text after the marker starts
    upper: bool  # all letters are capitals

    @property
    def start(self) -> int:
        """First code point."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """After the last code point."""
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    style: str
    label: str
    body: int
    gap: bool  # a blank line precedes


def is_upper(text: str) -> bool:
    """Whether the text has at least three letters and nearly all are capitals."""
    if len(text) > _UPPER_MAX:
        return False
    small, large = sum(map(str.islower, text)), sum(map(str.isupper, text))
    return small + large >= 3 and large >= 0.9 * (small + large)


def blocks(text: str) -> list[Block]:
    """Cut the text into blocks, rejoining lines cut by wrapping, page breaks and notes."""
    out: list[list[_Line]] = []
    held: list[list[_Line]] = []  # notes met inside an unfinished paragraph
    lines = list(_lines(text))
    width = _wrap_width(lines)
    for line in lines:
        before = held[-1] if held else out[-1] if out else None
        if held and line.gap and line.style == "" and out and _resumes(out[-1][-1], line):
            out[-1].append(line)
            out.extend(held)
            # The paragraph goes on after its notes: keep it last so that it may go on again.
            out[-len(held) - 1], out[-1] = out[-1], out[-len(held) - 1]
            held = []
        elif line.style == "note":
            held.append([line])
        elif before and _continues(before[-1], line, width):
            before.append(line)
        else:
            out.extend(held)
            held = []
            out.append([line])
    out.extend(held)
    made = [_block(group) for group in out]
    return sorted(made, key=lambda b: b.start)


def _lines(text: str) -> Iterator[_Line]:
    gap = True
    for match in re.finditer(r"[^\n\r\f\v\u2028\x85]+", text):
        start = match.start()
        raw = match.group()
        if start and "\n\n" in text[max(0, start - 3) : start].replace("\r", "").replace(
            "\f", "\n\n"
        ):
            gap = True
        stripped = raw.strip(_BLANK)
        if not stripped:
            gap = True
            continue
        start += raw.index(stripped[0])
        span = Span(start, start + len(stripped))
        yield _line(stripped, span, gap=gap)
        gap = False


def _line(raw: str, span: Span, *, gap: bool) -> _Line:
    if _ROW.fullmatch(raw):
        return _Line(span, raw, "row", "", span.start, gap)
    note = _NOTE.match(raw)
    if note:
        return _Line(span, raw, "note", note["label"], span.start + note.end(), gap)
    lead = 0 if raw.startswith(("* ", "> ")) and not raw.startswith("**") else _undressed(raw)
    for style, pattern in _MARKERS:
        match = pattern.match(raw, lead)
        if match:
            body = match.end()
            while body < len(raw) and raw[body] in " \t\u00a0*_":
                body += 1
            return _Line(span, raw, style, match["label"], span.start + body, gap)
    style = "hash" if raw.startswith("#") else ""
    return _Line(span, raw, style, "", span.start + lead, gap)


def _undressed(raw: str) -> int:
    lead = 0
    while lead < len(raw) and raw[lead] in _DRESS:
        lead += 1
    return lead


def _wrap_width(lines: list[_Line]) -> int:
    """Guess the width at which lines were cut; 0 when each line is a whole paragraph."""
    lengths = sorted(len(line.text) for line in lines if line.style != "row")
    if not lengths:
        return 0
    longest = lengths[-1]
    typical = lengths[int(0.95 * (len(lengths) - 1))]
    if longest <= 1.35 * typical and longest <= 220:
        return longest
    joined = sum(not line.gap for line in lines)
    return typical if typical <= 150 and joined > 0.5 * len(lines) else 0


def _first_word(text: str) -> int:
    return len(text.split(maxsplit=1)[0])


def _continues(before: _Line, line: _Line, width: int) -> bool:
    if "row" in (before.style, line.style) or line.style in ("note", "hash", "part", "chapter"):
        return False
    full = bool(width) and len(before.text) + 1 + _first_word(line.text) > 0.92 * width
    closed = _CLOSED.search(before.text) is not None
    if line.style:
        # A line that only looks marked: "trong tháng / 7. Hoàn thành", "nghiên cứu / - thử nghiệm".
        return not line.gap and full and not closed and _looks_wrapped(before, line)
    if line.gap:
        return before.style not in ("note", "hash") and _resumes(before, line)
    if full and not (is_upper(before.text) and not is_upper(line.text)):
        return True
    return _resumes(before, line) and (not closed or bool(width))


def _looks_wrapped(before: _Line, line: _Line) -> bool:
    if line.style in ("number", "decimal"):
        return (
            re.search(r"(?:tháng|năm|số|quý|ngày|khoản|điều|mục|[\d/.,])$", before.text) is not None
        )
    return line.style == "bullet" and line.text[2:3].islower()


def _resumes(before: _Line, line: _Line) -> bool:
    if _CLOSED.search(before.text):
        return False
    if is_upper(before.text) != is_upper(line.text) and is_upper(before.text):
        return False
    bare = line.text.lstrip('*_“"(')
    if bare[:1].islower():
        return True
    open_ = _OPEN_GAP if line.gap else _OPEN_END
    return open_.search(before.text.rstrip("*_ ")) is not None and bare[:1].isalnum()


def _block(group: list[_Line]) -> Block:
    first = group[0]
    body = " ".join(line.text for line in group)
    return Block(
        style=first.style,
        label=first.label,
        pieces=tuple(line.span for line in group),
        body=first.body,
        upper=is_upper(body),
    )
