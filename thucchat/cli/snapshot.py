"""`thucchat snapshot --on DATE`: take a position down and compute its indicators."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the day, which is required so that a second run gives the same."""
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        required=True,
        metavar="YYYY-MM-DD",
        help="chốt tình hình đến hết ngày này",
    )
    parser.add_argument(
        "--publish", action="store_true", help="công khai luôn các số tổng của kỳ này"
    )


def run(args: Namespace) -> int:
    """Take, compute and perhaps publish; 2 when refused. A second run changes nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from thucchat.analytics import actions as analytics
    from thucchat.indicators import actions as indicators
    from thucchat.kernel.errors import Refused

    now = timezone.now()  # noqa: TID251 - a command is where the time comes in
    try:
        snapshot = analytics.take_snapshot(args.on, by=None, at=now)
        values = indicators.compute(snapshot.pk, at=now)
        if args.publish and snapshot.published_at is None:
            analytics.publish(snapshot.pk, by=None, at=now)
    except Refused as refusal:
        print(f"Không chốt được. {refusal}", file=sys.stderr)
        return 2
    rows = ", ".join(f"{name} {count}" for name, count in snapshot.rows.items())
    print(f"Số liệu đến hết ngày {snapshot}: {rows}.")
    print(f"Giá trị mới: {values}. Mã băm: {snapshot.sha256}")
    return 0
