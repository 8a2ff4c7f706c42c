"""The report as DOCX in the Party form."""

import io
import zipfile
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from thucchat.reports.rendering import charts, fonts, form, xml
from thucchat.reports.rendering.xml import Look, Writer, el, paragraph, run
from thucchat.reports.rules import marks
from thucchat.reports.rules.content import (
    Annex,
    Block,
    Chart,
    Heading,
    Paragraph,
    ReportContent,
    Table,
    plain,
)

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE = (210, 297)
TOP = BOTTOM = 20
LEFT, RIGHT = 30, 15
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
WIDE_WIDTH = PAGE[1] - TOP - BOTTOM
EPOCH = (2026, 1, 1, 0, 0, 0)  # of the entries in the file: equal content, equal bytes
SIZE = 14.0
HALF = TEXT_WIDTH / 2


def render(content: ReportContent) -> bytes:
    """Return the file; equal content gives equal bytes."""
    document = docx.Document()
    _prepare(document, content)
    body = _Body(document, content)
    body.letterhead()
    for block in content.blocks:
        body.block(block)
    body.signature()
    for annex in content.annexes:
        body.annex(annex)
    body.references()
    out = io.BytesIO()
    document.save(out)
    return _settled(out.getvalue())


def _settled(data: bytes) -> bytes:
    """Return the same archive with fixed times of its entries."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


# ----------------------------------------------------------------- the page


def _prepare(document: Any, content: ReportContent) -> None:
    properties = document.core_properties
    properties.title = form.title(content)
    properties.author = content.letterhead.issuer[-1]
    properties.language = "vi-VN"
    properties.comments = form.snapshot_line(content)
    properties.created = properties.modified = content.snapshot.taken_at.replace(tzinfo=None)
    _styles(document)
    section = document.sections[0]
    _margins(section)
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.different_first_page_header_footer = True
    section.header_distance = Mm(10)
    header = section.header.paragraphs[0]
    header.style = document.styles["Header"]
    header.alignment = 1
    field = el("fldSimple", run("2", Look(size=SIZE)), instr=" PAGE ")
    header._p.append(field)
    if content.notice:
        for head in (section.header, section.first_page_header):
            line = paragraph([run(content.notice, Look(bold=True, size=9))], align="right")
            head._element.append(line)
    _drop_template_body(document)


def _margins(section: Any) -> None:
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)


def _drop_template_body(document: Any) -> None:
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)


def _styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _type(normal, SIZE)
    normal.element.get_or_add_rPr().append(el("lang", val="vi-VN"))
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for level, size in ((1, SIZE), (2, SIZE)):
        heading = styles[f"Heading {level}"]
        _type(heading, size)
        heading.font.bold, heading.font.italic = True, level > 1
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(10), Pt(6)
        heading.paragraph_format.first_line_indent = Mm(10)
        heading.paragraph_format.keep_with_next = True
    header = styles["Header"]
    _type(header, SIZE)
    cell = styles.add_style("Cell", 1)
    cell.base_style = normal
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)


def _type(style: Any, size: float) -> None:
    style.font.name, style.font.size = fonts.FAMILY_IN_DOCX, Pt(size)
    found = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        found.set(qn(f"w:{name}"), fonts.FAMILY_IN_DOCX)
    for name in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        found.attrib.pop(qn(f"w:{name}"), None)


# ----------------------------------------------------------------- the text


class _Body:
    """Adds one part of the report after the other before the section's end."""

    def __init__(self, document: Any, content: ReportContent) -> None:
        self.document = document
        self.content = content
        hrefs = {one.mark: one.href for one in content.references}
        tips = {
            one.mark: f"SL-{one.value_id}: {one.indicator}, {one.dimension}, "
            f"{one.numerator}/{one.denominator}"
            for one in content.references
        }
        self.writer = Writer(xml.Links(document.part), hrefs, tips)

    def add(self, element: Any) -> None:
        self.document.element.body.insert_element_before(element, "w:sectPr")

    def lines(self, *texts: str, look: Look, align: str = "center", **options: Any) -> list[Any]:
        return [paragraph([run(text, look)], align=align, **options) for text in texts]

    def letterhead(self) -> None:
        head = self.content.letterhead
        left = [
            *self.lines(*head.issuer[:-1], look=Look(size=12)),
            *self.lines(head.issuer[-1], look=Look(bold=True, size=12)),
            *self.lines("*", look=Look(size=12)),
            *self.lines(form.number_line(self.content), look=Look(size=SIZE)),
        ]
        if form.is_draft(self.content):
            left += self.lines(form.DRAFT, look=Look(bold=True, size=SIZE), before=4)
        nation = run(form.NATION, Look(bold=True, size=15))
        right = [
            paragraph([nation], align="center", border=True, left=8, right=8),
            *self.lines(form.day_line(self.content), look=Look(italic=True, size=SIZE), before=8),
        ]
        widths = (TEXT_WIDTH * 0.46, TEXT_WIDTH * 0.54)
        self.add(_frame(left, right, widths))
        self.titles()

    def titles(self) -> None:
        head = self.content.letterhead
        for line in self.lines(head.title, look=Look(bold=True, size=16), before=24, keep=True):
            self.add(line)
        for line in self.lines(*head.subject, look=Look(bold=True, size=SIZE)):
            self.add(line)
        for line in self.lines("–––––––", look=Look(size=SIZE), after=10):
            self.add(line)
        for place, text in enumerate(head.addressees):
            label = [run("Kính gửi:", Look(italic=True)), xml.tab()] if place == 0 else []
            hanging: dict[str, Any] = {"hanging": 21} if place == 0 else {}
            self.add(paragraph([*label, run(text, Look())], left=46, after=3, **hanging))
        self.add(paragraph([]))

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            style = f"Heading{block.level}"
            self.add(paragraph([run(block.text, Look())], style=style))
        elif isinstance(block, Paragraph):
            self.paragraph(block)
        elif isinstance(block, Table):
            self.table(block)
        else:
            self.chart(block)

    def paragraph(self, block: Paragraph) -> None:
        runs = self.writer.spans(block.spans, Look(), marked=True)
        if block.style != "body":
            runs.insert(0, run("- ", Look()))
        self.add(paragraph(runs, align="both", indent=10, after=6, line=18))

    def table(self, block: Table) -> None:
        caption = run(f"{block.label}. {block.caption}", Look(bold=True, size=13))
        self.add(paragraph([caption], align="center", before=6, after=4, keep=True))
        self.add(xml.data_table(block, self.writer, width=TEXT_WIDTH, size=12))
        note = run(block.note, Look(italic=True, size=12))
        self.add(paragraph([note] if block.note else [], before=2, after=6))

    def chart(self, block: Chart) -> None:
        label = run(f"{block.label}. ", Look(bold=True, size=13))
        title = self.writer.spans(block.title, Look(bold=True, size=13), marked=True)
        self.add(paragraph([label, *title], align="center", before=6, after=2, keep=True))
        picture = self.document.add_paragraph()
        drawn = picture.add_run().add_picture(io.BytesIO(charts.png(block)), width=Mm(TEXT_WIDTH))
        drawn._inline.docPr.set("descr", f"{plain(block.title)} {block.alt}")
        drawn._inline.docPr.set("name", block.label)
        picture.paragraph_format.keep_with_next = True
        picture.alignment = 1
        note = f"{block.caption}. Dẫn số liệu: [{marks.of_block(block)}]."
        self.add(paragraph([run(note, Look(italic=True, size=12))], align="center", after=8))

    def signature(self) -> None:
        head = self.content.letterhead
        left = [
            paragraph([run("Nơi nhận:", Look(size=SIZE, underline=True))]),
            *self.lines(*(f"- {one}" for one in head.recipients), look=Look(size=12), align=""),
        ]
        right = self.lines(*head.position, look=Look(bold=True, size=SIZE))
        right += [paragraph([]) for _ in range(4)]  # room for the hand and the seal
        right += self.lines(self.content.signing.signer, look=Look(bold=True, size=SIZE))
        self.add(paragraph([], after=6))
        self.add(_frame(left, right, (HALF, HALF)))

    # --------------------------------------------------------------- annexes

    def wide_page(self) -> None:
        self.add(paragraph([]))
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(PAGE[1]), Mm(PAGE[0])
        section.different_first_page_header_footer = False
        # The sheet is turned: what was left is now at the head.
        section.top_margin, section.bottom_margin = Mm(LEFT), Mm(RIGHT)
        section.left_margin, section.right_margin = Mm(TOP), Mm(BOTTOM)

    def annex(self, annex: Annex) -> None:
        self.wide_page()
        self.annex_head(annex.label, annex.title)
        runs = self.writer.spans(annex.lead, Look(), marked=True)
        self.add(paragraph(runs, align="both", after=6))
        self.add(xml.data_table(annex.table, self.writer, width=WIDE_WIDTH, size=11))

    def annex_head(self, label: str, title: str) -> None:
        for line in self.lines(label, title, look=Look(bold=True, size=SIZE), keep=True):
            self.add(line)
        self.add(paragraph([], after=2))

    def references(self) -> None:
        self.add(el("p", el("pPr", el("pageBreakBefore"))))
        self.annex_head(form.REFERENCES_LABEL, marks.TITLE)
        for text in (marks.LEAD, form.snapshot_line(self.content)):
            self.add(paragraph([run(text, Look(size=12))], align="both", after=4))
        scale = WIDE_WIDTH / sum(width for _, width, _ in marks.COLUMNS)
        widths = [width * scale for _, width, _ in marks.COLUMNS]
        rows = [xml.head_row([label for label, _, _ in marks.COLUMNS], widths, 11)]
        for reference in self.content.references:
            cells = form.reference_cells(reference)
            rows.append(self.reference_row(reference.mark, reference.href, cells, widths))
        self.add(xml.table(widths, rows, borders=True))
        self.add(paragraph([]))

    def reference_row(
        self, mark: int, href: str, cells: tuple[str, ...], widths: list[float]
    ) -> Any:
        made = []
        for place, (text, width) in enumerate(zip(cells, widths, strict=True)):
            runs: list[Any] = [run(text, Look(size=11))]
            if place == 0:
                runs = xml.bookmark(mark, f"SL_{mark}", *runs)
            elif place == 1:
                runs = [self.writer.links.outside(href, href, *runs)]
            made.append(
                xml.cell([paragraph(runs, style="Cell", align=marks.COLUMNS[place][2])], width)
            )
        return xml.table_row(made)


def _frame(left: list[Any], right: list[Any], widths: tuple[float, float]) -> Any:
    """Return two columns without lines."""
    cells = [xml.cell(left, widths[0], borders=False), xml.cell(right, widths[1], borders=False)]
    return xml.table(widths, [xml.table_row(cells)], borders=False)
