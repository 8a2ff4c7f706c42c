from datetime import timedelta

import pytest

from thucchat.dashboards.queries.work import work
from thucchat.progress.tests.factories import make_claim
from thucchat.tasks import actions as tasks
from thucchat.tasks.choices import State
from thucchat.tasks.tests.factories import DUE, NOON, make_draft, make_task

ON = DUE


def test_a_reporter_has_everything_in_one_list(cast):
    lead = cast.science
    returned = make_task(lead=lead, claimed_level=4, claimed_at=NOON, returned_at=NOON)
    accept = make_task(State.ISSUED, lead=lead)
    late = make_task(lead=lead, due_on=ON - timedelta(days=3))
    soon = make_task(lead=lead, due_on=ON + timedelta(days=2))
    running = make_task(lead=lead, due_on=ON + timedelta(days=200))
    make_task(State.CLAIMED, lead=lead)
    make_task(State.RECOGNISED, lead=lead)
    make_task(lead=cast.police)
    mine = work(cast.reporter, on=ON)
    found = {
        name: [row.code for row in getattr(mine, name)]
        for name in ("returned", "to_accept", "late", "soon", "running", "to_issue")
    }
    assert found == {
        "returned": [returned.code],
        "to_accept": [accept.code],
        "late": [late.code],
        "soon": [soon.code],
        "running": [running.code],
        "to_issue": [],
    }
    assert not mine.to_sign  # a reporter does not sign


def test_a_head_signs(cast):
    claim = make_claim(make_task(lead=cast.science), submitted_at=None)
    make_claim(make_task(lead=cast.police), submitted_at=None)
    assert [c.pk for c in work(cast.head, on=ON).to_sign] == [claim.pk]


def test_an_officer_issues_and_answers(cast):
    draft = tasks.create(make_draft(), by=cast.officer, at=NOON)
    task = make_task(lead=cast.science)
    tasks.request_extension(
        task.pk,
        new_due_on=DUE + timedelta(days=30),
        cause="Nghị định hướng dẫn ban hành chậm",
        by=cast.head,
        at=NOON,
    )
    mine = work(cast.officer, on=ON)
    assert [row.code for row in mine.to_issue] == [draft.code]
    assert [asked.code for asked in mine.extensions] == [task.code]


def test_a_verifier_sees_how_many_claims_wait(cast):
    make_claim(make_task(State.CLAIMED, lead=cast.science))
    assert work(cast.verifier, on=ON).claims_waiting == 1
    assert work(cast.leader, on=ON).nothing


@pytest.mark.parametrize("who", ["reporter", "head", "officer", "verifier", "leader", "stranger"])
def test_the_page_answers_everybody_in_few_statements(
    cast, client, who, django_assert_max_num_queries
):
    for _ in range(10):
        make_task(lead=cast.science)
        make_claim(make_task(State.CLAIMED, lead=cast.science))
    client.force_login(getattr(cast, who))
    with django_assert_max_num_queries(20):
        assert client.get("/viec-cua-toi/").status_code == 200
