"""Everything that the reference data say, checked and in the order in which it can be stored."""

import hashlib
import importlib.metadata
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from thucchat.orgs.reference import bodies, units
from thucchat.orgs.reference.values import Body, Change

FILES = ("organisations.csv", "unit_changes.csv", "agencies.csv", "resolutions.yaml")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Plan:
    """The bodies, parents before children, and what became of those that ended."""

    bodies: tuple[Body, ...]
    changes: tuple[Change, ...]


def read(folder: Path, *, on: date) -> Plan:
    """
    Read the reference data as they stand on the day ``on``.

    Bodies that begin later are left out; one whose last day is not over yet has none. From
    ``folder``: organisations.csv, unit_changes.csv, agencies.csv.

    :raises ValueError: the data contradict themselves; the message says where.
    """
    central, central_changes = bodies.read_central(folder / "organisations.csv")
    local, local_changes = units.read_units()
    _check_codes(central + local)
    everything, changes = bodies.apply_status_changes(
        folder / "unit_changes.csv", central + local, central_changes + local_changes, on=on
    )
    present = [_as_of(body, on) for body in everything if (body.valid_from or on) <= on]
    named = bodies.with_document_names(folder / "agencies.csv", present)
    ordered = _parents_first(
        [replace(b, aliases=bodies.distinct_names(b.name, b.aliases)) for b in named]
    )
    plan = Plan(tuple(ordered), tuple(change for change in changes if change.on <= on))
    _check(plan)
    return plan


def fingerprint(folder: Path, *, on: date) -> str:
    """
    Return a mark that differs when a load on the day ``on`` could give something else.

    Made of the files, the version of the package of units and the last day written in the
    files that has come by ``on``.
    """
    contents = [(folder / name).read_text(encoding="utf-8") for name in FILES]
    days = {day for content in contents for day in _DAY.findall(content)}
    last = max((day for day in days if day <= on.isoformat()), default="")
    version = importlib.metadata.version("vietnamadminunits")
    text = "\0".join([*contents, version, last])
    return hashlib.sha256(text.encode()).hexdigest()


def _as_of(body: Body, on: date) -> Body:
    still_there = body.valid_to is not None and body.valid_to >= on
    return replace(body, valid_to=None) if still_there else body


def _check_codes(found: list[Body]) -> None:
    twice = [code for code, count in Counter(body.code for body in found).items() if count > 1]
    if twice:
        raise ValueError(f"codes used twice: {', '.join(twice)}")


def _parents_first(found: list[Body]) -> list[Body]:
    by_code = {body.code: body for body in found}

    def depth(body: Body) -> int:
        steps = 0
        while body.parent:
            if body.parent not in by_code:
                raise ValueError(f"{body.code}: no body has the code of its parent, {body.parent}")
            body, steps = by_code[body.parent], steps + 1
            if steps > len(by_code):
                raise ValueError(f"{body.code}: is above itself")
        return steps

    return sorted(found, key=depth)


def _check(plan: Plan) -> None:
    by_code = {body.code: body for body in plan.bodies}
    for change in plan.changes:
        for code in (change.before, change.after):
            if code not in by_code:
                raise ValueError(f"{change.before} -> {change.after}: no body has the code {code}")
    succeeded = {change.before for change in plan.changes}
    for body in plan.bodies:
        if body.valid_to is not None and body.code not in succeeded:
            raise ValueError(f"{body.code}: has ended and has no successor")
        if body.valid_to is None and body.parent and by_code[body.parent].valid_to is not None:
            raise ValueError(f"{body.code}: is in being under {body.parent}, which has ended")
