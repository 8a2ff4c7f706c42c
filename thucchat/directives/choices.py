"""Stored words about directive documents."""

from django.db.models import TextChoices


class DocumentKind(TextChoices):
    """What kind of document it is, as its heading says."""

    RESOLUTION = "resolution", "Nghị quyết"
    PLAN = "plan", "Kế hoạch"
    PROGRAMME = "programme", "Chương trình"
    CONCLUSION = "conclusion", "Thông báo kết luận"
    CONCLUSION_PARTY = "conclusion_party", "Kết luận"
    DIRECTIVE = "directive", "Chỉ thị"
    TELEGRAM = "telegram", "Công điện"
    DECISION = "decision", "Quyết định"
    DECREE = "decree", "Nghị định"
    LETTER = "letter", "Công văn"
    REGULATION = "regulation", "Quy chế"
    RULE = "rule", "Quy định"
    REPORT = "report", "Báo cáo"
    NEWS = "news", "Tin, bài"
    OTHER = "other", "Văn bản khác"


class DocumentState(TextChoices):
    """Where a document stands."""

    RECEIVED = "received", "Chờ xác nhận thông tin"
    CONFIRMED = "confirmed", "Đã xác nhận"
    WITHDRAWN = "withdrawn", "Đã rút"


class ClauseKind(TextChoices):
    """What part of a document a clause is; the same words as ``vntext.structure``."""

    PART = "part", "Phần"
    CHAPTER = "chapter", "Chương"
    SECTION = "section", "Mục"
    ARTICLE = "article", "Điều"
    CLAUSE = "clause", "Khoản"
    POINT = "point", "Điểm"
    ITEM = "item", "Ý"
    HEADING = "heading", "Tiêu đề"
    PARAGRAPH = "paragraph", "Đoạn"
    TABLE_ROW = "table_row", "Dòng bảng"
    FOOTNOTE = "footnote", "Chú thích"
    FURNITURE = "furniture", "Đầu trang, chân trang"


class LinkKind(TextChoices):
    """How one document bears on another."""

    REPLACES = "replaces", "thay thế"
    AMENDS = "amends", "sửa đổi, bổ sung"
    CITES = "cites", "căn cứ, dẫn chiếu"
