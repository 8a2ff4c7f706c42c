"""Documents and proposals for tests; later packages import these."""

import hashlib
import itertools
from datetime import date, datetime

from thucchat.directives.choices import DocumentKind, DocumentState
from thucchat.directives.models import Clause, Document
from thucchat.extraction.choices import ProposalState, Source
from thucchat.extraction.models import Proposal
from thucchat.orgs.models import User
from thucchat.orgs.tests.factories import make_user
from thucchat.tasks.tests.factories import NOON, make_resolution
from thucchat.vntext import structure
from thucchat.vntext.text import fold, nfc

_numbers = itertools.count(1)
ISSUED_ON = date(2026, 3, 2)

TEXT = nfc("""KẾ HOẠCH
Đưa sản phẩm chuyển đổi số vào sử dụng năm 2026

Hà Nội, ngày 02 tháng 3 năm 2026

I. NHIỆM VỤ

1. Bộ Khoa học và Công nghệ chủ trì, phối hợp với Bộ Công an xây dựng cơ sở dữ liệu quốc gia về \
chuyên gia, hoàn thành trước ngày 30/6/2026.

2. Bộ Công an hoàn thiện nền tảng định danh điện tử và đưa vào vận hành trong quý III/2026.

3. Các bộ, ngành, địa phương rà soát thủ tục hành chính thuộc phạm vi quản lý, hoàn thành trong \
tháng 9/2026.

4. Hằng quý, Bộ Khoa học và Công nghệ báo cáo Văn phòng Trung ương Đảng kết quả thực hiện Kế hoạch.

II. TỔ CHỨC THỰC HIỆN

1. Văn phòng Trung ương Đảng ban hành hướng dẫn kiểm tra kết quả; tổ chức tập huấn cho cán bộ các \
cơ quan trước ngày 15/5/2026.
""")


def make_document(
    text: str = TEXT,
    *,
    by: User | None = None,
    confirmed: bool = True,
    at: datetime = NOON,
    **given: object,
) -> Document:
    """Make a document with its clauses; confirmed unless said otherwise."""
    by = by or make_user()
    number = next(_numbers)
    values: dict[str, object] = {
        "file": f"directives/2026/06/van-ban-{number}.txt",
        "file_name": f"van-ban-{number}.txt",
        "file_format": "txt",
        "size": len(text.encode()),
        "sha256": hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
        "text": text,
        "number": f"{number}-KH/BCĐTW",
        "kind": DocumentKind.PLAN,
        "title": "Kế hoạch đưa sản phẩm chuyển đổi số vào sử dụng",
        "title_fold": fold("Kế hoạch đưa sản phẩm chuyển đổi số vào sử dụng"),
        "received_by": by,
        "received_at": at,
    }
    if confirmed:
        values |= {
            "state": DocumentState.CONFIRMED,
            "issued_on": ISSUED_ON,
            "resolution": make_resolution(),
            "confirmed_by": by,
            "confirmed_at": at,
        }
    document: Document = Document.objects.create(**{**values, **given})
    make_clauses(document)
    return document


def make_clauses(document: Document) -> list[Clause]:
    """Store the document's structure as ``vntext`` reads it."""
    made: list[Clause] = []
    for order, node in enumerate(structure.parse(document.text)):
        made.append(
            Clause.objects.create(
                document=document,
                parent=made[node.parent] if node.parent is not None else None,
                order=order,
                kind=node.kind,
                label=node.label,
                path=" > ".join((*node.path, node.name))[:255],
                start=node.start,
                end=node.end,
                text=document.text[node.start : node.end],
            )
        )
    return made


def place(document: Document, words: str) -> tuple[int, int]:
    """Return where the words stand in the document's text."""
    start = document.text.index(words)
    return start, start + len(words)


def make_proposal(document: Document | None = None, words: str = "", **given: object) -> Proposal:
    """Make a pending proposal for ``words`` of the document (a duty of ``TEXT`` by default)."""
    document = document or make_document()
    if not words:
        words = "Bộ Công an hoàn thiện nền tảng định danh điện tử và đưa vào vận hành"
    start, end = place(document, words)
    clause = document.clauses.filter(start__lte=start, end__gt=start).order_by("-start").first()
    values: dict[str, object] = {
        "document": document,
        "clause": clause,
        "start": start,
        "end": end,
        "title": words,
        "rule": "test",
        "score": 0.9,
        "source": Source.RULES,
        "state": ProposalState.PENDING,
    }
    made: Proposal = Proposal.objects.create(**{**values, **given})
    return made
