from datetime import timedelta

import pytest

from thucchat.dashboards.queries import task as task_queries
from thucchat.orgs.choices import Level
from thucchat.orgs.tests.factories import make_org
from thucchat.progress import actions as progress
from thucchat.progress.actions import EvidenceFacts, ReportText
from thucchat.progress.tests.factories import make_claim, make_evidence
from thucchat.tasks import actions as tasks
from thucchat.tasks.choices import State
from thucchat.tasks.tests.factories import DUE, NOON, make_draft, make_task
from thucchat.verification import actions as verification
from thucchat.verification.rules import Judgement

ON = DUE + timedelta(days=1)
TEXT = ReportText(result="Đã kết nối 12 trên 34 tỉnh")


def may(cast, who, task):
    task.refresh_from_db()
    return task_queries.view(getattr(cast, who), task, on=ON).may


@pytest.mark.parametrize(
    ("who", "state", "expected"),
    [
        ("officer", State.DRAFT, {"edit", "issue", "cancel", "answer_extension"}),
        ("officer", State.ISSUED, {"cancel", "answer_extension", "split"}),
        ("officer", State.ACTIVE, {"cancel", "answer_extension", "split"}),
        ("officer", State.CLAIMED, {"cancel", "answer_extension"}),
        ("officer", State.RECOGNISED, {"answer_extension", "reopen"}),
        ("officer", State.CANCELLED, {"answer_extension"}),
        ("reporter", State.ISSUED, {"accept"}),
        ("reporter", State.ACTIVE, {"report", "attach", "prepare_claim"}),
        ("reporter", State.CLAIMED, {"report", "attach"}),
        ("reporter", State.RECOGNISED, set()),
        ("head", State.ISSUED, {"accept", "extend"}),
        (
            "head",
            State.ACTIVE,
            {"report", "attach", "prepare_claim", "submit_claim", "extend"},
        ),
        ("verifier", State.CLAIMED, set()),
        ("leader", State.ACTIVE, set()),
        ("other_head", State.ACTIVE, set()),
    ],
)
def test_each_person_is_offered_just_their_moves(cast, who, state, expected):
    assert may(cast, who, make_task(state, lead=cast.science)) == expected


def test_the_timeline_tells_the_whole_life_in_words(cast):
    task = tasks.create(make_draft(), by=cast.officer, at=NOON)
    tasks.issue(task.pk, by=cast.officer, at=NOON)
    tasks.accept(task.pk, by=cast.reporter, at=NOON)
    progress.submit_report(task.pk, TEXT, on=NOON.date(), by=cast.reporter, at=NOON)
    pieces = [
        progress.attach(
            task.pk,
            EvidenceFacts(kind="address", title="Trang chính", url="https://a.example.vn"),
            file=None,
            by=cast.reporter,
            at=NOON,
        ),
        make_evidence(task, "usage"),
    ]
    claim = progress.prepare_claim(
        task.pk,
        level=4,
        statement="Hệ thống chạy tại 34 tỉnh từ ngày 01/6/2026",
        evidence_ids=[piece.pk for piece in pieces],
        by=cast.reporter,
        at=NOON,
    )
    progress.submit_claim(claim.pk, by=cast.head, at=NOON)
    words = "Đề nghị nộp số liệu sử dụng tháng 10"
    returned = Judgement(verdict="returned", reason="no_users", words=words)
    verification.decide(claim.pk, returned, by=cast.verifier, at=NOON)
    found = task_queries.load(cast.reporter, task.code)
    view = task_queries.view(cast.reporter, found, on=ON)
    assert [line.title for line in reversed(view.timeline)] == [
        "Soạn dự thảo",
        "Giao nhiệm vụ",
        "Tiếp nhận",
        "Báo cáo tiến độ",
        "Nộp minh chứng",
        "Soạn đề nghị công nhận",
        "Ký gửi đề nghị công nhận",
        "Trả lại đề nghị",
    ]
    assert view.timeline[0].body.startswith("Chưa có người dùng thật")
    assert [entry.decision.verdict for entry in view.claims] == ["returned"]
    assert {piece.id for piece in view.claims[0].evidence} == {piece.pk for piece in pieces}
    assert view.facts.hollow
    assert view.row.status == "overdue"


def test_moves_of_the_deadline_are_added_up(cast):
    task = make_task(State.ACTIVE, lead=cast.science)
    for days in (30, 45):
        asked = tasks.request_extension(
            task.pk,
            new_due_on=DUE + timedelta(days=days),
            cause="Nghị định hướng dẫn ban hành chậm",
            by=cast.head,
            at=NOON,
        )
        tasks.decide_extension(asked.pk, grant=True, answer="", by=cast.officer, at=NOON)
    task.refresh_from_db()
    view = task_queries.view(cast.officer, task, on=ON)
    assert (len(view.moves), view.moved_days) == (2, 45)
    assert view.row.moved


def test_parts_add_up_to_their_total(cast):
    task = make_task(State.ACTIVE, lead=cast.province)
    for state in (State.ISSUED, State.ACTIVE, State.CLAIMED, State.RECOGNISED, State.CANCELLED):
        make_task(state, parent=task, lead=make_org(parent=cast.province, level=Level.COMMUNE))
    parts = task_queries.view(cast.officer, task, on=ON).parts
    assert (parts.total, parts.done, parts.overdue, parts.recognised) == (4, 2, 2, 1)
    assert parts.done + parts.within + parts.overdue + parts.regular == parts.total


@pytest.mark.parametrize("who", ["other_head", "province_head", "stranger", "administrator"])
def test_a_task_out_of_sight_is_not_there(cast, who, client):
    task = make_task(State.ACTIVE, lead=cast.science)
    client.force_login(getattr(cast, who))
    assert client.get(f"/nhiem-vu/{task.code}/").status_code == 404


def test_a_coordinating_body_sees_it(cast, client):
    task = make_task(State.ACTIVE, lead=cast.science)
    task.coordinations.create(organisation=cast.police)
    client.force_login(cast.other_reporter)
    page = client.get(f"/nhiem-vu/{task.code}/")
    assert page.status_code == 200
    assert "Bộ Công an" in page.content.decode()


def test_the_page_needs_a_fixed_number_of_statements(cast, client, django_assert_max_num_queries):
    task = make_task(State.CLAIMED, lead=cast.science)
    for _ in range(8):
        make_claim(task, decided=True, evidence=(make_evidence(task),))
    client.force_login(cast.leader)
    with django_assert_max_num_queries(24):
        assert client.get(f"/nhiem-vu/{task.code}/").status_code == 200
