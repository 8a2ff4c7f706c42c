"""Dates and deadlines: what a text says about when, how exactly, and with which words."""

import calendar
import datetime
import re
from dataclasses import dataclass, replace

from thucchat.vntext.text import Span

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "mười": 10}
_YEAR = r"(?:(?:19|20)\d{2})"
_QUARTER = r"(?:IV|I{1,3}|iv|i{1,3}|[1-4])"

_POINT = re.compile(
    rf"""(?<![\w/.,-])(?:
      (?P<date>(?:ngày\s)?(?P<d>\d{{1,2}})\s?(?P<sep>[/.-])\s?(?P<m>\d{{1,2}})(?:\s?(?P=sep)\s?(?P<dy>{_YEAR}))?(?![\d/.,-]*\d|\s?%)
         |(?:ngày\s)?(?P<d2>\d{{1,2}})\stháng\s(?P<m2>\d{{1,2}})(?:\s(?:năm\s)?(?P<dy2>{_YEAR})|/(?P<dy3>{_YEAR}))?
         |ngày\s(?P<d3>\d{{1,2}})(?:/|-)(?P<m3>\d{{1,2}})(?!\d))
     |(?P<month>(?:tháng\s|T)(?P<mm>\d{{1,2}})(?:\s?[/-]\s?(?P<my>{_YEAR})|\snăm\s(?P<my2>{_YEAR})|\snăm\snay)?(?!\d|/\d))
     |(?P<slash>(?P<sm>0?[1-9]|1[0-2])/(?P<sy>{_YEAR}))
     |(?P<quarter>quý\s(?:{_QUARTER}(?:\s?,\s?|\s?-\s?|\svà\s(?:quý\s)?))*(?P<q>{_QUARTER})(?:\s?/\s?(?P<qy>{_YEAR})|\snăm\s(?P<qy2>{_YEAR})|-(?P<qy3>{_YEAR}))?(?!\w))
     |(?P<half>(?:0?6|sáu)\stháng\s(?P<which>đầu|cuối)\snăm(?:\s(?P<hy>{_YEAR}))?)
     |(?P<year>(?:(?P<part>cuối|hết|đầu|giữa|trong)\s)?năm\s(?P<yy>{_YEAR}|nay|tới|sau)(?!\s?[-–]\s?{_YEAR}|\d))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CUE = re.compile(
    r"""(?:
      (?P<before>trước|không\s(?:muộn|chậm)\shơn|không\squá|muộn\snhất(?:\slà)?|chậm\snhất(?:\slà)?)
     |(?P<within>ngay\strong|trong|nội\strong|hết|vào|trong\svòng|ngay)
     |(?P<until>đến\shết|cho\sđến|đến|từ\snay\sđến|tới)
     |(?P<done>hoàn\sthành|hoàn\sthiện|xong|kết\sthúc|tiến\sđộ|thời\shạn(?:\shoàn\sthành)?
        |thời\sgian(?:\s(?:hoàn\sthành|thực\shiện))?|hạn\schót|hạn|lộ\strình)
    )\s?(?:là|:|vào|trong|ngay\strong|trước|chậm\snhất|chậm\snhất\slà|đến|hết|đến\shết|cuối|đầu
        |giữa|khoảng|ngày|tháng)?
    \s?(?:trong|trước|là|vào|hết|cuối|ngày|đầu|giữa)?\s?
    (?:\d{1,2}(?:\sgiờ|h)\s?\d{0,2}(?:\sphút)?,?\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_FROM = re.compile(
    r"(?:có\shiệu\slực(?:\sthi\shành)?(?:\skể)?(?:\stừ)?|(?:kể\s)?từ|bắt\sđầu(?:\stừ)?|khởi\scông|"
    r"khai\smạc|diễn\sra|tổ\schức\svào|thành\slập|ký)\s(?:sau\s)?(?:ngày\s|đầu\s|cuối\s)?$",
    re.IGNORECASE,
)
_HORIZON = re.compile(
    r"(?:giai\sđoạn|tầm\snhìn|nhiệm\skỳ|định\shướng|mục\stiêu|Chiến\slược|Chương\strình|"
    r"Quy\shoạch|quy\shoạch|chiến\slược|Kế\shoạch|Đề\sán|kế\shoạch|chương\strình|dự\stoán|"
    r"ngân\ssách|phương\schâm|niên\sđộ|năm\shọc|kinh\sphí|chỉ\stiêu|nhiệm\svụ|"
    r"đầu\stư\scông)(?:\s[^,.;:()]{0,90}?)?\s(?:đến\s|trong\s|của\s|cho\s)?$"
)
_RANGE = re.compile(rf"(?:{_YEAR}|\d{{1,2}})\s?[-–]\s?$")
_AT_EVENT = re.compile(  # "tại kỳ họp cuối năm 2026" waits for an event
    r"(?:kỳ\shọp|phiên\shọp|hội\snghị)(?:\s(?:thường\skỳ|tới|lần\sthứ\s\S+))?\s(?:cuối\s|"
    r"giữa\s|đầu\s)?$"
)
_TO_YEAR = re.compile(r"\s?[-–]\s?(?:năm\s)?\d")
_EDGE = re.compile(r"(?:cuối|hết|đầu|giữa)\s$", re.IGNORECASE)
_RECURS = re.compile(
    r"""(?:(?:định\skỳ\s)?(?:hằng|hàng|mỗi)\s(?P<unit>ngày|tuần|tháng|quý|năm)|định\skỳ\s(?P<n>\d{1,2}|một|hai|ba|sáu)\s(?P<nunit>ngày|tuần|tháng|năm)(?:\s(?:một|1)\slần|/lần)?
     |(?P<n2>\d{1,2}|một|hai|ba|sáu)\s(?P<nunit2>tháng|tuần|năm)(?:\s(?:một|1)\slần|/lần)|(?P<every>định\skỳ\s(?P<eunit>tháng|quý|năm|tuần)|(?<!phiên\shọp\s)thường\skỳ|định\skỳ))""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNTED = re.compile(
    r"(?:trong\s(?:vòng|thời\shạn|thời\sgian)\s|chậm\snhất\s(?:là\s)?(?:sau\s)?|sau\s|trong\s|"
    r"không\squá\s|vòng\s)(?P<n>\d{1,3})\s(?P<unit>ngày\slàm\sviệc|ngày|tuần|tháng|"
    r"giờ)(?!\s?\d)(?:,?\s(?:kể\s)?từ\s(?:ngày|khi)\s[^,.;]{3,80})?",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:(?:tại|trước|trong|đến)\s(?:kỳ\shọp|phiên\shọp|hội\snghị|Kỳ\shọp|"
    r"Phiên\shọp|Tết|mùa|ngày\skhai)\s[^,.;]{2,60}|(?:ngay\s)?(?:sau\skhi|khi)\s[^,.;]{3,100}|"
    r"(?:ngay\s)?trong\s(?:tuần|tháng|quý|năm)\s(?:này|tới|sau|nay)|"
    r"(?:trong\sthời\sgian\ssớm\snhất|càng\ssớm\scàng\stốt|ngay\slập\stức))"
)
_UNITS = {
    "ngày": "daily",
    "tuần": "weekly",
    "tháng": "monthly",
    "quý": "quarterly",
    "năm": "yearly",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due: `type` is the precision, `due_on` the resolved last day.

    `value`: 2026-07-31, 2026-07, 2026-Q3, 2026-H2, 2026, a count of working days, or None.
    """

    type: str
    value: str | None
    raw: str = ""
    span: Span | None = None
    rule: str = ""
    relative: str | None = None
    recurrence: str | None = None
    due_on: datetime.date | None = None


NONE = Deadline("none", None)


@dataclass(frozen=True, slots=True)
class Point:
    """A date or period written at [start, end); `given_year` tells that the text has the year."""

    start: int
    end: int
    type: str
    value: str
    given_year: bool
    cue: str = ""
    cue_start: int = -1


def last_day(kind: str, value: str) -> datetime.date | None:
    """Return the last day of a period value, or None when it is not one."""
    try:
        year = int(value[:4])
        if kind == "date":
            return datetime.date.fromisoformat(value)
        month = 12
        if kind == "month":
            month = int(value[5:7])
        elif kind == "quarter":
            month = 3 * int(value[6])
        elif kind == "half":
            month = 6 * int(value[6])
        return datetime.date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, IndexError):
        return None


def points(
    text: str, start: int = 0, end: int | None = None, *, year: int | None = None
) -> list[Point]:
    """Every date or period of the range, in order."""
    out: list[Point] = []
    for match in _POINT.finditer(text, start, len(text) if end is None else end):
        made = _point(match, year)
        if made:
            out.append(made)
    return out


def _point(match: re.Match[str], year: int | None) -> Point | None:
    kind = _kind(match)
    read = _READERS[kind](match, year)
    if read is None:
        return None
    type_, value, given = read
    if last_day(type_, value) is None:
        return None
    return Point(match.start(), match.end(), type_, value, given)


def _kind(match: re.Match[str]) -> str:
    return next(k for k in ("date", "month", "slash", "quarter", "half", "year") if match[k])


_Read = tuple[str, str, bool]


def _date(match: re.Match[str], year: int | None) -> _Read | None:
    day = match["d"] or match["d2"] or match["d3"]
    month = match["m"] or match["m2"] or match["m3"]
    given = match["dy"] or match["dy2"] or match["dy3"]
    if match["sep"] in (".", "-") and not given:
        return None  # 12.5 and 10-15 are numbers
    if (
        not given
        and match["d"]
        and not match["date"].lower().startswith("ngày")
        and match["sep"] != "/"
    ):
        return None
    chosen = given or (str(year) if year else None)
    if not chosen or not 1 <= int(month) <= 12:
        return None
    return "date", f"{chosen}-{int(month):02d}-{int(day):02d}", bool(given)


def _month(match: re.Match[str], year: int | None) -> _Read | None:
    given = match["my"] or match["my2"]
    chosen = given or (str(year) if year else None)
    if not chosen or not 1 <= int(match["mm"]) <= 12:
        return None
    return "month", f"{chosen}-{int(match['mm']):02d}", bool(given)


def _slash(match: re.Match[str], _year: int | None) -> _Read | None:
    return "month", f"{match['sy']}-{int(match['sm']):02d}", True


def _quarter(match: re.Match[str], year: int | None) -> _Read | None:
    given = match["qy"] or match["qy2"] or match["qy3"]
    chosen = given or (str(year) if year else None)
    which = match["q"].lower()
    return ("quarter", f"{chosen}-Q{_ROMAN.get(which, which)}", bool(given)) if chosen else None


def _half(match: re.Match[str], year: int | None) -> _Read | None:
    given = match["hy"]
    chosen = given or (str(year) if year else None)
    half = 1 if match["which"].lower() == "đầu" else 2
    return ("half", f"{chosen}-H{half}", bool(given)) if chosen else None


def _whole_year(match: re.Match[str], year: int | None) -> _Read | None:
    word = match["yy"].lower()
    if word.isdigit():
        return "year", word, True
    if year is None:
        return None
    return "year", str(year + (word != "nay")), False


_READERS = {
    "date": _date,
    "month": _month,
    "slash": _slash,
    "quarter": _quarter,
    "half": _half,
    "year": _whole_year,
}


def cued(text: str, point: Point, floor: int) -> Point | None:
    """Return the point with the words that make it a deadline, or None if it is none."""
    head = text[max(floor, point.start - 140) : point.start]
    if any(p.search(head) for p in (_AT_EVENT, _FROM, _RANGE)) or _TO_YEAR.match(text, point.end):
        return None
    cue = _CUE.search(head)
    if cue is None:
        return _edge(text, point, head)
    name = next(k for k in ("before", "within", "until", "done") if cue[k])
    if _is_horizon(head, cue, name) and point.type == "year":
        return None
    return replace(point, cue=name, cue_start=point.start - (len(head) - cue.start()))


def _edge(text: str, point: Point, head: str) -> Point | None:
    """Read "cuối năm 2026", "đầu tháng 9": an edge of a period is a deadline without a cue."""
    lead = text[point.start : point.start + 6].lower()
    if point.type == "year" and lead.startswith(("cuối", "hết", "trong")):
        return replace(point, cue="within", cue_start=point.start)
    edge = _EDGE.search(head)
    if edge is None:
        return None
    return replace(point, cue="within", cue_start=point.start - len(edge.group()))


def _is_horizon(head: str, cue: re.Match[str], name: str) -> bool:
    return name == "until" and _HORIZON.search(head[: cue.start()]) is not None


def deadlines(text: str, start: int, end: int, *, year: int | None = None) -> list[Point]:
    """Return the points of a range that read as deadlines, in order."""
    found = (cued(text, point, start) for point in points(text, start, end, year=year))
    return [point for point in found if point]


def recurrence(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """How often something is to be done again, with the words that say so."""
    match = _RECURS.search(text, start, end)
    if not match:
        return None
    span = Span(*match.span())
    unit = match["unit"] or match["eunit"]
    if unit:
        return _UNITS[unit.lower()], span
    count = match["n"] or match["n2"]
    if not count:
        return "periodic", span
    number = _NUMBER_WORDS.get(count.lower()) or int(count)
    named = (match["nunit"] or match["nunit2"]).lower()
    special = {(6, "tháng"): "half-yearly", (3, "tháng"): "quarterly", (12, "tháng"): "yearly"}
    if number == 1:
        return _UNITS[named], span
    english = {"ngày": "days", "tuần": "weeks", "tháng": "months", "năm": "years"}[named]
    return special.get((number, named), f"every {number} {english}"), span


def counted(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the match of "trong vòng 100 ngày làm việc"; groups n and unit."""
    return _COUNTED.search(text, start, end)


def event(text: str, start: int, end: int) -> Span | None:
    """Return the event a duty waits for: "sau khi có ý kiến", "tại kỳ họp tới"."""
    match = _EVENT.search(text, start, end)
    return Span(*match.span()) if match else None
