"""The end of a document: «Nơi nhận», who signs in which capacity."""

import re
from dataclasses import dataclass

from thucchat.vntext.heading import lines
from thucchat.vntext.heading.found import Found, Line
from thucchat.vntext.text import Span

_TO = re.compile(r"Nơi nhận\s*:?", re.IGNORECASE)
_ANNEX = re.compile(
    r"^\W*(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ\s+|số\s+)?[\dIVXA-H]{1,4})?\W*$", re.MULTILINE
)
_CAPACITY = re.compile(
    r"(?:^|\s)(?:T/M|TM\.?|K/T|KT\.?|T/L|TL\.?|TUQ\.?)(?=\s)|TRƯỞNG|CHỦ TỊCH|"
    r"BÍ THƯ|CHÁNH|THỦ TƯỚNG|GIÁM ĐỐC|CHỦ NHIỆM|THỐNG ĐỐC|TỔNG KIỂM TOÁN|"
    r"TỔNG THANH TRA|CHỈ HUY|TƯ LỆNH|THƯỜNG TRỰC"
)
_NAME = re.compile(r"(?:[A-ZÀ-ỸĐ][a-zà-ỹđ]+\s){1,4}[A-ZÀ-ỸĐ][a-zà-ỹđ]+")
_RANK = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|BS|KTS|TSKH)[.,]?\s*)+|^(?:Đại tướng|Thượng tướng|Trung tướng|"
    r"Thiếu tướng|Đô đốc|Đại tá)\s+"
)
_NOT_NAME = re.compile(r"^(?:Nơi|Như|Lưu|Hà Nội|Kính|Các|Ban|Bộ|Văn|Đã|Độc|Phụ|Sở|Ủy|Hội)\b")
_FOR = re.compile(r"(?:T/M|TM\.?)\s+(?P<body>.+)")
_OFFICE = re.compile(r"^CHÁNH (?P<body>VĂN PHÒNG .+)")
_ITEM = re.compile(r"^[-–—+•*]\s*")
_WINDOW = 3000


@dataclass(frozen=True, slots=True)
class Closing:
    """What the end of a document says."""

    signer: Found[str] | None
    recipients: tuple[Found[str], ...]
    body: Found[str] | None  # the body for which one signs


def read(text: str) -> Closing:
    """Read the closing; a document without «Nơi nhận» may still be signed."""
    end = _main_end(text)
    sent = None
    for sent in _TO.finditer(text, 0, end):  # noqa: B007 - the last one counts
        pass
    if sent is None:
        tail = [*lines.split(text, max(0, end - 1200), end)]
        return Closing(_signer(tail), (), _body(tail))
    after = [*lines.split(text, sent.end(), min(end, sent.end() + _WINDOW))]
    before = [*lines.split(text, max(0, sent.start() - 800), sent.start())]
    signer = _signer(after) or _signer(before[-12:])
    return Closing(signer, tuple(_recipients(after)), _body(after) or _body(before[-12:]))


def _main_end(text: str) -> int:
    """Return where the annexes begin; one that starts the text is not the end."""
    for match in _ANNEX.finditer(text):
        if match.start() > len(text) // 4:
            return match.start()
    return len(text)


def _signer(listed: list[Line]) -> Found[str] | None:
    capacity = -100
    for place, line in enumerate(listed):
        if lines.is_capitals(line.text) and _CAPACITY.search(line.text):
            capacity = place
        name = _RANK.sub("", line.text).strip()
        if place - capacity <= 6 and _NAME.fullmatch(name) and not _NOT_NAME.match(name):
            start = line.span.start + line.text.index(name)
            return Found(name, Span(start, start + len(name)), "tên dưới chức vụ ký")
    return None


def _recipients(after: list[Line]) -> list[Found[str]]:
    found: list[Found[str]] = []
    for line in after:
        item = _ITEM.sub("", line.text)
        if item != line.text:
            value = item.strip(" .;,")
            start = line.span.start + line.text.index(value, len(line.text) - len(item))
            if value:
                found.append(Found(value, Span(start, start + len(value)), "Nơi nhận"))
        elif lines.is_capitals(line.text) and found:
            break
    return found


def _body(listed: list[Line]) -> Found[str] | None:
    for line in listed:
        match = _FOR.match(line.text) or _OFFICE.match(line.text)
        if match and lines.is_capitals(line.text):
            start = line.span.start + match.start("body")
            return Found(match["body"], Span(start, line.span.end), "thể thức ký")
    return None
