from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from thucchat.analytics.models import Snapshot
from thucchat.kernel.errors import Refused
from thucchat.kernel.periods import Period, local_day
from thucchat.orgs.views.request import SignedIn
from thucchat.reports import actions, forms, queries
from thucchat.reports.choices import Format, State
from thucchat.reports.models import Report
from thucchat.reports.rendering import charts, docx_file, drawn, pdf_file
from thucchat.reports.rules.content import Chart

MIMES = {Format.DOCX: docx_file.MIME, Format.PDF: pdf_file.MIME}
SNAPSHOTS_SHOWN = 24


@require_safe
def index(request: SignedIn) -> HttpResponse:
    queries.check_may_read(request.user)
    may_issue = queries.may_issue(request.user)
    form = _draft_form(None) if may_issue else None
    return render(request, "reports/index.html", {"rows": queries.listed(), "draft_form": form})


def _draft_form(data: Any) -> forms.Draft:
    return forms.Draft(data, snapshots=list(queries.usable_snapshots()[:SNAPSHOTS_SHOWN]))


@require_POST
def draft(request: SignedIn) -> HttpResponse:
    queries.check_may_read(request.user)
    queries.check_may_issue(request.user)
    form = _draft_form(request.POST)
    if not form.is_valid():
        context = {"rows": queries.listed(), "draft_form": form, "form": form}
        return render(request, "reports/index.html", context, status=422)
    snapshot = Snapshot.objects.get(pk=form.cleaned_data["snapshot"])
    try:
        report = actions.draft(
            f"{snapshot.on:%Y-%m}", snapshot.pk, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:index")
    messages.success(request, "Đã lập dự thảo. Hãy đọc lại, xem phần tự kiểm tra rồi phát hành.")
    return redirect("reports:detail", report.pk)


def _report(request: SignedIn, report_id: int) -> Report:
    queries.check_may_read(request.user)
    found = Report.objects.select_related("snapshot", "created_by", "issued_by")
    return get_object_or_404(found, pk=report_id)


@require_safe
def detail(request: SignedIn, report_id: int) -> HttpResponse:
    report = _report(request, report_id)
    may_issue = report.state == State.DRAFT and queries.may_issue(request.user)
    form = None
    if may_issue:
        form = forms.Issue(initial={"signed_on": local_day(timezone.now())})
    return render(request, "reports/detail.html", _page(report, form))


def _page(report: Report, form: forms.Issue | None) -> dict[str, Any]:
    content = queries.content_of(report)
    hrefs = {
        one.mark: reverse("indicators:value", args=[one.value_id]) for one in content.references
    }
    issued = report.state == State.ISSUED
    return {
        "report": report,
        "doc": drawn.document(content, hrefs),
        "as_of": report.snapshot.on,
        "month": Period.parse(report.period).starts_on,
        "state": f"reports.{report.state}",
        "findings": [] if issued else queries.findings(report),
        "doubts": [] if issued else queries.doubts(report),
        "altered": queries.altered_files(report) if issued else [],
        "references": len(content.references),
        "form": form,
    }


@require_POST
def issue(request: SignedIn, report_id: int) -> HttpResponse:
    report = _report(request, report_id)
    queries.check_may_issue(request.user)
    form = forms.Issue(request.POST)
    if not form.is_valid():
        return render(request, "reports/detail.html", _page(report, form), status=422)
    try:
        actions.issue(report.pk, signing=form.signing(), by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã phát hành. Hai tệp và số liệu được giữ nguyên từ lúc này.")
    return redirect("reports:detail", report.pk)


@require_safe
def file(request: SignedIn, report_id: int, form: str) -> HttpResponse:
    report = _report(request, report_id)
    if form not in Format.values:
        raise Http404
    data = queries.file_of(report, Format(form))
    response = HttpResponse(data, content_type=MIMES[Format(form)])
    place = f"so-{report.number}" if report.number else "du-thao"
    name = f"bao-cao-{report.period}-{place}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def chart(request: SignedIn, report_id: int, number: int) -> HttpResponse:
    content = queries.content_of(_report(request, report_id))
    found = [block for block in content.blocks if isinstance(block, Chart)]
    if not 1 <= number <= len(found):
        raise Http404
    response = HttpResponse(charts.png(found[number - 1]), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response
