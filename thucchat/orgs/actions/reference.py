"""Bringing the bodies of the reference data into the database, again and again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from thucchat.audit.actions import record
from thucchat.kernel.paths import DATA
from thucchat.orgs import queries
from thucchat.orgs.models import Alias, Closure, Organisation, Succession, User
from thucchat.orgs.reference import plan as plans
from thucchat.orgs.reference.values import Body, sort_key
from thucchat.vntext.text import fold

_BATCH = 2000
_UNIT = re.compile(r"T\d{2}|X\d{5}")  # codes that only the package of units gives
_CLOSURE = """
    INSERT INTO orgs_closure (ancestor_id, descendant_id, depth)
    WITH RECURSIVE chain (ancestor_id, descendant_id, depth) AS (
        SELECT id, id, 0 FROM orgs_organisation
        UNION ALL
        SELECT body.parent_id, chain.descendant_id, chain.depth + 1
        FROM chain JOIN orgs_organisation body ON body.id = chain.ancestor_id
        WHERE body.parent_id IS NOT NULL
    )
    SELECT ancestor_id, descendant_id, depth FROM chain
"""  # fifty thousand rows: a second less than through objects
_FIELDS = (
    "name",
    "name_fold",
    "short_name",
    "kind",
    "bloc",
    "level",
    "sort_key",
    "valid_from",
    "valid_to",
)
_NOT_TOLD = {"name_fold", "sort_key"}  # follow from the name


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of one body that the load changed."""

    code: str
    field: str
    before: str
    after: str


@dataclass(slots=True)
class LoadReport:
    """What a load did; a second load of the same data changes nothing."""

    added: list[str] = field(default_factory=list)
    changed: list[FieldChange] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    unchanged: int = 0
    aliases_added: int = 0
    successions_added: int = 0
    successions_removed: int = 0
    closure_rows: int = 0  # 0: the tree was left as it is

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the database changed."""
        return not any(count for name, count in self.counts().items() if name != "unchanged")

    def counts(self) -> dict[str, int]:
        """Return the numbers of the report, for the journal."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "ended": len(self.ended),
            "unchanged": self.unchanged,
            "aliases_added": self.aliases_added,
            "successions_added": self.successions_added,
            "successions_removed": self.successions_removed,
            "closure_rows": self.closure_rows,
        }


@transaction.atomic
def load_reference(*, on: date, by: User | None = None, at: datetime) -> LoadReport:
    """
    Bring bodies, aliases, successors and the tree to what the data say on the day ``on``.

    Never deletes: a body that ended keeps its row with a last day; a province or commune that
    a newer package no longer has ends the day before ``on``; aliases and bodies added by hand
    stay. One event tells what changed, none when nothing did.

    :raises ValueError: the data contradict themselves.
    """
    plan = plans.read(DATA / "reference", on=on)
    report = LoadReport()
    ids = dict(Organisation.objects.values_list("code", "pk"))
    stored = [body for body in plan.bodies if body.code in ids]
    _add([body for body in plan.bodies if body.code not in ids], ids, report)
    moved = _update(stored, ids, report)
    _end_vanished(plan.bodies, report, on=on)
    _add_aliases(plan.bodies, ids, report)
    _set_successions(plan, ids, report)
    if report.added or moved or not _tree_is_whole():
        report.closure_rows = rebuild_closure()
    if not report.is_empty:
        _measure_tables()
        root = Organisation.objects.get(code=plan.bodies[0].code)
        record(
            queries.REFERENCE_LOADED,
            root,
            by=by,
            at=at,
            on=on.isoformat(),
            counts=report.counts(),
            fingerprint=plans.fingerprint(DATA / "reference", on=on),
        )
    return report


def rebuild_closure() -> int:
    """Rebuild the table of ancestors from the parents, in the database; return its rows."""
    Closure.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_CLOSURE)
    return Closure.objects.count()


def _measure_tables() -> None:
    """Tell the database how its tables look now: it plans searches by what it last measured."""
    with connection.cursor() as cursor:
        for model in (Organisation, Alias, Closure, Succession):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def _tree_is_whole() -> bool:
    return (
        Closure.objects.filter(depth=0).count() == Organisation.objects.count()
        and Closure.objects.filter(depth=1).count()
        == Organisation.objects.filter(parent__isnull=False).count()
    )


def _values(body: Body) -> dict[str, Any]:
    return {
        "name": body.name,
        "name_fold": fold(body.name),
        "short_name": body.short_name,
        "kind": body.kind,
        "bloc": str(body.bloc),
        "level": str(body.level),
        "sort_key": sort_key(body.sort_by or body.name),
        "valid_from": body.valid_from,
        "valid_to": body.valid_to,
    }


def _update(bodies: list[Body], ids: dict[str, int], report: LoadReport) -> bool:
    """Change what differs; say whether a body got another parent."""
    stored = {o.code: o for o in Organisation.objects.select_for_update()}
    codes = {organisation.pk: code for code, organisation in stored.items()}
    touched: list[Organisation] = []
    moved = False
    for body in bodies:
        organisation = stored[body.code]
        differs = _apply(organisation, _values(body), report)
        before, after = organisation.parent_id, ids.get(body.parent)
        if before != after:
            organisation.parent_id = after
            told = FieldChange(body.code, "parent", codes[before] if before else "", body.parent)
            report.changed.append(told)
            moved = differs = True
        if differs:
            touched.append(organisation)
    report.unchanged = len(bodies) - len(touched)
    Organisation.objects.bulk_update(touched, [*_FIELDS, "parent"], batch_size=50)
    return moved


def _apply(organisation: Organisation, values: dict[str, Any], report: LoadReport) -> bool:
    different = {k: v for k, v in values.items() if getattr(organisation, k) != v}
    for name, after in different.items():
        before = getattr(organisation, name)
        setattr(organisation, name, after)
        if name == "valid_to" and before is None:
            report.ended.append(organisation.code)
        elif name not in _NOT_TOLD:
            report.changed.append(FieldChange(organisation.code, name, _text(before), _text(after)))
    return bool(different)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _end_vanished(bodies: Iterable[Body], report: LoadReport, *, on: date) -> None:
    known = {body.code for body in bodies}
    living = Organisation.objects.filter(valid_to__isnull=True).values_list("code", flat=True)
    gone = [code for code in living if _UNIT.fullmatch(code) and code not in known]
    Organisation.objects.filter(code__in=gone).update(valid_to=on - timedelta(days=1))
    report.ended += gone


def _add(new: list[Body], ids: dict[str, int], report: LoadReport) -> None:
    """Add the new bodies level by level, so that every parent has its id."""
    depths: dict[str, int] = {}
    for body in new:
        depths[body.code] = depths.get(body.parent, 0) + 1
    for _, group in groupby(new, key=lambda body: depths[body.code]):
        made = Organisation.objects.bulk_create(
            [Organisation(code=b.code, parent_id=ids.get(b.parent), **_values(b)) for b in group],
            batch_size=_BATCH,
        )
        ids.update((organisation.code, organisation.pk) for organisation in made)
    report.added += [body.code for body in new]


def _add_aliases(bodies: Iterable[Body], ids: dict[str, int], report: LoadReport) -> None:
    known = set(Alias.objects.values_list("organisation_id", "name"))
    new = [
        Alias(organisation_id=ids[body.code], name=name, name_fold=fold(name))
        for body in bodies
        for name in body.aliases
        if (ids[body.code], name) not in known
    ]
    Alias.objects.bulk_create(new, batch_size=_BATCH)
    report.aliases_added = len(new)


def _set_successions(plan: plans.Plan, ids: dict[str, int], report: LoadReport) -> None:
    """Add what is new; drop what the data no longer say of two bodies that they both know."""
    told = {(ids[c.before], ids[c.after]): c for c in plan.changes}
    known = set(Succession.objects.values_list("before_id", "after_id"))
    ours = {ids[body.code] for body in plan.bodies}
    for before, after in known - told.keys():
        if before in ours and after in ours:
            Succession.objects.filter(before=before, after=after).delete()
            report.successions_removed += 1
    new = [
        Succession(before_id=before, after_id=after, kind=change.kind, on=change.on)
        for (before, after), change in told.items()
        if (before, after) not in known
    ]
    Succession.objects.bulk_create(new, batch_size=_BATCH)
    report.successions_added = len(new)
