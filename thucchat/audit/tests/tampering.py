"""Doing to the journal what the database refuses, to see that it is found."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

_GUARDS = [
    importlib.import_module(f"thucchat.audit.migrations.{name}")
    for name in ("0003_append_only", "0004_refuse_truncate")
]


class _Editor:
    """As much of a schema editor as the migrations of the triggers use."""

    connection: Any = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def unguarded() -> Iterator[None]:
    """Lift the triggers that refuse to change or remove events, then set them again."""
    for guard in reversed(_GUARDS):
        guard.backwards(apps, _Editor())
    try:
        yield
    finally:
        for guard in _GUARDS:
            guard.forwards(apps, _Editor())
