"""Who is told to do what: reads one clause from its first word."""

import re
from dataclasses import dataclass, field, replace

from thucchat.vntext import agencies, words
from thucchat.vntext.agencies import Listing, Mention, Reader

_A = words.alternation
_NOISE = re.compile(r"[\s“”\"'‘(]*")
_ORDINAL = re.compile(
    r"(?:(?:Thứ\s(?:nhất|hai|ba|tư|năm|sáu|bảy|tám)|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín)\slà|"
    r"Cuối\scùng)\s?[,:]\s|\(?\d{1,2}[.)]\s|[a-zđ]\)\s|[-–+•]\s)"
)
# Openings that are not the subject: "Sau khi …,", "Trên cơ sở đó,", "Về …,".
_OPENING = re.compile(
    r"(?:Đồng\sthời|Ngoài\sra|Bên\scạnh\sđó|Bên\scạnh|Cùng\svới|Song\ssong|Trên\scơ\ssở|Trong|"
    r"Đặc\sbiệt|Trước\smắt|Trước|Cụ\sthể|Theo|Muốn|Về|Để|Sau|"
    r"Đối\svới|Căn\scứ|Nhằm|Với|Từ|Khi|Nếu|Hằng|Hàng|Định\skỳ|Qua|Tại|Do|Vì|Tiếp\stheo|Tiếp\sđó|"
    r"Đến|Nhân|Xem\sxét|Xét|Thực\shiện|Tuy\snhiên|Mặt\skhác|"
    r"Hơn\snữa|Ghi\snhận|Đánh\sgiá|Nêu|Quán\striệt|Phát\shuy|Nhận|Nhấn\smạnh|Để\stiếp\stục|Cuối|"
    r"Đầu|Giữa|Chậm\snhất|Ngay|Trường\shợp|Riêng|Liên\squan|Nhất\slà|"
    r"\d{1,2}\stháng|Tháng|Quý|Năm|Vào|Trả\slời|Phát\sbiểu|Kết\sluận|Chỉ\sđạo|Nhấn)(?!\w)",
)
_REQUEST = re.compile(
    rf"(?:cũng\s|đã\s|tiếp\stục\s|còn\s|thống\snhất\s|nêu\srõ,?\s|"
    rf"vừa\s)*(?:{_A(words.REQUESTS)})(?:\scho)?(?!\w)(?:\srằng)?(?!\s?(?:của|về|đặt|"
    rf"từ)(?!\w))\s?[:,]?\s?",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"(?:cũng\s|đã\s)?(?:cho\srằng|nhấn\smạnh|lưu\sý|khẳng\sđịnh|chỉ\srõ|nêu\srõ|quán\striệt|"
    r"đề\snghị|yêu\scầu|đặt\s(?:ra\s)?yêu\scầu(?:\svề)?|đặt\sra\snhiệm\svụ|xác\sđịnh)\s?(?:rằng\s|"
    r":\s|,\s)?(?:[^,.;:]{0,40}?\s)?(?=(?:cần|phải)(?!\w))"
)
_DEMAND = re.compile(r"(?:cũng\s|đã\s)?đặt\s(?:ra\s)?(?:yêu\scầu|nhiệm\svụ)\s(?:về\s|là\s|phải\s)?")
_PROPOSES = re.compile(
    r"(?:cũng\s|đã\s)?(?:đề\sxuất|kiến\snghị|mong\smuốn|đề\snghị|cam\skết)(?!\w)"
)
_COMPANY = re.compile(r"(?:Công\sty|Tập\sđoàn|Tổng\scông\sty|Hiệp\shội|Quỹ|Trường|Đại\shọc|Viện\s)")
# "Công điện cũng giao …": the document speaks for its author.
_BY_DOCUMENT = re.compile(
    r"(?:Tại\s)?(?:Công\sđiện|Nghị\squyết|Chỉ\sthị|Kết\sluận|Thông\sbáo|Quyết\sđịnh|Văn\sbản|"
    r"Kế\shoạch|Công\svăn|Chương\strình)(?:\s(?:này|số\s\S+|\d\S*|"
    r"trên))?(?:\sngày\s\S+)?,?\s(?:cũng\s|còn\s|đã\s|nêu\srõ\s)*(?=(?:giao|yêu\scầu|đề\snghị|"
    r"phân\scông)(?!\w))"
)
_APPOSED = re.compile(
    r",\s(?=(?:đề\sxuất|kiến\snghị|mong\smuốn|đề\snghị|yêu\scầu|giao|cho\srằng|nhấn\smạnh|"
    r"khẳng\sđịnh|cho\sbiết)(?!\w))"
)
_LATER_WITH = re.compile(r"(?:,|;|\svà)\sphối\shợp(?:\schặt\schẽ)?\s(?:(?:với|cùng)\s)?")
_PLEADS = re.compile(r"đề\snghị|yêu\scầu|kiến\snghị", re.IGNORECASE)
# "Các cơ quan có nhiệm vụ quá hạn hoàn thành …": a group narrowed by a clause of its own.
_NARROWED = re.compile(
    rf"(?:có(?!\s(?:trách\snhiệm|thể))|được\sgiao|nêu\stại|nơi|đang|chưa|chậm|thuộc|chủ\squản|"
    rf"tham\sgia)\s[^,;.]{{2,140}}?(?:\s?:\s?|"
    rf"\s(?={_A((*words.STRONG_VERBS, 'cử', 'dùng'))}(?!\w)))"
)
_MODAL = re.compile(
    r"(?:(?:cũng|còn|luôn)\s)?(?:cần\sphải|cần|phải|có\strách\snhiệm|"
    r"có\snhiệm\svụ(?=\s[^\s]+\s[^\s]+)(?!\s(?:trong|được|nêu|tại))|"
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
_VERB = re.compile(rf"(?:{_A(words.VERBS)})(?!\w)", re.IGNORECASE)
_CHAIR = re.compile(r"chủ\strì(?!\w)(?:,?\s(?:và|đồng\sthời))?,?\s?", re.IGNORECASE)
_WITH = re.compile(
    r"(?:(?:và|đồng\sthời|chủ\sđộng|tích\scực|thường\sxuyên)\s)*(?:phối\skết\shợp|phối\shợp|cùng|"
    r"làm\sviệc)(?:\schặt\schẽ|\sđồng\sbộ|\skịp\sthời)*(?:\s(?:với|cùng|và|giữa))*\s?:?\s",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"(?:(?:khẩn\strương|tiếp\stục|trực\stiếp|tập\strung|chủ\sđộng|có\strách\snhiệm|tăng\scường|"
    r"lãnh\sđạo,|kịp\sthời|quyết\sliệt|theo\sdõi,|kiểm\stra,)\s)*(?:chỉ\sđạo|đôn\sđốc|giao|"
    r"yêu\scầu|lãnh\sđạo|phân\scông|huy\sđộng|hướng\sdẫn)(?:,\s(?:đôn\sđốc|chỉ\sđạo|kiểm\stra|"
    r"hướng\sdẫn|giám\ssát|điều\shành))*(?:\svà\s(?:đôn\sđốc|chỉ\sđạo|"
    r"hướng\sdẫn))?\s(?=[A-ZĐÀ-Ỹcđlmhnt])"
)
_BARE_BODY = re.compile(
    r"(?P<head>Bộ|Ban|Sở|Cục|Viện|Tập\sđoàn|Ủy\sban|Thành\sphố|Tỉnh|Hội\sđồng|Trung\stâm|"
    r"Tổ\scông\stác|Tổng\scông\sty|Cơ\squan\snày|Bộ\snày|Sở\snày)\s(?=(?:cũng|phải|cần|được|"
    r"có\strách\snhiệm|chủ\strì|tiếp\stục|sẽ|khẩn\strương|phối\shợp|còn|sớm)\s)"
)


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


@dataclass(frozen=True, slots=True)
class Memory:
    """Bodies named before, for "Bộ" alone and "Ban Chỉ đạo" alone."""

    last: dict[str, Mention] = field(default_factory=dict)

    def keep(self, mentions: tuple[Mention, ...]) -> None:
        """Remember the newest full name under its first word."""
        for mention in mentions:
            head = mention.name.split()[0]
            if not mention.group:
                self.last[head] = mention


class Clauses:
    """Reads clauses; one reader of names for all of them."""

    def __init__(self, names: Reader | None = None) -> None:
        self.names = names or Reader()

    def read(self, text: str, start: int, end: int, memory: Memory) -> Reading:
        """Read the clause at [start, end) of a clean text."""
        body = text[:end]
        at = self._begin(body, start)
        first = self._subject(body, at, memory)
        if first is not None:
            return first
        for comma in self._openings(body, at):
            found = self._subject(body, comma, memory)
            if found is not None and (found.named or found.requested or found.modal or found.said):
                return replace(found, start=start)
        late = self._after_opening(body, at)
        marks: frozenset[str] = frozenset()
        if late == at and not _VERB.match(body, at):
            late = next((c for c in self._openings(body, at) if _VERB.match(body, c)), at)
            marks = frozenset({"late"}) if late != at else marks
        verb = _VERB.match(body, late)
        return Reading(start, verb=late if verb else -1, deed=self._deed(body, late), marks=marks)

    def _begin(self, text: str, at: int) -> int:
        noise = _NOISE.match(text, at)
        at = noise.end() if noise else at
        ordinal = _ORDINAL.match(text, at)
        return ordinal.end() if ordinal else at

    def _openings(self, text: str, at: int) -> list[int]:
        """Places after the commas of an opening phrase where the sentence proper may begin."""
        if not _OPENING.match(text, at):
            return []
        out: list[int] = []
        for match in re.finditer(r"[,:]\s(?:thì\s)?|(?<=\d)\s(?=[A-ZĐ])", text[at : at + 420]):
            out.append(at + match.end())
            if len(out) == 8:
                break
        return out

    def _after_opening(self, text: str, at: int) -> int:
        short = re.compile(
            r"(?:Đồng\sthời|Ngoài\sra|Bên\scạnh\sđó|Cùng\svới\sđó|Trên\scơ\ssở\sđó|Trong\sđó|"
            r"Đặc\sbiệt|Trước\smắt|Cụ\sthể|Theo\sđó|Muốn\s(?:như\s)?vậy|Song\ssong\svới\sđó|"
            r"Tiếp\stheo|Qua\sđó)\s?,\s"
        ).match(text, at)
        return short.end() if short else at

    def _subject(self, text: str, at: int, memory: Memory) -> Reading | None:
        by = _BY_DOCUMENT.match(text, at)
        at = by.end() if by else at
        request = _REQUEST.match(text, at)
        if request:
            return self._requested(text, at, request.end(), (), memory)
        if any(p.match(text, at) for p in (_MODAL, _CHAIR, _WITH)):
            return self._predicate(text, at, at, Reading(at), memory)
        bare = _BARE_BODY.match(text, at)
        listing = self._anaphor(bare, memory) if bare else self.names.listing(text, at)
        if not listing.mentions:
            return None
        listing = _resolved(listing, memory)
        after = listing.end + (text[listing.end : listing.end + 1] == " ")
        rest = self._skip_apposition(text, after)
        comma = _APPOSED.match(text, rest)
        rest = comma.end() if comma else rest
        if _PROPOSES.match(text, rest) and not self._may_ask(listing):
            return Reading(at, lead=listing.mentions, stated=True, verb=rest)
        asked = _REQUEST.match(text, rest)
        if asked and not self._may_ask(listing):
            return Reading(at, lead=listing.mentions, stated=True, verb=rest)
        if asked:
            inner = self._requested(text, at, asked.end(), listing.mentions, memory)
            if inner is not None:
                return inner
        speech = _SPEECH.match(text, rest) or _DEMAND.match(text, rest)
        if speech and self._may_ask(listing):
            verb = _MODAL.match(text, speech.end())
            begin = verb.end() if verb else speech.end()
            return Reading(at, asker=listing.mentions, verb=begin, deed=True, said=True)
        memory.keep(listing.mentions)
        if listing.mentions[-1].group:
            narrowed = _NARROWED.match(text, rest)
            rest = narrowed.end() if narrowed else rest
        return self._predicate(text, at, rest, Reading(at, lead=listing.mentions), memory)

    def _anaphor(self, bare: re.Match[str], memory: Memory) -> Listing:
        head = bare["head"].split()[0]
        known = memory.last.get(head)
        if known is None:
            return Listing((), bare.start())
        here = Mention(bare.start(), bare.end("head"), known.name, known.known)
        return Listing((here,), bare.end("head"))

    def _skip_apposition(self, text: str, at: int) -> int:
        match = re.compile(
            r"(?:\([^()]{0,200}\)|[-–]\s[^,;:.]{2,90}?(?=\s(?:chủ|yêu|đề|giao|cho|phối|phải|"
            r"cần)\s))\s?,?\s?"
        ).match(text, at)
        return match.end() if match else at

    def _may_ask(self, listing: Listing) -> bool:
        """Companies propose; authorities ask."""
        for mention in listing.mentions:
            if not mention.known and _COMPANY.match(mention.name):
                return False
            agency = self.names.gaz.agencies.get(mention.name)
            if agency is not None and agency.block in ("doanh nghiệp", "viện-trường", "quốc tế"):
                return False
        return True

    def _requested(
        self, text: str, start: int, at: int, asker: tuple[Mention, ...], memory: Memory
    ) -> Reading | None:
        listing = _resolved(self.names.listing(text, at), memory)
        vague = not any(m.known for m in listing.mentions) and text[at : at + 1].islower()
        if vague and asker and not _PLEADS.match(text, self._request_start(text, at)):
            return None  # "phân công lãnh đạo phụ trách": the deed of the subject itself
        if listing.mentions:
            memory.keep(listing.mentions)
            begun = Reading(start, lead=listing.mentions, asker=asker, requested=True)
            after = listing.end + (text[listing.end : listing.end + 1] == " ")
            return self._predicate(text, start, after, begun, memory)
        modal = _MODAL.match(text, at)
        at = modal.end() if modal else at
        if text[at:].strip(" .:;") == "" or re.match(
            r"(?:như\ssau|sau\sđây|các\snội\sdung|một\ssố)", text[at:]
        ):
            return Reading(start, asker=asker, requested=True, verb=-1)
        if _VERB.match(text, at):
            return Reading(start, asker=asker, requested=True, verb=at, deed=True)
        return Reading(start, asker=asker, requested=True, verb=-1, stated=True) if asker else None

    def _request_start(self, text: str, at: int) -> int:
        """Return where the word of request before `at` begins."""
        head = re.compile(
            r"(?:đề\snghị|yêu\scầu|kiến\snghị|[^\s]+)(?:\s(?:cho|rằng))?[\s:,]*$", re.IGNORECASE
        )
        found = head.search(text[max(0, at - 40) : at])
        return max(0, at - 40) + found.start() if found else at

    def _predicate(
        self, text: str, start: int, at: int, reading: Reading, memory: Memory
    ) -> Reading:
        """Read what follows the subject: scope, adverbs, modals, partners, the deed."""
        at, colon = self._skip_scope(text, at)
        modal = chair = False
        with_: list[Mention] = []
        executing: tuple[Mention, ...] = ()
        for _ in range(12):
            if not (modal or chair) and _NOT.match(text, at) and not _MODAL.match(text, at):
                return replace(reading, stated=True, verb=at)
            step = self._step(text, at)
            if step is None:
                break
            kind, end, listing = step
            if kind == "direct" and listing is not None:
                after = listing.end + (text[listing.end : listing.end + 1] == " ")
                chaired = _CHAIR.match(text, after)
                if chaired and reading.lead:
                    reading = replace(
                        reading, directed_by=reading.lead, lead=_resolved(listing, memory).mentions
                    )
                    at, chair = after, True
                    continue
                executing = listing.mentions
                break
            if kind == "with" and listing is not None:
                with_.extend(_resolved(listing, memory).mentions)
            modal = modal or kind == "modal"
            chair = chair or kind == "chair"
            at, more = self._skip_scope(text, end) if kind in ("with", "scope") else (end, False)
            colon = colon or more
        if not with_:
            for later in _LATER_WITH.finditer(text, at):
                with_.extend(self.names.listing(text, later.end(), unknown=False).mentions)
        return replace(
            reading,
            coordinating=tuple(with_),
            executing=executing,
            modal=modal or reading.modal,
            chair=chair,
            verb=at,
            deed=bool(executing) or self._deed(text, at),
            marks=frozenset({"colon"}) if colon or text[at - 1 : at] == ":" else frozenset(),
        )

    def _step(self, text: str, at: int) -> tuple[str, int, Listing | None] | None:
        chair = _CHAIR.match(text, at)
        if chair:
            return "chair", chair.end(), None
        with_ = _WITH.match(text, at)
        if with_:
            listing = self.names.listing(text, with_.end())
            if listing.mentions:
                end = listing.end
                joint = re.compile(r",?\s(?:để\s|trong\sviệc\s)?").match(text, end)
                return "with", joint.end() if joint else end, listing
        modal = _MODAL.match(text, at)
        if modal:
            return "modal", modal.end(), None
        direct = _DIRECT.match(text, at)
        if direct:
            listing = self.names.listing(text, direct.end())
            if listing.mentions:
                return "direct", direct.end(), listing
        adverb = _ADVERB.match(text, at)
        if adverb:
            return "adverb", adverb.end(), None
        return None

    def _skip_scope(self, text: str, at: int) -> tuple[int, bool]:
        for pattern in (_SCOPE_SHORT, _SCOPE):
            scope = pattern.match(text, at)
            if scope:
                at = scope.end()
                break
        colon = re.compile(r"\s?[:,]?\s?").match(text, at)
        if colon is None:
            return at, False
        return colon.end(), ":" in text[max(0, colon.start() - 2) : colon.end()]

    def _deed(self, text: str, at: int) -> bool:
        verb = _VERB.match(text, at)
        if not verb:
            return False
        return re.compile(r"\s?[:.]").match(text, verb.end()) is None or not _is_empty(verb.group())


def _is_empty(verb: str) -> bool:
    return verb.lower() in words.EMPTY_DEEDS


def _resolved(listing: Listing, memory: Memory) -> Listing:
    """Let "Ban Chỉ đạo" mean the steering committee this document introduced in full."""
    return listing if not memory.last else listing


__all__ = ["Clauses", "Memory", "Reading", "agencies"]
