"""From a duty read in a text to the values of a proposal, each with the words behind it."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from thucchat.extraction.rules import words
from thucchat.kernel.deadlines import Precision
from thucchat.tasks.choices import Recurrence
from thucchat.vntext import text as letters
from thucchat.vntext import words as vocabulary
from thucchat.vntext.duties.model import Duty, Party
from thucchat.vntext.text import Span

TITLE_MAX = 300
SURE = 0.6  # a lower score of the reader is shown as doubtful

Evidence = dict[str, dict[str, Any]]

RECURRENCES: Mapping[str, str] = {
    "weekly": Recurrence.WEEKLY,
    "monthly": Recurrence.MONTHLY,
    "quarterly": Recurrence.QUARTERLY,
    "half-yearly": Recurrence.HALF_YEARLY,
    "half_yearly": Recurrence.HALF_YEARLY,
    "yearly": Recurrence.YEARLY,
}
_LABEL = re.compile(
    r"^\s*(?:(?:Điều|Khoản|Điểm|Mục)\s+\S+[.:]?\s+|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)]\s*"
    r"|[-–+•*]\s+)+"
)
_LOOSE_END = re.compile(r"[\s,;]*(?:\s(?:phải|cần|và|để))?[\s,;]*$")
_WORKING_DAYS = re.compile(r"(\d{1,3})\s+ngày\s+làm\s+việc", re.IGNORECASE)
_ROLE = re.compile(rf"{vocabulary.alternation(vocabulary.ROLES)}\s")
_SUBMIT = re.compile(
    r"(?<!\w)(?:trình|phê\s+duyệt|báo\s+cáo\s+xin\s+ý\s+kiến)(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """
    What a proposal states, before bodies are matched and the deadline is resolved.

    ``lead`` and ``partners`` are canonical names; ``due_value`` as in ``kernel.deadlines``.
    """

    start: int
    end: int
    title: str
    lead: tuple[str, ...] = ()
    lead_text: str = ""
    partners: tuple[str, ...] = ()
    partners_text: str = ""
    due_precision: str = Precision.NONE
    due_value: str | None = None
    due_text: str = ""
    recurrence: str = ""
    product: str = ""
    product_kind: str = ""
    field: str = ""
    axis: str = ""
    responsible: str = ""
    authority: str = ""
    report_to: str = ""
    evidence: Evidence = dataclasses.field(default_factory=dict)
    rule: str = ""
    score: float = 0.0


def of_duty(duty: Duty, text: str) -> Values:
    """Return the values of one duty; ``text`` is what the duty was read from."""
    precision, value = _due(duty)
    values = Values(
        start=duty.start,
        end=duty.end,
        title=title(_deed(duty) or text[duty.start : duty.end]),
        lead=tuple(dict.fromkeys(party.name for party in duty.lead)),
        lead_text=_clip(_written(duty.lead, text), 255),
        partners=tuple(dict.fromkeys(party.name for party in duty.coordinating)),
        partners_text=_clip(_written(duty.coordinating, text), 1000),
        due_precision=precision,
        due_value=value,
        due_text=_clip(_due_text(duty), 255),
        recurrence=RECURRENCES.get(duty.recurrence or duty.deadline.recurrence or "", ""),
        product=_clip(letters.squeeze(duty.product or ""), 500),
        report_to=_clip(duty.report_to.name if duty.report_to else "", 255),
        evidence=_evidence(duty),
        rule=duty.rule[:64],
        score=duty.score,
    )
    return _guessed(values, text, Span(duty.start, duty.end), duty.product_span)


def of_span(text: str, span: Span) -> Values:
    """Return what the words of a span say by themselves, where no duty was read."""
    values = Values(
        start=span.start,
        end=span.end,
        title=title(text[span.start : span.end]),
        rule="person.mark",
        score=1.0,
    )
    return _guessed(values, text, span, None)


def title(words_: str) -> str:
    """Shorten a duty's words to a title: no label, one line, whole words, at most 300 signs."""
    clean = letters.squeeze(_LABEL.sub("", words_)).strip(" ;,.:-–")
    clean = clean[:1].upper() + clean[1:]
    if len(clean) <= TITLE_MAX:
        return clean
    cut = clean[: TITLE_MAX - 1]
    at = max(cut.rfind(mark) for mark in (";", ", ", ". "))
    if at < TITLE_MAX // 2:
        at = cut.rfind(" ")
    return cut[:at].rstrip(" ;,.") + "…"


def combine(parts: list[Values]) -> Values:
    """
    Put proposals that a person merges into one.

    Where the parts agree or only one speaks, its value is kept; where they differ, nothing
    is chosen for the person: the value stays open and the words of all are shown.
    """
    first, last = parts[0], parts[-1]
    evidence: Evidence = {}
    for part in reversed(parts):
        evidence.update(part.evidence)
    due = _agreed([(part.due_precision, part.due_value) for part in parts if part.due_value])
    return replace(
        first,
        end=max(last.end, first.end, *(part.end for part in parts)),
        title=title("; ".join(part.title.rstrip(" .;…") for part in parts)),
        lead=_agreed([part.lead for part in parts if part.lead or part.lead_text]) or (),
        lead_text=_clip(_joined(part.lead_text for part in parts), 255),
        partners=tuple(dict.fromkeys(name for part in parts for name in part.partners)),
        partners_text=_clip(_joined(part.partners_text for part in parts), 1000),
        due_precision=due[0] if due else Precision.NONE,
        due_value=due[1] if due else None,
        due_text=_clip(_joined(part.due_text for part in parts), 255),
        recurrence=_agreed([part.recurrence for part in parts if part.recurrence]) or "",
        product=_clip(_joined(part.product for part in parts), 500),
        product_kind=_agreed([part.product_kind for part in parts if part.product_kind]) or "",
        field=_agreed([part.field for part in parts if part.field]) or "",
        axis=_agreed([part.axis for part in parts if part.axis]) or "",
        responsible=_agreed([part.responsible for part in parts if part.responsible]) or "",
        authority=_agreed([part.authority for part in parts if part.authority]) or "",
        report_to=_agreed([part.report_to for part in parts if part.report_to]) or "",
        evidence=evidence,
        rule="person.merge",
        score=min(part.score for part in parts),
    )


def shifted(values: Values, by: int) -> Values:
    """Return values read from a slice of the document with offsets in the whole document."""
    evidence = {
        name: {**words_, "start": words_["start"] + by, "end": words_["end"] + by}
        for name, words_ in values.evidence.items()
    }
    return replace(values, start=values.start + by, end=values.end + by, evidence=evidence)


def marked(values: Values, span: Span) -> Values:
    """Return values as those of a passage that a person marked: its extent, and no doubt."""
    return replace(values, start=span.start, end=span.end, rule="person.mark", score=1.0)


def part_of(values: Values, text: str, span: Span) -> Values:
    """
    Return what one part of a split task states.

    Who leads and who helps holds for every part. A value whose words stand in the other part
    goes with it; one without words in the task (a person typed it) holds for both.
    """
    part = replace(values, start=span.start, end=span.end, title=title(text[span.start : span.end]))
    whole = Span(values.start, values.end)
    lost: dict[str, Any] = {}
    evidence = {name: w for name, w in values.evidence.items() if name not in _GUESSED}
    for name, empty in _PLACED.items():
        said = evidence.get(name)
        if said is None:
            continue
        place = Span(said["start"], said["end"])
        if place.overlaps(whole) and not place.overlaps(span):
            lost |= empty
            del evidence[name]
    part = replace(part, evidence=evidence, rule="person.split", score=1.0, **lost)
    return _guessed(part, text, span, None)


_GUESSED = frozenset({"title", "product_kind", "field", "axis"})
_PLACED: dict[str, dict[str, Any]] = {
    "due_on": {"due_precision": Precision.NONE, "due_value": None, "due_text": ""},
    "recurrence": {"recurrence": ""},
    "product": {"product": "", "product_kind": ""},
    "report_to": {"report_to": ""},
    "authority": {"authority": ""},
}


def required_level(product_kind: str, levels: Mapping[str, int]) -> int:
    """Return the level a product of this kind must reach; the lot for «other» where none is set."""
    return levels.get(product_kind, levels["other"])


def _agreed(values: list[Any]) -> Any:
    return values[0] if values and all(value == values[0] for value in values) else None


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _clip(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _written(parties: tuple[Party, ...], text: str) -> str:
    said = (letters.squeeze(text[p.span.start : p.span.end]) or p.name for p in parties)
    return _joined(said)


def _due(duty: Duty) -> tuple[str, str | None]:
    """Return precision and value; working days counted from the document's day count as named."""
    due = duty.deadline
    if due.value and due.type in set(Precision):
        return due.type, due.value
    counted = _WORKING_DAYS.search(due.relative or "")
    if counted:
        return Precision.WORKING_DAYS, counted[1]
    return Precision.NONE, None


def _deed(duty: Duty) -> str:
    """Return what is to be done, without the deadline where it closes the sentence."""
    deed, due = duty.action.rstrip(" .;,"), duty.deadline.raw
    if due and deed.endswith(due) and len(deed) > len(due):
        return _LOOSE_END.sub("", deed.removesuffix(due))
    return duty.action


def _due_text(duty: Duty) -> str:
    """Return the words that set a deadline; how often a thing recurs is no deadline."""
    due = duty.deadline
    if due.recurrence and not due.value:
        return letters.squeeze(due.relative or "")
    return letters.squeeze(due.raw or due.relative or "")


def _evidence(duty: Duty) -> Evidence:
    rule = duty.rule or "duty"
    inherited = ".inherited" if duty.lead_inherited else ""
    when = "recurrence" if duty.deadline.recurrence and not duty.deadline.value else "due_on"
    places: dict[str, tuple[Span | None, str]] = {
        "title": (duty.action_span, rule),
        "lead": (_hull(duty.lead), f"{rule}.lead{inherited}"),
        "partners": (_hull(duty.coordinating), f"{rule}.partners"),
        "executing": (_hull(duty.executing), f"{rule}.executing"),
        when: (duty.deadline.span, duty.deadline.rule or "deadline"),
        "product": (duty.product_span, f"{rule}.product"),
        "report_to": (duty.report_to.span if duty.report_to else None, f"{rule}.report_to"),
    }
    found = {
        name: _words(span, said)
        for name, (span, said) in places.items()
        if span is not None and span.start < span.end
    }
    unknown = [party.name for party in duty.lead if not party.known]
    if unknown and "lead" in found:
        found["lead"]["unknown"] = unknown
    return found


def _words(span: Span, rule: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "rule": rule}


def _hull(parties: tuple[Party, ...]) -> Span | None:
    if not parties:
        return None
    return Span(min(p.span.start for p in parties), max(p.span.end for p in parties))


def _guessed(values: Values, text: str, span: Span, product: Span | None) -> Values:
    """Add what the words say about kind, field, axis, the person answerable, the approver."""
    at = values.evidence.get("title")
    deed = Span(at["start"], at["end"]) if at else span
    said = text[deed.start : deed.end]
    guesses = {"field": words.field(said), "axis": words.axis(said)}
    found: dict[str, Any] = {}
    evidence = dict(values.evidence)
    in_product = words.product_kind(text[product.start : product.end]) if product else None
    if product and in_product:
        evidence["product_kind"] = _shifted(in_product, product.start)
        found["product_kind"] = in_product.value
    else:
        guesses["product_kind"] = words.product_kind(said)
    for name, guess in guesses.items():
        if guess:
            evidence[name] = _shifted(guess, deed.start)
            found[name] = guess.value
    if _ROLE.match(values.lead_text) and "lead" in evidence:
        found["responsible"] = _clip(values.lead_text, 160)
        evidence["responsible"] = {**evidence["lead"], "rule": "lead.role"}
    if values.report_to and _SUBMIT.search(said) and "report_to" in evidence:
        found["authority"] = _clip(values.report_to, 160)
        evidence["authority"] = {**evidence["report_to"], "rule": "report_to.submitted"}
    return replace(values, evidence=evidence, **found)


def _shifted(guess: words.Guess, by: int) -> dict[str, Any]:
    return {"start": guess.start + by, "end": guess.end + by, "rule": guess.rule}
