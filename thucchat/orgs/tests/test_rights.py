"""Who may do what, and where."""

import pytest

from thucchat.kernel.errors import Refused
from thucchat.orgs import queries
from thucchat.orgs.choices import Ability, Level, Role
from thucchat.orgs.models import Closure
from thucchat.orgs.tests.factories import give, make_org, make_user


def test_powers_are_asked_once_for_each_user_object(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = queries.powers(cast.officer)
        assert queries.powers(cast.officer) is first
    power = first[0]
    assert (power.role, power.organisation_id, power.scope_id) == (
        Role.COORDINATOR,
        cast.standing.pk,
        cast.root.pk,
    )


def test_powers_are_forgotten_on_request(cast):
    assert not queries.may(cast.stranger, Ability.SEE, cast.science.pk)
    vars(cast.stranger)["_powers"] = ()
    give(cast.stranger, Role.VIEWER, cast.science)
    assert queries.may(cast.stranger, Ability.SEE, cast.science.pk)
    queries.forget_powers(cast.stranger)
    assert "_powers" not in vars(cast.stranger)


def test_a_closed_account_has_no_powers(cast):
    cast.officer.is_active = False
    cast.officer.save()
    assert queries.powers(cast.officer) == ()
    assert not queries.may_somewhere(cast.officer, Ability.SEE)


@pytest.mark.parametrize(
    ("who", "ability", "where", "allowed"),
    [
        ("officer", Ability.ISSUE_TASK, "science", True),  # scope: the whole country
        ("officer", Ability.ISSUE_TASK, "commune", True),
        ("officer", Ability.VERIFY, "science", False),  # not with this role
        ("reporter", Ability.REPORT, "science", True),
        ("reporter", Ability.REPORT, "science_unit", True),  # below its own body
        ("reporter", Ability.REPORT, "police", False),
        ("reporter", Ability.REPORT, "root", False),  # never above
        ("province_officer", Ability.ISSUE_TASK, "commune", True),
        ("province_officer", Ability.ISSUE_TASK, "other_province", False),
        ("commune_reporter", Ability.SEE, "province", False),
        ("stranger", Ability.SEE, "science", False),
    ],
)
def test_a_role_counts_in_its_scope_only(cast, who, ability, where, allowed):
    person, body = getattr(cast, who), getattr(cast, where)
    assert queries.may(person, ability, body.pk) is allowed
    if allowed:
        queries.check_may(person, ability, body.pk)
    else:
        with pytest.raises(Refused) as refused:
            queries.check_may(person, ability, body.pk)
        assert refused.value.code == "orgs.not_allowed"


def test_a_refusal_says_which_role_is_needed_and_what_to_do(cast):
    with pytest.raises(Refused) as refused:
        queries.check_may_somewhere(cast.reporter, Ability.READ_AUDIT)
    assert str(refused.value) == (
        "Việc này cần vai trò «Người kiểm tra», «Quản trị» của đơn vị có thẩm quyền "
        "(xem nhật ký hệ thống). Hãy đề nghị quản trị hệ thống của đơn vị cấp vai trò."
    )


def test_somewhere_is_enough_to_open_a_page(cast):
    queries.check_may_somewhere(cast.commune_reporter, Ability.REPORT)
    assert queries.may_somewhere(cast.inspector, Ability.READ_AUDIT)
    assert not queries.may_somewhere(cast.stranger, Ability.SEE)


def test_roles_add_up(cast):
    give(cast.reporter, Role.VIEWER, cast.police)
    assert queries.home_ids(cast.reporter) == {cast.science.pk, cast.police.pk}
    assert queries.scopes(cast.reporter, Ability.SEE) == {cast.science.pk, cast.police.pk}
    assert queries.scopes(cast.reporter, Ability.REPORT) == {cast.science.pk}


def test_home_is_the_body_of_the_oldest_role(cast):
    give(cast.reporter, Role.VIEWER, cast.police)
    assert queries.home(cast.reporter) == cast.science
    assert queries.home(cast.stranger) is None


@pytest.mark.parametrize(
    ("inside", "top", "expected"),
    [
        ("science", "science", True),
        ("science_unit", "science", True),
        ("science_unit", "root", True),
        ("science", "science_unit", False),
        ("commune", "province", True),
        ("commune", "other_province", False),
    ],
)
def test_within_a_subtree(cast, inside, top, expected):
    top_id = getattr(cast, top).pk
    assert queries.is_within(getattr(cast, inside).pk, frozenset({top_id})) is expected
    assert (getattr(cast, inside).pk in set(queries.below(frozenset({top_id})))) is expected
    assert queries.within_all({getattr(cast, inside).pk}, frozenset({top_id})) is expected


def test_nothing_lies_within_no_top(cast):
    assert not queries.is_within(cast.science.pk, frozenset())
    assert not queries.within_all({cast.science.pk}, frozenset())
    assert not queries.within_all({cast.science.pk, cast.police.pk}, frozenset({cast.police.pk}))


def test_one_body_or_two(cast):
    other_unit = make_org(parent=cast.science, level=Level.UNIT)
    team = make_org(parent=other_unit, level=Level.UNIT)
    pairs = [
        (cast.science, cast.science, True),
        (cast.science, cast.science_unit, True),  # a part of it
        (cast.science_unit, other_unit, True),  # two parts of one ministry
        (team, cast.science, True),  # a part of a part
        (cast.science, cast.police, False),
        (cast.science_unit, cast.police, False),
        (cast.province, cast.commune, False),  # a commune answers for itself
        (cast.science, cast.science.parent, False),  # so does a ministry
        (cast.science, cast.root, False),
    ]
    for one, other, expected in pairs:
        assert queries.same_body(one.pk, other.pk) is expected, (one, other)
        assert queries.same_body(other.pk, one.pk) is expected, (other, one)


def test_a_unit_that_hangs_on_nothing_is_its_own_body(cast):
    lone = make_org(level=Level.UNIT)
    Closure.objects.filter(descendant=lone).exclude(ancestor=lone).delete()
    assert queries.same_body(lone.pk, lone.pk)
    assert not queries.same_body(lone.pk, cast.science.pk)


@pytest.mark.parametrize(
    ("who", "expected"),
    [("officer", True), ("leader", True), ("reporter", False), ("administrator", False)],
)
def test_who_sees_everything(cast, who, expected):
    assert queries.sees_all(getattr(cast, who)) is expected


def test_without_reference_data_nobody_sees_everything(db):
    top = make_org("TOP", level=Level.ROOT)
    assert queries.root_id() is None
    assert not queries.sees_all(make_user(Role.VIEWER, top))


@pytest.mark.parametrize("where", ["science", "science_unit", "police", "root"])
@pytest.mark.parametrize("who", ["officer", "head", "reporter", "administrator", "stranger"])
def test_all_that_a_person_may_do_for_a_body(cast, who, where):
    person, body = getattr(cast, who), getattr(cast, where)
    one_by_one = {ability for ability in Ability if queries.may(person, ability, body.pk)}
    assert queries.abilities(person, body.pk) == one_by_one


def test_possible_scopes_are_the_tops_within_ones_own(cast):
    def codes(top):
        return [body.code for body in queries.tops_within(frozenset({top.pk}))]

    assert codes(cast.root) == ["VN", "CP", "DANG", "BKHCN", "T01"]
    assert codes(cast.science) == ["BKHCN"]
    assert codes(cast.commune) == []
