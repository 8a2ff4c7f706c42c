from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from thucchat.analytics.tests import factories as past
from thucchat.audit.models import Event
from thucchat.indicators.models import Value
from thucchat.kernel.errors import Refused
from thucchat.reports import actions, queries
from thucchat.reports.choices import Format, Kind, State
from thucchat.reports.models import Report
from thucchat.reports.rules import content as contents
from thucchat.reports.rules.content import Chart, Paragraph, Signing, Table, Words, plain
from thucchat.reports.tests import factories
from thucchat.reports.tests.factories import AT, OCTOBER, SEPTEMBER

SIGNING = Signing("125", "Nguyễn Văn An", date(2026, 11, 5))


@pytest.fixture
def snapshot(cast):
    return factories.make_story()


@pytest.fixture
def draft(cast, snapshot):
    return actions.draft("2026-10", snapshot.pk, by=cast.officer, at=AT)


def table(report, number):
    found = [b for b in queries.content_of(report).blocks if isinstance(b, Table)]
    return [[plain(cell) for cell in row.cells] for row in found[number].rows]


def test_a_draft_says_what_the_snapshot_holds(draft):
    said = " ".join(
        plain(b.spans) for b in queries.content_of(draft).blocks if isinstance(b, Paragraph)
    )
    assert "đang theo dõi 23 nhiệm vụ đã giao, gồm 20 nhiệm vụ có thời hạn và 3 nhiệm vụ" in said
    assert "khai hoàn thành 12 nhiệm vụ. Trong đó 5 nhiệm vụ được công nhận, 3 nhiệm vụ chờ" in said
    assert "4/20 nhiệm vụ có thời hạn đã quá hạn, chiếm 20,0%" in said
    assert table(draft, 0) == [
        [table(draft, 0)[0][0], "8", "20", "40,0%"],
        [table(draft, 0)[1][0], "8", "12", "66,7%"],
        [table(draft, 0)[2][0], "5", "20", "25,0%"],
    ]
    assert (draft.state, draft.created_at, draft.snapshot.on) == (State.DRAFT, AT, OCTOBER)
    assert draft.title.endswith("đổi mới sáng tạo và chuyển đổi số tháng 10 năm 2026")


def test_the_annex_comes_from_the_snapshot_and_not_from_the_tables(cast, snapshot):
    past.make_task(past.make_org("CC"), due_on=date(2026, 12, 31))  # after the snapshot
    report = actions.draft("2026-10", snapshot.pk, by=cast.officer, at=AT)
    annex = queries.content_of(report).annexes[0].table
    states = [plain(row.cells[-1]) for row in annex.rows]
    assert {state: states.count(state) for state in states} == {
        "Đã hoàn thành": 5,
        "Chờ công nhận": 3,
        "Quá hạn": 4,
        "Đang thực hiện trong hạn": 8,
        "Thường xuyên": 3,
    }


def test_every_figure_is_that_of_a_stored_value(draft):
    content = queries.content_of(draft)
    stored = Value.objects.in_bulk([figure.value_id for figure in contents.figures(content)])
    assert {value.snapshot_id for value in stored.values()} == {draft.snapshot_id}
    for figure in contents.figures(content):
        if figure.part in ("numerator", "denominator"):
            assert figure.text == str(getattr(stored[figure.value_id], figure.part))


def test_the_last_month_is_compared_with_its_own_snapshot(cast):
    past.position(OCTOBER)
    before = factories.make_snapshot(SEPTEMBER)
    now = factories.make_snapshot()
    report = actions.draft("2026-10", now.pk, by=cast.officer, at=AT)
    listed = {one.as_of for one in queries.content_of(report).references}
    assert listed == {OCTOBER, SEPTEMBER}
    assert before.pk != now.pk
    assert queries.findings(report) == []


def test_a_difficulty_of_the_month_is_quoted_and_later_ones_are_not(cast, snapshot):
    task = past.Task.objects.filter(state="active").first()
    fields = {"task": task, "organisation": task.lead, "result": "x", "submitted_by": cast.officer}
    for day, words in (
        (date(2026, 9, 20), "Khó khăn của tháng chín."),
        (date(2026, 10, 2), "Khó khăn đầu tháng mười."),
        (date(2026, 10, 20), "Khó khăn mới nhất của tháng mười."),
        (date(2026, 11, 2), "Khó khăn gửi sau ngày chốt."),
    ):
        past.ProgressReport.objects.create(
            on=day, difficulty=words, submitted_at=past.instant(day), **fields
        )
    report = actions.draft("2026-10", snapshot.pk, by=cast.officer, at=AT)
    quotes = [
        span.text
        for span in contents.all_spans(queries.content_of(report))
        if isinstance(span, Words) and span.kind == "quote"
    ]
    assert quotes == ["“Khó khăn mới nhất của tháng mười.”"]


def test_drafting_again_replaces_the_draft_with_the_same_words(cast, draft):
    again = actions.draft("2026-10", draft.snapshot_id, by=cast.officer, at=AT + timedelta(hours=1))
    assert again.pk == draft.pk
    assert again.content == draft.content
    assert Report.objects.count() == 1


def test_a_draft_leaves_a_record(cast, draft):
    event = Event.objects.get(kind="reports.drafted")
    assert (event.target_id, event.by, event.data["period"]) == (
        str(draft.pk),
        cast.officer,
        "2026-10",
    )


@pytest.mark.parametrize("who", ["reporter", "leader", "verifier", "province_officer", "stranger"])
def test_only_a_coordinator_of_the_whole_country_may_draft_and_issue(cast, who):
    report = factories.make_row(cast.officer)
    person = getattr(cast, who)
    with pytest.raises(Refused) as refusal:
        actions.draft("2026-10", report.snapshot_id, by=person, at=AT)
    assert refusal.value.code == "orgs.not_allowed"
    with pytest.raises(Refused) as refusal:
        actions.issue(report.pk, signing=SIGNING, by=person, at=AT)
    assert refusal.value.code == "orgs.not_allowed"
    assert Report.objects.get().state == State.DRAFT


@pytest.mark.parametrize("period", ["2026", "2026-Q4", "2026-13", "10/2026", ""])
def test_a_period_that_is_no_month_is_refused(cast, period):
    taken = factories.make_row(cast.officer).snapshot
    with pytest.raises(Refused, match="2026-10") as refusal:
        actions.draft(period, taken.pk, by=cast.officer, at=AT)
    assert refusal.value.code == "reports.period"


def test_a_snapshot_of_another_month_is_refused(cast):
    taken = factories.make_row(cast.officer).snapshot
    with pytest.raises(Refused, match="31/10/2026 không thuộc tháng 09/2026"):
        actions.draft("2026-09", taken.pk, by=cast.officer, at=AT)


def test_a_snapshot_without_values_is_refused_with_the_command_to_run(cast):
    bare = factories.make_row(cast.officer).snapshot
    with pytest.raises(Refused, match="thucchat snapshot --on 2026-10-31") as refusal:
        actions.draft("2026-10", bare.pk, by=cast.officer, at=AT)
    assert refusal.value.code == "reports.no_values"


def test_a_snapshot_whose_files_were_changed_is_refused(cast, snapshot, settings):
    folder = Path(settings.SNAPSHOT_ROOT) / snapshot.folder
    (folder / "task.parquet").write_bytes(b"PAR1")
    with pytest.raises(Refused, match="khác với lúc chốt") as refusal:
        actions.draft("2026-10", snapshot.pk, by=cast.officer, at=AT)
    assert refusal.value.code == "reports.snapshot_files"


def test_a_report_on_sample_figures_says_so(cast, snapshot, settings):
    settings.DEMO = True
    shown = actions.draft("2026-10", snapshot.pk, by=cast.officer, at=AT)
    assert queries.content_of(shown).notice == "BẢN TRÌNH DIỄN, SỐ LIỆU MẪU"


def test_bodies_go_by_their_full_names(cast):
    past.make_task(cast.science, due_on=date(2026, 9, 1))
    taken = factories.make_snapshot()
    report = actions.draft("2026-10", taken.pk, by=cast.officer, at=AT)
    names = [span.text for span in contents.all_spans(queries.content_of(report))]
    assert "Bộ Khoa học và Công nghệ" in names
    assert "Bộ KH&CN" not in names


# ------------------------------------------------------------------ issuing


@pytest.fixture
def issued(cast, draft):
    return actions.issue(draft.pk, signing=SIGNING, by=cast.officer, at=AT)


def test_an_issue_freezes_both_files_with_their_hashes(cast, issued):
    report = Report.objects.get()
    assert (report.state, report.number, report.signer) == (State.ISSUED, "125", "Nguyễn Văn An")
    assert (report.signed_on, report.issued_at, report.issued_by) == (
        date(2026, 11, 5),
        AT,
        cast.officer,
    )
    assert sha256(queries.file_of(report, Format.DOCX)).hexdigest() == report.docx_sha256
    assert sha256(queries.file_of(report, Format.PDF)).hexdigest() == report.pdf_sha256
    assert queries.altered_files(report) == []


def test_drawing_an_issued_report_again_gives_the_same_bytes(issued):
    report = Report.objects.get()
    for form in Format:
        again = queries.rendered(queries.content_of(report), form)
        assert again == queries.file_of(report, form)


def test_the_same_snapshot_and_month_give_the_same_content(issued):
    anew, _, _ = queries.compose(Kind.MONTHLY, "2026-10", issued.snapshot)
    assert replace(anew, signing=SIGNING) == queries.content_of(issued)


def test_later_facts_change_nothing_in_an_issued_report(issued):
    before = {form: queries.file_of(issued, form) for form in Format}
    past.decide(past.claim(past.Task.objects.filter(state="active").last(), AT), AT, 4)
    report = Report.objects.get()
    assert {form: queries.file_of(report, form) for form in Format} == before
    assert queries.findings(report) == []


def test_an_issue_leaves_a_record_with_the_hashes(issued):
    data = Event.objects.get(kind="reports.issued").data
    assert data["number"] == "Số 125-BC/CQTTBCĐ"
    assert (data["docx_sha256"], data["pdf_sha256"]) == (issued.docx_sha256, issued.pdf_sha256)
    assert data["snapshot"] == issued.snapshot.sha256


def test_an_issued_report_is_not_issued_again(cast, issued):
    with pytest.raises(Refused, match="số 125 đã phát hành") as refusal:
        actions.issue(issued.pk, signing=replace(SIGNING, number="126"), by=cast.officer, at=AT)
    assert refusal.value.code == "reports.issued"


def test_drafting_after_an_issue_makes_a_draft_of_its_own(cast, issued):
    anew = actions.draft("2026-10", issued.snapshot_id, by=cast.officer, at=AT)
    assert anew.pk != issued.pk
    assert Report.objects.get(pk=issued.pk).state == State.ISSUED


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"number": ""}, "reports.number", "ví dụ 125"),
        ({"number": "125-BC/CQTTBCĐ"}, "reports.number", "riêng phần số"),
        ({"number": "0"}, "reports.number", "«0»"),
        ({"signer": "An"}, "reports.signer", "họ và tên"),
        ({"on": None}, "reports.signed_on", "31/10/2026"),
        ({"on": date(2026, 10, 30)}, "reports.signed_on", "31/10/2026"),  # before the figures
        ({"on": date(2026, 11, 6)}, "reports.signed_on", "05/11/2026"),  # not yet
    ],
)
def test_a_signing_that_an_office_would_not_accept_is_refused(cast, change, code, words):
    report = factories.make_row(cast.officer)
    with pytest.raises(Refused, match=words) as refusal:
        actions.issue(report.pk, signing=replace(SIGNING, **change), by=cast.officer, at=AT)
    assert refusal.value.code == code
    assert Report.objects.get().state == State.DRAFT


def test_a_number_is_used_once_a_year(cast, issued):
    anew = actions.draft("2026-10", issued.snapshot_id, by=cast.officer, at=AT)
    with pytest.raises(Refused, match="Số 125 đã dùng") as refusal:
        actions.issue(anew.pk, signing=SIGNING, by=cast.officer, at=AT)
    assert refusal.value.code == "reports.number"


def test_a_report_that_fails_its_own_check_is_not_issued(cast, draft):
    Value.objects.filter(indicator_id="task_overdue", dimension="").update(numerator=5)
    with pytest.raises(Refused) as refusal:
        actions.issue(draft.pk, signing=SIGNING, by=cast.officer, at=AT)
    assert refusal.value.code == "reports.check"
    assert "«4»" in str(refusal.value)
    assert "«5»" in str(refusal.value)
    assert "Tổng không khớp" in str(refusal.value)
    assert (Report.objects.get().state, Report.objects.get().docx.name) == (State.DRAFT, "")


def test_a_sentence_typed_into_the_stored_content_is_found(cast, draft):
    content = queries.content_of(draft)
    typed = Paragraph((Words("Đã hoàn thành vượt mức 99,9% kế hoạch."),))
    draft.content = contents.to_json(replace(content, blocks=(*content.blocks, typed)))
    draft.save()
    with pytest.raises(Refused, match="«99,9%»"):
        actions.issue(draft.pk, signing=SIGNING, by=cast.officer, at=AT)


def test_an_altered_file_is_found(issued):
    with issued.docx.open("ab") as stream:
        stream.write(b"x")
    assert queries.altered_files(Report.objects.get()) == [Format.DOCX]
    issued.pdf.storage.delete(issued.pdf.name)
    assert queries.altered_files(Report.objects.get()) == [Format.DOCX, Format.PDF]


def test_the_charts_show_the_numbers_of_the_snapshot(draft):
    rates, stack = [b for b in queries.content_of(draft).blocks if isinstance(b, Chart)]
    assert [plain(bar.figures) for bar in rates.bars] == ["66,7%", "40,0%", "25,0%"]
    assert [plain(bar.note) for bar in rates.bars] == ["8/12", "8/20", "5/20"]
    assert [[f.text for f in bar.figures] for bar in stack.bars] == [["5", "3", "4"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"number": ""},
        {"signer": ""},
        {"docx_sha256": ""},
        {"issued_at": None},
        {"state": State.DRAFT},
    ],
)
def test_the_database_refuses_a_half_issued_report(cast, changes):
    report = factories.make_row(
        cast.officer,
        state=State.ISSUED,
        number="1",
        signer="Nguyễn Văn An",
        signed_on=OCTOBER,
        issued_at=AT,
        issued_by=cast.officer,
        docx="a.docx",
        docx_sha256="a" * 64,
        pdf="a.pdf",
        pdf_sha256="b" * 64,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**changes)
