"""The central bodies, later changes of status and the names that documents use: data/reference."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from thucchat.orgs.choices import Bloc, Level, SuccessionKind
from thucchat.orgs.reference.units import offices
from thucchat.orgs.reference.values import Body, Change
from thucchat.vntext.text import fold

_LASTING = (Level.CENTRAL, Level.MINISTRY, Level.UNIT)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(";") if (name := part.strip()))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def read_central(path: Path) -> tuple[list[Body], list[Change]]:
    """
    Read ``organisations.csv``; ``successor`` is ``CODE:merged|divided|renamed|continued``.

    :raises ValueError: a word or a day that does not exist.
    """
    bodies, changes = [], []
    for row in _rows(path):
        ended = _day(row["valid_to"])
        bodies.append(
            Body(
                code=row["code"],
                name=row["name"],
                short_name=row["short_name"],
                kind=row["kind"],
                bloc=Bloc(row["bloc"]),
                level=Level(row["level"]),
                parent=row["parent"],
                valid_from=_day(row["valid_from"]),
                valid_to=ended,
                aliases=_names(row["aliases"]),
            )
        )
        for named in _names(row["successor"]):
            after, _, kind = named.partition(":")
            if ended is None:
                raise ValueError(f"{row['code']}: a successor but no last day")
            on = ended + timedelta(days=1)
            changes.append(Change(row["code"], after, SuccessionKind(kind), on))
    return bodies, changes


def apply_status_changes(
    path: Path, bodies: list[Body], changes: list[Change], *, on: date
) -> tuple[list[Body], list[Change]]:
    """
    Apply the changes of name and kind of ``unit_changes.csv`` that are in force on ``on``.

    The unit keeps its code; what it was before becomes a body of its own, ended the day
    before, under the code with the year it began (``T75-2025``), and takes over the unit's
    own predecessors.
    """
    known = {body.code: body for body in bodies}
    for row in _rows(path):
        since = date.fromisoformat(row["on"])
        if since > on:
            continue
        now = known[row["code"]]
        began = now.valid_from or since
        former = f"{now.code}-{began.year}"
        changes = [replace(c, after=former) if c.after == now.code else c for c in changes]
        changes.append(Change(former, now.code, SuccessionKind.RENAMED, since))
        known[former] = replace(now, code=former, valid_to=since - timedelta(days=1), aliases=())
        known[now.code] = _renamed(now, row["name"], row["kind"], since)
    return list(known.values()), changes


def _renamed(body: Body, name: str, kind: str, since: date) -> Body:
    body = replace(body, name=name, kind=kind, valid_from=since)
    if body.level == Level.COMMUNE:
        return replace(body, short_name=name)
    return replace(body, aliases=(*offices(name, body.short_name), *body.aliases))


def with_document_names(path: Path, bodies: list[Body]) -> list[Body]:
    """
    Give each body the aliases under which ``agencies.csv`` finds it in documents.

    A row belongs to the body that bears its canonical name, or else one of its aliases; a
    living body goes before one that ended, and former provinces and communes get none.
    """
    bearers = [b for b in bodies if b.valid_to is None and b.level != Level.COMMUNE]
    bearers += [b for b in bodies if b.valid_to is not None and b.level in _LASTING]
    owner = {
        fold(name): body.code for body in reversed(bearers) for name in (body.name, *body.aliases)
    }
    found: dict[str, list[str]] = {}
    for row in _rows(path):
        names = (row["canonical"], *_names(row["aliases"]))
        matched = [owner[key] for key in map(fold, names) if key in owner]
        if matched:
            found.setdefault(matched[0], []).extend(names)
    return [
        replace(body, aliases=(*body.aliases, *found[body.code])) if body.code in found else body
        for body in bodies
    ]


def distinct_names(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """Drop the aliases that differ from ``name`` or from one another only in case and marks."""
    seen = {fold(name): name}
    for alias in aliases:
        seen.setdefault(fold(alias), alias)
    return tuple(seen.values())[1:]


def read_resolutions(path: Path) -> list[dict[str, Any]]:
    """Read ``resolutions.yaml``: number, short_name, name, issued_on (a day, or null)."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows
