"""Numbers of documents: every one cited, those replaced or amended, the resolution carried out."""

import re
from collections import Counter
from dataclasses import dataclass

from thucchat.vntext.heading.found import Found
from thucchat.vntext.text import Span, squeeze

_SYMBOL = r"[A-ZĐƯÔƠÂĂÊ][A-Za-zÀ-ỹđĐ]{0,7}"
# 57-NQ/TW · 43/TB-VPCP · 12/2026/NĐ-CP · 99/BCA-C06-H01 · 88/2025/QH15 · 02-KH/BCĐTW
NUMBER = (
    r"(?<![\w/.,])\d{1,5}(?:/(?:19|20)\d\d)?\s?[-–/]\s?"
    rf"(?:{_SYMBOL}(?:\s?[-–/]\s?[A-ZĐƯ][\wÀ-ỹđĐ]{{0,14}}){{1,4}}|QH\d{{1,2}}|UBTVQH\d{{1,2}})(?![\w/])"
)
_KINDS = (
    "Nghị quyết|Nghị định|Quyết định|Chỉ thị|Kết luận|Thông báo kết luận|Thông báo|Kế hoạch"
    "|Chương trình|Công điện|Công văn|Thông tư liên tịch|Thông tư|Quy chế|Quy định|Báo cáo"
    "|Tờ trình|Hướng dẫn|Luật|Pháp lệnh"
)
_CITED = re.compile(
    rf"(?:(?P<kind>{_KINDS})[^.;\n]{{0,60}}?\s)?(?:số\s*:?\s*)?(?P<number>{NUMBER})"
)
_NUMBER = re.compile(NUMBER)
_SELF = re.compile(r"\b(?:này|kèm theo)\b|^\W*(?:Bãi bỏ|Thay thế|Hủy bỏ)", re.IGNORECASE)
_REPLACES = re.compile(
    r"thay thế(?! (?:bởi|bằng))|thay cho|bãi bỏ|hủy bỏ|hết hiệu lực", re.IGNORECASE
)
_AMENDS = re.compile(
    r"sửa đổi, bổ sung|sửa đổi một số|bổ sung một số|điều chỉnh, bổ sung", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.\n]*(?:\.(?=\d)[^.\n]*)*")
_RESOLUTION = re.compile(r"-NQ/(?:TW|BCT)|/NQ-|/NQ/")
_SHORT = re.compile(r"Nghị quyết\s+(?:số\s+)?(?P<number>\d{1,3})(?![\d/.,-]|\s?[-/])(?:-NQ/TW)?")


@dataclass(frozen=True, slots=True)
class Cited:
    """A document named in the text: number without blanks, kind as the text calls it, or empty."""

    number: str
    kind: str
    span: Span


def tidy(number: str) -> str:
    """Write a number without blanks and with a plain hyphen."""
    return re.sub(r"\s", "", number).replace("–", "-")


def cited(text: str) -> list[Cited]:
    """Find every document number, in reading order; ``span`` is the number alone."""
    found = []
    for match in _CITED.finditer(text):
        number = tidy(match["number"])
        found.append(Cited(number, squeeze(match["kind"] or ""), Span(*match.span("number"))))
    return found


def replaces(text: str, own: str) -> list[Found[str]]:
    """Find the documents that this one says it replaces or repeals."""
    return _said(text, own, _REPLACES, "thay thế")


def amends(text: str, own: str) -> list[Found[str]]:
    """Find the documents that this one says it amends."""
    return _said(text, own, _AMENDS, "sửa đổi")


def _said(text: str, own: str, verb: re.Pattern[str], rule: str) -> list[Found[str]]:
    found: dict[str, Found[str]] = {}
    for match in verb.finditer(text):
        sentence = _sentence(text, match.start())
        if not _SELF.search(text[sentence.start : match.end()]):
            continue
        for number in _NUMBER.finditer(text, match.end(), sentence.end):
            value = tidy(number.group())
            if value != own:
                found.setdefault(value, Found(value, Span(*number.span()), rule))
    return list(found.values())


def _sentence(text: str, at: int) -> Span:
    start = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at), text.rfind("; ", 0, at)) + 1
    match = _SENTENCE.match(text, at)
    return Span(start, match.end() if match else at)


def resolution(text: str, title: Span | None, own: str, kind: str) -> Found[str] | None:
    """Guess the resolution whose carrying-out the document serves."""
    if kind == "resolution" and own:
        at = text.find(own)
        return Found(own, Span(at, at + len(own)), "chính văn bản") if at >= 0 else None
    known = [c for c in cited(text) if _RESOLUTION.search(c.number) and c.number != own]
    if title is not None:
        for one in known:
            if title.contains(one.span):
                return Found(one.number, one.span, "trích yếu")
    party = [c for c in known if c.number.endswith("/TW")] or known
    if party:
        number = Counter(c.number for c in party).most_common(1)[0][0]
        first = next(c for c in party if c.number == number)
        return Found(number, first.span, "dẫn chiếu nhiều nhất")
    short = _SHORT.search(text)
    return Found(short["number"], Span(*short.span()), "gọi tắt") if short else None
