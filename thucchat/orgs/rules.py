"""Who may do what: the permission matrix, and which body may judge which."""

from thucchat.orgs.choices import Ability, Role

A = Ability

MATRIX: dict[Role, frozenset[Ability]] = {
    Role.VIEWER: frozenset({A.SEE}),
    Role.REPORTER: frozenset({A.SEE, A.ACCEPT_TASK, A.REPORT}),
    Role.APPROVER: frozenset({A.SEE, A.ACCEPT_TASK, A.REPORT, A.CLAIM}),
    Role.VERIFIER: frozenset({A.SEE, A.VERIFY}),
    Role.COORDINATOR: frozenset(
        {
            A.SEE,
            A.REGISTER_DOCUMENT,
            A.REVIEW_PROPOSAL,
            A.DRAFT_TASK,
            A.ISSUE_TASK,
            A.DECIDE_EXTENSION,
            A.REOPEN,
            A.SNAPSHOT,
            A.ISSUE_REPORT,
        }
    ),
    Role.INSPECTOR: frozenset({A.SEE, A.READ_AUDIT}),
    Role.ADMINISTRATOR: frozenset({A.MANAGE_ACCOUNTS, A.READ_AUDIT}),
}


def grants(role: str, ability: Ability) -> bool:
    """Say whether the role allows the ability somewhere."""
    return ability in MATRIX[Role(role)]


def roles_with(ability: Ability) -> list[Role]:
    """List the roles that allow ``ability``, for the words of a refusal."""
    return [role for role, abilities in MATRIX.items() if ability in abilities]
