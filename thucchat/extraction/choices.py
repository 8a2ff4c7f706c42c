"""Stored words about proposals."""

from django.db.models import TextChoices


class ProposalState(TextChoices):
    """Where a proposal stands."""

    PENDING = "pending", "Chờ duyệt"
    ACCEPTED = "accepted", "Đã nhận làm nhiệm vụ"
    REJECTED = "rejected", "Đã loại"
    MERGED = "merged", "Đã gộp vào đề xuất khác"
    SPLIT = "split", "Đã tách"


class Source(TextChoices):
    """Who read the proposal out of the text."""

    RULES = "rules", "Máy đọc theo quy tắc"
    MODEL = "model", "Mô hình ngôn ngữ đề xuất"
    PERSON = "person", "Người đánh dấu"
