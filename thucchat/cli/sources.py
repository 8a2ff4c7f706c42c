"""Files given on the command line, read to NFC text with a way back to the original offsets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from thucchat.vntext import text as letters
from thucchat.vntext.duties import Cell, Table
from thucchat.vntext.text import Span


class Unreadable(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """The file cannot be read; the message says so in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file: `text` is NFC; spans in it map to the file's own text with `original`."""

    name: str
    text: str
    raw: str
    tables: tuple[Table, ...]
    offset: Callable[[int], int]

    def original(self, span: Span) -> Span:
        """Return the span in the text of the file as it is."""
        if span.end <= span.start:
            return Span(self.offset(span.start), self.offset(span.start))
        return Span(self.offset(span.start), self.offset(span.end))

    def quote(self, span: Span) -> str:
        """Return the words of the file at a span of `text`."""
        return self.raw[slice(*self.original(span))]


def read(name: str) -> Document:
    """Read one file; raises Unreadable with a message for a person."""
    path = Path(name)
    if not path.is_file():
        raise Unreadable(
            f"{name}: không tìm thấy tệp. Hãy kiểm tra lại đường dẫn, ví dụ: thucchat extract "
            f"van-ban.docx"
        )
    if path.suffix.lower() == ".txt":
        raw = _utf8(path)
        if raw is not None:
            return _plain(name, raw)
    return _rich(name, path)


def read_all(names: Sequence[str]) -> list[Document]:
    """Read every file given."""
    return [read(name) for name in names]


def _utf8(path: Path) -> str | None:
    """Read without newline translation, so that offsets are those of the file."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def _plain(name: str, raw: str) -> Document:
    text, offsets = letters.nfc_offsets(raw)
    if offsets is None:
        return Document(name, text, raw, (), int)
    return Document(name, text, raw, (), offsets.__getitem__)


def _rich(name: str, path: Path) -> Document:
    try:
        from thucchat.vntext import reading
    except ImportError as missing:
        raise Unreadable(
            f"{name}: chưa đọc được định dạng «{path.suffix}». Hãy lưu thành tệp .txt (UTF-8)."
        ) from missing
    try:
        source = reading.read(path)
    except Exception as error:
        raise Unreadable(f"{name}: không đọc được tệp ({error}).") from error
    tables = tuple(
        Table([[Cell(c.text, c.start, c.end) for c in row] for row in table.rows])
        for table in source.tables
    )
    if source.original is None:
        return Document(name, source.text, source.text, tables, int)
    return Document(name, source.text, source.original, tables, source.to_original)
