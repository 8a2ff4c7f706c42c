"""PDF through PDFium: the text layer only; pictures of pages are not read."""

import threading
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from thucchat.vntext.reading import pdf_flow, pdf_page, refusals
from thucchat.vntext.reading.build import build
from thucchat.vntext.reading.pdf_page import Page
from thucchat.vntext.reading.source import Source

MAX_PAGES = 2000
MAX_CHARS = 3_000_000
_LEAST = 12  # letters on a page that is not a picture alone
_ONE_AT_A_TIME = threading.Lock()  # PDFium is not safe for threads


def read(data: bytes, name: str) -> Source:
    """Read a PDF with a text layer."""
    with _ONE_AT_A_TIME:
        pages = _pages(data, name)
    filled = [page for page in pages if sum(len(line.text) for line in page.lines) >= _LEAST]
    pictured = [n for n, page in enumerate(pages, 1) if page.pictures and page not in filled]
    if not filled:
        raise refusals.scan(name, len(pages)) if pictured else refusals.empty(name)
    notes = [_pictures_note(pictured)] if pictured else []
    return build(pdf_flow.blocks(pages), file_format="pdf", notes=notes)


def _pages(data: bytes, name: str) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        locked = code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise (refusals.encrypted(name) if locked else refusals.corrupt(name)) from error
    try:
        if len(document) > MAX_PAGES:
            raise refusals.bomb(name)
        return _read_all(document, name)
    except pypdfium2.PdfiumError as error:
        raise refusals.corrupt(name) from error
    finally:
        document.close()


def _read_all(document: "pypdfium2.PdfDocument", name: str) -> list[Page]:
    pages = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        pages.append(pdf_page.read(page))
        page.close()
        size += sum(len(line.text) for line in pages[-1].lines)
        if size > MAX_CHARS:
            raise refusals.bomb(name)
    return pages


def _pictures_note(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:20])
    more = "…" if len(numbers) > 20 else ""
    return (
        f"Trang {shown}{more} là ảnh quét, không có lớp chữ nên không được đọc; hãy đọc bằng mắt."
    )
