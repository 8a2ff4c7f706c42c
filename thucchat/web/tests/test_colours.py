"""Contrast of every pair of colours that meet on a page, in light and in dark (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "static" / "web" / "thucchat.css").read_text(encoding="utf-8")
HEX = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")


def theme(selector):
    block = CSS[CSS.index(selector) :]
    return dict(HEX.findall(block[: block.index("}")]))


LIGHT = theme("  :root {")
DARK_BY_SYSTEM = {**LIGHT, **theme(':root:not([data-theme="light"])')}
DARK_BY_CHOICE = {**LIGHT, **theme(':root[data-theme="dark"]')}

GROUNDS = ("paper", "surface", "sunken")
TEXT = [
    *[
        (text, ground)
        for ground in GROUNDS
        for text in ("ink", "ink-soft", "ink-faint", "indigo", "indigo-deep", "lacquer", "ochre")
    ],
    *[(tone, f"{tone}-wash") for tone in ("leaf", "ochre", "lacquer", "indigo", "plum")],
    *[("ink", f"{tone}-wash") for tone in ("leaf", "ochre", "lacquer", "indigo", "plum", "stone")],
    ("ink-soft", "stone-wash"),
    ("ink-faint", "stone-wash"),
    ("indigo-deep", "indigo-wash"),
    ("ink-soft", "indigo-wash"),  # a table row under the pointer
    ("ink-faint", "indigo-wash"),
    ("lacquer", "indigo-wash"),
    ("ochre", "indigo-wash"),
    ("on-indigo", "indigo"),
    ("on-indigo", "indigo-deep"),
    ("on-lacquer", "lacquer"),
    ("paper", "ochre"),
    ("paper", "leaf"),
    ("paper", "ink-soft"),
]
GRAPHICS = [
    (sign, ground)
    for ground in GROUNDS
    for sign in ("line-firm", "focus", "indigo", "lacquer", "ochre", "leaf")
]


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK_BY_SYSTEM], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(colours, text, ground):
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK_BY_SYSTEM], ids=["light", "dark"])
@pytest.mark.parametrize(("sign", "ground"), GRAPHICS)
def test_signs_and_edges_can_be_seen(colours, sign, ground):
    assert contrast(colours[sign], colours[ground]) >= 3


def test_dark_is_the_same_whether_chosen_or_the_system_s():
    assert DARK_BY_SYSTEM == DARK_BY_CHOICE


def test_contrast_is_computed_as_the_standard_says():
    assert round(contrast("#ffffff", "#000000"), 1) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize(
    "word", ["text-transform: capitalize", "hyphens: auto", "@import", "http:"]
)
def test_nothing_that_breaks_vietnamese_or_calls_abroad(word):
    assert word not in CSS


def test_no_line_is_tighter_than_tone_marks_need():
    heights = [float(h) for h in re.findall(r"line-height: ([0-9.]+);", CSS)]
    heights += [float(h) for h in re.findall(r"font: [^;]*?/ ?([0-9.]+) ", CSS)]
    assert heights
    assert min(heights) >= 1.3
