"""The monthly report: an outline and the data of a snapshot become its content."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from thucchat.kernel import formats
from thucchat.reports.rules import references, sentences
from thucchat.reports.rules.content import (
    Annex,
    Bar,
    Block,
    Chart,
    Column,
    Figure,
    Heading,
    Paragraph,
    ReportContent,
    Row,
    Signing,
    Span,
    Spans,
    Table,
    Words,
)
from thucchat.reports.rules.material import Difficulty, Material, TaskLine, named_words, task_list
from thucchat.reports.rules.outline import (
    ChartPlan,
    Outline,
    Plan,
    QuotePlan,
    RowPlan,
    Say,
    TablePlan,
    TaskPlan,
)
from thucchat.reports.rules.readings import Reading, number_text

NO_CELL: Spans = (Words("–"),)
QUOTE_LIMIT = 320


def build(outline: Outline, material: Material) -> ReportContent:
    """Return the content of the report; the same outline and material give the same content."""
    builder = _Builder(material)
    blocks: list[Block] = []
    for section in outline.sections:
        below = [block for plan in section.plans for block in builder.blocks(plan)]
        heading = builder.text(section.heading)
        if heading and below:
            blocks.append(Heading(heading, section.level))
        blocks += below
    letterhead = replace(
        outline.letterhead, subject=tuple(map(builder.text, outline.letterhead.subject))
    )
    content = ReportContent(
        kind=material.kind,
        period=material.period,
        outline_version=outline.version,
        letterhead=letterhead,
        signing=Signing(),
        snapshot=material.snapshot,
        blocks=tuple(blocks),
        annexes=(_annex(outline, builder),),
        references=(),
        notice=material.notice,
    )
    return references.with_references(content, material)


def _annex(outline: Outline, builder: "_Builder") -> Annex:
    """Return the table of all tasks; of a very long one only those that are no part of another."""
    tasks = builder.material.tasks
    complete = len(tasks) <= outline.annex_limit
    lead = outline.annex_lead if complete else (*outline.annex_lead, outline.annex_more)
    shown = tasks if complete else [task for task in tasks if task.top]
    title = builder.text(outline.annex_title)
    return Annex("PHỤ LỤC I", title, builder.paragraph(lead), annex_table(shown), complete)


class _Builder:
    """Turns plans into blocks; numbers tables and charts as they come."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.readings = material.readings
        self.words = named_words(material)
        self.tables = self.charts = 0

    def text(self, template: str) -> str:
        return "".join(span.text for span in sentences.fill(template, self.readings, self.words))

    def paragraph(self, parts: Iterable[sentences.Sentence]) -> Spans:
        spans: list[Span] = []
        for one in parts:
            written = sentences.write(one, self.readings, self.words)
            spans += ([Words(" ")] if spans and written else []) + list(written)
        return tuple(spans)

    def blocks(self, plan: Plan) -> list[Block]:
        if isinstance(plan, Say):
            spans = self.paragraph(plan.sentences)
            return [Paragraph(spans, plan.style)] if spans else []
        if isinstance(plan, TablePlan):
            return self.table(plan)
        if isinstance(plan, ChartPlan):
            return self.chart(plan)
        if isinstance(plan, QuotePlan):
            return self.quotes(plan)
        return self.task_table(plan)

    def next_table(self) -> str:
        self.tables += 1
        return f"Bảng {self.tables}"

    # ------------------------------------------------------------- tables

    def table(self, plan: TablePlan) -> list[Block]:
        rows = [self.given_row(row) for row in plan.rows]
        shown = self.keys(plan.over, plan.keep, plan.sort)[: plan.limit or None]
        rows += [self.key_row(plan, reading) for reading in shown]
        if not rows:
            return []
        if plan.total:
            cells = [self.cell(column.figure, "", "") for column in plan.columns[1:]]
            rows.append(Row(((Words(plan.total, kind="name"),), *cells), total=True))
        columns = tuple(
            Column(column.label, column.width, "right" if column.figure or position else "left")
            for position, column in enumerate(plan.columns)
        )
        caption = self.text(plan.caption)
        return [Table(self.next_table(), caption, columns, tuple(rows), plan.note)]

    def given_row(self, plan: RowPlan) -> Row:
        cells = [self.cell(name, "", "") for name in plan.figures]
        return Row(((Words(plan.label, kind="name"),), *cells))

    def key_row(self, plan: TablePlan, reading: Reading) -> Row:
        cells = [
            self.cell(column.figure, reading.dimension, reading.key) for column in plan.columns[1:]
        ]
        return Row(((Words(reading.label, kind="name"),), *cells))

    def cell(self, name: str, dimension: str, key: str) -> Spans:
        """Return a figure; a rate over a small group as its counts; «–» without data."""
        reading = self.readings.reading(name, dimension, key) if name else None
        if reading is not None and self.is_small_rate(name, reading):
            return counts(reading)
        figure = self.readings.figure(name, dimension, key) if name else None
        return (figure,) if figure else NO_CELL

    def is_small_rate(self, name: str, reading: Reading) -> bool:
        rate = self.readings.spec(name).part == "value" and reading.unit == "percent"
        return rate and reading.small

    def keys(self, over: str, keep: str, sort: str = "") -> list[Reading]:
        if not over:
            return []
        found = self.readings.keys(keep, over)
        number = self.readings.number
        found = [r for r in found if (number(keep, over, r.key) or 0) > 0]
        if sort:
            found.sort(key=lambda r: (-(number(sort, over, r.key) or 0), r.label))
        return found

    # ------------------------------------------------------------- charts

    def chart(self, plan: ChartPlan) -> list[Block]:
        bars = [self.given_bar(row) for row in plan.rows]
        bars += [self.key_bar(plan, reading) for reading in self.keys(plan.over, plan.keep)]
        shown = tuple(bar for bar in bars if bar.figures)
        title = sentences.write(plan.title, self.readings, self.words)
        if not shown or not title:
            return []
        self.charts += 1
        label, caption = f"Biểu đồ {self.charts}", self.text(plan.caption)
        names = tuple(name for name, _ in plan.series)
        return [Chart(label, caption, plan.kind, title, names, shown, plan.alt)]

    def given_bar(self, plan: RowPlan) -> Bar:
        found = [(self.readings.figure(name), self.readings.number(name)) for name in plan.figures]
        note = sentences.write(plan.note, self.readings, self.words)
        return _bar(plan.label, found, note)

    def key_bar(self, plan: ChartPlan, reading: Reading) -> Bar:
        place = (reading.dimension, reading.key)
        found = [
            (self.readings.figure(name, *place), self.readings.number(name, *place))
            for _, name in plan.series
        ]
        total = self.readings.figure(plan.total, *place) if plan.total else None
        return _bar(reading.label, found, (total,) if total else ())

    # -------------------------------------------------------------- tasks

    def quotes(self, plan: QuotePlan) -> list[Block]:
        chosen = self.material.difficulties[: plan.limit]
        if not chosen:
            return [Paragraph((Words(self.text(plan.empty)),))]
        lead = Paragraph((Words(self.text(plan.lead)),))
        return [lead, *(Paragraph(quote_spans(one), "quote") for one in chosen)]

    def task_table(self, plan: TaskPlan) -> list[Block]:
        chosen = task_list(plan.which, self.material)
        if not chosen:
            return [Paragraph((Words(self.text(plan.empty)),))] if plan.empty else []
        rows = tuple(_task_row(task) for task in chosen[: plan.limit])
        note = plan.more if len(chosen) > plan.limit else ""
        return [Table(self.next_table(), self.text(plan.caption), TASK_COLUMNS, rows, note)]


def _bar(label: str, found: list[tuple[Figure | None, Any]], note: Spans) -> Bar:
    known = [(figure, float(number)) for figure, number in found if figure is not None]
    return Bar(label, tuple(f for f, _ in known), tuple(n for _, n in known), note)


def counts(reading: Reading) -> Spans:
    """Write a small group as counts: «3/4»."""
    parts = []
    for part in ("numerator", "denominator"):
        number = getattr(reading, part)
        text = number_text(number, reading.unit, part, 0)
        parts.append(Figure(text, reading.id, part))
    return parts[0], Words("/"), parts[1]


def shortened(text: str, limit: int = QUOTE_LIMIT) -> str:
    """Return the text on one line, cut at a word with «…» where it is longer than ``limit``."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def quote_spans(one: Difficulty) -> Spans:
    """Quote a difficulty with its body, task and day."""
    return (
        Words(one.lead, kind="name", bold=True),
        Words(" (nhiệm vụ "),
        Words(one.code, kind="code", href=one.href),
        Words(", báo cáo ngày "),
        Words(formats.date_text(one.on), kind="day"),
        Words("): "),
        Words(f"“{shortened(one.text)}”", kind="quote", italic=True),
    )


TASK_COLUMNS = (
    Column("Mã nhiệm vụ", 38),
    Column("Nội dung", 65),
    Column("Cơ quan chủ trì", 37),
    Column("Thời hạn", 25, "center"),
)


def _task_row(task: TaskLine) -> Row:
    return Row(
        (
            (Words(task.code, kind="code", href=task.href),),
            (Words(task.title, kind="name"),),
            (Words(task.lead, kind="name"),),
            (Words(formats.date_text(task.due_on) or "–", kind="day"),),
        )
    )


ANNEX_COLUMNS = (
    Column("STT", 13, "center"),
    Column("Mã nhiệm vụ", 36),
    Column("Nội dung nhiệm vụ", 65),
    Column("Cơ quan chủ trì", 34),
    Column("Thời hạn", 22, "center"),
    Column("Mức phải đạt", 22),
    Column("Mức khai báo", 22),
    Column("Mức được công nhận", 22),
    Column("Tình trạng", 22),
)


def annex_table(tasks: Iterable[TaskLine]) -> Table:
    """Return the table of tasks, in the order of their codes."""
    rows = []
    for number, task in enumerate(sorted(tasks, key=lambda one: one.code), 1):
        first, title, lead, due = _task_row(task).cells
        level = [(Words(text or "–", kind="name"),) for text in _levels(task)]
        state: Spans = (Words(task.status_label, kind="name"),)
        rows.append(
            Row(((Words(str(number), kind="code"),), first, title, lead, due, *level, state))
        )
    return Table("", "", ANNEX_COLUMNS, tuple(rows))


def _levels(task: TaskLine) -> tuple[str, str, str]:
    return task.required, task.claimed, task.recognised
