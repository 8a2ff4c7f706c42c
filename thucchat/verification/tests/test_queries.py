from datetime import timedelta

import pytest

from thucchat.orgs.choices import Role
from thucchat.orgs.tests.factories import give
from thucchat.progress.tests.factories import LATER, make_claim, make_evidence, make_report
from thucchat.tasks.choices import State
from thucchat.tasks.tests.factories import make_task
from thucchat.verification import queries
from thucchat.verification.tests.factories import make_decision

ON = (LATER + timedelta(days=4)).date()


def waiting(cast, lead=None, **given):
    task = make_task(State.CLAIMED, lead=lead or cast.science)
    return make_claim(task, by=cast.head, **given)


def test_the_queue_shows_each_claim_with_its_risks(cast):
    plain = waiting(cast, level=3)
    make_report(plain.task)
    risky = waiting(cast)
    make_decision(make_claim(risky.task, by=cast.head, decided=True), "returned")
    piece = make_evidence(risky.task, "document", sha256="a" * 64, file="x.pdf")
    make_evidence(plain.task, "document", sha256="a" * 64, file="x.pdf")
    risky.evidence.set([piece, make_evidence(risky.task, "usage", users=3)])
    rows = queries.queue(cast.verifier, on=ON)
    assert [row.id for row in rows] == [risky.pk, plain.pk]
    assert rows[1].risks == []
    assert rows[0].risks == [
        "Đã bị trả lại 1 lần",
        "Chưa có báo cáo tiến độ nào trước khi đề nghị",
        "1 tệp trùng với nhiệm vụ khác",
        "Chỉ có 3 người dùng",
        "Đề nghị mức có người dùng trở lên",
    ]
    assert rows[0].days_waiting == 4


def test_statements_do_not_grow_with_the_queue(cast, django_assert_num_queries):
    for _ in range(12):
        waiting(cast)
    with django_assert_num_queries(3):  # the person's powers, the own body, the claims
        assert len(queries.queue(cast.verifier, on=ON)) == 12


@pytest.mark.parametrize("who", ["officer", "leader", "head", "stranger", "province_verifier"])
def test_others_have_no_queue_of_a_ministrys_claims(cast, who):
    waiting(cast)
    assert queries.queue(getattr(cast, who), on=ON) == []
    assert queries.waiting_count(getattr(cast, who)) == 0


def test_a_provinces_verifier_sees_its_communes_but_not_itself(cast):
    below = waiting(cast, lead=cast.commune)
    waiting(cast, lead=cast.province)
    assert [row.id for row in queries.queue(cast.province_verifier, on=ON)] == [below.pk]


def test_nobody_sees_the_claims_of_a_department_of_the_own_body(cast):
    waiting(cast, lead=cast.science_unit)
    give(cast.stranger, Role.VERIFIER, cast.science, cast.root)
    assert queries.queue(cast.stranger, on=ON) == []


def test_unsent_and_decided_claims_do_not_wait(cast):
    make_decision(waiting(cast))
    make_claim(make_task(State.ACTIVE, lead=cast.science), submitted_at=None)
    assert queries.queue(cast.verifier, on=ON) == []


def test_one_claim_with_its_facts(cast):
    claim = waiting(cast)
    found = queries.claim_with_facts(cast.verifier, claim.pk)
    assert found is not None
    assert queries.facts(found).returns == 0
    assert queries.claim_with_facts(cast.leader, claim.pk) is None


def test_decisions_by_claim(cast):
    claim = waiting(cast)
    decision = make_decision(claim)
    assert queries.decisions_of([claim.task_id]) == {claim.pk: decision}
