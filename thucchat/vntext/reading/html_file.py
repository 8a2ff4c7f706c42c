"""HTML: the words of a page as a reader sees them, lists numbered, tables as tables."""

import codecs
import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

from thucchat.vntext.reading import encodings, grids, numerals, refusals
from thucchat.vntext.reading.build import MARK, Block, Note, Para, Slot, build, superscript
from thucchat.vntext.reading.source import Source

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "canvas",
        "audio",
        "video",
        "img",
        "map",
        "dialog",
    ]
)
_APART = frozenset(("nav", "aside", "footer"))
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "main",
        "header",
        "body",
        "html",
        "blockquote",
        "pre",
        "address",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
        "center",
        "hr",
        "fieldset",
        "details",
        "summary",
        "ol",
        "ul",
        "li",
    ]
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EDGE = re.compile(r"mso-element\s*:\s*(?:header|footer)", re.IGNORECASE)
_REFERENCE = re.compile(r"\[?(\d{1,3})\]?")
_MARK_AT_START = re.compile(r"^\s*(?:\[\d{1,3}\]|\d{1,3}\b[.)]?|[¹²³⁰⁴-⁹]{1,3})\s*")
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MAX_DEPTH = 200
_MAX_SPAN = 1000
_BREAK = "\ue001"


def read(data: bytes, name: str) -> Source:
    """Read a web page that was saved as a file."""
    text = _decoded(data, name)
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refusals.empty(name) from error
    return build(_Reader(root).read(), file_format="html")


def _decoded(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        codec = declared[1].decode("ascii").lower()
        try:
            if codecs.lookup(codec).name not in ("utf-8", "cp1252", "iso8859-1", "cp1258"):
                return data.decode(codec)
        except (LookupError, UnicodeDecodeError):
            pass  # what the page says of itself is wrong: look at its letters
    decoded = encodings.decode(data)
    if decoded is None:
        raise refusals.encoding(name)
    return decoded[0]


class _Reader:
    def __init__(self, root: "lxml.html.HtmlElement") -> None:
        self.root = root
        self.order = {element: place for place, element in enumerate(root.iter())}
        self.notes = self._note_elements()
        self.out: list[Block] = []
        self.words: list[str] = []
        self.hung: list[Note] = []
        self.label = ""

    def read(self) -> list[Block]:
        self.block(self.root, 0)
        self.flush()
        return self.out

    def _note_elements(self) -> dict[str, "etree._Element"]:
        """Find what footnote marks lead to: <a href="#fn1">1</a> … <p id="fn1">."""
        named: dict[str, etree._Element] = {}
        for element in self.root.iter():
            if isinstance(element.tag, str):
                for key in (element.get("id"), element.get("name")):
                    if key:
                        named.setdefault(key, element)
        wanted: dict[str, etree._Element] = {}
        seen: set[str] = set()
        for link in self.root.iter("a"):
            key = (link.get("href") or "").removeprefix("#")
            words = _text(link).strip()
            if key in named and _REFERENCE.fullmatch(words) and key not in seen:
                holder = _holder(named[key])
                if holder is not None and self.follows(link, holder):
                    wanted[key] = holder
                seen.add(key)
        return wanted

    def follows(self, link: "etree._Element", holder: "etree._Element") -> bool:
        """Say whether a mark leads forward; a note's own link back to the text does not."""
        return self.order[holder] > self.order[link]

    def block(self, element: "etree._Element", depth: int) -> None:
        """Read an element that starts lines of its own."""
        if depth > _MAX_DEPTH or element in self.notes.values():
            return
        self.flush()
        self.inside(element, depth)
        self.flush()

    def inside(self, element: "etree._Element", depth: int) -> None:
        self.say(element.text)
        for child in element:
            self.child(child, depth + 1)
            self.say(child.tail)

    def child(self, child: "etree._Element", depth: int) -> None:
        tag = str(child.tag)
        if tag in _SKIPPED or _is_hidden(child) or depth > _MAX_DEPTH:
            return
        if tag == "br":
            self.words.append(_BREAK)
        elif tag in _APART or _is_page_edge(child):
            self.flush()
            for text in _lines(child):
                self.out.append(Para(text, furniture=True))
        elif tag == "table":
            self.flush()
            self.out += self.table(child, depth)
        elif tag in ("ol", "ul"):
            self.listed(child, depth)
        elif tag in _BLOCKS:
            self.block(child, depth)
        else:
            self.inline(child, depth)

    def inline(self, child: "etree._Element", depth: int) -> None:
        key = (child.get("href") or "").removeprefix("#") if child.tag == "a" else ""
        if key in self.notes:
            self.hang(key, child)
        elif child.tag == "sup" and not len(child):
            self.words.append(superscript(child.text or ""))
        else:
            self.inside(child, depth)

    def hang(self, key: str, link: "etree._Element") -> None:
        match = _REFERENCE.fullmatch(_text(link).strip())
        if match:
            words = _SPACE.sub(" ", _text(self.notes[key]))
            self.hung.append(Note(match[1], _MARK_AT_START.sub("", words).strip(" ↩")))
            self.words.append(MARK)

    def listed(self, element: "etree._Element", depth: int) -> None:
        """Give the items the numbers that a browser draws; bullets become dashes."""
        self.flush()
        style = _STYLES.get(element.get("type") or "", "decimal")
        number = _whole(element.get("start"), 1)
        for item in element:
            if item.tag != "li":
                self.child(item, depth)
                continue
            number = _whole(item.get("value"), number)
            sign = "." if style in ("decimal", "upperRoman") else ")"
            ordered = element.tag == "ol"
            self.label = f"{numerals.draw(number, style)}{sign} " if ordered else "- "
            self.block(item, depth + 1)
            self.label = ""
            number += 1

    def table(self, element: "etree._Element", depth: int) -> list[Block]:
        above: dict[int, tuple[Slot, int]] = {}
        own = [r for r in element.iter("tr") if next(r.iterancestors("table"), None) is element]
        rows = [self.row(row, above, depth) for row in own]
        ruled = (element.get("border") or "0") != "0" or next(element.iter("th"), None) is not None
        return grids.place(rows, ruled=ruled)

    def row(
        self, row: "etree._Element", above: dict[int, tuple[Slot, int]], depth: int
    ) -> list[tuple[Slot, list[Block]]]:
        cells: list[tuple[Slot, list[Block]]] = []
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            column = _repeat(cells, above, column)
            width = min(max(_whole(cell.get("colspan"), 1), 1), grids.MAX_COLUMNS)
            blocks = self.apart(cell, depth)
            text, notes = grids.join(blocks)
            slot = Slot(text, column, width, notes=notes)
            cells.append((slot, blocks))
            down = min(max(_whole(cell.get("rowspan"), 1), 1), _MAX_SPAN)
            if down > 1:
                above[column] = (slot, down - 1)
            column += width
            if column > grids.MAX_COLUMNS:
                break
        _repeat(cells, above, column)
        return cells

    def apart(self, cell: "etree._Element", depth: int) -> list[Block]:
        """Read a cell on its own."""
        held = self.out, self.words, self.hung, self.label
        self.out, self.words, self.hung, self.label = [], [], [], ""
        self.inside(cell, depth + 1)
        self.flush()
        blocks = self.out
        self.out, self.words, self.hung, self.label = held
        return blocks

    def say(self, text: str | None) -> None:
        if text:
            self.words.append(_SPACE.sub(" ", text.replace(MARK, " ").replace(_BREAK, " ")))

    def flush(self) -> None:
        words = "".join(self.words).replace(_BREAK, "\n")
        if words.strip():
            self.out.append(Para(self.label + words.strip(), self.hung))
            self.label = ""
        self.words, self.hung = [], []


def _repeat(
    cells: list[tuple[Slot, list[Block]]], above: dict[int, tuple[Slot, int]], column: int
) -> int:
    """Repeat cells that reach down from above; return the next free column."""
    while column in above:
        slot, left = above.pop(column)
        cells.append((Slot(slot.text.replace(MARK, ""), column, slot.width, merged=True), []))
        if left > 1:
            above[column] = (slot, left - 1)
        column += slot.width
    return column


def _holder(element: "etree._Element") -> "etree._Element | None":
    """Return the paragraph that an anchor stands in, or that it is."""
    at: etree._Element | None = element
    while at is not None and at.tag not in ("p", "li", "div", "td", "dd"):
        at = at.getparent()
    return at


def _is_page_edge(element: "etree._Element") -> bool:
    """Say whether a word processor saved a page header or footer here."""
    edge = (element.get("title") or "").lower() in ("header", "footer")
    return edge or bool(_EDGE.search(element.get("style") or ""))


def _is_hidden(element: "etree._Element") -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def _lines(element: "etree._Element") -> Iterator[str]:
    for text in element.itertext():
        words = _SPACE.sub(" ", str(text)).strip()
        if words:
            yield words


def _text(element: "etree._Element") -> str:
    return "".join(str(text) for text in element.itertext())


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text.strip()) else default
