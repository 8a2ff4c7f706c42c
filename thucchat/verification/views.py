"""The queue of claims, and the page on which one is judged."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.views.request import SignedIn
from thucchat.progress import queries as progress
from thucchat.progress.models import Claim
from thucchat.tasks import queries as tasks
from thucchat.verification import actions, forms, queries, rules


def queue(request: SignedIn) -> HttpResponse:
    orgs.check_may_somewhere(request.user, Ability.VERIFY)
    on = timezone.localdate()
    rows = queries.queue(request.user, on=on)
    return render(request, "verification/queue.html", {"rows": rows, "as_of": on})


def claim(request: SignedIn, claim_id: int) -> HttpResponse:
    found = queries.claim_with_facts(request.user, claim_id)
    if found is None:
        return _elsewhere(request, claim_id)
    form = forms.DecisionForm(request.POST or None, claimed_level=found.level)
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide(
                found.pk, form.judgement(), by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = decision.get_verdict_display().lower()
            messages.success(request, f"Đã {words} đề nghị của nhiệm vụ {found.task.code}.")
            return redirect("verification:queue")
    return render(request, "verification/claim.html", _context(found, form), status=_status(form))


def _status(form: forms.DecisionForm) -> int:
    return 422 if form.is_bound else 200


def _context(found: Claim, form: forms.DecisionForm) -> dict[str, object]:
    chosen = set(found.evidence.values_list("pk", flat=True))
    return {
        "claim": found,
        "task": found.task,
        "form": form,
        "risks": rules.risks(queries.facts(found)),
        "evidence": [row for row in progress.evidence_of(found.task_id) if row.id in chosen],
        "reports": progress.reports_of(found.task_id)[:5],
        "earlier": queries.decisions_of([found.task_id]).values(),
    }


def _elsewhere(request: SignedIn, claim_id: int) -> HttpResponse:
    """Say why a claim is not in this person's queue, and lead to its task if they may see it."""
    other = get_object_or_404(Claim.objects.select_related("task"), pk=claim_id)
    task = get_object_or_404(tasks.visible(request.user), pk=other.task_id)
    messages.info(
        request,
        "Đề nghị này không nằm trong hàng chờ của bạn: đã được quyết định, hoặc thuộc đơn vị của "
        "bạn nên phải do cơ quan khác thẩm định.",
    )
    return redirect("dashboards:task", code=task.code)


@require_POST
def reopen(request: SignedIn, code: str) -> HttpResponse:
    task = get_object_or_404(tasks.visible(request.user), code=code)
    form = forms.ReopenForm(request.POST)
    try:
        form.is_valid()
        reason = form.cleaned_data.get("reason", "")
        actions.reopen(task.pk, reason=reason, by=request.user, at=timezone.now())
        messages.success(request, f"Đã mở lại nhiệm vụ {code}.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("dashboards:task", code=code)
