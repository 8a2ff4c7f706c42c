"""Rows to JSON lines, CSV, a spreadsheet or plain text."""

import csv
import io
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

Row = Mapping[str, object]


def add_arguments(parser: ArgumentParser) -> None:
    """Files, format and output: the same for all commands that read documents."""
    parser.add_argument(
        "files", nargs="+", metavar="TỆP", help="tệp .txt, .docx, .pdf, .html, .odt"
    )
    parser.add_argument(
        "--format",
        choices=("text", "jsonl", "csv", "xlsx"),
        default="text",
        help="định dạng kết quả",
    )
    parser.add_argument("--out", metavar="TỆP", help="ghi vào tệp này thay vì in ra màn hình")


def write(
    args: Namespace, rows: Sequence[Row], columns: Mapping[str, str], text: Callable[[], str]
) -> None:
    """Write rows in the format asked for; `columns` maps a key to its heading."""
    if args.format == "xlsx":
        _bytes(args.out, _xlsx(rows, columns))
    elif args.format == "csv":
        _text(args.out, "\ufeff" + _csv(rows, columns) if args.out else _csv(rows, columns))
    elif args.format == "jsonl":
        _text(args.out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    else:
        _text(args.out, text())


def flat(value: object) -> str | int | float:
    """One cell: lists joined, dictionaries as their value."""
    if isinstance(value, bool) or value is None:
        return "có" if value else ""
    if isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return str(value.get("value") or value.get("raw") or "")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(str(flat(v)) for v in value)
    return str(value)


def _safe(value: str | float) -> str | float:
    """Keep a spreadsheet from reading a cell as a formula."""
    return (
        "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value
    )


def _csv(rows: Sequence[Row], columns: Mapping[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns.values())
    writer.writerows([_safe(flat(row.get(key))) for key in columns] for row in rows)
    return out.getvalue()


def _xlsx(rows: Sequence[Row], columns: Mapping[str, str]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.create_sheet("Kết quả", 0)
    sheet.append(list(columns.values()))
    for row in rows:
        sheet.append([_safe(flat(row.get(key))) for key in columns])
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(name: str | None, text: str) -> None:
    if name:
        Path(name).write_text(text, encoding="utf-8", newline="")
    else:
        sys.stdout.write(text)


def _bytes(name: str | None, data: bytes) -> None:
    if name:
        Path(name).write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
