"""What the reference data say, as plain values."""

import functools
import re
from dataclasses import dataclass
from datetime import date

from vn_collate import collate_key

from thucchat.orgs.choices import Bloc, Level, SuccessionKind

SORT_KEY_LENGTH = 255
REARRANGED_ON = date(2025, 7, 1)  # 63 -> 34 provinces, districts abolished
_WORD = re.compile(r"\w+")
_word_key = functools.cache(collate_key)


def sort_key(name: str) -> str:
    """
    Return the key that orders names as Vietnamese dictionaries do, syllable by syllable.

    Small hexadecimal digits only, so SQLite's bytes and PostgreSQL's locales agree; cut to
    the column after some nine syllables.
    """
    return "".join(_word_key(word) for word in _WORD.findall(name))[:SORT_KEY_LENGTH]


@dataclass(frozen=True, slots=True)
class Body:
    """One body as the data describe it."""

    code: str
    name: str
    short_name: str
    kind: str
    bloc: Bloc
    level: Level
    parent: str  # code; empty for the root
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()
    sort_by: str = ""  # what it is ordered by, where that is not its name


@dataclass(frozen=True, slots=True)
class Change:
    """That the body ``before`` became, or became part of, the body ``after``."""

    before: str
    after: str
    kind: SuccessionKind
    on: date
