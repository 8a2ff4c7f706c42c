"""What every test gets: no network, quick passwords, files in a folder of its own, the cast."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from thucchat.kernel import calendar, parameters

# A machine shared by many is slow at times; what is slow always, a benchmark finds.
hypothesis.settings.register_profile("shared", deadline=None)
hypothesis.settings.load_profile("shared")

LOCAL_HOSTS = ["127.0.0.1", "::1", "localhost"]


def pytest_runtest_setup() -> None:
    """Refuse every connection but those to this machine (a database, a test server)."""
    import pytest_socket

    pytest_socket.socket_allow_hosts(LOCAL_HOSTS, allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _quick_and_apart(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Use a quick password hash, and keep files and snapshots out of the product's own folder."""
    from django.core.cache import cache

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.AXES_ENABLED = False
    cache.clear()
    root = tmp_path_factory.mktemp("var")
    settings.MEDIA_ROOT = root / "files"
    settings.SNAPSHOT_ROOT = str(root / "snapshots")
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": root / "files"},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True, scope="session")
def _journal_can_be_emptied() -> Iterator[None]:
    """Let a test that really commits leave an empty database: only its end empties the journal."""
    from django.test import TransactionTestCase

    from thucchat.audit.tests.tampering import unguarded

    def teardown(case: Any) -> None:
        with unguarded():
            flush(case)

    flush = TransactionTestCase._fixture_teardown
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture
def data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Give the kernel an empty ``data`` folder; what it remembers of the real one is dropped."""
    caches = (calendar.vietnam, parameters.all_parameters)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr("thucchat.kernel.calendar.DATA", tmp_path)
    monkeypatch.setattr("thucchat.kernel.parameters.DATA", tmp_path)
    yield tmp_path
    for cached in caches:
        cached.cache_clear()


@dataclass(frozen=True)
class Cast:
    """The bodies and people that play in most tests; see ``orgs/tests/factories.py``."""

    root: Any
    standing: Any  # VPTW, the standing agency
    science: Any  # BKHCN
    science_unit: Any  # a department of BKHCN
    police: Any  # BCA
    province: Any  # T01
    commune: Any  # X00004, in T01
    other_province: Any  # T04
    officer: Any  # coordinator of VPTW over the whole country
    verifier: Any  # of VPTW over the whole country
    leader: Any  # of VPTW: sees everything, changes nothing
    inspector: Any
    administrator: Any
    reporter: Any  # of BKHCN
    head: Any  # of BKHCN: signs its claims
    other_reporter: Any  # of BCA
    other_head: Any  # of BCA
    province_reporter: Any  # of T01
    province_head: Any
    province_officer: Any  # coordinator of T01 over T01
    province_verifier: Any
    commune_reporter: Any  # of X00004
    commune_head: Any
    stranger: Any  # has an account and no role


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - opens the database
    """Set up the standing agency, two ministries, a province and a commune, with their people."""
    from thucchat.orgs.choices import Role
    from thucchat.orgs.tests.factories import make_tree, make_user

    tree = make_tree()
    root, standing, science, police = (tree[code] for code in ("VN", "VPTW", "BKHCN", "BCA"))
    province, commune = tree["T01"], tree["X00004"]
    return Cast(
        root=root,
        standing=standing,
        science=science,
        science_unit=tree["BKHCN-CDS"],
        police=police,
        province=province,
        commune=commune,
        other_province=tree["T04"],
        officer=make_user(Role.COORDINATOR, standing, root, username="officer"),
        verifier=make_user(Role.VERIFIER, standing, root, username="verifier"),
        leader=make_user(Role.VIEWER, standing, root, username="leader"),
        inspector=make_user(Role.INSPECTOR, standing, root, username="inspector"),
        administrator=make_user(Role.ADMINISTRATOR, standing, root, username="administrator"),
        reporter=make_user(Role.REPORTER, science, username="reporter"),
        head=make_user(Role.APPROVER, science, username="head"),
        other_reporter=make_user(Role.REPORTER, police, username="other_reporter"),
        other_head=make_user(Role.APPROVER, police, username="other_head"),
        province_reporter=make_user(Role.REPORTER, province, username="province_reporter"),
        province_head=make_user(Role.APPROVER, province, username="province_head"),
        province_officer=make_user(Role.COORDINATOR, province, username="province_officer"),
        province_verifier=make_user(Role.VERIFIER, province, username="province_verifier"),
        commune_reporter=make_user(Role.REPORTER, commune, username="commune_reporter"),
        commune_head=make_user(Role.APPROVER, commune, username="commune_head"),
        stranger=make_user(username="stranger"),
    )
