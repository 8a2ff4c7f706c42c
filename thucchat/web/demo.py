"""The accounts of the demonstration, for its sign-in page."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from thucchat.kernel.paths import DATA


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What a visitor needs to sign in as somebody of the demonstration."""

    username: str
    password: str
    name: str
    job: str


@cache
def content() -> dict[str, Any]:
    """Read ``data/demo/accounts.yaml``."""
    text = (DATA / "demo" / "accounts.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


def accounts() -> list[DemoAccount]:
    """List the accounts to show, in the order of a task's journey."""
    password = content()["password"]
    return [
        DemoAccount(row["username"], password, row["name"], row["job"])
        for row in content()["accounts"]
    ]
