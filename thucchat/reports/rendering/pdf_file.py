"""The report as PDF/A-2b in the Party form, set by Typst."""

import json
import tempfile
from pathlib import Path
from typing import Any

from thucchat.reports.rendering import charts, fonts, form
from thucchat.reports.rules import marks
from thucchat.reports.rules.content import (
    Annex,
    Block,
    Chart,
    Figure,
    Heading,
    Paragraph,
    ReportContent,
    Spans,
    Table,
    Words,
    plain,
)

MIME = "application/pdf"
TEMPLATE = Path(__file__).with_name("report.typ")
Json = dict[str, Any]


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
        drawn = document(content, face.family)
        (root / "content.json").write_text(json.dumps(drawn), encoding="utf-8")
        for block in content.blocks:
            if isinstance(block, Chart):
                (root / _picture(block)).write_bytes(charts.svg(block))
        made: bytes = typst.compile(
            str(root / "report.typ"),
            root=name,
            font_paths=collected,
            format="pdf",
            pdf_standards=["a-2b"],
            timestamp=int(content.snapshot.taken_at.timestamp()),
        )
    return made


def document(content: ReportContent, family: str) -> Json:
    """Return all that the template prints, as JSON values."""
    hrefs = {one.mark: one.href for one in content.references}
    head = content.letterhead
    return {
        "font": family,
        "title": form.title(content),
        "nation": form.NATION,
        "issuer": head.issuer,
        "number": form.number_line(content).replace(" ", "\u00a0"),
        "draft": form.DRAFT if form.is_draft(content) else "",
        "day": form.day_line(content).replace("  ", "\u00a0\u00a0"),
        "kind": head.title,
        "subject": head.subject,
        "addressees": head.addressees,
        "recipients": head.recipients,
        "position": head.position,
        "signer": content.signing.signer,
        "blocks": [_block(block, hrefs) for block in content.blocks],
        "annexes": [_annex(annex, hrefs) for annex in content.annexes],
        "references": {
            "label": form.REFERENCES_LABEL,
            "title": marks.TITLE,
            "lead": [marks.LEAD, form.snapshot_line(content)],
            "columns": [_column(*column) for column in marks.COLUMNS],
            "rows": [
                {"mark": one.mark, "href": one.href, "cells": form.reference_cells(one)}
                for one in content.references
            ],
        },
    }


def _column(label: str, width: int, align: str) -> Json:
    return {"label": label, "width": width, "align": align}


def _block(block: Block, hrefs: dict[int, str]) -> Json:
    if isinstance(block, Heading):
        return {"is": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Paragraph):
        item = block.style != "body"
        return {"is": "paragraph", "item": item, "spans": _spans(block.spans, hrefs)}
    if isinstance(block, Table):
        return {"is": "table", **_table(block, hrefs)}
    return {
        "is": "chart",
        "label": block.label,
        "title": _spans(block.title, hrefs),
        "file": _picture(block),
        "alt": f"{plain(block.title)} {block.alt}",
        "caption": f"{block.caption}. Dẫn số liệu: [{marks.of_block(block)}].",
    }


def _picture(block: Chart) -> str:
    return f"{block.label.split()[-1]}.svg"


def _table(block: Table, hrefs: dict[int, str]) -> Json:
    referred = [marks.of_row(row.cells) for row in block.rows]
    columns = [_column(one.label, one.width, one.align) for one in block.columns]
    if any(referred):
        columns.append(_column("Dẫn số liệu", 18, "center"))
    rows = [
        {
            "total": row.total,
            "cells": [_spans(cell, hrefs, marked=False) for cell in row.cells],
            "marks": f"[{refers}]" if refers else "",
        }
        for row, refers in zip(block.rows, referred, strict=True)
    ]
    return {
        "label": block.label,
        "caption": block.caption,
        "note": block.note,
        "columns": columns,
        "rows": rows,
        "marked": any(referred),
    }


def _annex(annex: Annex, hrefs: dict[int, str]) -> Json:
    return {
        "label": annex.label,
        "title": annex.title,
        "lead": _spans(annex.lead, hrefs),
        "table": _table(annex.table, hrefs),
    }


def _spans(spans: Spans, hrefs: dict[int, str], *, marked: bool = True) -> list[Json]:
    return [_span(span, hrefs, mark if marked else 0) for span, mark in marks.after(spans)]


def _span(span: Words | Figure, hrefs: dict[int, str], mark: int) -> Json:
    href = hrefs[span.mark] if isinstance(span, Figure) else span.href
    italic = isinstance(span, Words) and span.italic
    return {"text": span.text, "href": href, "bold": span.bold, "italic": italic, "mark": mark}
