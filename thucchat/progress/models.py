"""What a lead body reports: progress, evidence, and the claim of a result."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thucchat.kernel.periods import local_day
from thucchat.progress.choices import EvidenceKind, ScanState
from thucchat.tasks.choices import ResultLevel

PERSON = settings.AUTH_USER_MODEL


def evidence_path(piece: "Evidence", name: str) -> str:
    """Return where a file of evidence lies: by the month it was attached."""
    return f"evidence/{local_day(piece.attached_at):%Y/%m}/{name}"


class ProgressReport(models.Model):
    """One report of progress, as it was sent; never changed, a later one follows it."""

    task = models.ForeignKey("tasks.Task", models.PROTECT, related_name="reports")
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    on = models.DateField("số liệu đến ngày")
    result = models.TextField("kết quả đã đạt")
    quantities = models.TextField("số lượng cụ thể", blank=True)
    difficulty = models.TextField("khó khăn, vướng mắc", blank=True)
    proposal = models.TextField("đề xuất, kiến nghị", blank=True)
    next_step = models.TextField("việc tiếp theo", blank=True)
    submitted_at = models.DateTimeField("gửi lúc")
    submitted_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["submitted_at"]
        indexes = [models.Index(fields=["task", "submitted_at"], name="report_task")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.on}"


class Evidence(models.Model):
    """A thing that shows a result: a file with its hash, an address, or a usage figure."""

    task = models.ForeignKey("tasks.Task", models.PROTECT, related_name="evidence")
    kind = models.CharField("loại", max_length=12, choices=EvidenceKind)
    title = models.CharField("tên gọi", max_length=255)
    file = models.FileField("tệp", upload_to=evidence_path, blank=True)
    file_name = models.CharField("tên tệp", max_length=255, blank=True)
    mime = models.CharField("kiểu tệp", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("dung lượng (byte)", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, db_index=True)
    scan = models.CharField("quét mã độc", max_length=10, choices=ScanState)
    number = models.CharField("số, ký hiệu văn bản", max_length=64, blank=True)
    dated_on = models.DateField("ngày của minh chứng", null=True)  # null: not stated
    url = models.URLField("địa chỉ", max_length=500, blank=True)
    users = models.PositiveBigIntegerField("số người dùng", null=True)  # null: not a usage figure
    transactions = models.PositiveBigIntegerField("số giao dịch", null=True)  # null: not stated
    period_start = models.DateField("từ ngày", null=True)  # null: not a usage figure
    period_end = models.DateField("đến ngày", null=True)
    attached_at = models.DateTimeField("nộp lúc")
    attached_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["attached_at"]
        constraints = [
            models.CheckConstraint(
                name="evidence_file_is_hashed", condition=Q(file="") | ~Q(sha256="")
            ),
            models.CheckConstraint(
                name="evidence_usage_has_period",
                condition=~Q(kind=EvidenceKind.USAGE)
                | Q(
                    users__isnull=False,
                    period_start__isnull=False,
                    period_end__gte=F("period_start"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Claim(models.Model):
    """A lead body's statement that a task has reached a level, put up for recognition."""

    task = models.ForeignKey("tasks.Task", models.PROTECT, related_name="claims")
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField("mức kết quả", choices=ResultLevel)
    statement = models.TextField("nội dung đề nghị")
    evidence = models.ManyToManyField(Evidence, related_name="claims")
    prepared_at = models.DateTimeField("soạn lúc")
    prepared_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("ký gửi lúc", null=True)  # null: waits for the head
    submitted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided = models.BooleanField("đã quyết định", default=False)

    class Meta:
        ordering = ["prepared_at"]
        indexes = [
            models.Index(
                fields=["submitted_at"],
                condition=Q(decided=False, submitted_at__isnull=False),
                name="claim_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(decided=False), name="claim_open_once"
            ),
            models.CheckConstraint(
                name="claim_submitted_pair",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_decided_was_submitted",
                condition=Q(decided=False) | Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} mức {self.level}"
