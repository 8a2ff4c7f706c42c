"""The review page, driven as a browser without JavaScript would."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thucchat.extraction import actions
from thucchat.extraction.models import Proposal
from thucchat.extraction.tests.factories import make_document, make_proposal
from thucchat.extraction.tests.test_queries import long_text
from thucchat.tasks.choices import State
from thucchat.tasks.models import Task
from thucchat.tasks.tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(cast):
    return make_document(by=cast.officer)


@pytest.fixture
def read(cast, document):
    actions.propose(document.pk, by=cast.officer, at=NOON)
    return list(document.proposals.order_by("start"))


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def page(client, document, **query):
    return client.get(reverse("extraction:review", args=[document.pk]), query)


def act(client, name, document, *more, **data):
    return client.post(reverse(f"extraction:{name}", args=[document.pk, *more]), data)


def text_of(response):
    """The words a reader sees: no tags, one space."""
    inside = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def typed(response, **changes):
    """What the browser would send for the form of the selected proposal."""
    form = response.context["values_form"]
    values = {bound.name: bound.value() for bound in form}
    return {**{name: "" if v is None else v for name, v in values.items()}, **changes}


def test_the_page_shows_the_text_the_marks_and_the_form(officer, document, read):
    response = page(officer, document)
    html, words = response.content.decode(), text_of(response)
    assert response.status_code == 200
    assert "Đề xuất 1/5" in words
    assert "Còn lại 5/5" in words
    assert "1 đang chọn 1. Bộ Khoa học và Công nghệ chủ trì" in words
    assert "2 ? chờ duyệt" in words
    assert html.count("<h1") == 1
    assert 'value="Bộ Khoa học và Công nghệ"' in html
    assert 'value="30/06/2026"' in html
    assert "«hoàn thành trước ngày 30/6/2026»" in words  # the words behind the deadline
    assert "Rõ trách nhiệm thiếu" in words
    assert "Rõ người đủ" in words
    assert "Phím tắt" in words
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son[a-z]+=", html)


def test_a_document_nobody_read_yet_says_what_to_do(officer, document):
    words = text_of(page(officer, document))
    assert "Chưa có đề xuất nào" in words
    assert "Đọc văn bản, đề xuất nhiệm vụ" in words


def test_an_unconfirmed_document_can_be_read_but_not_accepted_from(officer, cast):
    document = make_document(by=cast.officer, confirmed=False)
    actions.propose(document.pk, by=cast.officer, at=NOON)
    response = page(officer, document)
    assert "Văn bản chưa được xác nhận" in text_of(response)
    assert re.search(r'id="nut-nhan"\s+disabled', response.content.decode())
    first = document.proposals.order_by("start").first()
    answer = act(officer, "save", document, first.pk, **typed(response, viec="nhan"))
    assert answer.status_code == 422
    assert "Hãy xác nhận thông tin văn bản trước" in text_of(answer)
    assert Task.objects.count() == 0


def test_the_whole_journey_without_javascript(officer, cast, document):
    answer = officer.post(reverse("extraction:propose", args=[document.pk]), follow=True)
    assert "thêm 5 đề xuất chờ duyệt" in text_of(answer)
    first, second, third, fourth, fifth = document.proposals.order_by("start")
    task = correct_and_accept(officer, cast, document, first, second)
    reject_it(officer, document, third)
    merged = merge_them(officer, document, second, fourth)
    split_it(officer, document, fifth)
    add_by_pasting(officer, document)
    for proposal in (first, third, merged, fifth):
        answer = officer.post(
            reverse("extraction:undo", args=[document.pk, proposal.pk]), follow=True
        )
        assert "Đã hoàn tác" in text_of(answer)
    states = list(document.proposals.order_by("start").values_list("state", flat=True))
    assert states == ["pending"] * 6
    task.refresh_from_db()
    assert task.state == State.CANCELLED


def correct_and_accept(officer, cast, document, first, second):
    """Correct, keep for later, accept; the next undecided one opens."""
    changes = {
        "title": "Xây dựng cơ sở dữ liệu quốc gia về chuyên gia",
        "responsible": "Bộ trưởng Bộ Khoa học và Công nghệ",
        "partners": "bộ công an\nT01",
    }
    sent = typed(page(officer, document), viec="luu", **changes)
    answer = act(officer, "save", document, first.pk, **sent)
    assert answer["Location"].endswith(f"?de-xuat={first.pk}#de-xuat")
    first.refresh_from_db()
    assert first.responsible == "Bộ trưởng Bộ Khoa học và Công nghệ"
    assert set(first.partners.all()) == {cast.police, cast.province}
    response = page(officer, document, **{"de-xuat": first.pk})
    answer = act(officer, "save", document, first.pk, **typed(response, viec="nhan"))
    assert answer["Location"].endswith(f"?de-xuat={second.pk}#de-xuat")
    task = Task.objects.get()
    assert (task.lead, task.state, task.title) == (cast.science, State.DRAFT, changes["title"])
    assert f"dự thảo nhiệm vụ {task.code}" in text_of(officer.get(answer["Location"]))
    decided = text_of(page(officer, document, **{"de-xuat": first.pk}))
    for words in ("Còn lại 4/5", f"Nhiệm vụ {task.code}", str(cast.officer), "✓ đã nhận"):
        assert words in decided
    return task


def reject_it(officer, document, third):
    act(officer, "reject", document, third.pk, reason="Giao chung, không rõ ai làm")
    third.refresh_from_db()
    assert (third.state, third.reason) == ("rejected", "Giao chung, không rõ ai làm")
    assert "✕ đã loại" in text_of(page(officer, document))


def merge_them(officer, document, second, fourth):
    """The rejected one between the two does not count."""
    answer = act(officer, "merge", document, second.pk, voi=fourth.pk)
    merged = Proposal.objects.get(rule="person.merge")
    assert answer["Location"].endswith(f"?de-xuat={merged.pk}#de-xuat")
    assert "Bỏ gộp" in text_of(officer.get(answer["Location"]))
    return merged


def split_it(officer, document, fifth):
    response = page(officer, document, **{"de-xuat": fifth.pk})
    [(at, words)] = response.context["page"].cuts
    assert words.startswith("tổ chức tập huấn")
    act(officer, "split", document, fifth.pk, place=at)
    assert Proposal.objects.filter(rule="person.split").count() == 2


def add_by_pasting(officer, document):
    quote = "Đưa sản phẩm chuyển đổi số\nvào sử dụng năm 2026"
    answer = act(officer, "add", document, quote=quote)
    added = Proposal.objects.get(rule="person.mark")
    assert answer["Location"].endswith(f"?de-xuat={added.pk}#de-xuat")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Nhập nội dung nhiệm vụ, ví dụ “Hoàn thành cơ sở dữ liệu đất đai”."),
        ({"due_on": "31/02/2026"}, "ngày/tháng/năm"),
        ({"lead": "Bộ Không Có"}, "Không xác định được cơ quan «Bộ Không Có»"),
        ({"lead": "Bộ Khoa"}, "Gần giống: Bộ Khoa học và Công nghệ (BKHCN)"),
        ({"partners": "Bộ Công an\nSở Mây"}, "«Sở Mây»"),
        ({"lead": "Bộ Công an", "partners": "BCA"}, "đã là cơ quan chủ trì"),
        ({"recurrence": "monthly"}, "Nhiệm vụ định kỳ không có một ngày hạn"),
        ({"required_level": "9"}, "Mức kết quả phải đạt"),
    ],
)
def test_what_is_typed_wrong_is_said_beside_the_field_and_kept(
    officer, document, read, changes, said
):
    data = typed(page(officer, document), viec="nhan", responsible="Bà Trần Thị B", **changes)
    answer = act(officer, "save", document, read[0].pk, **data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "<title>Lỗi:" in html
    assert 'value="Bà Trần Thị B"' in html  # nothing typed is lost
    assert 'role="alert"' in html
    assert "«hoàn thành trước ngày 30/6/2026»" in text_of(answer)  # the quoted words too
    assert Task.objects.count() == 0


def test_a_day_without_a_precision_is_a_day(officer, document, read):
    response = page(officer, document, **{"de-xuat": read[2].pk})
    data = typed(response, viec="luu", due_on="1/7/2026", due_precision="none")
    act(officer, "save", document, read[2].pk, **data)
    read[2].refresh_from_db()
    assert (str(read[2].due_on), read[2].due_precision) == ("2026-07-01", "date")


def test_no_day_has_no_precision(officer, document, read):
    data = typed(page(officer, document), viec="luu", due_on="")
    act(officer, "save", document, read[0].pk, **data)
    read[0].refresh_from_db()
    assert (read[0].due_on, read[0].due_precision) == (None, "none")


def test_somebody_elses_correction_is_not_overwritten_unseen(officer, document, read):
    data = typed(page(officer, document), viec="luu", product="Của tôi")
    Proposal.objects.filter(pk=read[0].pk).update(product="Của người khác")
    answer = act(officer, "save", document, read[0].pk, **data)
    assert answer.status_code == 422
    assert "Người khác vừa sửa đề xuất này" in text_of(answer)
    again = {**data, "seen": answer.context["values_form"]["seen"].value()}
    assert act(officer, "save", document, read[0].pk, **again).status_code == 302
    read[0].refresh_from_db()
    assert read[0].product == "Của tôi"


def test_a_second_acceptance_says_who_was_first(officer, cast, document, read):
    data = typed(page(officer, document), viec="nhan")
    act(officer, "save", document, read[0].pk, **data)
    answer = act(officer, "save", document, read[0].pk, **data)
    assert answer.status_code == 422
    assert "Người khác vừa quyết định" in text_of(answer)
    assert Task.objects.count() == 1


def test_a_rejection_without_a_reason_is_asked_again(officer, document, read):
    for reason, said in (("", "Nhập lý do loại"), ("sai", "Ghi lý do loại")):
        answer = act(officer, "reject", document, read[0].pk, reason=reason)
        assert answer.status_code == 422
        assert said in text_of(answer)
    read[0].refresh_from_db()
    assert read[0].state == "pending"


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("Bộ Ngoại giao báo cáo kết quả", "Không tìm thấy đoạn này"),
        ("Bộ Khoa học và Công nghệ", "xuất hiện 2 lần"),
        ("NHIỆM VỤ", "quá ngắn"),
        ("", "Nhập nguyên văn câu giao việc"),
    ],
)
def test_words_to_add_are_found_once_or_asked_again(officer, document, read, quote, said):
    answer = act(officer, "add", document, **{"quote": quote, "dang-chon": read[1].pk})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert answer.context["selected"] == read[1]
    assert document.proposals.count() == 5


def test_marked_words_that_occur_twice_are_added_where_they_were_marked(officer, document):
    words = "Bộ Khoa học và Công nghệ"
    start = document.text.rindex(words)
    data = {"quote": words, "start": start, "end": start + len(words)}
    act(officer, "add", document, **data)
    assert document.proposals.get().start == start


def test_offsets_that_do_not_fit_the_words_are_not_believed(officer, document):
    quote = "Đưa sản phẩm chuyển đổi số vào sử dụng năm 2026"
    act(officer, "add", document, quote=quote, start=0, end=50)
    assert document.proposals.get().start == document.text.index(quote)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Chọn một chỗ tách"),
        ({"words": "không có chữ này"}, "Không tìm thấy"),
        ({"words": "Văn phòng Trung ương Đảng ban hành"}, None),
        ({"words": "cán bộ các cơ quan"}, None),
    ],
)
def test_a_split_by_words(officer, document, read, data, said):
    answer = act(officer, "split", document, read[4].pk, **data)
    if said:
        assert answer.status_code == 422
        assert said in text_of(answer)
    else:
        assert answer.status_code == 302
        assert Proposal.objects.filter(origin=read[4]).count() == 2


def test_merging_over_another_one_is_explained(officer, document, read):
    answer = officer.post(
        reverse("extraction:merge", args=[document.pk, read[0].pk]),
        {"voi": read[2].pk},
        follow=True,
    )
    assert "Giữa các ý được chọn còn 1 đề xuất khác" in text_of(answer)


def test_several_are_accepted_at_once(officer, document, read):
    response = page(officer, document)
    assert "Nhận loạt 4 đề xuất" in text_of(response)
    ids = [row.id for row in response.context["page"].sure][:2]
    answer = officer.post(
        reverse("extraction:accept_many", args=[document.pk]), {"chon": ids}, follow=True
    )
    assert "Đã nhận 2 đề xuất" in text_of(answer)
    assert Task.objects.count() == 2


def test_nothing_chosen_is_said(officer, document, read):
    answer = officer.post(reverse("extraction:accept_many", args=[document.pk]), follow=True)
    assert "Chưa chọn đề xuất nào" in text_of(answer)


def test_proposals_of_another_document_are_not_reached(officer, cast, document):
    other = make_proposal(make_document(by=cast.officer))
    for name in ("save", "reject", "merge", "split", "undo"):
        assert act(officer, name, document, other.pk).status_code == 404
    act(officer, "accept_many", document, chon=other.pk)
    other.refresh_from_db()
    assert other.state == "pending"


def test_an_address_with_nonsense_is_answered(officer, document, read):
    for value in ("x", "²", "-1", "999999999999", ""):
        assert page(officer, document, **{"de-xuat": value}).status_code == 200
        assert page(officer, document, phan=value).status_code == 200
    assert "Không có đề xuất này" in text_of(page(officer, document, **{"de-xuat": "999999"}))
    assert officer.get(reverse("extraction:review", args=[10**6])).status_code == 404


@pytest.mark.parametrize("who", ["leader", "reporter", "verifier", "province_officer", "stranger"])
def test_others_are_refused_with_the_role_that_is_needed(client, cast, document, read, who):
    client.force_login(getattr(cast, who))
    assert page(client, document).status_code == 403
    pk = read[0].pk
    for name in ("save", "reject", "split"):
        assert act(client, name, document, pk, viec="nhan").status_code == 403
    assert act(client, "add", document).status_code == 403
    for name in ("merge", "undo"):
        act(client, name, document, pk, voi=read[1].pk)
    act(client, "accept_many", document, chon=pk)
    act(client, "propose", document)
    assert set(document.proposals.values_list("state", flat=True)) == {"pending"}
    assert Task.objects.count() == 0


def test_strangers_are_sent_to_sign_in(client, document):
    assert page(client, document)["Location"].startswith(reverse("web:sign_in"))


def test_writing_takes_a_post(officer, document, read):
    for name in ("propose", "add", "accept_many"):
        assert officer.get(reverse(f"extraction:{name}", args=[document.pk])).status_code == 405
    for name in ("save", "reject", "merge", "split", "undo"):
        address = reverse(f"extraction:{name}", args=[document.pk, read[0].pk])
        assert officer.get(address).status_code == 405


def test_statements_and_nodes_do_not_grow_with_the_document(officer, cast, document, read):
    large = make_document(long_text(6), by=cast.officer)
    actions.propose(large.pk, by=cast.officer, at=NOON)
    page(officer, document)
    with CaptureQueriesContext(connection) as few:
        page(officer, document)
    with CaptureQueriesContext(connection) as many:
        response = page(officer, large)
    assert len(many) == len(few)
    assert len(many) <= 14
    assert response.content.count(b"<") / 2 < 1500  # about the number of elements
