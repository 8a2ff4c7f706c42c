"""Every kind of page that people work on, in a real browser: at 360 and 1280 px, and in dark."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests.browser import checks
from thucchat.extraction import actions as extraction
from thucchat.extraction.tests.factories import make_document
from thucchat.progress.tests.factories import make_claim, make_evidence, make_report
from thucchat.tasks.choices import State
from thucchat.tasks.tests.factories import NOON, make_task
from thucchat.verification.choices import Verdict
from thucchat.verification.tests.factories import make_decision

pytestmark = pytest.mark.django_db(transaction=True)
WORK_PAGE_KIB = 250


@pytest.fixture
def work(site, cast):
    """A little of everything: a document with proposals, tasks in every state, claims."""
    document = make_document(by=cast.officer)
    extraction.propose(document.pk, by=cast.officer, at=NOON)
    claims = []
    for state in State:
        task = make_task(state, lead=cast.science, by=cast.officer)
        if state in {State.ACTIVE, State.CLAIMED, State.RECOGNISED}:
            make_report(task, by=cast.reporter)
            proof = (make_evidence(task, by=cast.reporter), make_evidence(task, "usage"))
            claims.append(make_claim(task, by=cast.head, evidence=proof))
    make_decision(claims[0], Verdict.RETURNED, by=cast.verifier)
    return {
        "site": site,
        "document": document.pk,
        "claim": claims[1].pk,
        "task": claims[1].task.code,
    }


def session_of(person, site):
    client = Client()
    client.force_login(person)
    return [
        {
            "name": django_settings.SESSION_COOKIE_NAME,
            "value": client.cookies[django_settings.SESSION_COOKIE_NAME].value,
            "url": site,
        }
    ]


PAGES = [
    ("officer", "/nhiem-vu/"),
    ("officer", "/nhiem-vu/?q=khong-co-gi-khop"),
    ("officer", "/nhiem-vu/tao/"),
    ("officer", "/nhiem-vu/{task}/"),
    ("reporter", "/nhiem-vu/{task}/"),
    ("reporter", "/viec-cua-toi/"),
    ("stranger", "/viec-cua-toi/"),
    ("verifier", "/xac-nhan/"),
    ("verifier", "/xac-nhan/{claim}/"),
    ("officer", "/van-ban/"),
    ("officer", "/van-ban/nap/"),
    ("officer", "/van-ban/{document}/"),
    ("officer", "/van-ban/{document}/duyet/"),
    ("leader", "/tong-quan/"),
    ("leader", "/so-lieu/"),
    ("leader", "/so-lieu/chot/"),
    ("leader", "/bao-cao/"),
    ("officer", "/co-quan/"),
    ("officer", "/co-quan/BKHCN/"),
    ("administrator", "/co-quan/VPTW/tai-khoan/"),
    ("inspector", "/nhat-ky/"),
]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_work_page_has_no_fault(browser, work, cast, who, path, width):
    cookies = session_of(getattr(cast, who), work["site"])
    found = checks.check(
        browser,
        work["site"] + path.format(**work),
        width=width,
        cookies=cookies,
        budget_kib=WORK_PAGE_KIB,
    )
    assert found == []


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("officer", "/nhiem-vu/{task}/"),
        ("leader", "/tong-quan/"),
        ("officer", "/van-ban/{document}/duyet/"),
    ],
)
def test_a_work_page_has_no_fault_in_the_dark(browser, work, cast, who, path):
    cookies = session_of(getattr(cast, who), work["site"])
    address = work["site"] + path.format(**work)
    assert checks.check(browser, address, cookies=cookies, color_scheme="dark") == []


@pytest.mark.parametrize(
    ("who", "path", "button"),
    [
        ("officer", "/nhiem-vu/tao/", "form.form button.btn--main"),
        ("officer", "/van-ban/nap/", "form.form button.btn--main"),
    ],
)
def test_a_form_sent_empty_tells_what_to_do_without_a_fault(browser, work, cast, who, path, button):
    def send(page):
        page.click(button)
        page.wait_for_selector(".error-summary")
        assert page.title().startswith("Lỗi: ")

    cookies = session_of(getattr(cast, who), work["site"])
    found = checks.check(browser, work["site"] + path, cookies=cookies, act=send)
    assert [fault for fault in found if "422" not in fault] == []  # the console names every 4xx
