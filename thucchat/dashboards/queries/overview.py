"""The leader's one page: read from values that are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator

from thucchat.analytics.models import Snapshot
from thucchat.indicators import queries as indicators
from thucchat.indicators.choices import Dimension, Statistic, Unit
from thucchat.indicators.queries import Figure, Named, Scope
from thucchat.kernel import formats, parameters

LEADS = 20  # on one page of the table
COLUMNS = ("task_with_deadline", "task_done", "task_recognised_rate", "task_overdue", "task_hollow")
GROUPS = (Dimension.BLOC, Dimension.AXIS)
LISTS = ("task_overdue", "task_stuck", "task_hollow")
BETTER = {"up": 1, "down": -1}


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved since the earlier snapshot; points of percent for a rate."""

    difference: Decimal
    unit: str
    tone: str  # good, bad or ""

    @property
    def words(self) -> str:
        """«tăng 2,1 điểm %», «giảm 3», «không đổi»."""
        if not self.difference:
            return "không đổi"
        digits = 1 if self.unit != "" else 0
        amount = formats.decimal_text(abs(self.difference), digits)
        way = "tăng" if self.difference > 0 else "giảm"
        return f"{way} {amount} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a whole drawn to scale; ``x`` and ``width`` in percent, as SVG writes them."""

    figure: Figure
    label: str
    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One line of a table by bloc, axis or body: a figure for each column."""

    key: str
    label: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its label, what its denominator counts, and how it moved."""

    label: str
    of: str
    figure: Figure
    change: Change | None

    @property
    def version(self) -> str:
        """Code and version of the definition, as the tile's foot shows them."""
        definition = indicators.catalogue().get(self.figure.indicator_id)
        code = f"{definition.code}, " if definition and definition.code else ""
        return f"{code}cách tính bản {self.figure.version}"


@dataclass(frozen=True, slots=True)
class GroupTable:
    """A table by a short dimension."""

    dimension: str
    title: str
    head: str
    rows: Sequence[GroupRow]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the page shows, from two snapshots."""

    scope: Scope
    snapshot: Snapshot
    earlier: Snapshot | None
    figures: Mapping[str, Figure]
    changes: Mapping[str, Change]
    declared: Sequence[Bar]  # recognised, awaiting, hollow
    scheme: Sequence[Bar]  # done, within, overdue
    lists: Mapping[str, Sequence[Named]]
    tables: Sequence[GroupTable]
    leads: Sequence[GroupRow]
    page: Page  # type: ignore[type-arg]
    stuck_days: int

    @property
    def headline(self) -> str:
        """The finding in one sentence."""
        return headline(self.figures)

    def _tiles(self, wanted: Sequence[tuple[str, str, str]]) -> list[Tile]:
        return [
            Tile(label, of, self.figures[id_], self.changes.get(id_))
            for id_, label, of in wanted
            if id_ in self.figures
        ]

    @property
    def tiles57(self) -> list[Tile]:
        """Rates over all deadline tasks."""
        return self._tiles(TILES_57)

    @property
    def tiles_government(self) -> list[Tile]:
        """Rates of the Government's way, each with its own denominator."""
        return self._tiles(TILES_GOVERNMENT)

    @property
    def tiles(self) -> list[Tile]:
        """How much there is, and how well it is handled."""
        return self._tiles(TILES)


def headline(figures: Mapping[str, Figure]) -> str:
    """Say in a sentence how much of what is declared is recognised."""
    if not {"task_declared", "task_recognised"} <= set(figures):
        return ""
    declared, recognised = figures["task_declared"], figures["task_recognised"]
    return (
        f"Trong {formats.decimal_text(declared.numerator)} nhiệm vụ khai hoàn thành, "
        f"{formats.decimal_text(recognised.numerator)} được công nhận "
        f"({formats.percent_text(recognised.percent)})."
    )


def overview(
    scope: Scope, snapshot: Snapshot, earlier: Snapshot | None, *, sort: str, page: str | None
) -> Overview:
    """
    Gather the page of a scope from the values of a snapshot, compared with an ``earlier`` one.

    The number of statements does not depend on how many tasks or bodies there are.
    """
    ids = [snapshot.pk] + ([earlier.pk] if earlier else [])
    totals = indicators.totals(ids, scope)
    figures = totals[snapshot.pk]
    before = totals[earlier.pk] if earlier else {}
    if not before:  # taken, but nothing was computed for this scope: nothing to compare with
        earlier = None
    limit = parameters.value("overview_list_length", on=snapshot.on)
    leads, pages = _leads(scope, snapshot, sort=sort, page=page)
    return Overview(
        scope=scope,
        snapshot=snapshot,
        earlier=earlier,
        figures=figures,
        changes=changes(figures, before),
        declared=bars(figures, DECLARED),
        scheme=bars(figures, SCHEME),
        lists={
            id_: indicators.named(
                snapshot.pk,
                id_,
                scope=scope,
                limit=limit,
                before_id=earlier.pk if earlier else None,
            )
            for id_ in LISTS
        },
        tables=_tables(snapshot) if scope.national else [],
        leads=leads,
        page=pages,
        stuck_days=parameters.value("stuck_days", on=snapshot.on),
    )


ALL_DUE = "nhiệm vụ có thời hạn"
TILES_57 = (
    ("task_done", "Hoàn thành, theo khai và công nhận", ALL_DUE),
    ("task_recognised_rate", "Hoàn thành, chỉ tính được công nhận", ALL_DUE),
)
TILES_GOVERNMENT = (
    ("task_done_of_due", "Hoàn thành trên số đến hạn", "nhiệm vụ hoàn thành và quá hạn"),
    ("task_on_time", "Đúng hạn", "nhiệm vụ được công nhận"),
)
TILES = (
    ("task_total", "Tổng số nhiệm vụ", "đã giao, chưa hủy"),
    ("task_regular", "Nhiệm vụ thường xuyên", "không có thời hạn, không tính tỷ lệ"),
    ("claim_decided", "Đề nghị đã xử lý", "đề nghị đã gửi"),
    ("claim_days_median", "Thời gian chờ quyết định (trung vị)", "đề nghị"),
    ("task_ever_returned", "Từng bị trả lại", "nhiệm vụ từng đề nghị"),
    ("task_six_clears", "Đủ 6 rõ", "nhiệm vụ"),
    ("task_extended", "Từng gia hạn", ALL_DUE),
    ("deadline_moved_days", "Tổng số ngày dời hạn", "ngày lịch, cộng mọi lần gia hạn"),
)
DECLARED = (
    ("task_recognised", "Được công nhận", "recognised"),
    ("task_awaiting", "Chờ công nhận", "awaiting"),
    ("task_hollow", "Khai nhưng chưa được công nhận: bị trả lại, dưới mức, mở lại", "hollow"),
)
SCHEME = (
    ("task_done", "Đã hoàn thành (gồm cả đang chờ công nhận)", "done"),
    ("task_within", "Đang thực hiện trong hạn", "within"),
    ("task_overdue", "Quá hạn", "overdue"),
)


def bars(figures: Mapping[str, Figure], parts: Sequence[tuple[str, str, str]]) -> list[Bar]:
    """Lay the numerators of ``parts`` end to end, in percent of their sum; [] if all are 0."""
    found = [(figures[id_], label, kind) for id_, label, kind in parts if id_ in figures]
    whole = sum(figure.numerator for figure, _, _ in found)
    if not whole:
        return []
    laid, x = [], 0
    for figure, label, kind in found:
        start, width = 100 * x / whole, 100 * figure.numerator / whole
        laid.append(Bar(figure, label, kind, f"{start:.2f}%", f"{width:.2f}%"))
        x += figure.numerator
    return laid


def changes(now: Mapping[str, Figure], before: Mapping[str, Figure]) -> dict[str, Change]:
    """Compare with the earlier figures; only where both count the same by the same version."""
    found = {}
    for id_, figure in now.items():
        old = before.get(id_)
        if old is not None and old.version == figure.version:
            change = _change(figure, old)
            if change is not None:
                found[id_] = change
    return found


def _change(now: Figure, old: Figure) -> Change | None:
    if now.statistic == Statistic.COUNT:
        difference = Decimal(now.numerator - old.numerator)
    elif now.value is None or old.value is None:
        return None
    else:
        # of the rounded ones: what a reader subtracts from the two printed values
        difference = formats.rounded(now.value, 1) - formats.rounded(old.value, 1)
    unit = {Unit.PERCENT: "điểm %", Unit.DAYS: "ngày"}.get(Unit(now.unit), "")
    unit = "" if now.statistic == Statistic.COUNT else unit
    definition = indicators.catalogue().get(now.indicator_id)
    better = BETTER.get(definition.direction, 0) if definition else 0
    sign = (difference > 0) - (difference < 0)
    tone = {1: "good", -1: "bad", 0: ""}[sign * better]
    return Change(difference, unit, tone)


def _tables(snapshot: Snapshot) -> list[GroupTable]:
    found = indicators.by_group(snapshot.pk, GROUPS, COLUMNS)
    return [
        GroupTable(
            dimension,
            f"Theo {Dimension(dimension).label.lower()}",
            str(Dimension(dimension).label),
            [_group_row(key, figures) for key, figures in rows.items()],
        )
        for dimension, rows in found.items()
        if rows
    ]


def _group_row(key: str, figures: Mapping[str, Figure]) -> GroupRow:
    label = next(iter(figures.values())).label if figures else key
    return GroupRow(key, label, figures)


def _leads(
    scope: Scope, snapshot: Snapshot, *, sort: str, page: str | None
) -> tuple[list[GroupRow], Page]:  # type: ignore[type-arg]
    """Return a page of the leads' table, sorted in the database by one of its columns."""
    column = sort.lstrip("-")
    id_ = column if column in COLUMNS else COLUMNS[0]
    by = "name" if column == "name" else "value"
    order = f"-{by}" if sort.startswith("-") else by
    definition = indicators.catalogue()[id_]
    ranked = indicators.ranked(snapshot.pk, definition, Dimension.LEAD, scope=scope, order=order)
    pages = Paginator(ranked, LEADS).get_page(page)
    keys = [row.key for row in pages.object_list]
    rows = indicators.pivot(snapshot.pk, Dimension.LEAD, keys, COLUMNS)
    return [_group_row(key, figures) for key, figures in rows.items()], pages
