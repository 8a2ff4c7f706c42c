"""Stored words about tasks."""

from django.db.models import IntegerChoices, TextChoices


class State(TextChoices):
    """Where a task stands in its life; lateness is not a state, see ``rules``."""

    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã giao, chờ tiếp nhận"
    ACTIVE = "active", "Đang thực hiện"
    CLAIMED = "claimed", "Chờ công nhận"
    RECOGNISED = "recognised", "Đã công nhận"
    CANCELLED = "cancelled", "Đã hủy"


class Kind(TextChoices):
    """Whether a task has a deadline or recurs."""

    DEADLINE = "deadline", "Có thời hạn"
    REGULAR = "regular", "Thường xuyên"


class Recurrence(TextChoices):
    """How often a regular task is reported."""

    WEEKLY = "weekly", "Hằng tuần"
    MONTHLY = "monthly", "Hằng tháng"
    QUARTERLY = "quarterly", "Hằng quý"
    HALF_YEARLY = "half_yearly", "6 tháng"
    YEARLY = "yearly", "Hằng năm"


class DuePrecision(TextChoices):
    """How exactly the document names the deadline; the words of ``kernel.deadlines``."""

    DAY = "date", "ngày"
    MONTH = "month", "tháng"
    QUARTER = "quarter", "quý"
    HALF = "half", "nửa năm"
    YEAR = "year", "năm"
    WORKING_DAYS = "working_days", "số ngày làm việc"
    NONE = "none", "không nêu"


class Field(TextChoices):
    """The group of work a task belongs to."""

    INSTITUTIONS = "institutions", "Thể chế"
    INFRASTRUCTURE = "infrastructure", "Hạ tầng"
    DATA = "data", "Dữ liệu"
    PLATFORMS = "platforms", "Nền tảng số"
    SERVICES = "services", "Dịch vụ công trực tuyến"
    ECONOMY = "economy", "Kinh tế số"
    SOCIETY = "society", "Xã hội số"
    PEOPLE = "people", "Nhân lực"
    FINANCE = "finance", "Tài chính, giải ngân"
    SECURITY = "security", "An toàn, an ninh mạng"
    DISCIPLINE = "discipline", "Kỷ luật thực thi"


class Axis(TextChoices):
    """The axis of the resolution."""

    ST = "st", "Khoa học, công nghệ"
    INNOV = "innov", "Đổi mới sáng tạo"
    DX = "dx", "Chuyển đổi số"


class ProductKind(TextChoices):
    """What the work must bring forth."""

    DOCUMENT = "document", "Văn bản, đề án"
    REPORT = "report", "Báo cáo"
    DATABASE = "database", "Cơ sở dữ liệu"
    PLATFORM = "platform", "Nền tảng số"
    SYSTEM = "system", "Hệ thống thông tin"
    SERVICE = "service", "Dịch vụ"
    INFRASTRUCTURE = "infrastructure", "Hạ tầng, trang thiết bị"
    PROGRAMME = "programme", "Chương trình, phong trào"
    TRAINING = "training", "Đào tạo, bồi dưỡng"
    OTHER = "other", "Sản phẩm khác"


class ResultLevel(IntegerChoices):
    """The result ladder: how real a result is."""

    DECLARED = 0, "Mới khai báo"
    DOCUMENT = 1, "Có văn bản"
    PRODUCT = 2, "Có sản phẩm"
    OPERATION = 3, "Đã vận hành"
    USED = 4, "Có người dùng thật"
    EFFECT = 5, "Có hiệu quả đo được"


class Clear(TextChoices):
    """The six things that must be clear before a task is issued."""

    PERSON = "person", "Rõ người"
    WORK = "work", "Rõ việc"
    TIME = "time", "Rõ thời gian"
    RESPONSIBILITY = "responsibility", "Rõ trách nhiệm"
    PRODUCT = "product", "Rõ sản phẩm"
    AUTHORITY = "authority", "Rõ thẩm quyền"


class RequestState(TextChoices):
    """Where a request for an extension stands."""

    OPEN = "open", "Chờ quyết định"
    GRANTED = "granted", "Đồng ý"
    DENIED = "denied", "Không đồng ý"
