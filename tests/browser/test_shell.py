"""The shell's own pages in a real browser: living style page, sign-in, public page, errors."""

import io
import unicodedata

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.browser import checks
from thucchat.web import showcase

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/kieu-dang/", "/dang-nhap/", "/cong-khai/", "/tro-giup/"]
LARGE = 320  # the living page holds everything at once; KiB, uncompressed


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault(browser, site, path, width, scheme):
    found = checks.check(browser, site + path, width=width, color_scheme=scheme, budget_kib=LARGE)
    assert found == []


@pytest.mark.parametrize("options", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_a_page_holds_in_high_contrast_and_without_motion(browser, site, options):
    assert checks.check(browser, f"{site}/kieu-dang/", budget_kib=LARGE, **options) == []


def test_a_failed_form_has_no_fault_and_takes_the_focus(browser, site):
    def send_empty(page):
        page.click("form.form button")
        page.wait_for_selector(".error-summary")
        assert page.title().startswith("Lỗi: ")
        assert page.evaluate("document.activeElement.className") == "error-summary"

    found = checks.check(browser, f"{site}/dang-nhap/", act=send_empty)
    # The browser's console reports the answer 422 as it reports every 4xx.
    assert [fault for fault in found if "422" not in fault] == []


def test_an_open_dialog_has_no_fault(browser, site):
    context = checks.open_context(browser)
    page = context.new_page()
    page.goto(f"{site}/kieu-dang/")
    page.click("[data-dialog=hop-thoai-mo]")
    assert page.locator("#hop-thoai-mo").is_visible()
    assert checks.axe_faults(page) == []
    page.keyboard.press("Escape")
    assert not page.locator("#hop-thoai-mo").is_visible()
    context.close()


def test_an_open_menu_has_no_fault_and_closes_on_escape(browser, site):
    context = checks.open_context(browser)
    page = context.new_page()
    page.goto(f"{site}/dang-nhap/")
    page.focus("details.menu summary")
    page.keyboard.press("Enter")
    assert page.locator(".menu__panel").is_visible()
    assert checks.axe_faults(page) + checks.text_faults(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.locator(".menu__panel").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    context.close()


def test_light_and_dark_are_chosen_without_script(browser, site):
    context = checks.open_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/dang-nhap/")
    page.click("details.menu summary")
    page.click("button[name=theme][value=dark]")
    assert page.url == f"{site}/dang-nhap/"
    assert page.get_attribute("html", "data-theme") == "dark"
    context.close()


SPACING = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; '
    + 'word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
  document.adoptedStyleSheets = [sheet]; }"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_with_wide_text_spacing(browser, site, path):
    context = checks.open_context(browser)
    page = context.new_page()
    page.goto(site + path)
    page.evaluate(SPACING)
    assert checks.width_faults(page, (320, 360)) == []
    assert page.evaluate(checks.CUT) == []
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_at_double_text_size(browser, site, path):
    context = checks.open_context(browser)
    page = context.new_page()
    double = {"standard": 32, "fixed": 26}  # as set in the browser's own preferences
    context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": double})
    page.goto(site + path)
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "32px"
    assert checks.width_faults(page, (360, 1280)) == []
    assert page.evaluate(checks.CUT) == []
    context.close()


def test_only_our_typefaces_are_drawn(browser, site):
    context = checks.open_context(browser)
    page = context.new_page()
    page.goto(f"{site}/kieu-dang/")
    page.wait_for_load_state("networkidle")
    cdp = context.new_cdp_session(page)
    cdp.send("DOM.enable")
    cdp.send("CSS.enable")
    root = cdp.send("DOM.getDocument")["root"]["nodeId"]
    for selector, family in (
        ("p.lead", "Noto Sans"),
        ("h1", "Noto Serif"),
        (".document h3", "Noto Serif"),
    ):
        node = cdp.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = cdp.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert [font["familyName"] for font in fonts] == [family], selector
        assert all(font["isCustomFont"] for font in fonts), selector
    letters = cdp.send("DOM.querySelector", {"nodeId": root, "selector": ".letters-h1"})["nodeId"]
    fonts = cdp.send("CSS.getPlatformFontsForNode", {"nodeId": letters})["fonts"]
    assert [font["isCustomFont"] for font in fonts] == [True]
    context.close()


ALONE = """selector => {
  const letters = document.querySelector(selector), sheet = new CSSStyleSheet();
  letters.classList.add('probe');
  document.body.replaceChildren(letters);
  sheet.replaceSync('body { display: block; padding: 60px; background: #fff }'
    + '.room { padding-block: 30px !important; overflow: visible !important }');
  document.adoptedStyleSheets = [sheet]; }"""


def height_of_ink(page):
    """Return how many rows of the screen the dark letters take."""
    shot = Image.open(io.BytesIO(page.screenshot())).convert("L")
    ground = Image.new("L", shot.size, shot.getpixel((2, 2)))
    ink = ImageChops.difference(shot, ground).point(lambda value: 255 if value > 90 else 0)
    _, top, _, bottom = ink.getbbox()
    return bottom - top


@pytest.mark.parametrize("selector", [".letters-h1", "#chu .cols h2", "#chu .tag", "thead th"])
def test_tone_marks_are_not_cut(browser, site, selector):
    context = checks.open_context(browser, 1280)
    page = context.new_page()
    page.goto(f"{site}/kieu-dang/")
    page.wait_for_load_state("networkidle")
    page.evaluate(ALONE, selector)
    page.evaluate("text => document.querySelector('.probe').textContent = text", showcase.LETTERS)
    tight = height_of_ink(page)
    page.evaluate("document.querySelector('.probe').classList.add('room')")
    assert tight == height_of_ink(page) > 8
    context.close()


def test_a_printed_page_keeps_its_letters_and_has_no_menu(browser, site):
    context = checks.open_context(browser, 1280)
    page = context.new_page()
    page.goto(f"{site}/kieu-dang/")
    page.wait_for_load_state("networkidle")
    pdf = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    squeezed = "".join(text.split())
    pdf.close()
    assert unicodedata.is_normalized("NFC", text)
    assert "".join(showcase.LETTERS.split()) in squeezed
    assert "Đăngnhập" not in squeezed
    assert "Trang1/" in squeezed
    assert "Inlúc" in squeezed
    context.close()
