"""Names read in a document, matched to the organisations; what is not certain stays open."""

import re
from collections.abc import Iterable

from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Level
from thucchat.orgs.models import Organisation
from thucchat.vntext.text import fold

_CODE = re.compile(r"\(([A-Za-z0-9-]+)\)$")
OFFERED = (Level.CENTRAL, Level.MINISTRY, Level.PROVINCE)


def matched(names: Iterable[str]) -> dict[str, Organisation]:
    """Return the body of each name that means exactly one; groups and unknown names are absent."""
    found = {name: orgs.resolve(name) for name in dict.fromkeys(names)}
    return {name: body for name, body in found.items() if body is not None}


def offered() -> list[str]:
    """List the names that a form offers while one types: centre, ministries, provinces."""
    rows = orgs.in_being().filter(level__in=OFFERED).order_by("level", "sort_key")
    return list(rows.values_list("name", flat=True))


def typed(words: str) -> Organisation | None:
    """
    Return the body that a person typed by name, alias or code; None when none or several fit.

    A commune is named by its code («X00004»), since many share a name, or by a name that only
    one commune has.
    """
    words = words.strip()
    if not words:
        return None
    named_code = _CODE.search(words)
    code = named_code[1] if named_code else words
    by_code = orgs.in_being().filter(code__iexact=code).first()
    if by_code is not None:
        return by_code
    known = orgs.resolve(words)
    if known is not None:
        return known
    communes = list(orgs.in_being().filter(name_fold=fold(words), level=Level.COMMUNE)[:2])
    return communes[0] if len(communes) == 1 else None


def written(body: Organisation) -> str:
    """Return how a form names the body, so that ``typed`` finds it again."""
    return f"{body.name} ({body.code})" if body.level == Level.COMMUNE else body.name


def alike(words: str, *, limit: int = 4) -> list[str]:
    """List names that hold the folded words, for the message about a name that nobody has."""
    rows = orgs.in_being().filter(name_fold__contains=fold(words)).order_by("level", "sort_key")
    return [f"{row.name} ({row.code})" for row in rows[:limit]]
