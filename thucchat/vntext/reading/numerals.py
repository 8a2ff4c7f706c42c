"""Numbers as lists draw them: 1, a, A, i, I."""

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MAX = 3999


def roman(number: int) -> str:
    """Write 4 as IV; numbers beyond the Roman ones stay Arabic."""
    if not 0 < number <= _MAX:
        return str(number)
    out = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def letter(number: int) -> str:
    """Write 1 as a, 26 as z, 27 as aa, 28 as bb, as word processors do."""
    if not 0 < number <= _MAX:
        return str(number)
    turn, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (turn + 1)


def draw(number: int, style: str) -> str:
    """Draw a number in a style of WordprocessingML; unknown styles count in digits."""
    if style == "none":
        return ""
    if style in ("lowerLetter", "upperLetter"):
        drawn = letter(number)
    elif style in ("lowerRoman", "upperRoman"):
        drawn = roman(number).lower()
    else:
        drawn = f"{number:02d}" if style == "decimalZero" else str(number)
    return drawn.upper() if style.startswith("upper") else drawn
