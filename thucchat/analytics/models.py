"""The positions that were taken down."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Snapshot(models.Model):
    """All facts as they stood at the end of a day, in files that never change."""

    on = models.DateField("số liệu đến hết ngày")
    taken_at = models.DateTimeField("chốt lúc")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,  # null: by a command, at night
        related_name="+",
        verbose_name="người chốt",
    )
    folder = models.CharField("thư mục", max_length=120, unique=True)  # below SNAPSHOT_ROOT
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)  # of manifest.json
    rows = models.JSONField("số dòng")  # by table
    published_at = models.DateTimeField("công khai lúc", null=True)  # null: not public
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,  # null: not public, or by a command
        related_name="+",
        verbose_name="người công khai",
    )

    class Meta:
        verbose_name = "kỳ số liệu"
        ordering = ["-on", "-taken_at"]
        get_latest_by = ["on", "taken_at"]
        indexes = [models.Index(fields=["-on", "-taken_at"], name="snapshot_newest")]
        constraints = [
            models.CheckConstraint(
                name="snapshot_publisher_has_time",
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"
