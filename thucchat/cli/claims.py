"""`thucchat claims FILE…`: the numbers that documents state."""

import sys
from argparse import ArgumentParser, Namespace
from decimal import Decimal

from thucchat.cli import sources, tables
from thucchat.cli.sources import Document
from thucchat.vntext import claims, numbers
from thucchat.vntext.claims import Claim
from thucchat.vntext.text import Span

COLUMNS = {
    "id": "Mã",
    "seed": "Tệp",
    "section": "Mục",
    "num": "Con số",
    "value": "Giá trị",
    "value_max": "Đến",
    "unit": "Đơn vị",
    "kind": "Loại",
    "direction": "Chiều",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "as_of": "Thời điểm",
    "subject": "Nội dung",
    "quote": "Trích dẫn",
}
_KINDS = {
    "level": "giá trị",
    "share": "tỷ lệ",
    "change": "mức tăng, giảm",
    "fraction": "phân số",
    "target": "mục tiêu",
    "rank": "thứ hạng",
    "ratio": "số lần",
    "enumeration": "liệt kê",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of this command."""
    tables.add_arguments(parser)


def run(args: Namespace) -> int:
    """Read the files and write their claims; 2 when a file cannot be read."""
    try:
        documents = sources.read_all(args.files)
    except sources.Unreadable as error:
        sys.stderr.write(f"{error}\n")
        return 2
    rows = [
        row(document, number, claim)
        for document in documents
        for number, claim in enumerate(claims.find_claims(document.text), 1)
    ]
    tables.write(args, rows, COLUMNS, lambda: report(rows))
    return 0


def row(document: Document, number: int, claim: Claim) -> dict[str, object]:
    """One claim in the schema of the gold data, offsets in the file's own text."""
    extent = document.original(Span(claim.start, claim.end))
    made: dict[str, object] = {
        "id": f"{document.name}#{number}",
        "seed": document.name,
        "section": " > ".join(claim.section),
        "quote": document.raw[extent.start : extent.end],
        "start": extent.start,
        "end": extent.end,
        "num": claim.num,
        "num_spans": [list(document.original(span)) for span in claim.spans],
        "subject": claim.subject,
        "kind": claim.kind,
        "value": _plain(claim.value),
        "unit": claim.unit,
        "as_of": claim.as_of,
        "as_of_source": claim.as_of_source,
        "approx": claim.approx,
        "direction": claim.direction,
        "comparison": claim.comparison,
        "numerator": _plain(claim.numerator),
        "denominator": _plain(claim.denominator),
    }
    if claim.value_max is not None:
        made["value_max"] = _plain(claim.value_max)
    return made


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def report(rows: list[dict[str, object]]) -> str:
    """Return the claims as a list to read."""
    lines = [f"Tìm thấy {len(rows)} con số."]
    seed = None
    for claim in rows:
        if claim["seed"] != seed:
            seed = claim["seed"]
            lines.append(f"\n{seed}")
        value = numbers.shown(Decimal(str(claim["value"])))
        high = (
            f" - {numbers.shown(Decimal(str(claim['value_max'])))}"
            if claim.get("value_max")
            else ""
        )
        kind = _KINDS[str(claim["kind"])]
        when = f", thời điểm {claim['as_of']}" if claim["as_of_source"] == "explicit" else ""
        lines.append(f"- {claim['num']}: {value}{high} {claim['unit']} ({kind}{when})")
        lines.append(f"  «{' '.join(str(claim['quote']).split())}»")
    return "\n".join(lines) + "\n"
