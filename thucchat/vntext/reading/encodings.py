"""Letters of old Vietnamese encodings: TCVN3 (ABC), VNI, Windows-1258, told apart by syllables."""

import re
import unicodedata

_TCVN3_CODES = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)

_VNI_TABLE = """
    aù=á aø=à aû=ả aõ=ã aï=ạ aê=ă aé=ắ aè=ằ aú=ẳ aü=ẵ aë=ặ aâ=â aá=ấ aà=ầ aå=ẩ aã=ẫ aä=ậ
    eù=é eø=è eû=ẻ eõ=ẽ eï=ẹ eâ=ê eá=ế eà=ề eå=ể eã=ễ eä=ệ
    où=ó oø=ò oû=ỏ oõ=õ oï=ọ oâ=ô oá=ố oà=ồ oå=ổ oã=ỗ oä=ộ ôù=ớ ôø=ờ ôû=ở ôõ=ỡ ôï=ợ
    uù=ú uø=ù uû=ủ uõ=ũ uï=ụ öù=ứ öø=ừ öû=ử öõ=ữ öï=ự yù=ý yø=ỳ yû=ỷ yõ=ỹ
    ô=ơ ö=ư ñ=đ æ=ỉ ó=ĩ ò=ị î=ỵ
"""
_VNI_PAIRS = {pair.split("=")[0]: pair.split("=")[1] for pair in _VNI_TABLE.split()}
_VNI = {
    **_VNI_PAIRS,
    **{key.upper(): value.upper() for key, value in _VNI_PAIRS.items()},
    **{key[0].upper() + key[1:]: value.upper() for key, value in _VNI_PAIRS.items()},
}
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:[aăâeêioôơuưy]|[aoôơuưâê]i|[aoe]o|[aâêiư]u|[aâ]y|eo|iêu?|ia|oa[iyo]?|oă|oeo?|uâ|uây|uê|ui|"
    r"u[aơô]|uôi|uy[auê]?|ươ[iu]?|ưa|yêu?)"
    r"(?:ch|c|m|ng|nh|n|p|t)?"
)
_WORD = re.compile(r"[^\W\d_]+(?:[^\W\d_]|[\u00a1-\u00bf\u00d7\u00f7\u00ad])*|[\u00a1-\u00ff]+\w*")
_SAMPLE = 200_000
_ENOUGH = 5  # words with marks: fewer say nothing about the encoding
LEGACY_NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "cp1258": "Windows-1258"}


def from_tcvn3(text: str) -> str:
    """Convert text whose code points are TCVN3 bytes."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Convert text whose code points are VNI bytes: a letter and its mark are two."""
    return _VNI_CODE.sub(lambda match: _VNI[match.group()], text)


CONVERTERS = {"tcvn3": from_tcvn3, "vni": from_vni}


def likeness(text: str) -> tuple[float, int]:
    """Return which share of the words with marks are Vietnamese syllables, and their number."""
    good = marked = 0
    for word in _WORD.findall(unicodedata.normalize("NFC", text[:_SAMPLE])):
        if word.isascii():
            continue
        marked += 1
        good += _SYLLABLE.fullmatch(_toneless(word)) is not None
    return (good / marked if marked else 1.0), marked


def _toneless(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))


def recognise(text: str) -> str | None:
    """
    Name the old encoding that text taken for Unicode is really in; None when it is Unicode.

    Such text has only letters of Latin-1: one ạ or ơ among twenty marked letters is Unicode.
    """
    sample = unicodedata.normalize("NFC", text[:_SAMPLE])
    beyond = sum(char > "\xff" for char in sample if char.isalpha())
    if beyond > 0.05 * sum(not char.isascii() for char in sample if char.isalpha()):
        return None
    share, marked = likeness(sample)
    if share > 0.5 or marked < _ENOUGH:
        return None
    scores = {name: likeness(convert(sample))[0] for name, convert in CONVERTERS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= 0.75 and scores[best] > share + 0.3 else None


def decode(data: bytes) -> tuple[str, str] | None:
    """
    Decode a text file; return the text and the name of its encoding, None when none fits.

    Unicode is taken at its word (byte order mark, valid UTF-8); other bytes are read in each
    old encoding and the one with the most Vietnamese syllables wins.
    """
    unicode = _unicode(data)
    if unicode is not None:
        name = recognise(unicode)
        if name is None:
            return unicode, "utf-8"
        return CONVERTERS[name](unicodedata.normalize("NFC", unicode)), name
    if b"\x00" in data[:4096]:
        return None
    western = data.decode("cp1252", errors="replace")
    found = {name: convert(western) for name, convert in CONVERTERS.items()}
    found["cp1258"] = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    scores = {name: likeness(text)[0] for name, text in found.items()}
    best = max(scores, key=lambda name: scores[name])
    return (found[best], best) if scores[best] >= 0.6 else None


def _unicode(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-16"
    elif data[:400].count(b"\x00") > len(data[:400]) // 8:
        codec = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    else:
        codec = "utf-8"
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
