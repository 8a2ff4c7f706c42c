"""Values of indicators, and the definitions that gave them."""

from django.db import models
from django.db.models import Q

from thucchat.indicators.choices import Dimension, Unit


class DefinitionVersion(models.Model):
    """A definition as it stood when it first gave values; never changed."""

    indicator_id = models.CharField("chỉ tiêu", max_length=40)
    version = models.PositiveSmallIntegerField("phiên bản")
    content = models.JSONField("định nghĩa")
    fingerprint = models.CharField(max_length=64)  # of what decides the value
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        ordering = ["indicator_id", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["indicator_id", "version"], name="definition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} bản {self.version}"


class Value(models.Model):
    """
    One figure: of an indicator, from a snapshot, for the country or one group.

    ``value`` null: nothing to count, or the group is too small for a value; its numerator
    and denominator are there all the same.
    """

    indicator_id = models.CharField("chỉ tiêu", max_length=40)
    definition_version = models.PositiveSmallIntegerField("phiên bản định nghĩa")
    snapshot = models.ForeignKey(
        "analytics.Snapshot", models.PROTECT, related_name="values", verbose_name="kỳ số liệu"
    )
    dimension = models.CharField("chiều", max_length=12, choices=Dimension, blank=True)
    key = models.CharField("mã nhóm", max_length=64, blank=True)
    key_label = models.CharField("nhóm", max_length=255, blank=True)
    numerator = models.BigIntegerField("tử số")
    denominator = models.BigIntegerField("mẫu số")
    value = models.DecimalField("giá trị", max_digits=20, decimal_places=6, null=True)
    unit = models.CharField("đơn vị", max_length=8, choices=Unit)
    computed_at = models.DateTimeField("tính lúc")

    class Meta:
        verbose_name = "giá trị chỉ tiêu"
        indexes = [
            models.Index(
                fields=["snapshot", "indicator_id", "dimension", "definition_version", "value"],
                name="value_by_rank",
            ),
            models.Index(fields=["indicator_id", "dimension", "key"], name="value_series"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "dimension", "key", "indicator_id", "definition_version"],
                name="value_once",
            ),
            models.CheckConstraint(
                name="value_has_denominator",
                condition=Q(value__isnull=True) | Q(denominator__gt=0),
            ),
            models.CheckConstraint(name="value_has_unit", condition=Q(unit__in=Unit.values)),
            models.CheckConstraint(
                name="value_group_has_key",
                condition=~Q(dimension="") | Q(key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.dimension}:{self.key} = {self.value}"


class ListedTask(models.Model):
    """A task that a listed indicator counted in its numerator: late, hollow or stuck."""

    snapshot = models.ForeignKey("analytics.Snapshot", models.PROTECT, related_name="listed")
    indicator_id = models.CharField("chỉ tiêu", max_length=40)
    definition_version = models.PositiveSmallIntegerField("phiên bản định nghĩa")
    task_code = models.CharField("mã nhiệm vụ", max_length=40)
    title = models.TextField("nội dung")
    lead_code = models.CharField("mã cơ quan chủ trì", max_length=24)
    lead_label = models.CharField("cơ quan chủ trì", max_length=255)
    since = models.DateField("từ ngày")
    days = models.PositiveIntegerField("số ngày")  # from ``since`` to the snapshot's day

    class Meta:
        indexes = [
            models.Index(
                fields=["snapshot", "indicator_id", "-days", "task_code"], name="listed_ranked"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "indicator_id", "definition_version", "task_code"],
                name="listed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.task_code}"
