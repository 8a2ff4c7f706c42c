"""The review page's rows, and what waits for a person."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thucchat.directives.choices import DocumentState
from thucchat.extraction import actions, queries
from thucchat.extraction.models import Proposal
from thucchat.extraction.tests.factories import TEXT, make_document, make_proposal, place
from thucchat.kernel.errors import Refused
from thucchat.kernel.periods import local_day
from thucchat.orgs.choices import Role
from thucchat.orgs.tests.factories import make_org, make_user
from thucchat.tasks.tests.factories import NOON

pytestmark = pytest.mark.django_db


def long_text(sections):
    parts = ["KẾ HOẠCH\nĐưa sản phẩm vào sử dụng\n"]
    for number in range(1, sections + 1):
        parts.append(f"Chương {number}\nVIỆC\n")
        parts += [
            f"{item}. Bộ Công an hoàn thiện nền tảng số {number}.{item} để phục vụ người dân và "
            f"doanh nghiệp trong cả nước, đưa vào vận hành trong tháng 9/2026.\n"
            for item in range(1, 40)
        ]
    return "\n".join(parts)


@pytest.fixture
def document(cast):
    return make_document(by=cast.officer)


@pytest.fixture
def read(cast, document):
    actions.propose(document.pk, by=cast.officer, at=NOON)
    return list(document.proposals.order_by("start"))


def test_the_first_undecided_proposal_is_selected(cast, document, read):
    page = queries.review_page(document.pk)
    assert page.selected == read[0]
    assert (page.number, page.total, page.pending, page.decided) == (1, 5, 5, 0)
    assert (page.previous_id, page.next_id) == (None, read[1].pk)
    actions.reject(read[0].pk, reason="Không giao việc", by=cast.officer, at=NOON)
    page = queries.review_page(document.pk)
    assert page.selected == read[1]
    assert (page.pending, page.decided) == (4, 1)


def test_the_next_undecided_one_comes_round_again(cast, document, read):
    actions.reject(read[4].pk, reason="Không giao việc", by=cast.officer, at=NOON)
    assert queries.review_page(document.pk, selected_id=read[2].pk).next_pending_id == read[3].pk
    assert queries.review_page(document.pk, selected_id=read[3].pk).next_pending_id == read[0].pk
    assert queries.next_pending(document.pk, after=read[3].start + 1) == read[0].pk


def test_the_window_gives_back_the_text_word_for_word(document, read):
    page = queries.review_page(document.pk)
    shown = "".join(piece.text for row in page.clauses for piece in row.pieces)
    assert "".join(shown.split()) == "".join(TEXT.split())
    for row in page.clauses:
        for piece in row.pieces:
            assert document.text[piece.start :].startswith(piece.text)


def test_marks_say_how_a_proposal_stands(cast, document, read):
    actions.reject(read[1].pk, reason="Không giao việc", by=cast.officer, at=NOON)
    page = queries.review_page(document.pk, selected_id=read[0].pk)
    pieces = [p for row in page.clauses for p in row.pieces if p.state]
    assert [(p.proposal_id, p.state) for p in pieces][:3] == [
        (read[0].pk, "selected"),
        (read[1].pk, "rejected"),
        (read[2].pk, "pending"),
    ]
    badges = [b for p in pieces for b in p.badges]
    assert [b.number for b in badges] == [1, 2, 3, 4, 5]  # each number once
    assert [b.selected for b in badges][:2] == [True, False]


def test_nested_proposals_are_both_marked(cast, document, read):
    start, end = place(document, "xây dựng cơ sở dữ liệu quốc gia về chuyên gia")
    inner = make_proposal(document, document.text[start:end])
    page = queries.review_page(document.pk, selected_id=read[1].pk)
    pieces = [p for row in page.clauses for p in row.pieces if p.state][:3]
    assert [(p.proposal_id, p.also) for p in pieces] == [
        (read[0].pk, 0),
        (inner.pk, 1),
        (read[0].pk, 0),
    ]
    # the outer one, selected, is drawn as selected over its whole extent
    outer = queries.review_page(document.pk, selected_id=read[0].pk)
    states = [p.state for row in outer.clauses for p in row.pieces if p.state][:3]
    assert states == ["selected"] * 3


def test_values_carry_their_quoted_words(document, read):
    page = queries.review_page(document.pk)
    assert page.evidence["lead"].words == "Bộ Khoa học và Công nghệ"
    assert "30/6/2026" in page.evidence["due_on"].words
    assert page.evidence["due_on"].inherited is False


def test_words_that_stand_elsewhere_are_said_to(document):
    start, _ = place(document, "I. NHIỆM VỤ")
    proposal = make_proposal(
        document, evidence={"lead": {"start": start, "end": start + 11, "rule": "r"}}
    )
    page = queries.review_page(document.pk, selected_id=proposal.pk)
    assert page.evidence["lead"].inherited is True


def test_those_without_doubts_may_be_accepted_together(document, read):
    page = queries.review_page(document.pk)
    assert [row.id for row in page.sure] == [p.pk for p in (read[0], read[1], read[3], read[4])]
    assert [row.number for row in page.sure] == [1, 2, 4, 5]
    assert [
        doubt.field for doubt in queries.review_page(document.pk, selected_id=read[2].pk).doubts
    ] == ["lead"]


def test_neighbours_for_merging_are_undecided_ones(cast, document, read):
    page = queries.review_page(document.pk, selected_id=read[1].pk)
    assert (page.merge_before_id, page.merge_after_id) == (read[0].pk, read[2].pk)
    actions.reject(read[0].pk, reason="Không giao việc", by=cast.officer, at=NOON)
    page = queries.review_page(document.pk, selected_id=read[1].pk)
    assert (page.merge_before_id, page.merge_after_id) == (None, read[2].pk)


def test_a_merged_proposal_can_still_be_opened(cast, document, read):
    made = actions.merge([read[0].pk, read[1].pk], by=cast.officer, at=NOON)
    assert queries.review_page(document.pk, selected_id=made.pk).came_from == "merged"
    page = queries.review_page(document.pk, selected_id=read[0].pk)
    assert (page.selected, page.number, page.total) == (read[0], 0, 4)


def test_a_proposal_of_another_document_is_not_selected(document, read):
    other = make_proposal(make_document())
    assert queries.review_page(document.pk, selected_id=other.pk).selected is None


def test_paragraphs_passed_over_are_those_of_sections_with_duties(cast):
    text = (
        "I. ĐÁNH GIÁ\n\nNăm qua các cơ quan đã có nhiều cố gắng, kết quả bước đầu rất tích cực.\n\n"
        "II. NHIỆM VỤ\n\n1. Bộ Công an hoàn thiện nền tảng định danh trong tháng 9/2026.\n\n"
        "2. Việc này rất quan trọng đối với mọi người dân trong cả nước hiện nay.\n"
    )
    document = make_document(text, by=cast.officer)
    make_proposal(document, "Bộ Công an hoàn thiện nền tảng định danh trong tháng 9/2026")
    page = queries.review_page(document.pk)
    assert [row.place[:12] for row in page.passed_over] == ["2. Việc này "]


def test_a_long_document_shows_one_window_and_links_the_rest(cast):
    document = make_document(long_text(6), by=cast.officer)
    actions.propose(document.pk, by=cast.officer, at=NOON)
    page = queries.review_page(document.pk)
    assert len(page.sections) > 2
    assert sum(row.total for row in page.sections) == page.total
    assert [row.number for row in page.sections if row.current] == [1]
    shown = sum(len(piece.text) for row in page.clauses for piece in row.pieces)
    assert shown < len(document.text) / 2
    third = queries.review_page(document.pk, section=3)
    assert third.section.number == 3
    assert third.selected.start >= third.clauses[0].pieces[0].start
    last = document.proposals.order_by("start").last()
    assert queries.review_page(document.pk, selected_id=last.pk).section.number == len(
        page.sections
    )


def test_statements_do_not_grow_with_the_document(cast, document, read):
    large = make_document(long_text(6), by=cast.officer)
    actions.propose(large.pk, by=cast.officer, at=NOON)
    assert large.proposals.count() > 100
    with CaptureQueriesContext(connection) as few:
        queries.review_page(document.pk)
    with CaptureQueriesContext(connection) as many:
        queries.review_page(large.pk)
    assert len(many) == len(few) == 4


# ------------------------------------------------------------------ bodies


def test_a_body_is_found_by_name_alias_code_and_without_marks(cast):
    make_org("BTC", name="Bộ Tài chính", aliases=("BTC cũ",))
    for words in ("Bộ Tài chính", "bo tai chinh", "BTC cũ", "btc", "Bộ Tài chính (BTC)"):
        assert queries.typed(words).code == "BTC"
    assert queries.typed("X00004") == cast.commune
    assert queries.typed(queries.written(cast.commune)) == cast.commune
    assert queries.typed("  ") is None
    assert queries.typed("Bộ Không Có") is None


def test_a_name_that_several_communes_bear_is_not_chosen(cast):
    make_org("X00005", name="Phường Ba Đình", level="commune", parent=cast.other_province)
    assert queries.typed("Phường Ba Đình") is None
    assert any("X00004" in name for name in queries.alike("ba đình"))


def test_offered_names_leave_communes_out(cast):
    names = queries.offered()
    assert "Bộ Công an" in names
    assert "Phường Ba Đình" not in names


# ----------------------------------------------------------------- pending


def test_documents_wait_for_those_who_may_review_them(cast, document, read):
    day = local_day(NOON) + timedelta(days=3)
    [row] = queries.pending_documents(cast.officer, on=day)
    assert (row.document_id, row.pending, row.total) == (document.pk, 5, 5)
    assert (row.number, row.confirmed, row.days_waiting) == (document.number, True, 3)
    assert row.first_due_on == date(2026, 5, 15)
    for person in (cast.leader, cast.reporter, cast.province_officer, cast.stranger):
        assert queries.pending_documents(person, on=day) == []


def test_a_province_sees_its_own(cast):
    own = make_document(by=cast.province_officer)
    make_proposal(own)
    day = local_day(NOON)
    assert [
        row.document_id for row in queries.pending_documents(cast.province_officer, on=day)
    ] == [own.pk]
    assert [row.document_id for row in queries.pending_documents(cast.officer, on=day)] == [own.pk]


def test_decided_and_withdrawn_documents_do_not_wait(cast, document, read):
    day = local_day(NOON)
    Proposal.objects.update(state="rejected")
    assert queries.pending_documents(cast.officer, on=day) == []
    Proposal.objects.update(state="pending")
    document.state = DocumentState.WITHDRAWN
    document.save()
    assert queries.pending_documents(cast.officer, on=day) == []


def test_the_nearest_deadline_comes_first_in_few_statements(cast):
    days = [date(2026, 9, 1), None, date(2026, 4, 1)]
    made = []
    for day in days:
        made.append(make_document(by=cast.officer))
        make_proposal(made[-1], due_on=day)
    list(queries.pending_documents(cast.officer, on=local_day(NOON)))
    with CaptureQueriesContext(connection) as statements:
        rows = queries.pending_documents(cast.officer, on=local_day(NOON))
    assert [row.document_id for row in rows] == [made[2].pk, made[0].pk, made[1].pk]
    assert len(statements) == 2


def test_the_owner_is_the_body_one_drafts_for(cast):
    assert queries.owner_id(cast.officer) == cast.standing.pk
    assert queries.owner_id(cast.province_officer) == cast.province.pk
    person = make_user(Role.VIEWER, cast.standing)
    with pytest.raises(Refused):
        queries.owner_id(person)
