"""Tasks, who leads and who coordinates, and how deadlines moved."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thucchat.tasks.choices import (
    Axis,
    DuePrecision,
    Field,
    Kind,
    ProductKind,
    Recurrence,
    RequestState,
    ResultLevel,
    State,
)

PERSON = settings.AUTH_USER_MODEL


class Task(models.Model):
    """
    A duty laid on one lead body, in its latest state.

    What happened to it stands in claims, decisions, deadline changes and the journal;
    lateness, rates and colours are derived (``rules``).
    """

    code = models.CharField("mã nhiệm vụ", max_length=40, unique=True)
    title = models.TextField("nội dung nhiệm vụ")
    title_fold = models.TextField("nội dung không dấu")
    resolution = models.ForeignKey(
        "directives.Resolution", models.PROTECT, related_name="tasks", verbose_name="nghị quyết"
    )
    clause = models.ForeignKey(
        "directives.Clause",
        models.PROTECT,
        null=True,  # null: the body's own task, not from a document
        related_name="tasks",
        verbose_name="điều khoản giao việc",
    )
    quote_start = models.PositiveIntegerField(null=True)  # the words in Document.text that say so
    quote_end = models.PositiveIntegerField(null=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,  # null: not split from another task
        related_name="parts",
        verbose_name="nhiệm vụ cấp trên",
    )
    kind = models.CharField("tính chất", max_length=12, choices=Kind, default=Kind.DEADLINE)
    recurrence = models.CharField("định kỳ", max_length=12, choices=Recurrence, blank=True)
    field = models.CharField("nhóm", max_length=16, choices=Field, blank=True)
    axis = models.CharField("trục", max_length=8, choices=Axis, blank=True)
    owner = models.ForeignKey(
        "orgs.Organisation",
        models.PROTECT,
        related_name="owned_tasks",
        verbose_name="cơ quan giao, theo dõi",
    )
    lead = models.ForeignKey(
        "orgs.Organisation",
        models.PROTECT,
        null=True,  # null: a draft whose lead nobody has named yet
        related_name="led_tasks",
        verbose_name="cơ quan chủ trì",
    )
    responsible = models.CharField("người chịu trách nhiệm", max_length=160, blank=True)
    authority = models.CharField("cấp có thẩm quyền quyết định", max_length=160, blank=True)
    product = models.CharField("sản phẩm", max_length=500, blank=True)
    product_kind = models.CharField("loại sản phẩm", max_length=16, choices=ProductKind, blank=True)
    required_level = models.PositiveSmallIntegerField(
        "mức kết quả phải đạt", choices=ResultLevel, default=ResultLevel.PRODUCT
    )
    report_to = models.CharField("nơi nhận báo cáo", max_length=255, blank=True)
    due_on = models.DateField("thời hạn", null=True)  # null: none is set, or the task recurs
    due_precision = models.CharField(
        "thời hạn theo", max_length=12, choices=DuePrecision, default=DuePrecision.NONE
    )
    due_text = models.CharField("thời hạn như văn bản ghi", max_length=255, blank=True)
    original_due_on = models.DateField("thời hạn ban đầu", null=True)  # null as for due_on
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField("soạn lúc")
    created_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("giao lúc", null=True)
    issued_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField("tiếp nhận lúc", null=True)
    accepted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField("hủy lúc", null=True)
    cancelled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    # The latest claim and the recognition in force; their history is in progress and verification.
    claimed_level = models.PositiveSmallIntegerField(null=True, choices=ResultLevel)
    claimed_at = models.DateTimeField("đề nghị công nhận lúc", null=True)
    returned_at = models.DateTimeField("bị trả lại lúc", null=True)  # null: never, or sent again
    recognised_level = models.PositiveSmallIntegerField(null=True, choices=ResultLevel)
    # Server time of the submission that was recognised: a slow verifier makes nobody late.
    finished_at = models.DateTimeField("hoàn thành lúc", null=True)

    class Meta:
        verbose_name = "nhiệm vụ"
        ordering = ["code"]
        indexes = [
            models.Index(fields=["lead", "state", "due_on"], name="task_lead_state_due"),
            models.Index(fields=["state", "due_on"], name="task_state_due"),
            models.Index(fields=["due_on", "id"], name="task_due"),
            models.Index(fields=["resolution", "state"], name="task_resolution_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="task_issued_is_complete",
                condition=Q(state__in=[State.DRAFT, State.CANCELLED])
                | Q(issued_at__isnull=False, lead__isnull=False),
            ),
            models.CheckConstraint(
                name="task_recognised_has_level",
                condition=~Q(state=State.RECOGNISED)
                | Q(recognised_level__isnull=False, finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="task_claimed_has_level",
                condition=~Q(state=State.CLAIMED)
                | Q(claimed_level__isnull=False, claimed_at__isnull=False),
            ),
            *(
                models.CheckConstraint(
                    name=f"task_{act}_pair",
                    condition=Q(**{f"{act}_at__isnull": True, f"{act}_by__isnull": True})
                    | Q(**{f"{act}_at__isnull": False, f"{act}_by__isnull": False}),
                )
                for act in ("issued", "accepted", "cancelled")
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CodeCounter(models.Model):
    """The last number given under a code prefix; its row is locked while codes are given."""

    prefix = models.CharField(max_length=40, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}{self.last}"


class Coordination(models.Model):
    """That a body coordinates in a task that another leads."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="coordinations")
    organisation = models.ForeignKey(
        "orgs.Organisation", models.PROTECT, related_name="coordinations"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "organisation"], name="coordination_once"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.organisation_id}"


class ExtensionRequest(models.Model):
    """A lead body's request for a later deadline, and the answer."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="extension_requests")
    new_due_on = models.DateField("thời hạn đề nghị")
    cause = models.TextField("nguyên nhân khách quan")
    state = models.CharField(
        "kết quả", max_length=8, choices=RequestState, default=RequestState.OPEN
    )
    requested_at = models.DateTimeField("đề nghị lúc")
    requested_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    answer = models.TextField("ý kiến", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(state=RequestState.OPEN), name="extension_open_once"
            ),
            models.CheckConstraint(
                name="extension_decided_pair",
                condition=Q(
                    state=RequestState.OPEN, decided_at__isnull=True, decided_by__isnull=True
                )
                | Q(
                    ~Q(state=RequestState.OPEN),
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} -> {self.new_due_on}"


class DeadlineChange(models.Model):
    """One move of a task's deadline; the ledger that shows how often and how far."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="deadline_changes")
    old_due_on = models.DateField("thời hạn cũ")
    new_due_on = models.DateField("thời hạn mới")
    request = models.OneToOneField(
        ExtensionRequest,
        models.PROTECT,
        null=True,  # null: moved by a new directive, not on request
        related_name="change",
    )
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.old_due_on} -> {self.new_due_on}"
