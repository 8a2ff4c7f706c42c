"""Which paragraphs stand below which: the list that a chapeau announces."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from thucchat.vntext import structure, words
from thucchat.vntext.structure import Node

_VERB = re.compile(rf"(?:{words.alternation(words.VERBS)})(?!\w)", re.IGNORECASE)
_ASIDE = ("footnote", "table_row")


class Outline:
    """Children of each node, looked up without walking the whole document."""

    def __init__(self, text: str, nodes: Sequence[Node]) -> None:
        self.text, self.nodes = text, nodes
        self.children: dict[int | None, list[int]] = {}
        for index, node in enumerate(nodes):
            self.children.setdefault(node.parent, []).append(index)

    def is_bare_deed(self, index: int) -> bool:
        """Whether a paragraph begins with a verb, like an item that lost its marker."""
        return _VERB.match(structure.own(self.text, self.nodes[index]).text) is not None

    def items_below(self, index: int) -> list[int]:
        """Return the list that a paragraph ending in a colon announces."""
        below = [c for c in self.children.get(index, []) if self.nodes[c].kind not in _ASIDE]
        if below:
            return [c for c in below if self.nodes[c].style != "paragraph"] or below
        siblings = self.children.get(self.nodes[index].parent, [])
        found: list[int] = []
        for sibling in siblings[bisect_right(siblings, index) :]:
            node = self.nodes[sibling]
            if node.kind in _ASIDE:
                continue
            if node.kind == "heading" or (found and node.style != self.nodes[found[0]].style):
                break
            if node.style == "paragraph" and not self.is_bare_deed(sibling):
                break
            found.append(sibling)
        return found

    def subtree(self, roots: Sequence[int]) -> set[int]:
        """Return the nodes and all that stand below them."""
        out = set(roots)
        last = max(self.nodes[root].until for root in roots)
        for index in range(min(roots), len(self.nodes)):
            if self.nodes[index].start >= last:
                break
            if self.nodes[index].parent in out:
                out.add(index)
        return out
