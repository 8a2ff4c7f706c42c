"""Files that the tests make themselves: DOCX and ODT by hand, PDF by Typst or by hand."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import fontpkg
import typst

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>{extra}</Types>'
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 40
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts into a ZIP file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    """Return a run of WordprocessingML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(text: str = "", *, properties: str = "", inner: str = "") -> str:
    """Return a paragraph of WordprocessingML; ``inner`` is further markup after the text."""
    words = run(text) if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}{inner}</w:p>"


def numbered(text: str, num: int, level: int = 0) -> str:
    """Return a paragraph that Word numbers."""
    return p(
        text,
        properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>',
    )


def docx(*body: str, **parts: str | bytes) -> bytes:
    """Return a DOCX with the body; ``parts``: footnotes, numbering, styles, header1, types…"""
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES.format(extra=parts.pop("types", "")),
        "word/document.xml": (
            f'<w:document xmlns:w="{W_NS}"><w:body>{"".join(body)}</w:body></w:document>'
        ),
    }
    roots = {"footnotes": "footnotes", "numbering": "numbering", "styles": "styles"}
    for name, content in parts.items():
        root = roots.get(name, "hdr")
        if isinstance(content, str):
            content = f'<w:{root} xmlns:w="{W_NS}">{content}</w:{root}>'
        held[f"word/{name}.xml" if name in roots or name.startswith("header") else name] = content
    return packed(held)


def level(depth: int, style: str, shape: str, start: int = 1) -> str:
    """Return one level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{shape}"/></w:lvl>'
    )


def numbering(*levels: str, nums: tuple[str, ...] = ('<w:num w:numId="1">{a}</w:num>',)) -> str:
    """Return a numbering part with one definition and its lists."""
    made = "".join(num.format(a='<w:abstractNumId w:val="0"/>') for num in nums)
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{made}'


def table(*rows: str, ruled: bool = True) -> str:
    """Return a table of WordprocessingML."""
    borders = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if ruled else ""
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row; a cell is text or ready markup."""
    made = "".join(c if c.startswith("<w:tc>") else tc(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def tc(text: str, properties: str = "") -> str:
    """Return a cell; line breaks in the text make paragraphs."""
    lines = "".join(p(line) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def odt(body: str, *, styles: str = "", **parts: str | bytes) -> bytes:
    """Return an ODT file; ``styles`` are automatic styles."""
    names = " ".join(
        f'xmlns:{n}="{ODF}{u}:1.0"'
        for n, u in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    body = f"<office:body><office:text>{body}</office:text></office:body>"
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"<office:document-content {names}>{styles}{body}</office:document-content>"
    held: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
    }
    return packed({**held, **parts})


def pdf(source: str) -> bytes:
    """Return a PDF set by Typst."""
    made = typst.compile(
        source.encode(),
        format="pdf",
        font_paths=[str(Path(fontpkg.path("Noto Serif")).parent)],
        ignore_system_fonts=True,
    )
    return bytes(made)


PICTURE = "/Resources << /XObject << /Im0 5 0 R >> >>"


def bare_pdf(content: str, *, trailer: str = "", further: tuple[str, ...] = ()) -> bytes:
    """Return a PDF of one page written by hand; ``further``: objects from number 5 on."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {PICTURE} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        *further,
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n"
    return out + end.encode("latin-1") + b"%%EOF"


def scanned_pdf() -> bytes:
    """Return a PDF whose only page is a picture."""
    picture = (
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        "/BitsPerComponent 8 /Length 1 >>\nstream\nA\nendstream"
    )
    return bare_pdf("q 500 0 0 700 40 70 cm /Im0 Do Q", further=(picture,))


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    key = "41" * 32
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
    identity = "/Encrypt 5 0 R /ID [<00112233> <00112233>]"
    return bare_pdf("BT ET", trailer=identity, further=(lock,))
