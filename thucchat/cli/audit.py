"""`thucchat audit verify`: whether the journal is whole."""

import os
from argparse import ArgumentParser, Namespace

import django


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of this command."""
    parser.add_argument(
        "action", choices=["verify"], metavar="verify", help="kiểm tra chuỗi mã băm của nhật ký"
    )


def run(args: Namespace) -> int:  # noqa: ARG001 - there is one action
    """Print the faults of the chain, or its end; 1 when there are faults."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from thucchat.audit import queries

    faults = 0
    for fault in queries.verify():
        faults += 1
        print(f"sự kiện {fault.seq}: {fault.problem}")
    count, last_hash = queries.head()
    if faults:
        print(f"Nhật ký KHÔNG nguyên vẹn: {faults} lỗi trong {count} sự kiện.")
        return 1
    print(f"Nhật ký nguyên vẹn: {count} sự kiện, mã băm cuối {last_hash}.")
    return 0
