"""The task list, drafting, and the moves of a task; its page is put together in dashboards."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from thucchat.forms.base import Form
from thucchat.kernel.errors import Refused
from thucchat.kernel.formats import date_text
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability, Level
from thucchat.orgs.models import Organisation
from thucchat.orgs.views.request import SignedIn
from thucchat.tasks import actions, exports, forms, queries, rules
from thucchat.tasks.models import ExtensionRequest, Task

PAGE_SIZE = 50


def index(request: SignedIn) -> HttpResponse:
    on = timezone.localdate()
    form = forms.ListFilter(request.GET)
    wanted = form.wanted()
    found = queries.listing(request.user, wanted, on=on)
    page = Paginator(queries.with_row_columns(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [queries.row(task, on=on) for task in page.object_list],
        "may_draft": orgs.may_somewhere(request.user, Ability.DRAFT_TASK),
        "query": request.GET.urlencode(),
        "as_of": on,
    }
    return render(request, "tasks/index.html", context)


def export(request: SignedIn, kind: str) -> HttpResponse | StreamingHttpResponse:
    on = timezone.localdate()
    form = forms.ListFilter(request.GET)
    rows = queries.export_rows(request.user, form.wanted(), on=on)
    name = f"nhiem-vu-{on.isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "csv":
        lines = exports.csv_lines(rows)
        return StreamingHttpResponse(lines, "text/csv; charset=utf-8", headers=headers)
    asked = unquote_plus(request.GET.urlencode()) or "không"
    note = f"Danh sách nhiệm vụ, số liệu đến {date_text(on)}. Bộ lọc: {asked}"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(exports.workbook(rows, note=note), sheet, headers=headers)


def _visible(request: SignedIn, code: str) -> Task:
    return get_object_or_404(queries.visible(request.user).select_related("lead"), code=code)


def _leads(request: SignedIn) -> Any:
    """Return the bodies that the person may issue to; of the whole country not its communes."""
    bodies = orgs.in_being().exclude(level=Level.ROOT)
    if orgs.sees_all(request.user):
        return bodies.exclude(level=Level.COMMUNE)
    return bodies.filter(pk__in=orgs.below(orgs.scopes(request.user, Ability.ISSUE_TASK)))


def create(request: SignedIn) -> HttpResponse:
    orgs.check_may_somewhere(request.user, Ability.DRAFT_TASK)
    form = forms.TaskForm(request.POST or None, leads=_leads(request))
    if request.method == "POST" and form.is_valid():
        home = orgs.home(request.user)
        if home is None:
            raise Http404
        return _keep(
            request,
            form,
            lambda at: actions.create(form.draft(None, owner_id=home.pk), by=request.user, at=at),
        )
    status = 422 if form.is_bound else 200
    return render(request, "tasks/form.html", {"form": form}, status=status)


def edit(request: SignedIn, code: str) -> HttpResponse:
    task = _visible(request, code)
    orgs.check_may(request.user, Ability.DRAFT_TASK, task.owner_id)
    start = actions.draft_of(task)
    partners = Organisation.objects.filter(pk__in=start.partner_ids).values_list("code", flat=True)
    initial = {name: getattr(start, name) for name in start.__dataclass_fields__}
    initial |= {
        "lead": task.lead.code if task.lead else None,
        "resolution": task.resolution_id,
        "partners": ", ".join(partners),
    }
    form = forms.TaskForm(request.POST or None, initial=initial, leads=_leads(request))
    if request.method == "POST" and form.is_valid():
        return _keep(
            request,
            form,
            lambda at: actions.edit(
                task.pk, form.draft(start, owner_id=task.owner_id), by=request.user, at=at
            ),
        )
    context = {"form": form, "task": task, "clears": rules.six_clears(start)}
    return render(request, "tasks/form.html", context, status=422 if form.is_bound else 200)


def _keep(request: SignedIn, form: forms.TaskForm, act: Callable[[Any], Task]) -> HttpResponse:
    try:
        task = act(timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "tasks/form.html", {"form": form}, status=422)
    messages.success(request, f"Đã lưu dự thảo {task.code}.")
    return redirect("dashboards:task", code=task.code)


def _act(request: SignedIn, code: str, act: Callable[[], object], done: str) -> HttpResponse:
    """Do one thing to a task and go back to its page with the outcome in words."""
    try:
        act()
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("dashboards:task", code=code)


def _with_form(
    request: SignedIn, code: str, form: Form, act: Callable[[], object], done: str
) -> HttpResponse:
    if not form.is_valid():
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
        return redirect("dashboards:task", code=code)
    return _act(request, code, act, done)


@require_POST
def issue(request: SignedIn, code: str) -> HttpResponse:
    task = _visible(request, code)
    return _act(
        request,
        code,
        lambda: actions.issue(task.pk, by=request.user, at=timezone.now()),
        f"Đã giao nhiệm vụ {code} cho {task.lead.name if task.lead else ''}.",
    )


@require_POST
def accept(request: SignedIn, code: str) -> HttpResponse:
    task = _visible(request, code)
    return _act(
        request,
        code,
        lambda: actions.accept(task.pk, by=request.user, at=timezone.now()),
        f"Đã tiếp nhận nhiệm vụ {code}.",
    )


@require_POST
def decline(request: SignedIn, code: str) -> HttpResponse:
    task, form = _visible(request, code), forms.Reason(request.POST)
    return _with_form(
        request,
        code,
        form,
        lambda: actions.decline(
            task.pk, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        f"Đã gửi trả nhiệm vụ {code} cho cơ quan giao.",
    )


@require_POST
def cancel(request: SignedIn, code: str) -> HttpResponse:
    task, form = _visible(request, code), forms.Reason(request.POST)
    return _with_form(
        request,
        code,
        form,
        lambda: actions.cancel(
            task.pk, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        f"Đã hủy nhiệm vụ {code}.",
    )


@require_POST
def extend(request: SignedIn, code: str) -> HttpResponse:
    task, form = _visible(request, code), forms.Extension(request.POST)
    return _with_form(
        request,
        code,
        form,
        lambda: actions.request_extension(
            task.pk, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        "Đã gửi đề nghị gia hạn.",
    )


@require_POST
def answer_extension(request: SignedIn, request_id: int) -> HttpResponse:
    asked = get_object_or_404(ExtensionRequest.objects.select_related("task"), pk=request_id)
    task, form = _visible(request, asked.task.code), forms.ExtensionAnswer(request.POST)
    return _with_form(
        request,
        task.code,
        form,
        lambda: actions.decide_extension(
            asked.pk,
            grant=form.cleaned_data["grant"] == "yes",
            answer=form.cleaned_data["answer"],
            by=request.user,
            at=timezone.now(),
        ),
        "Đã quyết định đề nghị gia hạn.",
    )


@require_POST
def split(request: SignedIn, code: str) -> HttpResponse:
    task, form = _visible(request, code), forms.SplitForm(request.POST)

    def act() -> None:
        made = actions.split(
            task.pk,
            lead_ids=form.lead_ids(task.lead_id),
            due_on=form.cleaned_data["due_on"],
            by=request.user,
            at=timezone.now(),
        )
        messages.info(request, f"Đã giao xuống {made} đơn vị.")

    return _with_form(request, code, form, act, f"Nhiệm vụ {code} đã được chia.")
