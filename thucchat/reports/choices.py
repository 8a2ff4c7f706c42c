"""Stored words about reports."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """Which report it is; the outline is ``data/reports/<kind>.yaml``."""

    MONTHLY = "monthly", "Báo cáo tháng"


class State(TextChoices):
    """Where a report stands; an issued one never changes again."""

    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã phát hành"


class Format(TextChoices):
    """The two files of a report."""

    DOCX = "docx", "DOCX"
    PDF = "pdf", "PDF"
