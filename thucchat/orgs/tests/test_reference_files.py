"""Reading the reference files: what contradicts itself is refused with its place."""

from datetime import date

import pytest

from thucchat.kernel.paths import DATA
from thucchat.orgs.choices import Bloc, Level, SuccessionKind
from thucchat.orgs.reference import bodies, plan, units
from thucchat.orgs.reference.values import Body, Change, sort_key

ON = date(2026, 11, 22)
HEAD = "code,name,short_name,kind,bloc,level,parent,aliases,valid_from,valid_to,successor\n"
ROOT = "VN,Toàn quốc,Toàn quốc,,local,root,,,,,\n"
FILES = {
    "organisations.csv": HEAD + ROOT,
    "unit_changes.csv": "code,name,kind,on,source\n",
    "agencies.csv": "canonical,aliases,block,level,parent\n",
    "resolutions.yaml": "[]\n",
}


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read a plan of these lines of organisations.csv and no provinces."""
    monkeypatch.setattr(units, "read_units", lambda: ([], []))

    def run(*lines, on=ON, **files):
        contents = {**FILES, **{name.replace("_csv", ".csv"): text for name, text in files.items()}}
        contents["organisations.csv"] += "".join(f"{line}\n" for line in lines)
        for name, text in contents.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return plan.read(tmp_path, on=on)

    return run


def test_parents_come_before_children(read):
    found = read(
        "B,Bộ B,Bộ B,Bộ,government,ministry,CP,,,,", "CP,Chính phủ,CP,,government,central,VN,,,,"
    )
    assert [body.code for body in found.bodies] == ["VN", "CP", "B"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("B,Bộ B,Bộ B,Bộ,government,ministry,X,,,,", "B: no body has the code of its parent, X"),
        ("B,Bộ B,Bộ B,Bộ,government,ministry,B,,,,", "B: is above itself"),
        ("VN,Hai,Hai,,local,root,,,,,", "codes used twice: VN"),
        (
            "B,Bộ B,Bộ B,Bộ,government,ministry,VN,,,2025-02-28,",
            "B: has ended and has no successor",
        ),
        ("B,Bộ B,Bộ B,Bộ,government,ministry,VN,,,2025-02-28,X:merged", "no body has the code X"),
        ("B,Bộ B,Bộ B,Bộ,government,ministry,VN,,,,VN:merged", "B: a successor but no last day"),
        ("B,Bộ B,Bộ B,Bộ,nowhere,ministry,VN,,,,", "nowhere"),
        ("B,Bộ B,Bộ B,Bộ,government,ministry,VN,,,2025-02-30,VN:merged", "day is out of range"),
        ("B,Bộ B,Bộ B,Bộ,government,ministry,VN,,,2025-02-28,VN:eaten", "eaten"),
    ],
)
def test_contradictions_are_refused(read, line, words):
    with pytest.raises(ValueError, match=words):
        read(line)


def test_nothing_in_being_may_hang_on_what_has_ended(read):
    with pytest.raises(ValueError, match="C: is in being under B, which has ended"):
        read(
            "B,Bộ B,Bộ B,Bộ,government,ministry,VN,,,2025-02-28,VN:merged",
            "C,Cục C,Cục C,Cục,government,unit,B,,,,",
        )


def test_what_begins_later_is_left_out_and_what_ends_later_is_there(read):
    lines = (
        "NEW,Bộ Mới,Bộ Mới,Bộ,government,ministry,VN,,2027-01-01,,",
        "OLD,Bộ Cũ,Bộ Cũ,Bộ,government,ministry,VN,,,2026-12-31,NEW:merged",
    )
    before = read(*lines)
    assert [(b.code, b.valid_to) for b in before.bodies] == [("VN", None), ("OLD", None)]
    assert before.changes == ()
    after = read(*lines, on=date(2027, 1, 1))
    assert {b.code: b.valid_to for b in after.bodies}["OLD"] == date(2026, 12, 31)
    change = Change("OLD", "NEW", SuccessionKind.MERGED, date(2027, 1, 1))
    assert after.changes == (change,)


def test_documents_names_go_to_the_living_body(read):
    found = read(
        "OLD,Bộ Một,Bộ Một,Bộ,government,ministry,VN,,,2025-02-28,NEW:merged",
        "NEW,Bộ Một,Bộ Một,Bộ,government,ministry,VN,BM; Bộ 1,,,",
        agencies_csv=FILES["agencies.csv"] + "Bộ Một,BM; bộ một; Bộ M,,,\nBộ Hai,BH,,,\n",
    )
    names = {body.code: body.aliases for body in found.bodies}
    assert names == {"VN": (), "OLD": (), "NEW": ("BM", "Bộ 1", "Bộ M")}


def test_a_change_of_status_keeps_the_code_and_the_past(tmp_path):
    unit = Body(
        "X00001", "Xã A", "Xã A", "Xã", Bloc.LOCAL, Level.COMMUNE, "VN", valid_from=date(2025, 7, 1)
    )
    old = Change("HX00001", "X00001", SuccessionKind.MERGED, date(2025, 7, 1))
    path = tmp_path / "unit_changes.csv"
    path.write_text(FILES[path.name] + "X00001,Phường A,Phường,2026-04-30,x\n", encoding="utf-8")
    found, changes = bodies.apply_status_changes(path, [unit], [old], on=ON)
    assert [(b.code, b.name, b.valid_from, b.valid_to) for b in found] == [
        ("X00001", "Phường A", date(2026, 4, 30), None),
        ("X00001-2025", "Xã A", date(2025, 7, 1), date(2026, 4, 29)),
    ]
    assert [(c.before, c.after, c.kind) for c in changes] == [
        ("HX00001", "X00001-2025", "merged"),
        ("X00001-2025", "X00001", "renamed"),
    ]


def test_the_fingerprint_follows_files_and_days(tmp_path):
    def mark(on=ON, **files):
        for name, text in {**FILES, **files}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return plan.fingerprint(tmp_path, on=on)

    same = mark()
    assert mark() == same
    assert mark(**{"resolutions.yaml": "[{}]\n"}) != same
    coming = {"unit_changes.csv": FILES["unit_changes.csv"] + "T75,X,Y,2026-12-01,z\n"}
    assert mark(**coming) == mark(**coming, on=date(2026, 11, 30))
    assert mark(**coming) != mark(**coming, on=date(2026, 12, 1))


@pytest.mark.parametrize(
    "names",
    [
        ["An Giang", "Anh Sơn"],  # syllable by syllable: an before anh
        ["Cần Thơ", "Cầu Giấy", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Gia Lai"],
        ["Hà Nội", "Hạ Long", "Hải Dương", "Hải Phòng"],
        ["Ba", "Ba Bể", "Bà Rịa"],
    ],
)
def test_names_are_ordered_as_in_a_vietnamese_dictionary(names):
    keys = [sort_key(name) for name in names]
    assert keys == sorted(set(keys))


def test_a_sort_key_fits_its_column():
    assert len(sort_key("Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ " * 4)) == 255


def test_without_the_package_of_units_one_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="make setup"):
        units.read_units()


def test_resolutions_are_named_and_dated():
    rows = bodies.read_resolutions(DATA / "reference" / "resolutions.yaml")
    assert rows[0]["number"] == "57-NQ/TW"
    assert len({row["number"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {"number", "short_name", "name", "issued_on"}
        assert row["name"].startswith("Nghị quyết về ")
        assert row["issued_on"] is None or isinstance(row["issued_on"], date)
