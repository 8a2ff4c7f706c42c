"""Questions about bodies and rights."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from thucchat.kernel.errors import Refused
from thucchat.orgs import rules
from thucchat.orgs.choices import Ability, Level
from thucchat.orgs.models import Alias, Closure, Membership, Organisation, User

ROOT_CODE = "VN"


@dataclass(frozen=True, slots=True)
class Power:
    """One membership: a role for ``organisation_id`` that counts below ``scope_id``."""

    role: str
    organisation_id: int
    scope_id: int


def powers(user: User) -> tuple[Power, ...]:
    """Return what the person holds; asked of the database once for each user object."""
    held: tuple[Power, ...] | None = getattr(user, "_powers", None)
    if held is None:
        rows = Membership.objects.filter(user=user).values_list(
            "role", "organisation_id", "scope_id"
        )
        held = tuple(Power(*row) for row in rows)
        user._powers = held  # type: ignore[attr-defined] # kept for the life of this request
    return held


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


def root_id() -> int | None:
    """Return the id of the root organisation, None before reference data is loaded."""
    return Organisation.objects.filter(code=ROOT_CODE).values_list("pk", flat=True).first()


def below(tops: frozenset[int]) -> QuerySet[Closure, int]:
    """Return the ids of all organisations in the subtrees, for use in a filter."""
    return Closure.objects.filter(ancestor_id__in=tops).values_list("descendant_id", flat=True)


def same_body(one_id: int, other_id: int) -> bool:
    """Say whether two organisations are the same body or one is part of the other."""
    if one_id == other_id:
        return True
    either = Q(ancestor_id=one_id, descendant_id=other_id) | Q(
        ancestor_id=other_id, descendant_id=one_id
    )
    return Closure.objects.filter(either, ancestor__parent__isnull=False).exists()


def in_being() -> QuerySet[Organisation]:
    """Return the organisations that have not ended."""
    return Organisation.objects.filter(valid_to__isnull=True)


def by_name(name_fold: str) -> Organisation | None:
    """
    Find the one living organisation with this folded name or alias; None if none or several.

    Used where a machine's reading is matched to a body: an ambiguous name is left to a person.
    """
    named = (
        in_being()
        .filter(
            Q(name_fold=name_fold)
            | Exists(Alias.objects.filter(organisation=OuterRef("pk"), name_fold=name_fold))
        )
        .exclude(level=Level.COMMUNE)[:2]
    )
    found = list(named)
    return found[0] if len(found) == 1 else None
