"""Computing the values of a snapshot, once for each version of a definition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from thucchat.analytics import engine
from thucchat.analytics import queries as snapshots
from thucchat.analytics.models import Snapshot
from thucchat.audit.actions import record
from thucchat.indicators import definitions, rules
from thucchat.indicators.choices import Dimension
from thucchat.indicators.definitions import Definition
from thucchat.indicators.models import DefinitionVersion, ListedTask, Value
from thucchat.orgs.choices import Bloc
from thucchat.tasks.choices import Axis, Field

if TYPE_CHECKING:
    from thucchat.indicators.evaluate import Group

BATCH = 2000
NOT_SET = "Chưa phân loại"


@dataclass(frozen=True, slots=True)
class _Found:
    """What the engine gave for one definition; plain rows, not yet stored."""

    definition: Definition
    groups: "list[Group]"
    listed: list[dict[str, Any]]


def compute(snapshot_id: int, *, at: datetime) -> int:
    """
    Store the values of every current definition for the snapshot; return how many are new.

    Values that are there stay as they are: an equal version is passed over, another version
    stands beside them.

    :raises ValueError: a definition changed without a new version.
    """
    snapshot = Snapshot.objects.get(pk=snapshot_id)
    wanted = _missing(snapshot)
    if not wanted:
        return 0
    found, labels = _evaluate(snapshot, wanted)
    return _store(snapshot, found, labels, at=at)


def _missing(snapshot: Snapshot) -> list[Definition]:
    known = {
        (row.indicator_id, row.version): row.fingerprint for row in DefinitionVersion.objects.all()
    }
    there = set(
        Value.objects.filter(snapshot=snapshot, dimension="").values_list(
            "indicator_id", "definition_version"
        )
    )
    wanted = []
    for definition in definitions.all_definitions().values():
        version = (definition.id, definition.version)
        if known.get(version, definition.fingerprint) != definition.fingerprint:
            raise ValueError(
                f"data/indicators/{definition.id}.yaml: the definition changed but its version "
                f"is still {definition.version}; raise it, so that old values keep theirs."
            )
        if version not in there:
            wanted.append(definition)
    return wanted


def _evaluate(snapshot: Snapshot, wanted: list[Definition]) -> tuple[list[_Found], dict[str, str]]:
    from thucchat.indicators import evaluate  # here: Ibis takes a second to import

    with engine.opened(snapshots.folder_of(snapshot)) as tables:
        groups = evaluate.groups(wanted, tables, on=snapshot.on)
        found = [
            _Found(
                definition,
                groups[definition.id],
                evaluate.listed(evaluate.formula_rows(definition, tables, on=snapshot.on))
                if definition.listed
                else [],
            )
            for definition in wanted
        ]
        return found, evaluate.key_labels(tables)


@transaction.atomic
def _store(snapshot: Snapshot, found: list[_Found], labels: dict[str, str], *, at: datetime) -> int:
    Snapshot.objects.select_for_update().get(pk=snapshot.pk)  # two runs at once: one waits
    missing = {definition.id for definition in _missing(snapshot)}
    found = [one for one in found if one.definition.id in missing]
    for one in found:
        _record_version(one.definition, at)
    count = 0
    for one in found:
        count += len(
            Value.objects.bulk_create(list(_values(snapshot, one, labels, at)), batch_size=BATCH)
        )
        ListedTask.objects.bulk_create(list(_listed(snapshot, one, labels)), batch_size=BATCH)
    if found:
        record(
            "indicators.computed",
            snapshot,
            by=None,
            at=at,
            values=count,
            definitions={one.definition.id: one.definition.version for one in found},
        )
    return count


def _record_version(definition: Definition, at: datetime) -> None:
    DefinitionVersion.objects.get_or_create(
        indicator_id=definition.id,
        version=definition.version,
        defaults={
            "content": definition.content,
            "fingerprint": definition.fingerprint,
            "recorded_at": at,
        },
    )


def _values(
    snapshot: Snapshot, found: _Found, labels: dict[str, str], at: datetime
) -> Iterator[Value]:
    definition = found.definition
    for group in found.groups:
        yield Value(
            indicator_id=definition.id,
            definition_version=definition.version,
            snapshot=snapshot,
            dimension=group.dimension,
            key=group.key,
            key_label=_label(group.dimension, group.key, labels),
            numerator=group.numerator,
            denominator=group.denominator,
            value=rules.value_of(
                definition.statistic,
                numerator=group.numerator,
                denominator=group.denominator,
                measure=group.measure,
                min_denominator=definition.min_denominator,
            ),
            unit=definition.unit,
            computed_at=at,
        )


_WORDS: dict[str, dict[str, str]] = {
    Dimension.ALL: {"": str(Dimension.ALL.label)},
    Dimension.BLOC: dict(Bloc.choices),
    Dimension.AXIS: dict(Axis.choices),
    Dimension.FIELD: dict(Field.choices),
    Dimension.RESOLUTION: {},
}


def _label(dimension: str, key: str, bodies: dict[str, str]) -> str:
    return str(_WORDS.get(dimension, bodies).get(key, key)) or NOT_SET


def _listed(snapshot: Snapshot, found: _Found, labels: dict[str, str]) -> Iterator[ListedTask]:
    for row in found.listed:
        yield ListedTask(
            snapshot=snapshot,
            indicator_id=found.definition.id,
            definition_version=found.definition.version,
            task_code=row["code"],
            title=row["title"],
            lead_code=row["lead_code"],
            lead_label=labels.get(row["lead_code"], row["lead_code"]),
            since=row["since"],
            days=max(0, (snapshot.on - row["since"]).days),
        )
