"""Reading the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from thucchat.audit import rules
from thucchat.audit.models import ChainHead, Event


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event for a timeline or the journal page."""

    seq: int
    at: datetime
    kind: str
    by_name: str
    target_type: str
    target_id: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the chain does not hold."""

    seq: int
    problem: str


def _rows(events: "models.QuerySet[Event]") -> list[EventRow]:
    return [
        EventRow(
            e.seq,
            e.at,
            e.kind,
            str(e.by) if e.by else "Hệ thống",
            e.target_type,
            e.target_id,
            e.data,
        )
        for e in events.select_related("by")
    ]


def events_of(*targets: models.Model) -> list[EventRow]:
    """List what happened to the given rows, first to last; one statement."""
    wanted = models.Q(pk__in=())
    for target in targets:
        wanted |= models.Q(target_type=target._meta.label_lower, target_id=str(target.pk))
    return _rows(Event.objects.filter(wanted).order_by("seq"))


def latest(*, limit: int = 100, before: int | None = None) -> list[EventRow]:
    """List the newest events, newest first; ``before`` continues from a page's last ``seq``."""
    events = Event.objects.order_by("-seq")
    if before is not None:
        events = events.filter(seq__lt=before)
    return _rows(events[:limit])


def verify() -> Iterator[Fault]:
    """
    Walk the whole chain and yield every fault.

    Finds a changed, removed, added or reordered event and a cut-off end. Memory does not
    grow with the number of events.
    """
    seq, previous = 0, rules.GENESIS
    for event in Event.objects.order_by("seq").iterator(chunk_size=2000):
        seq += 1
        if event.seq != seq:
            yield Fault(event.seq, f"thiếu sự kiện từ số {seq} đến số {event.seq - 1}")
            seq = event.seq
        if event.previous_hash != previous:
            yield Fault(event.seq, "không nối tiếp sự kiện đứng trước")
        if rules.event_hash(event.previous_hash, _facts(event)) != event.hash:
            yield Fault(event.seq, "nội dung khác với mã băm đã ghi")
        previous = event.hash
    head = ChainHead.objects.filter(pk=1).first()
    if (head.seq, head.hash) != (seq, previous) if head else seq:
        yield Fault(seq, "điểm cuối của nhật ký không khớp: có sự kiện bị cắt bỏ hoặc chèn thêm")


def _facts(event: Event) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "at": event.at,
        "kind": event.kind,
        "by": event.by_id,
        "target_type": event.target_type,
        "target_id": event.target_id,
        "data": event.data,
    }
