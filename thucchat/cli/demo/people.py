"""The people of the demonstration: one table of accounts, and a reporter and a head per body."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password

from thucchat.audit.actions import Entry, record_many
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Level, Role
from thucchat.orgs.models import Membership, Organisation, User
from thucchat.web import demo as table

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Account:
    """An account to open; codes are those of organisations."""

    username: str
    name: str
    position: str
    organisation: str
    role: Role
    scope: str


@dataclass(slots=True)
class Cast:
    """Who acts in the demonstration; ids are those of organisations."""

    named: dict[str, User] = field(default_factory=dict)
    reporters: dict[int, User] = field(default_factory=dict)
    heads: dict[int, User] = field(default_factory=dict)
    bodies: dict[int, Organisation] = field(default_factory=dict)

    @property
    def officer(self) -> User:
        """The coordinator of the standing agency."""
        return self.named["canbo"]

    def judge(self, organisation_id: int, *, national: bool = False) -> User:
        """Return who verifies a body's results: its province, the standing agency, or another."""
        body = self.bodies[organisation_id]
        if body.level == Level.COMMUNE and not national:
            return self.named["t04.thamdinh"]
        return self.named["thamdinh.cheo" if body.code.startswith("VPTW") else "thamdinh"]


def open_accounts(*, at: datetime, every_commune: bool = False) -> Cast:
    """
    Open all accounts of the demonstration at once.

    All have one password, hashed once: hashing it for each of 400 accounts would take minutes.
    """
    bodies = _bodies(every_commune=every_commune)
    codes = {body.code: body for body in bodies}
    communes = [body.code for body in bodies if body.level == Level.COMMUNE]
    listed = [_listed(row, communes[0]) for row in (*_rows("accounts"), *_rows("others"))]
    taken = {(account.organisation, account.role) for account in listed}
    made = listed + [
        account for body in bodies for account in _pair(body)
        if (account.organisation, account.role) not in taken
    ]  # fmt: skip
    cast = Cast(bodies={body.pk: body for body in bodies})
    root = Organisation.objects.get(code=orgs.ROOT_CODE)
    users = save(made, {**codes, root.code: root}, at=at)
    for account, user in zip(made, users, strict=True):
        cast.named[account.username] = user
        pk = codes[account.organisation].pk
        if account.role == Role.REPORTER:
            cast.reporters[pk] = user
        elif account.role == Role.APPROVER:
            cast.heads[pk] = user
    return cast


def save(accounts: list[Account], bodies: dict[str, Organisation], *, at: datetime) -> list[User]:
    """Store accounts with their roles and their place in the journal."""
    secret = make_password(table.content()["password"])
    users = User.objects.bulk_create(
        [
            User(
                username=account.username,
                full_name=account.name,
                position=account.position,
                password=secret,
                date_joined=at,
            )
            for account in accounts
        ],
        batch_size=BATCH,
    )
    Membership.objects.bulk_create(
        [
            Membership(
                user=user,
                organisation=bodies[account.organisation],
                role=account.role,
                scope=bodies[account.scope],
            )
            for account, user in zip(accounts, users, strict=True)
        ],
        batch_size=BATCH,
    )
    entries = []
    for account, user in zip(accounts, users, strict=True):
        facts = {"username": account.username, "full_name": account.name}
        entries.append(Entry("orgs.user_created", user, facts))
        given = {
            "role": str(account.role),
            "organisation": account.organisation,
            "scope": account.scope,
        }
        entries.append(Entry("orgs.role_granted", user, given))
    record_many(entries, by=None, at=at)
    return users


def _rows(key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.content()[key]
    return rows


def _listed(row: dict[str, Any], commune: str) -> Account:
    home = commune if row["organisation"] == "commune" else row["organisation"]
    role = Role(row["role"])
    return Account(
        row["username"], row["name"], str(role.label), home, role, row.get("scope", home)
    )


def _pair(body: Organisation) -> list[Account]:
    """Return the reporter and the head of a body."""
    code = body.code.lower()
    named = body.short_name if body.level != Level.COMMUNE else body.name
    return [
        Account(
            f"{code}.{job}", f"{words} {named}"[:120], str(role.label), body.code, role, body.code
        )
        for job, words, role in (
            ("baocao", "Cán bộ báo cáo", Role.REPORTER),
            ("lanhdao", "Lãnh đạo", Role.APPROVER),
        )
    ]


def _bodies(*, every_commune: bool) -> list[Organisation]:
    """List the bodies at work: those above the communes, then one province's communes."""
    content = table.content()
    living = orgs.in_being()
    high = living.filter(level__in=(Level.CENTRAL, Level.MINISTRY, Level.PROVINCE))
    units = living.filter(code__in=content["units"])
    communes = living.filter(level=Level.COMMUNE)
    first = communes.filter(parent__code=content["province"]).order_by("code")
    others = communes.exclude(parent__code=content["province"]).order_by("code")
    chosen = high.exclude(code__in=content["without"]).order_by("code")
    return [*chosen, *units.order_by("code"), *first, *(others if every_commune else ())]
