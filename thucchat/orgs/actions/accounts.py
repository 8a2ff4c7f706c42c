"""Accounts and roles: who may open them, for which bodies, and what is remembered."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thucchat.audit.actions import record
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries
from thucchat.orgs.choices import Ability, Role
from thucchat.orgs.models import Membership, Organisation, User
from thucchat.vntext.text import nfc, squeeze

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an administrator writes about a new person; the first role comes with it."""

    username: str
    full_name: str
    organisation_id: int
    role: Role
    scope_id: int | None = None  # None: the organisation itself
    position: str = ""
    email: str = ""


def new_password() -> str:
    """Return a password that can be read out over the telephone: 4 groups of 4."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def create_user(
    new: NewAccount, *, password: str | None = None, by: User | None, at: datetime
) -> tuple[User, str]:
    """
    Open an account with its first role; return it with its password, which is shown once.

    ``by`` None: the system itself, by a command. Without ``password`` one is made up.
    """
    scope_id = new.scope_id or new.organisation_id
    _check_may_manage(by, {new.organisation_id, scope_id})
    username, full_name = new.username.strip(), squeeze(nfc(new.full_name))
    _check_username(username)
    if not full_name:
        raise Refused("orgs.no_name", "Chưa có họ và tên. Ví dụ: Nguyễn Thị An.")
    given = password or new_password()
    user = User(
        username=username,
        full_name=full_name,
        position=squeeze(nfc(new.position)),
        email=new.email.strip(),
        date_joined=at,
    )
    user.set_password(given)
    user.save()
    record("orgs.user_created", user, by=by, at=at, username=username, full_name=full_name)
    _give(user, new.organisation_id, new.role, scope_id, by=by, at=at)
    return user, given


@transaction.atomic
def grant(
    user_id: int,
    role: Role,
    *,
    organisation_id: int,
    scope_id: int | None = None,
    by: User | None,
    at: datetime,
) -> Membership:
    """Give a person one more role; nobody gives one to themselves."""
    user = User.objects.select_for_update().get(pk=user_id)
    scope = scope_id or organisation_id
    _check_may_manage(by, {organisation_id, scope})
    _check_other(by, user, "tự cấp vai trò cho mình")
    if not user.is_active:
        raise Refused(
            "orgs.closed", f"Tài khoản «{user.username}» đã khóa nên không nhận thêm vai trò."
        )
    return _give(user, organisation_id, role, scope, by=by, at=at)


@transaction.atomic
def revoke(membership_id: int, *, by: User | None, at: datetime) -> None:
    """Take a role from a person."""
    membership = Membership.objects.select_for_update().select_related("user").get(pk=membership_id)
    _check_may_manage(by, {membership.organisation_id, membership.scope_id})
    _check_other(by, membership.user, "tự bỏ vai trò của mình")
    user = membership.user
    record("orgs.role_revoked", user, by=by, at=at, **_facts(membership))
    membership.delete()
    queries.forget_powers(user)


@transaction.atomic
def deactivate(user_id: int, *, by: User | None, at: datetime) -> User:
    """Close an account: its roles stay on record, it opens nothing any more."""
    user = _managed(user_id, by)
    _check_other(by, user, "tự khóa tài khoản của mình")
    if not user.is_active:
        raise Refused("orgs.closed", f"Tài khoản «{user.username}» đã khóa từ trước.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    queries.forget_powers(user)
    record("orgs.user_deactivated", user, by=by, at=at, username=user.username)
    return user


@transaction.atomic
def reset_password(user_id: int, *, by: User | None, at: datetime) -> str:
    """Give a person a new password, shown once; whoever was signed in with the old one is out."""
    user = _managed(user_id, by)
    _check_other(by, user, "đặt lại mật khẩu của mình ở đây")
    given = new_password()
    user.set_password(given)
    user.save(update_fields=["password"])
    record("orgs.password_reset", user, by=by, at=at, username=user.username)
    return given


def _managed(user_id: int, by: User | None) -> User:
    """Return the person, locked, if every role they hold is within what ``by`` manages."""
    user = User.objects.select_for_update().get(pk=user_id)
    held = user.memberships.values_list("organisation_id", "scope_id")
    places = {pk for pair in held for pk in pair}
    root = queries.root_id()
    _check_may_manage(by, places or ({root} if root else set()))
    return user


def _check_may_manage(by: User | None, organisation_ids: set[int]) -> None:
    """Refuse unless ``by`` manages each body: no role reaches beyond the one who gives it."""
    if by is None:
        return
    tops = queries.scopes(by, Ability.MANAGE_ACCOUNTS)
    if not tops:
        queries.check_may_somewhere(by, Ability.MANAGE_ACCOUNTS)
    if not queries.within_all(organisation_ids, tops):
        raise Refused(
            "orgs.beyond_scope",
            "Bạn chỉ quản lý tài khoản trong phạm vi của mình; đơn vị hoặc phạm vi vai trò này "
            "nằm ngoài. Hãy đề nghị quản trị của cơ quan cấp trên.",
        )


def _check_other(by: User | None, user: User, what: str) -> None:
    if by is not None and by.pk == user.pk:
        raise Refused("orgs.self", f"Không ai được {what}. Hãy nhờ một quản trị khác của đơn vị.")


def _check_username(username: str) -> None:
    if not _USERNAME.fullmatch(username):
        raise Refused(
            "orgs.bad_username",
            "Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch "
            "dưới, bắt đầu bằng chữ hoặc số. Ví dụ: an.nguyen.bkhcn.",
        )
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(
            "orgs.username_taken",
            f"Tên đăng nhập «{username}» đã có người dùng. Hãy chọn tên khác, ví dụ thêm tên "
            "đơn vị.",
        )


def _give(
    user: User, organisation_id: int, role: Role, scope_id: int, *, by: User | None, at: datetime
) -> Membership:
    for body in Organisation.objects.filter(pk__in={organisation_id, scope_id}):
        if body.valid_to is not None:
            raise Refused(
                "orgs.ended",
                f"{body.name} đã kết thúc hoạt động, không cấp vai trò được. Hãy chọn đơn vị kế "
                "thừa.",
            )
    membership, made = Membership.objects.get_or_create(
        user=user, organisation_id=organisation_id, role=role, scope_id=scope_id
    )
    if not made:
        raise Refused(
            "orgs.role_held",
            f"{user} đã có vai trò «{role.label}» này của đơn vị, đúng phạm vi này.",
        )
    queries.forget_powers(user)
    record("orgs.role_granted", user, by=by, at=at, **_facts(membership))
    return membership


def _facts(membership: Membership) -> dict[str, str]:
    return {
        "role": str(membership.role),
        "organisation": membership.organisation.code,
        "scope": membership.scope.code,
    }
