"""Bodies named in a text: lists of them, roles that stand for them, bodies nobody registered."""

import re
from dataclasses import dataclass

from thucchat.vntext import gazetteer, words
from thucchat.vntext import text as letters
from thucchat.vntext.gazetteer import Gazetteer, Match

_A = words.alternation
_ROLE = re.compile(
    rf"(?:các\s|đồng\schí\s|Đồng\schí\s|đ/c\s)*{_A(words.ROLES)}(?:\s(?:các|và|,)|"
    rf",\s{_A(words.ROLES)})*\s(?=[A-ZĐÀ-Ỹ]|các\s)"
)
_COMRADE = re.compile(
    r"(?:[Đđ]ồng\schí|[ÔôBb]à|[Ôô]ng|[Đđ]/c)\s(?:[A-ZĐÀ-Ỹ][\wà-ỹ]*\s?){2,4}(?:,\s|\s[-–]\s)"
)
_PLAIN_COMRADE = re.compile(r"(?:các\s)?[Đđ]ồng\schí\s")
_PERSON = re.compile(r"\s(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s){1,3}[A-ZĐÀ-Ỹ][a-zà-ỹ]+(?=[\s,;:.(]|$)")
_PLURAL = re.compile(
    r"(?:[Cc]ác|[Tt]ừng|[Mm]ỗi|[Hh]ai|[Bb]a|[Bb]ốn|\d{1,2})\s(?=(?:Bộ|Sở|Ban|UBND|Ủy\sban|"
    r"Thành\sủy|Tỉnh\sủy|Tập\sđoàn|Viện|Đại\shọc|[Tt]ỉnh|[Tt]hành\sphố)\b)"
)
_BARE_LEAD = re.compile(
    r"(?:[Cc]ác\s)?(?:Bộ|bộ)(?:\strưởng(?:\scác)?(?:\s[Bb]ộ)?)?(?:\s?:)?\s(?=[A-ZĐÀ-Ỹ])"
)
_PROVINCES_LEAD = re.compile(
    r"(?P<head>(?:Chủ\stịch\s)?(?:UBND|Ủy\sban\snhân\sdân)|(?:HĐND|Hội\sđồng\snhân\sdân)|)\s?"
    r"(?P<many>các|hai|ba|bốn|năm|\d{1,2})?\s?(?:tỉnh|thành\sphố|địa\sphương)(?:,\s(?:tỉnh|"
    r"thành\sphố))*(?:\s?:)?\s(?=[A-ZĐÀ-Ỹ])"
)
_HEAD = re.compile(rf"{_A(words.BODY_HEADS)}(?!\w)")
_DOER = re.compile(rf"{_A(words.DOER_HEADS)}(?!\w)", re.IGNORECASE)
_MODIFIER = re.compile(rf"\s{_A(words.MODIFIERS)}(?![\w])")
# Verbs that names contain: "Cục Quản lý đầu tư xây dựng", "Viện Nghiên cứu phát triển …".
_NOUNLIKE = frozenset(
    (
        "phát triển",
        "đầu tư",
        "xây dựng",
        "quản lý",
        "nghiên cứu",
        "đào tạo",
        "hỗ trợ",
        "bảo vệ",
        "kiểm định",
        "chuyển giao",
        "ứng dụng",
        "khai thác",
        "sử dụng",
        "giám sát",
        "điều hành",
        "kiểm tra",
        "bồi dưỡng",
        "bảo hiểm",
        "thống kê",
        "thi hành",
        "điều tra",
        "bảo tồn",
        "hợp tác",
        "thông tin",
        "chuyển đổi",
        "kiểm soát",
        "xúc tiến",
        "giới thiệu",
        "truyền thông",
        "đổi mới",
        "quy hoạch",
        "phát hành",
        "kiểm nghiệm",
        "thử nghiệm",
        "giao",
        "cấp",
        "trực",
        "sớm",
        "giữ",
        "lấy",
        "gắn",
    )
)
_LEVEL = re.compile(r"\s(?:tỉnh|thành\sphố|huyện|xã|phường|cấp\s\w+)\s")
_TELLS = re.compile(
    r"\s(?:các|những|việc|một|toàn\sbộ|từng|mọi|tất\scả|chặt\schẽ|tiến\sđộ|tình\shình|về|\d)"
)
_PREDICATE = re.compile(rf"\s(?={_A(words.VERBS)}(?!\w))")
_VERB_WORD = re.compile(rf"{_A(words.VERBS)}(?!\w)")
_DEPARTMENTS = ("Sở", "Phòng", "Thanh tra Sở")
_NOT_GIVING = re.compile(r"\s(?:thông|dịch|lưu|tiếp|diện|thừa)(?!\w)")  # giao thông, giao dịch
_COMPANY = re.compile(r"^(?:Tập\sđoàn|Tổng\scông\sty|Công\sty(?:\s(?:cổ\sphần|TNHH))?)\s")
_EDGE = re.compile(
    rf"[,;:.()“”\"]|\s(?:{_A(words.NOT_ORDERS)})(?!\w)|\s(?:và|cùng|hoặc|để|về|tại|theo|từ|trước|"
    rf"trong|với|đến)\s"
)
_AND = re.compile(
    r"\s?,\s(?:và\s|cùng\s)?|\svà\s(?:các\s(?=Bộ\b))?|\s?;\s|\s?/\s?|\s&\s|\s?[-–]\s(?=Bộ\b)|"
    r"\scùng\s(?:với\s)?"
)
_PAREN = re.compile(r"\s?\([^()]{0,400}\)")
_ASSIGNED = re.compile(
    r"\s(?:được\sgiao|được\sphân\scông|chủ\squản|có\sthẩm\squyền|quản\slý|thuộc|trực\sthuộc|"
    r"trên\sđịa\sbàn|trong\sphạm\svi|ở|tại|của)\s[^,;:.()]{2,120}?(?=\s(?:chủ\strì|phối\shợp|"
    r"có\strách\snhiệm|phải|cần|khẩn\strương|tiếp\stục|tập\strung|rà\ssoát|hoàn\sthành|tổ\schức|"
    r"nghiên\scứu|xây\sdựng|báo\scáo|thực\shiện)(?!\w)|[:,;])"
)
_NAME_CONNECTORS = ("và", "của", "về", "với", "-", "–")


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named at [start, end); `known` says whether the gazetteer has it."""

    start: int
    end: int
    name: str
    known: bool
    group: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Bodies named one after the other, and where the list ends."""

    mentions: tuple[Mention, ...]
    end: int


_Read = tuple[list[Mention], int, str]  # bodies, where they end, how the list goes on


class Reader:
    """Reads names at given places of one text; remembers nothing between texts."""

    def __init__(self, gaz: Gazetteer | None = None) -> None:
        self.gaz = gaz or gazetteer.default()

    def listing(self, text: str, start: int, *, unknown: bool = True) -> Listing:
        """Read "A, B và C" at `start`; empty when no body stands there."""
        mentions: list[Mention] = []
        position, end = start, start
        mode = ""
        while True:
            got, after, mode = self._one(text, position, mode=mode, unknown=unknown)
            if not got:
                break
            mentions.extend(got)
            end = self._after(text, after, narrowed=got[-1].group)
            joint = _AND.match(text, end)
            if not joint:
                break
            if "cùng" in joint.group():
                break  # "A cùng B": B only helps; the caller decides
            position = joint.end()
        return Listing(tuple(mentions), end)

    def _after(self, text: str, end: int, *, narrowed: bool) -> int:
        for _ in range(3):
            match = _PAREN.match(text, end) or _MODIFIER.match(text, end)
            if match is None and narrowed:
                match = _ASSIGNED.match(text, end)
            if not match or match.end() == end:
                break
            end = match.end()
        return end

    def _one(self, text: str, at: int, *, mode: str, unknown: bool) -> _Read:
        """Read one body (or one elliptic group)."""
        start = at
        at = self._skip_roles(text, at)
        match = self.gaz.longest(text, at)
        for reader in (self._provinces, self._ministries, self._several, self._elliptic):
            got = reader(text, start, at, match, mode)
            if got is not None:
                return got
        head = _HEAD.match(text, at)
        if match and _ends(text, match.end) and not (head and head.end() > match.end):
            return [self._known(start, match.end, match.agency)], match.end, mode
        if unknown:
            return self._unknown(text, start, at)
        return [], at, ""

    def _provinces(
        self, text: str, start: int, at: int, _match: Match | None, mode: str
    ) -> _Read | None:
        """Read "UBND các tỉnh: A, B"."""
        lead = _PROVINCES_LEAD.match(text, at)
        if not lead or not (lead["head"] or lead["many"]):
            return None
        if not self._province_at(text, lead.end()):
            return None
        mode = _office(lead["head"]) or mode or "place"
        return self._bare(text, start, lead.end(), mode)

    def _ministries(
        self, text: str, start: int, at: int, match: Match | None, _mode: str
    ) -> _Read | None:
        """Read "Các Bộ: Công an, Tài chính"."""
        lead = _BARE_LEAD.match(text, at)
        if not lead or (match and match.end > lead.end()):
            return None
        if not self.gaz.matches(text, lead.end(), bare=True):
            return None
        return self._bare(text, start, lead.end(), "bare")

    def _several(
        self, text: str, start: int, at: int, match: Match | None, mode: str
    ) -> _Read | None:
        """Read "các Bộ Khoa học và Công nghệ": a plural before a full name."""
        plural = _PLURAL.match(text, at)
        if not plural or (match and match.end > plural.end()):
            return None
        inner = self.gaz.longest(text, plural.end())
        if inner is None:
            return None
        rest = "bare" if inner.agency.canonical.startswith("Bộ ") else mode
        return [self._known(start, inner.end, inner.agency)], inner.end, rest

    def _elliptic(
        self, text: str, start: int, at: int, match: Match | None, mode: str
    ) -> _Read | None:
        """Read the further names of a list whose head was named once."""
        short = mode == "bare" and bool(self.gaz.matches(text, at, bare=True))
        place = mode in ("Ủy ban nhân dân", "HĐND") and match is not None
        if place and match and match.agency.canonical.startswith(("Tỉnh", "Thành phố")):
            return self._bare(text, start, at, mode)
        if (mode and match is None) or short:
            got = self._bare(text, start, at, mode)
            return got if got[0] else None
        return None

    def _skip_roles(self, text: str, at: int) -> int:
        comrade = _COMRADE.match(text, at)
        if comrade:
            at = comrade.end()
        role = _ROLE.match(text, at)
        if role and not self._named_role(text, at):
            return role.end()
        plain = _PLAIN_COMRADE.match(text, at)
        return plain.end() if plain else at

    def _named_role(self, text: str, at: int) -> bool:
        """Whether the role is a body of its own in the gazetteer."""
        match = self.gaz.longest(text, at)
        return match is not None

    def _province_at(self, text: str, at: int) -> bool:
        return text[at : at + 1].isupper() and self.gaz.place(text, at) is not None

    def _bare(self, text: str, start: int, at: int, mode: str) -> _Read:
        if mode == "bare":
            found = self.gaz.matches(text, at, bare=True)
            if found and _ends(text, found[-1].end):
                return [self._known(start, found[-1].end, found[-1].agency)], found[-1].end, mode
            return [], at, ""
        match = self.gaz.place(text, at)
        if not match or not _ends(text, match.end):
            return [], at, ""
        agency = match.agency
        if mode != "place":
            kind = "Ủy ban nhân dân" if mode.startswith("Ủy") else "Hội đồng nhân dân"
            name = agency.canonical[0].lower() + agency.canonical[1:]
            agency = self.gaz.agencies.get(f"{kind} {name}", agency)
        return [self._known(start, match.end, agency)], match.end, mode

    def _known(self, start: int, end: int, agency: gazetteer.Agency) -> Mention:
        return Mention(start, end, agency.canonical, True, agency.is_group)

    def _unknown(self, text: str, start: int, at: int) -> _Read:
        """Read a body that no list knows: a head noun and its name, as written."""
        head = _HEAD.match(text, at)
        doer = None if head else _DOER.match(text, at)
        begun = head or doer
        if begun is None:
            return [], at, ""
        end = self._department(text, begun) or self._tail(text, begun.end(), proper=bool(head))
        name = text[start:end].strip(" ,") if doer else text[at:end].strip(" ,")
        if head and not _is_name(text, head, end):
            return [], at, ""  # "Bộ" alone is an anaphor, "Báo cáo" and "Tổ chức" are verbs
        agency = self.gaz.resolve(name) or self._company(name)
        if agency:
            return [self._known(start, end, agency)], end, ""
        return [Mention(start, end, letters.squeeze(name), False, doer is not None)], end, ""

    def _department(self, text: str, begun: re.Match[str]) -> int:
        """Return where "Sở Xây dựng" ends: a department bears its ministry's name; 0 if none."""
        if begun.group() not in _DEPARTMENTS:
            return 0
        found = self.gaz.matches(text, begun.end() + 1, bare=True)
        return found[-1].end if found and _ends(text, found[-1].end) else 0

    def _company(self, name: str) -> gazetteer.Agency | None:
        """Return the company that "Tập đoàn VNPT" names by its short name."""
        short = _COMPANY.sub("", name, count=1)
        agency = self.gaz.resolve(short) if short != name else None
        return agency if agency is not None and agency.block == "doanh nghiệp" else None

    def _tail(self, text: str, at: int, *, proper: bool) -> int:
        """Find where the name of an unregistered body ends: before a verb, a comma, a particle."""
        limit = min(len(text), at + 120)
        position = at
        while True:
            edge = _EDGE.search(text, position, limit)
            joint = edge.group().strip() if edge else ""
            if edge and joint in ("và", "về") and proper and self._goes_on(text, edge.end()):
                position = edge.end()
                continue
            break
        end = edge.start() if edge else limit
        return self._predicate(text, at, end)

    def _predicate(self, text: str, at: int, end: int) -> int:
        """Return where the verb begins; a verb that names contain counts only without another."""
        weak = -1
        for match in _PREDICATE.finditer(text, at, end):
            verb = _VERB_WORD.match(text, match.end())
            if verb and verb.group() == "giao" and _NOT_GIVING.match(text, verb.end()):
                continue
            if verb and verb.group() not in _NOUNLIKE:
                near = weak >= 0 and len(text[weak : match.start()].split()) > 5
                return weak if near else match.start()
            told = verb is not None and _TELLS.match(text, verb.end()) is not None
            enough = 1 if told or _LEVEL.match(text, at) else 2
            if weak < 0 and len(text[at : match.start()].split()) >= enough:
                weak = match.start()
                if told:
                    return weak
        return weak if weak >= 0 else end

    def _goes_on(self, text: str, at: int) -> bool:
        """Whether "và" joins words of one name: "Sở Du lịch và Thể thao"."""
        return (
            text[at : at + 1].isupper()
            and not _HEAD.match(text, at)
            and not self.gaz.longest(text, at)
        )


_LOWER_NAMES = re.compile(
    r"\s(?:công\stác|giúp\sviệc|chỉ\sđạo|quản\slý|nhân\sdân|kiểm\stra|thường\strực|xã\shội|"
    r"nhà\snước|điều\shành|"
    r"thành\sviên|thẩm\sđịnh|tư\svấn|chuyên\sgia|dân\stộc|các|tỉnh|thành\sphố|cấp|xã|phường|huyện|"
    r"cảnh\ssát|biên\sphòng|phòng|đầu\stư|hợp\stác|chủ\squản)(?!\w)"
)


_LONG_HEADS = frozenset(h for h in words.BODY_HEADS if len(h.split()) > 1)


def _is_name(text: str, head: re.Match[str], end: int) -> bool:
    """Whether a head noun goes on as a name: with a capital or one of the few small words."""
    if end <= head.end():
        return head.group().isupper() or (
            len(head.group().split()) > 1 and head.group()[-1].isupper()
        )
    if head.group() in _LONG_HEADS:
        return True
    after = text[head.end() : head.end() + 2].strip()
    return after[:1].isupper() or _LOWER_NAMES.match(text, head.end()) is not None


def _office(head: str) -> str:
    """Which office of a province "UBND các tỉnh: A, B" names."""
    if "UBND" in head or "Ủy" in head:
        return "Ủy ban nhân dân"
    return "HĐND" if head else ""


def _ends(text: str, end: int) -> bool:
    return not text[end : end + 1].isalnum()


def find(text: str, gaz: Gazetteer | None = None) -> list[Mention]:
    """Every registered body named in a clean text, longest names first at each place."""
    gaz = gaz or gazetteer.default()
    found: list[Mention] = []
    position = 0
    for word in re.finditer(r"\w+", text):
        if word.start() < position:
            continue
        first = word.group().lower()
        if first not in gaz.root.then:
            continue
        match = gaz.longest(text, word.start())
        if match and _ends(text, match.end):
            agency = match.agency
            found.append(Mention(match.start, match.end, agency.canonical, True, agency.is_group))
            position = match.end
    return found
