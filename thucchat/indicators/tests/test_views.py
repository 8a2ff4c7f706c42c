import csv
import io
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from thucchat.analytics import actions as snapshots
from thucchat.analytics import queries as snapshot_queries
from thucchat.analytics.models import Snapshot
from thucchat.analytics.tests import factories as make
from thucchat.indicators import actions
from thucchat.indicators.models import DefinitionVersion, Value
from thucchat.tasks.models import Task

ON = date(2026, 6, 29)
LATER = make.instant(date(2026, 9, 1))


@pytest.fixture
def facts(cast):
    """Nineteen tasks of BKHCN, BCA and the commune; five are declared, one recognised."""
    for n, lead in enumerate([cast.science] * 8 + [cast.police] * 6 + [cast.commune] * 5):
        task = make.make_task(lead, due_on=date(2026, 6, 1 + n % 3 * 28) if n % 3 < 2 else None)
        if n % 4 == 0:
            put = make.claim(task, make.instant(date(2026, 5, 10)))
            if n % 8 == 0:
                make.decide(put, make.instant(date(2026, 5, 14)), 4 if n == 0 else None)
    found = snapshots.take_snapshot(ON, by=None, at=LATER)
    actions.compute(found.pk, at=LATER)
    return found


def get(client, who, address, **query):
    client.force_login(who)
    answer = client.get(address, query)
    body = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, unescape(body.decode())


def value_of(snapshot, indicator_id, dimension="", key=""):
    return Value.objects.get(
        snapshot=snapshot, indicator_id=indicator_id, dimension=dimension, key=key
    )


def rows_address(value):
    return reverse("indicators:rows", args=[value.pk])


def test_the_catalogue_shows_each_indicator_with_its_fraction(client, cast, facts):
    status, page = get(client, cast.leader, reverse("indicators:index"))
    value = value_of(facts, "task_done")
    assert status == 200
    assert f"{value.numerator} / {value.denominator}" in page
    assert reverse("indicators:value", args=[value.pk]) in page
    assert page.count("/so-lieu/chi-so/") == 22


def test_before_the_first_snapshot_the_pages_say_what_will_come(client, cast):
    assert "Chưa chốt số liệu lần nào" in get(client, cast.leader, "/so-lieu/")[1]
    page = get(client, cast.leader, reverse("indicators:definition", args=["task_done"]))[1]
    assert "Chỉ tiêu chưa có giá trị nào" in page


def test_a_definition_shows_how_it_is_made_and_its_groups(client, cast, facts):
    address = reverse("indicators:definition", args=["task_done"])
    status, page = get(client, cast.leader, address, chieu="lead", sort="name")
    assert status == 200
    assert "toàn bộ nhiệm vụ có thời hạn" in page
    assert page.index("Bộ Công an") < page.index("Bộ KH&CN") < page.index("Phường Ba Đình")
    assert get(client, cast.leader, "/so-lieu/chi-so/khong-co/")[0] == 404


def test_a_value_says_where_it_comes_from_and_counts_again(client, cast, facts):
    address = reverse("indicators:value", args=[value_of(facts, "task_hollow").pk])
    status, page = get(client, cast.leader, address)
    assert status == 200
    assert facts.sha256 in page
    assert "bản 1" in page
    assert "Đếm lại ra đúng con số này" in get(client, cast.leader, address, **{"kiem-tra": "1"})[1]


def test_a_value_that_was_tampered_with_is_found(client, cast, facts):
    value = value_of(facts, "task_hollow")
    Value.objects.filter(pk=value.pk).update(numerator=value.numerator + 1)
    address = reverse("indicators:value", args=[value.pk])
    assert "Đếm lại ra con số khác" in get(client, cast.leader, address, **{"kiem-tra": "1"})[1]
    (snapshot_queries.folder_of(facts) / "task.parquet").write_bytes(b"x")
    assert "không còn nguyên vẹn" in get(client, cast.leader, address, **{"kiem-tra": "1"})[1]


def test_the_rows_behind_a_figure_are_as_many_as_it_says(client, cast, facts):
    for at in (
        ("task_done", "", ""),
        ("task_hollow", "", ""),
        ("task_overdue", "lead", "BKHCN"),
        ("task_total", "subtree", "T01"),
        ("task_total", "province", "T01"),
        ("task_six_clears", "axis", "dx"),
        ("claim_decided", "", ""),
        ("claim_days_median", "bloc", "government"),
        ("deadline_moves", "", ""),
    ):
        value = value_of(facts, *at)
        for part, expected in (("tu-so", value.numerator), ("mau-so", value.denominator)):
            status, page = get(client, cast.leader, rows_address(value), phan=part)
            assert status == 200
            assert page.count('class="cell-main"') == expected, (at, part)
            if expected:
                code = page.split('class="cell-sub">')[1].split("<")[0]
                assert f'href="/nhiem-vu/{code}/"' in page


def test_the_rows_as_a_file_are_the_same_rows(client, cast, facts):
    value = value_of(facts, "task_with_deadline")
    task = Task.objects.filter(due_on__isnull=False).first()
    Task.objects.filter(pk=task.pk).update(title="=1+1")  # after the snapshot: must not show
    status, text = get(client, cast.leader, rows_address(value), phan="tu-so", tai="csv")
    assert status == 200
    lines = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert len(lines) == value.numerator
    assert {line["Tính vào tử số"] for line in lines} == {"có"}
    assert lines[0]["Thời hạn"].count("/") == 2
    assert "=1+1" not in text


def test_a_title_that_looks_like_a_formula_is_made_harmless(client, cast):
    make.make_task(cast.science, title='=HYPERLINK("http://x")')
    taken = snapshots.take_snapshot(ON, by=None, at=LATER)
    actions.compute(taken.pk, at=LATER)
    value = value_of(taken, "task_total")
    text = get(client, cast.leader, rows_address(value), tai="csv")[1]
    assert "'=HYPERLINK" in text


def test_who_sees_a_part_gets_the_figures_and_rows_of_that_part(client, cast, facts):
    status, page = get(client, cast.reporter, "/so-lieu/")
    own = value_of(facts, "task_total", "subtree", "BKHCN")
    assert status == 200
    assert reverse("indicators:value", args=[own.pk]) in page
    assert get(client, cast.reporter, reverse("indicators:value", args=[own.pk]))[0] == 200

    national = value_of(facts, "task_total")
    page = get(client, cast.reporter, rows_address(national))[1]
    assert "Chỉ liệt kê nhiệm vụ trong phạm vi" in page
    assert page.count('class="cell-main"') == 8
    assert "Bộ Công an" not in page
    text = get(client, cast.reporter, rows_address(national), tai="csv")[1]
    assert text.count("57-2026-") == 8


def test_the_figures_of_others_are_refused(client, cast, facts):
    for at in (
        ("task_total", "lead", "BCA"),
        ("task_total", "province", "T01"),
        ("task_total", "bloc", "government"),
        ("task_stuck", "", ""),  # a national figure that is not public
    ):
        for name in ("value", "rows"):
            address = reverse(f"indicators:{name}", args=[value_of(facts, *at).pk])
            for who, status in ((cast.reporter, 403), (cast.stranger, 403), (cast.leader, 200)):
                assert get(client, who, address)[0] == status, (at, name, who)


@pytest.mark.parametrize("address", ["/so-lieu/?pham-vi=BCA", "/so-lieu/?pham-vi=khong-co"])
def test_the_scope_of_others_is_refused(client, cast, facts, address):
    assert get(client, cast.reporter, address)[0] == 403


def test_groups_inside_a_scope_are_those_below_it(client, cast, facts):
    address = reverse("indicators:definition", args=["task_total"])
    page = get(client, cast.province_head, address)[1]
    assert "Phường Ba Đình" in page
    assert "Bộ Công an" not in page


def test_nobody_without_rights_sees_figures(client, cast, facts):
    assert "chưa có quyền xem" in get(client, cast.stranger, "/so-lieu/")[1]
    address = reverse("indicators:definition", args=["task_total"])
    assert "chưa có quyền xem" in get(client, cast.stranger, address)[1]
    assert get(client, cast.stranger, "/so-lieu/chot/")[0] == 403


def test_files_that_are_gone_are_named_not_a_crash(client, cast, facts):
    folder = snapshot_queries.folder_of(facts)
    folder.rename(folder.with_name("x"))
    value = value_of(facts, "task_total")
    for query in ({}, {"tai": "csv"}):
        status, page = get(client, cast.leader, rows_address(value), **query)
        assert status == 403
        assert "bản sao lưu" in page
    address = reverse("indicators:value", args=[value.pk])
    assert "không còn nguyên vẹn" in get(client, cast.leader, address, **{"kiem-tra": "1"})[1]


def test_an_officer_takes_a_snapshot_by_the_form(client, cast):
    make.make_task(cast.science)
    client.force_login(cast.officer)
    assert "Chốt và tính các chỉ tiêu" in client.get("/so-lieu/chot/").content.decode()
    answer = client.post(reverse("indicators:take"), {"on": "29/06/2026"}, follow=True)
    assert "Đã chốt số liệu đến hết ngày 29/06/2026" in answer.content.decode()
    taken = Snapshot.objects.get()
    assert taken.taken_by == cast.officer
    assert Value.objects.filter(snapshot=taken, dimension="").count() == 22
    answer = client.post(reverse("indicators:take"), {"on": "29/06/2026"}, follow=True)
    assert "Không có gì thay đổi" in answer.content.decode()

    client.post(reverse("analytics:publish", args=[taken.pk]))
    taken.refresh_from_db()
    assert taken.published_by == cast.officer


@pytest.mark.parametrize("day", ["31/02/2026", "", "01/01/2999"])
def test_a_wrong_day_keeps_what_was_typed(client, cast, day):
    client.force_login(cast.officer)
    answer = client.post(reverse("indicators:take"), {"on": day})
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.content.decode() or not day
    assert not Snapshot.objects.exists()


def test_who_may_not_take_one_has_no_form_and_is_refused(client, cast):
    client.force_login(cast.leader)
    assert "Chốt và tính" not in client.get("/so-lieu/chot/").content.decode()
    answer = client.post(reverse("indicators:take"), {"on": "29/06/2026"})
    assert answer.status_code == 403
    assert "Cán bộ điều phối" in answer.content.decode()
    assert not Snapshot.objects.exists()


def test_a_value_keeps_the_words_of_its_own_version(client, cast, facts):
    value = value_of(facts, "task_total")
    kept = DefinitionVersion.objects.get(indicator_id="task_total")
    kept.content["name"] = "Tên của bản cũ"
    kept.save()
    page = get(client, cast.leader, reverse("indicators:value", args=[value.pk]))[1]
    assert "Tên của bản cũ" in page
