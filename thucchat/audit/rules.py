"""How an event is hashed."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return ``data`` as any database gives it back: keys are text, sequences lists.

    Whole floats become integers, since PostgreSQL does not tell 2.0e20 from its digits.

    :raises TypeError: something in it is not JSON.
    :raises ValueError: a number is NaN or infinite.
    """
    text = json.dumps(data, allow_nan=False)
    found: dict[str, Any] = json.loads(text, parse_float=_number)
    return found


def _number(digits: str) -> int | float:
    value = float(digits)
    return int(value) if value.is_integer() else value


def event_hash(previous_hash: str, facts: Mapping[str, Any]) -> str:
    """
    Return the SHA-256 that ties an event to the one before it.

    ``facts``: seq, at (aware), kind, by (user id or None), target_type, target_id, data.
    The text that is hashed is JSON with sorted keys, UTF-8, the instant in UTC with
    microseconds, so that any program can check the chain.
    """
    instant: datetime = facts["at"]
    body = {
        **facts,
        "at": instant.astimezone(UTC).isoformat(timespec="microseconds"),
        "data": plain(facts["data"]),
    }
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()
