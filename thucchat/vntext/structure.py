"""Document structure: parts, chapters, sections, articles, clauses, points, items, notes."""

import re
from dataclasses import dataclass, replace

from thucchat.vntext import flow, lines
from thucchat.vntext.flow import Flow
from thucchat.vntext.lines import Block
from thucchat.vntext.text import Span

KINDS = (
    "part",
    "chapter",
    "section",
    "article",
    "clause",
    "point",
    "item",
    "paragraph",
    "heading",
    "footnote",
    "table_row",
)
# Outer styles have a fixed order; the list styles below them nest in the order they appear.
_RANK = {"part": 0, "chapter": 1, "capital": 2, "section": 3, "roman": 3, "article": 4}
_KIND = {
    "part": "part",
    "chapter": "chapter",
    "capital": "section",
    "section": "section",
    "roman": "section",
    "article": "article",
    "number": "clause",
    "decimal": "clause",
    "letter": "point",
    "round": "item",
    "bullet": "item",
    "plus": "item",
    "note": "footnote",
    "row": "table_row",
}
_SENTENCE_END = re.compile(r"[.;:!?…,][\"”’)*\]]*$")
_TITLE_MAX = 220
_HEADING_MAX = 140
_NEWS_END = re.compile(r"[.;:!?…][\"”’)*\]|]*$")


@dataclass(frozen=True, slots=True)
class Node:
    """One clause word for word; `parent` is an index into the list it stands in.

    `end` closes the node's own words, `until` its last descendant's.  `title` is set for
    headings.  `path` names the ancestors from the outside in, without the node itself.
    `pieces` are its own words without the notes that a page break put between them.
    """

    kind: str
    label: str
    title: str
    start: int
    end: int
    parent: int | None
    path: tuple[str, ...]
    until: int
    pieces: tuple[Span, ...]
    body: int
    style: str

    @property
    def span(self) -> Span:
        """The node's own words."""
        return Span(self.start, self.end)

    @property
    def name(self) -> str:
        """How a person cites it: label and title."""
        shown = {"part": "Phần ", "chapter": "Chương ", "article": "Điều "}.get(self.kind, "")
        return f"{shown}{self.label}{'. ' if self.label and self.title else ''}{self.title}".strip()


def parse(text: str) -> list[Node]:
    """Read the structure of a whole document; nodes stand in reading order."""
    found = _merge_titles(text, lines.blocks(text))
    builder = _Builder(text)
    for number, block in enumerate(found):
        builder.add(block, found[number + 1] if number + 1 < len(found) else None)
    return builder.finish()


def own(text: str, node: Node) -> Flow:
    """Return the node's own words, without its marker, as they read."""
    pieces = [Span(max(p.start, node.body), p.end) for p in node.pieces if p.end > node.body]
    return flow.make(text, pieces)


def _merge_titles(text: str, found: list[Block]) -> list[Block]:
    """Give "Phần 5" the capitals on the next line, and a heading cut in two its second half."""
    out: list[Block] = []
    for block in found:
        before = out[-1] if out else None
        if before and block.style == "" and block.upper and _awaits_title(text, before):
            out[-1] = replace(before, pieces=before.pieces + block.pieces, upper=True)
        elif before and block.style == "" and _is_bare(before) and _short(text, block):
            out[-1] = replace(before, pieces=before.pieces + block.pieces)
        else:
            out.append(block)
    return out


def _is_bare(block: Block) -> bool:
    return block.style in ("part", "chapter", "section") and block.body >= block.end


def _short(text: str, block: Block) -> bool:
    return len(text[block.start : block.end]) <= _HEADING_MAX and not _closed(text, block)


def _closed(text: str, block: Block) -> bool:
    return _SENTENCE_END.search(text[max(block.start, block.end - 8) : block.end]) is not None


def _awaits_title(text: str, block: Block) -> bool:
    if block.style not in ("part", "chapter", "section", "roman", "capital"):
        return False
    return (block.upper or _is_bare(block)) and not _closed(text, block)


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes: list[Node] = []
        self.stack: list[tuple[str, int]] = []  # style, node index
        self.open_end = True  # the last block read as a heading or closed its sentence

    def add(self, block: Block, after: Block | None) -> None:
        style = block.style or ("heading" if self._is_heading(block, after) else "paragraph")
        style = "heading" if style == "hash" else style
        if style in ("note", "row"):
            self._append(block, style, title="", parent=self._parent())
            return
        if style == "heading":
            self._pop_headings()
        elif style == "paragraph":
            self._pop_bullets()
        else:
            self._pop_to(style, block.label)
        titled = style == "heading" or self._is_titled(block, style, after)
        words = flow.make(self.text, block.pieces).text
        title = self._title(block) if titled else ""
        index = self._append(block, style, title=title, parent=self._parent())
        if style != "paragraph":
            self.stack.append((style, index))
        self.open_end = titled or _NEWS_END.search(words) is not None

    def finish(self) -> list[Node]:
        until = [node.end for node in self.nodes]
        for index in range(len(self.nodes) - 1, -1, -1):
            parent = self.nodes[index].parent
            if parent is not None:
                until[parent] = max(until[parent], until[index])
        return [replace(node, until=end) for node, end in zip(self.nodes, until, strict=True)]

    def _parent(self) -> int | None:
        return self.stack[-1][1] if self.stack else None

    def _append(self, block: Block, style: str, *, title: str, parent: int | None) -> int:
        path: tuple[str, ...] = ()
        if parent is not None:
            above = self.nodes[parent]
            path = (*above.path, above.name or above.label)
        kind = self._kind(style, titled=bool(title))
        self.nodes.append(
            Node(
                kind,
                block.label,
                title,
                block.start,
                block.end,
                parent,
                path,
                block.end,
                block.pieces,
                block.body,
                style,
            )
        )
        return len(self.nodes) - 1

    def _kind(self, style: str, *, titled: bool) -> str:
        if style in ("number", "decimal", "round") and titled and not self._inside("article"):
            return "section"
        return _KIND.get(style, style)

    def _inside(self, style: str) -> bool:
        return any(held == style for held, _ in self.stack)

    def _title(self, block: Block) -> str:
        pieces = [Span(max(p.start, block.body), p.end) for p in block.pieces if p.end > block.body]
        return flow.make(self.text, pieces).text.strip(" .:")

    def _pop_bullets(self) -> None:
        while self.stack and self.stack[-1][0] in ("bullet", "plus"):
            self.stack.pop()

    def _pop_headings(self) -> None:
        while self.stack and self.stack[-1][0] not in _RANK:
            self.stack.pop()

    def _pop_to(self, style: str, label: str) -> None:
        if style in _RANK:
            while self.stack and not _RANK.get(self.stack[-1][0], 9) < _RANK[style]:
                self.stack.pop()
            return
        depth = next((i for i, (held, _) in enumerate(self.stack) if held == style), None)
        if depth is None:
            return
        if style == "decimal":
            depth = self._decimal_depth(label, depth)
        del self.stack[depth:]

    def _decimal_depth(self, label: str, first: int) -> int:
        """Below 1.2 stands 1.2.1; 1.3 and 2.1 stand beside it."""
        for depth in range(len(self.stack) - 1, first - 1, -1):
            style, index = self.stack[depth]
            if style == "decimal" and label.startswith(self.nodes[index].label + "."):
                return depth + 1
        return first

    def _is_heading(self, block: Block, after: Block | None) -> bool:
        words = self.text[block.start : block.end]
        if len(words) > _HEADING_MAX or _NEWS_END.search(words.strip()):
            return False
        if block.upper:
            return True
        if after is None or not self.open_end or words.endswith(","):
            return False
        first = self.text[block.body : block.body + 1]
        return (first.isalnum() and not first.islower()) or first in '“"'

    def _is_titled(self, block: Block, style: str, after: Block | None) -> bool:
        if style in ("paragraph", "bullet", "plus"):
            return False
        if style in ("part", "chapter", "section", "capital"):
            return True
        words = self.text[block.body : block.end].strip(" *_")
        if block.upper and len(words) <= 2 * _TITLE_MAX:
            return True
        if len(words) > _TITLE_MAX or _SENTENCE_END.search(words) or not words:
            return (
                style == "article"
                and len(words) <= 110
                and after is not None
                and after.style in ("number", "letter")
            )
        return after is not None and after.style != style and not words[:1].islower()
