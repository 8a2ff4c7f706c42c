from datetime import date, timedelta
from pathlib import PurePath

import pytest

from thucchat.audit.models import Event
from thucchat.kernel.errors import Refused
from thucchat.progress import actions
from thucchat.progress.actions import EvidenceFacts, ReportText
from thucchat.progress.models import Claim, Evidence, ProgressReport
from thucchat.progress.tests.factories import make_claim, make_evidence
from thucchat.tasks.choices import State
from thucchat.tasks.tests.factories import NOON, make_task

TEXT = ReportText(result="Đã kết nối 12 trên 34 tỉnh", difficulty="Thiếu định mức chi")
STATEMENT = "Hệ thống chạy tại 34 tỉnh từ ngày 01/6/2026"
PDF = b"%PDF-1.7\n" + bytes(40)


def refused(code, act, *args, **kwargs):
    """Run an action that must refuse; nothing may have been written."""

    def count():
        return [m.objects.count() for m in (ProgressReport, Evidence, Claim, Event)]

    before = count()
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code, str(caught.value)
    assert count() == before
    return str(caught.value)


@pytest.fixture
def task(cast):
    return make_task(State.ACTIVE, lead=cast.science)


class TestReport:
    def test_the_lead_reports(self, cast, task):
        report = actions.submit_report(task.pk, TEXT, on=NOON.date(), by=cast.reporter, at=NOON)
        assert (report.organisation, report.submitted_at) == (cast.science, NOON)
        assert Event.objects.get().kind == "progress.reported"

    @pytest.mark.parametrize("who", ["officer", "verifier", "other_reporter", "stranger"])
    def test_others_do_not(self, cast, task, who):
        who = getattr(cast, who)
        refused(
            "orgs.not_allowed",
            actions.submit_report,
            task.pk,
            TEXT,
            on=NOON.date(),
            by=who,
            at=NOON,
        )

    @pytest.mark.parametrize(
        ("state", "code"),
        [
            (State.ISSUED, "progress.not_accepted"),
            (State.RECOGNISED, "progress.closed"),
            (State.CANCELLED, "progress.closed"),
        ],
    )
    def test_not_in_every_state(self, cast, state, code):
        task = make_task(state, lead=cast.science)
        refused(
            code, actions.submit_report, task.pk, TEXT, on=NOON.date(), by=cast.reporter, at=NOON
        )

    def test_no_figures_from_the_future(self, cast, task):
        refused(
            "progress.report",
            actions.submit_report,
            task.pk,
            TEXT,
            on=NOON.date() + timedelta(days=1),
            by=cast.reporter,
            at=NOON,
        )

    def test_a_task_without_a_lead(self, cast):
        task = make_task(State.DRAFT)
        type(task).objects.update(lead=None)
        refused(
            "tasks.no_lead",
            actions.submit_report,
            task.pk,
            TEXT,
            on=NOON.date(),
            by=cast.reporter,
            at=NOON,
        )


class TestEvidence:
    def attach(self, cast, task, file=None, **facts):
        values = {"kind": "document", "title": "Biên bản"} | facts
        return actions.attach(
            task.pk, EvidenceFacts(**values), file=file, by=cast.reporter, at=NOON
        )

    def test_a_file_is_hashed_and_kept_under_its_hash(self, cast, task):
        piece = self.attach(cast, task, ("Biên bản.pdf", PDF))
        assert len(piece.sha256) == 64
        assert piece.file_name == "Biên bản.pdf"
        assert PurePath(piece.file.name).name == f"{piece.sha256}.pdf"
        with piece.file.open() as kept:
            assert kept.read() == PDF
        assert Event.objects.get().data["sha256"] == piece.sha256

    def test_a_path_in_a_name_is_cut(self, cast, task):
        assert self.attach(cast, task, ("../../etc/x.pdf", PDF)).file_name == "x.pdf"

    @pytest.mark.parametrize(
        "facts",
        [
            {"kind": "address", "url": "https://dulieu.example.vn"},
            {
                "kind": "usage",
                "users": 0,
                "period_start": date(2026, 6, 1),
                "period_end": date(2026, 6, 1),
            },
            {"kind": "document", "number": "12/QĐ"},
        ],
    )
    def test_evidence_without_a_file(self, cast, task, facts):
        assert self.attach(cast, task, **facts).sha256 == ""

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"title": " "}, "tên gọi"),
            ({"kind": "address"}, "địa chỉ đang chạy"),
            ({"kind": "usage", "users": 5}, "đủ số người dùng"),
            (
                {
                    "kind": "usage",
                    "users": 5,
                    "period_start": date(2026, 6, 2),
                    "period_end": date(2026, 6, 1),
                },
                "phải sau",
            ),
            ({"kind": "photo"}, "Chọn tệp"),
        ],
    )
    def test_what_is_missing_is_said(self, cast, task, facts, words):
        values = {"kind": "document", "title": "Biên bản"} | facts
        said = refused(
            "progress.evidence",
            actions.attach,
            task.pk,
            EvidenceFacts(**values),
            file=None,
            by=cast.reporter,
            at=NOON,
        )
        assert words in said

    def test_a_wrong_file_leaves_nothing(self, cast, task):
        refused(
            "progress.file",
            actions.attach,
            task.pk,
            EvidenceFacts(kind="document", title="Biên bản"),
            file=("a.pdf", b"MZ"),
            by=cast.reporter,
            at=NOON,
        )


class TestClaim:
    def prepare(self, cast, task, **given):
        pieces = [make_evidence(task, "address"), make_evidence(task, "usage")]
        values = {
            "level": 4,
            "statement": STATEMENT,
            "evidence_ids": [piece.pk for piece in pieces],
        } | given
        return actions.prepare_claim(task.pk, **values, by=cast.reporter, at=NOON)

    def test_the_reporter_prepares_and_the_head_sends(self, cast, task):
        claim = self.prepare(cast, task)
        assert claim.submitted_at is None
        task.refresh_from_db()
        assert task.state == State.ACTIVE  # nothing counts before the head signs
        actions.submit_claim(claim.pk, by=cast.head, at=NOON)
        task.refresh_from_db()
        assert (task.state, task.claimed_level, task.claimed_at) == (State.CLAIMED, 4, NOON)
        assert list(Event.objects.values_list("kind", flat=True)) == [
            "progress.claim_prepared",
            "progress.claimed",
        ]

    def test_the_reporter_does_not_send(self, cast, task):
        claim = self.prepare(cast, task)
        refused("orgs.not_allowed", actions.submit_claim, claim.pk, by=cast.reporter, at=NOON)

    def test_the_head_of_another_body_does_not_send(self, cast, task):
        claim = self.prepare(cast, task)
        refused("orgs.not_allowed", actions.submit_claim, claim.pk, by=cast.other_head, at=NOON)

    def test_it_is_sent_once(self, cast, task):
        claim = self.prepare(cast, task)
        actions.submit_claim(claim.pk, by=cast.head, at=NOON)
        refused("progress.claim", actions.submit_claim, claim.pk, by=cast.head, at=NOON)

    def test_a_new_one_replaces_the_one_not_sent(self, cast, task):
        self.prepare(cast, task)
        second = self.prepare(cast, task, level=3)
        assert Claim.objects.get() == second

    def test_evidence_of_another_task_does_not_count(self, cast, task):
        other = make_task(State.ACTIVE, lead=cast.science)
        pieces = [make_evidence(other, "address").pk, make_evidence(other, "usage").pk]
        refused(
            "progress.claim",
            actions.prepare_claim,
            task.pk,
            level=4,
            statement=STATEMENT,
            evidence_ids=pieces,
            by=cast.reporter,
            at=NOON,
        )

    @pytest.mark.parametrize("state", [State.CLAIMED, State.RECOGNISED, State.CANCELLED])
    def test_only_running_tasks(self, cast, state):
        task = make_task(state, lead=cast.science)
        refused(
            "progress.claim",
            actions.prepare_claim,
            task.pk,
            level=1,
            statement=STATEMENT,
            evidence_ids=[],
            by=cast.reporter,
            at=NOON,
        )

    def test_a_prepared_one_is_discarded(self, cast, task):
        claim = self.prepare(cast, task)
        actions.discard_claim(claim.pk, by=cast.head, at=NOON)
        assert not Claim.objects.exists()
        assert Event.objects.latest("seq").kind == "progress.claim_discarded"

    def test_a_sent_one_is_not_discarded(self, cast, task):
        claim = make_claim(task)
        refused("progress.claim", actions.discard_claim, claim.pk, by=cast.head, at=NOON)
