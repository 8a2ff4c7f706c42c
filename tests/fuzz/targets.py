"""
What is fuzzed and what must hold for any input.

A text target is given any NFC text, a file target any bytes. Nothing but ``Refused`` may be
raised; spans lie inside the text and stand on the words they quote; an input of the fuzzed
sizes is read within ``SECONDS``.
"""

import io
import time
import unicodedata
import zipfile
from collections.abc import Callable

from thucchat.kernel.errors import Refused
from thucchat.vntext import claims, contradictions, duties, heading, reading, structure
from thucchat.vntext import text as words

SECONDS = 5.0  # instrumented code on a shared core; without both it is a tenth of this
WORDS = (
    "Bộ Y tế", "Các Bộ: Công an, Tài chính", "UBND các tỉnh Lào Cai, Sơn La", "Sở Nội vụ",
    "các bộ, ngành, địa phương", "chủ trì, phối hợp với", "chỉ đạo", "giao", "đề nghị", "phải",
    "rà soát", "trình Chính phủ", "đã ban hành", "báo cáo", "trước ngày 30/9/2026", "ngày 31/02",
    "trong quý III/2026", "hằng tháng", "trong vòng 10 ngày làm việc", "đến năm 2030", "0/0",
    "1.245/1.469 việc (84,8%)", "tăng từ 12 lên 15, tăng 25%", "hơn 1,6 nghìn tỷ đồng", "8 - 10%",
    "gồm", "trong đó", "còn lại", "tổng số", "(1)", "(2)", "¹", "²", "**", "“", "”", "|", "\t", "%",
    ",", ".", ";", ":", " - ", "\n", "\n\n", "\n- ", "\na) ", "\n1. ", "\n1.1. ", "\nI. ", "\nĐiều 2. ",
    "\nPHẦN I\n", "\nNHIỆM VỤ\n", "\nKẾ HOẠCH\n", "\nPHỤ LỤC\n", "\nNơi nhận:\n", "\nCăn cứ ",
    "Số: 15-KH/TW", "57-NQ/TW", "uỷ ban", "hoà", "thay thế", "\u0301", "\u00ad", "\u200b", "\ufeff",
    "999999999999999999999999", "1e9", "٣", "ﬁ", "🙂", "\r\n", "\x0c", "\x00",
)  # fmt: skip
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF_TYPE = "application/vnd.oasis.opendocument.text"
DOCX_TAGS = (
    "w:p", "w:p", "w:r", "w:t", "w:t xml:space='preserve'", "w:tbl", "w:tr", "w:tc", "w:tcPr",
    "w:pPr", "w:numPr", "w:numId w:val='1'/", "w:ilvl w:val='0'/", "w:ilvl w:val='8'/",
    "w:numId w:val='9'/", "w:gridSpan w:val='2'/", "w:gridSpan w:val='-3'/", "w:gridSpan w:val='x'/",
    "w:gridSpan w:val='99999999'/", "w:vMerge w:val='restart'/", "w:vMerge/", "w:tblPr", "w:trPr",
    "w:gridBefore w:val='1'/", "w:gridBefore w:val='99999999'/", "w:ins", "w:del", "w:delText",
    "w:footnoteReference w:id='1'/", "w:footnoteReference w:id='77'/", "w:footnoteReference/",
    "w:br/", "w:br w:type='page'/", "w:tab/", "w:sdt", "w:sdtContent", "w:hyperlink", "w:rPr",
    "w:vanish/", "w:b/", "w:vertAlign w:val='superscript'/", "w:sym w:char='F0B7'/", "w:sym/",
    "w:fldChar w:fldCharType='begin'/", "w:instrText", "w:fldChar w:fldCharType='end'/",
    "w:tblBorders", "w:top w:val='single'/", "w:pStyle w:val='Heading1'/", "w:moveFrom", "w:moveTo",
    "w:noBreakHyphen/", "w:softHyphen/", "w:sectPr", "w:txbxContent", "w:smartTag", "w:bookmarkEnd/",
)  # fmt: skip
ODT_TAGS = (
    "text:p", "text:p", "text:h text:outline-level='1'", "text:h text:outline-level='x'", "text:span",
    "text:list", "text:list text:continue-numbering='true'", "text:list-item", "text:list-header",
    "text:list-item text:start-value='-1'", "text:s/", "text:s text:c='3'/", "text:s text:c='x'/",
    "text:s text:c='999999999'/", "text:tab/", "text:line-break/", "text:note text:note-class='footnote'",
    "text:note-citation", "text:note-body", "table:table", "table:table-row", "table:table-cell",
    "table:table-cell table:number-columns-spanned='2'", "table:covered-table-cell",
    "table:table-cell table:number-columns-repeated='999999999'", "table:table-header-rows",
    "table:table-cell table:number-rows-spanned='x'", "table:table-row table:number-rows-repeated='9'",
    "table:table-row table:number-rows-repeated='999999999'", "text:section", "text:a", "text:frame",
    "text:tracked-changes", "text:changed-region", "text:deletion", "text:soft-page-break/",
)  # fmt: skip
HTML_TAGS = (
    "p", "p", "br", "div", "span", "b", "i", "sup", "sub", "h1", "h2", "ol", "ol start=3 type=a",
    "ol start=x type=I", "ol start=-9999999999 reversed", "ul", "li", "li value=7", "li value=x",
    "table", "table border=1", "tr", "td", "th", "td colspan=2", "td rowspan=2", "td colspan=0",
    "td colspan=999999999", "td rowspan=999999999", "td rowspan=x", "thead", "tbody", "caption",
    "pre", "a href=x", "script", "style", "hr", "img alt=x", "blockquote", "del", "title", "dl", "dd",
)  # fmt: skip
NUMBERING = (
    b'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
    b'w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
    b'<w:abstractNumId w:val="0"/></w:num>'
)
NOTE = b'<w:footnote w:id="1"><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote>'


def text_of(data: bytes) -> str:
    """Read bytes as text, or, with a high first byte, as numbers of ``WORDS``."""
    if data[:1] >= b"\xf8":
        return unicodedata.normalize("NFC", " ".join(WORDS[b % len(WORDS)] for b in data[1:]))
    return unicodedata.normalize("NFC", data.decode("utf-8", "ignore"))


# ---------------------------------------------------------------------------- what must hold
def inside(text, *spans):
    for span in spans:
        assert 0 <= span[0] < span[1] <= len(text), (span, len(text))


def letters(text):
    """The base letters and digits: the tone mark may stand where the other spelling has it."""
    return [c for c in words.fold(text) if c.isalpha() or c.isdecimal()]


def quotes(text, span, value):
    """The value's letters stand in this order in the words of its span (notes may part them)."""
    inside(text, span)
    held = iter(letters(text[slice(*span)]))
    assert all(c in held for c in letters(value)), (value, text[slice(*span)])


def read_structure(text):
    nodes = structure.parse(text)
    assert [n.start for n in nodes] == sorted(n.start for n in nodes)
    for number, node in enumerate(nodes):
        assert 0 <= node.start < node.end <= node.until <= len(text)
        assert node.parent is None or nodes[node.parent].until >= node.until
        assert node.parent is None or node.parent < number
        inside(text, *node.pieces)


def read_duties(text, tables=()):
    for duty in duties.find_duties(text, tables=tables):
        inside(text, duty.quote, (duty.start, duty.end))
        inside(text, *(span for spans in duty.spans.values() for span in spans))
        quotes(text, duty.action_span, duty.action)
        if duty.product_span:
            quotes(text, duty.product_span, duty.product)
        for party in duty.lead + duty.coordinating + duty.executing + duty.directed_by:
            if party.known:
                inside(text, party.span)
            else:
                quotes(text, party.span, party.name)
        assert 0 < duty.score <= 1


def read_claims(text):
    for claim in claims.find_claims(text):
        inside(text, (claim.start, claim.end), *claim.spans)
        said = "".join(text[slice(*span)] for span in claim.spans)
        assert letters(claim.num) == letters(said), (claim.num, said)


def read_contradictions(text):
    for found in contradictions.find_contradictions([text, text[: len(text) // 2]]):
        assert found.calculation
        for evidence in found.evidence:
            inside((text, text[: len(text) // 2])[evidence.document], evidence.span)


def read_heading(text):
    said = heading.guess(text)
    for one in (said.number, said.issuer, said.signer, said.title, said.resolution):
        if one:
            quotes(text, one.span, one.value)
    for one in (*said.recipients, *said.legal_bases):
        quotes(text, one.span, one.value)
    for cited in said.cited:
        quotes(text, cited.span, cited.number)


def read_source(source):
    text = source.text
    assert unicodedata.is_normalized("NFC", text)
    for table in source.tables:
        for row in table.rows:
            inside(text, row.span)
            for cell in row.cells:
                assert cell.merged or text[slice(*cell.span)] == cell.text, cell
    for note in source.footnotes:
        inside(text, note.span)
        assert 0 <= note.at <= len(text)
    for piece in source.furniture:
        assert source.original[slice(*piece.span)] == piece.text, piece
    places = [source.to_original(at) for at in range(len(text) + 1)]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= len(source.original)
    tables = [
        duties.Table([[duties.Cell(c.text, *c.span) for c in row.cells] for row in table.rows])
        for table in source.tables
    ]
    read_duties(text, tables)


# ----------------------------------------------------------------------------------- targets
def of_text(check: Callable[[str], None]) -> Callable[[bytes], None]:
    return lambda data: check(text_of(data))


def of_file(name: str, pack: Callable[[bytes], bytes] | None = None) -> Callable[[bytes], None]:
    """Read the bytes as a file; a packed format is fuzzed as its main part, and raw."""

    def read(data: bytes) -> None:
        try:
            source = reading.read(data if data[:2] == b"PK" or not pack else pack(data), name)
        except Refused:
            return
        read_source(source)

    return read


def packed(**parts: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def grown(data: bytes, tags: tuple[str, ...]) -> bytes:
    """Build markup in which every tag is closed: a byte opens a tag, closes one or adds words."""
    out, opened = [], []
    for byte in data:
        if byte >= 0xC0 or (byte < 0x40 and len(opened) > 40):
            out.append(f"</{opened.pop()}>" if opened else "")
        elif byte >= 0x80:
            out.append(WORDS[byte % 64].replace("\0", ""))
        else:
            tag = tags[byte % len(tags)]
            out.append(f"<{tag}>")
            if not tag.endswith("/"):
                opened.append(tag.split(" ")[0])
    out += [f"</{name}>" for name in reversed(opened)]
    return "".join(out).replace("\x0c", "").encode()


def docx(data: bytes) -> bytes:
    """
    Pack the input as body, numbering and footnotes, parted by NUL.

    With a high first byte the body is grown from the rest, between a numbering and a note.
    """
    if data[:1] >= b"\xf8":
        body = b"<w:body>" + grown(data[1:], DOCX_TAGS) + b"</w:body>"
        data = b"\0".join((body, NUMBERING, NOTE))
    body, numbering, notes = [*data.split(b"\0"), b"", b""][:3]
    return packed(
        **{
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": b'<w:document xmlns:w="%s">%s</w:document>' % (W.encode(), body),
            "word/numbering.xml": b'<w:numbering xmlns:w="%s">%s</w:numbering>'
            % (W.encode(), numbering),
            "word/footnotes.xml": b'<w:footnotes xmlns:w="%s">%s</w:footnotes>'
            % (W.encode(), notes),
        }
    )


def html(data: bytes) -> bytes:
    return b"<html>" + grown(data[1:], HTML_TAGS) if data[:1] >= b"\xf8" else data


def odt(data: bytes) -> bytes:
    if data[:1] >= b"\xf8":
        inner = grown(data[1:], ODT_TAGS)
        data = b"<office:body><office:text>" + inner + b"</office:text></office:body>"
    names = b" ".join(
        b'xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name)
        for name in (b"office", b"text", b"table", b"style")
    )
    content = b"<office:document-content %s>%s</office:document-content>" % (names, data)
    return packed(**{"mimetype": ODF_TYPE, "content.xml": content})


TARGETS: dict[str, Callable[[bytes], None]] = {
    "duties": of_text(read_duties),
    "claims": of_text(read_claims),
    "contradictions": of_text(read_contradictions),
    "structure": of_text(read_structure),
    "heading": of_text(read_heading),
    "txt": of_file("a.txt"),
    "html": of_file("a.html", html),
    "docx": of_file("a.docx", docx),
    "odt": of_file("a.odt", odt),
    "pdf": of_file("a.pdf"),
}


def run(name: str, data: bytes) -> None:
    """Read one input and check what must hold of it."""
    begin = time.process_time()
    TARGETS[name](data)
    took = time.process_time() - begin
    assert took < SECONDS, f"{name}: {took:.1f} s for {len(data)} bytes"
