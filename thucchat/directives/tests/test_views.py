import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thucchat.directives import actions, queries
from thucchat.directives.choices import DocumentState
from thucchat.directives.models import Clause, Document
from thucchat.directives.tests.factories import (
    NOON,
    a_heading,
    confirmed,
    make_resolution,
    plan,
    registered,
)
from thucchat.vntext.reading import refusals
from thucchat.vntext.text import Span

pytestmark = pytest.mark.django_db


def page_of(client, name, *args, **query):
    response = client.get(reverse(f"directives:{name}", args=args), query)
    return response, response.content.decode()


def send(client, content, name="kh.txt"):
    file = SimpleUploadedFile(name, content)
    response = client.post(reverse("directives:upload"), {"file": file})
    return response, response.content.decode()


@pytest.fixture
def officer(cast, client):
    make_resolution()
    client.force_login(cast.officer)
    return cast.officer


def test_the_whole_way_from_a_file_to_a_confirmed_document(officer, client):
    response, _ = send(client, plan())
    document = Document.objects.get()
    assert response.url == reverse("directives:confirm", args=[document.pk])
    _, page = page_of(client, "confirm", document.pk)
    assert "đọc được" in page  # the message after the upload
    assert 'value="15-KH/BCĐTW"' in page
    assert "<mark>ngày 02 tháng 3 năm 2026</mark>" in page
    assert f"?doan={document.text.index('15-KH')}-" in page
    form = {
        "number": "15-KH/BCĐTW", "kind": "plan", "title": "Triển khai",
        "issuer": document.issuer_id, "issuer_text": "VĂN PHÒNG", "issued_on": "02/03/2026",
        "signer": "", "resolution": document.resolution_id, "replaces": "02-KH/BCĐTW\n",
    }  # fmt: skip
    response = client.post(reverse("directives:confirm", args=[document.pk]), form)
    assert response.url == reverse("directives:detail", args=[document.pk])
    document.refresh_from_db()
    assert document.state == DocumentState.CONFIRMED
    assert document.issued_on == date(2026, 3, 2)


def test_a_file_that_is_refused_says_why_beside_the_field(officer, client):
    response, page = send(client, b"%PDF-1.7 x", "a.docx")
    assert response.status_code == 422
    assert "<title>Lỗi: " in page
    assert "bên trong là PDF" in page
    assert not Document.objects.exists()


def test_a_file_above_the_limit_is_not_even_read(officer, client, monkeypatch):
    monkeypatch.setattr(refusals, "MAX_BYTES", 10)
    response, page = send(client, plan())
    assert response.status_code == 422
    assert "lớn hơn mức 25 MB" in page


def test_no_file_says_what_to_choose(officer, client):
    response = client.post(reverse("directives:upload"), {})
    assert response.status_code == 422
    assert "Chọn tệp văn bản từ máy của bạn, ví dụ “ke-hoach-15.docx”." in response.content.decode()


def test_the_same_file_again_leads_to_the_document(officer, client):
    there = registered(officer)
    response, page = send(client, plan())
    assert response.status_code == 422
    assert "đã có trong hệ thống" in page
    assert f'href="{reverse("directives:detail", args=[there.pk])}"' in page


def test_other_documents_with_the_same_words_are_warned_of(officer, client):
    registered(officer)
    second = registered(officer, plan() + b"\n", "b.txt")
    _, page = page_of(client, "confirm", second.pk)
    assert "nội dung chữ giống hệt" in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Nhập trích yếu"),
        ("issued_on", "31/02/2026", "là ngày có thật"),
        ("resolution", "", "Chọn nghị quyết"),
        ("replaces", "15-KH/BCĐTW", "không thể thay thế chính nó"),
    ],
)
def test_a_confirmation_that_cannot_be_keeps_what_was_typed(officer, client, field, value, said):
    document = registered(officer)
    form = {
        "number": "15-KH/BCĐTW", "kind": "plan", "title": "Triển khai", "issued_on": "02/03/2026",
        "resolution": document.resolution_id, "signer": "Trần Văn Bé", field: value,
    }  # fmt: skip
    response = client.post(reverse("directives:confirm", args=[document.pk]), form)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert 'value="Trần Văn Bé"' in page
    document.refresh_from_db()
    assert document.state == DocumentState.RECEIVED


def test_the_page_has_the_text_with_anchors_and_the_facts(officer, client):
    document = registered(officer)
    _, page = page_of(client, "detail", document.pk)
    for pk in Clause.objects.values_list("pk", flat=True):
        assert f'id="c{pk}"' in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert document.sha256 in page
    section = Clause.objects.get(kind="section", label="I")
    assert f'<a href="#c{section.pk}">I. VỀ DỮ LIỆU</a>' in page
    assert '<td data-label="Chủ trì"> Bộ Nội vụ </td>' in page
    assert "chưa có người xác nhận" in page


def test_a_span_in_the_address_is_marked_across_clauses(officer, client):
    document = registered(officer)
    start = document.text.index("trước ngày 30/9")
    end = document.text.index("làm sạch dữ liệu")
    _, page = page_of(client, "detail", document.pk, doan=f"{start}-{end}")
    marks = re.findall(r"<mark[^>]*>([^<]*)</mark>", page)
    assert [" ".join(words.split()) for words in marks] == [
        "trước ngày 30/9/2026.",
        "b) Bộ Y tế",
    ]
    assert page.count('id="doan"') == 1


@pytest.mark.parametrize("asked", ["", "x", "5-2", "0-0", "5-99999999", "-1-4", "1-2-3"])
def test_a_span_that_cannot_be_marks_nothing(officer, client, asked):
    document = registered(officer)
    response, page = page_of(client, "detail", document.pk, doan=asked)
    assert response.status_code == 200
    assert "<mark" not in page


def test_words_of_a_document_are_never_markup(officer, client):
    document = registered(officer, b"<script>alert(1)</script> & | <b>\n", "a.txt")
    _, page = page_of(client, "detail", document.pk, doan="0-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page.replace("</mark>", "").replace("alert", "alert")


def test_a_replaced_document_says_so_and_links(officer, client):
    old = confirmed(officer, "02-KH/BCĐTW")
    new = confirmed(officer, "15-KH/BCĐTW", ("02-KH/BCĐTW",))
    _, page = page_of(client, "detail", old.pk)
    assert "Văn bản này đã được thay thế" in page
    assert f'href="{reverse("directives:detail", args=[new.pk])}"' in page
    _, page = page_of(client, "index")
    assert "đã có 15-KH/BCĐTW thay thế" in page
    actions.withdraw(new.pk, reason="Nhầm", by=officer, at=NOON)
    _, page = page_of(client, "detail", old.pk)
    assert "Văn bản này đã được thay thế" not in page


def test_the_file_comes_back_as_it_was_and_never_as_a_page(officer, client):
    name = 'Kế hoạch "15"; x.html'
    content = "<html><body><p>Bộ Công an báo cáo.</p></body></html>".encode()
    document = registered(officer, content, name)
    response = client.get(reverse("directives:file", args=[document.pk]))
    assert b"".join(response.streaming_content) == content
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''K%E1%BA%BF")
    assert "\n" not in response["Content-Disposition"]
    response.close()


def test_a_file_that_is_lost_is_said_to_be(officer, client):
    document = registered(officer)
    document.file.storage.delete(document.file.name)
    assert client.get(reverse("directives:file", args=[document.pk])).status_code == 404


def test_withdrawing_and_restoring_by_hand(officer, client):
    document = registered(officer)
    withdraw = reverse("directives:withdraw", args=[document.pk])
    response = client.post(withdraw, {"reason": ""}, follow=True)
    assert "Nhập lý do rút, ví dụ" in response.content.decode()
    response = client.post(withdraw, {"reason": "Nhầm"}, follow=True)
    assert "Văn bản đã rút" in response.content.decode()
    _, page = page_of(client, "index")
    assert "15-KH/BCĐTW" not in page
    _, page = page_of(client, "index", trang_thai="withdrawn")
    assert "15-KH/BCĐTW" in page
    response = client.post(withdraw, {"reason": "Nhầm"}, follow=True)
    assert "không chuyển sang" in response.content.decode()
    client.post(reverse("directives:restore", args=[document.pk]))
    document.refresh_from_db()
    assert document.state == DocumentState.RECEIVED


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"15", "16"}),
        ({"q": "chuyen doi so"}, {"15", "16"}),
        ({"q": "CHUYỂN ĐỔI"}, {"15", "16"}),
        ({"q": "15-KH"}, {"15"}),
        ({"q": "y te"}, set()),
        ({"q": "an toan"}, {"16"}),
        ({"loai": "plan"}, {"15", "16"}),
        ({"loai": "decision"}, set()),
        ({"nam": "2026"}, {"15", "16"}),
        ({"nam": "1999"}, {"15", "16"}),  # not offered: asks for nothing
        ({"trang_thai": "confirmed"}, {"16"}),
        ({"nghi_quyet": "x"}, {"15", "16"}),
    ],
)
def test_the_list_is_narrowed_by_what_the_address_says(officer, client, query, found):
    registered(officer)
    other = registered(officer, plan("16-KH/BCĐTW", extra=" và an toàn"), "16.txt")
    heading = a_heading(number="16-KH/BCĐTW", title="Chuyển đổi số và an toàn")
    actions.confirm(other.pk, heading=heading, by=officer, at=NOON)
    _, page = page_of(client, "index", **query)
    assert set(re.findall(r">Kế hoạch (\d\d)-KH/BCĐTW</a>", page)) == found


def test_an_empty_list_says_why(officer, client, cast):
    _, page = page_of(client, "index")
    assert "Chưa có văn bản nào" in page
    _, page = page_of(client, "index", q="khong co")
    assert "Không có văn bản nào khớp bộ lọc" in page
    client.force_login(cast.leader)
    _, page = page_of(client, "index")
    assert "Cán bộ điều phối nạp" in page


@pytest.mark.parametrize(
    ("who", "sees", "registers"),
    [
        ("officer", True, True),
        ("province_officer", True, True),
        ("reporter", True, False),
        ("leader", True, False),
        ("administrator", False, False),
        ("stranger", False, False),
    ],
)
def test_who_may_open_which_page(cast, client, who, sees, registers):
    document = registered(cast.officer)
    client.force_login(getattr(cast, who))
    for name in ("index", "detail", "file"):
        args = [] if name == "index" else [document.pk]
        response = client.get(reverse(f"directives:{name}", args=args))
        assert response.status_code == (200 if sees else 403), name
        b"".join(response)  # the client closes a streamed file at its end
    assert client.get(reverse("directives:upload")).status_code == (200 if registers else 403)
    own = who == "officer"
    confirm = client.get(reverse("directives:confirm", args=[document.pk]))
    assert confirm.status_code == (200 if own else 403)


@pytest.mark.parametrize("name", ["index", "upload", "detail", "confirm", "file"])
def test_pages_are_closed_to_those_who_did_not_sign_in(client, name):
    args = [] if name in ("index", "upload") else [1]
    response = client.get(reverse(f"directives:{name}", args=args))
    assert response.status_code == 302
    assert response.url.startswith(reverse("web:sign_in"))


@pytest.mark.parametrize("name", ["detail", "confirm", "file"])
def test_a_document_that_does_not_exist_is_not_found(officer, client, name):
    assert client.get(reverse(f"directives:{name}", args=[9999])).status_code == 404


@pytest.mark.parametrize("name", ["withdraw", "restore"])
def test_changes_only_by_post(officer, client, name):
    document = registered(officer)
    address = reverse(f"directives:{name}", args=[document.pk])
    assert client.get(address).status_code == 405
    assert (
        client.post(reverse(f"directives:{name}", args=[9999]), {"reason": "x"}).status_code == 404
    )


def test_the_list_takes_as_many_statements_for_one_as_for_many(cast, django_assert_num_queries):
    for number in range(10, 16):
        confirmed(cast.officer, f"{number}-KH/BCĐTW")
    with django_assert_num_queries(1):
        rows = [queries.row(found) for found in queries.documents(queries.Filters())]
    assert len(rows) == 6


def test_the_page_takes_six_statements_however_long_it_is(cast, django_assert_num_queries):
    short = registered(cast.officer, "Số 1-KH/TW\n\nKẾ HOẠCH\n\nnăm 2026\n".encode())
    long = registered(cast.officer, plan(extra=" dài") * 20, "b.txt")
    for document in (short, long):
        with django_assert_num_queries(6):
            page = queries.page(document.pk, mark=Span(0, 4))
        assert page.blocks


def test_no_page_asks_more_statements_for_more_documents(officer, client):
    counts = []
    for number in (10, 11, 12):
        confirmed(officer, f"{number}-KH/BCĐTW")
        page_of(client, "index")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page_of(client, "index")
        counts.append(len(captured))
    assert counts[0] == counts[-1]
