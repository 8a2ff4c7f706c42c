"""What people do with proposals, and what they are refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from thucchat.audit import queries as journal
from thucchat.directives.choices import DocumentState
from thucchat.extraction import actions, queries
from thucchat.extraction.choices import ProposalState, Source
from thucchat.extraction.models import Proposal
from thucchat.extraction.tests.factories import TEXT, make_document, make_proposal, place
from thucchat.kernel.errors import Refused
from thucchat.orgs.choices import Role
from thucchat.orgs.tests.factories import make_user
from thucchat.tasks import actions as tasks
from thucchat.tasks.choices import Kind, State
from thucchat.tasks.models import Task
from thucchat.tasks.tests.factories import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def events(target):
    return [row.kind for row in journal.events_of(target)]


def refusal(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value


@pytest.fixture
def document(cast):
    return make_document(by=cast.officer)


@pytest.fixture
def read(cast, document):
    """The proposals that the machine reads in TEXT, in order."""
    actions.propose(document.pk, by=cast.officer, at=NOON)
    return list(document.proposals.order_by("start"))


def draft(proposal, user):
    return queries.draft_of(
        Proposal.objects.prefetch_related("partners").get(pk=proposal.pk),
        owner_id=queries.owner_id(user),
    )


def accept(proposal, user, at=NOON, **changes):
    edited = replace(draft(proposal, user), **changes)
    return actions.accept(proposal.pk, edited=edited, by=user, at=at)


# ------------------------------------------------------------------ propose


def test_reading_a_document_proposes_its_duties(cast, document, read):
    first, second, third, fourth, fifth = read
    assert (first.lead, list(first.partners.all())) == (cast.science, [cast.police])
    assert (first.due_on, first.due_precision) == (date(2026, 6, 30), "date")
    assert (second.lead, second.due_on, second.due_precision) == (
        cast.police,
        date(2026, 9, 30),
        "quarter",
    )
    assert (third.lead, third.lead_text) == (None, "Các bộ, ngành; địa phương")  # a group
    assert (fourth.recurrence, fourth.due_on) == ("quarterly", None)
    assert fifth.lead == cast.standing
    assert {p.state for p in read} == {ProposalState.PENDING}
    assert {p.source for p in read} == {Source.RULES}
    assert first.clause.label == "1"
    assert Task.objects.count() == 0  # nothing becomes a task without a person
    [event] = journal.events_of(document)
    assert (event.kind, event.data) == ("document.proposals_read", {"found": 5, "added": 5})


def test_the_required_level_follows_the_product(read):
    assert [p.required_level for p in read[:2]] == [4, 4]
    assert read[3].required_level == 1  # a report


def test_reading_again_adds_only_what_is_new_and_touches_nothing(cast, document, read):
    accept(read[0], cast.officer, title="Xây dựng cơ sở dữ liệu chuyên gia")
    actions.reject(read[1].pk, reason="Không giao việc", by=cast.officer, at=NOON)
    read[4].delete()
    before = {p.pk: (p.state, p.title) for p in document.proposals.all()}
    assert actions.propose(document.pk, by=cast.officer, at=LATER) == 1
    after = {p.pk: (p.state, p.title) for p in document.proposals.filter(pk__in=before)}
    assert after == before
    assert actions.propose(document.pk, by=cast.officer, at=LATER) == 0


def test_what_was_merged_or_split_is_not_proposed_again(cast, document, read):
    actions.merge([read[0].pk, read[1].pk], by=cast.officer, at=NOON)
    at = document.text.index("tổ chức tập huấn")
    actions.split(read[4].pk, at_offset=at, by=cast.officer, at=NOON)
    assert actions.propose(document.pk, by=cast.officer, at=LATER) == 0


def test_counted_days_are_working_days_from_the_document_on(cast):
    text = "1. Bộ Công an ban hành quy trình xử lý lỗi dữ liệu trong thời hạn 5 ngày làm việc.\n"
    document = make_document(text, by=cast.officer, issued_on=date(2026, 3, 2))  # a Monday
    actions.propose(document.pk, by=cast.officer, at=NOON)
    [proposal] = document.proposals.all()
    assert (proposal.due_on, proposal.due_precision) == (date(2026, 3, 9), "working_days")


def test_counted_days_stay_open_where_the_day_of_issue_is_not_known(cast):
    text = "1. Bộ Công an ban hành quy trình xử lý lỗi dữ liệu trong thời hạn 5 ngày làm việc.\n"
    document = make_document(text, by=cast.officer, confirmed=False)
    actions.propose(document.pk, by=cast.officer, at=NOON)
    [proposal] = document.proposals.all()
    assert (proposal.due_on, proposal.due_precision) == (None, "none")
    assert "5 ngày làm việc" in proposal.due_text


def test_a_body_nobody_knows_is_not_guessed(cast):
    text = "1. Cục Mây Trời Vạn Dặm chủ trì xây dựng cơ sở dữ liệu mây, xong trong tháng 6/2026.\n"
    document = make_document(text, by=cast.officer)
    actions.propose(document.pk, by=cast.officer, at=NOON)
    [proposal] = document.proposals.all()
    assert proposal.lead is None
    assert proposal.lead_text == "Cục Mây Trời Vạn Dặm"
    assert proposal.evidence["lead"]["unknown"]


def test_only_reviewers_of_the_registering_body_may_read(cast, document):
    for person in (cast.leader, cast.reporter, cast.head, cast.verifier, cast.stranger):
        assert refusal(actions.propose, document.pk, by=person, at=NOON).code == "orgs.not_allowed"
    # a province's coordinator does not decide on what the centre registered
    caught = refusal(actions.propose, document.pk, by=cast.province_officer, at=NOON)
    assert caught.code == "orgs.not_allowed"
    assert "cơ quan khác nạp" in str(caught)
    own = make_document(by=cast.province_officer)
    assert actions.propose(own.pk, by=cast.province_officer, at=NOON) == 5
    assert actions.propose(own.pk, by=cast.officer, at=NOON) == 0  # the body above may too


def test_a_withdrawn_document_is_not_read(cast, document):
    document.state = DocumentState.WITHDRAWN
    document.save()
    caught = refusal(actions.propose, document.pk, by=cast.officer, at=NOON)
    assert caught.code == "extraction.withdrawn"


# ------------------------------------------------------------------- accept


def test_accepting_makes_a_draft_task_bound_to_the_words(cast, document, read):
    task = accept(read[0], cast.officer, title="Xây dựng cơ sở dữ liệu chuyên gia", at=LATER)
    assert (task.state, task.lead, task.owner) == (State.DRAFT, cast.science, cast.standing)
    assert (task.clause, task.quote_start, task.quote_end) == (
        read[0].clause,
        read[0].start,
        read[0].end,
    )
    assert task.resolution == document.resolution
    read[0].refresh_from_db()
    assert (read[0].state, read[0].task) == (ProposalState.ACCEPTED, task)
    assert (read[0].decided_by, read[0].decided_at) == (cast.officer, LATER)
    [event] = journal.events_of(read[0])
    assert event.kind == "proposal.accepted"
    assert event.data == {"task": task.code, "changed": ["title"]}
    assert events(task) == ["task.created"]


def test_a_form_cannot_move_a_task_to_other_words(cast, read):
    edited = replace(draft(read[0], cast.officer), quote_start=1, quote_end=2, clause_id=None)
    task = actions.accept(read[0].pk, edited=edited, by=cast.officer, at=NOON)
    assert (task.quote_start, task.clause_id) == (read[0].start, read[0].clause_id)


def test_a_recurring_proposal_becomes_a_regular_task(cast, read):
    task = accept(read[3], cast.officer)
    assert (task.kind, task.recurrence, task.due_on) == (Kind.REGULAR, "quarterly", None)


def test_a_second_acceptance_is_refused_with_who_and_when(cast, read):
    accept(read[0], cast.officer)
    other = make_user(Role.COORDINATOR, cast.standing, cast.root)
    caught = refusal(accept, read[0], other, at=LATER)
    assert caught.code == "extraction.decided"
    assert str(cast.officer) in str(caught)
    assert "12:00 15/06/2026" in str(caught)
    assert Task.objects.count() == 1


def test_an_unconfirmed_document_gives_no_tasks(cast):
    document = make_document(by=cast.officer, confirmed=False)
    actions.propose(document.pk, by=cast.officer, at=NOON)
    proposal = document.proposals.first()
    confirmed = make_document(by=cast.officer)
    other = make_proposal(confirmed)
    edited = queries.draft_of(other, owner_id=cast.standing.pk)
    caught = refusal(actions.accept, proposal.pk, edited=edited, by=cast.officer, at=NOON)
    assert caught.code == "extraction.not_confirmed"
    assert "xác nhận thông tin" in str(caught)
    assert Task.objects.count() == 0


@pytest.mark.parametrize("who", ["leader", "reporter", "head", "verifier", "province_officer"])
def test_others_may_not_decide(cast, read, who):
    person = getattr(cast, who)
    edited = draft(read[0], cast.officer)
    pk = read[0].pk
    calls = [
        lambda: actions.accept(pk, edited=edited, by=person, at=NOON),
        lambda: actions.edit(pk, edited=edited, by=person, at=NOON),
        lambda: actions.reject(pk, reason="Không phải việc", by=person, at=NOON),
        lambda: actions.merge([pk, read[1].pk], by=person, at=NOON),
        lambda: actions.split(pk, at_offset=read[0].start + 20, by=person, at=NOON),
        lambda: actions.add(read[0].document_id, start=0, end=60, by=person, at=NOON),
        lambda: actions.undo(pk, by=person, at=NOON),
        lambda: actions.accept_many([pk], by=person, at=NOON),
    ]
    for call in calls:
        assert refusal(call).code == "orgs.not_allowed"
    read[0].refresh_from_db()
    assert read[0].state == ProposalState.PENDING


def test_accepting_many_takes_those_without_doubts_each_with_its_event(cast, read):
    made = actions.accept_many([read[0].pk, read[1].pk], by=cast.officer, at=NOON)
    assert [task.lead for task in made] == [cast.science, cast.police]
    assert events(read[0]) == events(read[1]) == ["proposal.accepted"]


def test_accepting_many_is_all_or_nothing(cast, read):
    caught = refusal(actions.accept_many, [read[0].pk, read[2].pk], by=cast.officer, at=NOON)
    assert caught.code == "extraction.doubtful"  # read[2] names no one lead
    assert Task.objects.count() == 0
    assert refusal(actions.accept_many, [], by=cast.officer, at=NOON).code == "extraction.none"
    many = list(range(1, 102))
    assert refusal(actions.accept_many, many, by=cast.officer, at=NOON).code == (
        "extraction.too_many"
    )


# ------------------------------------------------------------------- reject


def test_rejecting_keeps_the_reason(cast, read):
    actions.reject(read[2].pk, reason=" Chỉ là nhận định ", by=cast.officer, at=LATER)
    read[2].refresh_from_db()
    assert (read[2].state, read[2].reason) == (ProposalState.REJECTED, "Chỉ là nhận định")
    assert (read[2].decided_by, read[2].decided_at) == (cast.officer, LATER)
    assert events(read[2]) == ["proposal.rejected"]


@pytest.mark.parametrize("reason", ["", "  ", "không", "x " * 300])
def test_a_rejection_needs_a_reason_of_some_words(cast, read, reason):
    caught = refusal(actions.reject, read[2].pk, reason=reason, by=cast.officer, at=NOON)
    assert caught.code == "extraction.reason"


def test_a_decided_proposal_is_not_rejected_again(cast, read):
    accept(read[0], cast.officer)
    caught = refusal(actions.reject, read[0].pk, reason="Trùng ý 4", by=cast.officer, at=NOON)
    assert caught.code == "extraction.decided"


# --------------------------------------------------------------------- edit


def test_editing_keeps_corrections_and_says_who_overruled_the_machine(cast, read):
    edited = replace(
        draft(read[0], cast.officer),
        title="Xây dựng cơ sở dữ liệu chuyên gia",
        lead_id=cast.police.pk,
        partner_ids=(cast.science.pk,),
        responsible="Bộ trưởng Bộ Công an",
        due_on=date(2026, 7, 31),
    )
    actions.edit(read[0].pk, edited=edited, by=cast.officer, at=NOON)
    stored = Proposal.objects.get(pk=read[0].pk)
    assert (stored.title, stored.lead) == ("Xây dựng cơ sở dữ liệu chuyên gia", cast.police)
    assert list(stored.partners.all()) == [cast.science]
    assert (stored.responsible, stored.due_on) == ("Bộ trưởng Bộ Công an", date(2026, 7, 31))
    assert stored.state == ProposalState.PENDING
    assert stored.evidence["lead"]["rule"] == "person.edit"
    assert stored.evidence["product"]["rule"] != "person.edit"  # left as read
    [event] = journal.events_of(stored)
    assert event.kind == "proposal.edited"
    assert event.data["changed"]["due_on"] == ["2026-06-30", "2026-07-31"]


def test_an_impossible_correction_is_refused(cast, read):
    edited = replace(draft(read[0], cast.officer), title=" ")
    assert refusal(actions.edit, read[0].pk, edited=edited, by=cast.officer, at=NOON).code == (
        "tasks.draft"
    )


# ------------------------------------------------------------ merge and split


def test_merging_neighbours(cast, document, read):
    made = actions.merge([read[1].pk, read[0].pk], by=cast.officer, at=LATER)
    assert (made.start, made.end) == (read[0].start, read[1].end)
    assert (made.state, made.source, made.rule) == ("pending", Source.PERSON, "person.merge")
    assert made.lead is None  # the two name different bodies: a person chooses
    assert made.lead_text == "Bộ Khoa học và Công nghệ; Bộ Công an"
    assert made.due_on is None
    assert list(made.partners.all()) == [cast.police]
    parts = document.proposals.filter(origin=made)
    assert [p.state for p in parts] == ["merged", "merged"]
    [event] = journal.events_of(made)
    assert (event.kind, event.data["parts"]) == ("proposal.merged", [read[0].pk, read[1].pk])


def test_merging_over_another_proposal_is_refused(cast, document, read):
    caught = refusal(actions.merge, [read[0].pk, read[2].pk], by=cast.officer, at=NOON)
    assert caught.code == "extraction.merge"
    actions.reject(read[1].pk, reason="Không giao việc", by=cast.officer, at=NOON)
    assert actions.merge([read[0].pk, read[2].pk], by=cast.officer, at=NOON).pk  # now free


def test_one_proposal_or_two_documents_do_not_merge(cast, read):
    other = make_proposal(make_document(by=cast.officer))
    for ids in ([read[0].pk], [read[0].pk, read[0].pk], [], [read[0].pk, other.pk]):
        assert refusal(actions.merge, ids, by=cast.officer, at=NOON).code == "extraction.merge"


def test_a_decided_proposal_does_not_merge(cast, read):
    accept(read[0], cast.officer)
    caught = refusal(actions.merge, [read[0].pk, read[1].pk], by=cast.officer, at=NOON)
    assert caught.code == "extraction.decided"


def test_splitting_shares_out_the_values(cast, document, read):
    at = document.text.index("tổ chức tập huấn")
    first, second = actions.split(read[4].pk, at_offset=at, by=cast.officer, at=LATER)
    assert document.text[second.start : second.end].startswith("tổ chức tập huấn")
    assert first.lead == second.lead == cast.standing
    assert (first.due_on, second.due_on) == (None, date(2026, 5, 15))
    assert (first.product_kind, second.product_kind) == ("document", "training")
    assert second.required_level == 3  # follows the new kind
    whole = Proposal.objects.get(pk=read[4].pk)
    assert (whole.state, whole.decided_by) == (ProposalState.SPLIT, cast.officer)
    [event] = journal.events_of(whole)
    assert (event.kind, event.data["parts"]) == ("proposal.split", [first.pk, second.pk])


@pytest.mark.parametrize("offset", [0, -5, 10**6])
def test_a_split_outside_the_proposal_is_refused(cast, read, offset):
    caught = refusal(actions.split, read[4].pk, at_offset=offset, by=cast.officer, at=NOON)
    assert caught.code == "extraction.split"


# ---------------------------------------------------------------------- add


def test_marking_text_proposes_it_with_what_the_machine_reads_there(cast, document):
    words = (
        "Bộ Công an hoàn thiện nền tảng định danh điện tử và đưa vào vận hành trong quý III/2026"
    )
    start, end = place(document, words)
    made = actions.add(document.pk, start=start - 1, end=end, by=cast.officer, at=NOON)
    assert (made.start, made.end) == (start, end)  # the space before is left out
    assert (made.source, made.rule, made.score) == (Source.PERSON, "person.mark", 1.0)
    assert (made.lead, made.due_on) == (cast.police, date(2026, 9, 30))
    quoted = made.evidence["due_on"]
    assert "quý III/2026" in document.text[quoted["start"] : quoted["end"]]
    assert made.clause.label == "2"
    assert events(made) == ["proposal.added"]


def test_marked_words_that_give_no_order_still_become_a_proposal(cast, document):
    start, end = place(document, "Đưa sản phẩm chuyển đổi số vào sử dụng năm 2026")
    made = actions.add(document.pk, start=start, end=end, by=cast.officer, at=NOON)
    assert made.title == "Đưa sản phẩm chuyển đổi số vào sử dụng năm 2026"
    assert made.lead is None


def test_words_that_have_a_proposal_are_not_marked_twice(cast, document, read):
    caught = refusal(
        actions.add, document.pk, start=read[0].start, end=read[0].end, by=cast.officer, at=NOON
    )
    assert caught.code == "extraction.mark"
    actions.reject(read[0].pk, reason="Đọc sai câu", by=cast.officer, at=NOON)
    again = actions.add(document.pk, start=read[0].start, end=read[0].end, by=cast.officer, at=NOON)
    assert again.state == ProposalState.PENDING  # a rejected reading does not stand in the way


# --------------------------------------------------------------------- undo


def test_undoing_a_rejection(cast, read):
    actions.reject(read[2].pk, reason="Chỉ là nhận định", by=cast.officer, at=NOON)
    back = actions.undo(read[2].pk, by=cast.officer, at=LATER)
    back.refresh_from_db()
    assert (back.state, back.reason, back.decided_by) == ("pending", "", None)
    assert events(back) == ["proposal.rejected", "proposal.undone"]


def test_undoing_an_acceptance_cancels_the_draft(cast, read):
    task = accept(read[0], cast.officer)
    back = actions.undo(read[0].pk, by=cast.officer, at=LATER)
    task.refresh_from_db()
    back.refresh_from_db()
    assert task.state == State.CANCELLED
    assert (back.state, back.task) == (ProposalState.PENDING, None)
    again = accept(read[0], cast.officer)
    assert again.code != task.code


def test_an_issued_task_is_not_undone(cast, read):
    task = accept(
        read[0],
        cast.officer,
        responsible="Bộ trưởng",
        authority="Thủ tướng Chính phủ",
    )
    tasks.issue(task.pk, by=cast.officer, at=NOON)
    caught = refusal(actions.undo, read[0].pk, by=cast.officer, at=LATER)
    assert caught.code == "extraction.task_issued"
    assert task.code in str(caught)


@pytest.mark.parametrize("through_the_part", [True, False])
def test_undoing_a_merger_brings_all_parts_back(cast, document, read, through_the_part):
    made = actions.merge([read[0].pk, read[1].pk], by=cast.officer, at=NOON)
    shown = actions.undo(read[1].pk if through_the_part else made.pk, by=cast.officer, at=LATER)
    assert shown.pk == read[0].pk
    assert not Proposal.objects.filter(pk=made.pk).exists()
    states = {p.pk: (p.state, p.origin) for p in document.proposals.all()}
    assert states[read[0].pk] == states[read[1].pk] == ("pending", None)


def test_a_merger_that_was_built_upon_is_not_undone(cast, read):
    made = actions.merge([read[0].pk, read[1].pk], by=cast.officer, at=NOON)
    accept(made, cast.officer)
    caught = refusal(actions.undo, read[0].pk, by=cast.officer, at=LATER)
    assert caught.code == "extraction.built_upon"


@pytest.mark.parametrize("through_the_part", [True, False])
def test_undoing_a_split_takes_the_parts_away(cast, document, read, through_the_part):
    at = document.text.index("tổ chức tập huấn")
    parts = actions.split(read[4].pk, at_offset=at, by=cast.officer, at=NOON)
    shown = actions.undo(parts[1].pk if through_the_part else read[4].pk, by=cast.officer, at=LATER)
    assert (shown.pk, shown.state) == (read[4].pk, ProposalState.PENDING)
    assert document.proposals.count() == 5


def test_a_part_of_a_split_that_was_merged_finds_its_way_back(cast, document, read):
    at = document.text.index("tổ chức tập huấn")
    first, second = actions.split(read[4].pk, at_offset=at, by=cast.officer, at=NOON)
    made = actions.merge([read[3].pk, first.pk], by=cast.officer, at=NOON)
    caught = refusal(actions.undo, read[4].pk, by=cast.officer, at=LATER)
    assert caught.code == "extraction.built_upon"
    actions.undo(made.pk, by=cast.officer, at=LATER)
    actions.undo(second.pk, by=cast.officer, at=LATER)
    assert sorted(document.proposals.values_list("pk", "state")) == [
        (p.pk, "pending") for p in read
    ]


def test_a_pending_proposal_has_nothing_to_undo(cast, read):
    caught = refusal(actions.undo, read[0].pk, by=cast.officer, at=LATER)
    assert caught.code == "extraction.undecided"


def test_a_proposal_that_is_gone_is_said_to_be_gone(cast, read):
    made = actions.merge([read[0].pk, read[1].pk], by=cast.officer, at=NOON)
    actions.undo(made.pk, by=cast.officer, at=NOON)
    caught = refusal(actions.reject, made.pk, reason="Không giao việc", by=cast.officer, at=LATER)
    assert caught.code == "extraction.gone"


def test_the_text_of_the_tests_reads_as_five_duties(read):
    assert len(read) == 5
    assert all(TEXT[p.start : p.end].strip() for p in read)
    assert list(journal.verify()) == []


def test_words_between_two_clauses_belong_to_none(cast, document):
    document.clauses.all().delete()
    start, end = place(document, "Bộ Công an hoàn thiện nền tảng định danh điện tử")
    made = actions.add(document.pk, start=start, end=end, by=cast.officer, at=NOON)
    assert made.clause is None
    task = accept(made, cast.officer)
    assert (task.clause, task.quote_start) == (None, start)
