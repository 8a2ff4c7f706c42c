from datetime import date, timedelta

import pytest

from thucchat.directives.models import Clause, Document
from thucchat.tasks import queries
from thucchat.tasks.choices import Kind, State
from thucchat.tasks.queries import Filter
from thucchat.tasks.tests.factories import DUE, NOON, make_task

ON = DUE


def codes(cast, who="leader", on=ON, **wanted):
    found = queries.listing(getattr(cast, who), Filter(**wanted), on=on)
    return [task.code for task in found]


@pytest.fixture
def tasks(cast):
    """One task of each standing, all of the science ministry, named by what it is."""
    lead = cast.science
    late = ON - timedelta(days=1)
    far = ON + timedelta(days=300)
    return {
        "late": make_task(lead=lead, due_on=late),
        "soon": make_task(lead=lead, due_on=ON + timedelta(days=3)),
        "far": make_task(lead=lead, due_on=far),
        "undated": make_task(lead=lead, due_on=None),
        "awaiting": make_task(State.CLAIMED, lead=lead, due_on=late),
        "awaiting_low": make_task(State.CLAIMED, lead=lead, due_on=late, claimed_level=2),
        "recognised": make_task(State.RECOGNISED, lead=lead, due_on=late),
        "too_low": make_task(
            lead=lead, due_on=late, claimed_level=4, claimed_at=NOON, recognised_level=2
        ),
        "returned": make_task(lead=lead, due_on=far, claimed_level=4, claimed_at=NOON),
        "regular": make_task(lead=lead, kind=Kind.REGULAR, due_on=None),
        "cancelled": make_task(State.CANCELLED, lead=lead, due_on=late),
        "draft": make_task(State.DRAFT, lead=lead, due_on=late),
    }


@pytest.mark.parametrize(
    ("status", "names"),
    [
        ("overdue", {"late", "awaiting_low", "too_low"}),
        ("due_soon", {"soon"}),
        ("within", {"soon", "far", "undated", "returned"}),
        ("awaiting", {"awaiting"}),
        ("recognised", {"recognised"}),
        ("hollow", {"too_low", "returned"}),
        ("regular", {"regular"}),
    ],
)
def test_each_status_is_a_filter(cast, tasks, status, names):
    assert set(codes(cast, status=status)) == {tasks[name].code for name in names}


def test_the_filters_agree_with_the_rules(cast, tasks):
    """What the database counts as overdue, within, done is what the pure rules say."""
    for name, task in tasks.items():
        if name in {"draft", "cancelled"}:
            continue
        row = queries.row(task, on=ON)
        assert (task.code in codes(cast, status="overdue")) == (row.status == "overdue"), name
        assert (task.code in codes(cast, status="within")) == (row.status == "within"), name
        assert (task.code in codes(cast, status="hollow")) == row.hollow, name


def test_drafts_are_seen_by_those_who_draft(cast, tasks):
    draft = tasks["draft"].code
    assert draft in codes(cast, "officer")
    for who in ("leader", "head", "verifier", "reporter"):
        assert draft not in codes(cast, who)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("leader", True),
        ("officer", True),
        ("reporter", True),
        ("other_reporter", False),
        ("province_head", False),
        ("administrator", False),
        ("stranger", False),
    ],
)
def test_only_those_in_scope_see(cast, who, sees):
    task = make_task(lead=cast.science)
    assert (task.code in codes(cast, who)) is sees


def test_a_province_sees_its_communes(cast):
    task = make_task(lead=cast.commune)
    assert codes(cast, "province_head") == [task.code]
    assert codes(cast, "commune_reporter") == [task.code]


def test_the_owner_sees_what_it_gave(cast):
    task = make_task(lead=cast.police, owner=cast.province)
    assert codes(cast, "province_officer") == [task.code]


def test_words_are_found_without_marks(cast):
    one = make_task(lead=cast.science, title="Chuyển đổi số toàn diện ngành đất đai")
    make_task(lead=cast.science, title="Đào tạo nhân lực chip bán dẫn")
    for q in ("chuyen doi so", "CHUYỂN ĐỔI SỐ", "dat dai", one.code.lower()):
        assert codes(cast, q=q) == [one.code]
    assert codes(cast, q="khong co dau") == []


def test_narrowing_by_body(cast):
    science, commune = make_task(lead=cast.science), make_task(lead=cast.commune)
    assert codes(cast, lead="khoa học") == [science.code]
    assert codes(cast, lead="bkhcn") == [science.code]
    assert codes(cast, bloc="local") == [commune.code]
    assert codes(cast, level="ministry") == [science.code]
    assert codes(cast, within="T01") == [commune.code]
    assert codes(cast, within="KHONG-CO") == []


def test_narrowing_by_the_rest(cast):
    parent = make_task(lead=cast.province, axis="dx", field="data", due_on=date(2026, 7, 31))
    part = make_task(lead=cast.commune, parent=parent, due_on=date(2026, 8, 31))
    assert codes(cast, parent=parent.code) == [part.code]
    assert codes(cast, axis="dx") == codes(cast, field="data") == [parent.code]
    assert codes(cast, due_from=date(2026, 8, 1)) == [part.code]
    assert codes(cast, due_to=date(2026, 7, 31)) == [parent.code]
    assert codes(cast, resolution="57-NQ/TW") == [parent.code, part.code]
    assert codes(cast, resolution="99-NQ/TW") == []
    assert codes(cast, state="active") == [parent.code, part.code]


def test_narrowing_by_document_and_the_place_in_it(cast):
    document = Document.objects.create(
        file="x.txt",
        file_name="x.txt",
        file_format="txt",
        size=1,
        sha256="0" * 64,
        text="Bộ A làm việc B.",
        number="15-KH/TD",
        kind="plan",
        title="Kế hoạch",
        title_fold="ke hoach",
        received_by=cast.officer,
        received_at=NOON,
    )
    clause = Clause.objects.create(
        document=document, order=1, kind="item", path="Mục I", start=0, end=16, text=document.text
    )
    task = make_task(lead=cast.science, clause=clause)
    make_task(lead=cast.science)
    assert codes(cast, document=document.pk) == [task.code]
    assert queries.row(task, on=ON).place == "15-KH/TD, Mục I"


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("due_on", ["soon", "late", "none"]),
        ("-due_on", ["late", "soon", "none"]),
        ("code", ["late", "none", "soon"]),
        ("-code", ["soon", "none", "late"]),
        ("lead", ["soon", "late", "none"]),
        ("không có", ["soon", "late", "none"]),
    ],
)
def test_orders_put_what_has_no_deadline_last(cast, sort, expected):
    made = {
        "late": make_task(lead=cast.science, due_on=date(2027, 1, 1), code="A"),
        "none": make_task(lead=cast.science, due_on=None, code="B"),
        "soon": make_task(lead=cast.science, due_on=date(2026, 1, 1), code="C"),
    }
    assert codes(cast, sort=sort) == [made[name].code for name in expected]


def test_a_moved_deadline_shows(cast):
    task = make_task(lead=cast.science, original_due_on=DUE - timedelta(days=30))
    assert queries.row(task, on=ON).moved


def test_extension_requests_wait_for_the_owner(cast):
    task = make_task(lead=cast.science)
    task.extension_requests.create(
        new_due_on=DUE, cause="x", requested_at=NOON, requested_by=cast.head
    )
    assert [asked.code for asked in queries.open_requests(cast.officer)] == [task.code]
    assert queries.open_requests(cast.head) == []
    assert queries.open_requests(cast.province_officer) == []
