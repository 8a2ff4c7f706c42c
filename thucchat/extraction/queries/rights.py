"""Who may review which document, and for which body they draft."""

from thucchat.directives.models import Document
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs import rules as roles
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import Closure, Membership, User


def may_review(user: User, document: Document) -> bool:
    """
    Say whether the person may decide on the document's proposals.

    That takes the ability over a body of the person who registered the document: a commune's
    coordinator does not decide on what the centre registered.
    """
    tops = orgs.scopes(user, Ability.REVIEW_PROPOSAL)
    if not tops:
        return False
    homes = Membership.objects.filter(user=document.received_by_id).values("organisation_id")
    if Closure.objects.filter(ancestor_id__in=tops, descendant_id__in=homes).exists():
        return True
    return orgs.root_id() in tops


def check_may_review(user: User, document: Document) -> None:
    """Raise ``Refused`` (``orgs.not_allowed``) unless the person may review the document."""
    orgs.check_may_somewhere(user, Ability.REVIEW_PROPOSAL)
    if not may_review(user, document):
        raise Refused(
            "orgs.not_allowed",
            "Văn bản này do cơ quan khác nạp. Việc duyệt đề xuất thuộc cán bộ điều phối của cơ "
            "quan đó hoặc cơ quan cấp trên.",
        )


def owner_id(user: User) -> int:
    """
    Return the body for which the person drafts: it gives and follows the tasks.

    :raises Refused: the person drafts for no body.
    """
    for power in orgs.powers(user):
        if roles.grants(power.role, Ability.DRAFT_TASK):
            return power.organisation_id
    orgs.check_may_somewhere(user, Ability.DRAFT_TASK)
    raise AssertionError("a power that grants was passed over")
