"""Opening accounts, giving and taking roles: what is done, what is refused, what is remembered."""

from datetime import UTC, date, datetime

import pytest

from thucchat.audit import queries as audit
from thucchat.kernel.errors import Refused
from thucchat.orgs import actions, queries
from thucchat.orgs.actions import NewAccount
from thucchat.orgs.choices import Ability, Role
from thucchat.orgs.models import Membership, Organisation, User
from thucchat.orgs.tests.factories import give, make_user

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def province_admin(cast):
    return make_user(Role.ADMINISTRATOR, cast.province, username="quantri.t01")


def new(body, **values):
    given = {"username": "an.nguyen", "full_name": "Nguyễn  Thị An", "role": Role.REPORTER}
    return NewAccount(organisation_id=body.pk, **{**given, **values})


def refused(code, action, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        action(*args, **kwargs)
    assert refusal.value.code == code
    return str(refusal.value)


# Opening


def test_an_account_opens_with_a_role_and_a_password(cast):
    user, password = actions.create_user(new(cast.science), by=cast.administrator, at=AT)
    stored = User.objects.get(pk=user.pk)
    assert (stored.username, stored.full_name, stored.date_joined) == (
        "an.nguyen",
        "Nguyễn Thị An",
        AT,
    )
    assert stored.check_password(password)
    assert queries.may(stored, Ability.REPORT, cast.science.pk)
    events = audit.events_of(stored)
    assert [event.kind for event in events] == ["orgs.user_created", "orgs.role_granted"]
    assert events[1].data == {"role": "reporter", "organisation": "BKHCN", "scope": "BKHCN"}
    assert {event.by_name for event in events} == {cast.administrator.full_name}
    assert password not in str([event.data for event in events])


def test_passwords_made_up_are_long_and_differ():
    made = {actions.new_password() for _ in range(50)}
    assert len(made) == 50
    assert {len(password) for password in made} == {19}


def test_the_system_opens_accounts_without_asking(cast):
    user, password = actions.create_user(
        new(cast.science, scope_id=cast.root.pk), password="Cho-Truoc-1", by=None, at=AT
    )
    assert password == "Cho-Truoc-1"
    assert queries.scopes(user, Ability.REPORT) == {cast.root.pk}
    assert audit.events_of(user)[0].by_name == "Hệ thống"


@pytest.mark.parametrize(
    "username",
    ["", "an", "An.Nguyen", "nguyễn.an", "an nguyen", ".an.nguyen", "a" * 61, "an@nguyen"],
)
def test_a_username_is_plain(cast, username):
    words = refused(
        "orgs.bad_username",
        actions.create_user,
        new(cast.science, username=username),
        by=cast.administrator,
        at=AT,
    )
    assert "Ví dụ" in words


def test_a_username_is_taken_whatever_its_case(cast):
    make_user(username="AN.NGUYEN")
    words = refused(
        "orgs.username_taken", actions.create_user, new(cast.science), by=cast.administrator, at=AT
    )
    assert "an.nguyen" in words


def test_a_person_has_a_name(cast):
    refused(
        "orgs.no_name",
        actions.create_user,
        new(cast.science, full_name="  "),
        by=cast.administrator,
        at=AT,
    )


def test_a_refused_account_leaves_nothing(cast):
    before, head = User.objects.count(), audit.head()
    Organisation.objects.filter(pk=cast.police.pk).update(valid_to=date(2026, 1, 1))
    words = refused(
        "orgs.ended", actions.create_user, new(cast.police), by=cast.administrator, at=AT
    )
    assert words.startswith("Bộ Công an đã kết thúc")
    assert User.objects.count() == before
    assert audit.head() == head


# How far an administrator reaches


@pytest.mark.parametrize("who", ["officer", "verifier", "leader", "head", "inspector", "stranger"])
def test_only_administrators_open_accounts(cast, who):
    person = getattr(cast, who)
    refused("orgs.not_allowed", actions.create_user, new(cast.science), by=person, at=AT)


def test_a_province_opens_accounts_for_its_communes(cast, province_admin):
    user, _ = actions.create_user(new(cast.commune), by=province_admin, at=AT)
    assert queries.home(user) == cast.commune


@pytest.mark.parametrize(
    ("body", "scope"),
    [("other_province", None), ("science", None), ("province", "root"), ("commune", "science")],
)
def test_no_role_reaches_beyond_its_giver(cast, province_admin, body, scope):
    scope_id = getattr(cast, scope).pk if scope else None
    account = new(getattr(cast, body), scope_id=scope_id)
    refused("orgs.beyond_scope", actions.create_user, account, by=province_admin, at=AT)
    refused(
        "orgs.beyond_scope",
        actions.grant,
        cast.commune_reporter.pk,
        Role.VIEWER,
        organisation_id=getattr(cast, body).pk,
        scope_id=scope_id,
        by=province_admin,
        at=AT,
    )


# Giving and taking roles


def test_a_role_is_given_and_counts_at_once(cast):
    assert not queries.may(cast.reporter, Ability.CLAIM, cast.science.pk)
    made = actions.grant(
        cast.reporter.pk,
        Role.APPROVER,
        organisation_id=cast.science.pk,
        by=cast.administrator,
        at=AT,
    )
    assert made.scope == cast.science
    again = User.objects.get(pk=cast.reporter.pk)
    assert queries.may(again, Ability.CLAIM, cast.science.pk)
    assert audit.events_of(cast.reporter)[-1].data["role"] == "approver"


def test_the_same_role_is_not_given_twice(cast):
    words = refused(
        "orgs.role_held",
        actions.grant,
        cast.reporter.pk,
        Role.REPORTER,
        organisation_id=cast.science.pk,
        by=cast.administrator,
        at=AT,
    )
    assert "Cán bộ báo cáo" in words


def test_nobody_changes_their_own_rights(cast):
    me = cast.administrator
    held = me.memberships.get()
    refused(
        "orgs.self", actions.grant, me.pk, Role.VERIFIER, organisation_id=held.organisation_id,
        by=me, at=AT,
    )  # fmt: skip
    refused("orgs.self", actions.revoke, held.pk, by=me, at=AT)
    refused("orgs.self", actions.deactivate, me.pk, by=me, at=AT)
    refused("orgs.self", actions.reset_password, me.pk, by=me, at=AT)


def test_a_role_is_taken(cast):
    held = cast.reporter.memberships.get()
    actions.revoke(held.pk, by=cast.administrator, at=AT)
    assert not Membership.objects.filter(pk=held.pk).exists()
    event = audit.events_of(cast.reporter)[-1]
    assert event.kind == "orgs.role_revoked"
    assert event.data == {"role": "reporter", "organisation": "BKHCN", "scope": "BKHCN"}


def test_a_role_elsewhere_is_not_taken(cast, province_admin):
    held = cast.reporter.memberships.get()
    refused("orgs.beyond_scope", actions.revoke, held.pk, by=province_admin, at=AT)
    assert Membership.objects.filter(pk=held.pk).exists()


# Closing


def test_a_closed_account_opens_nothing_and_keeps_its_past(cast, client):
    user = actions.deactivate(cast.reporter.pk, by=cast.administrator, at=AT)
    assert not user.is_active
    assert user.memberships.count() == 1
    assert queries.powers(user) == ()
    assert not client.login(username="reporter", password="mat-khau-Thu-2026")
    assert audit.events_of(cast.reporter)[-1].kind == "orgs.user_deactivated"
    refused("orgs.closed", actions.deactivate, user.pk, by=cast.administrator, at=AT)
    refused(
        "orgs.closed", actions.grant, user.pk, Role.VIEWER, organisation_id=cast.science.pk,
        by=cast.administrator, at=AT,
    )  # fmt: skip


def test_an_account_with_a_role_elsewhere_is_not_for_a_province_to_close(cast, province_admin):
    give(cast.commune_reporter, Role.VIEWER, cast.science)
    refused(
        "orgs.beyond_scope", actions.deactivate, cast.commune_reporter.pk, by=province_admin, at=AT
    )
    actions.deactivate(cast.commune_head.pk, by=province_admin, at=AT)


def test_an_account_without_roles_is_for_the_centre_to_close(cast, province_admin):
    refused("orgs.beyond_scope", actions.deactivate, cast.stranger.pk, by=province_admin, at=AT)
    actions.deactivate(cast.stranger.pk, by=cast.administrator, at=AT)


def test_a_new_password_replaces_the_old_one(cast, province_admin):
    password = actions.reset_password(cast.commune_reporter.pk, by=province_admin, at=AT)
    assert User.objects.get(pk=cast.commune_reporter.pk).check_password(password)
    assert audit.events_of(cast.commune_reporter)[-1].kind == "orgs.password_reset"
    refused("orgs.beyond_scope", actions.reset_password, cast.head.pk, by=province_admin, at=AT)
