from datetime import timedelta

import pytest

from thucchat.audit import queries as audit
from thucchat.audit.models import Event
from thucchat.kernel.errors import Refused
from thucchat.orgs.choices import Role
from thucchat.orgs.tests.factories import give
from thucchat.progress.tests.factories import LATER, make_claim
from thucchat.tasks.choices import State
from thucchat.tasks.tests.factories import make_task
from thucchat.verification import actions
from thucchat.verification.models import Decision, Reopening
from thucchat.verification.rules import Judgement

AT = LATER + timedelta(days=3)
RECOGNISE = Judgement(verdict="recognised", level=4)
RETURN = Judgement(
    verdict="returned", reason="no_users", words="Đề nghị nộp số liệu sử dụng tháng 10"
)


def refused(code, act, *args, **kwargs):
    """Run an action that must refuse; nothing may have been written."""
    before = [m.objects.count() for m in (Decision, Reopening, Event)]
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code, str(caught.value)
    assert [m.objects.count() for m in (Decision, Reopening, Event)] == before
    return str(caught.value)


@pytest.fixture
def claim(cast):
    task = make_task(State.CLAIMED, lead=cast.science)
    return make_claim(task, by=cast.head)


def test_another_body_recognises(cast, claim):
    decision = actions.decide(claim.pk, RECOGNISE, by=cast.verifier, at=AT)
    claim.task.refresh_from_db()
    assert (decision.organisation, decision.level) == (cast.standing, 4)
    assert (claim.task.state, claim.task.recognised_level) == (State.RECOGNISED, 4)
    # The clock stopped when the body submitted, not when the verifier found the time.
    assert claim.task.finished_at == LATER
    assert Event.objects.get().kind == "verification.recognised"
    assert not list(audit.verify())


def test_below_the_required_level_the_task_goes_on(cast, claim):
    actions.decide(claim.pk, Judgement(verdict="recognised", level=2), by=cast.verifier, at=AT)
    claim.task.refresh_from_db()
    assert claim.task.state == State.ACTIVE
    assert (claim.task.recognised_level, claim.task.finished_at) == (2, None)


def test_a_claim_is_returned_with_a_reason(cast, claim):
    decision = actions.decide(claim.pk, RETURN, by=cast.verifier, at=AT)
    claim.task.refresh_from_db()
    assert (claim.task.state, claim.task.returned_at) == (State.ACTIVE, AT)
    assert (decision.level, decision.reason) == (None, "no_users")


def test_it_is_decided_once(cast, claim):
    actions.decide(claim.pk, RETURN, by=cast.verifier, at=AT)
    refused("verification.decided", actions.decide, claim.pk, RECOGNISE, by=cast.verifier, at=AT)


def test_an_unsent_claim_is_not_decided(cast):
    task = make_task(State.ACTIVE, lead=cast.science)
    unsent = make_claim(task, submitted_at=None, by=cast.head)
    refused("verification.decided", actions.decide, unsent.pk, RECOGNISE, by=cast.verifier, at=AT)


@pytest.mark.parametrize(
    "who", ["officer", "leader", "inspector", "reporter", "head", "other_head", "stranger"]
)
def test_only_verifiers_decide(cast, claim, who):
    who = getattr(cast, who)
    refused("orgs.not_allowed", actions.decide, claim.pk, RECOGNISE, by=who, at=AT)


def test_a_provinces_verifier_does_not_reach_a_ministry(cast, claim):
    refused(
        "orgs.not_allowed",
        actions.decide,
        claim.pk,
        RECOGNISE,
        by=cast.province_verifier,
        at=AT,
    )


class TestFourEyes:
    def test_no_one_of_the_claiming_body_even_as_verifier(self, cast, claim):
        give(cast.head, Role.VERIFIER, cast.science, cast.root)
        refused("verification.own_claim", actions.decide, claim.pk, RECOGNISE, by=cast.head, at=AT)

    def test_no_one_of_a_department_of_the_claiming_body(self, cast, claim):
        give(cast.stranger, Role.VERIFIER, cast.science_unit, cast.root)
        refused(
            "verification.own_claim", actions.decide, claim.pk, RECOGNISE, by=cast.stranger, at=AT
        )

    def test_no_one_of_the_body_above_for_its_own_department(self, cast):
        task = make_task(State.CLAIMED, lead=cast.science_unit)
        claim = make_claim(task)
        give(cast.other_reporter, Role.VERIFIER, cast.science, cast.root)
        refused(
            "verification.own_claim",
            actions.decide,
            claim.pk,
            RECOGNISE,
            by=cast.other_reporter,
            at=AT,
        )

    def test_not_the_person_who_sent_it_after_changing_office(self, cast):
        task = make_task(State.CLAIMED, lead=cast.science)
        claim = make_claim(task, by=cast.verifier)
        refused(
            "verification.own_claim", actions.decide, claim.pk, RECOGNISE, by=cast.verifier, at=AT
        )

    def test_a_second_role_elsewhere_does_not_open_the_door(self, cast, claim):
        give(cast.verifier, Role.REPORTER, cast.science)
        refused(
            "verification.own_claim", actions.decide, claim.pk, RECOGNISE, by=cast.verifier, at=AT
        )


REASON = "Hệ thống dừng hoạt động từ tháng 9"


class TestReopen:
    @pytest.fixture
    def task(self, cast, claim):
        actions.decide(claim.pk, RECOGNISE, by=cast.verifier, at=AT)
        return claim.task

    def test_the_owner_takes_a_recognition_back(self, cast, task):
        reopening = actions.reopen(task.pk, reason=REASON, by=cast.officer, at=AT)
        task.refresh_from_db()
        assert (task.state, task.recognised_level, task.finished_at) == (State.ACTIVE, None, None)
        assert reopening.decision == Decision.objects.get()
        assert task.claimed_level == 4  # the declaration stays: the task is hollow now

    @pytest.mark.parametrize("who", ["verifier", "head", "leader"])
    def test_others_do_not(self, cast, task, who):
        refused(
            "orgs.not_allowed",
            actions.reopen,
            task.pk,
            reason=REASON,
            by=getattr(cast, who),
            at=AT,
        )

    def test_it_needs_words(self, cast, task):
        refused(
            "verification.reopen", actions.reopen, task.pk, reason="hỏng", by=cast.officer, at=AT
        )

    def test_only_a_recognised_task(self, cast):
        task = make_task(State.ACTIVE, lead=cast.science)
        refused(
            "verification.reopen", actions.reopen, task.pk, reason=REASON, by=cast.officer, at=AT
        )

    def test_a_task_recognised_without_a_decision_is_a_defect(self, cast):
        task = make_task(State.RECOGNISED, lead=cast.science)
        with pytest.raises(LookupError):
            actions.reopen(task.pk, reason=REASON, by=cast.officer, at=AT)

    def test_it_may_be_claimed_and_recognised_again(self, cast, task):
        actions.reopen(task.pk, reason=REASON, by=cast.officer, at=AT)
        task.refresh_from_db()
        task.state = State.CLAIMED
        task.save()
        second = make_claim(task, by=cast.head)
        actions.decide(second.pk, RECOGNISE, by=cast.verifier, at=AT)
        task.refresh_from_db()
        assert task.state == State.RECOGNISED
