"""The period a figure speaks of: the date that governs it in its sentence, or none."""

import re
from dataclasses import dataclass

from thucchat.vntext import dates
from thucchat.vntext.dates import Point

# Dates that are not the figure's own: comparisons, starts, documents, events.
_OTHER = re.compile(
    r"(?:so\svới(?:\s(?:cùng\skỳ|cuối|đầu|mức|kế\shoạch|của|thời\sđiểm))?(?:\snăm)?|"
    r"hiệu\slực(?:\sthi\shành)?(?:\skể)?(?:\stừ)?(?:\sngày)?|kể\stừ(?:\sngày)?|"
    r"khởi\scông(?:\sngày)?|khánh\sthành(?:\sngày)?|thành\slập(?:\sngày)?|ký(?:\sngày)?|"
    r"bắt\sđầu(?:\stừ)?|(?<!tính\s)từ(?:\sngày|\snăm|\stháng)?|cùng\skỳ(?:\snăm)?|"
    r"hội\snghị(?:\sngày)?|Kế\shoạch(?:\snăm)?|trước(?:\snăm)?|lên|giai\sđoạn)\s$",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:\d[\w./-]*[-/][A-ZĐ][\w./-]*|(?:Luật|Nghị\squyết|Quyết\sđịnh|Nghị\sđịnh|Chỉ\sthị|"
    r"Công\svăn|Thông\sbáo|Kế\shoạch|Danh\smục)(?:\s[^,.;:()]{0,50})?),?\s(?:ngày\s)?$"
)
_CUE = re.compile(
    r"(?:^|\s|\()(?:đến|tính\sđến|trong|vào|cập\snhật|hết|tới)\s(?:hết\s|cuối\s|thời\sđiểm\s)?$",
    re.IGNORECASE,
)
_INTERVAL = re.compile(
    r"(?P<n>0?\d|1[01]|sáu|năm|chín)\stháng\s(?P<which>đầu|cuối)\snăm(?:\s(?P<y>(?:19|20)\d{2}))?|"
    r"(?P<start>(?:từ|Từ)\sđầu\snăm(?:\sđến\snay)?)(?:\s(?P<y2>(?:19|20)\d{2}))?|"
    r"(?P<q>[Qq]uý\s[IV\d]+)\s?(?:/|năm\s)\s?(?P<y3>(?:19|20)\d{2})"
)
_LOOK = 40  # spoken periods before a date that may overlap it
_WORDS = {"sáu": 6, "năm": 5, "chín": 9}
_TARGET_YEAR = re.compile(r"mục\stiêu\s(?:đến\s)?(?:năm\s)?(?P<y>20\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """A period written at [start, end)."""

    start: int
    end: int
    value: str
    cue: str = ""


def periods(text: str, *, year: int | None) -> list[Period]:
    """Every period of a paragraph that may govern figures, in order."""
    spoken = (_interval(match, year) for match in _INTERVAL.finditer(text))
    found = [period for period in spoken if period]
    for point in dates.points(text, year=year):
        if not _taken(found, point.start, point.end) and _is_own(text, point):
            found.append(Period(point.start, point.end, _value(text, point)))
    for match in _TARGET_YEAR.finditer(text):
        if not _taken(found, match.start("y"), match.end("y")):
            found.append(Period(match.start(), match.end(), match["y"]))
    return sorted(found, key=lambda p: p.start)


def _taken(found: list[Period], start: int, end: int) -> bool:
    return any(p.start < end and start < p.end for p in found[-_LOOK:])


def _is_own(text: str, point: Point) -> bool:
    """Whether a date may be the figure's own, not a document's, a start, a comparison."""
    bare = point.type == "date" and not point.given_year
    if bare and not text.startswith(("ngày", "Ngày"), point.start):
        return False  # 08/12 is a fraction
    head = text[max(0, point.start - 90) : point.start]
    return _CUE.search(head) is not None or not (_OTHER.search(head) or _CITED.search(head))


def _value(text: str, point: Point) -> str:
    lead = text[max(0, point.start - 6) : point.start + 5].lower()
    ends = point.type == "year" and ("cuối" in lead or "hết" in lead)
    return f"{point.value}-12" if ends else point.value


def _interval(match: re.Match[str], year: int | None) -> Period | None:
    """Read "05 tháng đầu năm 2026", "từ đầu năm"; quarters are read as dates."""
    chosen = match["y"] or match["y2"] or year
    if match["q"] or not chosen:
        return None
    value = f"{chosen}-H1" if match["start"] else _months(match["n"], match["which"], chosen)
    return Period(match.start(), match.end(), value)


def _months(number: str, which: str, year: int | str) -> str:
    months = _WORDS.get(number) or int(number)
    if months == 6:
        return f"{year}-{'H1' if which == 'đầu' else 'H2'}"
    if which == "đầu":
        return f"{year}-01/{year}-{months:02d}"
    return f"{year}-{13 - months:02d}/{year}-12"
