"""Word draws the numbers of lists when it opens a file; here they are drawn the same way."""

import re
from dataclasses import dataclass, field

from lxml import etree

from thucchat.vntext.reading import numerals

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks."""

    start: int = 1
    style: str = "decimal"
    shape: str = ""
    restart: int | None = None  # the level whose step restarts this one; None: any above; 0: never
    legal: bool = False
    for_style: str = ""  # the paragraph style that stands on this level


@dataclass(slots=True)
class _Num:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    begun: bool = False


def value(element: "etree._Element | None", name: str = "val") -> str:
    """Return an attribute of the W namespace, empty where element or attribute is missing."""
    return "" if element is None else element.get(W + name) or ""


def whole(text: str, default: int) -> int:
    """Read a small whole number from a file that may say anything."""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


class Numbering:
    """The lists of a document, counting as its paragraphs go by."""

    def __init__(self, root: "etree._Element | None", styles: "etree._Element | None") -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.nums: dict[str, _Num] = {}
        self.counts: dict[str, list[int | None]] = {}
        self.by_style: dict[str, tuple[str, int]] = {}
        self.parents: dict[str, str] = {}
        self.default_style = ""
        if root is not None:
            self._read_lists(root)
        if styles is not None:
            self._read_styles(styles)

    def label(self, properties: "etree._Element | None") -> str:
        """Count one more in the paragraph's list and return its number as drawn, or empty."""
        place = self._place(properties)
        if place is None:
            return ""
        num, depth = self.nums.get(place[0]), place[1]
        if num is None or depth >= _LEVELS:
            return ""
        levels = self._levels_of(num)
        if depth not in levels:
            return ""
        counts = self._count(num, levels, depth)
        return _draw(levels, counts, depth)

    def _place(self, properties: "etree._Element | None") -> tuple[str, int] | None:
        if properties is None:
            return self._styled(self.default_style)
        direct = properties.find(f"{W}numPr")
        style = value(properties.find(f"{W}pStyle")) or self.default_style
        if direct is None:
            return self._styled(style)
        inherited = self._styled(style)
        num = value(direct.find(f"{W}numId")) or (inherited[0] if inherited else "")
        depth = value(direct.find(f"{W}ilvl"))
        level = whole(depth, 0) if depth else (inherited[1] if inherited else 0)
        return None if num in ("", "0") else (num, max(level, 0))

    def _styled(self, style: str) -> tuple[str, int] | None:
        for _ in range(20):  # styles may inherit in a ring
            if style in self.by_style:
                num, level = self.by_style[style]
                return None if num == "0" else (num, level)
            style = self.parents.get(style, "")
        return None

    def _levels_of(self, num: _Num) -> dict[int, Level]:
        return {**self.levels.get(num.abstract, {}), **num.levels}

    def _count(self, num: _Num, levels: dict[int, Level], depth: int) -> list[int | None]:
        counts = self.counts.setdefault(num.abstract, [None] * _LEVELS)
        if not num.begun:
            num.begun = True
            for level in num.starts:
                counts[level:] = [None] * (_LEVELS - level)
        before = counts[depth]
        start = num.starts.get(depth, levels[depth].start)
        counts[depth] = start if before is None else before + 1
        for above in range(depth):
            if counts[above] is None:
                counts[above] = levels[above].start if above in levels else 1
        for below in range(depth + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart and depth < restart):
                counts[below] = None
        return counts

    def _read_lists(self, root: "etree._Element") -> None:
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for abstract in root.iterfind(f"{W}abstractNum"):
            key = value(abstract, "abstractNumId")
            self.levels[key] = _levels(abstract)
            if link := value(abstract.find(f"{W}numStyleLink")):
                links[key] = link
            if name := value(abstract.find(f"{W}styleLink")):
                named[name] = key
        for key, link in links.items():
            self.levels[key] = self.levels.get(named.get(link, ""), {})
        for element in root.iterfind(f"{W}num"):
            num = _Num(value(element.find(f"{W}abstractNumId")))
            for override in element.iterfind(f"{W}lvlOverride"):
                level = whole(value(override, "ilvl"), 0)
                start = override.find(f"{W}startOverride")
                if start is not None and 0 <= level < _LEVELS:
                    num.starts[level] = whole(value(start), 1)
                num.levels.update(_levels(override))
            self.nums[value(element, "numId")] = num

    def _read_styles(self, root: "etree._Element") -> None:
        for style in root.iterfind(f"{W}style"):
            key = value(style, "styleId")
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                self.default_style = key
            self.parents[key] = value(style.find(f"{W}basedOn"))
            numbers = style.find(f"{W}pPr/{W}numPr")
            if numbers is None:
                continue
            num = value(numbers.find(f"{W}numId"))
            level = whole(value(numbers.find(f"{W}ilvl")), -1)
            self.by_style[key] = (num, level if level >= 0 else self._linked_level(num, key))

    def _linked_level(self, num: str, style: str) -> int:
        """Return the level that names the style (``w:pStyle``), else the first."""
        held = self.nums.get(num)
        levels = self._levels_of(held) if held else {}
        return next((depth for depth, level in levels.items() if level.for_style == style), 0)


def _levels(holder: "etree._Element") -> dict[int, Level]:
    found = {}
    for element in holder.iterfind(f"{W}lvl"):
        depth = whole(value(element, "ilvl"), -1)
        if not 0 <= depth < _LEVELS:
            continue
        restart = value(element.find(f"{W}lvlRestart"))
        level = Level(
            start=whole(value(element.find(f"{W}start")), 1),
            style=value(element.find(f"{W}numFmt")) or "decimal",
            shape=value(element.find(f"{W}lvlText")),
            restart=whole(restart, 0) if restart else None,
            legal=element.find(f"{W}isLgl") is not None,
            for_style=value(element.find(f"{W}pStyle")),
        )
        found[depth] = level
    return found


def _draw(levels: dict[int, Level], counts: list[int | None], depth: int) -> str:
    level = levels[depth]
    if level.style == "bullet":
        return _bullet(level.shape)

    def number(match: re.Match[str]) -> str:
        above = int(match[1]) - 1
        look = levels.get(above, Level())
        style = "decimal" if level.legal and above != depth else look.style
        return numerals.draw(counts[above] or look.start, style)

    return _LEVEL.sub(number, level.shape).strip()


def _bullet(shape: str) -> str:
    """Return the bullet; symbol fonts keep theirs in the private area, shown as a dash."""
    sign = shape.strip()[:1]
    return "-" if not sign or "\ue000" <= sign <= "\uf8ff" or sign.isalpha() else sign
