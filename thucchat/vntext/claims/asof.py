"""The period a figure speaks of: the date that governs it in its sentence, or none."""

import re
from dataclasses import dataclass

from thucchat.vntext import dates

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
    found: list[Period] = []
    for match in _INTERVAL.finditer(text):
        made = _interval(match, year)
        if made:
            found.append(Period(match.start(), match.end(), made))
    taken = list(found)
    for point in dates.points(text, year=year):
        if any(p.start < point.end and point.start < p.end for p in taken):
            continue
        head = text[max(0, point.start - 90) : point.start]
        if (
            point.type == "date"
            and not point.given_year
            and not text.startswith(("ngày", "Ngày"), point.start)
        ):
            continue  # 08/12 is a fraction
        if not _CUE.search(head) and (_OTHER.search(head) or _CITED.search(head)):
            continue
        value = point.value
        lead = text[max(0, point.start - 6) : point.start + 5].lower()
        if point.type == "year" and ("cuối" in lead or "hết" in lead):
            value = f"{point.value}-12"
        found.append(Period(point.start, point.end, value))
    for match in _TARGET_YEAR.finditer(text):
        if not any(p.start <= match.start("y") < p.end for p in found):
            found.append(Period(match.start(), match.end(), match["y"]))
    return sorted(found, key=lambda p: p.start)


def _interval(match: re.Match[str], year: int | None) -> str | None:
    if match["q"]:
        return None  # dates.points reads quarters
    if match["start"]:
        chosen = match["y2"] or year
        return f"{chosen}-H1" if chosen else None
    chosen = match["y"] or year
    if not chosen:
        return None
    months = _WORDS.get(match["n"]) or int(match["n"])
    half = {("đầu", 6): "H1", ("cuối", 6): "H2"}.get((match["which"], months))
    if half:
        return f"{chosen}-{half}"
    if match["which"] == "đầu":
        return f"{chosen}-01/{chosen}-{months:02d}"
    return f"{chosen}-{13 - months:02d}/{chosen}-12"
