"""How the rows of the table of references are named behind the numbers of the text."""

from collections.abc import Iterable

from thucchat.reports.rules.content import Chart, Figure, Span, Spans, Table, spans_of

TITLE = "BẢNG DẪN SỐ LIỆU"
LEAD = (
    "Mỗi con số trong báo cáo dẫn về một giá trị đã lưu. Số nhỏ trong ngoặc vuông sau con số là "
    "thứ tự ở bảng này; bấm vào con số để mở trang của giá trị, từ đó xem được từng nhiệm vụ "
    "đứng sau con số."
)
COLUMNS = (
    ("STT", 13, "center"),
    ("Mã giá trị", 20, "left"),
    ("Chỉ số", 59, "left"),
    ("Phạm vi", 40, "left"),
    ("Tử số", 20, "right"),
    ("Mẫu số", 20, "right"),
    ("Giá trị", 26, "right"),
    ("Số liệu đến", 25, "center"),
    ("Bản chốt", 29, "left"),
)


def after(spans: Spans) -> list[tuple[Span, int]]:
    """
    Pair each span with the mark to print behind it, 0 for none.

    Figures of one value that follow one another share the mark behind the last of them.
    """
    marks = [span.mark if isinstance(span, Figure) else 0 for span in spans]
    paired = []
    for place, span in enumerate(spans):
        following = next((mark for mark in marks[place + 1 :] if mark), 0)
        paired.append((span, 0 if marks[place] == following else marks[place]))
    return paired


def joined(marks: Iterable[int]) -> str:
    """Write marks as «3–5, 8»."""
    runs: list[list[int]] = []
    for mark in sorted(set(marks)):
        if runs and runs[-1][-1] == mark - 1:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def of_spans(spans: Iterable[Span]) -> str:
    """Write the marks of all figures among the spans, empty where there are none."""
    return joined(span.mark for span in spans if isinstance(span, Figure) and span.mark)


def of_row(cells: Iterable[Spans]) -> str:
    """Write the marks of a table's row."""
    return of_spans(span for cell in cells for span in cell)


def of_block(block: Table | Chart) -> str:
    """Write the marks of a whole table or chart."""
    return of_spans(spans_of(block))
