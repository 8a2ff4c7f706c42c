"""Documents for tests, registered as a person would; later packages may import these."""

from datetime import date, datetime

from thucchat.directives import actions
from thucchat.directives.choices import DocumentKind
from thucchat.directives.models import Document, Resolution
from thucchat.kernel.periods import HANOI
from thucchat.orgs.models import User

NOON = datetime(2026, 6, 15, 12, tzinfo=HANOI)
PLAN = """VĂN PHÒNG TRUNG ƯƠNG ĐẢNG
*
Số {number}

ĐẢNG CỘNG SẢN VIỆT NAM

Hà Nội, ngày 02 tháng 3 năm 2026

KẾ HOẠCH

triển khai Nghị quyết số 57-NQ/TW về chuyển đổi số{extra}

PHẦN THỨ NHẤT
NHIỆM VỤ

I. VỀ DỮ LIỆU

1. Cơ sở dữ liệu ưu tiên

a) Bộ Công an chủ trì, phối hợp với Bộ Tài chính kết nối cơ sở dữ liệu trước ngày 30/9/2026.

b) Bộ Y tế làm sạch dữ liệu¹ trong quý II/2026, gồm:

- Dữ liệu bệnh án điện tử;

- Dữ liệu cơ sở khám chữa bệnh.

¹ Theo báo cáo quý I.

Kế hoạch này thay thế Kế hoạch số {replaces}.

| TT | Nhiệm vụ | Chủ trì |
| 1 | Số hóa hồ sơ | Bộ Nội vụ |
"""


def plan(number: str = "15-KH/BCĐTW", replaces: str = "02-KH/BCĐTW", extra: str = "") -> bytes:
    """Return the text file of a plan."""
    return PLAN.format(number=number, replaces=replaces, extra=extra).encode()


def make_resolution(number: str = "57-NQ/TW") -> Resolution:
    """Return the resolution, made when it is not there yet."""
    found: Resolution = Resolution.objects.get_or_create(
        number=number, defaults={"name": f"Nghị quyết {number}", "short_name": "Nghị quyết 57"}
    )[0]
    return found


def registered(by: User, content: bytes | None = None, file_name: str = "kh.txt") -> Document:
    """Register a plan."""
    content = plan() if content is None else content
    return actions.register_document(content, file_name=file_name, by=by, at=NOON)


def a_heading(**given: object) -> actions.ConfirmedHeading:
    """Return what a person confirms of the plan."""
    values: dict[str, object] = {
        "number": "15-KH/BCĐTW",
        "kind": DocumentKind.PLAN,
        "title": "Triển khai Nghị quyết số 57-NQ/TW",
        "issuer_id": None,
        "issuer_text": "VĂN PHÒNG TRUNG ƯƠNG ĐẢNG",
        "issued_on": date(2026, 3, 2),
        "resolution_id": make_resolution().pk,
        "signer": "Nguyễn Văn An",
        "replaces": ("02-KH/BCĐTW",),
    }
    return actions.ConfirmedHeading(**{**values, **given})  # type: ignore[arg-type]


def confirmed(by: User, number: str, replaces: tuple[str, ...] = ()) -> Document:
    """Register and confirm a plan of that number."""
    document = registered(by, plan(number, "01-XX/YY"), f"{number[:2]}.txt")
    heading = a_heading(number=number, replaces=replaces)
    return actions.confirm(document.pk, heading=heading, by=by, at=NOON)
