"""Questions of a verifier: which claims wait, what is known of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from thucchat.kernel.periods import local_day
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User
from thucchat.progress.models import Claim, Evidence, ProgressReport
from thucchat.verification import rules
from thucchat.verification.choices import Verdict
from thucchat.verification.models import Decision

QUEUE_LIMIT = 500


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One claim that waits, with why it deserves a look."""

    id: int
    code: str
    title: str
    organisation: str
    level: int
    required_level: int
    submitted_at: datetime
    days_waiting: int
    due_on: date | None
    risks: list[str]


def waiting(user: User) -> QuerySet[Claim]:
    """Return the submitted, undecided claims in scope, without those of the person's own body."""
    tops = orgs.scopes(user, Ability.VERIFY)
    if not tops:
        return Claim.objects.none()
    own = orgs.body_ids(orgs.home_ids(user))
    return (
        Claim.objects.filter(
            decided=False, submitted_at__isnull=False, organisation__in=orgs.below(tops)
        )
        .alias(body=Subquery(orgs.nearest_body(OuterRef("organisation"))))
        .exclude(body__in=own)
        .exclude(submitted_by=user)
        .exclude(prepared_by=user)
    )


def _with_facts(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    earlier = Decision.objects.filter(claim__task=OuterRef("task"), verdict=Verdict.RETURNED)
    reports = ProgressReport.objects.filter(
        task=OuterRef("task"), submitted_at__lt=OuterRef("submitted_at")
    )
    shared = (
        Evidence.objects.exclude(task=OuterRef("task"))
        .exclude(sha256="")
        .filter(
            sha256__in=Evidence.objects.filter(claims=OuterRef(OuterRef("pk"))).values("sha256")
        )
    )
    return claims.select_related("task", "organisation").annotate(
        returns=_count(earlier),
        reports=_count(reports),
        shared=_count(shared),
        users=Max("evidence__users"),
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    """Count the rows of a correlated subquery."""
    one = rows.order_by().annotate(one=Value(1)).values("one")
    return Coalesce(Subquery(one.annotate(n=Count("pk")).values("n")), 0)


def facts(claim: Claim) -> rules.ClaimFacts:
    """Return what the order of the queue looks at, from a claim with the counts of ``waiting``."""
    submitted = _submitted(claim)
    return rules.ClaimFacts(
        level=claim.level,
        submitted_on=local_day(submitted),
        due_on=claim.task.due_on,
        returns=claim.returns,  # type: ignore[attr-defined] # annotated by _with_facts
        reports=claim.reports,  # type: ignore[attr-defined]
        shared_files=claim.shared,  # type: ignore[attr-defined]
        users=claim.users,  # type: ignore[attr-defined]
    )


def _submitted(claim: Claim) -> datetime:
    if claim.submitted_at is None:
        raise LookupError(f"claim {claim.pk} was not submitted")
    return claim.submitted_at


def queue(user: User, *, on: date) -> list[QueueRow]:
    """
    List the claims that wait for the person, most risks first, then longest waiting.

    One statement besides those for powers and bodies; at most ``QUEUE_LIMIT`` of the oldest.
    """
    claims = _with_facts(waiting(user)).order_by("submitted_at")[:QUEUE_LIMIT]
    return [
        _row(claim, on) for claim in sorted(claims, key=lambda c: rules.queue_key(facts(c), on=on))
    ]


def _row(claim: Claim, on: date) -> QueueRow:
    known = facts(claim)
    return QueueRow(
        claim.pk,
        claim.task.code,
        claim.task.title,
        claim.organisation.short_name,
        claim.level,
        claim.task.required_level,
        _submitted(claim),
        (on - known.submitted_on).days,
        claim.task.due_on,
        rules.risks(known),
    )


def decisions_of(task_ids: Iterable[int]) -> dict[int, Decision]:
    """Return the decisions on the tasks' claims by claim id, with people and bodies; one query."""
    found = Decision.objects.filter(claim__task__in=task_ids).select_related(
        "decided_by", "organisation", "reopening", "reopening__by"
    )
    return {decision.claim_id: decision for decision in found}


def waiting_count(user: User) -> int:
    """Count the claims that wait for the person."""
    return waiting(user).count()


def claim_with_facts(user: User, claim_id: int) -> Claim | None:
    """Return one waiting claim with its counts, None when it does not wait for this person."""
    return _with_facts(waiting(user)).filter(pk=claim_id).first()
