"""Cut the screen typefaces down to the letters that the pages need."""

import hashlib
import io
from pathlib import Path
from typing import Any

import fontpkg_noto_sans  # type: ignore[import-untyped]
import fontpkg_noto_serif  # type: ignore[import-untyped]
from django.conf import settings
from django.core.management.base import BaseCommand

# Latin letters, every Vietnamese letter, marks to combine, quotes, dashes, arrows, signs.
RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x102, 0x103), (0x110, 0x111), (0x128, 0x129), (0x168, 0x169),
    (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x300, 0x304), (0x306, 0x306), (0x309, 0x309),
    (0x31B, 0x31B), (0x323, 0x323), (0x1EA0, 0x1EF9), (0x2010, 0x2015), (0x2018, 0x201E),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x20AB, 0x20AB), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212), (0x2264, 0x2265),
)  # fmt: skip
LETTERS = [point for first, last in RANGES for point in range(first, last + 1)]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "lnum"]

# Name of the result, the file that it is cut from, the weights it keeps.
FONTS = (
    ("noto-sans", fontpkg_noto_sans.ROOT, "NotoSans[", (400, 700)),
    ("noto-serif", fontpkg_noto_serif.ROOT, "NotoSerif[", (400, 600)),
)


def source_of(root: Path, prefix: str) -> Path:
    """Return the package's upright variable font."""
    return next(path for path in sorted(root.rglob("*.ttf")) if path.name.startswith(prefix))


def stamp_of(source: Path, weights: tuple[int, int]) -> str:
    """Return a text that changes when the result would."""
    recipe = f"{LETTERS}{FEATURES}{weights}{source.stat().st_size}{source.name}"
    return hashlib.sha256(recipe.encode()).hexdigest()


def cut(source: Path, weights: tuple[int, int]) -> bytes:
    """Return the font as WOFF2 with our letters, one width and the weights between the two."""
    from fontTools import subset, ttLib  # takes seconds to load, and is seldom needed
    from fontTools.varLib import instancer

    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]  # the licence travels with the font
    options.drop_tables += ["STAT"]
    letters = subset.Subsetter(options)
    letters.populate(unicodes=LETTERS)
    out = io.BytesIO()
    with ttLib.TTFont(source) as font:
        letters.subset(font)
        limits = {"wdth": 100, "wght": weights}
        instancer.instantiateVariableFont(font, limits, inplace=True)
        font.flavor = "woff2"
        font.save(out)
    return out.getvalue()


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Build the subset web fonts (Latin and Vietnamese) into var/fonts; quick when up to date."
    )

    def handle(self, **options: Any) -> None:
        folder = Path(settings.VAR_DIR) / "fonts"
        folder.mkdir(parents=True, exist_ok=True)
        for name, root, prefix, weights in FONTS:
            source = source_of(root, prefix)
            target, mark = folder / f"{name}.woff2", folder / f".{name}.stamp"
            stamp = stamp_of(source, weights)
            if target.exists() and mark.exists() and mark.read_text() == stamp:
                continue
            data = cut(source, weights)
            target.write_bytes(data)
            mark.write_text(stamp)
            self.stdout.write(f"{target.name}: {len(data) / 1024:.0f} KiB")
