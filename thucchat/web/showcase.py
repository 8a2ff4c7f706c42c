"""What the living style page shows: every component in every state, with made-up content."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms as django_forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from thucchat.forms import base, fields
from thucchat.kernel.periods import HANOI
from thucchat.web import icons, tones

ON = date(2026, 6, 5)
LETTERS = "Ứ Ử Ữ Ự Ấ Ầ Ẩ Ẫ Ậ Ế Ề Ể Ễ Ệ Ố Ồ Ổ Ỗ Ộ Ắ Ằ Ẳ Ẵ Ặ"  # what a tight line would cut
AT = datetime(2026, 6, 5, 14, 5, tzinfo=HANOI)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a timeline, as a package's query would return it."""

    at: datetime | date | None
    title: str
    by: str = ""
    body: str = ""
    href: str = ""
    tone: str = ""
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sample table."""

    code: str
    title: str
    lead: str
    state: str
    due_on: date
    days_left: int
    levels: tuple[int | None, int | None, int | None]


class Sample(base.Form):
    """Every kind of field."""

    title = fields.Text(
        label="Tên nhiệm vụ",
        example="Đưa cơ sở dữ liệu hộ tịch vào vận hành",
        help_text="Viết như trong văn bản giao, không viết tắt.",
        max_length=200,
    )
    due_on = fields.Day(label="Hạn hoàn thành", help_text="Ngày/tháng/năm.")
    users = fields.Number(
        label="Số người dùng trong tháng", required=False, min_value=0, help_text="Ví dụ 1.234,5."
    )
    lead = fields.Choice(
        label="Cơ quan chủ trì",
        empty="Chọn cơ quan…",
        choices=[("a", "Bộ Ứng dụng (mẫu)"), ("b", "Tỉnh Ấp Bắc (mẫu)")],
    )
    level = fields.Choice(
        label="Mức kết quả đề nghị công nhận",
        radios=True,
        choices=[("2", "2 – Có sản phẩm"), ("3", "3 – Vận hành"), ("4", "4 – Có người dùng")],
    )
    kinds = fields.Choices(
        label="Loại minh chứng",
        required=False,
        choices=[("doc", "Văn bản"), ("url", "Địa chỉ đang chạy"), ("usage", "Số liệu sử dụng")],
    )
    note = fields.Text(label="Khó khăn, vướng mắc", long=True, required=False)
    file = fields.File(
        label="Tệp minh chứng", kinds=("pdf", "docx", "jpg", "png"), max_mib=25, required=False
    )
    sure = fields.Check(label="Tôi đã đối chiếu với minh chứng", required=True)


class SampleFilters(base.Form):
    """A filter bar: GET, everything optional."""

    q = fields.Text(label="Từ khóa", required=False)
    state = fields.Choice(
        label="Trạng thái",
        required=False,
        empty="Tất cả",
        choices=[("overdue", "Quá hạn"), ("claimed", "Chờ xác nhận")],
    )
    due_to = fields.Day(label="Hạn đến ngày", required=False)


def rows() -> list[Row]:
    """Return the sample lines, one for each state of a task against its deadline."""
    names = (
        ("NV-001", "Đưa kho dữ liệu hộ tịch dùng chung vào vận hành", "overdue", -3, (4, 1, 4)),
        ("NV-002", "Ban hành quy chế chia sẻ dữ liệu của tỉnh", "due_soon", 2, (None, None, 1)),
        ("NV-003", "Nâng cấp cổng dịch vụ công, bỏ các bước nhập lại", "claimed", 12, (5, 3, 5)),
        ("NV-004", "Mở 12 lớp bồi dưỡng kỹ năng số cho cán bộ xã", "recognised", 40, (4, 4, 4)),
        ("NV-005", "Lập danh mục bài toán lớn về công nghệ", "in_progress", 96, (1, None, 2)),
    )
    return [
        Row(code, title, "Bộ Ứng dụng (mẫu)", state, ON + timedelta(days), days, levels)
        for code, title, state, days, levels in names
    ]


def history() -> list[Item]:
    """Return a sample of events, the latest first, the next step on top."""
    return [
        Item(date(2026, 6, 30), "Hạn hoàn thành", is_next=True),
        Item(AT, "Trả lại, chưa công nhận", "Tổ thẩm định (mẫu)",
             "Địa chỉ gửi kèm mở ra trang trống; chưa có số liệu người dùng.", tone="warn"),
        Item(AT - timedelta(days=2), "Đề nghị công nhận mức 4", "Bộ Ứng dụng (mẫu)",
             tone="wait", href="#dien-bien"),
        Item(AT - timedelta(days=40), "Tiếp nhận nhiệm vụ", "Bộ Ứng dụng (mẫu)", tone="info"),
    ]  # fmt: skip


def bad_form() -> Sample:
    """Return the form as it comes back with mistakes."""
    typed = {"due_on": "31/02/2026", "users": "một nghìn", "lead": "z", "level": "2"}
    return Sample({f"loi-{name}": text for name, text in typed.items()}, prefix="loi")


def page(request: HttpRequest) -> dict[str, Any]:
    """Return everything that the living page shows."""
    paginator = Paginator(range(1_250), 25)
    number = request.GET.get("page", "7")
    filled: dict[str, Any] = {
        "title": "Đưa kho dữ liệu vào vận hành",
        "due_on": ON,
        "users": 1234.5,
    }
    return {
        "as_of": ON,
        "looks": sorted(tones.LOOKS.items(), key=lambda item: tones.TONES.index(item[1].tone)),
        "tones": tones.TONES,
        "icons": icons.ICONS,
        "rows": rows(),
        "history": history(),
        "good_form": Sample(initial=filled, prefix="tot"),
        "bad_form": bad_form(),
        "filters": SampleFilters(request.GET or {"state": "overdue", "due_to": "30/06/2026"}),
        "page": paginator.get_page(number),
        "at": AT,
        "on": ON,
        "ladders": [(None, None, 4), (4, None, 4), (4, 1, 4), (4, 4, 4), (5, 5, 4), (2, 2, None)],
        "letters": LETTERS,
    }


FIELDS: tuple[type[django_forms.Form], ...] = (Sample, SampleFilters)
