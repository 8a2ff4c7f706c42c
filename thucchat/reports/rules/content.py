"""What a report says, apart from how it is drawn: text, figures, tables, charts."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """
    A piece of text without a figure.

    ``kind`` says where its digits may come from: ``text`` is the outline's own sentence and
    may hold none but dates and document numbers; ``name``, ``code``, ``day`` and ``quote``
    are copied from the snapshot.
    """

    text: str
    kind: str = "text"
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A printed number that leads back to a stored value.

    ``part`` is what of the value is printed: ``value``, ``numerator``, ``denominator``, or
    ``change`` against the value ``previous_id``. ``mark`` is its row in the references.
    """

    text: str
    value_id: int
    part: str = "value"
    digits: int = 0
    previous_id: int | None = None
    mark: int = 0
    bold: bool = False


Span = Words | Figure
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body; level 1 is a part, level 2 stands below it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``style`` is ``body``, ``item`` (a dash before it) or ``quote``."""

    spans: Spans
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its share of the width, and how its cells stand."""

    label: str
    width: int
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``total`` rows are printed bold."""

    cells: tuple[Spans, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A numbered table; that of an annex has neither number nor caption."""

    label: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label and its figures; ``amounts`` are drawn, figures printed."""

    label: str
    figures: tuple[Figure, ...]
    amounts: tuple[float, ...]
    note: Spans = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A numbered chart; its title says the finding, its caption what is drawn."""

    label: str
    caption: str
    kind: str  # stack: parts of a count; rates: shares side by side
    title: Spans
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    alt: str


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on landscape pages of its own; ``complete``: it lists every task."""

    label: str
    title: str
    lead: Spans
    table: Table
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """One stored value that the report prints, as the table of references lists it."""

    mark: int
    value_id: int
    indicator: str
    version: int
    name: str
    dimension: str
    numerator: str
    denominator: str
    value: str
    unit: str
    as_of: date
    snapshot: str
    href: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The fixed parts of the form around the text."""

    issuer: tuple[str, ...]
    symbol: str
    place: str
    title: str
    subject: tuple[str, ...]
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    position: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """What is added when a report is issued; empty in a draft."""

    number: str = ""
    signer: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class SnapshotMark:
    """The frozen data that a report rests on."""

    id: int
    on: date
    taken_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportContent:
    """The whole report; equal content gives equal files, byte for byte."""

    kind: str
    period: str
    outline_version: int
    letterhead: Letterhead
    signing: Signing
    snapshot: SnapshotMark
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    references: tuple[Reference, ...]
    notice: str = ""  # printed at the head of every page, such as that the figures are samples


KINDS = {
    kind.__name__: kind
    for kind in (
        *(Words, Figure, Heading, Paragraph, Column, Row, Table, Bar, Chart, Annex),
        *(Reference, Letterhead, Signing, SnapshotMark, ReportContent),
    )
}


def to_json(value: Any) -> Any:
    """Return ``value`` as JSON values; each object carries the name of its class under ``is``."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **found}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, datetime):
        return {"is": "instant", "value": value.isoformat()}
    if isinstance(value, date):
        return {"is": "day", "value": value.isoformat()}
    return value


def from_json(value: Any) -> Any:
    """Return what ``to_json`` was given."""
    if isinstance(value, list):
        return tuple(from_json(item) for item in value)
    if not isinstance(value, dict):
        return value
    kind = value["is"]
    if kind == "instant":
        return datetime.fromisoformat(value["value"])
    if kind == "day":
        return date.fromisoformat(value["value"])
    return KINDS[kind](**{name: from_json(item) for name, item in value.items() if name != "is"})


def spans_of(block: Block | Annex) -> Iterator[Span]:
    """Yield every span of a block in reading order."""
    if isinstance(block, Paragraph):
        yield from block.spans
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield from cell
    elif isinstance(block, Chart):
        yield from block.title
        for bar in block.bars:
            yield from bar.figures
            yield from bar.note
    elif isinstance(block, Annex):
        yield from block.lead
        yield from spans_of(block.table)


def all_spans(content: ReportContent) -> Iterator[Span]:
    """Yield every span of the report in reading order."""
    for block in (*content.blocks, *content.annexes):
        yield from spans_of(block)


def figures(content: ReportContent) -> list[Figure]:
    """List every figure of the report in reading order."""
    return [span for span in all_spans(content) if isinstance(span, Figure)]


def plain(spans: Spans) -> str:
    """Return the text of the spans without marks."""
    return "".join(span.text for span in spans)
