"""Reports as they were drafted and issued."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thucchat.reports.choices import Kind, State


class Report(models.Model):
    """One report of a period, resting on one snapshot; frozen once it is issued."""

    kind = models.CharField("loại", max_length=12, choices=Kind, default=Kind.MONTHLY)
    period = models.CharField("kỳ", max_length=8)  # as kernel.periods.Period.parse reads it
    snapshot = models.ForeignKey(
        "analytics.Snapshot", models.PROTECT, related_name="reports", verbose_name="kỳ số liệu"
    )
    title = models.CharField("tên báo cáo", max_length=255)
    number = models.CharField("số", max_length=24, blank=True)  # empty: a draft
    signer = models.CharField("người ký", max_length=120, blank=True)
    signed_on = models.DateField("ngày ký", null=True)  # null: a draft
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.DRAFT)
    content = models.JSONField("nội dung")  # rules.content.ReportContent
    docx = models.FileField("tệp DOCX", upload_to="reports/%Y", blank=True)
    docx_sha256 = models.CharField("SHA-256 của DOCX", max_length=64, blank=True)
    pdf = models.FileField("tệp PDF", upload_to="reports/%Y", blank=True)
    pdf_sha256 = models.CharField("SHA-256 của PDF", max_length=64, blank=True)
    created_at = models.DateTimeField("lập lúc")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lập"
    )
    issued_at = models.DateTimeField("phát hành lúc", null=True)  # null: a draft
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người phát hành",
    )

    class Meta:
        verbose_name = "báo cáo"
        ordering = ["-period", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period", "snapshot"],
                condition=Q(state=State.DRAFT),
                name="report_draft_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "number", "signed_on"],
                condition=Q(state=State.ISSUED),
                name="report_number_once",
            ),
            models.CheckConstraint(
                name="report_issued_is_complete",
                condition=Q(
                    state=State.DRAFT,
                    number="",
                    signed_on__isnull=True,
                    issued_at__isnull=True,
                    issued_by__isnull=True,
                    docx="",
                    pdf="",
                )
                | Q(
                    ~Q(number=""),
                    ~Q(signer=""),
                    ~Q(docx=""),
                    ~Q(docx_sha256=""),
                    ~Q(pdf=""),
                    ~Q(pdf_sha256=""),
                    state=State.ISSUED,
                    signed_on__isnull=False,
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title
