"""
Builds the demo directives as the files an officer would receive: DOCX, PDF, TXT.

The same source always gives the same bytes, so a demo document keeps its SHA-256.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, time
from importlib import resources
from pathlib import Path

import typst

from thucchat.cli.demo import docx_file, sources


def build(folder: Path) -> list[Path]:
    """Write every demo directive into ``folder``; return the files, oldest first."""
    folder.mkdir(parents=True, exist_ok=True)
    built = []
    for source in sources.all_sources():
        path = folder / source.file
        path.write_bytes(WRITERS[path.suffix](source))
        built.append(path)
    return built


def txt(source: sources.Source) -> bytes:
    """Return the directive as a text file."""
    return sources.plain(source).encode()


def pdf(source: sources.Source) -> bytes:
    """Return the directive as a PDF with a text layer, laid out by Typst in the Party form."""
    fields = asdict(source)
    fields["date"] = source.date.isoformat()
    for block, field in zip(source.blocks, fields["blocks"], strict=True):
        field["pieces"] = [asdict(piece) for piece in sources.pieces(block.text)]
    made = typst.compile(
        str(sources.FOLDER / "van-ban.typ"),
        format="pdf",
        sys_inputs={"source": json.dumps(fields, ensure_ascii=False)},
        font_paths=[str(resources.files("fontpkg_noto_serif") / "files")],
        ignore_system_fonts=True,
        timestamp=datetime.combine(source.date, time(8), tzinfo=UTC),
    )
    return bytes(made)


WRITERS: dict[str, Callable[[sources.Source], bytes]] = {
    ".docx": docx_file.write,
    ".pdf": pdf,
    ".txt": txt,
}
