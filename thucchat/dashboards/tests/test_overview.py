import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thucchat.analytics import actions as snapshots
from thucchat.analytics.queries import week_before
from thucchat.analytics.tests import factories as make
from thucchat.dashboards.queries import overview, public
from thucchat.indicators import actions as indicators
from thucchat.indicators import queries
from thucchat.orgs.tests.factories import make_org

ON = date(2026, 6, 29)
LATER = make.instant(date(2026, 9, 1))
ADDRESS = "/tong-quan/"


def taken(on=ON, *, published=False):
    found = snapshots.take_snapshot(on, by=None, at=LATER)
    indicators.compute(found.pk, at=LATER)
    if published:
        snapshots.publish(found.pk, by=None, at=LATER)
    return found


def shown(scope=queries.NATION, snapshot=None, sort="-task_with_deadline", page=None):
    snapshot = snapshot or taken()
    return overview.overview(scope, snapshot, week_before(snapshot), sort=sort, page=page)


def page_of(client, who, **query):
    client.force_login(who)
    answer = client.get(ADDRESS, query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.django_db
def test_declared_is_recognised_awaiting_and_hollow():
    expected = make.position(ON)
    view = shown()
    assert [bar.figure.numerator for bar in view.declared] == [
        expected["recognised"],
        expected["awaiting"],
        expected["hollow"],
    ]
    assert sum(float(bar.width[:-1]) for bar in view.declared) == pytest.approx(100, abs=0.02)
    assert view.headline == "Trong 12 nhiệm vụ khai hoàn thành, 5 được công nhận (41,7%)."


@pytest.mark.django_db
def test_the_two_ways_of_counting_keep_their_own_denominators():
    expected = make.position(ON)
    view = shown()
    done, government = view.figures["task_done"], view.figures["task_done_of_due"]
    assert (done.numerator, done.denominator) == (expected["done"], expected["deadline"])
    assert government.numerator == done.numerator
    assert government.denominator == expected["done"] + expected["overdue"]
    assert sum(bar.figure.numerator for bar in view.scheme) == expected["deadline"]


@pytest.mark.django_db
def test_a_part_of_nothing_is_not_drawn():
    assert shown().declared == []
    assert (
        shown().headline == "Trong 0 nhiệm vụ khai hoàn thành, 0 được công nhận (chưa có số liệu)."
    )


def figure(value, *, numerator=0, indicator_id="task_done", statistic="ratio", version=1):
    return queries.Figure(
        id=1,
        indicator_id=indicator_id,
        version=version,
        statistic=statistic,
        unit="percent" if statistic == "ratio" else "tasks",
        unit_label="%",
        dimension="",
        key="",
        label="",
        numerator=numerator,
        denominator=9,
        value=None if value is None else Decimal(value),
    )


@pytest.mark.parametrize(
    ("now", "old", "words", "tone"),
    [
        (figure("84.75"), figure("82.6"), "tăng 2,2 điểm %", "good"),  # 84,8 less 82,6 as printed
        (figure("80"), figure("82.5"), "giảm 2,5 điểm %", "bad"),
        (figure("80.01"), figure("80.04"), "không đổi", ""),
        (
            figure("9", indicator_id="task_overdue"),
            figure("7", indicator_id="task_overdue"),
            "tăng 2,0 điểm %",
            "bad",
        ),
        (
            figure("5", numerator=5, indicator_id="task_hollow", statistic="count"),
            figure("8", numerator=8, indicator_id="task_hollow", statistic="count"),
            "giảm 3",
            "good",
        ),
        (
            figure("5", numerator=5, indicator_id="task_total", statistic="count"),
            figure("4", numerator=4, indicator_id="task_total", statistic="count"),
            "tăng 1",
            "",
        ),
    ],
)
def test_a_change_is_in_points_and_knows_what_is_better(now, old, words, tone):
    [change] = overview.changes({now.indicator_id: now}, {now.indicator_id: old}).values()
    assert (change.words, change.tone) == (words, tone)


@pytest.mark.parametrize("old", [figure(None), figure("80", version=2)])
def test_what_cannot_be_compared_has_no_change(old):
    assert overview.changes({"task_done": figure("84")}, {"task_done": old}) == {}


@pytest.mark.django_db
def test_lists_are_the_longest_first_and_mark_what_is_new():
    lead = make_org()
    old = make.make_task(lead, due_on=ON - timedelta(days=40))
    week = taken(ON - timedelta(days=7))
    new = make.make_task(lead, due_on=ON - timedelta(days=2))
    view = shown()
    assert view.earlier == week
    assert [(row.code, row.days, row.is_new) for row in view.lists["task_overdue"]] == [
        (old.code, 40, False),
        (new.code, 2, True),
    ]
    assert view.lists["task_overdue"][0].lead == lead.short_name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("-task_with_deadline", "BB"),
        ("task_with_deadline", "CC"),
        ("-task_overdue", "AA"),
        ("name", "CC"),  # Âu Cơ before Đà Nẵng before Phú Thọ
        ("-name", "AA"),
        ("no-such-column", "CC"),
    ],
)
def test_the_leads_are_sorted_by_any_column(sort, first):
    names = {"AA": ("Phú Thọ", 6, 6), "BB": ("Đà Nẵng", 8, 1), "CC": ("Âu Cơ", 5, 0)}
    for order, code in ((3, "AA"), (2, "BB"), (1, "CC")):
        name, count, late = names[code]
        lead = make_org(code, name=name, sort_key=str(order))
        for n in range(count):
            make.make_task(lead, due_on=ON + timedelta(days=-3 if n < late else 30))
    assert shown(sort=sort).leads[0].key == first


@pytest.mark.django_db
def test_the_page_is_the_same_after_later_events(client, cast):
    make.position(ON)
    first = taken()
    before = page_of(client, cast.leader, ky=first.pk)
    make.position(ON + timedelta(days=30))
    taken(LATER.date() - timedelta(days=1))
    after = page_of(client, cast.leader, ky=first.pk)
    main = slice(before.index("<main"), before.index("</main>"))
    assert after[main] == before[main]
    by_day = page_of(client, cast.leader, ngay="30/06/2026")  # the newest of that day or before
    assert 'Số liệu đến hết ngày <time datetime="2026-06-29">' in by_day


@pytest.mark.django_db
def test_every_link_of_the_overview_leads_somewhere(client, cast):
    make.position(ON)
    taken(ON - timedelta(days=9))
    taken()
    page = page_of(client, cast.leader)
    main = page[page.index("<main") : page.index("</main>")]
    links = set(re.findall(r'href="([^"#]+)', main))
    assert len(links) > 60
    for link in sorted(links):
        answer = client.get(link if link.startswith("/") else ADDRESS + link)
        assert answer.status_code == 200, link


@pytest.mark.django_db
def test_every_figure_is_a_link_to_its_value(client, cast):
    make.position(ON)
    view = shown()
    page = page_of(client, cast.leader)
    tiles = [*view.tiles57, *view.tiles_government, *view.tiles]
    figures = [bar.figure for bar in (*view.declared, *view.scheme)]
    figures += [tile.figure for tile in tiles]
    figures += [one for table in view.tables for row in table.rows for one in row.figures.values()]
    figures += [one for row in view.leads for one in row.figures.values()]
    assert len(tiles) == 12
    for one in figures:
        assert reverse("indicators:value", args=[one.id]) in page, one


@pytest.mark.django_db
def test_statements_do_not_grow(client, cast):
    def statements():
        client.force_login(cast.leader)
        with CaptureQueriesContext(connection) as seen:
            client.get(ADDRESS)
        return len(seen)

    make.position(ON)
    taken(ON - timedelta(days=9))
    taken()
    few = statements()
    for n in range(30):
        lead = make_org()
        for _ in range(3):
            make.claim(make.make_task(lead, due_on=ON - timedelta(days=n)), make.instant(ON))
    taken()
    assert statements() <= few
    assert few <= 15


@pytest.mark.django_db
def test_a_part_of_the_tree_sees_only_itself(client, cast):
    late = date(2026, 6, 1)
    own = [make.make_task(lead, due_on=late) for lead in (cast.province, cast.commune)]
    other = make.make_task(cast.police, due_on=late, title="Việc của nơi khác phải giữ kín")
    taken()
    page = page_of(client, cast.province_head)
    assert "Tổng quan: Thành phố Hà Nội" in page
    assert all(task.code in page for task in own)
    assert other.code not in page
    assert other.title not in page
    assert "Bộ Công an" not in page
    assert "Theo khối" not in page
    alone = page_of(client, cast.commune_head)
    assert own[1].code in alone
    assert own[0].code not in alone
    client.force_login(cast.province_head)
    assert client.get(ADDRESS, {"pham-vi": "BCA"}).status_code == 403
    assert client.get(ADDRESS, {"pham-vi": "VN"}).status_code == 403


@pytest.mark.django_db
def test_a_leader_opens_the_page_of_one_body(client, cast):
    make.make_task(cast.province)
    make.make_task(cast.police)
    taken()
    page = page_of(client, cast.leader, **{"pham-vi": "T01"})
    assert "Tổng quan: Thành phố Hà Nội" in page
    assert "Bộ Công an" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "query", "words"),
    [
        ("leader", {}, "Chưa chốt số liệu lần nào"),
        ("leader", {"ngay": "01/01/2020"}, "Chưa có số liệu nào chốt đến ngày này"),
        ("stranger", {}, "chưa có quyền xem số liệu"),
        ("administrator", {}, "chưa có quyền xem số liệu"),
    ],
)
def test_an_empty_page_says_why(client, cast, who, query, words):
    assert words in page_of(client, getattr(cast, who), **query)


@pytest.mark.django_db
@pytest.mark.parametrize("query", [{"ngay": "31/02/2026"}, {"page": "x"}, {"ky": "abc"}])
def test_a_wrong_address_still_shows_the_newest(client, cast, query):
    make.position(ON)
    taken()
    assert "Trong 12 nhiệm vụ" in page_of(client, cast.leader, **query)


# ------------------------------------------------------------------ public


@pytest.mark.django_db
def test_nothing_is_public_before_it_is_published(client, cast):
    make.position(ON)
    taken()
    assert public.public_overview() is None
    assert "Chưa công bố số liệu kỳ nào" in client.get("/cong-khai/").content.decode()


@pytest.mark.django_db
def test_anybody_reads_the_published_totals_and_no_more(client, cast):
    make.position(ON)
    stuck = make.make_task(cast.science, title="Tên nhiệm vụ không được lộ", responsible="Ông A")
    taken(published=True)
    taken(LATER.date() - timedelta(days=1))  # newer, not published
    answer = client.get("/cong-khai/")
    page = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert "29/06/2026" in page
    assert "12 nhiệm vụ khai hoàn thành" in page
    for secret in (stuck.title, stuck.code, "Ông A", "/so-lieu/"):
        assert secret not in page
    view = public.public_overview()
    assert "task_stuck" not in view.figures  # its definition is not public


@pytest.mark.django_db
def test_small_groups_are_not_published():
    for bloc, count in (("government", 9), ("party", 7), ("courts", 2)):
        lead = make_org(bloc=bloc)
        for _ in range(count):
            make.make_task(lead)
    taken(published=True)
    rows = {row.label: row.total for row in public.public_overview().blocs}
    # the next smallest is hidden with it: 18 − 9 − 7 would give it away
    assert rows == {"Chính phủ": 9, "Đảng": None, "Tòa án": None}


@pytest.mark.django_db
def test_the_public_file_has_the_numbers_of_the_page(client, cast):
    make.position(ON)
    taken(published=True)
    text = b"".join(client.get("/cong-khai/", {"tai": "csv"})).decode("utf-8-sig")
    assert "K-01. Tỷ lệ hoàn thành" in text
    assert 'Toàn quốc,"40,00",%,8,20,29/06/2026,1' in text
    assert "Nhiệm vụ đứng yên" not in text
