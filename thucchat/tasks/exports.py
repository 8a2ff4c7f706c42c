"""The task list as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from thucchat.kernel.formats import date_text
from thucchat.tasks import rules
from thucchat.tasks.choices import ResultLevel, State
from thucchat.tasks.queries import TaskRow

HEADINGS = (
    "Mã nhiệm vụ",
    "Nội dung",
    "Cơ quan chủ trì",
    "Văn bản giao",
    "Sản phẩm",
    "Thời hạn",
    "Số ngày quá hạn",
    "Tình trạng",
    "Trạng thái",
    "Mức phải đạt",
    "Mức đã khai",
    "Mức được công nhận",
)
WIDTHS = (18, 70, 28, 40, 40, 12, 10, 24, 24, 16, 16, 16)
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return a text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _level(level: int | None) -> str:
    return "" if level is None else f"{level} {ResultLevel(level).label}"


def cells(row: TaskRow) -> list[str | int | date | None]:
    """Return one row's cells in the order of ``HEADINGS``."""
    return [
        row.code,
        harmless(row.title),
        row.lead,
        harmless(row.place),
        harmless(row.product),
        row.due_on,
        row.days_late,
        rules.LABELS_57[row.status],
        str(State(row.state).label),
        _level(row.required_level),
        _level(row.claimed_level),
        _level(row.recognised_level),
    ]


def csv_lines(rows: Iterable[TaskRow]) -> Iterator[str]:
    """Yield the list as CSV: UTF-8 with a byte-order mark, so that Excel reads the marks."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\ufeff"
    writer.writerow(HEADINGS)
    for row in rows:
        values = cells(row)
        values[5] = date_text(row.due_on)
        writer.writerow(values)
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def workbook(rows: Iterable[TaskRow], *, note: str) -> bytes:
    """Return the list as XLSX; ``note`` (filters, day) stands above the table."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Nhiệm vụ")
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.freeze_panes = "A3"
    sheet.append([note])
    heads = []
    for text in HEADINGS:
        cell = WriteOnlyCell(sheet, value=text)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        heads.append(cell)
    sheet.append(heads)
    for row in rows:
        values: list[object] = list(cells(row))
        if row.due_on is not None:
            due = WriteOnlyCell(sheet, value=datetime.combine(row.due_on, time.min))
            due.number_format = "dd/mm/yyyy"
            values[5] = due
        sheet.append(values)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
