"""The forms of a lead body, each on a page of its own, and the files of evidence."""

from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from thucchat.forms.base import Form
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.views.request import SignedIn
from thucchat.progress import actions, forms, queries
from thucchat.progress.models import Claim, Evidence
from thucchat.tasks import queries as tasks
from thucchat.tasks.models import Task


def _visible(request: SignedIn, code: str) -> Task:
    return get_object_or_404(tasks.visible(request.user).select_related("lead"), code=code)


def _reported_on(request: SignedIn, code: str) -> Task:
    """Return the task when the person reports for its lead body; others see no form."""
    task = _visible(request, code)
    if task.lead_id is None:
        raise Http404
    orgs.check_may(request.user, Ability.REPORT, task.lead_id)
    return task


def _page(request: SignedIn, task: Task, form: Form, kind: str) -> HttpResponse:
    titles = {
        "report": "Báo cáo tiến độ",
        "evidence": "Nộp minh chứng",
        "claim": "Soạn đề nghị công nhận",
    }
    context = {
        "form": form,
        "task": task,
        "title": titles[kind],
        "kind": kind,
        "needs": actions.evidence_needs(on=timezone.localdate()),
    }
    return render(request, "progress/form.html", context, status=422 if form.is_bound else 200)


def report(request: SignedIn, code: str) -> HttpResponse:
    task, now = _reported_on(request, code), timezone.now()
    form = forms.ReportForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit_report(
                task.pk, form.text(), on=form.cleaned_data["on"], by=request.user, at=now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã gửi báo cáo tiến độ của {code}.")
            return redirect("dashboards:task", code=code)
    return _page(request, task, form, "report")


def attach(request: SignedIn, code: str) -> HttpResponse:
    task, now = _reported_on(request, code), timezone.now()
    form = forms.EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        file = (str(upload.name), upload.read()) if upload else None
        try:
            actions.attach(task.pk, form.facts(), file=file, by=request.user, at=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã nộp minh chứng cho {code}.")
            return redirect("dashboards:task", code=code)
    return _page(request, task, form, "evidence")


def prepare_claim(request: SignedIn, code: str) -> HttpResponse:
    task, now = _reported_on(request, code), timezone.now()
    pieces = queries.evidence_of(task.pk)
    form = forms.ClaimForm(
        request.POST or None,
        pieces=pieces,
        initial={"level": task.required_level, "evidence": [str(piece.id) for piece in pieces]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.prepare_claim(
                task.pk,
                level=int(form.cleaned_data["level"]),
                statement=form.cleaned_data["statement"],
                evidence_ids=[int(pk) for pk in form.cleaned_data["evidence"]],
                by=request.user,
                at=now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Đã soạn đề nghị. Lãnh đạo đơn vị ký gửi thì mới có hiệu lực."
            )
            return redirect("dashboards:task", code=code)
    return _page(request, task, form, "claim")


def _claim(request: SignedIn, claim_id: int) -> tuple[Claim, str]:
    claim = get_object_or_404(Claim.objects.select_related("task"), pk=claim_id)
    _visible(request, claim.task.code)
    return claim, claim.task.code


@require_POST
def submit_claim(request: SignedIn, claim_id: int) -> HttpResponse:
    claim, code = _claim(request, claim_id)
    try:
        actions.submit_claim(claim.pk, by=request.user, at=timezone.now())
        messages.success(request, f"Đã ký gửi đề nghị công nhận {code}.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("dashboards:task", code=code)


@require_POST
def discard_claim(request: SignedIn, claim_id: int) -> HttpResponse:
    claim, code = _claim(request, claim_id)
    try:
        actions.discard_claim(claim.pk, by=request.user, at=timezone.now())
        messages.success(request, "Đã xóa đề nghị chưa gửi.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("dashboards:task", code=code)


def evidence_file(request: SignedIn, evidence_id: int) -> HttpResponse | FileResponse:
    """Send a file of evidence to those who see its task; never shown inside a page."""
    piece = get_object_or_404(Evidence.objects.select_related("task"), pk=evidence_id)
    _visible(request, piece.task.code)
    if not piece.file:
        raise Http404
    response = FileResponse(piece.file.open("rb"), content_type=piece.mime)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(piece.file_name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
