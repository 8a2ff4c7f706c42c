"""The public page as a file: the very figures that stand on it."""

import csv
import io
from collections.abc import Iterator

from thucchat.dashboards.queries.public import PublicOverview
from thucchat.indicators import queries as indicators
from thucchat.indicators.queries import Figure
from thucchat.kernel import formats

HEADINGS = (
    "Chỉ tiêu", "Phạm vi", "Giá trị", "Đơn vị", "Tử số", "Mẫu số", "Số liệu đến ngày",
    "Phiên bản cách tính",
)  # fmt: skip


def csv_lines(view: PublicOverview) -> Iterator[str]:
    """Yield the lines: UTF-8 with a mark of order, so that spreadsheets read the letters."""
    yield "\ufeff" + _line(HEADINGS)
    day = formats.date_text(view.snapshot.on)
    for figure in view.figures.values():
        yield _line(_cells(figure, "Toàn quốc", day))
    for row in view.blocs:
        for figure in row.figures.values():
            yield _line(_cells(figure, f"Khối {row.label}", day))


def _cells(figure: Figure, place: str, day: str) -> tuple[str | int, ...]:
    definition = indicators.catalogue()[figure.indicator_id]
    value = "" if figure.value is None else formats.decimal_text(figure.value, 2)
    return (
        definition.label, place, value, figure.unit_label, figure.numerator, figure.denominator,
        day, figure.version,
    )  # fmt: skip


def _line(cells: tuple[str | int, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
