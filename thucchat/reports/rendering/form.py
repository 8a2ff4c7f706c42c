"""Texts of the Party form that both files print alike."""

from thucchat.kernel import formats
from thucchat.reports.rules.content import Reference, ReportContent

NATION = "ĐẢNG CỘNG SẢN VIỆT NAM"
DRAFT = "DỰ THẢO"
REFERENCES_LABEL = "PHỤ LỤC II"


def number_line(content: ReportContent) -> str:
    """Write «Số 12-BC/…», with room for the number in a draft."""
    return f"Số {content.signing.number or '      '}-{content.letterhead.symbol}"


def day_line(content: ReportContent) -> str:
    """Write «Hà Nội, ngày 05 tháng 11 năm 2026», with room for the day in a draft."""
    on = content.signing.on
    if on is None:
        return f"{content.letterhead.place}, ngày      tháng      năm"
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"{content.letterhead.place}, ngày {on.day:02d} tháng {month} năm {on.year}"


def is_draft(content: ReportContent) -> bool:
    """Say whether nobody has signed yet."""
    return content.signing.on is None


def title(content: ReportContent) -> str:
    """Return the title for the properties of the file."""
    return f"{content.letterhead.title} {' '.join(content.letterhead.subject)}"


def snapshot_line(content: ReportContent) -> str:
    """Say on which frozen data the report rests."""
    snapshot = content.snapshot
    return (
        f"Số liệu chốt đến hết ngày {formats.date_text(snapshot.on)}, lập lúc "
        f"{formats.datetime_text(snapshot.taken_at)}; mã băm SHA-256 của bản chốt: "
        f"{snapshot.sha256}."
    )


def reference_cells(reference: Reference) -> tuple[str, ...]:
    """Return the cells of a row of the table of references."""
    unit = "%" if reference.unit == "%" else f" {reference.unit}"
    value = reference.value if reference.value.endswith("%") else reference.value + unit
    return (
        str(reference.mark),
        f"SL-{reference.value_id}",
        f"{reference.name} (định nghĩa phiên bản {reference.version})",
        reference.dimension,
        reference.numerator,
        reference.denominator,
        value if reference.value[0].isdigit() else reference.value,
        formats.date_text(reference.as_of),
        reference.snapshot,
    )
