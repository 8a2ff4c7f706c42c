"""Reading files: bytes from anywhere in, one text with spans out, or a refusal that says why."""

from pathlib import Path

from thucchat.vntext.reading import (
    docx_file,
    gate,
    html_file,
    odt_file,
    pdf_file,
    refusals,
    secrecy,
    txt_file,
)
from thucchat.vntext.reading.source import (
    Cell,
    Footnote,
    Furniture,
    Row,
    Source,
    Table,
    original_span,
    to_original,
)

__all__ = [
    "Cell",
    "Footnote",
    "Furniture",
    "Row",
    "Source",
    "Table",
    "original_span",
    "read",
    "to_original",
]


_PACKED = {"docx": docx_file.read, "odt": odt_file.read}
_PLAIN = {"pdf": pdf_file.read, "html": html_file.read, "txt": txt_file.read}


def read(source: Path | bytes, name: str | None = None) -> Source:
    """
    Read a document; its kind is told by its content and must agree with ``name``.

    :raises Refused: with a code ``reading.…`` and a message for the person who sent it.
    """
    if isinstance(source, Path):
        name = name or source.name
        if source.stat().st_size > refusals.MAX_BYTES:
            raise refusals.too_large(name, source.stat().st_size)
        source = source.read_bytes()
    name = name or ""
    shown = name or "không tên"
    file_format = gate.admit(source, name)
    boxes: tuple[str, ...] = ()
    if file_format in _PACKED:
        found, boxes = _PACKED[file_format](source, shown)
    else:
        found = _PLAIN[file_format](source, shown)
    if not found.text.strip():
        raise refusals.empty(shown)
    stamp = secrecy.stamp(found, boxes=boxes)
    if stamp:
        raise refusals.secret(shown, stamp)
    return found
