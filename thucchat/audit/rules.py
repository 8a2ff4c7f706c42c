"""How an event is hashed."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def event_hash(previous_hash: str, facts: Mapping[str, Any]) -> str:
    """
    Return the SHA-256 that ties an event to the one before it.

    ``facts``: seq, at (aware), kind, by (user id or None), target_type, target_id, data.
    The text that is hashed is JSON with sorted keys, UTF-8, the instant in UTC with
    microseconds, so that any program can check the chain.
    """
    instant: datetime = facts["at"]
    body = dict(facts, at=instant.astimezone(UTC).isoformat(timespec="microseconds"))
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()
