"""A duty being put together while its paragraph is read."""

import re
from dataclasses import dataclass, field, replace

from thucchat.vntext import dates
from thucchat.vntext import text as letters
from thucchat.vntext.agencies import Mention, Reader
from thucchat.vntext.duties import attach
from thucchat.vntext.duties.context import NOTHING, Inherited
from thucchat.vntext.duties.model import Duty, Party
from thucchat.vntext.duties.predicate import Reading
from thucchat.vntext.flow import Flow
from thucchat.vntext.text import Span

QUOTE_WORDS = 60
_WORD = re.compile(r"\S+")


def parties(flow: Flow, mentions: tuple[Mention, ...]) -> tuple[Party, ...]:
    """Place mentions in the source; a body named twice counts once."""
    out: dict[str, Party] = {}
    for mention in mentions:
        out.setdefault(
            mention.name, Party(mention.name, flow.span(mention.start, mention.end), mention.known)
        )
    return tuple(out.values())


@dataclass(slots=True)
class Draft:
    """Offsets are those of the flow, parties are placed in the source."""

    flow: Flow
    start: int
    end: int
    reading: Reading
    above: Inherited = NOTHING
    section: tuple[str, ...] = ()
    rule: str = ""
    score: float = 0.0
    opening: Span | None = None  # source words before the flow: the marker of an item
    follow_ups: list[Span] = field(default_factory=list)
    closing: list[dates.Point] = field(default_factory=list)
    tail: int = -1  # source offset: the children of a one-piece list belong to it
    own: list[Span] = field(default_factory=list)

    @property
    def ranges(self) -> list[Span]:
        """The words that speak of this duty."""
        return [Span(self.start, self.end), *self.own, *self.follow_ups]

    def has_lead(self) -> bool:
        """Whether somebody is told to do it."""
        return bool(self.reading.lead or self.above.lead)

    def says_something(self) -> bool:
        """Whether words are left for the deed: «a) phải» breaks off before it."""
        begin = max(self.reading.verb, self.start)
        return bool(_trimmed(self.flow.text[begin : self.end]))

    def finish(self, names: Reader, year: int | None) -> Duty:
        """Read the remaining values and freeze."""
        flow, reading = self.flow, self.reading
        begin = flow.at[self.start] if self.opening is None else self.opening.start
        last = max([self.end, *(s.end for s in self.follow_ups), *(s.end for s in self.own)])
        extent = Span(begin, max(flow.at[last - 1] + 1, self.tail))
        said_at = reading.verb if reading.said else self.start
        main = [Span(said_at, self.end), *self.own]
        found = [p for s in main for p in dates.deadlines(flow.text, *s, year=year)]
        due = attach.deadline(flow, self.ranges, attach.choose(found, self.closing))
        at = max(reading.verb, self.start)
        action = Span(at, _clause_end(flow.text, at, self.end))
        to = parties(flow, tuple(attach.recipients(flow, self.ranges, names)))
        product = attach.product(flow.text, at, action.end, names)
        lead = parties(flow, reading.lead) or self.above.lead
        coordinating = self._coordinating(lead)
        duty = Duty(
            extent.start,
            extent.end,
            self._quote(begin),
            _trimmed(flow.text[action.start : action.end]),
            flow.span(*action),
            lead,
            bool(lead) and not reading.lead,
            coordinating,
            parties(flow, reading.executing),
            parties(flow, reading.directed_by) or (() if reading.lead else self.above.directed_by),
            due,
            due.recurrence,
            flow.text[product.start : product.end] if product else None,
            flow.span(*product) if product else None,
            to[0] if to else self.above.report_to,
            to[1] if len(to) > 1 and to[1] != to[0] else None,
            self.section,
            self.rule,
            self.score,
        )
        return replace(duty, spans=_spans(duty))

    def _coordinating(self, lead: tuple[Party, ...]) -> tuple[Party, ...]:
        own = parties(self.flow, self.reading.coordinating)
        names = {p.name for p in lead} | {p.name for p in own}
        inherited = () if self.reading.lead else self.above.coordinating
        leads = {p.name for p in lead}
        return tuple(p for p in own if p.name not in leads) + tuple(
            p for p in inherited if p.name not in names
        )

    def _quote(self, begin: int) -> Span:
        """Return the first words, at most sixty of them."""
        found = [m.end() for m in _WORD.finditer(self.flow.text, self.start, self.end)]
        stop = found[min(QUOTE_WORDS - (self.opening is not None), len(found)) - 1]
        return Span(begin, self.flow.at[stop - 1] + 1)


def _trimmed(words: str) -> str:
    return words.strip(" ;,.")


def _clause_end(text: str, start: int, end: int) -> int:
    stop = text.find(";", start, end)
    stop = end if stop < 0 else stop
    return max(stop, min(start + 1, end))


def _spans(duty: Duty) -> dict[str, tuple[Span, ...]]:
    """Value name to the words that say so."""
    said: dict[str, tuple[Span, ...]] = {"action": (duty.action_span,)}
    for name in ("lead", "coordinating", "executing", "directed_by"):
        held: tuple[Party, ...] = getattr(duty, name)
        if held:
            said[name] = tuple(p.span for p in held)
    if duty.deadline.span:
        said["deadline"] = (duty.deadline.span,)
    if duty.product_span:
        said["product"] = (duty.product_span,)
    if duty.report_to:
        said["report_to"] = (duty.report_to.span,)
    return said


def squeezed(text: str) -> str:
    """One line of text."""
    return letters.squeeze(text)
