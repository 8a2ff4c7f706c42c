"""
What every page must pass in a real browser.

``check`` opens an address and returns what is wrong with it, one short text for each fault;
an empty list is a pass. test_checks_catch.py proves with broken pages that each fault is seen.
"""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (320, 360, 768, 1280)
OURS = re.compile(r"(data:|blob:|http://(127\.0\.0\.1|localhost)[:/])")
MAX_NODES = 1500
MOST_TABS = 250

WATCH = """
window.__csp = []; window.__cls = 0;
document.addEventListener('securitypolicyviolation',
  e => __csp.push(e.effectiveDirective + ' ' + e.blockedURI));
new PerformanceObserver(list => list.getEntries().forEach(
  e => { if (!e.hadRecentInput) __cls += e.value; })).observe({type: 'layout-shift', buffered: true});
"""

TWICE = """() => [...document.querySelectorAll('[id]')].map(e => e.id)
  .filter((id, i, all) => all.indexOf(id) !== i)"""

# A line of text lower than 1.25 of its size cuts the marks of Ể, Ẫ, Ự.
TIGHT = """() => [...document.querySelectorAll('body *')].filter(e => e.offsetParent
  && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
  && parseFloat(getComputedStyle(e).lineHeight) / parseFloat(getComputedStyle(e).fontSize) < 1.25)
  .map(e => e.tagName + '.' + e.className)"""

SMALL = """() => [...document.querySelectorAll(
  'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button]')].filter(e => {
    const r = e.getBoundingClientRect();
    return e.offsetParent && r.width > 1 && getComputedStyle(e).display !== 'inline'
      && (r.width < 23.9 || r.height < 23.9); }).map(e => e.outerHTML.slice(0, 60))"""

# Text that its own box hides; an ellipsis on one line is meant.
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(e => {
    const s = getComputedStyle(e);
    return e.offsetParent && e.clientHeight > 4 && s.overflowY === 'hidden' && e.textContent.trim()
      && s.position !== 'absolute' && e.scrollHeight > e.clientHeight + 2; })
  .map(e => e.tagName + '.' + e.className)"""

OFF = """() => [...document.querySelectorAll(
    'a[href],button,input:not([type=hidden]),select,summary')]
  .filter(e => { const r = e.getBoundingClientRect(); let up = e.parentElement;
    while (up && getComputedStyle(up).overflowX === 'visible') up = up.parentElement;
    return e.checkVisibility() && !up && r.width > 1 && !e.matches('.skip')
      && (r.left < -1 || r.right > innerWidth + 1); })
  .map(e => e.outerHTML.slice(0, 60))"""

FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const r = e.getClientRects()[0] || e.getBoundingClientRect(), s = getComputedStyle(e);
  const x = Math.min(Math.max(r.x + r.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(r.y + r.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  e.__seen = (e.__seen || 0) + 1;
  return {name: e.tagName + '#' + e.id + ' ' + (e.textContent || '').trim().slice(0, 30),
    again: e.__seen > 1,
    ring: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none',
    hidden: !(top && (e === top || e.contains(top) || top.contains(e)))}; }"""

FONTS = """() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"""


def open_context(browser: Browser, width: int = 360, **options: Any) -> BrowserContext:
    """Open a window of a Vietnamese reader; nothing outside of this machine is reached."""
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        **options,
    )
    context.route(lambda url: not OURS.match(url), lambda route: route.abort("blockedbyclient"))
    context.add_init_script(WATCH)
    return context


def listen(page: Page, bad: list[str]) -> None:
    """Note what the page loads from abroad, what fails and what the console says."""
    page.on("request", lambda r: None if OURS.match(r.url) else bad.append(f"external {r.url}"))
    page.on("pageerror", lambda e: bad.append(f"js {str(e)[:80]}"))
    page.on("response", lambda r: bad.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on(
        "console", lambda m: bad.append(f"console {m.text[:100]}") if m.type == "error" else None
    )


def text_faults(page: Page) -> list[str]:
    """Say what is wrong with language, headings, ids, letters, lines and targets."""
    bad = []
    if page.get_attribute("html", "lang") != "vi":
        bad.append("lang")
    if page.locator("h1").count() != 1:
        bad.append(f"h1 x{page.locator('h1').count()}")
    shown = page.evaluate("document.documentElement.innerText")
    if shown != unicodedata.normalize("NFC", shown):
        bad.append("not NFC")
    for name, script in (
        ("dup id", TWICE),
        ("line-height", TIGHT),
        ("target", SMALL),
        ("cut", CUT),
        ("off screen", OFF),
    ):
        bad += [f"{name} {what}" for what in page.evaluate(script)]
    nodes = page.evaluate("document.querySelectorAll('*').length")
    return [*bad, f"nodes {nodes}"] if nodes > MAX_NODES else bad


def focus_faults(page: Page) -> list[str]:
    """Walk the page with Tab; say where the focus cannot be seen."""
    bad = []
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0,0)")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if not at or at["again"]:
            break
        if not at["ring"]:
            bad.append(f"no focus ring {at['name']}")
        if at["hidden"]:
            bad.append(f"focus hidden {at['name']}")
    return bad


def axe_faults(page: Page) -> list[str]:
    """Ask axe-core for breaches of WCAG 2.2 AA."""
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}}).then(r => r.violations)", AXE_TAGS
    )
    return [f"axe {v['id']} x{len(v['nodes'])} {v['nodes'][0]['html'][:90]}" for v in found]


def width_faults(page: Page, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """Say at which widths the whole page scrolls sideways."""
    bad = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            bad.append(f"sideways scroll {width}")
    return bad


def check(
    browser: Browser,
    url: str,
    *,
    budget_kib: int = 250,
    width: int = 360,
    cookies: list[dict[str, Any]] | None = None,
    act: Callable[[Page], None] | None = None,
    **options: Any,
) -> list[str]:
    """
    Open ``url`` and return its faults.

    ``act`` does something on the page (opens a dialog, sends a bad form) before it is looked at.
    ``options`` go to the browser's window, e.g. ``color_scheme="dark"``. Weights are of the
    uncompressed answers of a test server.
    """
    bad: list[str] = []
    context = open_context(browser, width, **options)
    if cookies:
        context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    listen(page, bad)
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    size = [0]
    network.on(
        "Network.loadingFinished", lambda e: size.__setitem__(0, size[0] + e["encodedDataLength"])
    )
    page.goto(url)
    page.wait_for_load_state("networkidle")
    if size[0] > budget_kib * 1024:
        bad.append(f"weight {size[0] // 1024} KiB")
    if page.evaluate("__cls") > 0.1:
        bad.append("layout shift")
    if act:
        act(page)
        page.wait_for_load_state("networkidle")
    bad += [f"csp {what}" for what in page.evaluate("__csp")]
    bad += text_faults(page) + focus_faults(page) + axe_faults(page) + width_faults(page)
    context.close()
    return bad
