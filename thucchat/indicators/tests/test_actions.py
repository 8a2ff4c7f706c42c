from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from thucchat.analytics import actions as snapshots
from thucchat.analytics.tests import factories as make
from thucchat.audit.models import Event
from thucchat.indicators import actions, definitions
from thucchat.indicators.models import DefinitionVersion, ListedTask, Value
from thucchat.orgs.tests.factories import make_org

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 29)
LATER = make.instant(date(2026, 9, 1))


@pytest.fixture
def expected():
    return make.position(ON)


@pytest.fixture
def snapshot(expected):
    found = snapshots.take_snapshot(ON, by=None, at=LATER)
    actions.compute(found.pk, at=LATER)
    return found


def total(snapshot, indicator_id):
    return Value.objects.get(snapshot=snapshot, indicator_id=indicator_id, dimension="")


def test_a_country_in_miniature_is_counted_right(snapshot, expected):
    counted = {
        "task_total": ("all", "all"),
        "task_with_deadline": ("deadline", "all"),
        "task_regular": ("regular", "all"),
        "task_done": ("done", "deadline"),
        "task_within": ("within", "deadline"),
        "task_overdue": ("overdue", "deadline"),
        "task_recognised_rate": ("recognised", "deadline"),
        "task_on_time": ("on_time", "recognised"),
        "task_declared": ("declared", "deadline"),
        "task_recognised": ("recognised", "declared"),
        "task_awaiting": ("awaiting", "declared"),
        "task_hollow": ("hollow", "declared"),
    }
    for indicator_id, (numerator, denominator) in counted.items():
        value = total(snapshot, indicator_id)
        found = (value.numerator, value.denominator)
        assert found == (expected[numerator], expected[denominator]), indicator_id


def test_the_parts_make_up_the_whole(snapshot):
    n = {v.indicator_id: v.numerator for v in Value.objects.filter(dimension="")}
    assert n["task_declared"] == n["task_recognised"] + n["task_awaiting"] + n["task_hollow"]
    assert n["task_gap"] == n["task_awaiting"] + n["task_hollow"]
    assert n["task_with_deadline"] == n["task_done"] + n["task_within"] + n["task_overdue"]
    of_due = total(snapshot, "task_done_of_due")
    assert of_due.denominator == n["task_done"] + n["task_overdue"]
    assert of_due.value > total(snapshot, "task_done").value  # its own, smaller denominator


@pytest.mark.parametrize("dimension", ["lead", "bloc", "axis", "field", "resolution"])
def test_groups_add_up_to_the_total(snapshot, dimension):
    for definition in definitions.all_definitions().values():
        if dimension not in definition.by:
            continue
        rows = Value.objects.filter(
            snapshot=snapshot, indicator_id=definition.id, dimension=dimension
        )
        whole = total(snapshot, definition.id)
        assert sum(v.numerator for v in rows) == whole.numerator, definition.id
        assert sum(v.denominator for v in rows) == whole.denominator, definition.id
        assert all(v.key_label for v in rows)


def test_a_subtree_takes_in_the_bodies_below():
    province = make_org("T01", level="province", bloc="local", name="Hà Nội")
    commune = make_org("X00004", parent=province, level="commune", bloc="local")
    for lead in (province, commune, commune):
        make.make_task(lead)
    make.make_task(make_org("BCA"))
    snapshot = snapshots.take_snapshot(ON, by=None, at=LATER)
    actions.compute(snapshot.pk, at=LATER)
    found = Value.objects.filter(indicator_id="task_total").exclude(key="57-NQ/TW")
    counts = {(v.dimension, v.key, v.key_label): v.numerator for v in found}
    assert counts[("subtree", "T01", "Hà Nội")] == 3
    assert counts[("province", "T01", "Hà Nội")] == 3
    assert counts[("lead", "T01", "Hà Nội")] == 1
    assert ("subtree", "X00004", "Cơ quan X00004") not in counts  # nobody below: see its lead
    assert ("province", "", "") not in counts


def test_a_small_group_has_counts_and_no_rate():
    small = make_org("NHO")
    make.make_task(small)
    snapshot = snapshots.take_snapshot(ON, by=None, at=LATER)
    actions.compute(snapshot.pk, at=LATER)
    value = Value.objects.get(indicator_id="task_done", dimension="lead", key="NHO")
    assert (value.numerator, value.denominator, value.value) == (0, 1, None)


def test_no_facts_give_no_value_rather_than_zero():
    snapshot = snapshots.take_snapshot(ON, by=None, at=LATER)
    actions.compute(snapshot.pk, at=LATER)
    found = Value.objects.all()
    assert found.count() == len(definitions.all_definitions())  # the totals, and no group
    assert {(v.numerator, v.denominator, v.value) for v in found} == {(0, 0, None)}


def test_the_median_is_in_days_and_says_how_many_were_measured(snapshot):
    value = total(snapshot, "claim_days_median")
    assert (value.numerator, value.denominator) == (9, 12)  # 3 still wait
    assert value.value == Decimal(2)
    decided = total(snapshot, "claim_decided")
    assert (decided.numerator, decided.denominator) == (9, 12)


def test_computing_again_changes_nothing(snapshot):
    before = list(Value.objects.order_by("pk").values())
    assert actions.compute(snapshot.pk, at=LATER + timedelta(days=1)) == 0
    assert list(Value.objects.order_by("pk").values()) == before
    assert Event.objects.filter(kind="indicators.computed").count() == 1


def test_a_new_version_stands_beside_the_old_one(snapshot, monkeypatch):
    old = total(snapshot, "task_done")
    stricter = replace(
        definitions.all_definitions()["task_done"], version=2, formula="tasks.recognised"
    )
    monkeypatch.setattr(definitions, "all_definitions", lambda: {"task_done": stricter})
    assert actions.compute(snapshot.pk, at=LATER) > 0
    both = Value.objects.filter(indicator_id="task_done", dimension="").order_by(
        "definition_version"
    )
    assert [v.definition_version for v in both] == [1, 2]
    assert both[0] == old
    assert both[0].numerator != both[1].numerator
    kept = DefinitionVersion.objects.filter(indicator_id="task_done")
    assert [row.content["formula"] for row in kept] == ["tasks.recognised", "tasks.done"]


def test_a_definition_may_not_change_under_its_version(snapshot, monkeypatch):
    changed = replace(definitions.all_definitions()["task_done"], formula="tasks.recognised")
    monkeypatch.setattr(definitions, "all_definitions", lambda: {"task_done": changed})
    with pytest.raises(ValueError, match="raise it"):
        actions.compute(snapshot.pk, at=LATER)


def test_late_hollow_and_stuck_tasks_are_named(snapshot, expected):
    rows = {}
    for row in ListedTask.objects.all():
        rows.setdefault(row.indicator_id, []).append(row)
    assert len(rows["task_overdue"]) == expected["overdue"]
    assert {row.days for row in rows["task_overdue"]} == {20}
    assert len(rows["task_hollow"]) == expected["hollow"]
    assert {row.days for row in rows["task_hollow"]} == {30}  # since the claim
    # a claim 30 days ago is a word; those that never said anything since January are stuck
    assert len(rows["task_stuck"]) == 8
    assert all(row.lead_label.startswith("Cơ quan") for row in rows["task_stuck"])


@pytest.mark.parametrize(
    "wrong", [{"denominator": 0}, {"unit": ""}, {"unit": "kg"}, {"key": "BCA"}]
)
def test_the_database_refuses_a_value_that_says_too_little(snapshot, wrong):
    value = total(snapshot, "task_done")
    for name, content in wrong.items():
        setattr(value, name, content)
    with pytest.raises(IntegrityError), transaction.atomic():
        value.save()


def test_a_run_that_breaks_stores_nothing(expected, monkeypatch):
    snapshot = snapshots.take_snapshot(ON, by=None, at=LATER)

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "_listed", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        actions.compute(snapshot.pk, at=LATER)
    assert not Value.objects.exists()
    assert not DefinitionVersion.objects.exists()


def test_statements_do_not_grow_with_tasks(expected):
    with CaptureQueriesContext(connection) as few:
        first = snapshots.take_snapshot(ON, by=None, at=LATER)
        actions.compute(first.pk, at=LATER)
    for _ in range(30):
        make.make_task(make_org())
    with CaptureQueriesContext(connection) as many:
        second = snapshots.take_snapshot(ON, by=None, at=LATER)
        actions.compute(second.pk, at=LATER)
    assert first != second
    assert len(many) <= len(few)
