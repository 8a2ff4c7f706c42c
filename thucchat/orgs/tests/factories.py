"""Bodies and people for tests; other packages import these."""

import itertools

from thucchat.orgs.choices import Bloc, Level, Role
from thucchat.orgs.models import Alias, Closure, Membership, Organisation, User
from thucchat.vntext.text import fold

PASSWORD = "mat-khau-Thu-2026"
_numbers = itertools.count(1)

# code: name, short name, kind, bloc, level, parent
TREE: dict[str, tuple[str, str, str, Bloc, Level, str | None]] = {
    "VN": ("Toàn quốc", "Toàn quốc", "", Bloc.LOCAL, Level.ROOT, None),
    "DANG": (
        "Đảng Cộng sản Việt Nam",
        "Đảng",
        "Đảng",
        Bloc.PARTY,
        Level.CENTRAL,
        "VN",
    ),
    "VPTW": (
        "Văn phòng Trung ương Đảng",
        "VP Trung ương Đảng",
        "Văn phòng",
        Bloc.PARTY,
        Level.CENTRAL,
        "DANG",
    ),
    "CP": ("Chính phủ", "Chính phủ", "Chính phủ", Bloc.GOVERNMENT, Level.CENTRAL, "VN"),
    "BKHCN": (
        "Bộ Khoa học và Công nghệ",
        "Bộ KH&CN",
        "Bộ",
        Bloc.GOVERNMENT,
        Level.MINISTRY,
        "CP",
    ),
    "BKHCN-CDS": (
        "Cục Chuyển đổi số quốc gia",
        "Cục CĐSQG",
        "Cục",
        Bloc.GOVERNMENT,
        Level.UNIT,
        "BKHCN",
    ),
    "BCA": ("Bộ Công an", "Bộ Công an", "Bộ", Bloc.GOVERNMENT, Level.MINISTRY, "CP"),
    "T01": ("Thành phố Hà Nội", "Hà Nội", "Thành phố", Bloc.LOCAL, Level.PROVINCE, "VN"),
    "X00004": ("Phường Ba Đình", "Phường Ba Đình", "Phường", Bloc.LOCAL, Level.COMMUNE, "T01"),
    "T04": ("Tỉnh Cao Bằng", "Cao Bằng", "Tỉnh", Bloc.LOCAL, Level.PROVINCE, "VN"),
}


def make_org(
    code: str | None = None,
    *,
    parent: Organisation | None = None,
    level: Level = Level.MINISTRY,
    bloc: Bloc = Bloc.GOVERNMENT,
    aliases: tuple[str, ...] = (),
    **fields: object,
) -> Organisation:
    """
    Make a body with its closure rows.

    Under ``parent``, or under the root «VN» (made when there is none); ``level=ROOT`` makes
    a top of its own. ``fields``: any further column, such as ``name`` or ``valid_to``.
    """
    code = code or f"DV{next(_numbers)}"
    if parent is None and level != Level.ROOT:
        parent = Organisation.objects.filter(code="VN").first() or make_tree("VN")["VN"]
    name = str(fields.pop("name", f"Cơ quan {code}"))
    values = {"short_name": name, "name_fold": fold(name), "sort_key": fold(name), **fields}
    made: Organisation = Organisation.objects.create(
        code=code, name=name, level=level, bloc=bloc, parent=parent, **values
    )
    above = Closure.objects.filter(descendant=parent).values_list("ancestor_id", "depth")
    Closure.objects.bulk_create(
        [
            Closure(ancestor=made, descendant=made, depth=0),
            *(Closure(ancestor_id=a, descendant=made, depth=depth + 1) for a, depth in above),
        ]
    )
    Alias.objects.bulk_create(Alias(organisation=made, name=a, name_fold=fold(a)) for a in aliases)
    return made


def make_tree(*codes: str) -> dict[str, Organisation]:
    """Return the bodies of ``TREE`` (all, or those named), making what is not there yet."""
    wanted = _with_those_above(codes or tuple(TREE))
    found = {body.code: body for body in Organisation.objects.filter(code__in=wanted)}
    for code, (name, short_name, kind, bloc, level, above) in TREE.items():  # from the top down
        if code in wanted and code not in found:
            found[code] = make_org(
                code,
                name=name,
                short_name=short_name,
                kind=kind,
                bloc=bloc,
                level=level,
                parent=found[above] if above else None,
            )
    return found


def _with_those_above(codes: tuple[str, ...]) -> set[str]:
    above = {TREE[code][5] for code in codes} - {None}
    return {*codes, *_with_those_above(tuple(map(str, above)))} if above else set(codes)


def make_user(
    role: Role | None = None,
    org: Organisation | None = None,
    scope: Organisation | None = None,
    **fields: object,
) -> User:
    """
    Make a person who holds ``role`` for ``org`` over ``scope`` (the body itself by default).

    No ``role``: a person without rights. Everybody's password is ``PASSWORD``; ``fields``:
    any column of the account.
    """
    number = next(_numbers)
    values = {"username": f"nguoi{number}", "full_name": f"Người Thứ {number}", **fields}
    person: User = User.objects.create_user(password=PASSWORD, **values)
    if role is not None:
        give(person, role, org, scope)
    return person


def give(
    person: User, role: Role, org: Organisation | None, scope: Organisation | None = None
) -> Membership:
    """Give a person one more role; what the object remembers of its powers is dropped."""
    org = org or make_org()
    vars(person).pop("_powers", None)
    made: Membership = Membership.objects.create(
        user=person, organisation=org, role=role, scope=scope or org
    )
    return made
