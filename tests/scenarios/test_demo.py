"""The small demonstration, played once for all tests of this file: what it holds, that it holds."""

import hashlib
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection, transaction
from django.db.models import F, Max, Min, Q
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from thucchat.analytics.models import Snapshot
from thucchat.audit import queries as audit
from thucchat.audit.models import Event
from thucchat.cli import demo_command
from thucchat.cli.demo import counting, marks, small
from thucchat.cli.demo.clock import Deck, World
from thucchat.indicators.models import Value
from thucchat.kernel.periods import HANOI, local_day
from thucchat.orgs.choices import Level, Role
from thucchat.orgs.models import Membership, Organisation, User
from thucchat.progress.choices import EvidenceKind
from thucchat.progress.models import Claim, Evidence, ProgressReport
from thucchat.reports.models import Report
from thucchat.tasks import queries as tasks
from thucchat.tasks.choices import RequestState, State
from thucchat.tasks.models import DeadlineChange, ExtensionRequest, Task
from thucchat.tasks.rules import six_clears
from thucchat.verification.choices import Verdict
from thucchat.verification.models import Decision, Reopening
from thucchat.web import demo as shown

UNTIL = date(2026, 9, 30)
NOW = datetime(2026, 10, 1, 9, 0, tzinfo=HANOI)
ALL_DAYS = counting.snapshot_days  # before a test puts a shorter list in its place
COUNTED = [date(2026, 5, 31), date(2026, 8, 31), UNTIL]  # not all 14: each takes a second


pytestmark = pytest.mark.xdist_group("demo")  # loaded once, by one worker


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker, tmp_path_factory):
    """Play the demonstration in a transaction that is undone after the last test."""
    root = tmp_path_factory.mktemp("demo")
    files = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": root / "files"},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings = override_settings(
        STORAGES=files,
        MEDIA_ROOT=root / "files",
        SNAPSHOT_ROOT=str(root / "snapshots"),
        AXES_ENABLED=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    days = mock.patch.object(counting, "snapshot_days", return_value=COUNTED)
    month = mock.patch.object(counting, "last_month_end", return_value=date(2026, 8, 31))
    with django_db_blocker.unblock(), settings, days, month, transaction.atomic():
        small.load(until=UNTIL, at=NOW, seed=1, say=lambda line: None)
        yield root
        transaction.set_rollback(True)


def by_task(rows):
    found = {}
    for row in rows:
        found.setdefault(row.task_id, []).append(row)
    return found


# ------------------------------------------------------------------------- what it holds


def test_the_directives_became_tasks_of_many_bodies(played):
    central = Task.objects.filter(parent=None)
    assert central.count() >= 60
    assert central.exclude(clause=None).values("clause__document").distinct().count() == 3
    assert Task.objects.exclude(accepted_at=None).values("lead").distinct().count() >= 40
    assert ProgressReport.objects.values("organisation").distinct().count() >= 40
    assert set(central.values_list("lead__level", flat=True)) >= {
        Level.CENTRAL,
        Level.MINISTRY,
        Level.PROVINCE,
    }


def test_every_task_is_clear_and_came_through_a_person(played):
    from thucchat.tasks.actions import draft_of

    for task in Task.objects.filter(parent=None):
        assert all(row.met for row in six_clears(draft_of(task))), task.code
    assert not Task.objects.filter(state=State.DRAFT).exists()
    accepted = Event.objects.filter(kind="proposal.accepted")
    assert accepted.count() == Task.objects.filter(parent=None).exclude(clause=None).count()
    assert Event.objects.filter(kind="proposal.rejected").exists()


def test_one_task_goes_down_to_all_provinces_and_to_all_communes_of_one(played):
    parts = Counter(Task.objects.exclude(parent=None).values_list("lead__level", flat=True))
    communes = Organisation.objects.filter(
        level=Level.COMMUNE, valid_to=None, parent__code=shown.content()["province"]
    )
    assert parts == {Level.PROVINCE: 34, Level.COMMUNE: communes.count()}


def test_claims_are_judged_and_some_are_hollow(played):
    verdicts = Counter(Decision.objects.values_list("verdict", flat=True))
    assert verdicts[Verdict.RECOGNISED] > verdicts[Verdict.RETURNED] > 5
    assert Decision.objects.filter(verdict=Verdict.RECOGNISED, level__lt=F("claim__level")).exists()
    assert Reopening.objects.exists()
    hollow = Task.objects.filter(tasks.DECLARED & tasks.NOT_DONE)
    assert hollow.count() >= 5
    again = [rows for rows in by_task(Claim.objects.all()).values() if len(rows) > 1]
    assert any(
        rows[0].decision.verdict == Verdict.RETURNED and hasattr(rows[1], "decision")
        for rows in again
    )


def test_the_outcome_is_plausible(played):
    timed = Task.objects.filter(kind="deadline")
    done = timed.exclude(tasks.NOT_DONE).count() / timed.count()
    overdue = timed.filter(tasks.NOT_DONE, due_on__lt=UNTIL).count() / timed.count()
    assert 0.4 < done < 0.85
    assert 0.02 < overdue < 0.2


def test_deadlines_move_on_request_before_they_pass(played):
    states = Counter(ExtensionRequest.objects.values_list("state", flat=True))
    assert states[RequestState.GRANTED] >= 1
    assert states.total() >= 2
    assert DeadlineChange.objects.count() == states[RequestState.GRANTED]
    for change in DeadlineChange.objects.select_related("request"):
        assert local_day(change.request.requested_at) <= change.old_due_on < change.new_due_on


def test_some_work_was_keyed_in_late(played):
    late = [
        r for r in ProgressReport.objects.all() if (local_day(r.submitted_at) - r.on).days >= 10
    ]
    assert late
    claims = Claim.objects.filter(task__due_on__lt=F("submitted_at__date")).prefetch_related(
        "evidence"
    )
    in_time = [
        c
        for c in claims
        if any(e.dated_on and e.dated_on <= c.task.due_on for e in c.evidence.all())
    ]
    assert in_time


def test_some_tasks_were_sent_back_and_given_again(played):
    declined = Event.objects.filter(kind="task.declined").values_list("target_id", flat=True)
    assert declined
    assert not Task.objects.filter(pk__in=map(int, declined), state=State.DRAFT).exists()


def test_some_tasks_are_silent_for_months(played):
    quiet = NOW - timedelta(days=60)
    working = Task.objects.filter(state=State.ACTIVE, kind="deadline")
    assert (
        working.annotate(word=Max("reports__submitted_at"))
        .filter(Q(word=None) | Q(word__lt=quiet))
        .exists()
    )


def test_evidence_of_every_kind_has_whole_files(played):
    kinds = Counter(Evidence.objects.values_list("kind", flat=True))
    assert set(kinds) == set(EvidenceKind.values)
    mimes = Counter(Evidence.objects.exclude(mime="").values_list("mime", flat=True))
    assert {"application/pdf", "image/png", "text/plain", "text/csv"} <= set(mimes)
    for piece in Evidence.objects.exclude(file="")[:40]:
        content = Path(played / "files" / piece.file.name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == piece.sha256
    shared = Counter(Evidence.objects.exclude(sha256="").values_list("sha256", flat=True))
    assert max(shared.values()) > 1, "a hollow claim brings the file of another"
    hosts = set(Evidence.objects.exclude(url="").values_list("url", flat=True))
    assert all(url.endswith(".example/") for url in hosts)


def test_usage_grows_from_month_to_month_in_sound_claims(played):
    series = by_task(
        Evidence.objects.filter(kind=EvidenceKind.USAGE, users__gt=30).order_by("period_start")
    )
    grown = [rows for rows in series.values() if len(rows) > 1 and rows[0].users < rows[1].users]
    assert len(grown) >= 5


def test_figures_were_taken_down_and_reported(played):
    assert list(Snapshot.objects.order_by("on").values_list("on", flat=True)) == COUNTED
    last = {v.indicator_id: v for v in Value.objects.filter(snapshot__on=UNTIL, dimension="")}
    timed = Task.objects.filter(kind="deadline")
    assert last["task_total"].numerator == Task.objects.exclude(state=State.DRAFT).count()
    assert last["task_recognised_rate"].numerator == timed.filter(tasks.RECOGNISED).count()
    assert last["task_hollow"].numerator == timed.filter(tasks.DECLARED & tasks.NOT_DONE).count()
    report = Report.objects.get()
    assert (report.period, report.state, report.number) == ("2026-08", "issued", "57")


# --------------------------------------------------------------------------- that it holds


def test_the_journal_holds_in_the_order_of_time(played):
    assert list(audit.verify()) == []
    instants = list(Event.objects.order_by("seq").values_list("at", flat=True))
    assert instants == sorted(instants)
    span = Event.objects.aggregate(first=Min("at"), last=Max("at"))
    assert local_day(span["first"]) == small.FIRST_DAY
    assert span["last"] <= NOW


def test_facts_of_a_task_stand_in_the_order_of_time(played):
    reports, claims = (
        by_task(ProgressReport.objects.all()),
        by_task(Claim.objects.select_related("decision")),
    )
    evidence = by_task(Evidence.objects.all())
    for task in Task.objects.all():
        chain = [task.created_at, task.issued_at]
        chain += [task.accepted_at] if task.accepted_at else []
        assert chain == sorted(chain), task.code
        later = [r.submitted_at for r in reports.get(task.pk, [])] + [
            e.attached_at for e in evidence.get(task.pk, [])
        ]
        assert all(at > task.accepted_at for at in later), task.code
        for claim in claims.get(task.pk, []):
            steps = [claim.prepared_at, claim.submitted_at]
            steps = [at for at in steps if at] + (
                [claim.decision.decided_at] if claim.decided else []
            )
            assert steps == sorted(steps), task.code
    assert all(
        report.on <= local_day(report.submitted_at) for rows in reports.values() for report in rows
    )


def test_people_act_at_working_hours(played):
    acting = Event.objects.exclude(by=None).values_list("at", flat=True)
    hours = {at.astimezone(HANOI).hour for at in acting}
    assert hours <= set(range(7, 19)), hours


def test_no_body_judges_itself(played):
    for decision in Decision.objects.select_related("claim"):
        assert decision.organisation_id != decision.claim.organisation_id
        assert decision.decided_by_id not in {
            decision.claim.prepared_by_id,
            decision.claim.submitted_by_id,
        }


def test_nobody_has_the_name_of_a_person(played):
    jobs = ("Cán bộ ", "Lãnh đạo ", "Người ", "Quản trị ")
    assert all(name.startswith(jobs) for name in User.objects.values_list("full_name", flat=True))
    offices = Task.objects.values_list("responsible", flat=True).distinct()
    titles = (
        "Bộ trưởng",
        "Chủ tịch",
        "Chánh",
        "Trưởng Ban",
        "Chủ nhiệm",
        "Bí thư",
        "Thống đốc",
        "Tổng ",
        "Viện trưởng",
        "Giám đốc",
        "Thủ trưởng",
    )
    assert all(office.startswith(titles) for office in offices), set(offices)
    assert Report.objects.get().signer == "(Bản trình diễn, không có chữ ký)"


TEXTS = [
    (Task, ["title", "product", "responsible", "authority", "due_text"]),
    (ProgressReport, ["result", "quantities", "difficulty", "proposal", "next_step"]),
    (Evidence, ["title", "number", "file_name"]),
    (Claim, ["statement"]),
    (Decision, ["words"]),
    (ExtensionRequest, ["cause", "answer"]),
    (User, ["full_name", "position"]),
]


@pytest.mark.parametrize(("model", "fields"), TEXTS, ids=[model.__name__ for model, _ in TEXTS])
def test_texts_are_whole_sentences_in_normal_form(played, model, fields):
    rows = list(model.objects.values_list(*fields))
    assert rows
    for text in {text for row in rows for text in row}:
        assert unicodedata.is_normalized("NFC", text)
        assert "{" not in text, text
        assert text == text.strip()


def test_no_figure_is_below_zero(played):
    assert not Value.objects.filter(
        Q(numerator__lt=0) | Q(denominator__lt=0) | Q(value__lt=0)
    ).exists()
    assert not Evidence.objects.filter(Q(users__lt=0) | Q(transactions__lt=0)).exists()
    for quantities in ProgressReport.objects.values_list("quantities", flat=True):
        assert "-" not in quantities


# -------------------------------------------------------------------------------- the command


def test_a_second_run_changes_nothing(played, capsys):
    before = (Event.objects.count(), Task.objects.count(), User.objects.count())
    assert demo_command.load_demo() is True
    assert "Đã có dữ liệu trình diễn" in capsys.readouterr().out
    assert (Event.objects.count(), Task.objects.count(), User.objects.count()) == before
    assert demo_command.load_demo(size="national") is False
    assert "trình diễn cỡ small" in capsys.readouterr().out


def test_the_accounts_on_the_sign_in_page_open(played, settings):
    settings.DEMO = True
    settings.AXES_ENABLED = False
    page = Client().get("/dang-nhap/").content.decode()
    for account in shown.accounts():
        user = User.objects.get(username=account.username)
        assert check_password(account.password, user.password)
        assert account.username in page
        assert user.memberships.exists()
    printed = "\n".join(demo_command.account_lines())
    assert all(account.username in printed for account in shown.accounts())
    settings.DEMO = False
    assert shown.accounts()[0].password not in Client().get("/dang-nhap/").content.decode()


PAGES = [
    ("lanhdao", "/tong-quan/", 16),
    ("lanhdao", "/nhiem-vu/", 8),
    ("lanhdao", "/nhiem-vu/?status=overdue", 8),
    ("lanhdao", "/nhiem-vu/?within=T04", 9),
    ("lanhdao", "/nhiem-vu/57-2026-0001/", 20),
    ("lanhdao", "/viec-cua-toi/", 8),
    ("canbo", "/viec-cua-toi/", 12),
    ("thamdinh", "/xac-nhan/", 12),
    ("xa.baocao", "/nhiem-vu/", 8),
    ("xa.baocao", "/viec-cua-toi/", 8),
]


@pytest.mark.parametrize(("username", "path", "most"), PAGES)
def test_pages_of_the_demonstration_need_few_statements(played, username, path, most):
    client = Client()
    client.force_login(
        User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
    )
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(path)
    assert answer.status_code == 200
    assert len(caught) <= most, [query["sql"][:90] for query in caught.captured_queries]


def test_every_working_body_has_a_reporter_and_a_head(played):
    leads = set(Task.objects.values_list("lead", flat=True))
    for role in (Role.REPORTER, Role.APPROVER):
        assert leads <= set(
            Membership.objects.filter(role=role).values_list("organisation", flat=True)
        )


@pytest.mark.django_db
def test_a_database_with_real_data_is_refused(capsys):
    User.objects.create_user("that", password="x")
    assert demo_command.load_demo() is False
    said = capsys.readouterr().out
    assert "dữ liệu thật (1 tài khoản" in said
    assert "THUCCHAT_VAR=" in said
    assert User.objects.count() == 1
    assert not marks.holding().is_empty


# --------------------------------------------------------------------------- clock and dice


def test_days_to_count_are_month_ends_six_sundays_and_the_last_day():
    days = ALL_DAYS(date(2026, 7, 10), date(2026, 9, 17))
    assert days == [
        date(2026, 7, 31), date(2026, 8, 9), date(2026, 8, 16), date(2026, 8, 23), date(2026, 8, 30),
        date(2026, 8, 31), date(2026, 9, 6), date(2026, 9, 13), date(2026, 9, 17),
    ]  # fmt: skip
    assert counting.last_month_end(date(2026, 9, 17)) == date(2026, 8, 31)


def told(seed):
    start = datetime(2026, 4, 29, 8, 0, tzinfo=HANOI)
    world = World(start=start, end=start + timedelta(days=40), seed=seed)
    lines = []

    def story(name):
        for _ in range(5):
            yield world.after(1, 6)
            lines.append((world.now, name))

    for name in "abc":
        world.start(story(name))
    world.run()
    return lines


def test_stories_take_turns_in_time_and_are_the_same_for_the_same_seed():
    lines = told(7)
    assert len(lines) == 15
    assert [at for at, _ in lines] == sorted(at for at, _ in lines)
    assert lines == told(7) != told(8)
    assert not {at.date() for at, _ in lines} & {
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 5, 3),
    }


def test_a_deck_keeps_its_shares_and_passes_over_what_does_not_fit():
    deck = Deck([(3, "a"), (1, "b")], World(start=NOW, end=NOW, seed=1).dice)
    assert Counter(deck.deal() for _ in range(8)) == {"a": 6, "b": 2}
    assert [deck.deal(lambda card: card == "b") for _ in range(2)] == ["b", "b"]
    assert Counter(deck.deal() for _ in range(6)) == {"a": 6}
