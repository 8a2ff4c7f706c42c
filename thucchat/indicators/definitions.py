"""The indicators that experts define: one YAML file each, under review like code."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thucchat.indicators.choices import Dimension, Direction, Statistic, Unit
from thucchat.kernel.paths import DATA


@dataclass(frozen=True, slots=True)
class Source:
    """Where a definition comes from: the document, and the place in it."""

    document: str
    place: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """
    How one number is made and read; ``version`` rises whenever its value could change.

    ``by``: the dimensions it is told apart by, besides the whole country. A group whose
    denominator is under ``min_denominator`` shows its counts, not a value. ``public``: may
    stand on public pages. ``listed``: its numerator's tasks are named on the overview.
    """

    id: str
    version: int
    name: str
    unit: Unit
    direction: Direction
    formula: str
    statistic: Statistic
    numerator: str
    denominator: str
    by: tuple[Dimension, ...]
    min_denominator: int
    source: tuple[Source, ...]
    owner: str
    review_on: date
    code: str = ""
    public: bool = False
    listed: bool = False

    @property
    def label(self) -> str:
        """Code and name, as headings show them."""
        return f"{self.code}. {self.name}" if self.code else self.name

    @property
    def content(self) -> dict[str, Any]:
        """The definition as JSON values, to be kept with the values it gave."""
        return {
            "name": self.name,
            "code": self.code,
            "unit": str(self.unit),
            "direction": str(self.direction),
            "formula": self.formula,
            "statistic": str(self.statistic),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "by": [str(dimension) for dimension in self.by],
            "min_denominator": self.min_denominator,
            "source": [[s.document, s.place, s.href] for s in self.source],
            "owner": self.owner,
            "review_on": self.review_on.isoformat(),
        }

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what decides the value: a change of it asks for a new version."""
        deciding = [self.formula, self.statistic, self.unit, self.min_denominator]
        return hashlib.sha256(json.dumps([str(part) for part in deciding]).encode()).hexdigest()


def read_definition(path: Path) -> Definition:
    """
    Read one file; its name is the indicator's id.

    :raises ValueError: a field is missing, unknown or of the wrong kind.
    """
    entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return Definition(
            **{
                **entry,
                "unit": Unit(entry["unit"]),
                "direction": Direction(entry["direction"]),
                "statistic": Statistic(entry["statistic"]),
                "by": tuple(Dimension(name) for name in entry["by"]),
                "source": tuple(Source(**one) for one in entry["source"]),
            }
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def read_definitions(folder: Path) -> dict[str, Definition]:
    """Read every ``*.yaml`` of ``folder``; those with a code first."""
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        definition = read_definition(path)
        if definition.id != path.stem:
            raise ValueError(f"{path.name}: id is {definition.id!r}, not the name of the file")
        found[definition.id] = definition
    return dict(sorted(found.items(), key=lambda item: (_rank(item[1]), item[0])))


def _rank(definition: Definition) -> tuple[int, str]:
    return (0, definition.code) if definition.code else (1, "")


@cache
def all_definitions() -> dict[str, Definition]:
    """Return the definitions of ``data/indicators`` by id: those with a code first."""
    return read_definitions(DATA / "indicators")
