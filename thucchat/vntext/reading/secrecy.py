"""Stamps of state secrecy in the heading area: such documents do not enter the system."""

import re

from thucchat.vntext.reading.source import Source

_AREA = 3000
_STAMP = re.compile(
    r"[\s\[(|*_«“\"]*(?:(?:ĐỘ|MỨC\s+ĐỘ|DẤU)\s+MẬT\s*:?\s*)?(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)[\s\])|*_»”\".]*"
)
_SAID = re.compile(r"(?:Độ|Mức độ|Dấu)\s+mật\s*:\s*(tuyệt\s+mật|tối\s+mật|mật)\b", re.IGNORECASE)
_GAP = re.compile(r"\s{3,}|\t+|\s\|\s")


def stamp(source: Source, *, boxes: tuple[str, ...] = ()) -> str | None:
    """
    Return the stamp that the document bears, None for an open one.

    A stamp stands alone in a line, a cell, a page header or a text box of the heading area;
    «bí mật nhà nước» or «bảo mật» in a sentence or a title is none.
    """
    area = source.text[:_AREA]
    for line in area.split("\n"):
        for piece in (line, *_GAP.split(line)):
            if found := _of(piece):
                return found
    for text in (*boxes, *(item.text for item in source.furniture)):
        for line in text.split("\n"):
            if found := _of(line):
                return found
    return None


def _of(piece: str) -> str | None:
    match = _STAMP.fullmatch(piece) or _SAID.search(piece)
    return " ".join(match[1].upper().split()) if match else None
