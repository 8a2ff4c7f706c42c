"""What tests of reports share."""

from dataclasses import replace

import pytest

from thucchat.indicators import definitions
from thucchat.indicators.choices import Dimension


@pytest.fixture(autouse=True)
def _few_dimensions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compute only the groups that a report reads: the others take most of the time."""
    read = {Dimension.BLOC, Dimension.LEAD}
    fewer = {
        name: replace(one, by=tuple(d for d in one.by if d in read))
        for name, one in definitions.all_definitions().items()
    }
    monkeypatch.setattr(definitions, "all_definitions", lambda: fewer)
