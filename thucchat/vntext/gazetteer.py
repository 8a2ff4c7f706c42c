"""Names of bodies as data: canonical names, aliases, abbreviations, and longest matches."""

import csv
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from thucchat.vntext import text as letters

SOURCE = Path(__file__).parents[2] / "data" / "reference" / "agencies.csv"
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Agency:
    """One body or group of bodies."""

    canonical: str
    block: str
    level: str
    parent: str

    @property
    def is_group(self) -> bool:
        """Whether the name stands for several bodies."""
        return self.level.startswith("nhóm")


@dataclass(slots=True)
class _Step:
    then: dict[str, "_Step"] = field(default_factory=dict)
    agency: Agency | None = None
    any_case: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An agency's name found at a place of a text."""

    start: int
    end: int
    agency: Agency


class Gazetteer:
    """A trie over words; a lookup costs the length of the name, however many there are."""

    def __init__(self, rows: Iterator[dict[str, str]]) -> None:
        self.root = _Step()
        self.agencies: dict[str, Agency] = {}
        self.bare: dict[str, Agency] = {}
        for row in rows:
            agency = Agency(row["canonical"], row["block"], row["level"], row["parent"])
            self.agencies[agency.canonical] = agency
            names = [agency.canonical, *row["aliases"].split(";")]
            for name in names:
                self._add(name.strip(), agency)
            if agency.level.startswith("bộ") and agency.canonical.startswith("Bộ "):
                self.bare[letters.key(agency.canonical[3:])] = agency
        self.bare_root = _Step()
        for name, agency in self.bare.items():
            self._add(name, agency, root=self.bare_root, any_case=True)
        self.place_root = _Step()
        for agency in self.agencies.values():
            if agency.canonical.startswith(("Tỉnh ", "Thành phố ")):
                short = agency.canonical.removeprefix("Tỉnh ").removeprefix("Thành phố ")
                for name in (agency.canonical, short):
                    self._add(name, agency, root=self.place_root)

    def _add(
        self, name: str, agency: Agency, *, root: _Step | None = None, any_case: bool = False
    ) -> None:
        tokens = [m.group().lower() for m in _TOKEN.finditer(letters.same_tones(name))]
        if not tokens:
            return
        step = root or self.root
        for token in tokens:
            step = step.then.setdefault(token, _Step())
        if step.agency is None:
            step.agency = agency
        step.any_case = step.any_case or any_case or name[:1].islower() or agency.is_group

    def place(self, text: str, start: int) -> Match | None:
        """Return the province named at `start`, with or without "tỉnh" before it."""
        found = self._walk(self.place_root, text, start, any_case=True)
        return found[-1] if found else None

    def matches(self, text: str, start: int, *, bare: bool = False) -> list[Match]:
        """All names that begin exactly at `start`, shortest first."""
        root = self.bare_root if bare else self.root
        return self._walk(root, text, start, any_case=bare)

    def _walk(self, step: _Step, text: str, start: int, *, any_case: bool) -> list[Match]:
        found: list[Match] = []
        proper = text[start : start + 1].isupper() or any_case
        for token in _TOKEN.finditer(text, start):
            nxt = step.then.get(token.group().lower())
            if nxt is None:
                break
            step = nxt
            if step.agency is not None and (proper or step.any_case):
                found.append(Match(start, token.end(), step.agency))
        return found

    def longest(self, text: str, start: int) -> Match | None:
        """Return the longest name at `start`, unless its tail belongs to the next name.

        "các bộ, cơ quan Trung ương" is "các bộ" and "cơ quan Trung ương".
        """
        found = self.matches(text, start)
        if len(found) < 2:
            return found[0] if found else None
        for match in reversed(found[:-1]):
            if text[match.end : match.end + 1] == ",":
                after = self.matches(text, match.end + 2)
                if after and after[-1].end > found[-1].end:
                    return match
        return found[-1]

    def resolve(self, name: str) -> Agency | None:
        """Return the agency a whole string names, if it is known."""
        clean = letters.same_tones(letters.nfc(name)).strip(" .,;:")
        for candidate in (clean, clean[:1].upper() + clean[1:]):
            found = self.matches(candidate, 0)
            if found and found[-1].end == len(candidate):
                return found[-1].agency
        return None


@functools.cache
def default() -> Gazetteer:
    """Return the gazetteer of data/reference/agencies.csv, read once."""
    with SOURCE.open(encoding="utf-8", newline="") as handle:
        return Gazetteer(iter(list(csv.DictReader(handle))))
