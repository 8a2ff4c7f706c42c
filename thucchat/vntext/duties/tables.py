"""Duties given in a table: task | lead | partners | product | deadline."""

from collections.abc import Sequence

from thucchat.vntext.agencies import Reader
from thucchat.vntext.duties.model import Duty, Table


def find(tables: Sequence[Table], *, names: Reader, year: int | None) -> list[Duty]:
    """Read every table whose header names a task and a doer."""
    return []
