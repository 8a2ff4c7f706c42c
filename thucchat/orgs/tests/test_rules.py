"""The permission matrix, role by role."""

import pytest

from thucchat.orgs import rules
from thucchat.orgs.choices import Ability, Role
from thucchat.orgs.forms import ROLE_HINTS

# One line per ability: who may. A change here is a change of the rules of the house.
MAY = {
    Ability.SEE: "viewer reporter approver verifier coordinator inspector",
    Ability.REGISTER_DOCUMENT: "coordinator",
    Ability.REVIEW_PROPOSAL: "coordinator",
    Ability.DRAFT_TASK: "coordinator",
    Ability.ISSUE_TASK: "coordinator",
    Ability.ACCEPT_TASK: "reporter approver",
    Ability.REPORT: "reporter approver",
    Ability.CLAIM: "approver",
    Ability.VERIFY: "verifier",
    Ability.DECIDE_EXTENSION: "coordinator",
    Ability.REOPEN: "coordinator",
    Ability.SNAPSHOT: "coordinator",
    Ability.ISSUE_REPORT: "coordinator",
    Ability.READ_AUDIT: "inspector administrator",
    Ability.MANAGE_ACCOUNTS: "administrator",
}


@pytest.mark.parametrize("ability", Ability)
@pytest.mark.parametrize("role", Role)
def test_what_a_role_may(role, ability):
    assert rules.grants(role, ability) is (role.value in MAY[ability].split())


@pytest.mark.parametrize("ability", Ability)
def test_a_refusal_names_every_role_that_would_do(ability):
    assert {role.value for role in rules.roles_with(ability)} == set(MAY[ability].split())


def test_no_role_both_claims_and_recognises():
    for abilities in rules.MATRIX.values():
        assert not {Ability.CLAIM, Ability.VERIFY} <= abilities


def test_whoever_manages_accounts_does_no_other_work():
    working = set(Ability) - {Ability.MANAGE_ACCOUNTS, Ability.READ_AUDIT}
    assert not rules.MATRIX[Role.ADMINISTRATOR] & working


def test_every_role_is_in_the_matrix_and_explained():
    assert set(rules.MATRIX) == set(Role) == set(ROLE_HINTS)


def test_a_role_that_does_not_exist_is_a_defect():
    with pytest.raises(ValueError, match="king"):
        rules.grants("king", Ability.SEE)
