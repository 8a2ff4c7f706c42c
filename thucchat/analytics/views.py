"""The list of snapshots, taking one (with ``indicators``), and making one public."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from thucchat.analytics import actions, forms, queries
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User

PAGE_SIZE = 30


class SignedIn(HttpRequest):
    """A request of a signed-in person; every view here is closed to others."""

    user: User


@require_safe
def snapshots(request: SignedIn) -> HttpResponse:
    form = forms.TakeSnapshot(initial={"on": timezone.localdate()})
    return snapshots_page(request, form, status=200)


def snapshots_page(request: SignedIn, form: forms.TakeSnapshot, *, status: int) -> HttpResponse:
    orgs.check_may_somewhere(request.user, Ability.SEE)
    root_id = orgs.root_id()
    may = root_id is not None and orgs.may(request.user, Ability.SNAPSHOT, root_id)
    context = {
        "form": form,
        "page": Paginator(queries.listed(), PAGE_SIZE).get_page(request.GET.get("page")),
        "may_take": may,
        "may_publish": may,
    }
    return render(request, "analytics/snapshots.html", context, status=status)


@require_POST
def publish(request: SignedIn, pk: int) -> HttpResponse:
    try:
        snapshot = actions.publish(pk, by=request.user, at=timezone.now())
        messages.success(request, f"Đã công khai số liệu đến hết ngày {snapshot}.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("analytics:snapshots")
