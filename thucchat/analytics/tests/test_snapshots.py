import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyarrow import parquet

from thucchat.analytics import actions, engine, exports, queries, tables
from thucchat.analytics.models import Snapshot
from thucchat.analytics.tests import factories as make
from thucchat.audit.models import Event
from thucchat.kernel.errors import Refused
from thucchat.kernel.periods import day_end
from thucchat.orgs.choices import Role
from thucchat.orgs.tests.factories import make_tree, make_user
from thucchat.tasks.models import Task
from thucchat.verification.models import Decision

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 29)
LATER = make.instant(date(2026, 9, 1))


def read(snapshot, name):
    path = queries.folder_of(snapshot) / f"{name}.parquet"
    return parquet.read_table(path).to_pylist()


def test_a_snapshot_holds_the_tasks_in_force_and_nothing_else():
    expected = make.position(ON)
    snapshot = actions.take_snapshot(ON, by=None, at=LATER)
    assert snapshot.rows["task"] == len(read(snapshot, "task")) == expected["all"]
    assert snapshot.rows["claim"] == expected["declared"]


def test_every_table_keeps_its_contract():
    make.position(ON)
    folder = queries.folder_of(actions.take_snapshot(ON, by=None, at=LATER))
    for table in tables.TABLES.values():
        assert parquet.read_schema(folder / f"{table.name}.parquet") == table.schema
    for column in (c for t in tables.TABLES.values() for c in t.columns):
        assert column.meaning


def test_the_same_facts_give_the_same_bytes_and_one_snapshot():
    make.position(ON)
    first = actions.take_snapshot(ON, by=None, at=LATER)
    before = {p.name: p.read_bytes() for p in queries.folder_of(first).iterdir()}
    shutil.rmtree(queries.folder_of(first))
    again = actions.take_snapshot(ON, by=None, at=LATER + timedelta(days=90))
    assert again == first
    assert Snapshot.objects.count() == 1
    assert {p.name: p.read_bytes() for p in queries.folder_of(again).iterdir()} == before
    assert Event.objects.filter(kind="snapshot.taken").count() == 1


def test_a_past_day_is_the_same_after_later_events():
    make.position(ON)
    waits = make.make_task(due_on=date(2026, 7, 15))
    put = make.claim(waits, make.instant(ON))
    first = actions.take_snapshot(ON, by=None, at=day_end(ON) + timedelta(hours=1))

    day = [make.instant(ON + timedelta(days=n)) for n in range(5)]
    counted = Task.objects.filter(pk__in=[row["task_id"] for row in read(first, "task")])
    make.decide(put, day[1], 4)  # answered the day after
    make.report(make.make_task(waits.lead, issued_at=day[1]), day[2])  # issued the day after
    make.move(waits, day[2], date(2026, 12, 31))
    for decision in Decision.objects.filter(verdict="recognised", reopening=None):
        make.reopen(decision, day[3])
    for task in counted[:3]:
        make.cancel(task, day[4])

    assert actions.take_snapshot(ON, by=None, at=LATER) == first
    now = actions.take_snapshot(LATER.date(), by=None, at=LATER + timedelta(days=1))
    assert read(now, "task") != read(first, "task")


@pytest.mark.parametrize(
    ("hour", "counted"),
    [(16, True), (17, False)],  # 23:00 on the day, 00:00 of the next one in Hà Nội
)
def test_the_day_ends_at_midnight_in_hanoi(hour, counted):
    make.claim(make.make_task(), make.instant(ON, hour))
    snapshot = actions.take_snapshot(ON, by=None, at=LATER)
    assert len(read(snapshot, "claim")) == counted


def test_today_is_taken_as_it_is_now():
    at = make.instant(ON, 5)
    make.claim(make.make_task(), make.instant(ON, 4))
    make.claim(make.make_task(), make.instant(ON, 6))
    assert len(read(actions.take_snapshot(ON, by=None, at=at), "claim")) == 1


def test_a_day_to_come_is_refused():
    with pytest.raises(Refused, match="chưa tới") as refusal:
        actions.take_snapshot(ON, by=None, at=make.instant(ON - timedelta(days=1)))
    assert refusal.value.code == "analytics.future"
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("role", [r for r in Role if r != Role.COORDINATOR])
def test_only_a_coordinator_takes_a_snapshot(role):
    with pytest.raises(Refused):
        actions.take_snapshot(ON, by=make_user(role, make_tree("VN")["VN"]), at=LATER)
    assert not Snapshot.objects.exists()


def test_a_run_that_is_killed_leaves_nothing_half(monkeypatch):
    make.position(ON)
    root = queries.folder_of(Snapshot(folder="."))

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(exports, "_write_manifest", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.take_snapshot(ON, by=None, at=LATER)
    assert not Snapshot.objects.exists()
    assert [p for p in root.rglob("*") if p.is_file() and p.name != ".lock"] == []

    # what even «finally» could not sweep (a pulled plug) is swept by the next run
    (root / ".unfinished").mkdir()
    (root / ".unfinished" / "task.parquet").write_bytes(b"half")
    snapshot = actions.take_snapshot(ON, by=None, at=LATER)
    assert not (root / ".unfinished").exists()
    assert exports.broken_files(queries.folder_of(snapshot)) == []


def test_a_changed_file_is_found_and_mended():
    make.position(ON)
    snapshot = actions.take_snapshot(ON, by=None, at=LATER)
    folder = queries.folder_of(snapshot)
    (folder / "claim.parquet").write_bytes(b"changed")
    (folder / "task.parquet").unlink()
    assert sorted(exports.broken_files(folder)) == ["claim.parquet", "task.parquet"]
    actions.take_snapshot(ON, by=None, at=LATER)
    assert exports.broken_files(folder) == []


def test_the_manifest_names_the_day_and_every_file():
    make.position(ON)
    snapshot = actions.take_snapshot(ON, by=None, at=LATER)
    manifest = json.loads((queries.folder_of(snapshot) / exports.MANIFEST).read_text())
    assert manifest["on"] == "2026-06-29"
    assert set(manifest["tables"]) == set(tables.TABLES)
    assert exports.manifest_hash(queries.folder_of(snapshot)) == snapshot.sha256


def test_statements_grow_with_batches_not_with_tasks(monkeypatch):
    make.position(ON)

    def statements():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            exports.write_all(_empty(), on=ON, cutoff=day_end(ON))
        return len(seen)

    def _empty():
        folder = queries.folder_of(Snapshot(folder=".")) / "x"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    once = statements()
    monkeypatch.setattr(exports, "BATCH", 8)  # 23 tasks: three batches
    assert statements() == once + 2 * 4


def test_only_the_root_body_makes_a_snapshot_public():
    tree = make_tree("VN", "T01")
    snapshot = actions.take_snapshot(ON, by=None, at=LATER)
    with pytest.raises(Refused):
        actions.publish(snapshot.pk, by=make_user(Role.COORDINATOR, tree["T01"]), at=LATER)
    assert queries.newest_published() is None
    officer = make_user(Role.COORDINATOR, tree["VN"])
    actions.publish(snapshot.pk, by=officer, at=LATER)
    assert queries.newest_published() == snapshot
    with pytest.raises(Refused, match="đã được công khai"):
        actions.publish(snapshot.pk, by=officer, at=LATER)


def test_the_week_before_is_seven_days_or_the_oldest():
    take = {}
    for days in (20, 12, 8, 3, 0):
        make.make_task()
        take[days] = actions.take_snapshot(ON - timedelta(days=days), by=None, at=LATER)
    assert queries.newest() == take[0]
    assert queries.newest(on=ON - timedelta(days=9)) == take[12]
    assert queries.week_before(take[0]) == take[8]
    assert queries.week_before(take[12]) == take[20]
    assert queries.week_before(take[20]) is None


@pytest.mark.parametrize("url", ["sc://localhost:15002", "duckdb:///x.db", ""])
def test_other_engines_are_named_as_not_built_in(url):
    with pytest.raises(ValueError, match="ANALYTICS_URL"):
        engine.connect(url)


def test_the_engine_is_bounded(settings, tmp_path):
    settings.ANALYTICS_MEMORY, settings.ANALYTICS_TEMP_SIZE = "200MB", "300MB"
    settings.ANALYTICS_TEMP_DIR = str(tmp_path / "spill")
    backend = engine.connect("duckdb://")
    names = ("memory_limit", "max_temp_directory_size", "temp_directory")
    found = [backend.con.execute(f"select current_setting('{n}')").fetchone()[0] for n in names]
    backend.disconnect()
    assert found == ["190.7 MiB", "286.1 MiB", str(tmp_path / "spill")]
    assert Path(tmp_path / "spill").is_dir()
