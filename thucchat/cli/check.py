"""`thucchat check FILE…`: figures that contradict one another, with the calculation."""

import sys
from argparse import ArgumentParser, Namespace

from thucchat.cli import sources, tables
from thucchat.cli.sources import Document
from thucchat.vntext import contradictions
from thucchat.vntext.contradictions import Contradiction

COLUMNS = {
    "id": "Mã",
    "status": "Kết luận",
    "severity": "Mức độ",
    "relation": "Quan hệ phải đúng",
    "calculation": "Phép tính",
    "where": "Vị trí",
    "quotes": "Trích dẫn",
}
_STATUS = {"definite": "Mâu thuẫn", "arguable": "Cần xem lại"}
_SEVERITY = {"high": "nghiêm trọng", "medium": "vừa", "low": "nhẹ"}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of this command."""
    tables.add_arguments(parser)


def run(args: Namespace) -> int:
    """Check the files together; 1 on a definite contradiction, 2 when a file cannot be read."""
    try:
        documents = sources.read_all(args.files)
    except sources.Unreadable as error:
        sys.stderr.write(f"{error}\n")
        return 2
    found = contradictions.find_contradictions([d.text for d in documents])
    rows = [row(documents, number, one) for number, one in enumerate(found, 1)]
    tables.write(args, rows, COLUMNS, lambda: report(documents, rows))
    return 1 if any(one.status == "definite" for one in found) else 0


def row(documents: list[Document], number: int, found: Contradiction) -> dict[str, object]:
    """One contradiction in the schema of the gold data."""
    evidence: list[dict[str, object]] = []
    for piece in found.evidence:
        document = documents[piece.document]
        span = document.original(piece.span)
        evidence.append(
            {
                "seed": document.name,
                "start": span.start,
                "end": span.end,
                "quote": document.raw[span.start : span.end],
                "core": piece.core,
                "line": document.raw.count("\n", 0, span.start) + 1,
            }
        )
    return {
        "id": f"M{number}",
        "type": found.type,
        "seeds": list(dict.fromkeys(str(e["seed"]) for e in evidence)),
        "relation": found.relation,
        "calculation": found.calculation,
        "stated": float(found.stated),
        "computed": float(found.computed),
        "severity": found.severity,
        "status": found.status,
        "evidence": [e for e in evidence if e["core"]],
        "context": [e for e in evidence if not e["core"]],
        "where": [f"{e['seed']}, dòng {e['line']}" for e in evidence],
        "quotes": [" ".join(str(e["quote"]).split()) for e in evidence],
    }


def report(documents: list[Document], rows: list[dict[str, object]]) -> str:
    """Say for each contradiction what, where and by which calculation."""
    names = ", ".join(d.name for d in documents)
    sure = sum(r["status"] == "definite" for r in rows)
    if not rows:
        return f"Đã kiểm tra {names}: không thấy con số nào mâu thuẫn.\n"
    lines = [f"Đã kiểm tra {names}: {sure} chỗ mâu thuẫn, {len(rows) - sure} chỗ cần xem lại."]
    for number, found in enumerate(rows, 1):
        status, severity = _STATUS[str(found["status"])], _SEVERITY[str(found["severity"])]
        lines += [
            f"\n{number}. {status} ({severity}): {found['relation']}",
            f"   Phép tính: {found['calculation']}",
        ]
        places, quotes = found["where"], found["quotes"]
        if isinstance(places, list) and isinstance(quotes, list):
            for where, quote in zip(places, quotes, strict=True):
                lines += [f"   Ở đâu: {where}", f"   «{quote}»"]
    return "\n".join(lines) + "\n"
