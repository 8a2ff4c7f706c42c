from datetime import date, timedelta

import pytest

from thucchat.audit.models import Event
from thucchat.kernel.errors import Refused
from thucchat.orgs.choices import Level
from thucchat.orgs.tests.factories import make_org
from thucchat.tasks import actions
from thucchat.tasks.choices import Kind, State
from thucchat.tasks.models import Task
from thucchat.tasks.tests.factories import DUE, NOON, make_draft, make_task

CAUSE = "Nghị định hướng dẫn ban hành chậm hai tháng"


def kinds(task):
    return list(
        Event.objects.filter(target_type="tasks.task", target_id=str(task.pk))
        .order_by("seq")
        .values_list("kind", flat=True)
    )


def refused(code, act, *args, **kwargs):
    """Run an action that must refuse; nothing may have been written."""
    before = (Task.objects.count(), Event.objects.count())
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code, str(caught.value)
    assert (Task.objects.count(), Event.objects.count()) == before
    return str(caught.value)


def test_create_stores_a_draft_with_the_next_code(cast):
    one = actions.create(make_draft(), by=cast.officer, at=NOON)
    two = actions.create(make_draft(partner_ids=(cast.police.pk,)), by=cast.officer, at=NOON)
    assert (one.code, two.code) == ("57-2026-0001", "57-2026-0002")
    assert one.state == State.DRAFT
    assert one.original_due_on == DUE
    assert one.title_fold == "hoan thanh co so du lieu dat dai dung chung"
    assert list(two.coordinations.values_list("organisation_id", flat=True)) == [cast.police.pk]
    assert kinds(one) == ["task.created"]


def test_text_is_kept_in_nfc(cast):
    task = actions.create(make_draft(title="Hoàn thành việc số hóa"), by=cast.officer, at=NOON)
    assert task.title == "Hoàn thành việc số hóa"


@pytest.mark.parametrize("who", ["reporter", "head", "verifier", "leader", "inspector", "stranger"])
def test_only_coordinators_draft(cast, who):
    words = refused(
        "orgs.not_allowed", actions.create, make_draft(), by=getattr(cast, who), at=NOON
    )
    assert "Cán bộ điều phối" in words


def test_a_province_drafts_its_own_tasks_only(cast):
    own = make_draft(owner_id=cast.province.pk, lead_id=cast.commune.pk)
    assert actions.create(own, by=cast.province_officer, at=NOON).owner_id == cast.province.pk
    refused("orgs.not_allowed", actions.create, make_draft(), by=cast.province_officer, at=NOON)


def test_edit_changes_a_draft_and_says_what(cast):
    task = actions.create(make_draft(), by=cast.officer, at=NOON)
    actions.edit(task.pk, make_draft(product="Kho dữ liệu"), by=cast.officer, at=NOON)
    assert Task.objects.get().product == "Kho dữ liệu"
    last = Event.objects.order_by("-seq")[0]
    assert last.data["changed"] == {"product": ["Cơ sở dữ liệu đất đai", "Kho dữ liệu"]}


def test_an_issued_task_is_not_edited(cast):
    task = make_task(State.ISSUED, lead=cast.science)
    refused("tasks.not_draft", actions.edit, task.pk, make_draft(), by=cast.officer, at=NOON)


def test_issue_needs_the_six_clears(cast):
    task = actions.create(make_draft(authority=""), by=cast.officer, at=NOON)
    words = refused("tasks.six_clears", actions.issue, task.pk, by=cast.officer, at=NOON)
    assert "Rõ thẩm quyền" in words


def test_issue_lays_the_task_on_its_lead(cast):
    task = actions.create(make_draft(), by=cast.officer, at=NOON)
    actions.issue(task.pk, by=cast.officer, at=NOON)
    task.refresh_from_db()
    assert (task.state, task.issued_by, task.issued_at) == (State.ISSUED, cast.officer, NOON)
    refused("tasks.move", actions.issue, task.pk, by=cast.officer, at=NOON)


def test_a_province_does_not_issue_to_a_ministry(cast):
    draft = make_draft(owner_id=cast.province.pk, lead_id=cast.science.pk)
    task = actions.create(draft, by=cast.province_officer, at=NOON)
    refused("orgs.not_allowed", actions.issue, task.pk, by=cast.province_officer, at=NOON)


def test_the_lead_accepts(cast):
    task = make_task(State.ISSUED, lead=cast.science)
    actions.accept(task.pk, by=cast.reporter, at=NOON)
    task.refresh_from_db()
    assert (task.state, task.accepted_by) == (State.ACTIVE, cast.reporter)
    refused("tasks.move", actions.accept, task.pk, by=cast.reporter, at=NOON)


@pytest.mark.parametrize("who", ["officer", "verifier", "other_reporter", "commune_head"])
def test_nobody_else_accepts(cast, who):
    task = make_task(State.ISSUED, lead=cast.science)
    refused("orgs.not_allowed", actions.accept, task.pk, by=getattr(cast, who), at=NOON)


def test_a_draft_without_a_lead_is_accepted_by_nobody(cast):
    task = make_task(State.DRAFT)
    Task.objects.update(lead=None)
    refused("tasks.no_lead", actions.accept, task.pk, by=cast.reporter, at=NOON)


def test_the_lead_declines_with_a_reason(cast):
    task = make_task(State.ISSUED, lead=cast.science)
    refused("tasks.reason", actions.decline, task.pk, reason="Không", by=cast.reporter, at=NOON)
    reason = "Không thuộc chức năng của Bộ"
    actions.decline(task.pk, reason=reason, by=cast.reporter, at=NOON)
    task.refresh_from_db()
    assert (task.state, task.issued_at) == (State.DRAFT, None)
    refused("tasks.move", actions.decline, task.pk, reason=reason, by=cast.reporter, at=NOON)


def test_the_owner_cancels_with_a_reason(cast):
    task = make_task(State.ACTIVE, lead=cast.science)
    refused("tasks.reason", actions.cancel, task.pk, reason="", by=cast.officer, at=NOON)
    reason = "Trùng với nhiệm vụ khác"
    refused("orgs.not_allowed", actions.cancel, task.pk, reason=reason, by=cast.head, at=NOON)
    actions.cancel(task.pk, reason=reason, by=cast.officer, at=NOON)
    task.refresh_from_db()
    assert task.state == State.CANCELLED
    assert kinds(task) == ["task.cancelled"]


def test_a_recognised_task_is_not_cancelled(cast):
    task = make_task(State.RECOGNISED, lead=cast.science)
    refused(
        "tasks.move", actions.cancel, task.pk, reason="Không cần nữa rồi", by=cast.officer, at=NOON
    )


class TestSplit:
    def test_each_body_gets_a_part_under_the_parents_code(self, cast):
        task = make_task(State.ACTIVE, lead=cast.province, code="57-2026-9001")
        communes = [make_org(parent=cast.province, level=Level.COMMUNE).pk for _ in range(3)]
        made = actions.split(task.pk, lead_ids=communes, due_on=None, by=cast.officer, at=NOON)
        parts = Task.objects.filter(parent=task).order_by("code")
        assert made == 3
        assert [part.code for part in parts] == [f"57-2026-9001.0{n}" for n in (1, 2, 3)]
        assert {part.due_on for part in parts} == {DUE}
        assert {part.owner_id for part in parts} == {cast.province.pk}
        assert {part.state for part in parts} == {State.ISSUED}
        assert all(kinds(part) == ["task.issued"] for part in parts)

    def test_a_body_that_has_a_part_is_passed_over(self, cast):
        task = make_task(State.ACTIVE, lead=cast.province)
        wanted = [cast.commune.pk, cast.commune.pk, cast.province.pk]
        assert actions.split(task.pk, lead_ids=wanted, due_on=None, by=cast.officer, at=NOON) == 1
        assert actions.split(task.pk, lead_ids=wanted, due_on=None, by=cast.officer, at=NOON) == 0

    def test_the_province_splits_its_own(self, cast):
        task = make_task(State.ACTIVE, lead=cast.province)
        assert actions.split(
            task.pk, lead_ids=[cast.commune.pk], due_on=None, by=cast.province_officer, at=NOON
        )
        assert Task.objects.get(parent=task).lead == cast.commune

    @pytest.mark.parametrize("who", ["head", "province_reporter", "verifier", "stranger"])
    def test_others_do_not(self, cast, who):
        task = make_task(State.ACTIVE, lead=cast.province)
        refused(
            "orgs.not_allowed",
            actions.split,
            task.pk,
            lead_ids=[cast.commune.pk],
            due_on=None,
            by=getattr(cast, who),
            at=NOON,
        )

    def test_a_later_deadline_than_the_parents_is_refused(self, cast):
        task = make_task(State.ACTIVE, lead=cast.province)
        later = DUE + timedelta(days=1)
        refused(
            "tasks.split",
            actions.split,
            task.pk,
            lead_ids=[cast.commune.pk],
            due_on=later,
            by=cast.officer,
            at=NOON,
        )

    @pytest.mark.parametrize("state", [State.DRAFT, State.RECOGNISED, State.CANCELLED])
    def test_only_running_tasks(self, cast, state):
        task = make_task(state, lead=cast.province)
        refused(
            "tasks.split",
            actions.split,
            task.pk,
            lead_ids=[cast.commune.pk],
            due_on=None,
            by=cast.officer,
            at=NOON,
        )

    def test_parts_are_written_in_batches(self, cast, django_assert_max_num_queries):
        task = make_task(State.ACTIVE, lead=cast.province)
        communes = [make_org(parent=cast.province, level=Level.COMMUNE).pk for _ in range(60)]
        with django_assert_max_num_queries(30):
            actions.split(task.pk, lead_ids=communes, due_on=None, by=cast.officer, at=NOON)


class TestExtension:
    new = date(2026, 12, 31)

    def test_the_head_asks_and_the_owner_grants(self, cast):
        task = make_task(State.ACTIVE, lead=cast.science)
        asked = actions.request_extension(
            task.pk, new_due_on=self.new, cause=CAUSE, by=cast.head, at=NOON
        )
        actions.decide_extension(asked.pk, grant=True, answer="", by=cast.officer, at=NOON)
        task.refresh_from_db()
        assert (task.due_on, task.original_due_on) == (self.new, DUE)
        change = task.deadline_changes.get()
        assert (change.old_due_on, change.new_due_on, change.request) == (DUE, self.new, asked)
        assert kinds(task) == ["task.extension_requested", "task.extension_decided"]

    def test_a_denial_needs_words_and_moves_nothing(self, cast):
        task = make_task(State.ACTIVE, lead=cast.science)
        asked = actions.request_extension(
            task.pk, new_due_on=self.new, cause=CAUSE, by=cast.head, at=NOON
        )
        refused(
            "tasks.reason",
            actions.decide_extension,
            asked.pk,
            grant=False,
            answer="không",
            by=cast.officer,
            at=NOON,
        )
        actions.decide_extension(
            asked.pk, grant=False, answer="Chưa đủ căn cứ gia hạn", by=cast.officer, at=NOON
        )
        task.refresh_from_db()
        assert task.due_on == DUE
        assert not task.deadline_changes.exists()

    def test_it_is_decided_once(self, cast):
        task = make_task(State.ACTIVE, lead=cast.science)
        asked = actions.request_extension(
            task.pk, new_due_on=self.new, cause=CAUSE, by=cast.head, at=NOON
        )
        refused(
            "tasks.extension",
            actions.request_extension,
            task.pk,
            new_due_on=self.new,
            cause=CAUSE,
            by=cast.head,
            at=NOON,
        )
        actions.decide_extension(asked.pk, grant=True, answer="", by=cast.officer, at=NOON)
        refused(
            "tasks.extension",
            actions.decide_extension,
            asked.pk,
            grant=True,
            answer="",
            by=cast.officer,
            at=NOON,
        )

    @pytest.mark.parametrize("who", ["reporter", "other_head", "officer"])
    def test_only_the_head_of_the_lead_asks(self, cast, who):
        task = make_task(State.ACTIVE, lead=cast.science)
        refused(
            "orgs.not_allowed",
            actions.request_extension,
            task.pk,
            new_due_on=self.new,
            cause=CAUSE,
            by=getattr(cast, who),
            at=NOON,
        )

    def test_the_head_does_not_answer_his_own_request(self, cast):
        task = make_task(State.ACTIVE, lead=cast.science)
        asked = actions.request_extension(
            task.pk, new_due_on=self.new, cause=CAUSE, by=cast.head, at=NOON
        )
        refused(
            "orgs.not_allowed",
            actions.decide_extension,
            asked.pk,
            grant=True,
            answer="",
            by=cast.head,
            at=NOON,
        )

    def test_a_finished_task_is_not_extended(self, cast):
        task = make_task(State.RECOGNISED, lead=cast.science)
        refused(
            "tasks.extension",
            actions.request_extension,
            task.pk,
            new_due_on=self.new,
            cause=CAUSE,
            by=cast.head,
            at=NOON,
        )


def test_a_regular_task_has_no_deadline(cast):
    draft = make_draft(kind=Kind.REGULAR, due_on=None, recurrence="monthly")
    task = actions.create(draft, by=cast.officer, at=NOON)
    actions.issue(task.pk, by=cast.officer, at=NOON)
    assert Task.objects.get().due_on is None
