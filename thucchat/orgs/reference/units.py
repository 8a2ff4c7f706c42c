"""Provinces and communes, old and new, from the data files of the package vietnamadminunits."""

import importlib.resources
import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from thucchat.orgs.choices import Bloc, Level, SuccessionKind
from thucchat.orgs.reference.values import REARRANGED_ON, Body, Change
from thucchat.vntext.text import nfc

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
    folder = importlib.resources.files("vietnamadminunits") / "data"
    mapping = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    with importlib.resources.as_file(folder / "dataset.db") as path:
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            new, new_codes = _new_units(database)
            old, formers, districts = _old_units(database)
        finally:
            database.close()
    return new + old, [
        *_province_changes(mapping, new_codes, formers),
        *_commune_changes(mapping, new, new_codes, formers, districts),
    ]


def _new_units(database: sqlite3.Connection) -> tuple[list[Body], dict[str, str]]:
    """Return the units of today, and their codes by the package's keys."""
    found: dict[str, Body] = {}
    codes: dict[str, str] = {}
    rows = database.execute(
        "SELECT provinceCode, province, provinceShort, provinceKey, wardCode, ward, wardShort,"
        " wardType, wardKey FROM admin_units"
    )
    for number, province, short, key, ward_number, ward, ward_short, ward_kind, ward_key in rows:
        code, ward_code = f"T{number}", f"X{ward_number}"
        codes[key], codes[f"{key}_{ward_key}"] = code, ward_code
        if code not in found:
            found[code] = _province(code, nfc(province), nfc(short))
        found[ward_code] = _New(
            code=ward_code,
            name=nfc(ward),
            short_name=nfc(ward),
            kind=nfc(ward_kind),
            level=Level.COMMUNE,
            parent=code,
            sort_by=f"{nfc(ward_short)} {nfc(ward_kind)}",
        )
    return list(found.values()), codes


def _province(code: str, name: str, place: str) -> Body:
    is_city = name.startswith("Thành phố")
    written = name[0].lower() + name[1:]
    party = "Thành ủy" if is_city else "Tỉnh ủy"
    offices = ("Ủy ban nhân dân", "UBND", "Hội đồng nhân dân", "HĐND")
    return _New(
        code=code,
        name=name,
        short_name="TP. Hồ Chí Minh" if place == "Hồ Chí Minh" else place,
        kind="Thành phố" if is_city else "Tỉnh",
        level=Level.PROVINCE,
        parent="VN",
        sort_by=place,
        aliases=(
            place,
            *(("TP. " + place,) if is_city else ()),
            *(f"{office} {written}" for office in offices),
            f"{party} {place}",
        ),
    )


def _old_units(
    database: sqlite3.Connection,
) -> tuple[list[Body], dict[str, _Former], dict[str, str]]:
    """Return the old units, the old communes by key, and the district of each old commune."""
    found: dict[str, Body] = {}
    formers: dict[str, _Former] = {}
    districts: dict[str, str] = {}
    rows = database.execute(
        "SELECT provinceCode, province, provinceShort, provinceKey, districtCode, district,"
        " districtShort, districtType, districtKey, wardCode, ward, wardShort, wardType, wardKey"
        " FROM admin_units_legacy"
    )
    for row in rows:
        top, district, commune = row[:4], row[4:9], row[9:]
        codes = [f"HT{top[0]}", f"HH{district[0]}", f"HX{commune[0]}"]
        _add_old(found, codes[0], Level.PROVINCE, "VN", top[1:3])
        _add_old(found, codes[1], Level.DISTRICT, codes[0], district[1:4])
        formers[top[3]] = _Former(codes[0], nfc(top[1]))
        key = f"{top[3]}_{district[4]}_{commune[4] or ''}"
        if commune[0]:
            _add_old(found, codes[2], Level.COMMUNE, codes[1], commune[1:4])
            formers[key] = _Former(codes[2], nfc(commune[1]))
            districts[codes[2]] = codes[1]
        else:  # an island district without communes
            formers[key] = _Former(codes[1], nfc(district[1]))
    return list(found.values()), formers, districts


def _add_old(
    found: dict[str, Body], code: str, level: Level, parent: str, words: tuple[str, ...]
) -> None:
    if code in found:
        return
    name, place, *kinds = (nfc(word) for word in words)
    kind = kinds[0] if kinds else name.removesuffix(place).strip()
    found[code] = _Old(
        code=code,
        name=name,
        short_name=name,
        kind=kind,
        level=level,
        parent=parent,
        sort_by=f"{place} {kind}",
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
