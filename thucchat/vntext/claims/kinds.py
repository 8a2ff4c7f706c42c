"""What sort of statement a number makes: level, share, change, target, rank, and how exactly."""

import re

from thucchat.vntext.claims.lexer import Quantity
from thucchat.vntext.claims.units import Unit

# All patterns read the words before the number, in lower case.
_APPROX = (
    (">=", re.compile(r"(?:tối\sthiểu|ít\snhất|không\s(?:dưới|thấp\shơn|ít\shơn))\s$")),
    ("<=", re.compile(r"(?:tối\sđa|không\squá|nhiều\snhất|lên\s(?:tới|đến)|không\svượt\squá)\s$")),
    (">", re.compile(r"(?:hơn|(?<!dựa\s)trên|vượt(?:\smức)?|quá)\s(?:[“\"(]\s?)?$")),
    ("<", re.compile(r"(?:gần|dưới|chưa\sđến|chưa\stới|ngót)\s$")),
    ("~", re.compile(r"(?:khoảng|ước(?:\s(?:tính|đạt))?|chừng|xấp\sxỉ|cỡ)\s$")),
)
_UP = r"(?:tăng(?:\strưởng)?|cao\shơn|nhiều\shơn|nâng\slên|vươn\slên|bổ\ssung\sthêm|tăng\sthêm)"
_DOWN = r"(?:giảm|thấp\shơn|ít\shơn|rút\sngắn|cắt\sgiảm|tiết\sgiảm|tiết\skiệm|hạ|sụt|thu\shẹp)"
_FILL = (
    r"(?:\s(?:được|bình\squân|trung\sbình|thêm|tới|đến|khoảng|hơn|trên|gần|ước|tương\sứng|"
    r"so\svới[^,;.%\d]{0,40}?|[a-zà-ỹđ]+(?:\s[a-zà-ỹđ]+)?))?(?:\s(?:khoảng|hơn|trên|gần|thêm|tới|"
    r"đến|ít\snhất))*\s$"
)
_CHANGE = re.compile(rf"(?<!\w)(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_FILL}")
_MOVED = re.compile(
    r"(?<!\w)từ\s[^.;]{1,60}?(?:\s(?P<lo>xuống(?:\scòn)?|còn)|\s(?P<hi>lên(?:\s(?:đến|tới))?))\s$"
)
_RANK = re.compile(
    r"(?:xếp(?:\shạng|\sthứ)?|hạng|đứng(?:\sthứ|\shạng)?|vị\strí(?:\sthứ)?|thứ\shạng|thứ)\s$"
)
_TARGET = re.compile(
    r"(?:mục\stiêu|hướng\stới|phấn\sđấu|chỉ\stiêu|dự\skiến|kỳ\svọng|dự\sbáo|đặt\sra|tầm\snhìn|"
    r"yêu\scầu|cần\sđạt)[^.;\d]{0,70}$"
)
_ENUMERATED = re.compile(
    r"(?:cấp|khối|đề\sxuất|điểm\snghẽn|nguyên\stắc|con\ssố|quan\sđiểm|trụ\scột)$"
)
_STEPS = ("bậc", "điểm")  # units in which a change is counted
_FEW = 10


def approx(head: str) -> str | None:
    """Return >, <, ~, >=, <= for "hơn", "gần", "khoảng", "ít nhất", "tối đa" before a number."""
    return next((sign for sign, pattern in _APPROX if pattern.search(head)), None)


def is_rank(head: str) -> bool:
    """Whether the number is a place in an order: "xếp hạng 8/34"."""
    return _RANK.search(head[-24:]) is not None


def kind(quantity: Quantity, unit: Unit, head: str) -> tuple[str, str | None]:
    """Return the kind of a number and, for changes, its direction."""
    if is_rank(head) or unit.name == "hạng":
        return "rank", None
    changed = _changed(quantity, unit, head)
    if changed:
        return "change", changed
    direction = _moved(head)
    if quantity.is_fraction:
        return "fraction", direction
    if _TARGET.search(head):
        return "target", direction
    return _plain(quantity, unit), direction


def _changed(quantity: Quantity, unit: Unit, head: str) -> str | None:
    match = _CHANGE.search(head)
    if match is None or "so với" in match.group():
        return None
    if match["up"]:
        return "increase"
    relative = quantity.percent or unit.name in _STEPS or unit.name.startswith("lần")
    return "decrease" if relative else None


def _moved(head: str) -> str | None:
    """Tell "từ 63 xuống còn 34" from "từ 71.580 lên 78.370"."""
    match = _MOVED.search(head) if "từ " in head else None
    if match is None:
        return None
    return "decrease" if match["lo"] else "increase"


def _plain(quantity: Quantity, unit: Unit) -> str:
    if unit.name.startswith("lần"):
        return "ratio"
    if quantity.percent:
        return "share"
    few = quantity.value <= _FEW and _ENUMERATED.search(unit.name) is not None
    return "enumeration" if few else "level"
