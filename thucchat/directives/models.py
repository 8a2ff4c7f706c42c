"""Directive documents, word for word."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thucchat.directives.choices import ClauseKind, DocumentKind, DocumentState, LinkKind


class Resolution(models.Model):
    """A resolution whose carrying-out is followed: the key of every task, figure and report."""

    number = models.CharField("số, ký hiệu", max_length=64, unique=True)
    name = models.CharField("tên", max_length=255)
    short_name = models.CharField("tên gọi ngắn", max_length=64)
    issued_on = models.DateField("ngày ban hành", null=True)  # null: not recorded yet

    class Meta:
        ordering = ["issued_on", "number"]

    def __str__(self) -> str:
        return self.short_name


class Document(models.Model):
    """One file that gives orders, as it was received; its text never changes."""

    file = models.FileField("tệp gốc", upload_to="directives/%Y/%m")
    file_name = models.CharField("tên tệp", max_length=255)
    file_format = models.CharField("định dạng", max_length=8)  # docx, pdf, html, txt
    size = models.PositiveBigIntegerField("dung lượng (byte)")
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    text = models.TextField("toàn văn")  # Unicode NFC; every span of the product counts in it
    offset_map = models.JSONField("ánh xạ về bản gốc", default=list)  # see vntext.reading
    state = models.CharField(
        "trạng thái", max_length=16, choices=DocumentState, default=DocumentState.RECEIVED
    )
    number = models.CharField("số, ký hiệu", max_length=64, blank=True, db_index=True)
    kind = models.CharField("loại văn bản", max_length=20, choices=DocumentKind)
    title = models.CharField("trích yếu", max_length=500)
    title_fold = models.CharField("trích yếu không dấu", max_length=500)
    issuer_text = models.CharField("cơ quan ban hành (như văn bản ghi)", max_length=255, blank=True)
    issuer = models.ForeignKey(
        "orgs.Organisation",
        models.PROTECT,
        null=True,  # null: not among the organisations, or not confirmed yet
        blank=True,
        related_name="issued_documents",
        verbose_name="cơ quan ban hành",
    )
    signer = models.CharField("người ký", max_length=120, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True)  # null: not found, not confirmed
    resolution = models.ForeignKey(
        Resolution,
        models.PROTECT,
        null=True,  # null until confirmed
        related_name="documents",
        verbose_name="nghị quyết",
    )
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField("nhận lúc")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)

    class Meta:
        verbose_name = "văn bản chỉ đạo"
        ordering = ["-received_at"]
        constraints = [
            models.CheckConstraint(
                name="document_confirmed_pair",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="document_confirmed_is_complete",
                condition=~Q(state=DocumentState.CONFIRMED)
                | Q(confirmed_at__isnull=False, resolution__isnull=False, issued_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.file_name}"


class DocumentLink(models.Model):
    """That one document replaces, amends or cites another."""

    source = models.ForeignKey(Document, models.CASCADE, related_name="links")
    kind = models.CharField("quan hệ", max_length=16, choices=LinkKind)
    target_number = models.CharField("số, ký hiệu văn bản kia", max_length=64)
    target = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,  # null: the other document is not in the system
        related_name="linked_from",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "target_number"], name="document_link_once"
            ),
            models.CheckConstraint(
                name="document_link_not_self",
                condition=Q(target__isnull=True) | ~Q(target=F("source")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_number}"


class Clause(models.Model):
    """One part of a document (điều, khoản, điểm, ý, a table row…), word for word."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="clauses")
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,  # null: directly under the document
        related_name="children",
    )
    order = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=16, choices=ClauseKind)
    label = models.CharField("ký hiệu", max_length=64, blank=True)
    path = models.CharField("vị trí", max_length=255)  # «Phần II > mục 3 > điểm a»
    start = models.PositiveIntegerField("từ vị trí")  # code points in Document.text
    end = models.PositiveIntegerField("đến vị trí")
    text = models.TextField("nguyên văn")  # Document.text[start:end], kept word for word

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="clause_order_once"),
            models.CheckConstraint(name="clause_span", condition=Q(start__lt=F("end"))),
        ]

    def __str__(self) -> str:
        return self.path
