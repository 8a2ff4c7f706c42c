"""Taking a position down, and making it public."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from thucchat.analytics import exports
from thucchat.analytics.models import Snapshot
from thucchat.audit.actions import record
from thucchat.kernel.errors import Refused
from thucchat.kernel.periods import day_end, local_day
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User

_UNFINISHED = ".unfinished"


def take_snapshot(on: date, *, by: User | None, at: datetime) -> Snapshot:
    """
    Write all facts as they stood at the end of the day ``on`` (today: now) into files.

    Identical facts give the snapshot that is already there. The files appear under their
    name only when all are complete; what an interrupted run left is swept by the next one.
    """
    _check_national(by)
    today = local_day(at)
    if on > today:
        raise Refused(
            "analytics.future",
            f"Chưa chốt được số liệu ngày {on:%d/%m/%Y} vì ngày đó chưa tới. "
            f"Hãy chọn ngày không muộn hơn hôm nay, {today:%d/%m/%Y}.",
        )
    root = Path(settings.SNAPSHOT_ROOT)
    with _alone(root) as unfinished:
        rows = exports.write_all(unfinished, on=on, cutoff=min(day_end(on), at))
        sha256 = exports.manifest_hash(unfinished)
        folder = f"{on:%Y/%m/%d}-{sha256[:16]}"
        _put_in_place(unfinished, root / folder)
        return _register(
            Snapshot(on=on, taken_at=at, taken_by=by, folder=folder, sha256=sha256, rows=rows)
        )


@contextmanager
def _alone(root: Path) -> Iterator[Path]:
    """Give an empty folder to write in; one run at a time, the lock ends with its process."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        unfinished = root / _UNFINISHED
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        try:
            yield unfinished
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def _put_in_place(unfinished: Path, final: Path) -> None:
    """Rename the complete folder, once its bytes are on the disk; whole files stay as they are."""
    if final.exists() and not exports.broken_files(final):
        return
    for path in unfinished.iterdir():
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
    shutil.rmtree(final, ignore_errors=True)
    final.parent.mkdir(parents=True, exist_ok=True)
    unfinished.rename(final)


@transaction.atomic
def _register(new: Snapshot) -> Snapshot:
    known = Snapshot.objects.filter(sha256=new.sha256).first()
    if known is not None:
        return known
    new.save()
    record(
        "snapshot.taken",
        new,
        by=new.taken_by,
        at=new.taken_at,
        on=new.on.isoformat(),
        sha256=new.sha256,
        rows=new.rows,
    )
    return new


def _check_national(by: User | None) -> None:
    """Refuse a person who does not answer for the whole country; a snapshot holds all of it."""
    root_id = orgs.root_id()
    if by is not None and root_id is not None:
        orgs.check_may(by, Ability.SNAPSHOT, root_id)


@transaction.atomic
def publish(snapshot_id: int, *, by: User | None, at: datetime) -> Snapshot:
    """Make the totals of a snapshot public; by the body that answers for the whole country."""
    snapshot = Snapshot.objects.select_for_update().get(pk=snapshot_id)
    _check_national(by)
    if snapshot.published_at is not None:
        raise Refused("analytics.published", f"Số liệu đến {snapshot} đã được công khai rồi.")
    snapshot.published_at, snapshot.published_by = at, by
    snapshot.save(update_fields=["published_at", "published_by"])
    record("snapshot.published", snapshot, by=by, at=at, on=snapshot.on.isoformat())
    return snapshot
