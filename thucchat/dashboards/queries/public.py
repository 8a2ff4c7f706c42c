"""What anybody may see: totals of a published snapshot, no tasks and no persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thucchat.analytics import queries as snapshots
from thucchat.analytics.models import Snapshot
from thucchat.dashboards.queries import overview as parts
from thucchat.indicators import queries as indicators
from thucchat.indicators import rules as indicator_rules
from thucchat.indicators.choices import Dimension
from thucchat.indicators.queries import Figure


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One bloc on the public page; figures None: too few tasks to be shown."""

    label: str
    total: int | None
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class PublicTile:
    """One figure with the names that ``web/public_overview.html`` asks for."""

    label: str
    of: str
    figure: Figure
    as_of: date

    @property
    def value(self) -> str:
        """The figure as it is read."""
        return self.figure.shown

    @property
    def numerator(self) -> int:
        """What was counted."""
        return self.figure.numerator

    @property
    def denominator(self) -> int:
        """Of how many."""
        return self.figure.denominator

    @property
    def note(self) -> str:
        """What the numerator counts, in the words of the definition."""
        return indicators.catalogue()[self.figure.indicator_id].numerator

    @property
    def version(self) -> str:
        """Code and version of the definition."""
        definition = indicators.catalogue()[self.figure.indicator_id]
        return f"{definition.code}, bản {self.figure.version}".lstrip(", ")


@dataclass(frozen=True, slots=True)
class PublicOverview:
    """What anybody may see: totals of a published snapshot, no tasks and no persons."""

    snapshot: Snapshot
    figures: Mapping[str, Figure]
    declared: Sequence[parts.Bar]
    scheme: Sequence[parts.Bar]
    blocs: Sequence[PublicRow]

    @property
    def headline(self) -> str:
        """The finding in one sentence."""
        return parts.headline(self.figures)

    @property
    def tiles(self) -> list[PublicTile]:
        """The main figures, as the public page's template takes them."""
        return [
            PublicTile(label, of, self.figures[id_], self.snapshot.on)
            for id_, label, of in PUBLIC_TILES
            if id_ in self.figures
        ]


PUBLIC_TILES = (
    ("task_recognised_rate", "Được công nhận hoàn thành", parts.ALL_DUE),
    ("task_done", "Hoàn thành, gồm cả đang chờ công nhận", parts.ALL_DUE),
    ("task_done_of_due", "Hoàn thành trên số đến hạn", "nhiệm vụ hoàn thành và quá hạn"),
    ("task_overdue", "Quá hạn", parts.ALL_DUE),
)
PUBLIC_LEAST = 5  # tasks in a group; a smaller one is hidden, and so is a second one with it


def public_overview() -> PublicOverview | None:
    """
    Return the totals of the newest published snapshot; None where none was published.

    Of indicators whose definition is public; a bloc with few tasks is hidden together with
    the next smallest, so that no subtraction gives it away.
    """
    snapshot = snapshots.newest_published()
    if snapshot is None:
        return None
    public = {id_ for id_, one in indicators.catalogue().items() if one.public}
    totals = indicators.totals([snapshot.pk], indicators.NATION)[snapshot.pk]
    figures = {id_: figure for id_, figure in totals.items() if id_ in public}
    return PublicOverview(
        snapshot,
        figures,
        parts.bars(figures, parts.DECLARED),
        parts.bars(figures, parts.SCHEME),
        _public_blocs(snapshot, public),
    )


def _public_blocs(snapshot: Snapshot, public: set[str]) -> list[PublicRow]:
    columns = [id_ for id_ in parts.COLUMNS if id_ in public]
    rows = indicators.by_group(snapshot.pk, [Dimension.BLOC], columns)[Dimension.BLOC]
    counts = {key: _deadline_tasks(figures) for key, figures in rows.items()}
    hidden = indicator_rules.suppressed(counts, least=PUBLIC_LEAST)
    found = []
    for key, figures in rows.items():
        label = next(iter(figures.values())).label
        if key in hidden:
            found.append(PublicRow(label, None, {}))
        else:
            found.append(PublicRow(label, counts[key], figures))
    return found


def _deadline_tasks(figures: Mapping[str, Figure]) -> int:
    figure = figures.get("task_with_deadline")
    return figure.numerator if figure else 0
