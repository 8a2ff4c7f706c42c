"""The top of a document in the Party's or the State's form: issuer, number, date, title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thucchat.vntext.heading import lines
from thucchat.vntext.heading.citations import NUMBER, tidy
from thucchat.vntext.heading.found import Found, Line
from thucchat.vntext.text import Span, fold, squeeze

AREA = 5000
# Words that open a title, with their kind; a longer one stands before its beginning.
_TITLES = {
    "NGHỊ QUYẾT": "resolution",
    "KẾ HOẠCH": "plan",
    "CHƯƠNG TRÌNH": "programme",
    "THÔNG BÁO KẾT LUẬN": "conclusion",
    "THÔNG BÁO": "notice",
    "KẾT LUẬN": "conclusion_party",
    "CHỈ THỊ": "directive",
    "CÔNG ĐIỆN": "telegram",
    "QUYẾT ĐỊNH": "decision",
    "NGHỊ ĐỊNH": "decree",
    "CÔNG VĂN": "letter",
    "QUY CHẾ": "regulation",
    "QUY ĐỊNH": "rule",
    "BÁO CÁO": "report",
}
_TITLE = re.compile(rf"({'|'.join(sorted(_TITLES, key=len, reverse=True))})(?!\w)")
_SYMBOLS = {
    "NQ": "resolution", "KH": "plan", "CTR": "programme", "CTRHD": "programme", "TB": "notice",
    "KL": "conclusion_party", "CT": "directive", "CD": "telegram", "QD": "decision",
    "ND": "decree", "CV": "letter", "QC": "regulation", "QDI": "rule", "BC": "report",
}  # fmt: skip
_OWN = re.compile(rf"Số\s*:?\s*(?P<number>{NUMBER})")
_OWN_BLANK = re.compile(r"Số\s*:?[\s.…_]*[-–/]\s?(?P<symbol>[A-ZĐƯ][A-Za-zĐƯđư]{0,7})[-–/]")
_IN_BRACKETS = re.compile(
    rf"\([^()]*?số\s*(?P<number>{NUMBER})(?:[^()]*?ngày\s+(?P<day>[\d/.-]+))?[^()]*\)"
)
_LONG_DATE = re.compile(
    r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})", re.IGNORECASE
)
_SHORT_DATE = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})")
_ABOUT = re.compile(r"(?:V/v|Về việc|v/v)\s*:?\s*")
_MOTTO = re.compile(
    r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM|ĐỘC LẬP|HỎA TỐC|THƯỢNG KHẨN|^KHẨN$|DỰ THẢO|"
    r"MINH HỌA|TRÌNH DIỄN|^SỐ\b|^BẢN SAO|^ĐẾN$"
)
_HEADS = re.compile(
    r"(?:BỘ|BAN|ỦY BAN|UBND|HĐND|SỞ|VĂN PHÒNG|TỈNH ỦY|THÀNH ỦY|ĐẢNG ỦY|CHÍNH PHỦ|THỦ TƯỚNG|"
    r"QUỐC HỘI|HỘI ĐỒNG|CỤC|TỔNG CỤC|VIỆN|TÒA ÁN|KIỂM TOÁN|THANH TRA|NGÂN HÀNG|MẶT TRẬN|TRUNG TÂM|"
    r"ĐẠI HỌC|TỔ|"
    r"TRƯỜNG|CHỦ TỊCH|TẬP ĐOÀN|TỔNG CÔNG TY|LIÊN HIỆP|HỌC VIỆN|ĐÀI|BẢO HIỂM)(?!\w)"
)
_HANGS = re.compile(r"(?:,|\bVỀ|\bCỦA|\bVÀ|\bTỈNH|\bTHÀNH PHỐ|\bNHÂN DÂN|[-–])$")
_STOP = re.compile(
    r"(?:[IVX]{1,4}|\d{1,2}|[a-zđ])[.)]\s|(?:Kính gửi|Đồng kính gửi|Căn cứ|Thực hiện|Xét|Để|Nhằm|"
    r"Ngày|Điều \d|PHẦN|Phần|CHƯƠNG|Chương|THỦ TƯỚNG|BỘ TRƯỞNG|QUỐC HỘI|CHÍNH PHỦ|Sau khi|Theo)\b"
)
_TITLE_LINES = 6
_TITLE_SIZE = 480


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the top of a document says; ``kind`` is still the word of the title or the number."""

    number: Found[str] | None
    kind: Found[str] | None
    issuer: Found[str] | None
    issued_on: Found[date] | None
    title: Found[str] | None
    form: str


def read(text: str) -> Letterhead:
    """Read the top of a document."""
    listed = list(lines.split(text, 0, min(len(text), AREA)))[:80]
    place = _title_line(listed)
    number = _number(text, listed, place)
    title = _title(text, listed, place)
    kind = _kind(listed, place, number, text)
    top = listed[: place if place is not None else _top_end(listed, number)]
    issued_on = _date(text, listed, place, title)
    form = _form(text, number)
    issuer = _issuer(top) if number or kind else None
    return Letterhead(number, kind, issuer, issued_on, title, form)


def _title_line(listed: Sequence[Line]) -> int | None:
    """Find the line that names the kind of document in capitals."""
    for place, line in enumerate(listed):
        if lines.is_capitals(line.text) and _TITLE.match(line.text):
            return place
    return None


def _top_end(listed: Sequence[Line], number: Found[str] | None) -> int:
    """Without a title the letterhead ends where the first sentence begins."""
    if number is None:
        return 0
    for place, line in enumerate(listed):
        if len(line.text) > 120 or _STOP.match(line.text):
            return place
    return len(listed)


def _number(text: str, listed: Sequence[Line], place: int | None) -> Found[str] | None:
    limit = len(listed) if place is None else place + 6
    for line in listed[: min(limit, 40)]:
        match = _OWN.match(line.text)
        if match:
            start = line.span.start + match.start("number")
            return Found(
                tidy(match["number"]), Span(start, start + len(match["number"])), "dòng số"
            )
    end = listed[min(5, len(listed)) - 1].span.end if listed else 0
    match = _IN_BRACKETS.search(text, 0, end)
    return (
        Found(tidy(match["number"]), Span(*match.span("number")), "trong trích yếu")
        if match
        else None
    )


def _kind(
    listed: Sequence[Line], place: int | None, number: Found[str] | None, text: str
) -> Found[str] | None:
    if place is not None:
        match = _TITLE.match(listed[place].text)
        if match:
            start = listed[place].span.start
            return Found(_TITLES[match[1]], Span(start, start + len(match[1])), "tên loại")
    if number is not None:
        symbol = re.split(r"[-/]", re.sub(r"^\d+(?:/\d{4})?[-/]", "", number.value))[0]
        kind = _SYMBOLS.get(fold(symbol).upper())
        return Found(kind or "letter", number.span, "ký hiệu") if kind or _about(listed) else None
    blank = _OWN_BLANK.search(text, 0, min(len(text), 1500))
    if blank and (kind := _SYMBOLS.get(fold(blank["symbol"]).upper())):
        return Found(kind, Span(*blank.span("symbol")), "ký hiệu")
    first = _TITLE.match(listed[0].text.upper()) if listed else None
    if first:
        start = listed[0].span.start
        return Found(_TITLES[first[1]], Span(start, start + len(first[1])), "dòng đầu")
    return None


def _about(listed: Sequence[Line]) -> Line | None:
    return next((line for line in listed[:30] if _ABOUT.match(line.text)), None)


def _title(text: str, listed: Sequence[Line], place: int | None) -> Found[str] | None:
    if place is None:
        about = _about(listed)
        chosen = about or (listed[0] if listed else None)
        rule = "V/v" if about else "dòng đầu"
        return Found(chosen.text[:_TITLE_SIZE], chosen.span, rule) if chosen else None
    head = listed[place]
    match = _TITLE.match(head.text)
    words = head.text[match.end() :].strip(" :.-") if match else ""
    taken = [head] if words else []
    for line in listed[place + 1 : place + 1 + _TITLE_LINES]:
        if not _belongs(line.text, taken):
            break
        taken.append(line)
    if not taken:
        return None
    start = head.span.end - len(words) if words else taken[0].span.start
    span = Span(start, taken[-1].span.end)
    return Found(squeeze(text[span.start : span.end])[:_TITLE_SIZE], span, "trích yếu")


def _belongs(words: str, taken: Sequence[Line]) -> bool:
    """Say whether a line after the kind is still the title."""
    size = sum(len(line.text) for line in taken) + len(words)
    if lines.is_separator(words) or _STOP.match(words) or size > _TITLE_SIZE:
        return False
    if not taken:
        return len(words) <= 400 or not words.endswith(".")
    if lines.is_capitals(words) != lines.is_capitals(taken[-1].text):
        return False
    return words[:1].islower() or not words.endswith((".", ":", ";", ","))


def _date(
    text: str, listed: Sequence[Line], place: int | None, title: Found[str] | None
) -> Found[date] | None:
    top = listed[: 30 if place is None else place + 8]
    for pattern, rule in ((_LONG_DATE, "địa danh, ngày tháng"), (_SHORT_DATE, "dòng ngày")):
        for line in top:
            match = pattern.search(line.text)
            if match and _is_date_line(line.text, match):
                at = line.span.start
                return _day(match, Span(at + match.start(), at + match.end()), rule)
    end = title.span.end if title else 0
    bracket = _IN_BRACKETS.search(text, 0, end)
    if bracket and bracket["day"] and (match := _SHORT_DATE.match(bracket["day"])):
        return _day(match, Span(*bracket.span("day")), "trong trích yếu")
    return None


def _is_date_line(words: str, match: re.Match[str]) -> bool:
    """«Hà Nội, ngày 02 tháng 3 năm 2026» or a date alone; not one inside a sentence."""
    return len(words) - (match.end() - match.start()) <= 30 and match.end() >= len(words) - 2


def _day(match: re.Match[str], span: Span, rule: str) -> Found[date] | None:
    try:
        return Found(date(int(match["y"]), int(match["m"]), int(match["d"])), span, rule)
    except ValueError:
        return None


def _form(text: str, number: Found[str] | None) -> str:
    top = squeeze(text[:2000]).upper()
    if "ĐẢNG CỘNG SẢN VIỆT NAM" in top:
        return "party"
    if "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in top:
        return "state"
    if number is None:
        return "other"
    return "party" if re.match(r"\d+-", number.value) else "state"


def _issuer(top: Sequence[Line]) -> Found[str] | None:
    """Take the last body of the letterhead: the first may be the one above it."""
    bodies: list[list[Line]] = []
    for line in top:
        if not lines.is_capitals(line.text) or _MOTTO.search(line.text.upper()):
            continue
        begins = _HEADS.match(line.text) is not None
        hangs = bool(bodies) and _HANGS.search(bodies[-1][-1].text) is not None
        if bodies and (hangs or not begins):
            bodies[-1].append(line)
        elif begins or not bodies:
            bodies.append([line])
    if not bodies:
        return None
    span = Span(bodies[-1][0].span.start, bodies[-1][-1].span.end)
    words = squeeze(" ".join(line.text for line in bodies[-1]))
    return Found(words, span, "cơ quan ở đầu văn bản")
