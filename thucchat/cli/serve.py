"""``thucchat serve``: set up what is missing, then hand over to the web server."""

import argparse
import os
import sys
import time
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say where to listen and what to do first."""
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--workers", type=int, default=int(os.environ.get("WEB_WORKERS", "2")))
    parser.add_argument(
        "--setup", action="store_true", help="tạo bảng, phông chữ, danh mục còn thiếu"
    )
    parser.add_argument("--demo", action="store_true", help="nạp dữ liệu trình diễn nếu chưa có")


def run(args: argparse.Namespace) -> int:
    """Set up when asked, print the address, and become the server process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    started = time.monotonic()
    if args.setup or args.demo:
        set_up(demo=args.demo)
    took = time.monotonic() - started
    print(f"Thực Chất: http://{args.host}:{args.port}/  (chuẩn bị {took:.1f} s)", flush=True)
    if args.demo:
        _print_accounts()
    command = [
        sys.executable,
        *("-m", "granian", "--interface", "wsgi", "--host", args.host, "--port", str(args.port)),
        *("--workers", str(args.workers), "--blocking-threads", "2", "--no-ws"),
        *("--respawn-failed-workers", "--log-level", "warning", "config.wsgi:application"),
    ]
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 - a fixed command, no shell


def set_up(*, demo: bool) -> None:
    """Bring tables, fonts, static files and reference data up to date; quick when they are."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("build_fonts", verbosity=0)
    _collect_static(Path(settings.VAR_DIR))
    if demo:  # first: an empty database gets its reference data within the simulated time
        from thucchat.cli.demo_command import load_demo

        load_demo()
    call_command("load_reference", if_changed=True)


def _collect_static(var: Path) -> None:
    """Collect static files when one is newer than the last collection."""
    from django.core.management import call_command

    stamp, root = var / "static.stamp", Path(__file__).resolve().parents[1]
    sources = [*root.glob("*/static/**/*"), *(var / "fonts").glob("*")]
    newest = max((path.stat().st_mtime for path in sources if path.is_file()), default=0.0)
    if not stamp.exists() or stamp.stat().st_mtime < newest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.touch()


def _print_accounts() -> None:
    from thucchat.cli.demo_command import account_lines

    for line in account_lines():
        print(line, flush=True)
