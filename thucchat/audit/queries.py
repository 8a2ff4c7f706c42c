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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events the journal page shows; an empty word asks for all."""

    kind: str = ""  # a kind, or the start of one: «tasks.»
    target_type: str = ""
    target_id: str = ""
    by: "models.QuerySet[Any] | None" = None  # only what these people did


def latest(
    wanted: Wanted | None = None, *, limit: int = 100, before: int | None = None
) -> list[EventRow]:
    """List the newest events, newest first; ``before`` continues from a page's last ``seq``."""
    events = Event.objects.order_by("-seq")
    if wanted is not None:
        events = _only(events, wanted)
    if before is not None:
        events = events.filter(seq__lt=before)
    return _rows(events[:limit])


def _only(events: "models.QuerySet[Event]", wanted: Wanted) -> "models.QuerySet[Event]":
    if wanted.kind:
        events = events.filter(kind__startswith=wanted.kind)
    if wanted.target_type:
        events = events.filter(target_type=wanted.target_type)
    if wanted.target_id:
        events = events.filter(target_id=wanted.target_id)
    if wanted.by is not None:
        events = events.filter(by__in=wanted.by)
    return events


def head() -> tuple[int, str]:
    """Return the number of events and the last hash: note it elsewhere to prove the past."""
    found = ChainHead.objects.filter(pk=1).first()
    return (found.seq, found.hash) if found else (0, rules.GENESIS)


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
            yield Fault(event.seq, _gap(seq, event.seq))
            seq = event.seq
        if event.previous_hash != previous:
            yield Fault(event.seq, "không nối tiếp sự kiện đứng trước")
        if rules.event_hash(event.previous_hash, _facts(event)) != event.hash:
            yield Fault(event.seq, "nội dung khác với mã băm đã ghi")
        previous = event.hash
    if head() != (seq, previous):
        yield Fault(seq, "điểm cuối của nhật ký không khớp: có sự kiện bị cắt bỏ hoặc chèn thêm")


def _gap(expected: int, found: int) -> str:
    if found < expected:
        return f"số thứ tự {found} đứng trước số {expected}"
    if found == expected + 1:
        return f"thiếu sự kiện số {expected}"
    return f"thiếu sự kiện từ số {expected} đến số {found - 1}"


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
