"""The report as PDF/A-2b in the Party form, set by Typst."""

import json
import tempfile
from pathlib import Path

from thucchat.reports.rendering import charts, drawn, fonts
from thucchat.reports.rules.content import Chart, ReportContent

MIME = "application/pdf"
TEMPLATE = Path(__file__).with_name("report.typ")


def render(content: ReportContent) -> bytes:
    """Return the file; equal content gives equal bytes on machines with the same typeface."""
    import typst  # 85 MB: only who renders pays for it

    face = fonts.typeface()
    folders = sorted({str(path.parent) for path in face.files})
    collected = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "report.typ").write_bytes(TEMPLATE.read_bytes())
        hrefs = {one.mark: one.href for one in content.references}
        printed = {"font": face.family, **drawn.document(content, hrefs)}
        (root / "content.json").write_text(json.dumps(printed), encoding="utf-8")
        for block in content.blocks:
            if isinstance(block, Chart):
                (root / drawn.picture(block)).write_bytes(charts.svg(block))
        made: bytes = typst.compile(
            str(root / "report.typ"),
            root=name,
            font_paths=collected,
            format="pdf",
            pdf_standards=["a-2b"],
            timestamp=int(content.snapshot.taken_at.timestamp()),
        )
    return made
