"""Reading files: bytes from anywhere in, one text with spans out, or a refusal that says why."""

from pathlib import Path

from thucchat.vntext.reading import docx_file, gate, pdf_file, refusals, secrecy, txt_file
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
    if file_format == "docx":
        found, boxes = docx_file.read(source, shown)
    elif file_format == "pdf":
        found = pdf_file.read(source, shown)
    elif file_format == "txt":
        found = txt_file.read(source, shown)
    else:
        raise refusals.unsupported(shown, file_format)
    if not found.text.strip():
        raise refusals.empty(shown)
    stamp = secrecy.stamp(found, boxes=boxes)
    if stamp:
        raise refusals.secret(shown, stamp)
    return found
