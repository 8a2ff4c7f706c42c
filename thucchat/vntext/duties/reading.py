"""Who is told to do what: reads one clause from its first word."""

import re
from dataclasses import replace

from thucchat.vntext import words
from thucchat.vntext.agencies import Listing, Mention, Reader
from thucchat.vntext.duties import predicate
from thucchat.vntext.duties.predicate import CHAIR, MODAL, VERB, Memory, Reading

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
    r"Đến|Nhân|Ngày|Sáng|Chiều|Tối|Trưa|Hôm|Mới\sđây|Ngay\ssau|Xem\sxét|Xét|Thực\shiện|Tuy\snhiên|Mặt\skhác|"
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
    r"Kế\shoạch|Công\svăn|Chương\strình)(?:\s(?:này|số\s\S+|\d\S*|trên|"
    r"vừa\sban\shành|mới\sban\shành|vừa\ský|mới\sđây))?(?:\sngày\s\S+)?,?\s(?:cũng\s|còn\s|đã\s|nêu\srõ\s)*(?=(?:giao|yêu\scầu|đề\snghị|"
    r"phân\scông)(?!\w))"
)
_BY_COMRADE = re.compile(
    r"(?:Đồng\schí|đồng\schí)\s(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s){0,5}(?:cũng\s|đã\s|tiếp\stục\s)*"
    r"(?=(?:giao|yêu\scầu|đề\snghị|phân\scông)(?!\w))"
)
_APPOSED = re.compile(
    r",\s(?=(?:đề\sxuất|kiến\snghị|mong\smuốn|đề\snghị|yêu\scầu|giao|cho\srằng|nhấn\smạnh|"
    r"khẳng\sđịnh|cho\sbiết)(?!\w))"
)
_PLEADS = re.compile(r"đề\snghị|yêu\scầu|kiến\snghị", re.IGNORECASE)
# "Các cơ quan có nhiệm vụ quá hạn hoàn thành …": a group narrowed by a clause of its own.
_NARROWED = re.compile(
    rf"(?:có(?!\s(?:trách\snhiệm|thể))|được\sgiao|nêu\stại|nơi|đang|chưa|chậm|thuộc|chủ\squản|"
    rf"tham\sgia)\s[^,;.]{{2,140}}?(?:\s?:\s?|"
    rf"\s(?={_A((*words.STRONG_VERBS, 'cử', 'dùng'))}(?!\w)))"
)
_BARE_BODY = re.compile(
    r"(?P<head>Bộ|bộ|Ban|Sở|Cục|Viện|Tập\sđoàn|Ủy\sban|Thành\sphố|Tỉnh|Hội\sđồng|Trung\stâm|"
    r"Tổ\scông\stác|Tổng\scông\sty)(?:\snày)?\s(?=(?:cũng|phải|cần|được|"
    r"có\strách\snhiệm|chủ\strì|tiếp\stục|sẽ|khẩn\strương|phối\shợp|còn|sớm)\s)"
)
_HELPS = re.compile(
    r"(?:(?:chủ\sđộng|tích\scực|thường\sxuyên)\s)*phối\s(?:kết\s)?hợp\s", re.IGNORECASE
)
_LINK = re.compile(
    r"(?:Đồng\sthời|Ngoài\sra|Bên\scạnh\sđó|Cùng\svới\sđó|Trên\scơ\ssở\sđó|Trong\sđó|"
    r"Đặc\sbiệt|Trước\smắt|Cụ\sthể|Theo\sđó|Muốn\s(?:như\s)?vậy|Song\ssong\svới\sđó|"
    r"Tiếp\stheo|Qua\sđó)\s?,\s"
)
_COMMA = re.compile(r"[,:]\s(?:thì\s)?|(?<=\d)\s(?=[A-ZĐ])")
_ASIDE = re.compile(
    r"(?:\([^()]{0,200}\)|[-–]\s[^,;:.]{2,90}?(?=\s(?:chủ|yêu|đề|giao|cho|phối|phải|cần)\s))\s?,?\s?"
)
_AS_FOLLOWS = re.compile(r"(?:như\ssau|sau\sđây|các\snội\sdung|một\ssố)")
_LAST_WORDS = re.compile(
    r"(?:đề\snghị|yêu\scầu|kiến\snghị|[^\s]+)(?:\s(?:cho|rằng))?[\s:,]*$", re.IGNORECASE
)
_OPENING_LENGTH = 420
_OPENING_COMMAS = 8


class Clauses:
    """Reads clauses; one reader of names for all of them."""

    def __init__(self, names: Reader | None = None) -> None:
        self.names = names or Reader()

    def read(self, text: str, start: int, end: int, memory: Memory) -> Reading:
        """Read the clause at [start, end) of a clean text."""
        return _moved(self._read(text[start:end], memory), start)

    def _read(self, text: str, memory: Memory) -> Reading:
        at = self._begin(text)
        first = self._subject(text, at, memory)
        if first is not None:
            return first
        openings = self._openings(text, at)
        for place in openings:
            found = self._subject(text, place, memory)
            if found is not None and (found.named or found.requested or found.modal or found.said):
                return replace(found, start=0)
        link = _LINK.match(text, at)
        late = link.end() if link else at
        marks: frozenset[str] = frozenset()
        if late == at and not VERB.match(text, at):
            late = next((c for c in openings if VERB.match(text, c)), at)
            marks = frozenset({"late"}) if late != at else marks
        verb = late if VERB.match(text, late) else -1
        return Reading(0, verb=verb, deed=predicate.is_deed(text, late), marks=marks)

    def _begin(self, text: str) -> int:
        noise = _NOISE.match(text)
        at = noise.end() if noise else 0
        ordinal = _ORDINAL.match(text, at)
        return ordinal.end() if ordinal else at

    def _openings(self, text: str, at: int) -> list[int]:
        """Places after the commas of an opening phrase where the sentence proper may begin."""
        if not _OPENING.match(text, at):
            return []
        found = _COMMA.finditer(text, at, at + _OPENING_LENGTH)
        return [match.end() for match, _ in zip(found, range(_OPENING_COMMAS), strict=False)]

    def _subject(self, text: str, at: int, memory: Memory) -> Reading | None:
        by = _BY_DOCUMENT.match(text, at) or _BY_COMRADE.match(text, at)
        at = by.end() if by else at
        request = _REQUEST.match(text, at)
        if request:
            return self._requested(text, Reading(at), request.end(), memory)
        if any(p.match(text, at) for p in (MODAL, CHAIR, _HELPS)):
            return predicate.read(text, at, Reading(at), self.names, memory)
        bare = _BARE_BODY.match(text, at)
        listing = self._anaphor(bare, memory) if bare else self.names.listing(text, at)
        if not listing.mentions:
            return None
        rest = self._after_name(text, listing.end)
        named = memory.meant(listing.mentions)
        return self._asking(text, Reading(at, asker=named), rest, memory) or self._acting(
            text, Reading(at, lead=named), rest, memory
        )

    def _after_name(self, text: str, end: int) -> int:
        rest = end + (text[end : end + 1] == " ")
        for pattern in (_ASIDE, _APPOSED):
            match = pattern.match(text, rest)
            rest = match.end() if match else rest
        return rest

    def _anaphor(self, bare: re.Match[str], memory: Memory) -> Listing:
        """Let "Bộ" alone stand for the ministry named last."""
        head = bare["head"].split()[0].capitalize()
        known = memory.last.get(head)
        if known is None:
            return Listing((), bare.start())
        here = Mention(bare.start(), bare.end("head"), known.name, known.known)
        return Listing((here,), bare.end())

    def _asking(self, text: str, begun: Reading, rest: int, memory: Memory) -> Reading | None:
        """Read "A yêu cầu B làm", "A cho rằng cần làm"; None when A itself acts."""
        asked = _REQUEST.match(text, rest)
        if not self._may_ask(begun.asker):
            if asked or _PROPOSES.match(text, rest):
                return replace(begun, lead=begun.asker, stated=True, verb=rest)
            return None
        inner = self._requested(text, begun, asked.end(), memory) if asked else None
        if inner is not None:
            return inner
        speech = _SPEECH.match(text, rest) or _DEMAND.match(text, rest)
        if speech is None:
            return None
        modal = MODAL.match(text, speech.end())
        return replace(begun, verb=(modal or speech).end(), deed=True, said=True)

    def _acting(self, text: str, begun: Reading, rest: int, memory: Memory) -> Reading:
        memory.keep(begun.lead)
        if begun.lead[-1].group:
            narrowed = _NARROWED.match(text, rest)
            rest = narrowed.end() if narrowed else rest
        return predicate.read(text, rest, begun, self.names, memory)

    def _may_ask(self, mentions: tuple[Mention, ...]) -> bool:
        """Companies propose; authorities ask."""
        for mention in mentions:
            if not mention.known and _COMPANY.match(mention.name):
                return False
            agency = self.names.gaz.agencies.get(mention.name)
            if agency is not None and agency.block in ("doanh nghiệp", "viện-trường", "quốc tế"):
                return False
        return True

    def _requested(self, text: str, begun: Reading, at: int, memory: Memory) -> Reading | None:
        """Read what follows "yêu cầu", "đề nghị", "giao"."""
        listing = self.names.listing(text, at)
        vague = not any(m.known for m in listing.mentions) and text[at : at + 1].islower()
        if vague and begun.asker and not self._pleads(text, at):
            return None  # "phân công lãnh đạo phụ trách": the deed of the subject itself
        if listing.mentions:
            named = memory.meant(listing.mentions)
            memory.keep(named)
            after = listing.end + (text[listing.end : listing.end + 1] == " ")
            told = replace(begun, lead=named, requested=True)
            return predicate.read(text, after, told, self.names, memory)
        modal = MODAL.match(text, at)
        at = modal.end() if modal else at
        told = replace(begun, requested=True)
        if not text[at:].strip(" .:;") or _AS_FOLLOWS.match(text, at):
            return told
        if VERB.match(text, at):
            return replace(told, verb=at, deed=True)
        return replace(told, stated=True) if begun.asker else None

    def _pleads(self, text: str, at: int) -> bool:
        """Whether the word of request before `at` asks rather than assigns."""
        begin = max(0, at - 40)
        found = _LAST_WORDS.search(text[begin:at])
        return found is not None and _PLEADS.match(text, begin + found.start()) is not None


def _moved(reading: Reading, by: int) -> Reading:
    """Put a reading of a slice back where the slice was cut."""
    return replace(
        reading,
        start=reading.start + by,
        lead=_along(reading.lead, by),
        coordinating=_along(reading.coordinating, by),
        executing=_along(reading.executing, by),
        directed_by=_along(reading.directed_by, by),
        asker=_along(reading.asker, by),
        verb=reading.verb + by if reading.verb >= 0 else -1,
    )


def _along(mentions: tuple[Mention, ...], by: int) -> tuple[Mention, ...]:
    return tuple(replace(m, start=m.start + by, end=m.end + by) for m in mentions)
