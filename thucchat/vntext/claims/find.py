"""Find the claims of a document: every number that states a quantity, and what it states."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal

from thucchat.vntext import numbers, sentences, structure
from thucchat.vntext.claims import asof, kinds, lexer, units
from thucchat.vntext.claims.asof import Period
from thucchat.vntext.claims.lexer import Quantity
from thucchat.vntext.claims.model import Claim
from thucchat.vntext.claims.units import Unit
from thucchat.vntext.flow import Flow
from thucchat.vntext.structure import Node
from thucchat.vntext.text import Span

_COMPARE = re.compile(
    r"[^.;,()]{0,30}?(?P<words>(?:so\svới|với)\s(?:cùng\skỳ|năm|cuối|đầu|tháng|quý|mức|"
    r"thời\sđiểm)[^,;.()]{0,40})"
)
_LINKED = re.compile(
    r"[^.;]{0,90}?\((?:đạt|chiếm|tương\sđương|bằng|tỷ\slệ|khoảng|tức|mới\sđạt|đạt\stỷ\slệ)?\s?$"
)
_LINKED_BARE = re.compile(
    r"[^.;\d]{0,60}?,?\s?(?:đạt|bằng|tương\sđương|chiếm|đạt\stỷ\slệ|tỷ\slệ)\s(?:tỷ\slệ\s)?$"
)
_LINKED_BACK = re.compile(r"\s?\((?:tương\sđương\s|bằng\s|đạt\s|tức\s|gồm\s)?$")
_ONWARD = re.compile(
    r"\s?(?:xuống(?:\scòn)?|lên(?:\s(?:đến|tới))?|và|,|hoặc|đến|còn|trong\s(?:tổng\s)?số)\s(?:hơn\s|gần\s|khoảng\s)?"
)
_INTRO = re.compile(r"(?:Trong\sđó|Cụ\sthể|Gồm|Bao\sgồm|Riêng|Theo\sđó|Đồng\sthời|Còn)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Read:
    quantity: Quantity
    unit: Unit


def find_claims(text: str, *, year: int | None = None, on: str | None = None) -> list[Claim]:
    """Return the quantities a text states, in reading order; `text` is NFC.

    `on` is the day of the document, which figures without a period of their own speak of.
    """
    found = [s.claim for p in read(text, year=year, on=on) for s in p.found]
    return sorted(found, key=lambda c: (c.spans[0].start, c.spans[0].end))


def read(text: str, *, year: int | None = None, on: str | None = None) -> list["Paragraph"]:
    """Return the paragraphs that state quantities, with their claims in place."""
    when = on or document_date(text)
    chosen = year or (int(when[:4]) if when else None)
    out: list[Paragraph] = []
    notes: list[tuple[Node, Flow]] = []
    for node in structure.parse(text):
        if node.kind == "heading" and _is_letterhead(node.title):
            continue
        flow = structure.own(text, node)
        if not any(c.isdigit() for c in flow.text):
            continue
        if node.kind == "footnote":
            notes.append((node, flow))
        else:
            out.append(Paragraph(flow, node.path, chosen, when))
    anchors = _anchors(text, out) if notes else {}
    for node, flow in notes:
        out.append(Paragraph(flow, node.path, chosen, when, anchor=anchors.get(node.label)))
    return sorted(out, key=lambda p: p.flow.at[0])


def _anchors(text: str, found: list["Paragraph"]) -> dict[str, "Stated"]:
    """Label of a note to the figure before the place where it is hung."""
    ends = [(s.claim.spans[-1].end, s) for p in found for s in p.found]
    ends.sort(key=lambda pair: pair[0])
    out: dict[str, Stated] = {}
    at = 0
    for match in _MARK.finditer(text):
        while at < len(ends) and ends[at][0] <= match.start():
            at += 1
        if at and match.start() - ends[at - 1][0] <= _HUNG:
            out.setdefault(match.group(), ends[at - 1][1])
    return out


_LETTERHEAD = re.compile(r"^(?:Số\b|\d{1,2}/\d{1,2}/\d{4}$|.*\bngày\s+\d{1,2}\s+tháng\s)")
_MARK = re.compile(r"[¹²³⁰⁴-⁹]+")
_DATE_LINE = re.compile(
    r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d{2})|"
    r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})(?![\d/])"
)
_SHORT_DATE = re.compile(
    r"(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối)\s(?:ngày\s)?(\d{1,2})/(\d{1,2})(?![\d/])"
)
_YEAR = re.compile(r"năm\s((?:19|20)\d{2})")
_HUNG = 110  # a note mark stands at most so far behind its figure
_CITING = re.compile(r"(?:(?:[-/][A-ZĐ]\S*|số\s\S+),?|trước|chậm\snhất|hạn)\s+(?:ngày\s+)?$")


def document_date(text: str) -> str | None:
    """Return the day in the letterhead, else the first day named, as an ISO date."""
    for match in _DATE_LINE.finditer(text[:6000]):
        day, month, year = (g for g in match.groups() if g)
        if (
            not _CITING.search(text[max(0, match.start() - 60) : match.start()])
            and int(month) <= 12
        ):
            return f"{year}-{int(month):02d}-{int(day):02d}"
    short, whole = _SHORT_DATE.search(text[:3000]), _YEAR.search(text[:3000])
    if short and whole and 1 <= int(short[2]) <= 12:
        return f"{whole[1]}-{int(short[2]):02d}-{int(short[1]):02d}"
    return None


def _is_letterhead(title: str) -> bool:
    return _LETTERHEAD.match(title) is not None


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim and where its digits begin and end in the clean text of its paragraph."""

    claim: Claim
    start: int
    end: int


class Paragraph:
    """One paragraph, the periods named in it and the claims it makes.

    `anchor` is the figure that a note explains.
    """

    def __init__(
        self,
        flow: Flow,
        path: tuple[str, ...],
        year: int | None,
        on: str | None,
        *,
        anchor: Stated | None = None,
    ) -> None:
        self.flow, self.text, self.path, self.on, self.anchor = flow, flow.text, path, on, anchor
        said = anchor is not None and anchor.claim.as_of_source == "explicit"
        self.held = anchor.claim.as_of if anchor and said else None
        self.periods = asof.periods(flow.text, year=year)
        self.sentences = sentences.split(flow.text)
        self.found: list[Stated] = []
        self.counted = ""  # the unit last named: "30 luật (07 về số)" counts laws
        self._fill()

    def _fill(self) -> None:
        """Read the quantities; a fraction and its percentage are one."""
        read = [_Read(q, units.read(self.text, q)) for q in lexer.quantities(self.text)]
        for number, here in enumerate(read[:-1]):
            between = self.text[here.quantity.end : read[number + 1].quantity.start]
            if not here.unit.name and _ONWARD.fullmatch(between):
                read[number] = _Read(
                    here.quantity, replace(read[number + 1].unit, end=here.quantity.end)
                )
        index = 0
        while index < len(read):
            here = read[index]
            after = read[index + 1] if index + 1 < len(read) else None
            other = after if after and self._linked(here.quantity, after.quantity) else None
            claim = self._claim(here, other)
            self.found.append(Stated(claim, self._first(here), self._last(other or here)))
            if claim.unit and not claim.unit.startswith(("%", "hạng")):
                self.counted = claim.unit
            index += 2 if other else 1

    def _linked(self, one: Quantity, two: Quantity) -> bool:
        """Whether a fraction and a percentage state one thing: "16/26 hệ thống (61%)"."""
        between = self.text[one.end : two.start]
        if one.is_fraction and two.percent and two.high is None:
            if kinds.is_rank(self.text[max(0, one.start - 24) : one.start].lower()):
                return False
            return (_LINKED.fullmatch(between) or _LINKED_BARE.fullmatch(between)) is not None
        return one.percent and two.is_fraction and _LINKED_BACK.fullmatch(between) is not None

    def _claim(self, read: _Read, other: _Read | None) -> Claim:
        main = other if other and other.quantity.percent else read
        quantity, unit = main.quantity, main.unit
        fraction = next((r.quantity for r in (read, other) if r and r.quantity.is_fraction), None)
        head = self.text[max(0, quantity.start - 110) : quantity.start].lower()
        kind, direction = ("fraction", None) if other else kinds.kind(quantity, unit, head)
        sentence = self._sentence(quantity.start)
        when, source = self._as_of(quantity, unit, sentence)
        spans = tuple(self._span(r) for r in (read, other) if r)
        if source == "explicit" and kind in ("level", "share") and _later(when, self.on):
            kind = "target"
        value = quantity.value
        places = numbers.decimals(quantity.digits)
        return Claim(
            start=self.flow.span(*self._clause(read, sentence)).start,
            end=self.flow.span(*self._clause(other or read, sentence)).end,
            spans=spans,
            num=" … ".join(self.text[self._first(r) : self._last(r)] for r in (read, other) if r),
            value=value,
            unit=self._unit(kind, unit),
            kind=kind,
            value_max=quantity.high,
            numerator=fraction.numerator if fraction else None,
            denominator=fraction.denominator if fraction else None,
            direction=direction,
            comparison=self._comparison(quantity, direction),
            approx=kinds.approx(head),
            as_of=when,
            as_of_source=source,
            subject=self._subject(read, sentence),
            section=self.path,
            places=places,
            step=Decimal(quantity.factor).scaleb(-places),
        )

    # ---------------------------------------------------------------- spans
    def _first(self, read: _Read) -> int:
        return read.quantity.start

    def _last(self, read: _Read) -> int:
        special = read.unit.special and not read.quantity.is_fraction
        return max(read.quantity.end, read.unit.end if special else 0)

    def _span(self, read: _Read) -> Span:
        return self.flow.span(self._first(read), self._last(read))

    def _sentence(self, at: int) -> Span:
        place = bisect_right(self.sentences, at, key=_start) - 1
        return self.sentences[place] if place >= 0 else Span(0, len(self.text))

    def _clause(self, read: _Read, sentence: Span) -> Span:
        """Return the stretch between commas, brackets and semicolons around the number."""
        start = max(
            (self.text.rfind(c, sentence.start, read.quantity.start) + 1 for c in ";(,"),
            default=sentence.start,
        )
        start = max(start, sentence.start)
        while start < read.quantity.start and self.text[start].isspace():
            start += 1
        ends = [self.text.find(c, self._last(read), sentence.end) for c in ";),"]
        end = min([e for e in ends if e >= 0] or [sentence.end])
        return Span(start, max(end, self._last(read)))

    # ---------------------------------------------------------------- meaning
    def _unit(self, kind: str, unit: Unit) -> str:
        if kind == "rank":
            return "hạng"
        if unit.name:
            return unit.name
        return self.counted

    def _comparison(self, quantity: Quantity, direction: str | None) -> str | None:
        match = _COMPARE.match(self.text, quantity.end)
        return match["words"].strip() if match and direction else None

    def _subject(self, read: _Read, sentence: Span) -> str:
        clause = self._clause(read, sentence)
        first, last = read.quantity.start, self._last(read)
        left = self.text[max(clause.start, first - _NEAR) : first].strip(' ,:(“"')
        right = self.text[last : min(clause.end, last + _NEAR)].strip(' ,:()”".')
        return " ".join(f"{left} {right}".split())[:160]

    # ---------------------------------------------------------------- when
    def _as_of(self, quantity: Quantity, unit: Unit, sentence: Span) -> tuple[str | None, str]:
        first = bisect_left(self.periods, sentence.start, key=_start)
        inside = self.periods[first : bisect_left(self.periods, sentence.end, key=_start)]
        trailing = self._trailing(quantity, unit, inside)
        if trailing:
            return trailing.value, "explicit"
        leading = [p for p in inside if p.end <= quantity.start and self._governs(p, quantity)]
        if leading:
            return leading[-1].value, "explicit"
        if _INTRO.match(self.text, sentence.start):
            carried = self.periods[first - 1] if first else None
            place = bisect_left(self.sentences, sentence.start, key=_start)
            if carried and place and carried.start >= self.sentences[place - 1].start:
                return carried.value, "explicit"
        return (self.held, "cross-reference") if self.held else (self.on, "document")

    def _trailing(self, quantity: Quantity, unit: Unit, inside: list[Period]) -> Period | None:
        """Return the period right after the figure: "5.000 tỷ đồng vào năm 2030"."""
        for period in inside:
            if period.start < quantity.end:
                continue
            between = self.text[max(quantity.end, unit.end) : period.start]
            year = self.text.startswith("năm", period.start) and re.fullmatch(
                r"[^\d;.,()]{1,25}", between
            )
            if len(between) <= 90 and (year or _TRAIL.fullmatch(between)):
                return period
            return None
        return None

    def _governs(self, period: Period, quantity: Quantity) -> bool:
        """Whether a period named before still speaks: not one closed in brackets of its own."""
        between = self.text[period.end : quantity.start]
        opened = self.text.rfind("(", 0, period.start)
        closed = self.text.find(")", period.end)
        if (
            opened >= 0
            and 0 <= closed < quantity.start
            and self.text.rfind(")", opened, period.start) < 0
        ):
            return between.lstrip().startswith("):")
        if len(period.value) < 10 and _CURRENT.search(between):
            return False
        return (
            not _AIMED.search(self.text[max(0, period.start - 40) : period.start])
            or ";" not in between
        )


_NEAR = 160  # how far the words of a figure reach
_AIMED = re.compile(r"(?:mục\stiêu|hướng\stới|phấn\sđấu|dự\skiến)[^.;]{0,30}$")
_CURRENT = re.compile(r"(?:,|;)\s(?:hiện|hiện\snay|đến\snay|nay)\s|,\scòn\s")
_TRAIL = re.compile(
    r"(?:\s?(?:[^;.()\d]|\dG){0,70}?)?(?:\s|,\s|\s?\()(?:(?:vào|trong|đến|tính\sđến|của|tới|"
    r"cập\snhật|trước|giai\sđoạn|số\sliệu|đến\shết|trong\snăm)\s(?:cuối\s|hết\s|đầu\s|ngày\s|"
    r"thời\sđiểm\s|khoảng\s)?)|\s|\s?\((?:cập\snhật\s|tính\sđến\s|đến\s|giai\sđoạn\s|"
    r"năm\s)?(?:ngày\s)?"
)


def _later(when: str | None, on: str | None) -> bool:
    """Whether a period lies wholly after the document."""
    if not when or not on:
        return False
    return when[:4] > on[:4] or (
        when[:4] == on[:4] and re.fullmatch(r"\d{4}-\d{2}", when) is not None and when > on[:7]
    )


def _start(held: Span | Period) -> int:
    return held.start
