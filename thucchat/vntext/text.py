"""Letters: NFC, folding without marks, spelling variants that mean the same word, spans."""

import re
import unicodedata
from typing import NamedTuple

# Old and new placement of the tone mark name the same syllable: hoà = hòa, uỷ = ủy.
_TONES = {
    old: new
    for olds, news in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for old, new in zip(olds.split(), news.split(), strict=True)
}
_OLD_TONE = re.compile(
    r"(?<![qQ])(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?![a-zà-ỹA-ZÀ-Ỹ])"
)
_SPACES = re.compile(r"\s+")


class Span(NamedTuple):
    """Half-open range of code points in the text a function was given."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether the other range lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def nfc(text: str) -> str:
    """Compose: one code point per Vietnamese letter."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _new_tone(match: re.Match[str]) -> str:
    old = match.group()
    new = _TONES[old.lower()]
    return "".join(b.upper() if a.isupper() else b for a, b in zip(old, new, strict=True))


def same_tones(text: str) -> str:
    """Put the tone mark where the new spelling has it; the length does not change."""
    return _OLD_TONE.sub(_new_tone, text)


def squeeze(text: str) -> str:
    """Collapse each run of white space to one space."""
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Lower case without marks, đ as d: for searching and comparing, never for showing."""
    lowered = unicodedata.normalize("NFD", text.lower().replace("ð", "đ").replace("đ", "d"))
    return squeeze("".join(c for c in lowered if not unicodedata.combining(c)))


def key(text: str) -> str:
    """Return the form under which two spellings of one name are equal (marks kept)."""
    return squeeze(same_tones(nfc(text))).lower().strip(" .,;:*\"“”'()")


def same(one: str, other: str) -> bool:
    """Whether two strings are one name but for case, spaces, encoding and tone placement."""
    return key(one) == key(other)


def nfc_offsets(text: str) -> tuple[str, list[int] | None]:
    """Return the text in NFC and, unless it already was, each code point's offset in the original.

    The list has one entry more than the text, so that ends of spans map too.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    out: list[str] = []
    offsets: list[int] = []
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        while end < size and _joins(text[end]):
            end += 1
        piece = unicodedata.normalize("NFC", text[start:end])
        out.append(piece)
        offsets.extend(start + min(i, end - start - 1) for i in range(len(piece)))
        start = end
    offsets.append(size)
    return "".join(out), offsets


def _joins(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or "\u1161" <= char <= "\u11c2"
