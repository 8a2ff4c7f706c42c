"""Adding to the journal; nothing here changes or removes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from thucchat.audit import rules
from thucchat.audit.models import ChainHead, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened to one row, before it has a place in the chain."""

    kind: str
    target: models.Model
    data: dict[str, Any] = field(default_factory=dict)


def record(
    kind: str, target: models.Model, *, by: AbstractBaseUser | None, at: datetime, **data: Any
) -> Event:
    """Add one event in the transaction of the change it tells of; ``data`` must be JSON values."""
    return record_many([Entry(kind, target, data)], by=by, at=at)[0]


@transaction.atomic
def record_many(
    entries: Iterable[Entry], *, by: AbstractBaseUser | None, at: datetime
) -> list[Event]:
    """
    Add many events in order; the number of statements grows only with every 500 events.

    The row of the chain's head is locked first, so two processes never take the same number.

    :raises TypeError: ``data`` holds something that is not JSON.
    :raises ValueError: ``data`` holds a number that JSON has not (NaN, infinity), or ``at`` has
        no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("an event needs an instant with its time zone")
    head, _ = ChainHead.objects.select_for_update().get_or_create(pk=1)
    events = []
    for entry in entries:
        head.seq += 1
        facts = {
            "seq": head.seq,
            "at": at,
            "kind": entry.kind,
            "by": by.pk if by else None,
            "target_type": entry.target._meta.label_lower,
            "target_id": str(entry.target.pk),
            "data": rules.plain(entry.data),
        }
        previous, head.hash = head.hash, rules.event_hash(head.hash, facts)
        facts["by_id"] = facts.pop("by")
        events.append(Event(**facts, previous_hash=previous, hash=head.hash))
    Event.objects.bulk_create(events, batch_size=500)
    head.save(update_fields=["seq", "hash"])
    return events
