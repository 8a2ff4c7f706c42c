"""The engine that runs the formulas, and a snapshot's tables in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from thucchat.analytics import tables

if TYPE_CHECKING:
    import ibis

DUCKDB = "duckdb://"


def connect(url: str) -> "ibis.BaseBackend":
    """
    Open the engine of ``ANALYTICS_URL``.

    DuckDB in the process, in memory, with limits on memory and on what it may put on disk:
    an unbounded quantile query can fill one.

    :raises ValueError: the address names an engine that is not built in.
    """
    import ibis  # here: takes a second, and most pages need no engine

    if url != DUCKDB:
        raise ValueError(
            f"ANALYTICS_URL={url!r}: only {DUCKDB!r} (in the process) is built in. "
            "A Spark Connect address (sc://host:port) is not supported yet."
        )
    Path(settings.ANALYTICS_TEMP_DIR).mkdir(parents=True, exist_ok=True)
    return ibis.duckdb.connect(
        memory_limit=settings.ANALYTICS_MEMORY,
        temp_directory=settings.ANALYTICS_TEMP_DIR,
        max_temp_directory_size=settings.ANALYTICS_TEMP_SIZE,
    )


@contextmanager
def opened(folder: Path) -> Iterator[dict[str, "ibis.Table"]]:
    """Give the tables of the snapshot in ``folder``, by name, for as long as the block runs."""
    backend = connect(settings.ANALYTICS_URL)
    try:
        yield {
            name: backend.read_parquet(folder / f"{name}.parquet", table_name=name)
            for name in tables.TABLES
        }
    finally:
        backend.disconnect()
