"""How a document moves between states, and how its structure becomes clauses with a place."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thucchat.directives.choices import ClauseKind, DocumentState
from thucchat.kernel.errors import Refused
from thucchat.vntext import structure
from thucchat.vntext.structure import Node

MOVES: dict[DocumentState, frozenset[DocumentState]] = {
    DocumentState.RECEIVED: frozenset({DocumentState.CONFIRMED, DocumentState.WITHDRAWN}),
    DocumentState.CONFIRMED: frozenset({DocumentState.CONFIRMED, DocumentState.WITHDRAWN}),
    DocumentState.WITHDRAWN: frozenset({DocumentState.RECEIVED}),
}

LABEL_MAX = 64
PATH_MAX = 255
_TITLE_MAX = 48
_WORDS = {
    "part": "Phần",
    "chapter": "Chương",
    "section": "mục",
    "article": "Điều",
    "clause": "khoản",
    "point": "điểm",
    "footnote": "chú thích",
}
_PLAIN = re.compile(r"\w+(?:[. ]\w+)*")
_LETTERS = re.compile(r"[\W_]+")


class Duplicate(Refused):
    """The same bytes are in the system already; ``document_id`` leads to them."""

    def __init__(self, message: str, document_id: int) -> None:
        super().__init__("directives.duplicate", message)
        self.document_id = document_id


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """A clause before it is stored; ``parent`` is an index into the list it stands in."""

    kind: str
    label: str
    path: str
    start: int
    end: int
    parent: int | None


def check_move(old: str, new: DocumentState) -> None:
    """Allow the move from ``old`` to ``new``, or raise ``Refused`` (``directives.move``)."""
    state = DocumentState(old)
    if new not in MOVES[state]:
        raise Refused(
            "directives.move",
            f"Văn bản đang ở trạng thái «{state.label}» nên không chuyển sang «{new.label}» được. "
            "Hãy tải lại trang để xem trạng thái mới nhất.",
        )


def text_digest(text: str) -> str:
    """
    Return a hash of the words alone.

    The same document as DOCX and as PDF has one digest though blanks, bars and marks differ.
    """
    return hashlib.sha256(_LETTERS.sub("", text).casefold().encode()).hexdigest()


def clause_drafts(text: str, rows: Mapping[int, tuple[int, int]]) -> list[ClauseDraft]:
    """
    Cut a text into clauses in reading order, each with its place in words.

    ``rows``: start of each table row → (number of the table, number of the row).
    """
    nodes = structure.parse(text)
    paths: list[str] = []
    drafts = []
    seen: Counter[tuple[int | None, str]] = Counter()
    for node in nodes:
        seen[node.parent, node.kind] += 1
        own = place_words(node, seen[node.parent, node.kind], rows)
        above = paths[node.parent] if node.parent is not None else ""
        paths.append(f"{above} > {own}" if above else own)
        drafts.append(
            ClauseDraft(
                kind=str(ClauseKind(node.kind)),
                label=node.label[:LABEL_MAX],
                path=shortened(paths[-1]),
                start=node.start,
                end=node.end,
                parent=node.parent,
            )
        )
    return drafts


def place_words(node: Node, ordinal: int, rows: Mapping[int, tuple[int, int]]) -> str:
    """Say in words which part of its parent a node is: «mục II», «điểm a», «đoạn 2»."""
    if node.kind in _WORDS and _PLAIN.fullmatch(node.label):
        label = node.label.lower() if " " in node.label else node.label  # THỨ NHẤT, but II
        return f"{_WORDS[node.kind]} {label}"
    if node.kind == "item":
        labelled = _PLAIN.fullmatch(node.label) is not None
        return f"ý {node.label}" if labelled else f"gạch đầu dòng {ordinal}"
    if node.kind == "table_row":
        table, row = rows.get(node.start, (1, ordinal))
        return f"bảng {table}, dòng {row}"
    if node.kind == "heading" and node.title:
        return f"«{shortened(node.title, _TITLE_MAX)}»"
    return f"{ClauseKind(node.kind).label.lower()} {ordinal}"


def shortened(words: str, size: int = PATH_MAX) -> str:
    """Cut out the middle of words that are too long; the last part says most."""
    if len(words) <= size:
        return words
    tail = size * 2 // 3
    return words[: size - tail - 3].rstrip() + "…" + words[-tail:].lstrip()


def row_places(tables: Sequence[Sequence[int]]) -> dict[int, tuple[int, int]]:
    """Give each row of tables (the starts of their rows) its two numbers, from 1."""
    return {
        start: (table, row)
        for table, starts in enumerate(tables, 1)
        for row, start in enumerate(starts, 1)
    }
