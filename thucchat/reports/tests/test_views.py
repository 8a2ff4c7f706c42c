import io
import re
from dataclasses import replace
from datetime import timedelta

import docx
import pypdfium2
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from thucchat.analytics.models import Snapshot
from thucchat.indicators.models import Value
from thucchat.reports import actions, queries
from thucchat.reports.choices import Format, State
from thucchat.reports.models import Report
from thucchat.reports.rules import content as contents
from thucchat.reports.tests import factories
from thucchat.reports.tests.factories import AT, OCTOBER

FORM = {"number": "125", "signer": "Nguyễn Văn An", "signed_on": "05/11/2026"}


@pytest.fixture
def report(cast):
    return actions.draft("2026-10", factories.make_story().pk, by=cast.officer, at=AT)


@pytest.fixture
def bare(cast):
    """Give a draft with the words of the sample; its values are in no table."""
    content = factories.make_content()
    return factories.make_row(cast.officer, content=contents.to_json(content))


def page(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(f"reports:{name}", args=args))


def figures_on_page(html):
    return set(re.findall(r'<a href="/so-lieu/gia-tri/(\d+)/">(?:<strong>)?([^<]+)<', html))


def figures_in_docx(data):
    document = docx.Document(io.BytesIO(data))
    targets = {r.rId: r.target_ref for r in document.part.rels.values() if r.is_external}
    found = set()
    for link in document.element.body.iter(qn("w:hyperlink")):
        target = targets.get(link.get(qn("r:id")), "")
        if match := re.search(r"/so-lieu/gia-tri/(\d+)/$", target):
            found.add((match[1], "".join(t.text for t in link.iter(qn("w:t")))))
    return found


def test_page_docx_and_pdf_print_the_same_numbers_of_the_same_values(client, cast, report):
    html = page(client, cast.leader, "detail", report.pk).content.decode()
    word = client.get(reverse("reports:file", args=[report.pk, "docx"])).content
    printed = client.get(reverse("reports:file", args=[report.pk, "pdf"])).content
    content = queries.content_of(report)
    figures = {(str(f.value_id), f.text) for f in contents.figures(content)}
    listed = {(str(one.value_id), f"SL-{one.value_id}") for one in content.references}
    assert figures_on_page(html) == figures | listed
    drawn = {  # what stands in a picture in the two files, and only there
        (str(f.value_id), f.text)
        for block in content.blocks
        if isinstance(block, contents.Chart)
        for bar in block.bars
        for f in (*bar.figures, *bar.note)
        if isinstance(f, contents.Figure)
    }
    assert figures_in_docx(word) | drawn == figures | listed
    document = pypdfium2.PdfDocument(printed)
    text = "".join("".join(p.get_textpage().get_text_bounded().split()) for p in document)
    document.close()
    assert all(words.replace(" ", "") in text for pk, words in figures - drawn)


def test_every_number_leads_to_a_page_that_opens(client, cast, report):
    html = page(client, cast.leader, "detail", report.pk).content.decode()
    first, _ = min(figures_on_page(html))
    assert client.get(f"/so-lieu/gia-tri/{first}/").status_code == 200


def test_the_files_come_with_their_names(client, cast, bare):
    for form, mime in (("docx", "wordprocessingml"), ("pdf", "application/pdf")):
        answer = page(client, cast.leader, "file", bare.pk, form)
        assert mime in answer["Content-Type"]
        name = f'filename="bao-cao-2026-10-du-thao.{form}"'
        assert name in answer["Content-Disposition"]


def test_the_charts_are_pictures_of_their_own(client, cast, bare):
    answer = page(client, cast.leader, "chart", bare.pk, 2)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert page(client, cast.leader, "chart", bare.pk, 3).status_code == 404


@pytest.mark.parametrize("form", ["xlsx", "docm", "txt"])
def test_there_are_no_other_files(client, cast, bare, form):
    assert page(client, cast.leader, "file", bare.pk, form).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("leader", 200),
        ("verifier", 200),
        ("province_officer", 403),  # the annex names the tasks of others
        ("reporter", 403),
        ("administrator", 403),
        ("stranger", 403),
    ],
)
def test_only_those_who_see_the_whole_country_read_reports(client, cast, bare, who, status):
    person = getattr(cast, who)
    for name, args in (
        ("index", ()),
        ("detail", (bare.pk,)),
        ("file", (bare.pk, "docx")),
        ("chart", (bare.pk, 1)),
    ):
        assert page(client, person, name, *args).status_code == status, name


def test_without_an_account_nothing_opens(client, bare):
    for name, args in (("index", ()), ("detail", (bare.pk,)), ("file", (bare.pk, "pdf"))):
        assert client.get(reverse(f"reports:{name}", args=args)).status_code == 302


def test_only_an_officer_finds_the_buttons(client, cast, bare):
    for person, seen in ((cast.officer, True), (cast.leader, False)):
        assert ("Lập dự thảo" in page(client, person, "index").content.decode()) is False
        html = page(client, person, "detail", bare.pk).content.decode()
        assert ("Phát hành báo cáo" in html) is seen


@pytest.mark.parametrize("who", ["leader", "verifier"])
def test_only_an_officer_may_press_them(client, cast, bare, who):
    client.force_login(getattr(cast, who))
    drafted = client.post(reverse("reports:draft"), {"snapshot": bare.snapshot_id})
    issued = client.post(reverse("reports:issue", args=[bare.pk]), FORM)
    assert (drafted.status_code, issued.status_code) == (403, 403)
    assert list(Report.objects.values_list("state", flat=True)) == [State.DRAFT]


def test_an_officer_drafts_reads_and_issues(client, cast):
    snapshot = factories.make_story()
    client.force_login(cast.officer)
    listed = client.get(reverse("reports:index")).content.decode()
    assert "Số liệu đến 31/10/2026" in listed
    answer = client.post(reverse("reports:draft"), {"snapshot": snapshot.pk}, follow=True)
    html = answer.content.decode()
    assert "Tự kiểm tra đạt" in html
    report = Report.objects.get()
    answer = client.post(reverse("reports:issue", args=[report.pk]), FORM, follow=True)
    html = answer.content.decode()
    report.refresh_from_db()
    assert (report.state, report.number) == (State.ISSUED, "125")
    assert report.docx_sha256 in html
    assert report.pdf_sha256 in html
    assert "Khớp mã băm" in html
    assert "Phát hành báo cáo" not in html
    frozen = client.get(reverse("reports:file", args=[report.pk, "pdf"]))
    assert frozen.content == queries.file_of(report, Format.PDF)
    assert "bao-cao-2026-10-so-125.pdf" in frozen["Content-Disposition"]


def test_a_failing_check_is_listed_and_refuses(client, cast, report):
    Value.objects.filter(indicator_id="task_overdue", dimension="").update(numerator=5)
    html = page(client, cast.officer, "detail", report.pk).content.decode()
    assert "tự kiểm tra chưa đạt" in html
    assert "Tổng không khớp" in html
    answer = client.post(reverse("reports:issue", args=[report.pk]), FORM, follow=True)
    assert "Chưa phát hành được vì báo cáo tự kiểm tra chưa đạt" in answer.content.decode()
    assert Report.objects.get().state == State.DRAFT


def test_a_snapshot_whose_files_are_gone_is_a_finding_and_no_crash(client, cast, bare):
    html = page(client, cast.officer, "detail", bare.pk).content.decode()
    assert "Tệp của bản chốt ngày 31/10/2026 bị thiếu hoặc khác với lúc chốt" in html
    assert "disabled" in html


def test_a_form_with_mistakes_comes_back_with_them(client, cast, bare):
    client.force_login(cast.officer)
    answer = client.post(
        reverse("reports:issue", args=[bare.pk]),
        {"number": "", "signer": "", "signed_on": "5.2026"},
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "ví dụ" in html
    assert Report.objects.get().state == State.DRAFT


def test_a_snapshot_that_is_not_offered_is_refused(client, cast, bare):
    client.force_login(cast.officer)
    answer = client.post(reverse("reports:draft"), {"snapshot": bare.snapshot_id})
    assert answer.status_code == 422  # it has no values


def test_an_altered_file_is_shown(client, cast, bare):
    fields = {"docx": "khong-co.docx", "docx_sha256": "a" * 64, "pdf": "x.pdf"}
    Report.objects.filter(pk=bare.pk).update(
        **fields,
        pdf_sha256="b" * 64,
        state=State.ISSUED,
        number="9",
        signer="Nguyễn Văn An",
        signed_on=OCTOBER,
        issued_at=AT,
        issued_by=cast.officer,
    )
    html = page(client, cast.leader, "detail", bare.pk).content.decode()
    assert "không còn nguyên vẹn" in html


def test_an_empty_list_says_what_will_be_there(client, cast):
    html = page(client, cast.officer, "index").content.decode()
    assert "Chưa có báo cáo nào" in html
    assert "Chưa có bản chốt số liệu nào" in html


def test_the_list_costs_the_same_for_many_reports(
    client, cast, bare, django_assert_max_num_queries
):
    client.force_login(cast.leader)
    client.get(reverse("reports:index"))
    for number in range(1, 12):
        day = OCTOBER + timedelta(days=number)
        taken = Snapshot.objects.create(
            on=day, taken_at=AT, folder=str(number), sha256=f"{number:064}", rows={}
        )
        copy = replace(factories.make_content(), period=f"{day:%Y-%m}")
        Report.objects.create(
            period=copy.period,
            title="Báo cáo",
            snapshot=taken,
            content={},
            created_at=AT,
            created_by=cast.officer,
        )
    with django_assert_max_num_queries(9):
        client.get(reverse("reports:index"))
