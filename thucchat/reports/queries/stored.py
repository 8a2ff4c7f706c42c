"""Questions about the reports there are."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from thucchat.kernel.errors import Refused
from thucchat.reports.choices import Format, Kind, State
from thucchat.reports.models import Report
from thucchat.reports.queries.gather import material, outline_of
from thucchat.reports.rendering import docx_file, pdf_file
from thucchat.reports.rules import check, content
from thucchat.reports.rules.content import ReportContent

RENDERERS = {Format.DOCX: docx_file, Format.PDF: pdf_file}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the list."""

    id: int
    title: str
    period: str
    number: str
    state: State
    on: date
    created_at: datetime
    created_by: str
    issued_at: datetime | None
    issued_by: str


def listed() -> list[ReportRow]:
    """List every report, the newest period first; one statement."""
    found = Report.objects.select_related("snapshot", "created_by", "issued_by").defer("content")
    return [
        ReportRow(
            id=r.pk,
            title=r.title,
            period=r.period,
            number=r.number,
            state=State(r.state),
            on=r.snapshot.on,
            created_at=r.created_at,
            created_by=str(r.created_by),
            issued_at=r.issued_at,
            issued_by=str(r.issued_by or ""),
        )
        for r in found
    ]


def issued_for(kind: Kind, period: str) -> Report | None:
    """Return the newest issued report of the period."""
    found = Report.objects.filter(kind=kind, period=period, state=State.ISSUED)
    return found.order_by("-issued_at").first()


def content_of(report: Report) -> ReportContent:
    """Return the content as it was drafted or issued."""
    read: ReportContent = content.from_json(report.content)
    return read


def findings(report: Report) -> list[check.Finding]:
    """Check the stored content against the stored values and the snapshot's file."""
    plan = outline_of(report.kind)
    try:
        made_of = material(report.kind, report.period, report.snapshot, plan)
    except Refused as refusal:
        return [check.Finding(refusal.code, str(refusal))]
    return check.check(content_of(report), plan, made_of.readings, task_count=len(made_of.tasks))


def doubts(report: Report) -> list[str]:
    """List sentences whose figures seem to contradict one another; people judge them."""
    return check.doubts(content_of(report))


def rendered(drawn: ReportContent, form: Format) -> bytes:
    """Draw the content as a file."""
    data: bytes = RENDERERS[form].render(drawn)
    return data


def file_of(report: Report, form: Format) -> bytes:
    """Return the frozen file of an issued report; a draft is drawn now."""
    if report.state == State.DRAFT:
        return rendered(content_of(report), form)
    stored = report.docx if form == Format.DOCX else report.pdf
    with stored.open("rb") as stream:
        data: bytes = stream.read()
    return data


def altered_files(report: Report) -> list[Format]:
    """List the files of an issued report that are missing or differ from their hash."""
    hashes = {Format.DOCX: report.docx_sha256, Format.PDF: report.pdf_sha256}
    altered = []
    for form, expected in hashes.items():
        try:
            actual = sha256(file_of(report, form)).hexdigest()
        except FileNotFoundError:
            actual = ""
        if actual != expected:
            altered.append(form)
    return altered
