"""Limits that a text sets: dated, with unit and source, outside the code."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thucchat.kernel.paths import DATA


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that changes on given days."""

    name: str
    label: str
    unit: str
    source: str
    values: dict[date, Any]

    def at(self, on: date) -> Any:
        """
        Return the value in force on the day ``on``.

        :raises LookupError: no value was in force yet.
        """
        since = max((day for day in self.values if day <= on), default=None)
        if since is None:
            raise LookupError(f"{self.name}: no value before {min(self.values)}")
        return self.values[since]


def read_parameters(folder: Path) -> dict[str, Parameter]:
    """Read every ``*.yaml`` of ``folder``; a name may stand in one file only."""
    found: dict[str, Parameter] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, entry in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if name in found:
                raise ValueError(f"{path.name}: {name} is defined twice")
            found[name] = Parameter(
                name, entry["name"], entry["unit"], entry["source"], entry["values"]
            )
    return found


@cache
def all_parameters() -> dict[str, Parameter]:
    """Return the parameters of ``data/parameters``."""
    return read_parameters(DATA / "parameters")


def value(name: str, *, on: date) -> Any:
    """Return the value of the parameter ``name`` in force on the day ``on``."""
    return all_parameters()[name].at(on)
