"""Files given on the command line, read to NFC text with a way back to the original offsets."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from thucchat.kernel.errors import Refused
from thucchat.vntext import reading
from thucchat.vntext.duties import Cell, Table
from thucchat.vntext.reading import Source
from thucchat.vntext.text import Span

_BOM = "\ufeff"


class Unreadable(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """The file cannot be read; the message says so in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file: `text` is NFC; spans in it map to the file's own text with `original`."""

    name: str
    source: Source
    raw: str
    shift: int  # a byte order mark is a code point of the file, but not of the text
    tables: tuple[Table, ...]

    @property
    def text(self) -> str:
        """The NFC text that the miner reads."""
        return self.source.text

    def original(self, span: Span) -> Span:
        """Return the span in the text of the file as it is."""
        start, end = self.source.original_span(span.start, span.end)
        return Span(start + self.shift, end + self.shift)

    def quote(self, span: Span) -> str:
        """Return the words of the file at a span of `text`."""
        return self.raw[slice(*self.original(span))]


def read(name: str) -> Document:
    """Read one file; raises Unreadable with a message for a person."""
    path = Path(name)
    if not path.is_file():
        raise Unreadable(
            f"{name}: không tìm thấy tệp. Hãy kiểm tra lại đường dẫn, "
            "ví dụ: thucchat extract van-ban.docx"
        )
    try:
        source = reading.read(path)
    except Refused as refused:
        raise Unreadable(f"{name}: {refused}") from refused
    except OSError as error:
        raise Unreadable(f"{name}: không mở được tệp ({error.strerror}).") from error
    marked = source.format == "txt" and path.read_bytes().startswith(_BOM.encode())
    shifted = marked and not source.original.startswith(_BOM)
    raw = _BOM + source.original if shifted else source.original
    tables = tuple(
        Table([[Cell(c.text, *c.span) for c in row.cells] for row in table.rows])
        for table in source.tables
    )
    return Document(name, source, raw, int(shifted), tables)


def read_all(names: Sequence[str]) -> list[Document]:
    """Read every file given."""
    return [read(name) for name in names]
