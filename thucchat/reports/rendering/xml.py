"""Pieces of WordprocessingML, written directly: quick for tables of thousands of cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from thucchat.reports.rules import marks
from thucchat.reports.rules.content import Figure, Row, Span, Spans, Table

TWIPS = 1440 / 25.4  # in a millimetre
MARKS_WIDTH = 18  # mm, the column of references
ALIGN = {"left": "left", "center": "center", "right": "right"}


def twips(millimetres: float) -> str:
    """Return a length as Word counts it."""
    return str(round(millimetres * TWIPS))


def el(tag: str, *children: Any, **attributes: str) -> Any:
    """Return an element of the ``w`` namespace; attribute names are in it too."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks; size in points, 0 for the style's own."""

    bold: bool = False
    italic: bool = False
    size: float = 0
    raised: bool = False
    underline: bool = False


def run(text: str, look: Look) -> Any:
    """Return a run of text; two blanks side by side are kept."""
    properties = el("rPr")
    if look.bold:
        properties.append(el("b"))
    if look.italic:
        properties.append(el("i"))
    if look.size:
        properties.append(el("sz", val=str(round(look.size * 2))))
    if look.underline:
        properties.append(el("u", val="single"))
    if look.raised:
        properties.append(el("vertAlign", val="superscript"))
    words = el("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return el("r", properties, words)


def tab() -> Any:
    """Return a run that jumps to the next stop, which a hanging indent sets."""
    return el("r", el("tab"))


class Links:
    """The outside addresses of a document part: one relationship for each."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self.known: dict[str, str] = {}

    def outside(self, href: str, tip: str, *runs: Any) -> Any:
        """Wrap runs in a link to an address, looking as they look."""
        if href not in self.known:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self.known[href] = self.part.relate_to(href, kind, is_external=True)
        link = el("hyperlink", *runs, history="1", tooltip=tip)
        link.set(qn("r:id"), self.known[href])
        return link

    def inside(self, anchor: str, *runs: Any) -> Any:
        """Wrap runs in a link to a bookmark."""
        return el("hyperlink", *runs, anchor=anchor, history="1")


def bookmark(number: int, name: str, *runs: Any) -> list[Any]:
    """Put a bookmark around runs."""
    start = el("bookmarkStart", id=str(number), name=name)
    return [start, *runs, el("bookmarkEnd", id=str(number))]


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns spans into runs; ``hrefs`` and ``tips`` are by mark."""

    links: Links
    hrefs: dict[int, str]
    tips: dict[int, str]

    def spans(self, spans: Spans, look: Look, *, marked: bool) -> list[Any]:
        """Return the runs; ``marked`` prints the small references behind the numbers."""
        found = []
        for span, mark in marks.after(spans):
            found.append(self.span(span, look))
            if mark and marked:
                small = run(f"[{mark}]", Look(raised=True))
                found.append(self.links.inside(f"SL_{mark}", small))
        return found

    def span(self, span: Span, look: Look) -> Any:
        """Return one run; a figure or a code is a link that looks like its text."""
        italic = look.italic or getattr(span, "italic", False)
        own = Look(look.bold or span.bold, italic, look.size)
        made = run(span.text, own)
        if isinstance(span, Figure):
            return self.links.outside(self.hrefs[span.mark], self.tips[span.mark], made)
        return self.links.outside(span.href, span.text, made) if span.href else made


def paragraph(runs: Iterable[Any], *, style: str = "", align: str = "", **options: Any) -> Any:
    """
    Return a paragraph.

    Options: before, after, line (whole points), left, right, indent or hanging of the first
    line (millimetres), keep (on the page of the next one), border (a line below).
    """
    properties = el("pPr")
    if style:
        properties.append(el("pStyle", val=style))
    if options.get("keep"):
        properties.append(el("keepNext"))
    if options.get("border"):
        line = el("bottom", val="single", sz="6", space="1", color="000000")
        properties.append(el("pBdr", line))
    spacing = {k: str(options[k] * 20) for k in ("before", "after", "line") if k in options}
    if spacing:
        rule = {"lineRule": "atLeast"} if "line" in options else {}
        properties.append(el("spacing", **spacing, **rule))
    places = {"left": "left", "right": "right", "hanging": "hanging", "indent": "firstLine"}
    indents = {name: twips(options[key]) for key, name in places.items() if key in options}
    if indents:
        properties.append(el("ind", **indents))
    if align:
        properties.append(el("jc", val=align))
    return el("p", properties, *runs)


def cell(paragraphs: Sequence[Any], width: float, *, shade: str = "", borders: bool = True) -> Any:
    """Return a table cell of a width in millimetres."""
    properties = el("tcPr", el("tcW", w=twips(width), type="dxa"))
    if shade:
        properties.append(el("shd", val="clear", color="auto", fill=shade))
    if borders:
        properties.append(el("vAlign", val="center"))
    return el("tc", properties, *paragraphs)


def table(widths: Sequence[float], rows: Iterable[Any], *, borders: bool) -> Any:
    """Return a table of fixed columns."""
    properties = el("tblPr", el("tblW", w=twips(sum(widths)), type="dxa"), el("jc", val="center"))
    if borders:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = [el(side, val="single", sz="4", space="0", color="000000") for side in sides]
        properties.append(el("tblBorders", *lines))
    properties.append(el("tblLayout", type="fixed"))
    margin = twips(1.4 if borders else 0)
    properties.append(
        el("tblCellMar", *(el(side, w=margin, type="dxa") for side in ("left", "right")))
    )
    grid = el("tblGrid", *(el("gridCol", w=twips(width)) for width in widths))
    return el("tbl", properties, grid, *rows)


def table_row(cells: Iterable[Any], *, header: bool = False) -> Any:
    """Return a row that is never cut in two; a header row stands again on every page."""
    properties = el("trPr", el("cantSplit"))
    if header:
        properties.append(el("tblHeader"))
    return el("tr", properties, *cells)


def data_table(content: Table, writer: Writer, *, width: float, size: float) -> Any:
    """Return a table of the report with a last column of references where it has figures."""
    referred = [marks.of_row(row.cells) for row in content.rows]
    extra = MARKS_WIDTH if any(referred) else 0
    scale = (width - extra) / sum(column.width for column in content.columns)
    widths = [column.width * scale for column in content.columns] + ([extra] if extra else [])
    heads = [column.label for column in content.columns] + (["Dẫn số liệu"] if extra else [])
    rows = [head_row(heads, widths, size)]
    for row, refers in zip(content.rows, referred, strict=True):
        rows.append(_data_row(content, row, refers if extra else None, writer, widths, size))
    return table(widths, rows, borders=True)


def head_row(heads: Sequence[str], widths: Sequence[float], size: float) -> Any:
    """Return the row of column heads, repeated on every page."""
    cells = [
        cell([_line([run(text, Look(bold=True, size=size))], "center")], width, shade="E7EBF0")
        for text, width in zip(heads, widths, strict=True)
    ]
    return table_row(cells, header=True)


def _line(runs: Iterable[Any], align: str) -> Any:
    return paragraph(runs, style="Cell", align=align)


def _data_row(
    content: Table,
    row: Row,
    refers: str | None,
    writer: Writer,
    widths: Sequence[float],
    size: float,
) -> Any:
    look = Look(bold=row.total, size=size)
    cells = [
        cell([_line(writer.spans(spans, look, marked=False), ALIGN[column.align])], width)
        for spans, column, width in zip(row.cells, content.columns, widths, strict=False)
    ]
    if refers is not None:
        text = f"[{refers}]" if refers else ""
        cells.append(cell([_line([run(text, Look(size=size - 2))], "center")], widths[-1]))
    return table_row(cells)
