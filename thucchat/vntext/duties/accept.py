"""Order or report: decides whether a clause that was read assigns a task, and how surely."""

import re
from dataclasses import dataclass

from thucchat.vntext import dates, words
from thucchat.vntext.agencies import Reader
from thucchat.vntext.duties.context import Inherited
from thucchat.vntext.duties.predicate import Reading
from thucchat.vntext.text import Span

_A = words.alternation
# Those who order; without a modal their sentences tell what they did.
_SUPERIORS = frozenset(
    (
        "Thủ tướng Chính phủ",
        "Phó Thủ tướng Chính phủ",
        "Chính phủ",
        "Bộ Chính trị",
        "Ban Bí thư",
        "Quốc hội",
        "Tổng Bí thư",
        "Chủ tịch nước",
        "Chủ tịch Quốc hội",
        "Thường trực Ban Bí thư",
        "Nhà nước",
        "Đảng Cộng sản Việt Nam",
        "Thường trực Ban Chỉ đạo Trung ương",
        "Trưởng Ban Chỉ đạo Trung ương",
        "Ủy ban Thường vụ Quốc hội",
        "Ban Chấp hành Trung ương Đảng",
    )
)
_PERSON = re.compile(
    r"(?:[ÔôBb]à|[Ôô]ng|"
    r"[Đđ]ồng\schí)\s(?P<name>(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹ]+),"
    r"\s(?P<post>[^.;]{3,120})"
)
_COMMITTEE = re.compile(
    r"Ban\sChỉ\sđạo\s(?:quốc\sgia|cấp\stỉnh|Trung\sương|của|về|tỉnh|thành\sphố)\s"
)
_COMPANY = re.compile(
    r"(?:Công\sty|Tập\sđoàn|FPT|Viettel|VNPT|CMC|Hiệp\shội|CEO|Tổng\sGiám\sđốc|nhà\ssáng\slập|"
    r"chuyên\sgia)"
)
_PERSON_SAYS = re.compile(
    r"(?:[ÔôBb]à|[Ôô]ng|[Đđ]ồng\schí|[Pp]hó\sThủ\stướng|[Tt]hủ\stướng|"
    r"[Bb]ộ\strưởng)\s(?P<name>(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s?){1,4})[^.;:]{0,60}?(?:cho\srằng|"
    r"nhấn\smạnh|lưu\sý|yêu\scầu|đề\snghị|nêu\srõ|khẳng\sđịnh|chỉ\sđạo|"
    r"đặt\sra\syêu\scầu)\s(?:rằng\s|:\s)?(?:[^,.;:]{0,40}?\s)?(?P<modal>cần\sphải|cần|"
    r"phải)(?!\w)\s"
)
_REMARK = re.compile(
    r"^[“\"].*[”\"],?\s?(?:[ôÔ]ng|[bB]à|đồng\schí|Thủ\stướng|Phó\sThủ\stướng|Bộ\strưởng|"
    r"Tổng\sBí\sthư)?[^“”\"]{0,60}(?:nói|nhấn\smạnh|cho\sbiết|khẳng\sđịnh|chia\ssẻ|bày\stỏ)\b"
)
_CLOSES = re.compile(
    r"(?:(?:Các\s|Những\s)?(?:[Nn]hiệm\svụ|[Vv]iệc|[Cc]ông\sviệc|[Nn]ội\sdung)\s(?:này|trên|"
    r"nêu\strên|đó)|[Tt]hời\s(?:hạn|gian)|[Hh]ạn\s|[Tt]iến\sđộ|[Hh]oàn\sthành|[Hh]oàn\sthiện|"
    r"[Xx]ong|[Pp]hải\s(?:hoàn\sthành|xong)|[Kk]ết\squả|[Yy]êu\scầu\shoàn\sthành|[Bb]áo\scáo|"
    r"[Gg]ửi|[Tt]rình|[Bb]an\shành|[Cc]uối|[Cc]hậm\snhất|[Tt]rước\sngày|[Tt]rong\stháng)"
)
_OBJECT = re.compile(
    rf"(?:[Hh]oàn\sthành|[Hh]oàn\sthiện|[Bb]an\shành|[Tt]rình|[Pp]hê\sduyệt)(?:\s(?:việc|"
    rf"ban\shành|xây\sdựng|trình|phê\sduyệt))*\s(?P<object>{_A(words.DOCUMENTS)})(?!\w)",
)
_OWN_DEED = re.compile(
    r"(?:đồng\sthời\s)?(?:tổ\schức|triển\skhai|vận\shành|thí\sđiểm|đầu\stư|mua\ssắm|tuyển\sdụng|"
    r"đào\stạo|khởi\scông|thành\slập)(?!\w)"
)
_RECURS = re.compile(
    r"(?:Định\skỳ\s)?(?:Hằng|Hàng|Mỗi)\s(?:ngày|tuần|tháng|quý|năm)|Định\skỳ|"
    r"Trước\sngày\s\d{1,2}\s(?:hằng|hàng)"
)
_BARE_START = re.compile(
    r"(?:Đồng\sthời|Ngoài\sra|Bên\scạnh\sđó|Cùng\svới\sđó|Đặc\sbiệt|Trước\smắt)\s?,\s|"
    r"(?:Tiếp\stục|Tăng\scường|Đẩy\s(?:mạnh|nhanh)|Tập\strung|Khẩn\strương|Sớm|Kiên\squyết)(?!\w)"
)


@dataclass(slots=True)
class Recent:
    """Whether an order without a doer came just before, so that the next one may lean on it."""

    parent: int | None = -1
    unnamed: bool = False
    missed: int = 0

    def note(self, parent: int | None, *, named: bool) -> None:
        """Remember an order under the heading `parent`."""
        self.parent, self.unnamed, self.missed = parent, not named, 0

    def miss(self, parent: int | None) -> None:
        """Remember a sentence that was none."""
        self.missed += 1
        if parent != self.parent or self.missed > 2:
            self.unnamed = False


def people(text: str) -> dict[str, bool]:
    """Return for each person introduced with a post whether that person may give orders."""
    out: dict[str, bool] = {}
    for match in _PERSON.finditer(text):
        out.setdefault(match["name"], _COMPANY.search(match["post"]) is None)
    return out


def shorts(text: str, names: Reader) -> dict[str, str]:
    """Return what "Ban Chỉ đạo" means where exactly one committee other than the central is named.

    The short name stands in the gazetteer for the central committee.
    """
    usual = names.gaz.resolve("Ban Chỉ đạo")
    full = {
        mention.name
        for found in _COMMITTEE.finditer(text)
        for mention in names.listing(text, found.start()).mentions[:1]
    }
    if usual is None or len(full) != 1 or usual.canonical in full:
        return {}
    return {usual.canonical: full.pop()}


def with_person(text: str, span: Span, reading: Reading, known: dict[str, bool]) -> Reading:
    """Read "…, ông A cho rằng cần …" when A may give orders."""
    if reading.named or reading.said:
        return reading
    match = _PERSON_SAYS.search(text, span.start, span.end)
    if not match or not known.get(match["name"].strip(), match.group()[0] in "PTBptb"):
        return reading
    return Reading(span.start, verb=match.end(), deed=True, said=True)


def is_order(
    reading: Reading, zone: str, above: Inherited, recent: Recent, *, marked: bool
) -> bool:
    """Whether the clause assigns something, given where it stands."""
    if reading.stated or ("late" in reading.marks and not above.lead):
        return False
    if reading.said or reading.requested:
        return zone != "report" if reading.said else reading.named or reading.deed
    if reading.named:
        return _named_order(reading, zone, marked=marked)
    return _unnamed_order(reading, zone, above, recent, marked=marked)


def _unnamed_order(
    reading: Reading, zone: str, above: Inherited, recent: Recent, *, marked: bool
) -> bool:
    """Judge a clause without a doer: it leans on its chapeau, its section or the order before."""
    listed = zone == "order" and marked
    if reading.modal:
        leans = recent.unnamed or above.ordering or listed
        return bool(above.lead) or (zone != "report" and leans)
    if not (reading.deed or reading.coordinating or reading.chair):
        return bool(above.lead) and above.ordering and marked
    if above.ordering or listed or (above.lead and marked):
        return True
    return zone == "neutral" and recent.unnamed


_STATES = re.compile(
    r"[^;]{0,200}?(?<!nhất)(?<!biệt)(?<!tức)\s(?:là|cho\sthấy|đã|đang|còn|vẫn|chưa)\s"
)


def states(text: str, span: Span) -> bool:
    """Whether a sentence without a doer tells how things are."""
    return _STATES.match(text, span.start, span.end) is not None


def _named_order(reading: Reading, zone: str, *, marked: bool) -> bool:
    strong = reading.modal or reading.chair
    if zone == "report":
        return reading.modal and reading.lead[0].known
    superior = all(m.name in _SUPERIORS for m in reading.lead)
    if superior and not marked and not strong and not reading.executing:
        return False
    if strong or reading.deed or reading.coordinating or reading.executing:
        return True
    return zone == "order" and marked and all(m.known for m in reading.lead)


_BASE = {"order": 0.85, "neutral": 0.75, "report": 0.5}


def grade(reading: Reading, zone: str, above: Inherited) -> tuple[str, float]:
    """Return the rule's name and how sure it is."""
    named = _BASE[zone] + 0.1 * reading.modal
    grades = (
        (bool(reading.directed_by), "direct.chair", 0.95),
        (reading.chair, "chair", 0.95),
        (reading.requested, "request", 0.9 if reading.named else 0.7),
        (reading.said, "said", 0.6),
        (reading.named, "subject.modal" if reading.modal else "subject", named),
        (bool(above.lead), "inherited", 0.8),
    )
    return next(((rule, score) for fits, rule, score in grades if fits), ("bare", 0.5))


def is_remark(text: str, span: Span) -> bool:
    """Whether a sentence is a quotation with its speaker."""
    return _REMARK.match(text[span.start : span.end]) is not None


_FORMALITY = re.compile(
    r"(?:trân\strọng\s|kính\s|xin\s)*(?:thông\sbáo\s(?:để|đến|tới|cho)\s.*(?:biết|thực\shiện)|"
    r"(?:kính\s|trân\strọng\s)(?:báo\scáo|trình|đề\snghị)\s.*xem\sxét)",
)
_ENFORCES = re.compile(
    r"chịu\strách\snhiệm\s(?:thi\shành|thực\shiện)\s(?:Quyết\sđịnh|Nghị\squyết|Thông\stư|"
    r"Nghị\sđịnh|Quy\schế|Quy\sđịnh|Chỉ\sthị|Kế\shoạch)\snày[./\s]*$"
)


def enforces(text: str, span: Span) -> bool:
    """Whether a sentence is the closing formula of a decision, which assigns nothing new."""
    return (
        _ENFORCES.search(text, span.start, span.end) is not None
        or _FORMALITY.search(text[span.start : span.end]) is not None
    )


def closes(text: str, span: Span) -> bool:
    """Whether a sentence or clause only closes the duty before it: "Hoàn thành trong …"."""
    return _CLOSES.match(text, span.start, span.end) is not None


def recurs(text: str, span: Span) -> bool:
    """Whether a sentence asks for a recurring report."""
    if not _RECURS.match(text, span.start, span.end):
        return False
    return re.search(r"báo\scáo|gửi|cập\snhật|tổng\shợp", text[span.start : span.end]) is not None


def closing_object(text: str, span: Span) -> str:
    """Return the product that a closing sentence names, in lower case, or nothing."""
    match = _OBJECT.match(text, span.start, span.end)
    return match["object"].lower() if match else ""


def is_deed_of_its_own(text: str, span: Span) -> bool:
    """Whether a clause starts something that is carried out by itself."""
    return _OWN_DEED.match(text, span.start, span.end) is not None


def leans(text: str, span: Span) -> bool:
    """Whether a sentence without a doer continues the orders before it."""
    return _BARE_START.match(text, span.start, span.end) is not None


__all__ = ["dates"]
