"""Where a task stood at an instant, from its dated facts; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thucchat.kernel.periods import local_day

RECOGNISED = "recognised"
RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a deadline, whenever it happened."""

    at: datetime
    old_due_on: date
    new_due_on: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in force, the first one, and how it came from the one to the other."""

    due_on: date | None
    original_due_on: date | None
    moves: int
    moved_days: int


@dataclass(frozen=True, slots=True)
class ClaimFact:
    """A submitted claim with its answer; what came after the instant is already taken out."""

    claim_id: int
    level: int
    submitted_at: datetime
    decided_at: datetime | None  # None: waits
    verdict: str
    recognised_level: int | None
    reason: str
    reopened_at: datetime | None  # None: its recognition stands, or there is none


@dataclass(frozen=True, slots=True)
class Result:
    """What was claimed and what was recognised by the instant."""

    claims: int = 0
    claimed_level: int | None = None  # the highest that was ever claimed
    last_claim_on: date | None = None
    awaiting_level: int | None = None
    recognised_level: int | None = None
    finished_on: date | None = None
    returns: int = 0
    reopenings: int = 0


def deadline_at(
    moves: Sequence[Move], *, latest: date | None, original: date | None, cutoff: datetime
) -> Deadline:
    """
    Return the deadline in force just before ``cutoff``.

    ``moves`` are all moves of the task in order of time, later ones too: the first later
    one says what was in force before it. ``latest`` is the task's column, which holds only
    when nothing moved after the cut-off.
    """
    before = [move for move in moves if move.at < cutoff]
    after = [move for move in moves if move.at >= cutoff]
    if before:
        due_on: date | None = before[-1].new_due_on
    else:
        due_on = after[0].old_due_on if after else latest
    first = moves[0].old_due_on if moves else (original or due_on)
    days = sum((move.new_due_on - move.old_due_on).days for move in before)
    return Deadline(due_on, first, len(before), days)


def seen_at(claim: ClaimFact, cutoff: datetime) -> ClaimFact:
    """Return the claim as it was just before ``cutoff``: a later answer is not there yet."""
    if claim.decided_at is None or claim.decided_at >= cutoff:
        return ClaimFact(claim.claim_id, claim.level, claim.submitted_at, None, "", None, "", None)
    if claim.reopened_at is not None and claim.reopened_at >= cutoff:
        return ClaimFact(
            claim.claim_id,
            claim.level,
            claim.submitted_at,
            claim.decided_at,
            claim.verdict,
            claim.recognised_level,
            claim.reason,
            None,
        )
    return claim


def result_of(claims: Sequence[ClaimFact], *, required_level: int) -> Result:
    """
    Sum up a task's claims, given in order of submission, as ``seen_at`` the instant.

    A reopening takes back every recognition decided before it. Finished on: the day of the
    submission that stands recognised at the required level, not the day of the decision.
    """
    if not claims:
        return Result()
    reopened_at = max((c.reopened_at for c in claims if c.reopened_at), default=None)
    standing = [
        c
        for c in claims
        if c.verdict == RECOGNISED
        and c.decided_at
        and (reopened_at is None or c.decided_at > reopened_at)
    ]
    last = max(standing, key=lambda c: (c.decided_at, c.claim_id), default=None)
    level = last.recognised_level if last else None
    enough = last is not None and level is not None and level >= required_level
    return Result(
        claims=len(claims),
        claimed_level=max(c.level for c in claims),
        last_claim_on=local_day(claims[-1].submitted_at),
        awaiting_level=claims[-1].level if claims[-1].decided_at is None else None,
        recognised_level=level,
        finished_on=local_day(last.submitted_at) if last and enough else None,
        returns=sum(c.verdict == RETURNED for c in claims),
        reopenings=sum(c.reopened_at is not None for c in claims),
    )
