"""The typeface of printed reports: Times New Roman, its metric twin Tinos, or Noto Serif."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg_noto_serif  # type: ignore[import-untyped]

FAMILY_IN_DOCX = "Times New Roman"  # every office has it; the reader's own copy is used

# Folders in which systems keep their fonts; only complete families below are taken.
FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts/Supplemental"),
    Path("C:/Windows/Fonts"),
)
CUTS = {
    "Times New Roman": (
        "Times New Roman.ttf",
        "Times New Roman Bold.ttf",
        "Times New Roman Italic.ttf",
        "Times New Roman Bold Italic.ttf",
    ),
    "Tinos": (
        "Tinos-Regular.ttf",
        "Tinos-Bold.ttf",
        "Tinos-Italic.ttf",
        "Tinos-BoldItalic.ttf",
    ),
}
WINDOWS = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family and its files, the upright regular one first."""

    family: str
    files: tuple[Path, ...]

    @property
    def regular(self) -> Path:
        """The upright regular cut."""
        return self.files[0]


@cache
def typeface() -> Typeface:
    """
    Return the typeface that this machine prints with.

    Debian's fonts-liberation 1 lacks most Vietnamese letters and is never taken; the last
    resort travels with the product.
    """
    for folder in FOLDERS:
        for family, names in (*CUTS.items(), ("Times New Roman", WINDOWS)):
            found = [next(iter(sorted(folder.rglob(name))), None) for name in names]
            files = tuple(path for path in found if path is not None)
            if len(files) == len(names):
                return Typeface(family, files)
    return shipped()


def shipped() -> Typeface:
    """Return the typeface that is installed with the product."""
    files = sorted(fontpkg_noto_serif.ROOT.rglob("*.ttf"), key=lambda path: "Italic" in path.name)
    return Typeface("Noto Serif", tuple(files))
