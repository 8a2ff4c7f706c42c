"""From a figure back to what it counted: the rows of its snapshot, and counting them again."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import ibis

from thucchat.analytics import engine, exports
from thucchat.analytics import queries as snapshots
from thucchat.indicators import evaluate
from thucchat.indicators.formulas import FORMULAS
from thucchat.indicators.models import DefinitionVersion, Value
from thucchat.kernel import formats
from thucchat.kernel.errors import Refused
from thucchat.orgs.choices import Bloc
from thucchat.tasks.choices import Axis, Field, Kind
from thucchat.tasks.exports import harmless
from thucchat.verification.choices import ReturnReason, Verdict

# Columns of a table and of a file, in this order where the rows have them.
HEADINGS = {
    "code": "Mã nhiệm vụ",
    "title": "Nội dung",
    "lead": "Cơ quan chủ trì",
    "bloc": "Khối",
    "resolution": "Nghị quyết",
    "axis": "Trục",
    "field": "Nhóm",
    "kind": "Tính chất",
    "issued_on": "Ngày giao",
    "due_on": "Thời hạn",
    "original_due_on": "Thời hạn ban đầu",
    "moves": "Số lần dời hạn",
    "moved_days": "Số ngày dời",
    "level": "Mức đề nghị",
    "required_level": "Mức phải đạt",
    "claimed_level": "Mức đã khai",
    "recognised_level": "Mức công nhận",
    "finished_on": "Ngày hoàn thành",
    "returns": "Số lần bị trả lại",
    "last_word_on": "Báo cáo gần nhất",
    "submitted_at": "Ký gửi lúc",
    "decided_at": "Quyết định lúc",
    "verdict": "Kết luận",
    "reason": "Lý do trả lại",
    "measure": "Số ngày",
    "numerator": "Tính vào tử số",
    "denominator": "Tính vào mẫu số",
}
_WORDS: dict[str, dict[str, str]] = {
    "bloc": dict(Bloc.choices),
    "axis": dict(Axis.choices),
    "field": dict(Field.choices),
    "kind": dict(Kind.choices),
    "verdict": dict(Verdict.choices),
    "reason": dict(ReturnReason.choices),
}


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Some of the rows behind a figure, and how many there are in all."""

    rows: list[dict[str, Any]]
    total: int


@dataclass(frozen=True, slots=True)
class Recount:
    """What counting again gave, beside what was stored."""

    numerator: int
    denominator: int
    broken_files: list[str]
    agrees: bool


def page(
    value: Value, part: str, *, lead_codes: Sequence[str] | None, start: int, length: int
) -> RowsPage:
    """Return rows of the value's numerator or denominator, and their number."""
    with _opened(value) as (rows, tables):
        found = _behind(value, rows, tables, part, lead_codes)
        total = found.count().to_pyarrow().as_py()
        names = evaluate.key_labels(tables)
        listed = evaluate.page_of(found, start=start, length=length)
        return RowsPage([{**row, "lead": names.get(row["lead_code"])} for row in listed], total)


def csv_lines(value: Value, part: str, *, lead_codes: Sequence[str] | None) -> Iterator[str]:
    """Yield the lines of a file that spreadsheets open: with mark of order, commas, CRLF."""
    yield "\ufeff"
    with _opened(value) as (rows, tables):
        found = _behind(value, rows, tables, part, lead_codes)
        names = evaluate.key_labels(tables)
        columns = [c for c in HEADINGS if c in found.columns or c == "lead"]
        yield _line([HEADINGS[c] for c in columns])
        for row in evaluate.all_of(found):
            row["lead"] = names.get(row["lead_code"], row["lead_code"])
            yield _line([_cell(c, row[c]) for c in columns])


def recount(value: Value) -> Recount:
    """Count the value's group again from the files, after checking the files' hashes."""
    folder = snapshots.folder_of(value.snapshot)
    if not folder.is_dir():
        return Recount(0, 0, ["manifest.json"], agrees=False)
    broken = exports.broken_files(folder)
    if broken or exports.manifest_hash(folder) != value.snapshot.sha256:
        return Recount(0, 0, broken or [exports.MANIFEST], agrees=False)
    with _opened(value) as (rows, tables):
        found = evaluate.split_by(rows, value.dimension, tables)
        found = found.filter(found.key == value.key)
        sums = found.aggregate(
            numerator=found.numerator.cast("int64").sum(),
            denominator=found.denominator.cast("int64").sum(),
        )
        [row] = sums.to_pyarrow().to_pylist()
    numerator, denominator = row["numerator"] or 0, row["denominator"] or 0
    same = (numerator, denominator) == (value.numerator, value.denominator)
    return Recount(numerator, denominator, [], agrees=same)


def check_files(value: Value) -> Path:
    """Return the folder of the value's snapshot; refuse (``analytics.missing``) if it is gone."""
    folder = snapshots.folder_of(value.snapshot)
    if not folder.is_dir():
        raise Refused(
            "analytics.missing",
            f"Tệp số liệu ngày {value.snapshot} không còn trên máy chủ nên không mở được từng "
            "dòng. Hãy báo quản trị khôi phục thư mục số liệu từ bản sao lưu.",
        )
    return folder


@contextmanager
def _opened(value: Value) -> Iterator[tuple[ibis.Table, dict[str, ibis.Table]]]:
    """Give the rows of the formula that made the value, by the definition of its version."""
    folder = check_files(value)
    made_by = DefinitionVersion.objects.get(
        indicator_id=value.indicator_id, version=value.definition_version
    )
    with engine.opened(folder) as tables:
        yield FORMULAS[made_by.content["formula"]](tables, on=value.snapshot.on), tables


def _behind(
    value: Value,
    rows: ibis.Table,
    tables: dict[str, ibis.Table],
    part: str,
    lead_codes: Sequence[str] | None,
) -> ibis.Table:
    return evaluate.behind(
        rows,
        tables,
        dimension=value.dimension,
        key=value.key,
        part=part,
        lead_codes=lead_codes,
    )


# First the narrower kind: a bool is an int, an instant is a day.
_WRITERS: tuple[tuple[type, Callable[[Any], str | int]], ...] = (
    (type(None), lambda _: ""),
    (bool, lambda yes: "có" if yes else "không"),
    (int, lambda number: number),
    (float, lambda number: formats.decimal_text(number, 2)),
    (datetime, formats.datetime_text),
    (date, formats.date_text),
)


def _cell(column: str, content: object) -> str | int:
    for kind, write in _WRITERS:
        if isinstance(content, kind):
            return write(content)
    return harmless(_WORDS.get(column, {}).get(str(content), str(content)))


def _line(cells: Sequence[str | int]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
