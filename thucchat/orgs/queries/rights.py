"""Who may do what, and where."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from thucchat.kernel.errors import Refused
from thucchat.orgs import rules
from thucchat.orgs.choices import Ability, Level, Role
from thucchat.orgs.models import Closure, Membership, Organisation, User

ROOT_CODE = "VN"


@dataclass(frozen=True, slots=True)
class Power:
    """One membership: a role for ``organisation_id`` that counts below ``scope_id``."""

    role: str
    organisation_id: int
    scope_id: int


def powers(user: User) -> tuple[Power, ...]:
    """
    Return what the person holds, the oldest first; nothing once the account is closed.

    Asked of the database once for each user object: ``forget_powers`` after a change.
    """
    held: tuple[Power, ...] | None = getattr(user, "_powers", None)
    if held is None:
        rows = (
            Membership.objects.filter(user=user, user__is_active=True)
            .order_by("pk")
            .values_list("role", "organisation_id", "scope_id")
        )
        held = tuple(Power(*row) for row in rows)
        user._powers = held  # type: ignore[attr-defined] # kept for the life of this request
    return held


def forget_powers(user: User) -> None:
    """Drop what the object remembers, so that the next question asks the database."""
    vars(user).pop("_powers", None)


def scopes(user: User, ability: Ability) -> frozenset[int]:
    """Return the tops of the subtrees in which the person has ``ability``."""
    return frozenset(p.scope_id for p in powers(user) if rules.grants(p.role, ability))


def home_ids(user: User) -> frozenset[int]:
    """Return the organisations that the person belongs to."""
    return frozenset(p.organisation_id for p in powers(user))


def home(user: User) -> Organisation | None:
    """Return the organisation of the person's first membership, for signatures and headers."""
    held = powers(user)
    return Organisation.objects.get(pk=held[0].organisation_id) if held else None


def is_within(organisation_id: int, tops: frozenset[int]) -> bool:
    """Say whether the organisation is one of ``tops`` or below one."""
    if organisation_id in tops:
        return True
    return Closure.objects.filter(descendant_id=organisation_id, ancestor_id__in=tops).exists()


def may(user: User, ability: Ability, organisation_id: int) -> bool:
    """Say whether the person has ``ability`` for the organisation."""
    tops = scopes(user, ability)
    return bool(tops) and is_within(organisation_id, tops)


def abilities(user: User, organisation_id: int) -> frozenset[Ability]:
    """Return all that the person may do for the organisation; one statement at most."""
    held = powers(user)
    if not held:
        return frozenset()
    above = set(
        Closure.objects.filter(descendant_id=organisation_id).values_list("ancestor_id", flat=True)
    )
    return frozenset(
        ability
        for power in held
        if power.scope_id in above
        for ability in rules.MATRIX[Role(power.role)]
    )


def may_somewhere(user: User, ability: Ability) -> bool:
    """Say whether the person has ``ability`` at all (to show a page or a button)."""
    return bool(scopes(user, ability))


def check_may(user: User, ability: Ability, organisation_id: int) -> None:
    """Raise ``Refused`` (code ``orgs.not_allowed``) unless the person has ``ability`` there."""
    if not may(user, ability, organisation_id):
        _refuse(ability)


def check_may_somewhere(user: User, ability: Ability) -> None:
    """Raise ``Refused`` (code ``orgs.not_allowed``) unless the person has ``ability`` at all."""
    if not may_somewhere(user, ability):
        _refuse(ability)


def _refuse(ability: Ability) -> None:
    roles = ", ".join(f"«{role.label}»" for role in rules.roles_with(ability))
    raise Refused(
        "orgs.not_allowed",
        f"Việc này cần vai trò {roles} của đơn vị có thẩm quyền ({ability.label.lower()}). "
        "Hãy đề nghị quản trị hệ thống của đơn vị cấp vai trò.",
    )


def sees_all(user: User) -> bool:
    """Say whether the person's right to see reaches the whole tree (one cheap test for lists)."""
    root = root_id()
    return root is not None and root in scopes(user, Ability.SEE)


def within_all(organisation_ids: set[int], tops: frozenset[int]) -> bool:
    """Say whether every one of the organisations is within ``tops``; one statement."""
    inside = Closure.objects.filter(descendant_id__in=organisation_ids, ancestor_id__in=tops)
    return set(inside.values_list("descendant_id", flat=True)) == organisation_ids


def root_id() -> int | None:
    """Return the id of the root organisation, None before reference data is loaded."""
    return Organisation.objects.filter(code=ROOT_CODE).values_list("pk", flat=True).first()


def below(tops: frozenset[int]) -> QuerySet[Closure, int]:
    """Return the ids of all organisations in the subtrees, for use in a filter."""
    return Closure.objects.filter(ancestor_id__in=tops).values_list("descendant_id", flat=True)


def nearest_body(organisation: OuterRef) -> QuerySet[Closure, int]:
    """Return, as a subquery of one id, the body that an organisation is or is part of."""
    chain = Closure.objects.filter(descendant_id=organisation).exclude(ancestor__level=Level.UNIT)
    return chain.order_by("depth").values_list("ancestor_id", flat=True)[:1]


def body_ids(organisation_ids: Collection[int]) -> set[int]:
    """Return the bodies that the organisations are or are parts of; one statement."""
    found = (
        Organisation.objects.filter(pk__in=organisation_ids)
        .annotate(body=Subquery(nearest_body(OuterRef("pk"))))
        .values_list("pk", "body")
    )
    return {pk if body is None else body for pk, body in found}


def same_body(one_id: int, other_id: int) -> bool:
    """
    Say whether two organisations are, or are parts of, one body.

    A part is an organisation of level «Đơn vị trực thuộc»: a department is its ministry, two
    departments of a ministry are one body. A commune below a province, or a ministry below the
    Government, is a body of its own: it answers for its results, the one above may judge them.
    """
    return one_id == other_id or len(body_ids({one_id, other_id})) == 1
