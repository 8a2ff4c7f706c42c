"""``thucchat report``: the monthly report as a DOCX or PDF file."""

import argparse
import os
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which month, and where to write."""
    parser.add_argument(
        "--period", required=True, metavar="YYYY-MM", help="tháng báo cáo, ví dụ 2026-10"
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar="TỆP", help="tệp ghi ra, đuôi .docx hoặc .pdf"
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help="lập dự thảo mới từ bản chốt cuối cùng dù báo cáo của tháng đã phát hành",
    )


def run(args: argparse.Namespace) -> int:
    """Write the issued report of the month, else a draft from its last snapshot."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from thucchat.kernel.errors import Refused

    try:
        words = write(args.period, args.out, anew=args.draft)
    except Refused as refusal:
        print(f"Không lập được báo cáo. {refusal}", file=sys.stderr)
        return 2
    print(words)
    return 0


def write(period: str, out: Path, *, anew: bool) -> str:
    """Write the file and return what was done, in words; ``Refused`` says what to do first."""
    from thucchat.kernel.errors import Refused
    from thucchat.reports import queries
    from thucchat.reports.choices import Format, Kind

    suffix = out.suffix.removeprefix(".").lower()
    if suffix not in Format.values:
        raise Refused("reports.suffix", f"Tệp «{out.name}» phải có đuôi .docx hoặc .pdf.")
    form = Format(suffix)
    issued = None if anew else queries.issued_for(Kind.MONTHLY, period)
    if issued is not None:
        out.write_bytes(queries.file_of(issued, form))
        return f"{out}: báo cáo số {issued.number} đã phát hành, chép nguyên tệp."
    snapshot = queries.basis(period)
    content, _, _ = queries.compose(Kind.MONTHLY, period, snapshot)
    out.write_bytes(queries.rendered(content, form))
    return f"{out}: dự thảo, số liệu đến hết ngày {snapshot.on:%d/%m/%Y}."
