"""The `thucchat` command: one subcommand per module, imported when it is called."""

import argparse
import importlib
import sys
from collections.abc import Sequence

# name -> (module with add_arguments(parser) and run(args) -> int, one line of help)
COMMANDS = {
    "extract": ("thucchat.cli.extract", "đọc văn bản, liệt kê nhiệm vụ được giao"),
    "claims": ("thucchat.cli.claims", "liệt kê các con số và điều chúng khẳng định"),
    "snapshot": ("thucchat.cli.snapshot", "chốt số liệu đến hết một ngày và tính các chỉ tiêu"),
    "report": ("thucchat.cli.report", "lập báo cáo tháng thành tệp DOCX hoặc PDF"),
    "demo": ("thucchat.cli.demo_command", "nạp dữ liệu trình diễn vào cơ sở dữ liệu trống"),
    "audit": ("thucchat.cli.audit", "kiểm tra nhật ký có còn nguyên vẹn"),
    "serve": ("thucchat.cli.serve", "chạy máy chủ web"),
    "check": ("thucchat.cli.check", "kiểm tra các con số mâu thuẫn trong và giữa các văn bản"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="thucchat",
        description="Thực Chất: theo dõi, đánh giá thực chất việc thực hiện nghị quyết.",
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")
    chosen = next((w for w in words if not w.startswith("-")), None)
    for name, (path, line) in COMMANDS.items():
        sub = subparsers.add_parser(name, help=line, description=line)
        if name == chosen:
            module = importlib.import_module(path)
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    args = parser.parse_args(words)
    code: int = args.run(args)
    return code


if __name__ == "__main__":
    sys.exit(main())
