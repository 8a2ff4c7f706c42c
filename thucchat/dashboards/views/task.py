"""The page of one task, and «Việc của tôi»."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thucchat.dashboards.queries import task as task_queries
from thucchat.dashboards.queries import work as work_queries
from thucchat.orgs.views.request import SignedIn


def task(request: SignedIn, code: str) -> HttpResponse:
    found = task_queries.load(request.user, code)
    if found is None:
        raise Http404("Không có nhiệm vụ này, hoặc nhiệm vụ nằm ngoài phạm vi bạn được xem.")
    on = timezone.localdate()
    view = task_queries.view(request.user, found, on=on)
    context = {"view": view, "task": found, "row": view.row, "as_of": on}
    return render(request, "dashboards/task.html", context)


def mine(request: SignedIn) -> HttpResponse:
    on = timezone.localdate()
    work = work_queries.work(request.user, on=on)
    return render(request, "dashboards/mine.html", {"work": work, "as_of": on})
