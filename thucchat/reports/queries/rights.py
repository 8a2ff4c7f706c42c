"""Who may read, draft and issue reports of the whole country."""

from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User


def check_may_read(user: User) -> None:
    """Refuse a person whose scope is not the whole country: the annex names every task."""
    if not orgs.sees_all(user):
        raise Refused(
            "reports.scope",
            "Báo cáo tổng hợp nêu nhiệm vụ của mọi cơ quan nên chỉ người được xem toàn quốc mới mở "
            "được. Hãy đề nghị quản trị hệ thống của Cơ quan Thường trực cấp vai trò.",
        )


def may_issue(user: User) -> bool:
    """Say whether the person may draft and issue reports of the whole country."""
    root = orgs.root_id()
    return root is not None and orgs.may(user, Ability.ISSUE_REPORT, root)


def check_may_issue(user: User) -> None:
    """Refuse a person who may not draft and issue reports of the whole country."""
    root = orgs.root_id()
    if root is None:
        raise Refused("reports.no_root", "Chưa nạp danh mục cơ quan nên chưa lập được báo cáo.")
    orgs.check_may(user, Ability.ISSUE_REPORT, root)
