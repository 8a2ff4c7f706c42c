"""Organisations over time, people, and the roles they hold."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from thucchat.orgs.choices import Bloc, Level, Role, SuccessionKind


class Organisation(models.Model):
    """A body of the political system between two days."""

    code = models.CharField("mã", max_length=24, unique=True)
    name = models.CharField("tên", max_length=255)
    name_fold = models.CharField("tên không dấu", max_length=255, db_index=True)
    short_name = models.CharField("tên gọi ngắn", max_length=120)
    kind = models.CharField("loại", max_length=32, blank=True)  # Bộ, Tỉnh, Phường, Đặc khu…
    bloc = models.CharField("khối", max_length=16, choices=Bloc)
    level = models.CharField("cấp", max_length=16, choices=Level)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,  # null: the root
        related_name="children",
        verbose_name="cấp trên",
    )
    sort_key = models.CharField("khóa sắp xếp", max_length=255)  # Vietnamese alphabetical order
    valid_from = models.DateField("có từ ngày", null=True)  # null: before records began
    valid_to = models.DateField("đến hết ngày", null=True)  # null: still in being

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        ordering = ["sort_key"]
        indexes = [
            models.Index(fields=["level", "sort_key"], name="org_level"),
            models.Index(fields=["parent", "sort_key"], name="org_parent"),
        ]
        constraints = [
            models.CheckConstraint(
                name="org_valid_to_after_from",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name under which documents know an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField("tên khác", max_length=255)
    name_fold = models.CharField("tên không dấu", max_length=255, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="alias_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Closure(models.Model):
    """Every ancestor of every organisation, itself included: one query for a subtree."""

    ancestor = models.ForeignKey(Organisation, models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Organisation, models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ancestor", "descendant"], name="closure_once"),
        ]
        indexes = [models.Index(fields=["descendant", "depth"], name="closure_up")]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.descendant_id}"


class Succession(models.Model):
    """What an organisation that ended became, and since when."""

    before = models.ForeignKey(Organisation, models.CASCADE, related_name="successors")
    after = models.ForeignKey(Organisation, models.CASCADE, related_name="predecessors")
    kind = models.CharField("hình thức", max_length=16, choices=SuccessionKind)
    on = models.DateField("từ ngày")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="succession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} -> {self.after_id}"


class User(AbstractUser):
    """A person with an account; what they may do comes from memberships only."""

    full_name = models.CharField("họ và tên", max_length=120)
    position = models.CharField("chức vụ", max_length=120, blank=True)

    class Meta:
        verbose_name = "tài khoản"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username


class Membership(models.Model):
    """A role that a person holds for an organisation, over a subtree."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name="đơn vị"
    )
    role = models.CharField("vai trò", max_length=16, choices=Role)
    scope = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="phạm vi"
    )  # the top of the subtree in which the role counts; usually the organisation itself

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "scope"], name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organisation_id}"
