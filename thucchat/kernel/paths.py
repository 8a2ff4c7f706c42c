"""Where the data that experts edit lies."""

from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
