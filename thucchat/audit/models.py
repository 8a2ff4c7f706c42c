"""The journal: who did what, when, on what; rows are only ever added."""

from django.conf import settings
from django.db import models


class Event(models.Model):
    """One thing that happened, chained by hash to the one before it."""

    seq = models.PositiveBigIntegerField("số thứ tự", primary_key=True)
    at = models.DateTimeField("thời điểm")
    kind = models.CharField("loại sự kiện", max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,  # null: the system itself, by a command
        related_name="+",
        verbose_name="người thực hiện",
    )
    target_type = models.CharField("loại đối tượng", max_length=48)
    target_id = models.CharField("mã đối tượng", max_length=64)
    data = models.JSONField("nội dung", default=dict)
    previous_hash = models.CharField("mã băm trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "seq"], name="event_target"),
            models.Index(fields=["at"], name="event_at"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class ChainHead(models.Model):
    """The end of the chain: one row, locked while an event is added."""

    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"
