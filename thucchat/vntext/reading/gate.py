"""The door: size, kind by content against kind by name, before any part is opened."""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

import filetype

from thucchat.vntext.reading import refusals

_BY_NAME = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
}
_MACRO_NAMES = (".docm", ".dotm", ".xlsm", ".pptm")
_WORDS = {
    "docx": "tài liệu Word (DOCX)",
    "pdf": "PDF",
    "odt": "tài liệu OpenDocument (ODT)",
    "html": "trang web (HTML)",
    "txt": "chữ thuần (TXT)",
    "xlsx": "bảng tính Excel",
    "pptx": "trình chiếu PowerPoint",
    "zip": "tệp nén ZIP",
    "doc": "tệp Word đời cũ (.doc)",
    "ole": "tệp Office đời cũ",
    "rtf": "tệp RTF",
    "image": "ảnh",
    "binary": "dữ liệu không phải văn bản",
}
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def admit(data: bytes, name: str) -> str:
    """Return the file's format, or raise ``Refused``."""
    if len(data) > refusals.MAX_BYTES:
        raise refusals.too_large(name, len(data))
    if not data.strip():
        raise refusals.empty(name)
    suffix = PurePath(name).suffix.lower()
    if suffix in _MACRO_NAMES:
        raise refusals.macro(name)
    found = kind_of(data)
    _refuse_unreadable(found, data, name)
    expected = _BY_NAME.get(suffix)
    if expected is None and suffix and found == "txt":
        raise refusals.unsupported(name, f"loại “{suffix}”")
    if expected is not None and expected != found and {expected, found} != {"html", "txt"}:
        raise refusals.wrong_extension(name, _WORDS[found])
    if suffix == ".doc":
        raise refusals.wrong_extension(name, _WORDS[found])
    return expected or found


def _refuse_unreadable(found: str, data: bytes, name: str) -> None:
    suffix = PurePath(name).suffix.lower()
    if found in ("doc", "ole") and "EncryptedPackage".encode("utf-16-le") in data:
        raise refusals.encrypted(name)
    if found == "doc" and suffix in ("", ".doc"):
        raise refusals.old_word(name)
    if found in ("docx", "pdf", "odt", "html", "txt"):
        return
    if suffix in _BY_NAME:
        if found == "zip" and suffix in (".docx", ".odt"):
            raise refusals.corrupt(name)
        raise refusals.wrong_extension(name, _WORDS[found])
    if found == "image":
        raise refusals.picture(name)
    raise refusals.unsupported(name, _WORDS[found])


def kind_of(data: bytes) -> str:
    """Tell a file's kind from its content alone."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return "doc" if "WordDocument".encode("utf-16-le") in data or _sealed(data) else "ole"
    return "rtf" if data.startswith(b"{\\rtf") else _loose_kind(data)


def _loose_kind(data: bytes) -> str:
    if data.startswith(_UTF16_MARKS):
        return "txt"
    guessed = filetype.guess(data[:8192])
    if guessed is not None:
        return "image" if guessed.mime.startswith("image/") else "binary"
    return "html" if _HTML.search(data[:4096]) else "txt"


def _sealed(data: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in data


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {entry.filename for entry in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "zip"
    for part, kind in (
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
    ):
        if part in names:
            return kind
    return "odt" if {"mimetype", "content.xml"} <= names else "zip"
