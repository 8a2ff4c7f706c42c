"""How an event is hashed."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thucchat.audit import rules

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FACTS = {
    "seq": 1,
    "at": AT,
    "kind": "tasks.issued",
    "by": 7,
    "target_type": "tasks.task",
    "target_id": "12",
    "data": {"tên": "Nhiệm vụ"},
}


def test_any_program_can_compute_the_hash():
    text = (
        '{"at":"2026-11-22T03:00:00.000000+00:00","by":7,"data":{"tên":"Nhiệm vụ"},'
        '"kind":"tasks.issued","seq":1,"target_id":"12","target_type":"tasks.task"}'
    )
    expected = hashlib.sha256(f"{rules.GENESIS}\n{text}".encode()).hexdigest()
    assert rules.event_hash(rules.GENESIS, FACTS) == expected


def test_the_same_instant_in_another_zone_gives_the_same_hash():
    hanoi = AT.astimezone(timezone(timedelta(hours=7)))
    assert rules.event_hash("a", {**FACTS, "at": hanoi}) == rules.event_hash("a", FACTS)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("seq", 2),
        ("at", AT + timedelta(microseconds=1)),
        ("kind", "tasks.accepted"),
        ("by", None),
        ("target_type", "tasks.report"),
        ("target_id", "13"),
        ("data", {"tên": "Nhiem vu"}),
    ],
)
def test_every_fact_counts(name, other):
    assert rules.event_hash("a", {**FACTS, name: other}) != rules.event_hash("a", FACTS)


def test_what_came_before_counts():
    assert rules.event_hash("a", FACTS) != rules.event_hash("b", FACTS)


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        ({"a": (1, 2)}, {"a": [1, 2]}),
        ({10: "x", 9: "y"}, {"10": "x", "9": "y"}),
        ({"a": 2.0}, {"a": 2}),
        ({"a": 1e20}, {"a": 10**20}),
        ({"a": 0.1, "b": -1.5}, {"a": 0.1, "b": -1.5}),
        ({"a": {"b": [1.0, None, True]}}, {"a": {"b": [1, None, True]}}),
    ],
)
def test_data_are_kept_as_any_database_gives_them_back(data, plain):
    assert repr(rules.plain(data)) == repr(plain)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"a": AT}, TypeError),
        ({"a": {1}}, TypeError),
        ({"a": float("nan")}, ValueError),
        ({"a": float("inf")}, ValueError),
    ],
)
def test_what_is_not_json_is_a_defect(data, error):
    with pytest.raises(error):
        rules.plain(data)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES))
def test_plain_data_stay_as_they_are(data):
    once = rules.plain(data)
    assert rules.plain(once) == once
