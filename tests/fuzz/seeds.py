"""Inputs to begin with: the demo directives as each format, and the words of the rules."""

import io
import zipfile

from tests.fuzz.targets import WORDS
from thucchat.cli.demo import documents, docx_file, sources

LONGEST = {"docx": 8192, "odt": 8192, "html": 4096, "pdf": 65536}  # bytes
OTHERS = 2048


def seeds(target: str) -> list[bytes]:
    """Return a few inputs for a target, each short enough to be changed quickly."""
    return _FILES[target]() if target in _FILES else [*_texts(), *_numbered()]


def _texts() -> list[bytes]:
    made = []
    for source in sources.all_sources():
        paragraphs = sources.plain(source).split("\n\n")
        made += [
            "\n\n".join(paragraphs[at : at + 3]).encode() for at in range(0, len(paragraphs), 3)
        ]
    return made


def _numbered() -> list[bytes]:
    return [bytes([0xF8 + step, *range(step, len(WORDS), step)]) for step in range(1, 8)]


def _docx() -> list[bytes]:
    made = []
    for source in sources.all_sources():
        with zipfile.ZipFile(io.BytesIO(docx_file.write(source))) as archive:
            parts = [
                _inner(archive.read(f"word/{name}.xml"))
                for name in ("document", "numbering", "footnotes")
            ]
        made += [
            b"\0".join((b"<w:body>" + body + b"</w:body>", *parts[1:]))
            for body in _cut(parts[0], b"</w:p>")
        ]
    return made


def _inner(xml: bytes) -> bytes:
    """Return what stands inside the root element, without the namespaces of others."""
    return xml[xml.index(b">", xml.index(b"<w:")) + 1 : xml.rindex(b"</w:")]


def _cut(body: bytes, end: bytes) -> list[bytes]:
    """Return a few runs of whole paragraphs."""
    parts = [part + end for part in body.split(end) if b"<w:tbl" not in part][1:]
    return [b"".join(parts[at : at + 4]) for at in range(0, len(parts), 12)]


_TABLE = (
    b'<w:body><w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    b"<w:tr><w:tc><w:p><w:r><w:t>STT</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan "
    b'w:val="2"/></w:tcPr><w:p><w:r><w:t>Nhi\xe1\xbb\x87m v\xe1\xbb\xa5</w:t></w:r></w:p></w:tc>'
    b'</w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc><w:tc>'
    b'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:ins>'
    b"<w:r><w:t>a</w:t></w:r></w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>"
    b"</w:tc></w:tr></w:tbl></w:body>\0"
    b'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
    b'w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
    b'<w:abstractNumId w:val="0"/></w:num>\0'
)
_ODT = (
    b"<office:body><office:text><text:list><text:list-item><text:p>Giao <text:span>B</text:span>"
    b'<text:s text:c="3"/><text:tab/></text:p></text:list-item></text:list><text:h '
    b'text:outline-level="1">I</text:h><text:p>a<text:note text:note-class="footnote">'
    b"<text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p></text:note-body>"
    b"</text:note></text:p><table:table><table:table-row><table:table-cell "
    b'table:number-columns-spanned="2" table:number-columns-repeated="2"><text:p>x</text:p>'
    b"</table:table-cell></table:table-row></table:table></office:text></office:body>"
)
_HTML = (
    b"<!doctype html><html><head><title>t</title><style>p{}</style></head><body><h1>K</h1>"
    b"<ol start=3 type=a><li>Giao <b>S</b><br>x<ol><li>y</ol></ol><table border=1><tr><th "
    b"colspan=2 rowspan=2>Nhi\xe1\xbb\x87m v\xe1\xbb\xa5</th></tr><tr><td>a<td>b</table>"
    b"<sup>1</sup>&nbsp;&#x20AC;&bogus;<!-- c --><script>1</script></body></html>"
)


def _pdf() -> list[bytes]:
    from thucchat.vntext.reading.tests import files

    small = files.bare_pdf("BT /F1 12 Tf 50 700 Td (Giao S Y) Tj ET 50 50 m 90 90 l S")
    telegram = next(s for s in sources.all_sources() if s.file.endswith(".txt"))
    return [small, files.scanned_pdf(), files.locked_pdf(), documents.pdf(telegram)]


def _grown() -> list[bytes]:
    """Return bytes from which markup is grown: tag, words, close, in turns."""
    return [
        bytes([0xF8, *(b for n in range(step, 64, step) for b in (n, n + 1, 0x80 + n, 0xC0, 0xC1))])
        for step in range(1, 9)
    ]


def _odt() -> list[bytes]:
    return [_ODT, *_grown()]


_FILES = {
    "docx": lambda: [_TABLE, *_docx(), *_grown()],
    "odt": _odt,
    "html": lambda: [_HTML, *_texts()[:2], *_grown()],
    "txt": lambda: [*_texts(), b"\xff\xfeG\0i\0", b"Uy\xfb ban nh\xa9n d\xa9n t\xd8nh"],
    "pdf": _pdf,
}
