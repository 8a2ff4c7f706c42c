"""Questions about values: whose, which, from when, and by what they are told apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from thucchat.analytics.models import Snapshot
from thucchat.indicators import definitions
from thucchat.indicators.choices import Dimension, Statistic
from thucchat.indicators.definitions import Definition
from thucchat.indicators.models import DefinitionVersion, ListedTask, Value
from thucchat.kernel import formats
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import Organisation, User

BODIES = (Dimension.LEAD, Dimension.SUBTREE, Dimension.PROVINCE)  # keys are codes of bodies


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: the whole country, or one body with those below it."""

    dimension: str
    key: str
    label: str
    organisation_id: int | None = None  # None: the whole country

    @property
    def national(self) -> bool:
        """Whether it is the whole country."""
        return self.dimension == Dimension.ALL


NATION = Scope(Dimension.ALL, "", str(Dimension.ALL.label))


@dataclass(frozen=True, slots=True)
class Figure:
    """One value for a page, with what makes it honest."""

    id: int
    indicator_id: str
    version: int
    statistic: str
    unit: str
    unit_label: str
    dimension: str
    key: str
    label: str
    numerator: int
    denominator: int
    value: Decimal | None

    @property
    def shown(self) -> str:
        """The value as readers see it: «84,8%», «2,5 ngày», «56»; a small group its counts."""
        if self.statistic == Statistic.COUNT:
            return formats.decimal_text(self.numerator)
        if self.value is None:
            few = f"{formats.decimal_text(self.numerator)}/{formats.decimal_text(self.denominator)}"
            return few if self.denominator else "chưa có số liệu"
        if self.statistic == Statistic.RATIO:
            return formats.percent_text(self.value)
        return f"{formats.decimal_text(self.value, 1)} {self.unit_label}"

    @property
    def percent(self) -> Decimal | None:
        """Numerator in percent of the denominator, for a bar; None where there is none."""
        return formats.percent_of(self.numerator, self.denominator)


def scope_of(user: User, code: str = "") -> Scope | None:
    """
    Return the scope that a page shows: that of the body ``code``, else the person's widest.

    None: the person has no right to see figures at all.

    :raises Refused: the body lies outside of what the person may see, or is unknown.
    """
    if not code and orgs.sees_all(user):
        return NATION
    tops = orgs.scopes(user, Ability.SEE)
    if not tops:
        return None
    below = Organisation.objects.filter(parent=OuterRef("pk"))
    bodies = Organisation.objects.annotate(above_others=Exists(below))
    if code:
        found = bodies.filter(code=code).first()
        if found is None or not orgs.may(user, Ability.SEE, found.pk):
            raise Refused("indicators.out_of_scope", _OUTSIDE)
    else:
        found = bodies.filter(pk__in=tops).order_by("level", "sort_key")[0]
    if found.parent_id is None:
        return NATION
    dimension = Dimension.SUBTREE if found.above_others else Dimension.LEAD
    return Scope(dimension, found.code, found.name, found.pk)


_OUTSIDE = (
    "Số liệu này nằm ngoài phạm vi được xem của bạn. Bạn xem được số liệu của đơn vị mình và các "
    "đơn vị trực thuộc; nếu cần rộng hơn, hãy đề nghị quản trị hệ thống mở phạm vi."
)


def figure(value: Value) -> Figure:
    """Return a stored value as a row for a page."""
    definition = definitions.all_definitions().get(value.indicator_id)
    return Figure(
        id=value.pk,
        indicator_id=value.indicator_id,
        version=value.definition_version,
        statistic=str(definition.statistic) if definition else str(Statistic.COUNT),
        unit=value.unit,
        unit_label=value.get_unit_display(),
        dimension=value.dimension,
        key=value.key,
        label=value.key_label,
        numerator=value.numerator,
        denominator=value.denominator,
        value=value.value,
    )


def totals(snapshot_ids: Iterable[int], scope: Scope) -> dict[int, dict[str, Figure]]:
    """Return every indicator of the scope, by snapshot and indicator; one statement."""
    wanted = list(snapshot_ids)
    found: dict[int, dict[str, Figure]] = {pk: {} for pk in wanted}
    rows = Value.objects.filter(
        snapshot__in=wanted, dimension=scope.dimension, key=scope.key
    ).order_by("definition_version")
    for row in rows:
        found[row.snapshot_id][row.indicator_id] = figure(row)
    return found


def by_group(
    snapshot_id: int, dimensions: Iterable[str], indicator_ids: Iterable[str]
) -> dict[str, dict[str, dict[str, Figure]]]:
    """Return figures as dimension → key → indicator, for short dimensions; one statement."""
    found: dict[str, dict[str, dict[str, Figure]]] = {name: {} for name in dimensions}
    rows = Value.objects.filter(
        snapshot=snapshot_id, dimension__in=list(found), indicator_id__in=list(indicator_ids)
    ).order_by("definition_version", "key_label")
    for row in rows:
        found[row.dimension].setdefault(row.key, {})[row.indicator_id] = figure(row)
    return found


def ranked(
    snapshot_id: int, definition: Definition, dimension: str, *, scope: Scope, order: str
) -> QuerySet[Value]:
    """
    Return the groups of one indicator, to be cut into pages.

    ``order``: value or name, with a minus for the other way; groups without a value come
    last. Inside a scope only the bodies below it.
    """
    rows = Value.objects.filter(
        snapshot=snapshot_id,
        indicator_id=definition.id,
        definition_version=definition.version,
        dimension=dimension,
    )
    if scope.organisation_id is not None:
        rows = rows.filter(key__in=codes_below(scope.organisation_id))
    down = order.startswith("-")
    column = {"value": "value", "name": "key_label", "numerator": "numerator"}[order.lstrip("-")]
    if column == "key_label" and dimension in BODIES:  # in Vietnamese order: Đ after D
        body = Organisation.objects.filter(code=OuterRef("key"))
        rows, column = rows.alias(sort_key=Subquery(body.values("sort_key")[:1])), "sort_key"
    by = F(column).desc(nulls_last=True) if down else F(column).asc(nulls_last=True)
    return rows.order_by(by, "-denominator", "key")


def pivot(
    snapshot_id: int, dimension: str, keys: Iterable[str], indicator_ids: Iterable[str]
) -> dict[str, dict[str, Figure]]:
    """Return figures as key → indicator for some groups; one statement."""
    found: dict[str, dict[str, Figure]] = {key: {} for key in keys}
    rows = Value.objects.filter(
        snapshot=snapshot_id,
        dimension=dimension,
        key__in=list(found),
        indicator_id__in=list(indicator_ids),
    ).order_by("definition_version")
    for row in rows:
        found[row.key][row.indicator_id] = figure(row)
    return found


def series(indicator_id: str, scope: Scope, *, limit: int = 26) -> list[tuple[Snapshot, Figure]]:
    """Return the values over time, oldest first: for each day that of its newest snapshot."""
    rows = (
        Value.objects.filter(indicator_id=indicator_id, dimension=scope.dimension, key=scope.key)
        .select_related("snapshot")
        .order_by("-snapshot__on", "-snapshot__taken_at", "-definition_version")[: limit * 4]
    )
    by_day: dict[date, Value] = {}
    for row in rows:
        by_day.setdefault(row.snapshot.on, row)
    newest = list(by_day.values())[:limit]
    return [(row.snapshot, figure(row)) for row in reversed(newest)]


def versions(indicator_id: str) -> list[DefinitionVersion]:
    """Return the versions of a definition that gave values, the newest first."""
    return list(DefinitionVersion.objects.filter(indicator_id=indicator_id))


def codes_below(organisation_id: int) -> QuerySet[Organisation, str]:
    """Return the codes of a body and all below it, for use in a filter."""
    below = orgs.below(frozenset({organisation_id}))
    return Organisation.objects.filter(pk__in=below).values_list("code", flat=True)


def check_may_read(user: User, value: Value) -> None:
    """
    Refuse a value that the person may not see (``indicators.out_of_scope``).

    Who sees the whole country sees all; others their own bodies' values, and of the
    country's those whose definition is public.
    """
    if orgs.sees_all(user):
        return
    tops = orgs.scopes(user, Ability.SEE)
    definition = definitions.all_definitions().get(value.indicator_id)
    if value.dimension == Dimension.ALL and tops and definition and definition.public:
        return
    if value.dimension in BODIES and tops:
        body = Organisation.objects.filter(code=value.key).first()
        if body is not None and orgs.is_within(body.pk, tops):
            return
    raise Refused("indicators.out_of_scope", _OUTSIDE)


def lead_codes(user: User) -> list[str] | None:
    """Return the codes of the bodies whose tasks the person may see; None: all."""
    if orgs.sees_all(user):
        return None
    below = orgs.below(orgs.scopes(user, Ability.SEE))
    return list(Organisation.objects.filter(pk__in=below).values_list("code", flat=True))


@dataclass(frozen=True, slots=True)
class Named:
    """A late, hollow or stuck task on a list."""

    code: str
    title: str
    lead_code: str
    lead: str
    since: date
    days: int
    is_new: bool  # not on the earlier list


def named(
    snapshot_id: int, indicator_id: str, *, scope: Scope, limit: int, before_id: int | None
) -> list[Named]:
    """
    Return the tasks that an indicator counted, the longest first; one statement.

    ``before_id``: the earlier snapshot, for ``is_new``.
    """
    rows = ListedTask.objects.filter(snapshot=snapshot_id, indicator_id=indicator_id)
    if scope.organisation_id is not None:
        rows = rows.filter(lead_code__in=codes_below(scope.organisation_id))
    earlier = ListedTask.objects.filter(
        snapshot=before_id,
        indicator_id=indicator_id,
        definition_version=OuterRef("definition_version"),
        task_code=OuterRef("task_code"),
    )
    top = rows.annotate(known=Exists(earlier)).order_by("-days", "task_code")[:limit]
    return [
        Named(
            row.task_code,
            row.title,
            row.lead_code,
            row.lead_label,
            row.since,
            row.days,
            before_id is not None and not row.known,
        )
        for row in top
    ]


def catalogue() -> Mapping[str, Definition]:
    """Return the definitions in force, by id."""
    return definitions.all_definitions()
