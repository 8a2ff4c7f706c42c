"""What a report prints, as plain JSON values: for the Typst template and for the page."""

from collections.abc import Mapping
from typing import Any

from thucchat.reports.rendering import form
from thucchat.reports.rules import marks
from thucchat.reports.rules.content import (
    Annex,
    Bar,
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

Json = dict[str, Any]
Hrefs = Mapping[int, str]


def document(content: ReportContent, hrefs: Hrefs) -> Json:
    """Return all that is printed; ``hrefs`` gives the address of a value's page by its mark."""
    head = content.letterhead
    return {
        "title": form.title(content),
        "nation": form.NATION,
        "notice": content.notice,
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
                {"mark": one.mark, "href": hrefs[one.mark], "cells": form.reference_cells(one)}
                for one in content.references
            ],
        },
    }


def _column(label: str, width: int, align: str) -> Json:
    return {"label": label, "width": width, "align": align}


def _block(block: Block, hrefs: Hrefs) -> Json:
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
        "file": picture(block),
        "number": block.label.split()[-1],
        "series": block.series,
        "bars": [_bar(bar, hrefs) for bar in block.bars],
        "alt": f"{plain(block.title)} {block.alt}",
        "caption": f"{block.caption}. Dẫn số liệu: [{marks.of_block(block)}].",
    }


def _bar(bar: Bar, hrefs: Hrefs) -> Json:
    return {
        "label": bar.label,
        "figures": _spans(bar.figures, hrefs, marked=False),
        "note": _spans(bar.note, hrefs, marked=False),
    }


def picture(block: Chart) -> str:
    """Return the name of a chart's file."""
    return f"{block.label.split()[-1]}.svg"


def _table(block: Table, hrefs: Hrefs) -> Json:
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


def _annex(annex: Annex, hrefs: Hrefs) -> Json:
    return {
        "label": annex.label,
        "title": annex.title,
        "lead": _spans(annex.lead, hrefs),
        "table": _table(annex.table, hrefs),
    }


def _spans(spans: Spans, hrefs: Hrefs, *, marked: bool = True) -> list[Json]:
    return [_span(span, hrefs, mark if marked else 0) for span, mark in marks.after(spans)]


def _span(span: Words | Figure, hrefs: Hrefs, mark: int) -> Json:
    href = hrefs[span.mark] if isinstance(span, Figure) else span.href
    italic = isinstance(span, Words) and span.italic
    return {"text": span.text, "href": href, "bold": span.bold, "italic": italic, "mark": mark}
