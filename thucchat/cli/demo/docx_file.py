"""Writes a demo directive as DOCX: Party form, real numbering, real footnotes, table annex."""

import io
import zipfile
from datetime import datetime, time

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from thucchat.cli.demo import sources

FONT = "Times New Roman"
ABSTRACT_ID = 57  # the list definition of ours beside those of the template
ZIP_DATE = (2026, 1, 1, 0, 0, 0)
BOLD = {"part", "section"}
SMALL = '<w:rPr><w:sz w:val="22"/></w:rPr>'
SMALL_RAISED = '<w:rPr><w:sz w:val="22"/><w:vertAlign w:val="superscript"/></w:rPr>'


def write(source: sources.Source) -> bytes:
    """Return the DOCX; the same source gives the same bytes."""
    docx = Document()
    _base_style(docx)
    _page(docx, source)
    _letterhead(docx, source)
    _title(docx, source)
    _body(docx, source)
    _closing(docx, source)
    if source.annex:
        _annex(docx, source.annex)
    _footnotes(docx, source)
    _properties(docx, source)
    buffer = io.BytesIO()
    docx.save(buffer)
    return _fixed_dates(buffer.getvalue())


def _base_style(docx: Docx) -> None:
    style = docx.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), FONT)
    fonts.set(qn("w:cs"), FONT)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.line_spacing = 1.15


def _page(docx: Docx, source: sources.Source) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(9)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE")
    for part in (section.first_page_header, section.first_page_footer, section.footer):
        line = part.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(source.demo_mark)
        run.font.size, run.italic = Pt(10), True


def _field(line: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("end", "")):
        run = line.add_run()
        run.font.size = Pt(13)
        xml = f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'
        if text:
            xml = f'<w:instrText {nsdecls("w")} xml:space="preserve"> {text} </w:instrText>'
        run._r.append(parse_xml(xml))


def _line(cell: _Cell, text: str, *, bold: bool = False, italic: bool = False) -> None:
    first = cell.paragraphs[0]
    line = first if not first.runs else cell.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_after = Pt(0)
    run = line.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(13)


def _letterhead(docx: Docx, source: sources.Source) -> None:
    left, right = _two_columns(docx, (Mm(92), Mm(73)))
    for number, text in enumerate(source.left):
        _line(left, text, bold=number == 0 or text.isupper())
    _line(left, "*")
    _line(left, source.number_line)
    for text in source.right:
        _line(right, text, bold=True)
    _line(right, "_______________")
    _line(right, source.place_date, italic=True)


def _two_columns(docx: Docx, widths: tuple[int, int]) -> tuple[_Cell, _Cell]:
    table = docx.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        column.cells[0].width = width
    left, right = table.rows[0].cells
    return left, right


def _title(docx: Docx, source: sources.Source) -> None:
    for text, size in ((source.title, 16), (source.subject, 14)):
        line = docx.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_before = Pt(12 if size == 16 else 0)
        run = line.add_run(text)
        run.bold, run.font.size = True, Pt(size)
    line = docx.add_paragraph("-----")
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _body(docx: Docx, source: sources.Source) -> None:
    number = 0
    _define_list(docx)
    for block in source.blocks:
        line = docx.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        line.paragraph_format.first_line_indent = Mm(10)
        if block.starts_list:
            number = _new_list(docx)
        if block.style in sources.NUMBERED:
            _number(line, number, level=0 if block.style == "auto1" else 1)
        elif block.style in BOLD:
            _heading(line, centered=block.style == "part")
        _runs(line, block)


def _heading(line: Paragraph, *, centered: bool) -> None:
    line.paragraph_format.space_before = Pt(10)
    line.paragraph_format.keep_with_next = True
    if centered:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.first_line_indent = Mm(0)


def _runs(line: Paragraph, block: sources.Block) -> None:
    for piece in sources.pieces(block.text):
        if piece.note is None:
            run = line.add_run(piece.text)
            run.bold = True if piece.bold or block.style in BOLD else None
        else:
            run = line.add_run()
            run.font.superscript = True
            mark = f'<w:footnoteReference {nsdecls("w")} w:id="{piece.note}"/>'
            run._r.append(parse_xml(mark))


# -------------------------------------------------------------------------------- numbering
def _define_list(docx: Docx) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>'
        for level, kind, text in ((0, "decimal", "%1."), (1, "lowerLetter", "%2)"))
    )
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ABSTRACT_ID}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    docx.part.numbering_part.element.insert(0, definition)


def _new_list(docx: Docx) -> int:
    """Start a list that counts from one; return its number."""
    number = docx.part.numbering_part.element.add_num(ABSTRACT_ID)
    number.add_lvlOverride(0).add_startOverride(1)
    return int(number.numId)


def _number(line: Paragraph, number: int, *, level: int) -> None:
    properties = line._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


# ---------------------------------------------------------------------------------- closing
def _closing(docx: Docx, source: sources.Source) -> None:
    docx.add_paragraph()
    left, right = _two_columns(docx, (Mm(85), Mm(80)))
    heading = left.paragraphs[0]
    heading.add_run("Nơi nhận:").underline = True
    for name in source.recipients:
        line = left.add_paragraph(f"- {name}")
        line.paragraph_format.space_after = Pt(0)
        line.runs[0].font.size = Pt(12)
    for text in source.authority:
        _line(right, text, bold=True)
    for _ in range(3):
        right.add_paragraph()
    _line(right, source.signer, italic=True)


def _annex(docx: Docx, annex: sources.Annex) -> None:
    section = docx.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(22), Mm(20)
    section.different_first_page_header_footer = False
    for text, bold in ((annex.label, True), (annex.title, True), (annex.note, False)):
        line = docx.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(text)
        run.bold, run.italic = bold, not bold
    rows = 1 + sum(1 + len(group.rows) for group in annex.groups)
    table = docx.add_table(rows=rows, cols=len(annex.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _fill(table, annex)


def _fill(table: Table, annex: sources.Annex) -> None:
    _row(table, 0, annex.columns, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    at = number = 0
    for group in annex.groups:
        at += 1
        _row(table, at, (group.title,) + ("",) * (len(annex.columns) - 1), bold=True)
        table.cell(at, 0).merge(table.cell(at, len(annex.columns) - 1))
        for row in group.rows:
            at, number = at + 1, number + 1
            _row(table, at, (str(number), *row), bold=False)
    for column, width in zip(table.columns, annex.widths_mm, strict=True):
        column.width = Mm(width)
    for line in table.rows:
        line._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if len({id(cell._tc) for cell in line.cells}) > 1:
            for cell, width in zip(line.cells, annex.widths_mm, strict=True):
                cell.width = Mm(width)


def _row(table: Table, at: int, texts: tuple[str, ...], *, bold: bool) -> None:
    for cell, text in zip(table.rows[at].cells, texts, strict=True):
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = Pt(2)
        line.paragraph_format.line_spacing = 1.0
        if text:
            run = line.add_run(text)
            run.font.size, run.bold = Pt(12), bold or None


# -------------------------------------------------------------------------------- footnotes
def _footnotes(docx: Docx, source: sources.Source) -> None:
    """Add the footnotes part with its two separators; python-docx has no call for it."""
    notes = "".join(
        f'<w:footnote w:id="{mark}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
        f'w:lineRule="auto"/><w:jc w:val="both"/></w:pPr><w:r>{SMALL_RAISED}<w:footnoteRef/></w:r>'
        f'<w:r>{SMALL}<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for mark, text in source.footnotes.items()
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{mark}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for mark, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:footnotes {nsdecls('w')}>{separators}{notes}</w:footnotes>"
    )
    name, kind = PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES
    part = Part(name, kind, xml.encode(), docx.part.package)
    docx.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    marks = f"<w:footnotePr {nsdecls('w')}>" + "".join(
        f'<w:footnote w:id="{mark}"/>' for mark in (-1, 0)
    )
    compat = docx.settings.element.find(qn("w:compat"))
    compat.addprevious(parse_xml(f"{marks}</w:footnotePr>"))


def _properties(docx: Docx, source: sources.Source) -> None:
    made = datetime.combine(source.date, time(8))
    core = docx.core_properties
    core.author = core.last_modified_by = "Thực Chất – dữ liệu trình diễn"
    core.title, core.subject = f"{source.title} {source.number}", source.demo_mark
    core.comments, core.language = "", "vi-VN"
    core.created = core.modified = made


def _fixed_dates(made: bytes) -> bytes:
    """Pack again with one date for every entry: the library writes the present time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, date_time=ZIP_DATE)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(entry.filename))
    return packed.getvalue()
