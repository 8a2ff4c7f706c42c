"""Duties given in a table: task | lead | partners | product | deadline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thucchat.vntext import dates, flow
from thucchat.vntext.agencies import Mention, Reader
from thucchat.vntext.dates import Deadline
from thucchat.vntext.duties import attach
from thucchat.vntext.duties.model import Cell, Duty, Party, Table
from thucchat.vntext.flow import Flow
from thucchat.vntext.structure import Node
from thucchat.vntext.text import Span

_HEADS = {
    "number": re.compile(r"(?:s?tt|số\stt|số\sthứ\stự|#)\.?$", re.IGNORECASE),
    "partners": re.compile(r"phối\shợp", re.IGNORECASE),
    "lead": re.compile(
        r"chủ\strì|(?:đơn\svị|cơ\squan|bộ\sphận|người)\s(?:thực\shiện|chịu\strách\snhiệm|"
        r"phụ\strách|đầu\smối)|đầu\smối|chịu\strách\snhiệm",
        re.IGNORECASE,
    ),
    "product": re.compile(r"sản\sphẩm|kết\squả|đầu\sra", re.IGNORECASE),
    "deadline": re.compile(
        r"thời\s(?:hạn|gian)|tiến\sđộ|hạn\s|hoàn\sthành|lộ\strình", re.IGNORECASE
    ),
    "report_to": re.compile(
        r"(?:trình|báo\scáo)$|cấp\s(?:trình|phê\sduyệt|quyết\sđịnh|ban\shành)", re.IGNORECASE
    ),
    "task": re.compile(
        r"nhiệm\svụ|nội\sdung|công\sviệc|hoạt\sđộng|giải\spháp|tên\s(?:việc|văn\sbản|đề\sán|"
        r"dự\sán)|^việc",
        re.IGNORECASE,
    ),
}
_SAME = re.compile(r"^[-\s]*(?:nt|như\strên|[\"”〃])[-\s.]*$", re.IGNORECASE)
_BARE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ALWAYS = re.compile(r"thường\sxuyên|hằng\snăm|liên\stục", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\s,;/\n•+–-]*(?:và\s)?")


@dataclass(frozen=True, slots=True)
class Found:
    """Duties of the tables, and the ranges of text they were read from."""

    duties: list[Duty]
    ranges: list[Span]


def find(tables: Sequence[Table], *, names: Reader, year: int | None) -> Found:
    """Read every table whose header names a task and a doer."""
    found = Found([], [])
    for table in tables:
        reader = _Grid(table, names, year)
        if reader.columns:
            found.duties.extend(reader.duties())
            cells = [c for row in table.rows for c in row]
            found.ranges.append(Span(min(c.start for c in cells), max(c.end for c in cells)))
    return found


def from_lines(text: str, nodes: Sequence[Node]) -> list[Table]:
    """Make tables of the rows that a plain text draws with bars or tabs."""
    out: list[Table] = []
    before: Node | None = None
    for node in nodes:
        if node.kind != "table_row":
            continue
        row = _cells(text, node)
        near = before is not None and len(text[before.end : node.start].strip()) < 200
        if out and near and (len(row) == len(out[-1].rows[0]) or len(row) == 1):
            out[-1].rows.append(row)
        else:
            out.append(Table([row]))
        before = node
    return out


def _cells(text: str, node: Node) -> list[Cell]:
    line = text[node.start : node.end]
    bar = "|" if "|" in line else "\t"
    out: list[Cell] = []
    start = node.start
    for part in line.split(bar):
        words = part.strip()
        at = start + (len(part) - len(part.lstrip()) if words else 0)
        out.append(Cell(words, at, at + len(words)))
        start += len(part) + 1
    if bar == "|" and out and not out[0].text:
        out = out[1:]
    if bar == "|" and out and not out[-1].text:
        out = out[:-1]
    return out


class _Grid:
    """One table and what its columns hold."""

    def __init__(self, table: Table, names: Reader, year: int | None) -> None:
        self.rows, self.names, self.year = table.rows, names, year
        self.first, self.columns = 0, dict[str, int]()
        for number, row in enumerate(table.rows[:4]):
            columns = _columns(row)
            if "task" in columns and ("lead" in columns or "deadline" in columns):
                self.first, self.columns = number + 1, columns
                break

    def duties(self) -> list[Duty]:
        """One duty a row; a row with one cell is the title of those below it."""
        out: list[Duty] = []
        section: tuple[str, ...] = ()
        for row in self.rows[self.first :]:
            filled = {c.text.strip() for c in row if c.text.strip()}
            if _columns(row).keys() >= {"task", "lead"}:
                continue
            if len(filled) <= 1 or self._is_title(row):
                section = (max(filled, key=len, default=""),)
                continue
            made = self._duty(row, section, out[-1] if out else None)
            if made:
                out.append(made)
        return out

    def _is_title(self, row: list[Cell]) -> bool:
        """Whether a row only has a number and a title."""
        others = [self._cell(row, name) for name in ("lead", "deadline", "product", "partners")]
        number = self._cell(row, "number")
        roman = (
            number is not None and re.fullmatch(r"[IVXA-D]+\.?", number.text.strip()) is not None
        )
        return roman and not any(c is not None and c.text.strip() for c in others)

    def _cell(self, row: list[Cell], name: str) -> Cell | None:
        at = self.columns.get(name)
        return row[at] if at is not None and at < len(row) else None

    def _duty(self, row: list[Cell], section: tuple[str, ...], before: Duty | None) -> Duty | None:
        task = self._cell(row, "task")
        if task is None or not task.text.strip():
            return None
        lead = self._parties(self._cell(row, "lead"))
        same = self._cell(row, "lead")
        if (
            not lead
            and before
            and (same is None or not same.text.strip() or _SAME.match(same.text))
        ):
            lead, inherited = before.lead, True
        else:
            inherited = False
        partners = tuple(p for p in self._parties(self._cell(row, "partners")) if p not in lead)
        due = self._deadline(self._cell(row, "deadline"))
        product = self._cell(row, "product")
        has = product is not None and bool(product.text.strip())
        quote = Span(task.start, task.end)
        to = self._parties(self._cell(row, "report_to"))
        filled = [c for c in row if c.text.strip()]
        duty = Duty(
            min(c.start for c in filled),
            max(c.end for c in filled),
            quote,
            " ".join(task.text.split()),
            quote,
            lead,
            inherited,
            partners,
            deadline=due,
            recurrence=due.recurrence,
            product=" ".join(product.text.split()) if has and product else None,
            product_span=Span(product.start, product.end) if has and product else None,
            report_to=to[0] if to else None,
            section=section,
            rule="table",
            score=0.95 if lead else 0.6,
        )
        return replace(duty, spans=_spans(duty))

    def _parties(self, cell: Cell | None) -> tuple[Party, ...]:
        if cell is None or not cell.text.strip() or _SAME.match(cell.text):
            return ()
        read = _flow(cell)
        mentions: list[Mention] = []
        at = 0
        while at < len(read.text):
            gap = _SEPARATOR.match(read.text, at)
            at = gap.end() if gap else at
            listing = self.names.listing(read.text, at)
            if not listing.mentions:
                return _placed(read, mentions) or _as_written(cell, read)
            mentions.extend(listing.mentions)
            at = max(listing.end, at + 1)
        return _placed(read, mentions)

    def _deadline(self, cell: Cell | None) -> Deadline:
        if cell is None or not cell.text.strip():
            return dates.NONE
        read = _flow(cell)
        whole = [Span(0, len(read.text))]
        found = dates.points(read.text, year=self.year)
        point = next((p for p in reversed(found) if p.type == "date"), found[-1] if found else None)
        if point is not None:
            point = replace(point, cue="column", cue_start=point.start)
            return replace(attach.deadline(read, whole, point), rule="deadline.column")
        due = attach.deadline(read, whole, None)
        return due if due.span is not None else _plain_deadline(cell, read.text)


def _plain_deadline(cell: Cell, words: str) -> Deadline:
    """Read a deadline cell without a date: a bare year, "thường xuyên", an event."""
    plain = Deadline("none", None, words, Span(cell.start, cell.end), "deadline.column")
    years = _BARE_YEAR.findall(words)
    if years:
        return replace(
            plain, type="year", value=years[-1], due_on=dates.last_day("year", years[-1])
        )
    if _ALWAYS.search(words):
        return replace(plain, recurrence="continuous")
    return replace(plain, relative=words)


def _columns(row: list[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in enumerate(row):
        words = " ".join(cell.text.split())
        if not words or len(words) > 60:
            continue
        name = next((n for n, pattern in _HEADS.items() if pattern.search(words)), None)
        if name and name not in found:
            found[name] = number
    return found


def _flow(cell: Cell) -> Flow:
    read = flow.make(cell.text, [Span(0, len(cell.text))])
    return Flow(read.text, [at + cell.start for at in read.at])


def _placed(read: Flow, mentions: list[Mention]) -> tuple[Party, ...]:
    out: dict[str, Party] = {}
    for mention in mentions:
        out.setdefault(
            mention.name, Party(mention.name, read.span(mention.start, mention.end), mention.known)
        )
    return tuple(out.values())


def _as_written(cell: Cell, read: Flow) -> tuple[Party, ...]:
    return (Party(read.text, Span(cell.start, cell.end), False),) if read.text else ()


def _spans(duty: Duty) -> dict[str, tuple[Span, ...]]:
    said: dict[str, tuple[Span, ...]] = {"action": (duty.action_span,)}
    for name in ("lead", "coordinating"):
        held: tuple[Party, ...] = getattr(duty, name)
        if held:
            said[name] = tuple(p.span for p in held)
    if duty.deadline.span:
        said["deadline"] = (duty.deadline.span,)
    if duty.product_span:
        said["product"] = (duty.product_span,)
    return said
