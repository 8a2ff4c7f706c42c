"""``thucchat demo``: load the demonstration, once, into a database of its own."""

import argparse
import os
import time
from datetime import date, datetime
from typing import TYPE_CHECKING

from thucchat.kernel.periods import HANOI

if TYPE_CHECKING:
    from thucchat.cli.demo import marks


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how large, until which day, and with which dice."""
    parser.add_argument(
        "--size",
        choices=("small", "national"),
        default="small",
        help="small: khoảng 240 nhiệm vụ, đủ mọi tình huống; national: 52.000 nhiệm vụ để đo tải",
    )
    parser.add_argument(
        "--until",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="ngày cuối của dữ liệu (mặc định: hôm nay)",
    )
    parser.add_argument("--seed", type=int, default=1, help="số gieo, cho kết quả lặp lại được")


def run(args: argparse.Namespace) -> int:
    """Load, and print the accounts; 1 when the database holds other data."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    done = load_demo(size=args.size, until=args.until, seed=args.seed)
    if done:
        print(*account_lines(), sep="\n")
    return 0 if done else 1


def load_demo(*, size: str = "small", until: date | None = None, seed: int = 1) -> bool:
    """
    Load the demonstration if the database is empty; False when it holds something else.

    A database that holds this demonstration already is left as it is.
    """
    from thucchat.cli.demo import marks

    held = marks.holding()
    if held.demo is not None and held.demo["size"] == size:
        print("Đã có dữ liệu trình diễn, giữ nguyên.", flush=True)
        return True
    if not held.is_empty:
        print(_refusal(held), flush=True)
        return False
    from thucchat.cli.demo import national, small  # the whole product: seconds to load

    now = datetime.now(HANOI)
    wanted = until or now.date()
    last = min(max(wanted, small.SHORTEST), small.LONGEST)
    if last != wanted:
        print(f"Dữ liệu trình diễn dừng ở ngày {last:%d/%m/%Y}.", flush=True)
    started = time.monotonic()
    load = {"small": small.load, "national": national.load}[size]
    load(until=last, at=now, seed=seed, say=lambda line: print(line, flush=True))
    print(f"Xong sau {time.monotonic() - started:.0f} giây.", flush=True)
    return True


def _refusal(held: "marks.Holding") -> str:
    """Say why nothing is loaded, and how to begin with an empty database."""
    if held.demo is not None:
        what = f"đang có dữ liệu trình diễn cỡ {held.demo['size']}"
    else:
        what = (
            f"đang có dữ liệu thật ({held.people} tài khoản, {held.documents} văn bản, "
            f"{held.tasks} nhiệm vụ)"
        )
    return (
        f"Không nạp: cơ sở dữ liệu này {what}. Dữ liệu trình diễn chỉ nạp vào cơ sở dữ liệu "
        "trống.\n"
        "Hãy dùng thư mục dữ liệu khác, ví dụ: THUCCHAT_VAR=var-trinh-dien make run"
    )


def account_lines() -> list[str]:
    """Return the accounts to print; none when the database holds no demonstration."""
    from thucchat.cli.demo import marks
    from thucchat.web import demo

    if marks.holding().demo is None:
        return []
    lines = ["Tài khoản trình diễn (mật khẩu chung ở cột hai):"]
    lines += [f"  {a.username:14} {a.password:15} {a.name}: {a.job}" for a in demo.accounts()]
    return lines
