"""Formulas against the naive reference, on random facts; and that they compile for a cluster."""

import statistics
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from thucchat.analytics import engine, tables
from thucchat.indicators import definitions, evaluate
from thucchat.indicators.choices import Dimension, Statistic
from thucchat.indicators.formulas import FORMULAS
from thucchat.indicators.tests import reference

ON = date(2026, 6, 29)
DEFINITIONS = definitions.all_definitions()
days = st.integers(-60, 60).map(lambda n: ON + timedelta(days=n))
levels = st.none() | st.integers(0, 5)
START = datetime(2026, 5, 1, tzinfo=UTC)

PLACE = {
    "lead_code": st.sampled_from(["AA", "BB", "T01"]),
    "bloc": st.sampled_from(["party", "local"]),
    "province_code": st.sampled_from(["", "T01", "T04"]),
    "resolution": st.sampled_from(["57-NQ/TW", "68-NQ/TW"]),
    "axis": st.sampled_from(["", "st", "dx"]),
    "field": st.sampled_from(["", "data"]),
    "kind": st.sampled_from(["deadline", "deadline", "regular"]),
}


@st.composite
def tasks(draw):
    """A task as a snapshot may hold it; combinations that actions never make are in, too."""
    recognised, required = draw(levels), draw(st.integers(0, 5))
    finished = recognised is not None and recognised >= required
    moves = draw(st.integers(0, 3))
    return {
        "task_id": 1,
        "code": "x",
        "title": "x",
        "product_kind": "",
        "owner_code": "AA",
        "parent_id": None,
        "required_level": required,
        "issued_on": ON - timedelta(days=draw(st.integers(0, 90))),
        "due_on": draw(st.none() | st.just(ON) | days),
        "original_due_on": None,
        "moves": moves,
        "moved_days": draw(st.integers(-40, 90)) if moves else 0,
        "claims": draw(st.integers(0, 3)),
        "claimed_level": draw(levels),
        "last_claim_on": draw(days),
        "awaiting_level": draw(levels),
        "recognised_level": recognised,
        "finished_on": draw(days) if finished else None,
        "returns": draw(st.integers(0, 2)),
        "reopenings": 0,
        "last_word_on": draw(st.none() | days),
        **{c.name: draw(st.booleans()) for c in tables.TASK.columns if c.name[:6] == "clear_"},
        **{name: draw(value) for name, value in PLACE.items()},
    }


@st.composite
def claims(draw):
    start = START + timedelta(seconds=draw(st.integers(0, 5_000_000)))
    wait = draw(st.none() | st.integers(0, 9_000_000))
    return {
        "claim_id": 1,
        "task_id": 1,
        "code": "x",
        "title": "x",
        "level": 4,
        "required_level": 4,
        "submitted_at": start,
        "decided_at": None if wait is None else start + timedelta(seconds=wait),
        "verdict": "",
        "recognised_level": None,
        "reason": "",
        "reopened_at": None,
        **{name: draw(value) for name, value in PLACE.items()},
    }


@pytest.fixture(scope="module")
def backend(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lake")
    made = ibis.duckdb.connect(temp_directory=str(folder), memory_limit="200MB")
    made.folder = folder
    yield made
    made.disconnect()


def put(backend, name, rows):
    path = backend.folder / f"{name}.parquet"
    parquet.write_table(pa.Table.from_pylist(rows, schema=tables.TABLES[name].schema), path)
    return backend.read_parquet(path, table_name=name)


SUBTREE = [
    {"top_code": "T01", "lead_code": "T01"},
    {"top_code": "CP", "lead_code": "AA"},
    {"top_code": "CP", "lead_code": "BB"},
]


def keys_of(row, dimension):
    if dimension == Dimension.ALL:
        return [""]
    if dimension == Dimension.SUBTREE:
        return [pair["top_code"] for pair in SUBTREE if pair["lead_code"] == row["lead_code"]]
    key = row[evaluate.COLUMNS[dimension]]
    return [] if dimension == Dimension.PROVINCE and not key else [key]


def by_hand(count, rows, dimension, on):
    """Return {key: (numerator, denominator)}, without groups that have no denominator."""
    sums = defaultdict(lambda: [0, 0])
    for row in rows:
        numerator, denominator = count(row, on)
        for key in keys_of(row, dimension):
            sums[key][0] += int(numerator)
            sums[key][1] += int(denominator)
    found = {key: tuple(pair) for key, pair in sums.items() if pair[1]}
    return found or ({"": tuple(sums[""])} if dimension == Dimension.ALL else {})


def counted(backend, ids, **rows):
    """Count these indicators on these rows: {id: {(dimension, key): group}}."""
    lake = {name: put(backend, name, rows.get(name, [])) for name in ("task", "claim")}
    lake["subtree"] = put(backend, "subtree", SUBTREE)
    found = evaluate.groups([DEFINITIONS[id_] for id_ in ids], lake, on=ON)
    return {id_: {(g.dimension, g.key): g for g in groups} for id_, groups in found.items()}


def check(backend, counts, **rows):
    """Compare every indicator's total and groups with those counted by hand."""
    wanted = [d for d in DEFINITIONS.values() if d.formula in counts]
    found = counted(backend, [d.id for d in wanted], **rows)
    for definition in wanted:
        ours = {at: (g.numerator, g.denominator) for at, g in found[definition.id].items()}
        hand = {
            (dimension, key): pair
            for dimension in (Dimension.ALL, *definition.by)
            for key, pair in by_hand(
                counts[definition.formula], *rows.values(), dimension, ON
            ).items()
        }
        assert ours == hand, definition.id


random = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@random
@given(rows=st.lists(tasks(), max_size=25))
def test_task_formulas_count_as_the_reference_does(backend, rows):
    check(backend, reference.TASKS, task=rows)


@random
@given(rows=st.lists(claims(), max_size=25))
def test_claim_formulas_count_as_the_reference_does(backend, rows):
    check(backend, reference.CLAIMS, claim=rows)


@random
@given(rows=st.lists(claims(), max_size=25))
def test_the_median_is_that_of_the_standard_library(backend, rows):
    group = counted(backend, ["claim_days_median"], claim=rows)["claim_days_median"]["", ""]
    waits = [
        (row["decided_at"] - row["submitted_at"]).total_seconds() / 86400
        for row in rows
        if row["decided_at"]
    ]
    expected = pytest.approx(statistics.median(waits), abs=1e-9) if waits else None
    assert group.measure == expected


@random
@given(rows=st.lists(tasks(), max_size=25))
def test_the_sums_of_the_scheme_hold_on_any_facts(backend, rows):
    found = counted(backend, [d.id for d in DEFINITIONS.values()], task=rows)
    n = {id_: groups["", ""].numerator for id_, groups in found.items()}
    assert n["task_with_deadline"] == n["task_done"] + n["task_within"] + n["task_overdue"]
    assert n["task_total"] == n["task_with_deadline"] + n["task_regular"]
    assert n["task_gap"] == n["task_awaiting"] + n["task_hollow"]


def test_recognised_awaiting_and_hollow_make_up_the_declared(backend):
    # needs consistent facts: what is recognised was claimed at no lower a level
    task = {
        "task_id": 1, "code": "x", "title": "x", "lead_code": "AA", "bloc": "local",
        "province_code": "", "resolution": "57", "axis": "", "field": "", "kind": "deadline",
        "product_kind": "", "owner_code": "AA", "required_level": 4, "issued_on": ON, "moves": 0,
        "moved_days": 0, "claims": 1, "claimed_level": 4, "returns": 0, "reopenings": 0,
        **dict.fromkeys((c.name for c in tables.TASK.columns if c.name[:6] == "clear_"), True),
    }  # fmt: skip
    rows = [
        {**task, "recognised_level": 4},
        {**task, "recognised_level": 5},
        {**task, "awaiting_level": 4},
        {**task, "recognised_level": 2},
        {**task},
        {**task, "claimed_level": 3, "awaiting_level": 3},  # claimed too low: not declared
    ]
    ids = ("task_declared", "task_recognised", "task_awaiting", "task_hollow")
    found = counted(backend, ids, task=rows)
    assert [found[id_]["", ""].numerator for id_ in ids] == [5, 2, 1, 2]


class SparkOptions(ibis.config.Config):
    treat_nan_as_null: bool = False


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=DEFINITIONS)
def test_every_indicator_compiles_for_spark(definition, monkeypatch):
    # the Spark backend, which is not installed, would set its options when it is imported
    monkeypatch.setattr(ibis.options, "pyspark", SparkOptions())
    lake = {
        name: ibis.table(ibis.Schema.from_pyarrow(table.schema), name=name)
        for name, table in tables.TABLES.items()
    }
    for expression in evaluate.grouped([definition], lake, on=ON):
        assert "SUM(" in ibis.to_sql(expression, dialect="pyspark")
    rows = evaluate.formula_rows(definition, lake, on=ON)
    for dimension in (Dimension.ALL, *definition.by):
        behind = evaluate.behind(rows, lake, dimension=dimension, key="x", part="numerator")
        assert "SELECT" in ibis.to_sql(behind, dialect="pyspark")


def test_every_formula_is_used_and_every_definition_has_one():
    assert {d.formula for d in DEFINITIONS.values()} == set(FORMULAS)
    assert set(reference.TASKS) | set(reference.CLAIMS) == set(FORMULAS)


def test_every_formula_says_what_it_counts():
    for name, formula in FORMULAS.items():
        assert "umerator" in formula.__doc__, name
        assert "enominator" in formula.__doc__, name


def test_medians_are_measured_and_nothing_else_is():
    lake = {
        name: ibis.table(ibis.Schema.from_pyarrow(table.schema), name=name)
        for name, table in tables.TABLES.items()
    }
    for definition in DEFINITIONS.values():
        rows = evaluate.formula_rows(definition, lake, on=ON)
        assert ("measure" in rows.columns) == (definition.statistic == Statistic.MEDIAN)
        assert not definition.listed or "since" in rows.columns


def test_an_unknown_engine_address_is_refused():
    with pytest.raises(ValueError, match="sc://"):
        engine.connect("sc://127.0.0.1:15002")
