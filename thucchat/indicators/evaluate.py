"""Formulas over a snapshot: groups for values, and the rows behind one of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import ibis

from thucchat.indicators.choices import Dimension, Statistic
from thucchat.indicators.definitions import Definition
from thucchat.indicators.formulas import FORMULAS
from thucchat.kernel.periods import HANOI

Tables = Mapping[str, ibis.Table]
CHUNK = 20_000  # rows of a file that are in memory at a time
NUMERATOR, DENOMINATOR = "numerator", "denominator"

COLUMNS = {
    Dimension.LEAD: "lead_code",
    Dimension.BLOC: "bloc",
    Dimension.AXIS: "axis",
    Dimension.FIELD: "field",
    Dimension.RESOLUTION: "resolution",
    Dimension.PROVINCE: "province_code",
    Dimension.SUBTREE: "top_code",
}


@dataclass(frozen=True, slots=True)
class Group:
    """What one group counts to; ``measure`` is the median, None for other statistics."""

    dimension: str
    key: str
    numerator: int
    denominator: int
    measure: float | None


def formula_rows(definition: Definition, tables: Tables, *, on: date) -> ibis.Table:
    """Return the rows of the indicator with ``numerator`` and ``denominator``."""
    return FORMULAS[definition.formula](tables, on=on)


def split_by(rows: ibis.Table, dimension: str, tables: Tables) -> ibis.Table:
    """
    Return the rows with a column ``key`` that names their group.

    A row without a province is in no group of provinces; one below several bodies is in
    the group of each.
    """
    if dimension == Dimension.ALL:
        return rows.mutate(key=ibis.literal(""))
    if dimension == Dimension.SUBTREE:
        rows = rows.join(tables["subtree"], "lead_code")
    found = rows.mutate(key=rows[COLUMNS[Dimension(dimension)]])
    return found.filter(found.key != "") if dimension == Dimension.PROVINCE else found


def grouped(wanted: Sequence[Definition], tables: Tables, *, on: date) -> list[ibis.Table]:
    """
    Return expressions that count all of ``wanted``, which are all medians or all not.

    The first has a row for each indicator and place (``lead:BCA``, ``bloc:party``, ``:`` the
    country), the second one for each body that has others below it. Many indicators in one
    query: building a query costs more than running it.
    """
    median = wanted[0].statistic == Statistic.MEDIAN
    facts = ibis.union(
        *(_facts(one, tables, on=on, median=median) for one in wanted), distinct=False
    )
    places = [
        ibis.literal(f"{dimension}:") + facts[column]
        for dimension, column in COLUMNS.items()
        if dimension != Dimension.SUBTREE
    ]
    spread = facts.mutate(place=ibis.array([ibis.literal(":"), *places]).unnest())
    bodies = facts.join(tables["subtree"], "lead_code")
    bodies = bodies.mutate(place=ibis.literal(f"{Dimension.SUBTREE}:") + bodies.top_code)
    return [_summed(spread, median=median), _summed(bodies, median=median)]


def _facts(definition: Definition, tables: Tables, *, on: date, median: bool) -> ibis.Table:
    """Return only what counting needs: the indicator, the place, numerator and denominator."""
    rows = formula_rows(definition, tables, on=on)
    numbers = {part: rows[part].cast("int64") for part in (NUMERATOR, DENOMINATOR)}
    if median:
        numbers["measure"] = rows.measure
    columns = [c for d, c in COLUMNS.items() if d != Dimension.SUBTREE]
    return rows.select(*columns, indicator=ibis.literal(definition.id), **numbers)


def _summed(rows: ibis.Table, *, median: bool) -> ibis.Table:
    measures = {"measure": rows.measure.median(where=rows.numerator != 0)} if median else {}
    return rows.group_by("indicator", "place").aggregate(
        numerator=rows.numerator.sum(), denominator=rows.denominator.sum(), **measures
    )


def groups(wanted: Sequence[Definition], tables: Tables, *, on: date) -> dict[str, list[Group]]:
    """
    Count every indicator for the country and each of its groups, by indicator.

    Groups with an empty denominator are left out, the country never is.
    """
    by_id = {definition.id: definition for definition in wanted}
    found: dict[str, dict[tuple[str, str], Group]] = {id_: {} for id_ in by_id}
    for row in _counted(wanted, tables, on=on):
        dimension, key = row["place"].split(":", 1)
        definition = by_id[row["indicator"]]
        if dimension and (dimension not in definition.by or not row["denominator"]):
            continue
        if dimension == Dimension.PROVINCE and not key:
            continue
        group = Group(dimension, key, row["numerator"], row["denominator"], row.get("measure"))
        found[definition.id][dimension, key] = group
    for places in found.values():
        places.setdefault(("", ""), Group("", "", 0, 0, None))
    return {id_: [places[at] for at in sorted(places)] for id_, places in found.items()}


def _counted(wanted: Sequence[Definition], tables: Tables, *, on: date) -> Iterator[dict[str, Any]]:
    medians = [one for one in wanted if one.statistic == Statistic.MEDIAN]
    others = [one for one in wanted if one.statistic != Statistic.MEDIAN]
    for part in filter(None, (others, medians)):
        for expression in grouped(part, tables, on=on):
            yield from expression.to_pyarrow().to_pylist()


def behind(
    rows: ibis.Table,
    tables: Tables,
    *,
    dimension: str,
    key: str,
    part: str,
    lead_codes: Sequence[str] | None = None,
) -> ibis.Table:
    """
    Return those of an indicator's rows that a figure counted in its ``part``, by code.

    ``part``: numerator or denominator. ``lead_codes``: only rows of these bodies, for a
    reader who may see no others.
    """
    found = split_by(rows, dimension, tables)
    counted = found[part]
    found = found.filter(found.key == key, counted if counted.type().is_boolean() else counted != 0)
    if lead_codes is not None:
        found = found.filter(found.lead_code.isin(list(lead_codes)))
    return found.order_by([c for c in ("code", "claim_id") if c in found.columns])


def page_of(rows: ibis.Table, *, start: int, length: int) -> list[dict[str, Any]]:
    """Return some of the rows, instants in Vietnamese time."""
    found = rows.limit(length, offset=start).to_pyarrow().to_pylist()
    return [_local(row) for row in found]


def all_of(rows: ibis.Table) -> Iterator[dict[str, Any]]:
    """Yield every row, some thousands in memory at a time."""
    start = 0
    while some := page_of(rows, start=start, length=CHUNK):
        yield from some
        start += CHUNK


def _local(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.astimezone(HANOI) if isinstance(value, datetime) else value
        for name, value in row.items()
    }


def listed(rows: ibis.Table) -> list[dict[str, Any]]:
    """Return code, title, lead and ``since`` of the tasks in the numerator."""
    found = rows.filter(rows.numerator).select("code", "title", "lead_code", "since")
    return found.order_by("code").to_pyarrow().to_pylist()  # type: ignore[no-any-return]


def key_labels(tables: Tables) -> dict[str, str]:
    """Return the short names of the bodies of the snapshot by code."""
    found = tables["organisation"].select("code", "short_name").to_pyarrow().to_pydict()
    return dict(zip(found["code"], found["short_name"], strict=True))
