"""
Take the pictures of the documents from the product itself, served on demo data.

Usage: python scripts/pictures.py FOLDER [ADDRESS]: of a running product, or of one that is
started here on demo data of its own (var/pictures).
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import yaml
from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
ACCOUNTS = yaml.safe_load((ROOT / "data/demo/accounts.yaml").read_text("utf-8"))
# name -> account and address; a link's name after «>» is followed first
SCREENS = {
    "tong-quan": ("lanhdao", "/tong-quan/"),
    "nhiem-vu": ("lanhdao", "/nhiem-vu/?status=hollow"),
    "mot-nhiem-vu": ("lanhdao", "/nhiem-vu/?status=hollow > table tbody a"),
    "viec-cua-toi": ("bkhcn.lanhdao", "/viec-cua-toi/"),
    "duyet-van-ban": ("canbo", "/van-ban/ > table tbody a > Duyệt nhiệm vụ"),
    "xac-nhan": ("thamdinh", "/xac-nhan/"),
    "tham-dinh": ("thamdinh", "/xac-nhan/ > table tbody a"),
    "con-so": ("lanhdao", "/tong-quan/ > .stats a"),
    "bao-cao": ("lanhdao", "/bao-cao/ > table tbody a"),
    "cong-khai": ("", "/cong-khai/"),
}
WIDTHS = {"": 1280, "-360": 360}


def follow(page: Page, address: str, path: str) -> None:
    """Open the first part of ``path``, then click through the rest."""
    first, *clicks = (part.strip() for part in path.split(">"))
    page.goto(address + first)
    for click in clicks:
        by_name = page.get_by_role("main").get_by_role("link", name=click)
        (by_name if by_name.count() else page.locator(f"main {click}")).first.click()
        page.wait_for_load_state("networkidle")


def keep(picture: bytes, path: Path) -> None:
    """Write a screenshot with 128 colours: a third of the size, no difference to the eye."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def main(address: str, folder: Path) -> None:
    """Take every screen at every width."""
    chrome = os.environ.get("CHROME") or shutil.which("chromium") or shutil.which("google-chrome")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        for suffix, width in WIDTHS.items():
            for name, (account, path) in SCREENS.items():
                size = {"width": width, "height": 900 if width > 400 else 740}
                context = browser.new_context(
                    viewport=size, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
                )
                page = context.new_page()
                if account:
                    page.goto(f"{address}/dang-nhap/")
                    page.fill("input[name=username]", account)
                    page.fill("input[name=password]", ACCOUNTS["password"])
                    page.click("form.form button")
                follow(page, address, path)
                keep(page.screenshot(), folder / f"{name}{suffix}.png")
                context.close()
        browser.close()


@contextmanager
def demo() -> Iterator[str]:
    """Serve the product on fresh demo data while the pictures are taken."""
    env = {**os.environ, "THUCCHAT_VAR": str(ROOT / "var/pictures"), "THUCCHAT_DEMO": "1"}
    command = [sys.executable, "-m", "thucchat.cli.main", "serve", "--setup", "--demo"]
    server = subprocess.Popen([*command, "--port", "8971"], cwd=ROOT, env=env)  # noqa: S603
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", 8971), timeout=1):
                break
            time.sleep(1)
        yield "http://127.0.0.1:8971"
    finally:
        server.terminate()


if __name__ == "__main__":
    given = nullcontext(sys.argv[2]) if len(sys.argv) > 2 else demo()
    with given as served:
        main(served, Path(sys.argv[1]))
