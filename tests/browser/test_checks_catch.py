"""The checks themselves: a sound page passes, and each broken one is caught."""

import threading
import unicodedata
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser import checks

GOOD = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Trang lành</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="s.css"></head>
<body><main><h1>Nhiệm vụ quá hạn</h1><p>Một đoạn văn đọc được.</p>
<form><label for="q">Tìm</label> <input id="q"><button>Tìm</button></form>
<p><a href="#q">Về ô tìm</a></p></main></body></html>"""
CSS = """body{font:16px/1.5 sans-serif;color:#222;background:#fff}
input,button{font:inherit;min-height:44px;max-width:100%}
:focus-visible{outline:3px solid #1d5ad1}
.wide{width:1500px}.tight{line-height:1}.tiny{min-height:0;width:12px;height:12px;padding:0}
.pale{color:#bbb}.bare:focus-visible{outline:none}.cut{overflow:hidden;height:14px;line-height:1.5}
.off{position:absolute;left:-20px}
.lid{position:fixed;inset:0;background:#fff}"""

BROKEN = [
    ("no label", ('<label for="q">Tìm</label>', ""), "axe label"),
    ("wrong language", ('lang="vi"', 'lang="en"'), "lang"),
    ("letters taken apart", ("Một đoạn", unicodedata.normalize("NFD", "Một đoạn")), "not NFC"),
    ("a script from abroad", ("</main>", '<script src="https://cdn.example/x.js"></script></main>'),
     ("external", "csp script-src")),
    ("inline style", ("<p>Một", '<p style="color:red">Một'), "csp style-src"),
    ("inline script", ("</main>", "<script>1</script></main>"), "csp script-src"),
    ("a line too wide", ("</main>", '<div class="wide">rộng</div></main>'), "sideways scroll 360"),
    ("a missing file", ("</main>", '<img src="gone.png" alt="ảnh"></main>'), "404"),
    ("two headings of the page", ("</main>", "<h1>Nữa</h1></main>"), "h1 x2"),
    ("no heading", ("<h1>Nhiệm vụ quá hạn</h1>", ""), "h1 x0"),
    ("an id twice", ("<p>Một", '<p id="q">Một'), "dup id q"),
    ("an empty link", ("</main>", '<a href="#q"></a></main>'), "axe link-name"),
    ("lines too tight", ("<h1>", '<h1 class="tight">'), "line-height H1"),
    ("a button too small", ("<button>Tìm", '<button class="tiny" aria-label="Tìm">'), "target"),
    ("text too pale", ("<p>Một", '<p class="pale">Một'), "axe color-contrast"),
    ("focus without a ring", ("<button>", '<button class="bare">'), "no focus ring"),
    ("focus under a lid", ("</main>", '<div class="lid">Che</div></main>'), "focus hidden"),
    ("text cut off", ("<p>Một", '<p class="cut">Ứ<br>Một'), "cut P.cut"),
    ("a script that fails", ('href="s.css">', 'href="s.css"><script src="bad.js"></script>'), "js "),
    ("a heavy page", ("</main>", "<!--" + "x" * 300_000 + "--></main>"), "weight"),
    ("too many nodes", ("</main>", "<i></i>" * 1600 + "</main>"), "nodes"),
    ("a button off the screen", ("<button>", '<button class="off">'), "off screen"),
    ("a page that jumps", ("<main>", '<script src="jump.js"></script><main>'), "layout shift"),
]  # fmt: skip
JUMP = """addEventListener('load', () => setTimeout(() => {
  const d = document.createElement('div'); d.className = 'push'; d.textContent = 'Chen vào';
  const s = document.createElement('link'); s.rel = 'stylesheet'; s.href = 'push.css';
  document.head.append(s); document.body.prepend(d); }, 50));"""


class Handler(SimpleHTTPRequestHandler):
    """Serve files with the product's policy, quietly."""

    def end_headers(self):
        policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:"
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def pages(tmp_path):
    """Serve a folder; return it and its address."""
    (tmp_path / "s.css").write_text(CSS, encoding="utf-8")
    (tmp_path / "bad.js").write_text("nothing.here()", encoding="utf-8")
    (tmp_path / "jump.js").write_text(JUMP, encoding="utf-8")
    (tmp_path / "push.css").write_text(".push{height:400px}", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def faults(browser, pages, html):
    folder, address = pages
    (folder / "page.html").write_text(html, encoding="utf-8")
    return checks.check(browser, f"{address}/page.html")


def test_a_sound_page_passes(browser, pages):
    assert faults(browser, pages, GOOD) == []


@pytest.mark.parametrize(
    ("change", "expected"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN]
)
def test_a_broken_page_is_caught(browser, pages, change, expected):
    assert change[0] in GOOD
    found = faults(browser, pages, GOOD.replace(*change, 1))
    wanted = expected if isinstance(expected, tuple) else (expected,)
    assert [fault for fault in found if fault.startswith(wanted)], found


def test_what_an_act_breaks_is_caught(browser, pages):
    folder, address = pages
    (folder / "page.html").write_text(GOOD, encoding="utf-8")
    script = "document.querySelector('label').remove()"
    found = checks.check(browser, f"{address}/page.html", act=lambda page: page.evaluate(script))
    assert any(fault.startswith("axe label") for fault in found)
