"""Bodies: finding them by name, old names included; their place in the tree; lists for pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from thucchat.kernel.formats import date_text
from thucchat.orgs.choices import Bloc, Level, SuccessionKind
from thucchat.orgs.models import Alias, Closure, Organisation, Succession
from thucchat.vntext.text import fold, key

FOUND_LIMIT = 60  # rows of a search; more needs a more exact question
_ORDER = list(Level)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body in a list."""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    level: Level
    bloc: Bloc
    place: str  # what it belongs to: «Huyện Đồng Văn, Tỉnh Hà Giang»
    parts: int  # bodies in being directly below
    has_ended: bool
    note: str = ""  # why a search found it: a former name


@dataclass(frozen=True, slots=True)
class Relation:
    """What a body came from, or became."""

    code: str
    name: str
    place: str
    kind: SuccessionKind
    on: date


@dataclass(frozen=True, slots=True)
class Summary:
    """One body with what its page shows."""

    row: BodyRow
    valid_from: date | None
    valid_to: date | None
    chain: list[BodyRow]  # from below the root to its parent
    aliases: list[str]
    predecessors: list[Relation]
    successors: list[Relation]


@dataclass(frozen=True, slots=True)
class BlocRow:
    """A bloc with its bodies that are not part of another, for the agencies page."""

    bloc: Bloc
    bodies: list[BodyRow]
    communes: int
    units: int


def in_being(on: date | None = None) -> QuerySet[Organisation]:
    """Return the organisations that have not ended; with ``on``, those there on that day."""
    if on is None:
        return Organisation.objects.filter(valid_to__isnull=True)
    return Organisation.objects.filter(_there(on))


def _there(on: date) -> Q:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def _named(name_fold: str) -> Q:
    return Q(name_fold=name_fold) | Q(pk__in=_bearers(name_fold=name_fold))


def _bearers(**wanted: str) -> QuerySet[Alias, int]:
    """Return the ids of the bodies with such an alias: asked once, not for every body."""
    return Alias.objects.filter(**wanted).values_list("organisation_id", flat=True)


def by_name(name_fold: str) -> Organisation | None:
    """
    Find the one living organisation with this folded name or alias; None if none or several.

    Used where a machine's reading is matched to a body: an ambiguous name is left to a person.
    A name that only a former body bore finds the one body it became part of. Communes are left
    out: their names repeat.
    """
    high = Organisation.objects.filter(_named(name_fold)).exclude(level=Level.COMMUNE)
    living = list(high.filter(valid_to__isnull=True)[:2])
    if living:
        return living[0] if len(living) == 1 else None
    return _one_successor(list(high.exclude(level=Level.DISTRICT)[:5]))


def resolve(name: str) -> Organisation | None:
    """
    Find the body that a document means by ``name``, as written; None if none or several.

    As ``by_name``, but where several names are alike without marks, the one that is written
    with the same marks counts.
    """
    found = by_name(fold(name))
    if found is not None:
        return found
    written = key(name)
    alike = in_being().filter(_named(fold(name))).prefetch_related("aliases")
    exact = [
        body
        for body in alike.exclude(level=Level.COMMUNE)
        if written in {key(body.name), *(key(alias.name) for alias in body.aliases.all())}
    ]
    return exact[0] if len(exact) == 1 else None


def _one_successor(former: list[Organisation]) -> Organisation | None:
    after = {row.pk for rows in successors_of(former).values() for row, _ in rows}
    return Organisation.objects.get(pk=after.pop()) if len(after) == 1 else None


def successors_of(
    former: Iterable[Organisation],
) -> dict[int, list[tuple[Organisation, date]]]:
    """
    Return, for each body that ended, what stands today in its place and since when it ended.

    Follows changes one after the other: a district of 2025 leads to the ward of today. One
    statement for each step; there have been two rearrangements.
    """
    ways = {body.pk: {body.pk} for body in former if body.valid_to is not None}
    since: dict[int, date] = {}
    found: dict[int, dict[int, Organisation]] = defaultdict(dict)
    while ways:
        further: dict[int, set[int]] = defaultdict(set)
        steps = Succession.objects.filter(before__in=ways).select_related("after")
        for step in steps.order_by("after__sort_key"):
            origins = ways[step.before_id]
            for origin in origins:
                since[origin] = min(step.on, since.get(origin, step.on))
            if step.after.valid_to is None:
                for origin in origins:
                    found[origin][step.after_id] = step.after
            else:
                further[step.after_id] |= origins
        ways = dict(further)
    return {
        origin: [(body, since[origin]) for body in bodies.values()]
        for origin, bodies in found.items()
    }


def ancestors(organisation_id: int) -> list[Organisation]:
    """List what the body belongs to, from the root to its parent; one statement."""
    above = Closure.objects.filter(descendant_id=organisation_id, depth__gt=0)
    return [row.ancestor for row in above.select_related("ancestor").order_by("-depth")]


def rows_of(found: Iterable[Organisation], notes: dict[int, str] | None = None) -> list[BodyRow]:
    """Turn organisations into rows, in their order; two statements whatever their number."""
    bodies = list(found)
    ids = [body.pk for body in bodies]
    places = _places(ids)
    parts = dict(
        in_being()
        .filter(parent__in=ids)
        .values("parent")
        .annotate(count=Count("pk"))
        .values_list("parent", "count")
        .order_by()
    )
    return [
        BodyRow(
            id=body.pk,
            code=body.code,
            name=body.name,
            short_name=body.short_name,
            kind=body.kind,
            level=Level(body.level),
            bloc=Bloc(body.bloc),
            place=", ".join(places[body.pk]),
            parts=parts.get(body.pk, 0),
            has_ended=body.valid_to is not None,
            note=(notes or {}).get(body.pk, ""),
        )
        for body in bodies
    ]


def _places(ids: list[int]) -> dict[int, list[str]]:
    """Return the names above each body, nearest first, without the root; one statement."""
    above = (
        Closure.objects.filter(descendant__in=ids, depth__gt=0)
        .exclude(ancestor__level=Level.ROOT)
        .order_by("depth")
        .values_list("descendant_id", "ancestor__name")
    )
    places: dict[int, list[str]] = defaultdict(list)
    for pk, name in above:
        places[pk].append(name)
    return places


def search(text: str, *, on: date, limit: int = FOUND_LIMIT) -> list[BodyRow]:
    """
    Find the bodies of the day ``on`` by name, alias or code, with or without marks.

    A former name finds what stands there today, with the former name as its note. After a
    comma comes what it belongs to: «tân phú, đồng nai».
    """
    wanted, *around = [part for part in (fold(part) for part in text.split(",")) if part] or [""]
    if not wanted:
        return []
    matches = Organisation.objects.filter(
        Q(name_fold__contains=wanted)
        | Q(code__iexact=wanted)
        | Q(pk__in=_bearers(name_fold__contains=wanted))
    ).exclude(level=Level.ROOT)
    for place in around:
        named = Organisation.objects.filter(name_fold__contains=place)
        named = named.exclude(level=Level.COMMUNE)  # nothing lies below one
        above = list(named.order_by("pk").values_list("pk", flat=True)[:FOUND_LIMIT])
        inside = Closure.objects.filter(depth__gt=0, ancestor__in=above)
        matches = matches.filter(pk__in=inside.values_list("descendant_id", flat=True))
    ranked = matches.annotate(rank=_rank(wanted)).order_by("rank", "sort_key", "code")
    present = ranked.filter(_there(on))[:limit]
    former = ranked.exclude(_there(on))[:limit]
    ranks = {body.pk: int(vars(body)["rank"]) for body in (*present, *former)}
    found = _with_former(list(present), list(former), ranks)
    written = key(text.partition(",")[0])
    found.sort(key=lambda hit: (written not in key(f"{hit[0].name} {hit[2]}"), hit[1]))
    return rows_of([body for body, _, _ in found[:limit]], {b.pk: note for b, _, note in found})


def _rank(wanted: str) -> Case:
    """Order what was found: the very name first, high bodies before communes."""
    high = ~Q(level__in=(Level.COMMUNE, Level.DISTRICT))
    exact = _named(wanted) | Q(code__iexact=wanted)
    ends = Q(name_fold__endswith=f" {wanted}")  # «Phường Ba Đình» for «ba dinh»
    whens = (exact & high, exact, ends & high, ends, Q(name_fold__startswith=wanted), high)
    return Case(
        *(When(when, then=Value(rank)) for rank, when in enumerate(whens)),
        default=Value(len(whens)),
        output_field=IntegerField(),
    )


def _with_former(
    present: Sequence[Organisation], former: Sequence[Organisation], ranks: dict[int, int]
) -> list[tuple[Organisation, int, str]]:
    """Return each present body with its best rank and the former names that led to it."""
    bodies = {body.pk: body for body in present}
    best = {body.pk: ranks[body.pk] for body in present}
    notes: dict[int, list[str]] = defaultdict(list)
    after = successors_of(former)
    places = _places([body.pk for body in former])
    for body in former:
        called = ", ".join((body.name, *places[body.pk]))
        for successor, since in after.get(body.pk, []):
            bodies.setdefault(successor.pk, successor)
            best[successor.pk] = min(ranks[body.pk], best.get(successor.pk, ranks[body.pk]))
            if body.name != successor.name:
                notes[successor.pk].append(f"trước {date_text(since)}: {called}")
    return [(body, best[pk], "; ".join(notes[pk][:3])) for pk, body in bodies.items()]


def children(organisation_id: int) -> QuerySet[Organisation]:
    """Return the bodies in being directly below, high levels first, in alphabetical order."""
    below = in_being().filter(parent_id=organisation_id)
    return below.annotate(high=_level_order()).order_by("high", "sort_key", "code")


def tops_within(tops: frozenset[int]) -> QuerySet[Organisation]:
    """Return the bodies in being that have others below them, within ``tops``: possible scopes."""
    inside = Closure.objects.filter(descendant=OuterRef("pk"), ancestor__in=tops)
    below = in_being().filter(parent=OuterRef("pk"))
    found = in_being().filter(Exists(inside), Exists(below))
    return found.annotate(high=_level_order()).order_by("high", "sort_key")


def listed(*, bloc: str = "", level: str = "") -> QuerySet[Organisation]:
    """Return the bodies in being of a bloc, of a level, for the filters of the agencies page."""
    found = in_being().exclude(level=Level.ROOT)
    if bloc:
        found = found.filter(bloc=bloc)
    if level:
        found = found.filter(level=level)
    return found.annotate(high=_level_order()).order_by("high", "sort_key", "code")


def _level_order() -> Case:
    return Case(
        *(When(level=level, then=Value(place)) for place, level in enumerate(_ORDER)),
        output_field=IntegerField(),
    )


def blocs() -> list[BlocRow]:
    """List every bloc with its central bodies, ministries and provinces; four statements."""
    low = (Level.COMMUNE, Level.UNIT)
    rows = rows_of(listed().exclude(level__in=low))
    counts = {
        (bloc, level): count
        for bloc, level, count in in_being()
        .filter(level__in=low)
        .values_list("bloc", "level")
        .annotate(count=Count("pk"))
        .order_by()
    }
    return [
        BlocRow(
            bloc=bloc,
            bodies=[row for row in rows if row.bloc == bloc],
            communes=counts.get((bloc, Level.COMMUNE), 0),
            units=counts.get((bloc, Level.UNIT), 0),
        )
        for bloc in Bloc
    ]


def detail(code: str) -> Summary:
    """
    Return what the page of a body shows; a fixed number of statements.

    :raises Organisation.DoesNotExist: no body has the code.
    """
    body = Organisation.objects.get(code=code)
    return Summary(
        row=rows_of([body])[0],
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        chain=rows_of(a for a in ancestors(body.pk) if a.level != Level.ROOT),
        aliases=list(body.aliases.order_by("pk").values_list("name", flat=True)),
        predecessors=_relations(Succession.objects.filter(after=body), "before"),
        successors=_relations(Succession.objects.filter(before=body), "after"),
    )


def _relations(found: "QuerySet[Succession]", end: str) -> list[Relation]:
    steps = list(found.select_related(end).order_by(f"{end}__sort_key"))
    bodies: list[Organisation] = [getattr(step, end) for step in steps]
    places = _places([body.pk for body in bodies])
    return [
        Relation(
            body.code, body.name, ", ".join(places[body.pk]), SuccessionKind(step.kind), step.on
        )
        for step, body in zip(steps, bodies, strict=True)
    ]
