"""The styles of an ODT file that change what is read: lists, raised digits, ruled cells."""

from dataclasses import dataclass, field

from lxml import etree

from thucchat.vntext.reading.docx_numbering import whole

_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = f"{_URN}office:1.0}}", f"{_URN}text:1.0}}", f"{_URN}table:1.0}}"
STYLE, DRAW, MANIFEST = f"{_URN}style:1.0}}", f"{_URN}drawing:1.0}}", f"{_URN}manifest:1.0}}"
_FO = f"{_URN}xsl-fo-compatible:1.0}}"
LEVELS = 10
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks; a bullet's sign is its ``prefix``."""

    style: str
    prefix: str
    suffix: str
    start: int
    shown: int
    bullet: bool


@dataclass(slots=True)
class Styles:
    """What the named styles of a document mean for its text."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    list_of: dict[str, str] = field(default_factory=dict)
    ruled: set[str] = field(default_factory=set)
    raised: set[str] = field(default_factory=set)

    def add(self, root: "etree._Element") -> None:
        """Take in the styles of one part of the file."""
        for style in root.iter(f"{TEXT}list-style"):
            levels = {whole(e.get(f"{TEXT}level") or "", 1) - 1: _level(e) for e in style}
            self.levels[style.get(f"{STYLE}name") or ""] = levels
        for style in root.iter(f"{STYLE}style"):
            name = style.get(f"{STYLE}name") or ""
            if style.get(f"{STYLE}list-style-name"):
                self.list_of[name] = style.get(f"{STYLE}list-style-name") or ""
            if style.get(f"{STYLE}family") == "table-cell" and _has_borders(style):
                self.ruled.add(name)
            if any((p.get(f"{STYLE}text-position") or "").startswith("super") for p in style):
                self.raised.add(name)


def _level(element: "etree._Element") -> Level:
    bullet = element.tag == f"{TEXT}list-level-style-bullet"
    sign = element.get(f"{TEXT}bullet-char") or "-"
    if sign.isalpha() or "\ue000" <= sign <= "\uf8ff":
        sign = "-"
    return Level(
        style=_FORMATS.get(element.get(f"{STYLE}num-format") or "", "decimal"),
        prefix=sign if bullet else element.get(f"{STYLE}num-prefix") or "",
        suffix=element.get(f"{STYLE}num-suffix") or "",
        start=whole(element.get(f"{TEXT}start-value") or "", 1),
        shown=whole(element.get(f"{TEXT}display-levels") or "", 1),
        bullet=bullet,
    )


def _has_borders(style: "etree._Element") -> bool:
    return any(
        str(name).startswith(f"{_FO}border") and value != "none"
        for properties in style
        for name, value in properties.attrib.items()
    )
