"""The journal: added to, never changed; what is done to it behind its back is found."""

import itertools
import os
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from thucchat.audit import actions, queries, rules
from thucchat.audit.actions import Entry
from thucchat.audit.models import ChainHead, Event
from thucchat.audit.queries import Wanted
from thucchat.audit.tests.tampering import unguarded

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def chain(cast):
    """Five events, of two people and the system."""
    actions.record("tasks.created", cast.science, by=cast.officer, at=AT, title="Một")
    actions.record("tasks.issued", cast.science, by=cast.officer, at=AT + timedelta(hours=1))
    actions.record("orgs.loaded", cast.root, by=None, at=AT + timedelta(hours=2))
    actions.record("tasks.accepted", cast.police, by=cast.head, at=AT + timedelta(hours=3))
    actions.record("tasks.reported", cast.science, by=cast.head, at=AT + timedelta(hours=4))
    return cast


def problems():
    return [(fault.seq, fault.problem) for fault in queries.verify()]


# Adding


def test_an_event_says_who_did_what_when_on_what(cast):
    event = actions.record("tasks.created", cast.science, by=cast.officer, at=AT, title="Một")
    stored = Event.objects.get(pk=event.pk)
    assert (stored.seq, stored.kind, stored.by, stored.at) == (1, "tasks.created", cast.officer, AT)
    assert (stored.target_type, stored.target_id) == ("orgs.organisation", str(cast.science.pk))
    assert stored.data == {"title": "Một"}
    assert stored.previous_hash == rules.GENESIS


def test_each_event_is_tied_to_the_one_before(chain):
    events = list(Event.objects.order_by("seq"))
    assert [event.seq for event in events] == [1, 2, 3, 4, 5]
    for before, after in itertools.pairwise(events):
        assert after.previous_hash == before.hash
    assert queries.head() == (5, events[-1].hash)
    assert problems() == []


def test_many_events_cost_few_statements(cast, django_assert_max_num_queries):
    actions.record("first", cast.root, by=None, at=AT)
    entries = [Entry("tasks.split", cast.science, {"number": n}) for n in range(1200)]
    with django_assert_max_num_queries(40):  # SQLite takes ~110 rows a statement, plus savepoints
        made = actions.record_many(entries, by=cast.officer, at=AT)
    assert [event.seq for event in made] == list(range(2, 1202))
    assert problems() == []


def test_no_events_change_nothing(chain):
    before = queries.head()
    assert actions.record_many([], by=None, at=AT) == []
    assert queries.head() == before


def test_an_event_disappears_with_the_change_that_failed(cast):
    @transaction.atomic
    def fail():
        actions.record("tasks.created", cast.science, by=cast.officer, at=AT)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert queries.head() == (0, rules.GENESIS)
    assert problems() == []


def test_an_instant_without_a_zone_is_a_defect(cast):
    with pytest.raises(ValueError, match="time zone"):
        actions.record("x", cast.root, by=None, at=AT.replace(tzinfo=None))


def test_what_is_stored_hashes_to_what_was_recorded(cast):
    data = {"tuple": (1, 2.0), "large": 1e20, "small": 0.1, "chữ": "Đắk Lắk", "sâu": {"2": [None]}}
    actions.record("x", cast.root, by=None, at=AT, **data)
    assert problems() == []


# The database refuses


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET kind = 'x' WHERE seq = 2",
        "DELETE FROM audit_event WHERE seq = 2",
        "DELETE FROM audit_event",
    ],
)
def test_the_database_refuses_to_change_or_remove_events(chain, statement):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Event.objects.count() == 5


def test_the_orm_cannot_get_round_it(chain):
    event = Event.objects.get(pk=2)
    event.kind = "x"
    for attempt in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()


# Verification finds what was done past the triggers


def edit_data():
    Event.objects.filter(seq=2).update(data={"title": "Khác"})


def edit_person():
    Event.objects.filter(seq=2).update(by=None)


def edit_time():
    Event.objects.filter(seq=2).update(at=AT)


def remove_from_the_middle():
    Event.objects.filter(seq=3).delete()


def remove_two_from_the_middle():
    Event.objects.filter(seq__in=(2, 3)).delete()


def remove_the_first():
    Event.objects.filter(seq=1).delete()


def cut_the_end_off():
    Event.objects.filter(seq__gt=3).delete()


def empty_the_journal():
    Event.objects.all().delete()


def swap_two():
    Event.objects.filter(seq=2).update(seq=99)
    Event.objects.filter(seq=3).update(seq=2)
    Event.objects.filter(seq=99).update(seq=3)


def add_at_the_end():
    last = Event.objects.get(seq=5)
    facts = {"seq": 6, "at": AT, "kind": "x", "target_type": "t", "target_id": "1", "data": {}}
    hashed = rules.event_hash(last.hash, {**facts, "by": None})
    Event.objects.create(**facts, previous_hash=last.hash, hash=hashed)


def add_before_the_first():
    facts = {"seq": 0, "at": AT, "kind": "x", "target_type": "t", "target_id": "1", "data": {}}
    hashed = rules.event_hash(rules.GENESIS, {**facts, "by": None})
    Event.objects.create(**facts, previous_hash=rules.GENESIS, hash=hashed)


def edit_and_hash_anew():
    event = Event.objects.get(seq=2)
    facts = {**queries._facts(event), "kind": "tasks.cancelled"}
    hashed = rules.event_hash(event.previous_hash, facts)
    Event.objects.filter(seq=2).update(kind="tasks.cancelled", hash=hashed)


def lose_the_head():
    ChainHead.objects.all().delete()


def move_the_head():
    ChainHead.objects.update(seq=4)


@pytest.mark.parametrize(
    ("tamper", "seq", "words"),
    [
        (edit_data, 2, "nội dung khác"),
        (edit_person, 2, "nội dung khác"),
        (edit_time, 2, "nội dung khác"),
        (remove_from_the_middle, 4, "thiếu sự kiện số 3"),
        (remove_two_from_the_middle, 4, "thiếu sự kiện từ số 2 đến số 3"),
        (remove_the_first, 2, "thiếu sự kiện số 1"),
        (cut_the_end_off, 3, "điểm cuối"),
        (empty_the_journal, 0, "điểm cuối"),
        (swap_two, 2, "không nối tiếp"),
        (add_at_the_end, 6, "điểm cuối"),
        (add_before_the_first, 0, "đứng trước"),
        (edit_and_hash_anew, 3, "không nối tiếp"),
        (lose_the_head, 5, "điểm cuối"),
        (move_the_head, 5, "điểm cuối"),
    ],
)
def test_tampering_is_found(chain, tamper, seq, words):
    with unguarded():
        tamper()
    found = problems()
    assert any(at == seq and words in problem for at, problem in found), found


def test_after_tampering_the_triggers_stand_again(chain):
    with unguarded():
        pass
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(seq=1).update(kind="x")


# Reading


def test_the_events_of_some_rows_first_to_last(chain, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = queries.events_of(chain.science, chain.root)
    assert [row.kind for row in rows] == [
        "tasks.created",
        "tasks.issued",
        "orgs.loaded",
        "tasks.reported",
    ]
    assert [row.by_name for row in rows][2] == "Hệ thống"
    assert rows[0].by_name == chain.officer.full_name


def test_nothing_happened_to_nothing(chain):
    assert queries.events_of() == []
    assert queries.events_of(chain.commune) == []


def test_the_journal_is_read_page_by_page(chain, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = queries.latest(limit=2)
    assert [row.seq for row in first] == [5, 4]
    assert [row.seq for row in queries.latest(limit=2, before=4)] == [3, 2]
    assert queries.latest(before=1) == []


def test_the_journal_is_filtered(chain):
    def found(**wanted):
        return [row.seq for row in queries.latest(Wanted(**wanted))]

    science = str(chain.science.pk)
    assert found() == [5, 4, 3, 2, 1]
    assert found(kind="tasks.") == [5, 4, 2, 1]
    assert found(kind="tasks.issued") == [2]
    assert found(target_type="orgs.organisation", target_id=science) == [5, 2, 1]
    assert found(target_type="orgs.user") == []
    people = type(chain.head).objects.filter(pk=chain.head.pk)
    assert found(by=people) == [5, 4]


def test_words_for_engineers(chain):
    assert str(Event.objects.get(seq=1)) == "1 tasks.created"
    assert str(ChainHead.objects.get()).startswith("5 ")


# Two at once

RECORD_TEN = """
import django
django.setup()
from datetime import UTC, datetime
from thucchat.audit import actions
from thucchat.orgs.models import User
person = User.objects.get()
for _ in range(10):
    actions.record("x", person, by=None, at=datetime(2026, 11, 22, tzinfo=UTC))
"""


def record_in_processes(folder):
    """Let three processes write into one SQLite file; an in-memory test database has no others."""
    path = folder / "copy.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    workers = [
        subprocess.Popen([sys.executable, "-c", RECORD_TEN], env=environment)  # noqa: S603
        for _ in range(3)
    ]
    assert [worker.wait(timeout=60) for worker in workers] == [0, 0, 0]
    with sqlite3.connect(path) as copy:
        rows = copy.execute("SELECT seq, previous_hash, hash FROM audit_event ORDER BY seq")
        found = rows.fetchall()
    copy.close()
    return found


def record_in_threads(person):
    errors = []

    def work():
        try:
            for _ in range(10):
                actions.record("x", person, by=None, at=AT)
        except DatabaseError as error:
            errors.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert errors == []
    return list(Event.objects.values_list("seq", "previous_hash", "hash"))


@pytest.mark.django_db(transaction=True)
def test_events_of_several_processes_form_one_chain(django_user_model, tmp_path):
    person = django_user_model.objects.create(username="a")
    if connection.vendor == "sqlite":
        found = record_in_processes(tmp_path)
    else:
        found = record_in_threads(person)
    assert [seq for seq, _, _ in found] == list(range(1, 31))
    for (_, _, before), (_, after, _) in itertools.pairwise(found):
        assert after == before


@pytest.mark.django_db(transaction=True)
def test_a_test_that_really_commits_leaves_no_events_behind(django_user_model):
    assert not Event.objects.exists()
    actions.record("x", django_user_model.objects.create(username="a"), by=None, at=AT)
    assert problems() == []
