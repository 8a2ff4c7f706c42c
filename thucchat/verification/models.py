"""What other bodies decided on claims."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thucchat.tasks.choices import ResultLevel
from thucchat.verification.choices import ReturnReason, Verdict

PERSON = settings.AUTH_USER_MODEL


class Decision(models.Model):
    """One verifier's answer to one claim; final, a reopening or a new claim follows it."""

    claim = models.OneToOneField("progress.Claim", models.PROTECT, related_name="decision")
    verdict = models.CharField("kết luận", max_length=12, choices=Verdict)
    level = models.PositiveSmallIntegerField(
        "mức công nhận", choices=ResultLevel, null=True
    )  # null: returned
    reason = models.CharField("lý do trả lại", max_length=20, choices=ReturnReason, blank=True)
    words = models.TextField("nhận xét", blank=True)
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("quyết định lúc")
    decided_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_at"]
        indexes = [models.Index(fields=["decided_at"], name="decision_at")]
        constraints = [
            models.CheckConstraint(
                name="decision_has_level_or_reason",
                condition=Q(verdict=Verdict.RECOGNISED, level__isnull=False, reason="")
                | Q(Q(verdict=Verdict.RETURNED, level__isnull=True), ~Q(reason="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.verdict}"


class Reopening(models.Model):
    """That a recognised task was opened again, and why."""

    task = models.ForeignKey("tasks.Task", models.PROTECT, related_name="reopenings")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="reopening")
    reason = models.TextField("lý do")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.at}"
