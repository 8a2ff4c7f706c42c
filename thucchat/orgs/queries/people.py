"""People and the roles they hold, for the pages of a body."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from thucchat.orgs.choices import Role
from thucchat.orgs.models import Membership, User


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role of a person."""

    id: int
    role: Role
    organisation_id: int
    organisation: str
    organisation_code: str
    scope_id: int
    scope: str  # empty: the organisation itself


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with an account."""

    id: int
    username: str
    full_name: str
    position: str
    email: str
    is_active: bool
    last_login: datetime | None
    roles: list[RoleRow]


def people_of(organisation_id: int) -> list[PersonRow]:
    """List the people who belong to the body, open accounts first; two statements."""
    belong = User.objects.filter(memberships__organisation=organisation_id).distinct()
    return [_row(user) for user in _with_roles(belong).order_by("-is_active", "full_name")]


def person(user_id: int) -> PersonRow:
    """
    Return one person with every role, whatever body it is for.

    :raises User.DoesNotExist: there is no such account.
    """
    return _row(_with_roles(User.objects.all()).get(pk=user_id))


def _with_roles(users: QuerySet[User]) -> QuerySet[User]:
    roles = Membership.objects.select_related("organisation", "scope").order_by("pk")
    return users.prefetch_related(Prefetch("memberships", queryset=roles))


def _row(user: User) -> PersonRow:
    return PersonRow(
        id=user.pk,
        username=user.username,
        full_name=str(user),
        position=user.position,
        email=user.email,
        is_active=user.is_active,
        last_login=user.last_login,
        roles=[
            RoleRow(
                id=m.pk,
                role=Role(m.role),
                organisation_id=m.organisation_id,
                organisation=m.organisation.name,
                organisation_code=m.organisation.code,
                scope_id=m.scope_id,
                scope="" if m.scope_id == m.organisation_id else m.scope.name,
            )
            for m in user.memberships.all()
        ],
    )
