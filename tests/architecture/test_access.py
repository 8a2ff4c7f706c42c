"""
Every address × every kind of person: who may open it, and who may change anything by it.

``PAGES`` and ``FORMS`` name every address of the product; an address that is missing here
fails the build, so a new page must say who may see it.
"""

from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import get_resolver, reverse

from thucchat.analytics import actions as analytics
from thucchat.audit.models import Event
from thucchat.directives.models import Clause, Document
from thucchat.extraction.models import Proposal
from thucchat.indicators import actions as indicators
from thucchat.indicators.models import Value
from thucchat.kernel.periods import HANOI
from thucchat.orgs.models import Membership
from thucchat.progress.tests.factories import make_claim, make_evidence
from thucchat.reports import actions as reports
from thucchat.tasks.choices import State
from thucchat.tasks.tests.factories import NOON, make_resolution, make_task

NOW = datetime(2026, 7, 1, 8, tzinfo=HANOI)
PEOPLE = [
    "officer",
    "verifier",
    "leader",
    "inspector",
    "administrator",
    "reporter",
    "head",
    "other_head",
    "province_officer",
    "province_reporter",
    "commune_head",
    "stranger",
]
EVERYBODY = set(PEOPLE)
SEEING = EVERYBODY - {"stranger", "administrator"}  # hold the right to see, somewhere
SEES_SCIENCE = {"officer", "verifier", "leader", "inspector", "reporter", "head"}
LEAD = {"reporter", "head"}
NATIONAL = {"officer", "verifier", "leader", "inspector"}  # see the whole country

# Open to strangers without an account, and why.
PUBLIC = {
    "web:front": "leads on",
    "web:public": "published totals",
    "web:help": "help",
    "web:sign_in": "the door",
    "web:theme": "light or dark",
    "web:style_guide": "shows no data; closed outside demo and debug",
}

# address -> who gets the page; {…} is filled from the world below
PAGES = {
    ("dashboards:overview", ""): EVERYBODY,
    ("dashboards:mine", ""): EVERYBODY,
    ("dashboards:task", "code=active"): SEES_SCIENCE,
    ("dashboards:task", "code=draft"): {"officer"},
    ("tasks:index", ""): EVERYBODY,
    ("tasks:export", "kind=csv"): EVERYBODY,
    ("tasks:export", "kind=xlsx"): EVERYBODY,
    ("tasks:create", ""): {"officer", "province_officer"},
    ("tasks:edit", "code=draft"): {"officer"},
    ("progress:report", "code=active"): LEAD,
    ("progress:attach", "code=active"): LEAD,
    ("progress:prepare_claim", "code=active"): LEAD,
    ("progress:file", "evidence_id=file"): SEES_SCIENCE,
    ("verification:queue", ""): {"verifier"},
    ("verification:claim", "claim_id=sent"): {"verifier"},
    ("directives:index", ""): SEEING,
    ("directives:upload", ""): {"officer", "province_officer"},
    ("directives:detail", "document_id=document"): SEEING,
    ("directives:confirm", "document_id=document"): {"officer"},
    ("directives:file", "document_id=document"): SEEING,
    ("extraction:review", "document_id=document"): {"officer"},
    ("orgs:index", ""): EVERYBODY,
    ("orgs:detail", "code=BKHCN"): EVERYBODY,
    ("orgs:accounts", "code=BKHCN"): {"administrator"},
    ("orgs:account_new", "code=BKHCN"): {"administrator"},
    ("orgs:account", "code=BKHCN user_id=head"): {"administrator"},
    ("audit:index", ""): {"inspector", "administrator"},
    ("analytics:snapshots", ""): SEEING,
    ("indicators:index", ""): EVERYBODY,
    ("indicators:definition", "indicator_id=task_done"): EVERYBODY,
    # A total of the country is public; its rows are those that the person may see.
    ("indicators:value", "pk=value"): SEEING,
    ("indicators:rows", "pk=value"): SEEING,
    ("indicators:value", "pk=own_value"): NATIONAL | LEAD,
    ("indicators:rows", "pk=own_value"): NATIONAL | LEAD,
    ("reports:index", ""): NATIONAL,
    ("reports:detail", "report_id=report"): NATIONAL,
    ("reports:file", "report_id=report form=docx"): NATIONAL,
}

# address -> what is sent, and whose sending changes something; None: nobody but MIGHT may, and
# whether the words sent are complete is the concern of the package's own tests
MIGHT = {"officer", "administrator"}
FORMS = {
    ("tasks:issue", "code=draft"): ({}, {"officer"}),
    ("tasks:accept", "code=issued"): ({}, LEAD),
    ("tasks:decline", "code=issued"): ({"reason": "Không thuộc chức năng của Bộ"}, LEAD),
    ("tasks:cancel", "code=active"): ({"reason": "Trùng với nhiệm vụ khác"}, {"officer"}),
    ("tasks:extend", "code=active"): (
        {"new_due_on": "31/12/2099", "cause": "Nghị định hướng dẫn ban hành chậm"},
        {"head"},
    ),
    ("tasks:answer_extension", "request_id=request"): ({"grant": "yes"}, {"officer"}),
    ("tasks:split", "code=active"): ({"codes": "BKHCN-CDS"}, {"officer"}),
    ("progress:report", "code=active"): (
        {"on": "01/06/2026", "result": "Đã kết nối 12 trên 34 tỉnh"},
        LEAD,
    ),
    ("progress:attach", "code=active"): (
        {"kind": "address", "title": "Trang", "url": "https://a.example.vn"},
        LEAD,
    ),
    ("progress:prepare_claim", "code=active"): (
        {
            "level": "3",
            "statement": "Hệ thống chạy tại 34 tỉnh từ ngày 01/6/2026",
            "evidence": "{evidence}",
        },
        LEAD,
    ),
    ("progress:submit_claim", "claim_id=unsent"): ({}, {"head"}),
    ("progress:discard_claim", "claim_id=unsent"): ({}, LEAD),
    ("verification:claim", "claim_id=sent"): (
        {"verdict": "recognised", "level": "4"},
        {"verifier"},
    ),
    ("verification:reopen", "code=recognised"): (
        {"reason": "Hệ thống dừng hoạt động từ tháng 9"},
        {"officer"},
    ),
    ("directives:withdraw", "document_id=document"): (
        {"reason": "Văn bản nạp nhầm bản dự thảo"},
        {"officer"},
    ),
    ("extraction:reject", "document_id=document proposal_id=proposal"): (
        {"reason": "Chỉ là nhận định, không giao việc"},
        {"officer"},
    ),
    ("extraction:propose", "document_id=document"): ({}, {"officer"}),
    ("extraction:add", "document_id=document"): ({"quote": "Bộ B làm việc D."}, None),
    ("extraction:accept_many", "document_id=document"): ({"chon": "{proposal}"}, None),
    ("extraction:save", "document_id=document proposal_id=proposal"): (
        {"viec": "luu", "title": "Bộ A làm việc C và D", "due_precision": "none"}
        | {"required_level": "2"},
        None,
    ),
    ("extraction:merge", "document_id=document proposal_id=proposal"): (
        {"voi": "{other_proposal}"},
        {"officer"},
    ),
    ("extraction:split", "document_id=document proposal_id=proposal"): (
        {"offset": "6", "place": "6", "words": "làm việc"},
        None,
    ),
    ("extraction:undo", "document_id=document proposal_id=rejected"): ({}, {"officer"}),
    ("directives:restore", "document_id=withdrawn"): ({}, {"officer"}),
    ("orgs:account_new", "code=BKHCN"): (
        {"username": "moi.bkhcn", "full_name": "Người Mới", "role": "viewer"},
        None,
    ),
    ("orgs:role_grant", "code=BKHCN user_id=head"): ({"role": "viewer"}, None),
    ("orgs:role_revoke", "code=BKHCN user_id=head membership_id=membership"): (
        {},
        {"administrator"},
    ),
    ("orgs:account_close", "code=BKHCN user_id=head"): ({}, {"administrator"}),
    ("orgs:account_password", "code=BKHCN user_id=head"): ({}, {"administrator"}),
    ("audit:verify", ""): ({}, set()),  # reads only, whoever asks
    ("indicators:take", ""): ({"on": "01/06/2026", "ngay": "01/06/2026"}, {"officer"}),
    ("analytics:publish", "pk=snapshot"): ({}, {"officer"}),
    ("reports:draft", ""): ({"snapshot": "{snapshot}"}, {"officer"}),
    ("reports:issue", "report_id=report"): (
        {"number": "125", "signer": "Nguyễn Văn An", "signed_on": "01/07/2026"},
        None,
    ),
}


@pytest.fixture
def world(cast):
    """One row of everything that an address may name."""
    lead = cast.science
    document = Document.objects.create(
        file="x.txt",
        file_name="x.txt",
        file_format="txt",
        size=1,
        sha256="0" * 64,
        text="Bộ A làm việc C.\nBộ B làm việc D.",
        number="15-KH/TD",
        kind="plan",
        title="Kế hoạch",
        title_fold="ke hoach",
        state="confirmed",
        resolution=make_resolution(),
        issued_on=NOON.date(),
        received_by=cast.officer,
        received_at=NOON,
        confirmed_by=cast.officer,
        confirmed_at=NOON,
    )
    document.file.save("x.txt", ContentFile(b"x"))
    clause = Clause.objects.create(
        document=document,
        order=1,
        kind="item",
        path="Mục 1",
        start=0,
        end=16,
        text="Bộ A làm việc C.",
    )
    proposal = Proposal.objects.create(
        document=document,
        clause=clause,
        start=0,
        end=16,
        title="Bộ A làm việc C",
        rule="x",
        score=1,
    )
    other = Proposal.objects.create(
        document=document, start=17, end=33, title="Bộ B làm việc D", rule="x", score=1
    )
    rejected = Proposal.objects.create(
        document=document,
        start=17,
        end=32,
        title="Bộ B làm việc D",
        rule="x",
        score=1,
        state="rejected",
        reason="Trùng",
        decided_by=cast.officer,
        decided_at=NOON,
    )
    withdrawn = Document.objects.create(
        **{
            field.name: getattr(document, field.name)
            for field in Document._meta.concrete_fields
            if field.name not in {"id", "sha256", "state", "number"}
        },
        sha256="2" * 64,
        number="16-KH/TD",
        state="withdrawn",
    )
    active = make_task(lead=lead, due_on="2099-01-01")
    asked = make_task(lead=lead, due_on="2099-01-01")
    evidence = make_evidence(active, "document", file_name="x.txt", mime="text/plain")
    evidence.file.save("x.txt", ContentFile(b"x"), save=False)
    evidence.sha256 = "1" * 64
    evidence.save()
    address = make_evidence(active)
    snapshot = analytics.take_snapshot(date(2026, 6, 30), by=None, at=NOW)
    indicators.compute(snapshot.pk, at=NOW)
    national = Value.objects.get(snapshot=snapshot, indicator_id="task_done", dimension="")
    own = Value.objects.get(
        snapshot=snapshot, indicator_id="task_done", dimension="lead", key=lead.code
    )
    return {
        "active": active.code,
        "draft": make_task(State.DRAFT, lead=lead, due_on="2099-01-01").code,
        "issued": make_task(State.ISSUED, lead=lead).code,
        "recognised": _recognised(cast),
        "file": evidence.pk,
        "evidence": address.pk,
        "document": document.pk,
        "proposal": proposal.pk,
        "sent": make_claim(make_task(State.CLAIMED, lead=lead), by=cast.head).pk,
        "unsent": make_claim(make_task(lead=lead), submitted_at=None, by=cast.reporter).pk,
        "request": asked.extension_requests.create(
            new_due_on="2099-12-31", cause="x", requested_at=NOON, requested_by=cast.head
        ).pk,
        "other_proposal": other.pk,
        "rejected": rejected.pk,
        "withdrawn": withdrawn.pk,
        "snapshot": snapshot.pk,
        "value": national.pk,
        "own_value": own.pk,
        "report": reports.draft("2026-06", snapshot.pk, by=cast.officer, at=NOW).pk,
        "head": cast.head.pk,
        "membership": cast.head.memberships.get().pk,
        "BKHCN": "BKHCN",
        "csv": "csv",
        "xlsx": "xlsx",
    }


def _recognised(cast):
    from thucchat.verification.tests.factories import make_decision

    task = make_task(State.RECOGNISED, lead=cast.science)
    make_decision(make_claim(task, by=cast.head))
    return task.code


def address(name, kwargs, world):
    pairs = (pair.split("=") for pair in kwargs.split())
    return reverse(name, kwargs={key: world.get(value, value) for key, value in pairs})


def names(resolver, space=""):
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            inner = f"{space}:{entry.namespace}" if space and entry.namespace else entry.namespace
            yield from names(entry, inner or space)
        elif entry.name:
            yield f"{space}:{entry.name}" if space else entry.name


def test_every_address_says_who_may_use_it():
    known = (
        {name for name, _ in PAGES} | {name for name, _ in FORMS} | {*PUBLIC, *CHECKED_ELSEWHERE}
    )
    assert set(names(get_resolver())) - known == set()
    assert known - set(names(get_resolver())) == set()


# Their own package's tests walk the people; the reason they are not in the tables above.
CHECKED_ELSEWHERE = {
    "web:sign_out": "changes only the session",
    "reports:chart": "drawn only where there is something to draw: reports/tests",
}


def test_every_page_is_closed_to_those_without_an_account(world, client):
    for name, kwargs in PAGES:
        response = client.get(address(name, kwargs, world))
        assert response.status_code == 302, name
        assert "/dang-nhap/" in response.url, name


def test_nothing_is_changed_without_an_account(world, client):
    before = Event.objects.count()
    for (name, kwargs), (sent, _) in FORMS.items():
        response = client.post(address(name, kwargs, world), sent)
        assert response.status_code == 302
        assert "/dang-nhap/" in response.url
    assert Event.objects.count() == before


@pytest.mark.parametrize("who", PEOPLE)
def test_each_person_opens_and_changes_just_what_they_may(world, cast, client, who):
    client.force_login(getattr(cast, who))
    wrong = [*wrongly_opened(world, client, who), *wrongly_changed(world, client, who)]
    assert not wrong, "\n".join(str(line) for line in wrong)


def wrongly_opened(world, client, who):
    wrong = []
    for (name, kwargs), allowed in PAGES.items():
        response = client.get(address(name, kwargs, world))
        status = response.status_code
        b"".join(response)  # the client closes a streamed file at its end
        opened = status == 200
        if opened != (who in allowed) or status not in {200, 302, 403, 404}:
            wrong.append((name, kwargs, status))
    return wrong


def wrongly_changed(world, client, who):
    wrong = []
    for (name, kwargs), (sent, allowed) in FORMS.items():
        typed = {
            key: str(world[value[1:-1]]) if value.startswith("{") else value
            for key, value in sent.items()
        }
        with transaction.atomic():
            before = (Event.objects.count(), Membership.objects.count())
            status = client.post(address(name, kwargs, world), typed).status_code
            changed = (Event.objects.count(), Membership.objects.count()) != before
            transaction.set_rollback(True)
        expected = changed and who in MIGHT if allowed is None else who in allowed
        if changed != expected or status >= 500:
            wrong.append((name, kwargs, status, "changed" if changed else "unchanged"))
    return wrong
