"""Decisions for tests; other packages import these."""

from datetime import datetime, timedelta

from thucchat.orgs.models import User
from thucchat.orgs.tests.factories import make_tree, make_user
from thucchat.progress.models import Claim
from thucchat.progress.tests.factories import LATER
from thucchat.verification.choices import ReturnReason, Verdict
from thucchat.verification.models import Decision


def make_decision(
    claim: Claim,
    verdict: str = Verdict.RECOGNISED,
    *,
    level: int | None = None,
    decided_at: datetime = LATER + timedelta(days=5),
    by: User | None = None,
    **given: object,
) -> Decision:
    """Make a decision row and note on the claim that it is decided."""
    recognised = verdict == Verdict.RECOGNISED
    values: dict[str, object] = {
        "level": (level or claim.level) if recognised else None,
        "reason": "" if recognised else ReturnReason.NO_USERS,
        "organisation": make_tree("VPTW")["VPTW"],
        "decided_by": by or make_user(),
    }
    claim.decided = True
    claim.save(update_fields=["decided"])
    made: Decision = Decision.objects.create(
        claim=claim, verdict=verdict, decided_at=decided_at, **{**values, **given}
    )
    return made
