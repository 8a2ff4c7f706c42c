"""Numbers in a paragraph that state a quantity; dates, document numbers and names are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thucchat.vntext import numbers

_N = numbers.NUMBER
_UNIT_LETTERS = (
    r"km2|km²|km|ha|m2|m²|m3|MW|GW|kW|kWh|MWh|nm|mm|cm|kg|GB|TB|Mbps|Gbps|tr|USD|VND|VNĐ|đ|m"
)
_TOKEN = re.compile(
    rf"""(?<![\w.,/-])(?:
      (?P<a>{_N})\s?(?P<percent_a>%)?(?P<scale_a>\s(?:{numbers.SCALE}))?(?:\s?(?P<joint>[-–]|đến(?=\s\d))\s?(?P<b>{_N}))?
    )(?P<percent>\s?%|\sphần\străm(?!\w))?(?![\w²³]|[.,]\d)|
    (?<![\w.,/-])(?P<glued>{_N})(?={_UNIT_LETTERS}(?!\w))""",
    re.VERBOSE,
)
_FRACTION = re.compile(rf"(?<![\w.,/-])(?P<num>{_N})\s?/\s?(?P<den>{_N})(?![\w/-]|[.,]\d|\s?%)")
# What looks like a number but names something: struck out before numbers are read.
_NAMES = re.compile(
    r"""(?:
      # 57-NQ/TW, 94/2025/NĐ-CP; the bounds keep long strings without spaces cheap
      (?<!\d)\d{1,9}[\w.]{0,9}(?:/\d{4})?[-/](?:[A-ZĐ][\w&]{0,20})(?:[-/][A-ZĐ][\w&]{0,20})*
     |(?<!\w)(?:(?:Nghị\squyết|Kế\shoạch|Đề\sán|Quyết\sđịnh|Chỉ\sthị|Thông\stư|Nghị\sđịnh|Công\sđiện|Công\svăn|Thông\sbáo|Kết\sluận|Quy\sđịnh|Chương\strình|Báo\scáo|Tờ\strình|Luật|NQ|KH|QĐ|CT|TB|Dự\sán|dự\sán|Khu)(?:\ssố)?|(?<!tổng\s)(?<!con\s)[Ss]ố(?=\s\d+(?:[-/]|\s?$|\s(?:ngày|và|của|tại)|[.,;)]))|[Đđ]iều|[Kk]hoản|(?<!anh\s)[Mm]ục|[Gg]iai\sđoạn|Phần|phần|Phụ\slục|Chương|Biểu|Bảng|Hình|Điểm|[Kk]hóa|Đại\shội|nhiệm\skỳ|[Pp]hiên\sbản|Tập|Trang|tr\.|Quốc\slộ|Đường|cấp\sđộ|[Bb]ài|lớp\shọc|Web|Version|v)\s(?:\d+(?:\.\d+)*(?:\s?(?:,|và|đến|-)\s?(?:(?:Điểm|[Kk]hoản|[Đđ]iều|[Mm]ục)\s)?\d+(?![\w%/]|[.,]\d|\s(?!tại|của|và|về|với|theo|là|do|được|ngày|trong|đến|đã|có)[a-zà-ỹđ]))*)(?![\w%/]|,\d|\.\d|\s(?:nghìn|triệu|tỷ))
     |(?:[Kk]ỳ\shọp|[Pp]hiên\shọp|[Ll]ần|[Pp]hiên)\sthứ\s\d+
     |(?<!tổng\s)(?<!con\s)(?<!trong\s)(?:[Ss]ố|SỐ)\s\d{1,4}(?![\d%]|[.,]\d)
     |\b24/24\b|\b24/7\b|\b\d\.0\b|\b\d{1,2}h\d{0,2}\b|\b\d{1,2}:\d{2}\b
     |\bCOVID-19\b|(?<!\d)\d{1,2}\s?rõ(?!\w)|[“"]?\d\s(?:[Nn]hà|không|có|tốt)[”"](?!\w)
     |(?:theo|mô\shình|hợp\stác)\s[“"]?\d\s[Nn]hà
     |0\d{2,3}[.\s]?\d{3}[.\s]?\d{3,4}
     |(?<!\S)\S{1,80}@\S{1,80}|https?://\S+
    )""",
    re.VERBOSE,
)
_DATES = re.compile(
    r"""(?:
      (?:[Nn]gày\s)?(?<![\d.,/])\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?(?:19|20)\d{2}
     |[Nn]gày\s\d{1,2}(?:\s?(?:-|–|đến|và)\s?\d{1,2})?(?:\s?[/-]\s?\d{1,2}|\stháng\s\d{1,2})?(?:\snăm\s\d{4})?(?!\s?(?:ngày|giờ))
     |(?:sáng|chiều|tối|trưa|hôm|đến|trước|dịp|từ|hạn|nhất|mùng)\s(?:[0-2]?\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/%])
     |(?:tháng|quý|(?<!\w)T)\s?(?:\d{1,2}|[IV]+)(?:\s?(?:,|-|–|đến|và)\s?(?:tháng\s)?\d{1,2})?(?:\s?[/-]\s?\d{4}|\snăm\s\d{4})?(?![\w,.]*\d)
     |(?<![\d.,/])(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}(?!\d)
     |(?:[Nn]ăm|[Gg]iai\sđoạn|nhiệm\skỳ|thời\skỳ|niên\skhóa|mục\stiêu|tầm\snhìn|từ|so\svới|so|đến|hết|cuối|đầu|trước|sau|và|vụ)\s(?:19|20)\d{2}(?:\s?[-–/]\s?(?:(?:19|20)\d{2}|\d{2})(?!\d))?(?![\d.,]*\d|\s?%)
     |(?<![\d.,])(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}(?!\d)
     |(?<!\w)(?:\d{1,2}|sáu|chín)\stháng\s(?:đầu|cuối|qua|giữa)(?:\snăm)?(?:\s\d{4})?
     |(?<!\w)\d{1,2}\snăm(?:\svà)?\s\d{1,2}\stháng
     |(?:[Tt]rong|[Qq]ua|[Ss]au)\s\d{1,2}\s(?:tháng|năm)\s(?=triển\skhai|thực\shiện|qua|đầu|gần|vừa|hoạt\sđộng)
     |định\skỳ\s\d{1,2}\s(?:tháng|năm|tuần|ngày)|(?<![\d,.]\s)(?<!\w)\d{1,2}\stháng(?=\s(?:tăng|đạt|qua|đầu|cuối|năm))
     |(?<!\w)\d{1,2}\sgiờ(?:\s\d{1,2}(?:\sphút)?)?(?=\s(?:ngày|sáng|chiều|tối|hôm))
     |(?<=\()(?:19|20)\d{2}(?=\))
     |(?<!\w)\d{1,2}\s?-\s?(?:19|20)\d{2}
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LIST_MARK = re.compile(r"\(\d{1,2}\)(?=\s*[^\s,.;)\d])")
_ROW_NUMBER = re.compile(r"^\|?\s*\d{1,3}\s*\|")
_LIST_HEAD = re.compile(r"(?<=[:;.]\s)\d{1,2}[.)]\s(?=[A-ZĐÀ-Ỹ])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """Digits at [start, end) with their scale word and percent sign."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    percent: bool
    digits: str
    factor: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def is_fraction(self) -> bool:
        """Whether it is written a/b."""
        return self.denominator is not None


def masked(text: str) -> str:
    """Strike out everything with digits that is not a quantity; the length stays."""
    for pattern in (_NAMES, _DATES, _LIST_MARK, _LIST_HEAD, _ROW_NUMBER):
        text = pattern.sub(_strike, text)
    return text


def _strike(match: re.Match[str]) -> str:
    return re.sub(r"\d", "\u2007", match.group())


def quantities(text: str) -> Iterator[Quantity]:
    """Read the quantities of a clean paragraph, in order."""
    clean = masked(text)
    position = 0
    fraction = _FRACTION.search(clean)
    while True:
        token = _TOKEN.search(clean, position)
        if token is None:
            return
        while fraction and fraction.start() < position:
            fraction = _FRACTION.search(clean, max(position, fraction.start() + 1))
        if fraction and fraction.start() <= token.start():
            made = _fraction(fraction)
            if made:
                yield made
            position = fraction.end()
        else:
            yield _quantity(clean, token)
            position = max(token.end(), token.start() + 1)


def _fraction(match: re.Match[str]) -> Quantity | None:
    top, bottom = numbers.parse(match["num"]), numbers.parse(match["den"])
    if bottom <= 0:
        return None
    return Quantity(match.start(), match.end(), top, None, False, match["num"], 1, top, bottom)


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    if match["glued"]:
        value = numbers.parse(match["glued"])
        return Quantity(match.start(), match.end(), value, None, False, match["glued"], 1)
    first, second = match["a"], match["b"]
    percent = bool(match["percent"] or match["percent_a"])
    end = match.end()
    words = (match["scale_a"] or "").strip()
    if not second and match["joint"] is None:
        end = (
            match.end("percent")
            if match["percent"]
            else match.end("percent_a")
            if match["percent_a"]
            else match.end("scale_a")
            if words
            else match.end("a")
        )
    after = re.compile(rf"\s?({numbers.SCALE})").match(text, end)
    if after and not percent and (second or not words):
        words = after.group(1)
        end = after.end()
    factor = numbers.scale(words) if words else 1
    value = numbers.parse(first) * factor
    high = numbers.parse(second) * factor if second else None
    if high is not None and high < value:
        high = None
    return Quantity(match.start(), end, value, high, percent, second or first, factor)
