"""Where a clause stands: ordering or reporting section, and what its chapeau hands down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from thucchat.vntext import words
from thucchat.vntext.duties.model import Party
from thucchat.vntext.structure import Node

_A = words.alternation
_ORDER_HEAD = re.compile(
    r"nhiệm\svụ|giải\spháp|tổ\schức\sthực\shiện|phân\scông|giao\sviệc|kiến\snghị|đề\sxuất|"
    r"phương\shướng|trách\snhiệm|"
    r"yêu\scầu\s|việc\scần\slàm|nội\sdung\sthực\shiện|kết\sluận",
    re.IGNORECASE,
)
_REPORT_HEAD = re.compile(
    r"(?:về\s|phần\s|một\ssố\s|những\s|các\s|công\stác\s|đánh\sgiá\s|khái\squát\s)*(?:kết\squả|"
    r"tình\shình|đánh\sgiá|tồn\stại|hạn\schế|nguyên\snhân|bài\shọc|thực\strạng|bối\scảnh|"
    r"tóm\stắt|mở\sđầu|quan\sđiểm|sự\scần\sthiết|ưu\sđiểm|khó\skhăn|căn\scứ|mục\stiêu|mục\sđích|"
    r"yêu\scầu$|ghi\snhận|thành\stựu|điểm\snổi\sbật|dự\sbáo)",
    re.IGNORECASE,
)
_ORDER_KIND = re.compile(
    r"^(?:CHỈ\sTHỊ|CÔNG\sĐIỆN|KẾ\sHOẠCH|QUYẾT\sĐỊNH|NGHỊ\sQUYẾT|THÔNG\sBÁO(?:\sKẾT\sLUẬN)?|"
    r"KẾT\sLUẬN|CHƯƠNG\sTRÌNH|ĐỀ\sÁN|CÔNG\sVĂN|Chỉ\sthị|Công\sđiện)\b"
)
_REPORT_KIND = re.compile(r"^(?:BÁO\sCÁO|TỜ\sTRÌNH)\b")
_SKIP = re.compile(
    r"(?:Nơi\snhận|Kính\sgửi|Đồng\skính\sgửi|Căn\scứ|Xét\sđề\snghị|Theo\sđề\snghị\scủa|Lưu\s?:|"
    r"Như\strên|QR\scode)(?!\w)",
    re.IGNORECASE,
)
_ORDERING_END = re.compile(
    r"(?:yêu\scầu|đề\snghị|phân\scông|giao|nhiệm\svụ|chỉ\sđạo|kết\sluận|giải\spháp|nội\sdung|việc|"
    r"như\ssau|sau\sđây)[^.;]{0,90}:\s*$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:các|một\ssố|những|tốt|có\shiệu\squả|nghiêm\stúc|hiệu\squả|quyết\sliệt|đồng\sbộ|"
    r"kịp\sthời)?\s?(?:nhiệm\svụ|giải\spháp|nội\sdung|công\sviệc|việc|yêu\scầu)(?:[^:;.]*?(?:sau|"
    r"dưới\sđây|trọng\stâm|được\sgiao|cụ\sthể|chủ\syếu))?|"
    r"như\ssau|sau\sđây|sau|theo\s(?:thẩm\squyền|chức\snăng|nhiệm\svụ|quy\sđịnh)[^:]*|,|:|\."
)


_ANNOUNCES = re.compile(
    r"(?:xin\s)?(?:đề\sxuất|kiến\snghị|kết\sluận|thông\sbáo|báo\scáo|trình|nêu|quyết\sđịnh|"
    r"quyết\snghị|nhất\strí|thống\snhất|ban\shành|xác\sđịnh|đề\sra)(?!\w)"
    r"[^:]*(?:nhiệm\svụ|giải\spháp|nội\sdung|vấn\sđề|kiến\snghị|đề\sxuất|yêu\scầu|như\ssau|"
    r"sau\sđây|kết\squả|Kế\shoạch|Chương\strình)[^:]*:\s*$|(?:kết\sluận|quyết\snghị|quyết\sđịnh|"
    r"thông\sbáo)\s*:\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Inherited:
    """What the words above a clause hand down to it."""

    lead: tuple[Party, ...] = ()
    coordinating: tuple[Party, ...] = ()
    directed_by: tuple[Party, ...] = ()
    ordering: bool = False
    deed: str = ""  # the verb of the chapeau: "trình Chính phủ ban hành"
    report_to: Party | None = None


NOTHING = Inherited()


@dataclass(slots=True)
class Sections:
    """Says for each node whether its section orders, reports or neither."""

    nodes: Sequence[Node]
    kind: str = "neutral"
    memo: dict[int | None, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.nodes[:25]:
            if node.kind == "heading" and _ORDER_KIND.match(node.title):
                self.kind = "order"
            elif node.kind == "heading" and _REPORT_KIND.match(node.title):
                self.kind = "report"
            else:
                continue
            break

    def zone(self, index: int | None) -> str:
        """Return "order", "report" or "neutral" for the children of node `index`."""
        if index is None:
            return self.kind
        if index not in self.memo:
            node = self.nodes[index]
            self.memo[index] = _zone(node.title) or self.zone(node.parent)
        return self.memo[index]


def _zone(title: str) -> str:
    if not title:
        return ""
    if (
        title[:1].isupper()
        and not title.isupper()
        and _VERB_START.match(title)
        and not _REPORT_HEAD.match(title)
    ):
        return ""  # "Rà soát, xử lý hạn chế" names the deed, not the section
    if _REPORT_HEAD.match(title):
        return "report"
    return "order" if _ORDER_HEAD.search(title) else ""


def skipped(text: str) -> bool:
    """Whether a paragraph is an address list, a legal basis or a formality."""
    return _SKIP.match(text) is not None


def asks(text: str) -> bool:
    """Whether a chapeau without a doer announces orders: "yêu cầu như sau:"."""
    return _ORDERING_END.search(text) is not None


def announces(deed: str) -> bool:
    """Whether the body only announces what follows: "đề xuất một số nhiệm vụ sau:"."""
    return _ANNOUNCES.match(deed) is not None


def is_empty_deed(text: str) -> bool:
    """Whether the words between the doer and the colon name no deed of their own."""
    rest = " ".join(text.split()).strip(" :,.")
    before = None
    while rest and rest != before:
        before = rest
        for word in sorted(words.EMPTY_DEEDS, key=len, reverse=True):
            if re.match(rf"{re.escape(word)}(?!\w)", rest):
                rest = rest[len(word) :].strip(" ,")
                break
        else:
            rest = _GENERIC.sub("", rest, count=1).strip(" ,") if _GENERIC.match(rest) else rest
    return not rest


_VERB_START = re.compile(rf"[\s“\"]*{_A(words.VERBS)}(?!\w)", re.IGNORECASE)
_DOC_START = re.compile(
    rf"[\s“\"]*(?:các\s|Các\s|01\s|02\s|\d{{1,2}}\s)?{_A(words.DOCUMENTS)}(?!\w)", re.IGNORECASE
)


_LIST_END = re.compile(
    r"(?:việc|nhiệm\svụ|giải\spháp|nội\sdung|yêu\scầu|công\sviệc|"
    r"vấn\sđề)(?:\s[^:,;.]{0,40})?\s?(?:sau|sau\sđây|như\ssau|dưới\sđây)\s?:\s*$",
    re.IGNORECASE,
)


def are_separate(head_deed: str, items: Sequence[str], *, dated: int, named: int = 0) -> bool:
    """Whether the items under a chapeau are tasks of their own or the contents of one.

    "A rà soát: (1) các quy trình; (2) nội dung" is one review; "A: (1) hoàn thành …; (2) …" is two
    tasks, and so is "A trình: a) Nghị định …; b) Nghị định …".
    """
    if not items:
        return False
    count = len(items)
    if is_empty_deed(head_deed) or _LIST_END.search(head_deed) or 2 * named >= count:
        return True
    verbs = sum(_VERB_START.match(i) is not None for i in items)
    documents = sum(_DOC_START.match(i) is not None for i in items)
    return 3 * verbs >= 2 * count or 3 * documents >= 2 * count or 2 * dated >= count
