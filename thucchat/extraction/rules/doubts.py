"""What a person should look at before a proposal becomes a task."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thucchat.extraction.rules.values import SURE
from thucchat.vntext.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A proposal as plain values."""

    span: Span
    title: str
    has_lead: bool
    lead_text: str
    lead_unknown: tuple[str, ...]
    due_on: date | None
    due_text: str
    recurrence: str
    issued_on: date | None
    score: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at: the form's field and what to say beside it."""

    field: str
    words: str


def doubts(facts: Facts, others: Iterable[Span]) -> list[Doubt]:
    """List the doubts in the order of the form; none: the proposal may be accepted in bulk."""
    found = [
        Doubt(field, said)
        for field, said in (
            ("title", _title(facts)),
            ("lead", _lead(facts)),
            ("due_on", _time(facts)),
        )
        if said
    ]
    if any(facts.span.overlaps(other) for other in others):
        found.insert(0, Doubt("title", "Đoạn này chồng lên một đề xuất khác: tránh giao hai lần."))
    return found


def _title(facts: Facts) -> str:
    if facts.score < SURE:
        return "Máy không chắc đây là câu giao việc: đọc lại nguyên văn."
    if len(facts.title.split()) < 4:
        return "Nội dung quá ngắn: ghi rõ phải làm gì, với cái gì."
    return ""


def _lead(facts: Facts) -> str:
    if facts.has_lead:
        return ""
    if facts.lead_unknown:
        return (
            f"Văn bản ghi «{facts.lead_text}», không có trong danh mục cơ quan: chọn cơ quan đúng."
        )
    if ";" in facts.lead_text:
        return f"Văn bản ghi nhiều cơ quan ({facts.lead_text}): chọn một chủ trì hoặc tách việc."
    if facts.lead_text:
        return f"Văn bản ghi «{facts.lead_text}», chưa rõ một cơ quan cụ thể: chọn cơ quan chủ trì."
    return "Văn bản không nêu cơ quan chủ trì."


def _time(facts: Facts) -> str:
    if facts.due_on is None:
        if facts.recurrence:
            return ""
        if facts.due_text:
            return f"Văn bản ghi «{facts.due_text}»: nhập ngày cụ thể."
        return "Văn bản không nêu thời hạn."
    if facts.issued_on and facts.due_on < facts.issued_on:
        return "Thời hạn sớm hơn ngày ban hành văn bản: kiểm tra lại năm."
    return ""
