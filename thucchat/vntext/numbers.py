"""Vietnamese numbers: 1.245,5 is one thousand two hundred forty-five and a half."""

import re
from decimal import Decimal

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+\.\d{1,2}(?![\d.])|\d+"
_SCALES = {
    "trăm": 100,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
SCALE = r"(?:(?:trăm|nghìn|ngàn|vạn|triệu)(?:\s(?:tỷ|tỉ|triệu))?|tỷ|tỉ)(?!\w)"
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def parse(text: str) -> Decimal:
    """Return the value of a number as written, without its scale word."""
    if _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", "."))


def scale(words: str) -> int:
    """Return the factor of "nghìn tỷ", 1 for no words."""
    factor = 1
    for word in words.lower().split():
        factor *= _SCALES[word]
    return factor


def decimals(text: str) -> int:
    """Return how many decimals are stated: 66,4 states one."""
    if _THOUSANDS.fullmatch(text):
        return len(text.partition(",")[2])
    return len(re.split(r"[,.]", text, maxsplit=1)[1]) if re.search(r"[,.]", text) else 0


def shown(value: Decimal | float, places: int | None = None) -> str:
    """Write a number the Vietnamese way, half-up to the places given."""
    exact = Decimal(str(value))
    if places is not None:
        exact = rounded(exact, places)
    text = f"{exact:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up, as people do."""
    return value.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
