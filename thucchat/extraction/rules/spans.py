"""Arithmetic on spans of a document: order, merging, splitting, what is left, words looked up."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thucchat.kernel.errors import Refused
from thucchat.vntext import sentences
from thucchat.vntext import text as letters
from thucchat.vntext.text import Span

SAME = 0.5  # two readings that share this much of their extent are one
FAR = 2000  # code points between two ideas that can still be one task
MARK_MAX = 6000  # a longer mark is a chapter, not a task
_WORD = re.compile(r"\w")
_LONG_WORD = re.compile(r"[^\W\d_]{2,}")
_ITEM = re.compile(r"\n\s*(?=(?:\(?(?:\d{1,2}|[a-zđ])[.)]|[-–+•])\s)|\s(?=\(\d{1,2}\)\s)")


def share(one: Span, other: Span) -> float:
    """Return how much two spans have in common, 0 to 1 (intersection over union)."""
    common = min(one.end, other.end) - max(one.start, other.start)
    if common <= 0:
        return 0.0
    return common / (max(one.end, other.end) - min(one.start, other.start))


def is_new(span: Span, known: Iterable[Span]) -> bool:
    """Say whether no known reading is, for the most part, the same words."""
    return all(share(span, other) < SAME for other in known)


def check_merge(parts: Sequence[Span], between: Iterable[Span]) -> Span:
    """
    Return the extent of the merged task, or raise ``Refused`` (``extraction.merge``).

    ``parts`` stand in reading order; ``between`` are the other live proposals: merging over
    one of them would swallow it.
    """
    if len(parts) < 2:
        raise Refused("extraction.merge", "Chọn ít nhất hai đề xuất để gộp, ví dụ ý 3 và ý 4.")
    whole = Span(parts[0].start, max(part.end for part in parts))
    for before, after in itertools.pairwise(parts):
        if after.start < before.start:
            raise ValueError("parts must stand in reading order")
        if after.start - before.end > FAR:
            raise Refused(
                "extraction.merge",
                "Hai ý cách nhau quá xa trong văn bản nên không gộp được thành một nhiệm vụ. "
                "Hãy nhận từng ý.",
            )
    swallowed = sum(_begins_inside(other, whole, parts) for other in between)
    if swallowed:
        raise Refused(
            "extraction.merge",
            f"Giữa các ý được chọn còn {swallowed} đề xuất khác. Hãy gộp các ý liền nhau, hoặc "
            "xử lý các đề xuất ở giữa trước.",
        )
    return whole


def _begins_inside(other: Span, whole: Span, parts: Sequence[Span]) -> bool:
    inside = whole.start < other.start < whole.end
    return inside and not any(part.start <= other.start and other.end <= part.end for part in parts)


def check_split(text: str, span: Span, at: int) -> tuple[Span, Span]:
    """Return the two parts without the spaces between them, or raise (``extraction.split``)."""
    if not span.start < at < span.end:
        raise Refused(
            "extraction.split",
            "Chỗ tách phải nằm bên trong đề xuất. Hãy chọn chữ đầu tiên của phần thứ hai.",
        )
    parts = trimmed(text, Span(span.start, at)), trimmed(text, Span(at, span.end))
    if not all(_WORD.search(text, part.start, part.end) for part in parts):
        raise Refused(
            "extraction.split",
            "Một trong hai phần không có chữ nào. Hãy chọn chỗ tách giữa hai việc, ví dụ ngay sau "
            "dấu chấm phẩy.",
        )
    return parts


def cut_points(text: str, span: Span) -> list[int]:
    """Return where a task naturally falls in two: sentences, semicolons, numbered items."""
    found: set[int] = set()
    for sentence in sentences.split(text, span.start, span.end):
        found.update(clause.start for clause in sentences.clauses(text, sentence))
    found.update(match.end() for match in _ITEM.finditer(text, span.start, span.end))
    return [at for at in sorted(found) if _says(text, span.start, at) and _says(text, at, span.end)]


def _says(text: str, start: int, end: int) -> bool:
    """Whether the words are more than a label («1.», «a)») or a stray word."""
    return len(_LONG_WORD.findall(text, start, max(start, end))) >= 2


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space at its ends; an empty one stays empty."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def check_mark(text: str, start: int, end: int, taken: Iterable[Span]) -> Span:
    """Return the marked words as a span, or raise ``Refused`` (``extraction.mark``)."""
    if not 0 <= start < end <= len(text):
        raise Refused("extraction.mark", "Đoạn đánh dấu nằm ngoài văn bản. Hãy đánh dấu lại.")
    span = trimmed(text, Span(start, end))
    if len(text[span.start : span.end].split()) < 3:
        raise Refused(
            "extraction.mark",
            "Đoạn đánh dấu quá ngắn. Hãy đánh dấu trọn câu giao việc, từ tên cơ quan đến thời hạn.",
        )
    if span.end - span.start > MARK_MAX:
        raise Refused(
            "extraction.mark",
            "Đoạn đánh dấu quá dài cho một nhiệm vụ. Hãy đánh dấu từng ý một.",
        )
    if any(share(span, other) >= SAME for other in taken):
        raise Refused(
            "extraction.mark",
            "Đoạn này đã có đề xuất. Hãy mở đề xuất đó để sửa, hoặc đánh dấu đoạn khác.",
        )
    return span


def find_words(text: str, quote: str, within: Span | None = None) -> list[Span]:
    """
    Find a passage word for word; runs of white space, and line ends, count as one space.

    Case and marks must agree: what a person copies from the document does.
    """
    words = letters.nfc(quote).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    area = within or Span(0, len(text))
    return [Span(*match.span()) for match in pattern.finditer(text, area.start, area.end)]


def one_place(text: str, quote: str, within: Span | None = None) -> Span:
    """Return the one place of the passage, or raise (``extraction.not_found``, ``.ambiguous``)."""
    found = find_words(text, quote, within)
    if not found:
        raise Refused(
            "extraction.not_found",
            "Không tìm thấy đoạn này trong văn bản. Hãy chép nguyên văn từ văn bản bên cạnh, "
            "không thêm bớt chữ hay dấu.",
        )
    if len(found) > 1:
        raise Refused(
            "extraction.ambiguous",
            f"Đoạn này xuất hiện {len(found)} lần trong văn bản. Hãy chép dài hơn, thêm vài chữ "
            "phía trước hoặc phía sau.",
        )
    return found[0]


def uncovered(clauses: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """Return the clauses that no span of ``taken`` touches: what a reader may have passed over."""
    return [clause for clause in clauses if not any(clause.overlaps(span) for span in taken)]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text and the proposals it belongs to, the shortest of them first."""

    start: int
    end: int
    inside: tuple[int, ...]


def segments(area: Span, marks: Iterable[tuple[int, Span]]) -> list[Segment]:
    """Cut an area where marks begin and end: nested and crossing marks can then be drawn flat."""
    touching = [(key, span) for key, span in marks if span.overlaps(area)]
    edges = {area.start, area.end}
    for _, span in touching:
        edges.update(edge for edge in span if area.start < edge < area.end)
    places = sorted(edges)
    out = []
    for start, end in itertools.pairwise(places):
        here = sorted(
            (span.end - span.start, key)
            for key, span in touching
            if span.start <= start and end <= span.end
        )
        out.append(Segment(start, end, tuple(key for _, key in here)))
    return out


def without(span: Span, holes: Iterable[Span]) -> list[Span]:
    """Return what remains of a span when the holes in it (page furniture, notes) are cut out."""
    out, at = [], span.start
    for hole in sorted(holes):
        if hole.overlaps(span):
            if hole.start > at:
                out.append(Span(at, hole.start))
            at = max(at, hole.end)
    if at < span.end:
        out.append(Span(at, span.end))
    return out
