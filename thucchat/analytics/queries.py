"""Questions about snapshots."""

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from thucchat.analytics.models import Snapshot

WEEK = timedelta(days=7)


def folder_of(snapshot: Snapshot) -> Path:
    """Return where the snapshot's files lie."""
    return Path(settings.SNAPSHOT_ROOT) / snapshot.folder


def newest(*, on: date | None = None) -> Snapshot | None:
    """Return the newest snapshot, or the newest that shows ``on`` or a day before it."""
    found = Snapshot.objects.all()
    if on is not None:
        found = found.filter(on__lte=on)
    return found.first()


def newest_published() -> Snapshot | None:
    """Return the newest snapshot that was made public."""
    return Snapshot.objects.filter(published_at__isnull=False).first()


def week_before(snapshot: Snapshot) -> Snapshot | None:
    """Return the newest snapshot of a week earlier, else the oldest of an earlier day."""
    earlier = Snapshot.objects.filter(on__lt=snapshot.on)
    return earlier.filter(on__lte=snapshot.on - WEEK).first() or earlier.last()


def listed() -> QuerySet[Snapshot]:
    """Return every snapshot, the newest first, with who took it."""
    return Snapshot.objects.select_related("taken_by", "published_by")
