"""DOCX: paragraphs with their drawn numbers, tables, footnotes; changes as accepted."""

from collections.abc import Iterator

from lxml import etree

from thucchat.vntext.reading import docx_tables, refusals
from thucchat.vntext.reading.archive import Archive
from thucchat.vntext.reading.build import MARK, Block, Note, Para, build, superscript
from thucchat.vntext.reading.docx_numbering import Numbering, W, value
from thucchat.vntext.reading.source import Source

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Inside these a paragraph goes on; what is not named here (w:del, w:moveFrom…) is not read.
_THROUGH = {
    f"{W}{name}"
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple",
                 "customXml", "dir", "bdo", "ruby", "rubyBase")
} | {f"{_M}{name}" for name in ("oMath", "oMathPara", "r", "e", "num", "den", "sup", "sub", "f",
                                "sSup", "sSub", "d", "rad")}  # fmt: skip
_HOLDS_BLOCKS = {f"{W}{n}" for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_SIGNS = {
    f"{W}tab": " ",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}ptab": " ",
}
_MAX_DEPTH = 60
BOXES_NOTE = "Tệp có hộp chữ (text box); chữ trong hộp đứng ngoài văn bản nên không được đọc."
CHANGES_NOTE = "Tệp còn dấu vết sửa đổi (track changes); đã đọc như khi chấp nhận mọi sửa đổi."


def read(data: bytes, name: str) -> tuple[Source, tuple[str, ...]]:
    """Read the file; also return the texts of its text boxes, where stamps may stand."""
    archive = Archive(data, name)
    if any("vbaproject" in part.lower() for part in archive.names):
        raise refusals.macro(name)
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive.names else b""
    if b"macroEnabled" in types:
        raise refusals.macro(name)
    reader = _Reader(archive)
    body = reader.root.find(f"{W}body")
    if body is None:
        raise refusals.corrupt(name)
    blocks = [*reader.furniture(), *reader.blocks(body)]
    notes = []
    if reader.boxes:
        notes.append(BOXES_NOTE)
    if reader.changed:
        notes.append(CHANGES_NOTE)
    return build(blocks, file_format="docx", notes=notes), tuple(reader.boxes)


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        root = archive.xml("word/document.xml")
        if root is None:
            raise refusals.corrupt(archive.name)
        self.root = root
        self.numbering = Numbering(
            archive.xml("word/numbering.xml"), archive.xml("word/styles.xml")
        )
        self.notes = {
            f"{W}footnoteReference": self._note_texts("word/footnotes.xml", "footnote"),
            f"{W}endnoteReference": self._note_texts("word/endnotes.xml", "endnote"),
        }
        self.noted: dict[str, int] = {}
        self.boxes = [_box_text(box) for box in root.iter(f"{W}txbxContent")]
        self.changed = any(True for _ in root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"))

    def furniture(self) -> Iterator[Block]:
        """Headers and footers lie in parts of their own."""
        for part in sorted(self.archive.names):
            if part.startswith(("word/header", "word/footer")) and part.endswith(".xml"):
                root = self.archive.xml(part)
                if root is None:
                    continue
                self.boxes += [_box_text(box) for box in root.iter(f"{W}txbxContent")]
                for paragraph in root.iter(f"{W}p"):
                    yield Para(self.inline(paragraph)[0], furniture=True)

    def blocks(self, holder: "etree._Element", depth: int = 0) -> list[Block]:
        """Read paragraphs and tables in order; a paragraph whose mark was deleted runs on."""
        out: list[Block] = []
        runs_on: Para | None = None
        for element in holder:
            if element.tag == f"{W}p":
                para = self.paragraph(element)
                if runs_on is not None:
                    runs_on.text += para.text
                    runs_on.notes += para.notes
                    para = runs_on
                else:
                    out.append(para)
                runs_on = para if _mark_deleted(element) else None
            elif element.tag == f"{W}tbl" and depth < _MAX_DEPTH:
                out += docx_tables.read(element, lambda cell: self.blocks(cell, depth + 1))
            elif element.tag in _HOLDS_BLOCKS and depth < _MAX_DEPTH:
                out += self.blocks(element, depth + 1)
        return out

    def paragraph(self, element: "etree._Element") -> Para:
        """Read one paragraph with the number that Word would draw before it."""
        text, notes = self.inline(element)
        if not text.strip():
            return Para("")
        label = self.numbering.label(element.find(f"{W}pPr"))
        return Para(f"{label} {text}" if label else text, notes)

    def inline(self, element: "etree._Element") -> tuple[str, list[Note]]:
        """Join the runs of a paragraph."""
        out: list[str] = []
        notes: list[Note] = []
        for run in _runs(element, 0):
            if _is_hidden(run):
                continue
            raised = value(run.find(f"{W}rPr/{W}vertAlign")) == "superscript"
            text = "".join(self.piece(child, notes) for child in run)
            out.append(superscript(text) if raised else text)
        return "".join(out), notes

    def piece(self, child: "etree._Element", notes: list[Note]) -> str:
        """Return the text that one element of a run stands for."""
        tag = child.tag
        if tag in (f"{W}t", f"{_M}t"):
            return (child.text or "").replace(MARK, " ")
        if tag == f"{W}br":
            return " " if value(child, "type") in ("page", "column") else "\n"
        if tag in self.notes:
            return self.note(tag, value(child, "id"), notes)
        return _SIGNS.get(tag, "")

    def note(self, tag: str, key: str, notes: list[Note]) -> str:
        """Hang a note here; Word numbers notes in the order of their marks."""
        words = self.notes[tag].get(key)
        if words is None:
            return ""
        self.noted[tag] = self.noted.get(tag, 0) + 1
        notes.append(Note(str(self.noted[tag]), words, endnote=tag == f"{W}endnoteReference"))
        return MARK

    def _note_texts(self, part: str, tag: str) -> dict[str, str]:
        root = self.archive.xml(part)
        if root is None:
            return {}
        texts = {}
        for note in root.iterfind(f"{W}{tag}"):
            if value(note, "type") in ("", "normal"):
                words = (self._plain(p) for p in note.iter(f"{W}p"))
                texts[value(note, "id")] = " ".join(word for word in words if word)
        return texts

    @staticmethod
    def _plain(paragraph: "etree._Element") -> str:
        out = []
        for run in _runs(paragraph, 0):
            raised = value(run.find(f"{W}rPr/{W}vertAlign")) == "superscript"
            words = "".join(
                child.text or "" if child.tag == f"{W}t" else _SIGNS.get(child.tag, "")
                for child in run
            )
            out.append(superscript(words) if raised else words)
        return "".join(out).strip()


def _runs(element: "etree._Element", depth: int) -> Iterator["etree._Element"]:
    for child in element:
        if child.tag in (f"{W}r", f"{_M}r"):
            yield child
        elif child.tag in _THROUGH and depth < _MAX_DEPTH:
            yield from _runs(child, depth + 1)


def _is_hidden(run: "etree._Element") -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and value(vanish) not in ("0", "false")


def _mark_deleted(paragraph: "etree._Element") -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _box_text(box: "etree._Element") -> str:
    return "\n".join(
        "".join(t.text or "" for t in paragraph.iter(f"{W}t")).strip()
        for paragraph in box.iter(f"{W}p")
    )
