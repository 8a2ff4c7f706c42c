"""Who may read documents and who may change them."""

from thucchat.directives.models import Document
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User


def may_see(user: User) -> bool:
    """Say whether the person may read documents: anyone who sees tasks anywhere."""
    return orgs.may_somewhere(user, Ability.SEE)


def check_may_see(user: User) -> None:
    """Raise ``Refused`` unless the person may read documents."""
    orgs.check_may_somewhere(user, Ability.SEE)


def may_change(document: Document, user: User) -> bool:
    """
    Say whether the person may confirm, correct or withdraw the document.

    Those who register documents for the body of whoever received it, or for all.
    """
    if not orgs.may_somewhere(user, Ability.REGISTER_DOCUMENT):
        return False
    bodies = set(orgs.home_ids(document.received_by))
    root = orgs.root_id()
    if root is not None:
        bodies.add(root)
    return any(orgs.may(user, Ability.REGISTER_DOCUMENT, body) for body in bodies)


def check_may_change(document: Document, user: User) -> None:
    """Raise ``Refused`` unless ``may_change``."""
    orgs.check_may_somewhere(user, Ability.REGISTER_DOCUMENT)
    if not may_change(document, user):
        raise Refused(
            "directives.not_yours",
            f"Văn bản này do {document.received_by} của đơn vị khác nạp. Chỉ người được nạp văn "
            "bản của đơn vị đó hoặc của toàn hệ thống mới xác nhận, sửa hoặc rút được.",
        )
