"""Provinces and communes, old and new, from the data files of the package vietnamadminunits."""

import importlib.util
import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from thucchat.orgs.choices import Bloc, Level, SuccessionKind
from thucchat.orgs.reference.values import REARRANGED_ON, Body, Change
from thucchat.vntext.text import nfc

_KINDS = (
    *("Đặc khu", "Phường", "Xã", "Thị trấn"),
    *("Thành phố", "Thị xã", "Quận", "Huyện", "Tỉnh"),
)
LAST_OLD_DAY = REARRANGED_ON - timedelta(days=1)

_New = partial(Body, bloc=Bloc.LOCAL, valid_from=REARRANGED_ON)
_Old = partial(Body, bloc=Bloc.LOCAL, valid_to=LAST_OLD_DAY)


@dataclass(frozen=True, slots=True)
class _Former:
    """An old commune, or an island district that had none."""

    code: str
    name: str


def read_units() -> tuple[list[Body], list[Change]]:
    """
    Return 34 provinces, 3,321 communes, and what stood before 1/7/2025 with its successors.

    The package describes the state of 1/7/2025; later changes are in ``unit_changes.csv``.
    """
    folder = _data_folder()
    mapping = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    database = sqlite3.connect(f"{(folder / 'dataset.db').as_uri()}?mode=ro", uri=True)
    try:
        new, new_codes = _new_units(database)
        old, formers, districts = _old_units(database)
    finally:
        database.close()
    return new + old, [
        *_province_changes(mapping, new_codes, formers),
        *_commune_changes(mapping, new, new_codes, formers, districts),
    ]


def _data_folder() -> Path:
    """
    Return the package's data folder without importing the package.

    Its import reads every file it has, which takes longer than all of ours.
    """
    spec = importlib.util.find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("vietnamadminunits is not installed; run `make setup`")
    return Path(spec.origin).parent / "data"


def _new_units(database: sqlite3.Connection) -> tuple[list[Body], dict[str, str]]:
    """Return the units of today, and their codes by the package's keys."""
    found: dict[str, Body] = {}
    codes: dict[str, str] = {}
    rows = database.execute(
        "SELECT provinceCode, province, provinceShort, provinceKey, wardCode, ward, wardKey"
        " FROM admin_units"
    )
    for number, province, short, key, ward_number, ward, ward_key in rows:
        code, ward_code = f"T{number}", f"X{ward_number}"
        codes[key], codes[f"{key}_{ward_key}"] = code, ward_code
        if code not in found:
            found[code] = _province(code, _tidy(province), nfc(short))
        found[ward_code] = _New(
            code=ward_code,
            name=_tidy(ward),
            short_name=_tidy(ward),
            kind=_kind_of(_tidy(ward)),
            level=Level.COMMUNE,
            parent=code,
            sort_by=_by_place(_tidy(ward)),
        )
    return list(found.values()), codes


def _kind_of(name: str) -> str:
    """Return the kind that the name begins with; the package's own column is wrong for seven."""
    return next((kind for kind in _KINDS if name.startswith(f"{kind} ")), "")


def _tidy(name: str) -> str:
    """Return the name in NFC with its kind written one way: Thị Trấn is Thị trấn."""
    name = nfc(name)
    lowered = name.lower()
    kind = next((kind for kind in _KINDS if lowered.startswith(f"{kind.lower()} ")), "")
    return kind + name[len(kind) :]


def _by_place(name: str) -> str:
    """Return the name with its kind last: places stand in order, whatever their kind."""
    kind = _kind_of(name)
    return f"{name.removeprefix(kind).strip()} {kind}"


def _province(code: str, name: str, place: str) -> Body:
    return _New(
        code=code,
        name=name,
        short_name="TP. Hồ Chí Minh" if place == "Hồ Chí Minh" else place,
        kind="Thành phố" if name.startswith("Thành phố") else "Tỉnh",
        level=Level.PROVINCE,
        parent="VN",
        sort_by=place,
        aliases=offices(name, place),
    )


def offices(name: str, place: str) -> tuple[str, ...]:
    """Return the names under which documents address a province: its offices, its Party body."""
    is_city = name.startswith("Thành phố")
    written = name[0].lower() + name[1:]
    bodies = ("Ủy ban nhân dân", "UBND", "Hội đồng nhân dân", "HĐND")
    return (
        place,
        *(("TP. " + place,) if is_city else ()),
        *(f"{body} {written}" for body in bodies),
        f"{'Thành ủy' if is_city else 'Tỉnh ủy'} {place}",
    )


def _old_units(
    database: sqlite3.Connection,
) -> tuple[list[Body], dict[str, _Former], dict[str, str]]:
    """Return the old units, the old communes by key, and the district of each old commune."""
    found: dict[str, Body] = {}
    formers: dict[str, _Former] = {}
    districts: dict[str, str] = {}
    rows = database.execute(
        "SELECT provinceCode, province, provinceKey, districtCode, district, districtKey,"
        " wardCode, ward, wardKey FROM admin_units_legacy"
    )
    for number, province, province_key, area, district, district_key, ward, name, key in rows:
        codes = (f"HT{number}", f"HH{area}", f"HX{ward}")
        _add_old(found, codes[0], Level.PROVINCE, "VN", province)
        _add_old(found, codes[1], Level.DISTRICT, codes[0], district)
        formers[province_key] = _Former(codes[0], _tidy(province))
        full_key = f"{province_key}_{district_key}_{key or ''}"
        if ward:
            _add_old(found, codes[2], Level.COMMUNE, codes[1], name)
            formers[full_key] = _Former(codes[2], _tidy(name))
            districts[codes[2]] = codes[1]
        else:  # an island district without communes
            formers[full_key] = _Former(codes[1], _tidy(district))
    return list(found.values()), formers, districts


def _add_old(found: dict[str, Body], code: str, level: Level, parent: str, name: str) -> None:
    if code not in found:
        found[code] = _Old(
            code=code,
            name=_tidy(name),
            short_name=_tidy(name),
            kind=_kind_of(_tidy(name)),
            level=level,
            parent=parent,
            sort_by=_by_place(_tidy(name)),
        )


def _change(before: str, after: str, kind: SuccessionKind) -> Change:
    return Change(before, after, kind, REARRANGED_ON)


def _province_changes(
    mapping: dict[str, dict[str, list[str]]], codes: dict[str, str], formers: dict[str, _Former]
) -> list[Change]:
    return [
        _change(
            formers[source].code,
            codes[province],
            SuccessionKind.MERGED if len(sources) > 1 else SuccessionKind.CONTINUED,
        )
        for province, sources in mapping["DICT_PROVINCE"].items()
        for source in sources
    ]


def _commune_changes(
    mapping: dict[str, dict[str, dict[str, list[str]]]],
    new: list[Body],
    codes: dict[str, str],
    formers: dict[str, _Former],
    districts: dict[str, str],
) -> list[Change]:
    """Return what became of each old commune, and of each district through its communes."""
    parts, divided = _sources(mapping, codes)
    names = {body.code: body.name for body in new}
    changes: list[Change] = []
    of_district: dict[str, set[str]] = defaultdict(set)
    for after, sources in parts.items():
        for source in sources:
            former = formers[source]
            kind = _kind_of_change(former.name, names[after], source in divided, len(sources))
            changes.append(_change(former.code, after, kind))
            if former.code in districts:
                of_district[districts[former.code]].add(after)
    for district, afters in of_district.items():
        kind = SuccessionKind.DIVIDED if len(afters) > 1 else SuccessionKind.MERGED
        changes += [_change(district, after, kind) for after in sorted(afters)]
    return changes


def _sources(
    mapping: dict[str, dict[str, dict[str, list[str]]]], codes: dict[str, str]
) -> tuple[dict[str, list[str]], set[str]]:
    """Return the keys of the old communes that each new one was made of, and the divided ones."""
    parts: dict[str, list[str]] = defaultdict(list)
    divided: set[str] = set()
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():
            parts[codes[f"{province}_{ward}"]] += sources
    for province, old_wards in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, targets in old_wards.items():
            divided.add(source)
            for target in targets:
                parts[codes[f"{province}_{target['newWardKey']}"]].append(source)  # type: ignore[index] # a table, not text
    return parts, divided


def _kind_of_change(before: str, after: str, divided: bool, parts: int) -> SuccessionKind:
    if divided:
        return SuccessionKind.DIVIDED
    if parts > 1:
        return SuccessionKind.MERGED
    return SuccessionKind.CONTINUED if before == after else SuccessionKind.RENAMED
