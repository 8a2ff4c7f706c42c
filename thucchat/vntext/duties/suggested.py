"""
Duties that somebody else claims to have read, believed only as far as the words go.

A language model invents names and dates. Here a claim is nothing but words to look up in the
clause: bodies are resolved by the gazetteer, dates are read by `dates`, and what the clause
does not say word for word is dropped and counted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from thucchat.vntext import agencies, dates, structure
from thucchat.vntext import text as letters
from thucchat.vntext.agencies import Mention, Reader
from thucchat.vntext.dates import Deadline
from thucchat.vntext.duties import attach, find
from thucchat.vntext.duties.draft import QUOTE_WORDS, parties
from thucchat.vntext.duties.model import Duty, Party
from thucchat.vntext.flow import Flow
from thucchat.vntext.text import Span

RULE = "model"
SCORE = 0.5  # below what a person may accept unread, however much of it stands in the clause
QUOTE_MIN = 4  # words; fewer are no sentence
NAMES_MAX = 40
_WORD = re.compile(r"\S+")
# The marker of an item is not among its words; who copies a line brings it along.
_MARKER = re.compile(r"\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)]|[-–+•*])\s+")
_QUOTES = " \"'“”«»"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What was claimed about one duty: words, said to stand in the clause of that number."""

    clause: int
    quote: str
    action: str = ""
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    deadline: str = ""
    recurrence: str = ""
    product: str = ""
    report_to: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph as it reads, and its place in the tree of sections."""

    number: int
    flow: Flow
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The duties whose words stand in the text; how many claims of each kind do not."""

    duties: tuple[Duty, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)


def clauses(text: str) -> list[Clause]:
    """Return the paragraphs that have words; a clause's number is its place in the tree."""
    out = []
    for number, node in enumerate(structure.parse(text)):
        flow = structure.own(text, node)
        if flow.text:
            out.append(Clause(number, flow, (*node.path, node.name) if node.title else node.path))
    return out


def windows(known: Sequence[Clause], *, length: int) -> list[list[Clause]]:
    """Cut clauses into runs of at most `length` code points; a longer clause stands alone."""
    out: list[list[Clause]] = []
    held = length
    for clause in known:
        if held + len(clause.flow.text) > length:
            out.append([])
            held = 0
        out[-1].append(clause)
        held += len(clause.flow.text)
    return out


def check(text: str, claimed: Iterable[Suggestion], *, year: int | None = None) -> Checked:
    """Return the duties, in reading order, of the claims whose quote stands in the text."""
    checker = _Checker(text, year if year is not None else find.year_of(text))
    found = [duty for duty in map(checker.duty, claimed) if duty]
    found.sort(key=lambda duty: (duty.start, duty.end))
    return Checked(tuple(found), dict(checker.dropped))


def places(flow: Flow, words: str) -> list[Span]:
    """Return where whole words stand in a clause, white space and encoding apart."""
    sought = letters.same_tones(letters.squeeze(letters.nfc(words))).strip(_QUOTES)
    if not sought:
        return []
    pattern = re.compile(rf"(?<!\w){re.escape(sought)}(?!\w)")
    return [Span(*match.span()) for match in pattern.finditer(flow.text)]


class _Checker:
    """Looks the claims about one text up in it, and counts what is not there."""

    def __init__(self, text: str, year: int | None) -> None:
        self.clauses = {clause.number: clause for clause in clauses(text)}
        self.year = year
        self.names = Reader()
        self.dropped: Counter[str] = Counter()

    def duty(self, said: Suggestion) -> Duty | None:
        """Return the duty, or None when its quote stands nowhere or in several clauses."""
        placed = self._placed(said)
        if placed is None:
            self.dropped["quote"] += 1
            return None
        clause, quote = placed
        look = _Look(clause.flow, quote, self.names, self.dropped)
        action = look.words("action", said.action) or quote
        lead = look.bodies("lead", said.lead)
        held = {party.name for party in lead}
        partners = look.bodies("coordinating", said.coordinating)
        due = look.deadline(said.deadline, said.recurrence, self.year)
        product = look.words("product", said.product)
        to = look.bodies("report_to", (said.report_to,) if said.report_to else ())
        flow, extent = clause.flow, clause.flow.span(*quote)
        return Duty(
            *extent,
            _beginning(flow, quote),
            flow.text[action.start : action.end].strip(" ;,."),
            flow.span(*action),
            lead,
            coordinating=tuple(party for party in partners if party.name not in held),
            deadline=due,
            recurrence=due.recurrence,
            product=flow.text[product.start : product.end] if product else None,
            product_span=flow.span(*product) if product else None,
            report_to=to[0] if to else None,
            section=clause.section,
            rule=RULE,
            score=round(SCORE * look.kept / (look.kept + look.lost), 2),
        )

    def _placed(self, said: Suggestion) -> tuple[Clause, Span] | None:
        """Find the quote in the clause named, else in the only clause that has it."""
        for quote in (said.quote, _unmarked(said.quote)):
            if len(quote.split()) < QUOTE_MIN:
                return None
            named = self.clauses.get(said.clause)
            if named is not None and (here := places(named.flow, quote)):
                return named, here[0]
            found = [(c, at) for c in self.clauses.values() for at in places(c.flow, quote)[:1]]
            if found:
                return found[0] if len(found) == 1 else None
        return None


class _Look:
    """Looks values up in the clause of one quote; the quote itself is the first value kept."""

    def __init__(self, flow: Flow, quote: Span, names: Reader, dropped: Counter[str]) -> None:
        self.flow, self.quote, self.names, self.dropped = flow, quote, names, dropped
        self.named = agencies.find(flow.text)
        self.kept, self.lost = 1, 0

    def words(self, name: str, said: str) -> Span | None:
        """Return where the words stand, inside the quote if they do; None when nothing is said."""
        if not said.strip():
            return None
        found = places(self.flow, said)
        if not found:
            self._drop(name)
            return None
        self.kept += 1
        return next((at for at in found if self.quote.contains(at)), found[0])

    def bodies(self, name: str, said: Sequence[str]) -> tuple[Party, ...]:
        """Return the bodies named; a fragment of a longer name, too, is not known."""
        mentions: list[Mention] = []
        for words in said[:NAMES_MAX]:
            at = self.words(name, words)
            if at is not None:
                mentions.extend(self._read(at))
        return parties(self.flow, tuple(mentions))

    def deadline(self, said: str, recurrence: str, year: int | None) -> Deadline:
        """Read the words as the rules read theirs; a date that is no deadline there is dropped."""
        asked = [self.words("deadline", said), self.words("recurrence", recurrence)]
        ranges = [at for at in asked if at is not None]
        if not ranges:
            return dates.NONE
        due = asked[0] or ranges[0]
        read = dates.deadlines(self.flow.text, 0, len(self.flow.text), year=year)
        inside = [point for point in read if due.contains(Span(point.start, point.end))]
        made = attach.deadline(self.flow, ranges, attach.choose(inside, []))
        if made == dates.NONE:
            self.kept -= len(ranges)
            self._drop("deadline")
        return made

    def _read(self, at: Span) -> Sequence[Mention]:
        words = self.flow.text[at.start : at.end]
        listing = self.names.listing(words, 0)
        longer = any(
            m.start <= at.start and at.end <= m.end and m.end - m.start > len(words)
            for m in self.named
        )
        if longer or not listing.mentions or listing.end < len(words):
            return [Mention(*at, words, known=False)]
        return [
            Mention(m.start + at.start, m.end + at.start, m.name, m.known, m.group)
            for m in listing.mentions
        ]

    def _drop(self, name: str) -> None:
        self.lost += 1
        self.dropped[name] += 1


def _beginning(flow: Flow, quote: Span) -> Span:
    """Return the first sixty words of the quote, where they stand in the source."""
    ends = [match.end() for match in _WORD.finditer(flow.text, quote.start, quote.end)]
    return flow.span(quote.start, ends[:QUOTE_WORDS][-1])


def _unmarked(quote: str) -> str:
    marker = _MARKER.match(quote)
    return quote[marker.end() :] if marker else quote
