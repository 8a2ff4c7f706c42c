"""The real reference data, loaded: what must be true of them whatever they say."""

import csv
import time
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, F
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from thucchat.audit import queries as audit
from thucchat.kernel.paths import DATA
from thucchat.orgs import actions, queries
from thucchat.orgs.choices import Bloc, Level, SuccessionKind
from thucchat.orgs.models import Alias, Closure, Organisation, Succession
from thucchat.orgs.tests.factories import make_org

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ON = date(2026, 11, 22)

BODIES = {"Đảng", "Quốc hội", "Chính phủ", "Tư pháp", "Mặt trận Tổ quốc", "địa phương"}
# Names of bodies in documents that name no single body of the reference data, and why.
NO_BODY = {
    "Ban cán sự đảng Chính phủ": "ended; the day is not confirmed",
    "Ủy ban Tư pháp của Quốc hội": "ended; the day is not confirmed",
    "Tòa án nhân dân cấp tỉnh": "stands for many",
    "Tòa án nhân dân khu vực": "stands for many",
    "Viện kiểm sát nhân dân cấp tỉnh": "stands for many",
    "Viện kiểm sát nhân dân khu vực": "stands for many",
    "Tổ công nghệ số cộng đồng cấp xã": "stands for many",
    "Khu công nghệ cao Hòa Lạc": "a place, not a reporting body",
    "Khu công nghệ cao Thành phố Hồ Chí Minh": "a place, not a reporting body",
    "Khu công nghệ cao Đà Nẵng": "a place, not a reporting body",
    "Khu công nghệ cao công nghệ sinh học Đồng Nai": "a place, not a reporting body",
    "Khu công nghệ cao sinh học Hà Nội": "a place, not a reporting body",
    "Khu công nghệ cao Hà Nam": "a place, not a reporting body",
    "Quỹ đầu tư mạo hiểm Thành phố Hà Nội": "a fund of the city",
    "Quỹ đầu tư mạo hiểm Thành phố Hồ Chí Minh": "a fund of the city",
    "Sàn Giao dịch công nghệ Techport": "a platform of the city",
    "Trung tâm khởi nghiệp sáng tạo Thành phố Hồ Chí Minh": "a centre of the city",
}


def load(on=ON):
    return actions.load_reference(on=on, at=AT)


def living(**wanted):
    return Organisation.objects.filter(valid_to=None, **wanted)


def get(code):
    return Organisation.objects.get(code=code)


@pytest.mark.xdist_group("reference")  # loaded once, by one worker
class LoadedReferenceTest(TestCase):
    """Loaded once for all questions."""

    @classmethod
    def setUpTestData(cls):
        started = time.perf_counter()
        cls.report = load()
        cls.seconds = time.perf_counter() - started

    def test_counts(self):
        assert living(level=Level.PROVINCE).count() == 34
        assert living(level=Level.COMMUNE).count() == 3321
        kinds = living(level=Level.COMMUNE).values_list("kind").annotate(count=Count("pk"))
        assert dict(kinds.order_by()) == {"Xã": 2611, "Phường": 697, "Đặc khu": 13}
        assert living(level=Level.PROVINCE, kind="Thành phố").count() == 7
        assert living(level=Level.DISTRICT).count() == 0
        assert Organisation.objects.filter(code__startswith="HT").count() == 63
        assert Organisation.objects.filter(code__startswith="HH").count() == 696
        # The package has 10,040 old rows; five are island districts without communes.
        assert Organisation.objects.filter(code__startswith="HX").count() == 10_035

    def test_the_reporting_bodies_of_ministry_level_are_17(self):
        ministries = living(level=Level.MINISTRY)
        assert ministries.count() == 17
        kinds = ministries.values_list("kind").annotate(count=Count("pk")).order_by()
        assert dict(kinds) == {"Bộ": 14, "Cơ quan ngang bộ": 3}

    def test_every_bloc_has_bodies(self):
        assert set(living().values_list("bloc", flat=True)) == set(Bloc)
        assert [get(c).bloc for c in ("TANDTC", "VKSNDTC", "KTNN")] == [
            Bloc.COURTS,
            Bloc.PROCURACY,
            Bloc.AUDIT,
        ]

    def test_nothing_in_being_hangs_on_what_has_ended(self):
        assert not living(parent__valid_to__isnull=False).exists()
        assert not living(level=Level.COMMUNE).exclude(parent__level=Level.PROVINCE).exists()
        assert living(parent=None).get().code == "VN"

    def test_whatever_ended_has_a_successor_that_leads_to_the_present(self):
        ended = Organisation.objects.filter(valid_to__isnull=False)
        assert not ended.filter(successors=None).exists()
        after = queries.successors_of(ended)
        assert set(after) == set(ended.values_list("pk", flat=True))

    def test_succession_never_leads_backwards(self):
        assert not Succession.objects.filter(on__lte=F("before__valid_to")).exists()
        assert not Succession.objects.filter(before__valid_to=None).exists()
        assert not Succession.objects.filter(before=F("after")).exists()

    def test_every_new_unit_came_from_somewhere(self):
        new = living(level__in=(Level.PROVINCE, Level.COMMUNE))
        assert not new.filter(predecessors=None).exists()

    def test_the_closure_is_the_tree(self):
        everything = Organisation.objects.count()
        assert Closure.objects.filter(depth=0, ancestor=F("descendant")).count() == everything
        direct = Closure.objects.filter(depth=1, ancestor=F("descendant__parent"))
        assert direct.count() == everything - 1
        assert Closure.objects.filter(ancestor__code="VN").count() == everything
        assert set(Closure.objects.values_list("depth", flat=True)) == {0, 1, 2, 3, 4}
        assert [a.code for a in queries.ancestors(get("HX00001").pk)] == ["VN", "HT01", "HH001"]

    def test_every_body_is_described(self):
        assert not Organisation.objects.filter(name_fold="").exists()
        assert not Organisation.objects.filter(sort_key="").exists()
        nameless = Organisation.objects.filter(kind="").values_list("code", flat=True)
        assert list(nameless) == ["VN"]

    def test_spot_checks(self):
        wards = {
            "X00004": ("Phường Ba Đình", "T01"),
            "X26732": ("Đặc khu Côn Đảo", "T79"),
            "X20333": ("Đặc khu Hoàng Sa", "T48"),
            "X22736": ("Đặc khu Trường Sa", "T56"),
            "X10543": ("Phường Việt Hòa", "T31"),  # the package's own column says Xã
        }
        for code, (name, province) in wards.items():
            body = get(code)
            assert (body.name, body.parent.code) == (name, province)
            assert name.startswith(f"{body.kind} ")

    def test_what_became_of_old_units(self):
        def after(code):
            steps = Succession.objects.filter(before__code=code).order_by("after__code")
            return [(step.after.code, step.kind) for step in steps]

        assert after("HT45") == [("T44", SuccessionKind.MERGED)]  # Quảng Trị, with Quảng Bình
        assert after("HT01") == [("T01", SuccessionKind.CONTINUED)]
        assert after("HH755") == [("X26732", SuccessionKind.RENAMED)]  # Côn Đảo had no communes
        assert len(after("HH001")) > 3  # the districts were abolished
        assert after("BTTTT") == [("BKHCN", SuccessionKind.MERGED)]
        assert get("BTTTT").valid_to == date(2025, 2, 28)

    def test_dong_nai_is_a_city_since_30_april_2026(self):
        former, now = get("T75-2025"), get("T75")
        assert (former.name, former.valid_from, former.valid_to) == (
            "Tỉnh Đồng Nai",
            date(2025, 7, 1),
            date(2026, 4, 29),
        )
        assert (now.name, now.valid_from, now.valid_to) == (
            "Thành phố Đồng Nai",
            date(2026, 4, 30),
            None,
        )
        assert now.children.filter(valid_to=None).count() == 95
        before = Succession.objects.filter(after=now).get()
        assert (before.before, before.kind) == (former, SuccessionKind.RENAMED)
        for day, cities in ((date(2025, 12, 31), 6), (date(2026, 4, 30), 7)):
            provinces = queries.in_being(day).filter(level=Level.PROVINCE)
            assert provinces.count() == 34
            assert provinces.filter(kind="Thành phố").count() == cities

    def test_names_stand_in_vietnamese_order(self):
        names = list(
            living(level=Level.PROVINCE).order_by("sort_key").values_list("short_name", flat=True)
        )
        assert names[:4] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng"]
        assert names.index("Đà Nẵng") > names.index("Cần Thơ")
        assert names.index("Điện Biên") > names.index("Đắk Lắk")
        assert names.index("Gia Lai") > names.index("Đồng Tháp")  # đ between d and e

    def test_a_second_load_changes_nothing(self):
        head = audit.head()
        started = time.perf_counter()
        report = load()
        assert time.perf_counter() - started < 10  # 1–2 s on a quiet machine
        assert report.is_empty
        assert report.unchanged == Organisation.objects.count()
        assert audit.head() == head

    def test_a_load_from_nothing_is_quick_and_told(self):
        assert self.seconds < 40  # 6 s on a quiet machine
        assert len(self.report.added) == Organisation.objects.count()
        event = audit.events_of(get("VN"))[-1]
        assert event.kind == "orgs.reference_loaded"
        assert event.data["counts"]["added"] == len(self.report.added)
        assert queries.reference_is_current(on=ON)
        assert not queries.reference_is_current(on=date(2026, 1, 1))

    def test_the_command_says_what_it_did(self):
        def told(*options):
            out = StringIO()
            call_command("load_reference", "--on=2026-11-22", *options, stdout=out)
            return out.getvalue().splitlines()

        Organisation.objects.filter(code="BYT").update(name="Bộ Y")
        assert told() == [
            "BYT: name: «Bộ Y» -> «Bộ Y tế»",
            "orgs: changed 1, unchanged 14280",
            "resolutions: added 7, changed 0, unchanged 0",
        ]
        assert told() == [
            "orgs: unchanged 14281",
            "resolutions: added 0, changed 0, unchanged 7",
        ]
        assert told("--if-changed") == ["reference data: as last time"]

    def test_what_differs_is_mended_and_told(self):
        Organisation.objects.filter(code="BYT").update(name="Bộ Y", parent=get("VN"))
        Organisation.objects.filter(code="BTTTT").update(valid_to=None)
        Alias.objects.filter(organisation=get("T79"), name="TP.HCM").delete()
        unit = make_org("BYT-QLD", parent=get("BYT"), level=Level.UNIT, name="Cục Quản lý Dược")
        report = load()
        told = {(c.code, c.field, c.before, c.after) for c in report.changed}
        assert told == {("BYT", "name", "Bộ Y", "Bộ Y tế"), ("BYT", "parent", "VN", "CP")}
        assert report.ended == ["BTTTT"]
        assert report.aliases_added == 1
        assert [a.code for a in queries.ancestors(unit.pk)] == ["VN", "CP", "BYT"]

    def test_a_missing_closure_is_rebuilt(self):
        Closure.objects.filter(descendant=get("T01"), depth=1).delete()
        assert load().closure_rows > 50_000

    def test_a_unit_that_the_data_no_longer_have_ends(self):
        gone = make_org("X99999", parent=get("T01"), level=Level.COMMUNE, name="Xã Không Còn")
        report = load()
        gone.refresh_from_db()
        assert report.ended == ["X99999"]
        assert gone.valid_to == date(2026, 11, 21)

    def test_wrong_successors_are_dropped(self):
        wrong = Succession.objects.create(
            before=get("HT45"), after=get("T01"), kind=SuccessionKind.MERGED, on=date(2025, 7, 1)
        )
        assert load().successions_removed == 1
        assert not Succession.objects.filter(pk=wrong.pk).exists()

    def test_every_body_that_documents_name_is_known(self):
        with (DATA / "reference" / "agencies.csv").open(encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["block"] in BODIES]
        bodies = [
            r for r in rows if not r["level"].startswith("nhóm") and r["level"] != "chức danh"
        ]
        unknown = {r["canonical"] for r in bodies if queries.resolve(r["canonical"]) is None}
        assert unknown == set(NO_BODY) & {r["canonical"] for r in bodies}

    def test_names_as_documents_write_them(self):
        meant = {
            "TP. HCM": "T79",
            "UBND tỉnh Cà Mau": "T96",
            "Thành ủy Hà Nội": "T01",
            "Tỉnh Đồng Nai": "T75",
            "Tỉnh Quảng Bình": "T44",  # ended: what it is part of today
            "Bộ TT&TT": "BKHCN",
            "bộ khoa học và công nghệ": "BKHCN",
            "Cơ quan Thường trực": "VPTW",
            "VPTW": "VPTW",
        }
        for name, code in meant.items():
            found = queries.resolve(name)
            assert found is not None, name
            assert found.code == code, name
        for name in ("Phường Ba Đình", "Huyện Đồng Văn", "Bộ Phép thuật", ""):
            assert queries.resolve(name) is None, name

    def test_search(self):
        cases = {
            "ba dinh": "X21499",  # without marks: the name that is written so
            "ba đình": "X00004",
            "X00004": "X00004",
            "Tân Phú, Đồng Nai": "X26116",
            "Hà Giang": "T08",
            "Quảng Bình": "T44",
            "tp.hcm": "T79",
            "bộ thông tin": "BKHCN",
            "côn đảo": "X26732",
            "bkhcn": "BKHCN",
        }
        for text, code in cases.items():
            assert queries.search(text, on=ON)[0].code == code, text
        assert queries.search("  , ", on=ON) == []
        assert queries.search("không có nơi nào như vậy", on=ON) == []
        assert len(queries.search("tân", on=ON)) == queries.FOUND_LIMIT

    def test_a_former_name_says_what_it_was(self):
        row = queries.search("Hà Giang", on=ON)[0]
        assert (row.name, row.note) == ("Tỉnh Tuyên Quang", "trước 01/07/2025: Tỉnh Hà Giang")

    def test_search_takes_the_same_number_of_statements(self):
        def statements(text):
            with CaptureQueriesContext(
                connection,
            ) as seen:
                queries.search(text, on=ON)
            return len(seen)

        assert statements("tân") <= 8
        assert statements("ba đình") <= 8

    def test_the_page_of_all_blocs(self):
        with CaptureQueriesContext(connection) as seen:
            blocs = queries.blocs()
        assert len(seen) == 4
        local = next(row for row in blocs if row.bloc == Bloc.LOCAL)
        assert (len(local.bodies), local.communes) == (34, 3321)
        assert sum(row.parts for row in local.bodies) == 3321


@pytest.mark.django_db
def test_before_the_change_dong_nai_is_a_province_and_turns_into_a_city():
    load(on=date(2026, 1, 15))
    assert get("T75").name == "Tỉnh Đồng Nai"
    assert not Organisation.objects.filter(code="T75-2025").exists()
    report = load()
    assert len(report.added) == 11
    assert get("T75").name == "Thành phố Đồng Nai"
    assert list(
        Succession.objects.filter(after__code="T75").values_list("before__code", flat=True)
    ) == ["T75-2025"]
    assert (
        report.successions_removed
        == Succession.objects.filter(after__code__endswith="-2025").count()
    )
    assert load().is_empty
