"""The review page in a real browser: no faults, and the whole work by keyboard."""

import threading

import pytest
from django.conf import settings as product
from django.test import Client
from django.urls import reverse

from tests.browser import checks
from thucchat.extraction import actions
from thucchat.extraction.tests.factories import TEXT, make_document
from thucchat.extraction.tests.test_queries import long_text
from thucchat.tasks.models import Task
from thucchat.tasks.tests.factories import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _calm(site):
    """Let the server's threads end before the test's database is taken from them."""
    yield
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(5)


@pytest.fixture
def document(cast):
    made = make_document(by=cast.officer)
    actions.propose(made.pk, by=cast.officer, at=NOON)
    return made


@pytest.fixture
def cookies(cast, site):
    """Sign the officer in."""
    client = Client()
    client.force_login(cast.officer)
    value = client.cookies[product.SESSION_COOKIE_NAME].value
    return [{"name": product.SESSION_COOKIE_NAME, "value": value, "url": site}]


@pytest.fixture
def address(site, document):
    return site + reverse("extraction:review", args=[document.pk])


@pytest.fixture
def page(browser, cookies, address):
    context = checks.open_context(browser, 1280)
    context.add_cookies(cookies)
    opened = context.new_page()
    opened.goto(address)
    yield opened
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_review_page_has_no_fault(browser, cookies, address, width, scheme):
    found = checks.check(browser, address, width=width, cookies=cookies, color_scheme=scheme)
    assert found == []


def test_a_long_document_stays_light(browser, cast, cookies, site):
    large = make_document(long_text(6), by=cast.officer)
    actions.propose(large.pk, by=cast.officer, at=NOON)
    where = site + reverse("extraction:review", args=[large.pk])
    assert checks.check(browser, where, width=1280, cookies=cookies) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_contradicting_figures_have_no_fault_and_lead_to_their_words(
    browser, cast, cookies, site, width
):
    wrong = make_document(
        TEXT.replace("thuộc phạm vi quản lý", "đối với 120/200 hồ sơ (75%)"), by=cast.officer
    )
    actions.propose(wrong.pk, by=cast.officer, at=NOON)

    def follow(page):
        page.click("#mau-thuan > summary")
        page.click("#mau-thuan a")
        assert page.locator("#mt1-1").is_visible()

    where = site + reverse("extraction:review", args=[wrong.pk])
    assert checks.check(browser, where, width=width, cookies=cookies, act=follow) == []


def test_a_failed_form_has_no_fault(browser, cookies, address):
    def send(page):
        page.fill("[name=title]", "")
        page.click("#nut-nhan")
        page.wait_for_selector(".error-summary")

    found = checks.check(browser, address, width=1280, cookies=cookies, act=send)
    assert [fault for fault in found if "422" not in fault] == []


def test_everything_unfolded_has_no_fault(browser, cookies, address):
    def unfold(page):
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")

    assert checks.check(browser, address, cookies=cookies, act=unfold) == []


def go(page, key):
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def leads_on(page, key):
    """Say whether the key follows the link to the next proposal, which is held back."""
    page.evaluate(
        """() => {
          window.__went = false;
          document.getElementById('sau').addEventListener('click', event => {
            event.preventDefault();
            window.__went = true;
          });
        }"""
    )
    page.keyboard.press(key)
    return page.evaluate("window.__went")


def heading(page):
    return page.inner_text("#dx-h")


def mark(page, words):
    """Mark words of the document as a person does with the mouse."""
    page.evaluate(
        """words => {
          for (const piece of document.querySelectorAll('[data-document] [data-start]')) {
            const at = piece.textContent.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(piece.firstChild, at);
            range.setEnd(piece.firstChild, at + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return;
          }
          throw new Error('not in the document: ' + words);
        }""",
        words,
    )


def test_the_work_is_done_by_keyboard(page, document):
    assert heading(page) == "Đề xuất 1/5"
    go(page, "j")
    go(page, "j")
    go(page, "k")
    assert heading(page) == "Đề xuất 2/5"
    go(page, "a")
    assert Task.objects.get().lead.name == "Bộ Công an"
    assert heading(page) == "Đề xuất 3/5"
    page.keyboard.press("r")
    page.keyboard.type("Giao chung cho mọi cơ quan")
    go(page, "Enter")
    assert heading(page) == "Đề xuất 4/5"
    go(page, "m")
    assert "Bỏ gộp" in page.inner_text("main")
    mark(page, "tổ chức tập huấn cho cán bộ")
    page.keyboard.press("s")
    go(page, "Enter")
    assert "Đã tách thành hai đề xuất" in page.inner_text("main")
    mark(page, "Đưa sản phẩm chuyển đổi số vào sử dụng")
    page.keyboard.press("t")
    go(page, "Enter")
    assert "Đã thêm một đề xuất" in page.inner_text("main")
    made = document.proposals.get(rule="person.mark")
    words = document.text[made.start : made.end]
    assert words == "Đưa sản phẩm chuyển đổi số vào sử dụng"


def test_marks_of_letters_beyond_the_basic_plane_count_as_one(browser, cast, cookies, site):
    text = "1. 𝐀𝐁 mở đầu, Bộ Công an ban hành quy trình xử lý lỗi dữ liệu cho cơ quan.\n"
    made = make_document(text, by=cast.officer)
    context = checks.open_context(browser, 1280)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(site + reverse("extraction:review", args=[made.pk]))
    mark(page, "Bộ Công an ban hành quy trình")
    page.keyboard.press("t")
    go(page, "Enter")
    proposal = made.proposals.get()
    assert text[proposal.start : proposal.end] == "Bộ Công an ban hành quy trình"
    context.close()


def test_keys_rest_while_one_types_and_can_be_switched_off(page):
    page.keyboard.press("e")
    assert not leads_on(page, "j")
    assert "j" in page.input_value("[name=title]")
    page.keyboard.press("Escape")
    assert leads_on(page, "j")
    page.keyboard.press("?")
    assert page.locator("#ban-phim").is_visible()
    assert not leads_on(page, "j")
    page.keyboard.press("Escape")
    page.click("#phim-h")
    page.uncheck("[data-keys-switch] input")
    page.evaluate("document.activeElement.blur()")
    assert not leads_on(page, "j")
    page.reload()
    assert not leads_on(page, "j")  # remembered


def test_the_six_clears_follow_what_is_typed(page):
    state = "[data-clear=responsibility]"
    assert "thiếu" in page.inner_text(state)
    page.fill("[name=responsible]", "Bộ trưởng Bộ Khoa học và Công nghệ")
    assert "đủ" in page.inner_text(state)
    page.fill("[name=lead]", "")
    assert "thiếu" in page.inner_text("[data-clear=person]")


def test_the_selected_mark_is_in_sight(page, address, document):
    last = document.proposals.order_by("start").last()
    page.goto(f"{address}?de-xuat={last.pk}")
    box = page.locator(f"#dx{last.pk}").bounding_box()
    assert 0 <= box["y"] <= 900


def test_all_of_it_works_without_javascript(browser, cookies, address, document):
    context = checks.open_context(browser, 360, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(address)
    form, text = page.locator(".review__panel"), page.locator(".review__text")
    assert form.bounding_box()["y"] < text.bounding_box()["y"]  # the form first on a phone
    page.click("#nut-nhan")
    assert heading(page) == "Đề xuất 2/5"
    page.click("#muc-loai summary")
    page.fill("[name=reason]", "Chỉ là nhận định")
    page.click("#nut-loai")
    assert heading(page) == "Đề xuất 3/5"
    page.click("#muc-them summary")
    page.fill("[name=quote]", "Đưa sản phẩm chuyển đổi số vào sử dụng năm 2026")
    page.click("#nut-them")
    assert "Đã thêm một đề xuất" in page.inner_text("main")
    page.click(".mark-no[data-state=accepted]")
    page.get_by_role("button", name="Hoàn tác").click()
    assert "Đã hoàn tác" in page.inner_text("main")
    assert document.proposals.filter(state="accepted").count() == 0
    context.close()
