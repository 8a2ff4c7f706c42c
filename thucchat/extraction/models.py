"""Proposals: what a machine or a person read in a document, waiting for a person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thucchat.extraction.choices import ProposalState, Source
from thucchat.tasks.choices import (
    Axis,
    DuePrecision,
    Field,
    ProductKind,
    Recurrence,
    ResultLevel,
)


class Proposal(models.Model):
    """A possible task in a document, with the words that say so."""

    document = models.ForeignKey("directives.Document", models.CASCADE, related_name="proposals")
    clause = models.ForeignKey(
        "directives.Clause",
        models.PROTECT,
        null=True,  # null: the words lie in no clause (a loose line)
        related_name="proposals",
    )
    start = models.PositiveIntegerField()  # code points in Document.text, whole extent
    end = models.PositiveIntegerField()
    title = models.TextField("nội dung nhiệm vụ")
    lead = models.ForeignKey(
        "orgs.Organisation",
        models.PROTECT,
        null=True,  # null: not named, a group, or not among the organisations
        blank=True,
        related_name="+",
        verbose_name="cơ quan chủ trì",
    )
    lead_text = models.CharField("chủ trì như văn bản ghi", max_length=255, blank=True)
    partners = models.ManyToManyField(
        "orgs.Organisation", related_name="+", blank=True, verbose_name="cơ quan phối hợp"
    )
    partners_text = models.CharField("phối hợp như văn bản ghi", max_length=1000, blank=True)
    due_precision = models.CharField(
        "thời hạn theo", max_length=12, choices=DuePrecision, default=DuePrecision.NONE
    )
    due_on = models.DateField("thời hạn", null=True, blank=True)  # null: none is named
    due_text = models.CharField("thời hạn như văn bản ghi", max_length=255, blank=True)
    recurrence = models.CharField("định kỳ", max_length=12, choices=Recurrence, blank=True)
    product = models.CharField("sản phẩm", max_length=500, blank=True)
    product_kind = models.CharField("loại sản phẩm", max_length=16, choices=ProductKind, blank=True)
    required_level = models.PositiveSmallIntegerField(
        "mức kết quả phải đạt", choices=ResultLevel, default=ResultLevel.PRODUCT
    )
    field = models.CharField("nhóm", max_length=16, choices=Field, blank=True)
    axis = models.CharField("trục", max_length=8, choices=Axis, blank=True)
    responsible = models.CharField("người chịu trách nhiệm", max_length=160, blank=True)
    authority = models.CharField("cấp có thẩm quyền quyết định", max_length=160, blank=True)
    report_to = models.CharField("nơi nhận báo cáo", max_length=255, blank=True)
    # field name -> {"start": int, "end": int, "rule": str}: the words behind each value
    evidence = models.JSONField(default=dict)
    rule = models.CharField("quy tắc đọc", max_length=64)
    score = models.FloatField("độ tin cậy")
    source = models.CharField(max_length=8, choices=Source, default=Source.RULES)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.PENDING)
    reason = models.CharField("lý do", max_length=500, blank=True)
    task = models.OneToOneField(
        "tasks.Task", models.PROTECT, null=True, related_name="proposal"
    )  # null unless accepted
    origin = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="results"
    )  # the proposal it was merged into or split from; null: neither
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["document", "start", "pk"]
        constraints = [
            models.CheckConstraint(name="proposal_span", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="proposal_accepted_has_task",
                condition=Q(state=ProposalState.ACCEPTED, task__isnull=False)
                | Q(~Q(state=ProposalState.ACCEPTED), task__isnull=True),
            ),
            models.CheckConstraint(
                name="proposal_decided_pair",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}:{self.start}-{self.end}"
