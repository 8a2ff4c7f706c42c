"""Taking proposals for a change: locked, still pending, and the person may."""

from collections.abc import Iterable

from thucchat.directives.choices import DocumentState
from thucchat.directives.models import Document
from thucchat.extraction import queries
from thucchat.extraction.choices import ProposalState
from thucchat.extraction.models import Proposal
from thucchat.kernel import formats
from thucchat.kernel.errors import Refused
from thucchat.orgs.models import User


def document(document_id: int, *, by: User) -> Document:
    """Return the document, locked until the transaction ends; a withdrawn one is refused."""
    found = Document.objects.select_for_update().get(pk=document_id)
    queries.check_may_review(by, found)
    if found.state == DocumentState.WITHDRAWN:
        raise Refused(
            "extraction.withdrawn",
            "Văn bản này đã được rút nên không duyệt đề xuất nữa. Hãy mở văn bản thay thế.",
        )
    return found


def proposals(ids: Iterable[int], *, by: User) -> list[Proposal]:
    """
    Return proposals of one document in reading order, locked with their document.

    The document is locked first, always: two people never wait for each other in a circle.
    """
    wanted = list(dict.fromkeys(ids))
    homes = set(
        Proposal.objects.filter(pk__in=wanted).values_list("document_id", flat=True).order_by()
    )
    if len(homes) > 1:
        raise Refused("extraction.merge", "Các đề xuất phải thuộc cùng một văn bản.")
    for home in homes:
        document(home, by=by)
    found = list(
        Proposal.objects.select_for_update(of=("self",))
        .select_related("document", "decided_by", "lead")
        .prefetch_related("partners")
        .filter(pk__in=wanted)
        .order_by("start", "pk")
    )
    if len(found) != len(wanted):
        raise Refused(
            "extraction.gone",
            "Đề xuất này không còn nữa: có người vừa hoàn tác việc gộp hoặc tách. Hãy tải lại "
            "trang.",
        )
    return found


def pending(proposal: Proposal) -> Proposal:
    """Return the proposal if nobody has decided on it, or say who did and when."""
    if proposal.state == ProposalState.PENDING:
        return proposal
    who = str(proposal.decided_by) if proposal.decided_by else "Hệ thống"
    when = formats.datetime_text(proposal.decided_at)
    word = ProposalState(proposal.state).label.lower()
    raise Refused(
        "extraction.decided",
        f"Đề xuất này {word}: {who}, lúc {when}. Hãy tải lại trang để xem kết quả.",
    )


def confirmed(found: Document) -> None:
    """Refuse to make tasks of a document whose number, day and resolution nobody confirmed."""
    if found.state != DocumentState.CONFIRMED:
        raise Refused(
            "extraction.not_confirmed",
            "Văn bản chưa được xác nhận số, ngày ban hành và nghị quyết. Hãy xác nhận thông tin "
            "văn bản trước, rồi nhận nhiệm vụ.",
        )
