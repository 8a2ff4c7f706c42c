"""A browser for the tests that need one, and the product served on this machine."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.core.management import call_command

CHROME = os.environ.get("CHROME") or shutil.which("chromium") or shutil.which("google-chrome")
# The browser's own event loop runs in this thread; the ORM is still used by one thread at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure() -> None:
    """Where nothing may be skipped (CI), a missing browser is a failure."""
    if os.environ.get("THUCCHAT_NOTHING_SKIPPED") and not CHROME:
        raise pytest.UsageError("no Chromium here, and nothing may be skipped")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here; skip it with its reason where no browser is installed."""
    for item in items:
        if "/tests/browser/" not in str(item.path):
            continue
        item.add_marker("browser")
        if not CHROME:
            item.add_marker(
                pytest.mark.skip(
                    reason="no Chromium here (apt-get install chromium, or set CHROME)"
                )
            )


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:  # noqa: F821 - imported only where a browser is
    """Start one browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROME, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def fonts(django_db_setup: None) -> None:
    """Cut the fonts that the pages load; quick when done before."""
    call_command("build_fonts", verbosity=0)


@pytest.fixture
def site(live_server, fonts: None, settings) -> str:
    """Serve the product; return its address."""
    settings.DEMO = True
    return str(live_server.url)
