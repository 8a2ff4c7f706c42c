"""What belongs to a duty besides who: its deadline, recurrence, product and recipient."""

import re
from dataclasses import replace

from thucchat.vntext import dates, words
from thucchat.vntext.agencies import Mention, Reader
from thucchat.vntext.dates import Deadline, Point
from thucchat.vntext.flow import Flow
from thucchat.vntext.text import Span

_A = words.alternation
_TO = re.compile(
    r"(?<!\w)(?:(?<!chương\s)(?<!Chương\s)(?<!lộ\s)(?<!quá\s)(?<!quy\s)(?<!công\s)"
    r"(?<!tiến\s)(?<!giáo\s)(?<!tờ\s)(?<!cấu\s)(?<!giải\s)(?<!lập\s)(?P<verb>trình|báo\scáo|gửi|đề\sxuất|tham\smưu|"
    r"xin\sý\skiến|Trình|Báo\scáo|Gửi))(?!\w)(?!\ssố\s\d)"
    r"(?P<mid>(?:\s(?!(?:xây|nghiên|hoàn|triển|thực\shiện\scác|ban\shành|để|"
    r"và)\s)[^\s,;.:()]+){0,9}?)\s(?:(?:cho|về|lên|tới|đến|với)\s)?(?=(?:[A-ZĐÀ-Ỹ]|cấp\scó|các\s|"
    r"đồng\schí|cơ\squan))"
)
_PRODUCE = re.compile(
    r"(?<!\w)(?:xây\sdựng(?:,?\s(?:và\s)?(?:hoàn\sthiện|ban\shành|trình|triển\skhai))?|ban\shành|"
    r"soạn\sthảo|lập|thành\slập|hoàn\sthiện|"
    r"hoàn\sthành(?:\sxây\sdựng)?(?:\svà\sđưa\svào\svận\shành)?|phê\sduyệt|công\sbố|hình\sthành|"
    r"đưa\svào\s(?:vận\shành|sử\sdụng)|làm\sxong|phát\striển|chỉnh\slý|hoàn\schỉnh|xác\sđịnh|"
    r"đề\sxuất|trình|rà\ssoát)(?!\w)\s",
    re.IGNORECASE,
)
_NP_STOP = re.compile(
    r"[,;.:()]|\s(?:trong|trước|để|nhằm|theo|chậm|đến|phục\svụ|bảo\sđảm|đảm\sbảo|và\s(?:trình|báo|"
    r"tổ|triển|đưa|hoàn)|vào|xong|ngay|do|đáp|tại|trên\scơ\ssở)\s"
)
_DOCUMENT = re.compile(rf"(?:các\s|Các\s|\d{{1,2}}\s)?{_A(words.DOCUMENTS)}(?!\w)", re.IGNORECASE)
_DEED = re.compile(
    r"(?:[Bb]áo\scáo|[Tt]hông\sbáo|[Hh]ướng\sdẫn|[Qq]uyết\sđịnh|[Kk]ết\sluận)\s(?:[A-ZĐ](?!ề)|cấp\scó|các|về\sB)|"
    r"(?:và|việc|để|cho\sý\skiến)\s"
)
_RANK = {"done": 3, "before": 3, "until": 2, "within": 2}
_UNIT_DAYS = {
    "ngày làm việc": "working_days",
    "ngày": "days",
    "tuần": "weeks",
    "tháng": "months",
    "giờ": "hours",
}


def choose(found: list[Point], follow_up: list[Point]) -> Point | None:
    """Pick the deadline among those read: an explicit day wins, then a closing sentence."""
    for group in (follow_up, found):
        days = [p for p in group if p.type == "date"]
        if days:
            return days[-1]
    if follow_up:
        return follow_up[-1]
    if not found:
        return None
    best = max(_RANK[p.cue] for p in found)
    return [p for p in found if _RANK[p.cue] == best][-1]


def deadline(flow: Flow, ranges: list[Span], point: Point | None) -> Deadline:
    """Make the deadline of a duty whose words stand in `ranges` of the flow."""
    again = next((r for r in (dates.recurrence(flow.text, *s) for s in ranges) if r), None)
    made = dates.NONE
    if point is not None:
        begin = point.cue_start if point.cue_start >= 0 else point.start
        span = flow.span(begin, point.end)
        made = Deadline(
            point.type,
            point.value,
            flow.text[begin : point.end],
            span,
            rule=f"deadline.{point.cue}",
            due_on=dates.last_day(point.type, point.value),
        )
    else:
        made = _relative(flow, ranges)
    if again:
        made = replace(made, recurrence=again[0], rule=made.rule or "deadline.recurrence")
        if made.span is None:
            made = replace(
                made, span=flow.span(*again[1]), raw=flow.text[again[1].start : again[1].end]
            )
    return made


def _relative(flow: Flow, ranges: list[Span]) -> Deadline:
    for span in ranges:
        match = dates.counted(flow.text, *span)
        if match:
            unit = _UNIT_DAYS[" ".join(match["unit"].lower().split())]
            raw = match.group()
            kind = "working_days" if unit == "working_days" else "none"
            value = match["n"] if kind == "working_days" else None
            return Deadline(kind, value, raw, flow.span(*match.span()), "deadline.counted", raw)
    for span in ranges:
        found = dates.event(flow.text, *span)
        if found:
            raw = flow.text[found.start : found.end]
            return Deadline("none", None, raw, flow.span(*found), "deadline.event", raw)
    return dates.NONE


def recipients(flow: Flow, ranges: list[Span], names: Reader) -> list[Mention]:
    """Bodies to which the result goes, in the order of the text: direct, then final."""
    out: list[Mention] = []
    for span in ranges:
        for match in _TO.finditer(flow.text, *span):
            listing = names.listing(flow.text, match.end(), unknown=False)
            if listing.mentions and listing.end <= span.end:
                out.append(listing.mentions[0])
    return out[:2]


def product(text: str, start: int, end: int, names: Reader) -> Span | None:
    """Return the noun phrase a duty is to bring forth."""
    body = text[:end]
    if _is_document(body, start):
        return _phrase(body, start)
    best: Span | None = None
    for match in _PRODUCE.finditer(body, start):
        at = match.end()
        listing = names.listing(body, at, unknown=False)
        if listing.mentions and listing.end < end:
            at = listing.end + 1
            inner = _PRODUCE.match(body, at)
            at = inner.end() if inner else at
        found = _phrase(body, at)
        if found and _is_document(body, found.start):
            return found
        best = best or (found if found and not _DEED.match(body, found.start) else None)
    return best


def _is_document(text: str, at: int) -> bool:
    """Whether a product's name stands here; "báo cáo Chính phủ" is a deed, not a product."""
    return _DOCUMENT.match(text, at) is not None and not _DEED.match(text, at)


def _phrase(text: str, at: int) -> Span | None:
    stop = _NP_STOP.search(text, at)
    end = min(stop.start() if stop else len(text), at + 200)
    while end > at and text[end - 1].isspace():
        end -= 1
    return Span(at, end) if end - at >= 4 else None
