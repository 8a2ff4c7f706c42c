"""What follows the doer of a clause: its scope, partners, those it directs, and the deed."""

import re
from dataclasses import dataclass, field, replace

from thucchat.vntext import words
from thucchat.vntext.agencies import Listing, Mention, Reader

_A = words.alternation
_LATER_WITH = re.compile(r"(?:,|;|\svà)\sphối\shợp(?:\schặt\schẽ)?\s(?:(?:với|cùng)\s)?")
MODAL = re.compile(
    r"(?:(?:cũng|còn|luôn)\s)?(?:cần\sphải|cần|phải|có\strách\snhiệm|"
    r"có\snhiệm\svụ(?=\s?:|\s[^\s]+\s[^\s]+)(?!\s(?:trong|được|nêu|tại))|"
    r"được\sgiao(?:\snhiệm\svụ)?(?!\s(?:tại|trong|nêu))|được\sphân\scông|được\syêu\scầu|"
    r"chịu\strách\snhiệm)(?!\w)(?:\sgiao)?\s?"
)
_SCOPE = re.compile(
    r",?\s?(?:theo|căn\scứ|trên\scơ\ssở|trong\sphạm\svi|với\svai\strò|tùy\stheo|ngoài|là|sau\skhi|"
    r"khi|trước\skhi|hằng\snăm|hàng\snăm)\s(?:[^:;.]{2,260}?)(?:,\s|\s?:\s?|\s(?=(?:chủ\strì|"
    r"phối\shợp|có\strách\snhiệm|phải|cần|khẩn\strương|tiếp\stục|tập\strung|rà\ssoát|hoàn\sthành|"
    r"tổ\schức|chịu\strách\snhiệm|chỉ\sđạo|lãnh\sđạo|xây\sdựng|báo\scáo|nghiên\scứu|đẩy\smạnh|"
    r"chủ\sđộng)(?!\w)))"
)
_SCOPE_SHORT = re.compile(
    r",?\s?(?:theo|căn\scứ|trong\sphạm\svi)\s(?:đúng\s)?(?:chức\snăng|nhiệm\svụ|thẩm\squyền|"
    r"phân\scông|quy\sđịnh|phạm\svi|lĩnh\svực)(?:(?:,|\svà)?\s(?:nhiệm\svụ|quyền\shạn|thẩm\squyền|"
    r"chức\snăng|phạm\svi|lĩnh\svực))*"
    r"(?:\s(?:được\sgiao|của\smình|được\sphân\scông|quản\slý|của\spháp\sluật|mình|"
    r"phụ\strách))*(?!\w)"
)
_ADVERB = re.compile(rf"(?:{_A(words.ADVERBS)})(?!\w)(?:,\s|\s)")
_NOT = re.compile(rf"(?:{_A(words.NOT_ORDERS)})(?!\w)")
VERB = re.compile(rf"(?:{_A(words.VERBS)})(?!\w)", re.IGNORECASE)
CHAIR = re.compile(r"chủ\strì(?!\w)(?:,?\s(?:và|đồng\sthời))?,?\s?", re.IGNORECASE)
WITH = re.compile(
    r"(?:(?:và|đồng\sthời|chủ\sđộng|tích\scực|thường\sxuyên)\s)*(?:phối\skết\shợp|phối\shợp|cùng)"
    r"(?:\schặt\schẽ|\sđồng\sbộ|\skịp\sthời)*(?:\s(?:với|cùng|và|giữa))*\s?:?\s",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"(?:(?:khẩn\strương|tiếp\stục|trực\stiếp|tập\strung|chủ\sđộng|có\strách\snhiệm|tăng\scường|"
    r"lãnh\sđạo,|kịp\sthời|quyết\sliệt|theo\sdõi,|kiểm\stra,)\s)*(?:chỉ\sđạo|đôn\sđốc|giao|"
    r"yêu\scầu|lãnh\sđạo|phân\scông|huy\sđộng|hướng\sdẫn)(?:,\s(?:đôn\sđốc|chỉ\sđạo|kiểm\stra|"
    r"hướng\sdẫn|giám\ssát|điều\shành))*(?:\svà\s(?:đôn\sđốc|chỉ\sđạo|"
    r"hướng\sdẫn))?\s(?=[A-ZĐÀ-Ỹcđlmhnt])"
)
_COLON = re.compile(r"\s?[:,]?\s?")
_JOINT = re.compile(r",?\s(?:để\s|trong\sviệc\s)?")
_STOPS = re.compile(r"\s?[:.]")
_STEPS = 12  # adverbs, modals and partners before the deed; no sentence has more


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause says about who orders whom; offsets are those of the clean text."""

    start: int
    lead: tuple[Mention, ...] = ()
    coordinating: tuple[Mention, ...] = ()
    executing: tuple[Mention, ...] = ()
    directed_by: tuple[Mention, ...] = ()
    asker: tuple[Mention, ...] = ()
    verb: int = -1  # where the deed begins
    deed: bool = False  # a verb that is more than "thực hiện", "chủ trì"
    requested: bool = False
    modal: bool = False
    chair: bool = False
    stated: bool = False  # reports a fact
    said: bool = False  # somebody says it must be done
    inherited: bool = False
    marks: frozenset[str] = field(default_factory=frozenset)

    @property
    def named(self) -> bool:
        """Whether the clause names who is to do it."""
        return bool(self.lead)


@dataclass(slots=True)
class Memory:
    """Bodies named before, for "Bộ" alone and "Ban Chỉ đạo" alone."""

    last: dict[str, Mention] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)  # canonical name -> what it means here

    def keep(self, mentions: tuple[Mention, ...]) -> None:
        """Remember the newest full name under its first word."""
        for mention in mentions:
            head = mention.name.split()[0]
            if not mention.group:
                self.last[head] = mention

    def meant(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Let "Ban Chỉ đạo" mean the committee that this document introduced in full."""
        if not self.short:
            return mentions
        return tuple(replace(m, name=self.short.get(m.name, m.name)) for m in mentions)


@dataclass(slots=True)
class _Course:
    """How far a predicate has been read."""

    at: int
    modal: bool = False
    chair: bool = False
    partners: list[Mention] = field(default_factory=list)
    executing: tuple[Mention, ...] = ()


def read(text: str, at: int, reading: Reading, names: Reader, memory: Memory) -> Reading:
    """Read what follows the subject; `reading` brings the lead."""
    course = _Course(_skip_scope(text, at), modal=reading.modal)
    reading = _walk(text, course, reading, names, memory)
    if reading.stated or _ends_here(text, course, reading):
        told = reading.stated or not (course.modal or course.chair)
        return replace(reading, stated=told, verb=course.at)
    if not course.partners:
        for later in _LATER_WITH.finditer(text, course.at):
            course.partners.extend(names.listing(text, later.end(), unknown=False).mentions)
    return replace(
        reading,
        coordinating=tuple(course.partners),
        executing=course.executing,
        modal=course.modal,
        chair=course.chair,
        verb=course.at,
        deed=bool(course.executing) or is_deed(text, course.at),
    )


def _walk(text: str, course: _Course, reading: Reading, names: Reader, memory: Memory) -> Reading:
    """Go through adverbs, modals, partners and directions up to the deed."""
    for _ in range(_STEPS):
        if _states(text, course, reading):
            return replace(reading, stated=True)
        directed = _directed(text, course, reading, names, memory)
        reading = directed or reading
        if course.executing or (directed is None and not _advance(text, course, names, memory)):
            break
    return reading


def _ends_here(text: str, course: _Course, reading: Reading) -> bool:
    """Whether only names stand here: a line of an address list orders nothing."""
    rest = text[course.at :].strip(" .;,/")
    return bool(reading.lead) and not rest and not text.rstrip().endswith(":")


def _states(text: str, course: _Course, reading: Reading) -> bool:
    """Whether the predicate tells a fact: "đã ban hành", "là", "cho biết"."""
    if reading.requested or course.modal or course.chair or MODAL.match(text, course.at):
        return False
    return _NOT.match(text, course.at) is not None


def _directed(
    text: str, course: _Course, reading: Reading, names: Reader, memory: Memory
) -> Reading | None:
    """Read "chỉ đạo B chủ trì" (B leads) or "chỉ đạo B làm" (B carries out)."""
    if CHAIR.match(text, course.at) or WITH.match(text, course.at) or MODAL.match(text, course.at):
        return None
    direct = _DIRECT.match(text, course.at)
    listing = names.listing(text, direct.end()) if direct else Listing((), course.at)
    if not listing.mentions:
        return None
    after = listing.end + (text[listing.end : listing.end + 1] == " ")
    chaired = CHAIR.match(text, after)
    if not chaired or not reading.lead:
        course.executing = listing.mentions
        return reading
    course.at, course.chair = after, True
    return replace(reading, directed_by=reading.lead, lead=memory.meant(listing.mentions))


def _advance(text: str, course: _Course, names: Reader, memory: Memory) -> bool:
    """Step over one adverb, modal, "chủ trì" or list of partners."""
    for pattern, kind in ((CHAIR, "chair"), (WITH, "with"), (MODAL, "modal"), (_ADVERB, "adverb")):
        match = pattern.match(text, course.at)
        if not match:
            continue
        if kind == "with":
            listing = names.listing(text, match.end())
            if not listing.mentions:
                continue
            course.partners.extend(memory.meant(listing.mentions))
            joint = _JOINT.match(text, listing.end)
            course.at = _skip_scope(text, joint.end() if joint else listing.end)
            return True
        course.at = match.end()
        course.modal = course.modal or kind == "modal"
        course.chair = course.chair or kind == "chair"
        return True
    return False


def _skip_scope(text: str, at: int) -> int:
    """Step over "theo chức năng, nhiệm vụ được giao:" and its colon or comma."""
    for pattern in (_SCOPE_SHORT, _SCOPE):
        scope = pattern.match(text, at)
        if scope:
            at = scope.end()
            break
    colon = _COLON.match(text, at)
    return colon.end() if colon else at


def is_deed(text: str, at: int) -> bool:
    """Whether a verb stands here that is more than "thực hiện:"."""
    verb = VERB.match(text, at)
    if not verb:
        return False
    return _STOPS.match(text, verb.end()) is None or verb.group().lower() not in words.EMPTY_DEEDS
