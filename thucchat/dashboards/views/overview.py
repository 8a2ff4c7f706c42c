"""The leader's one page, and the public one."""

import hashlib
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from thucchat.analytics import queries as snapshots
from thucchat.analytics.models import Snapshot
from thucchat.dashboards import forms
from thucchat.dashboards.queries import overview as queries
from thucchat.dashboards.queries import public as public_queries
from thucchat.dashboards.queries import public_file
from thucchat.indicators import queries as indicators
from thucchat.orgs.views.request import SignedIn

KEPT_SECONDS = 3600


@require_safe
def overview(request: SignedIn) -> HttpResponse:
    scope = indicators.scope_of(request.user, request.GET.get("pham-vi", ""))
    form = forms.WhichDay(request.GET if "ngay" in request.GET else None)
    snapshot = _asked(request, form)
    context: dict[str, Any] = {"form": form, "scope": scope, "snapshot": snapshot}
    if snapshot and not form.is_bound:
        context["form"] = forms.WhichDay(initial={"ngay": snapshot.on})
    if scope and snapshot:
        context["earlier"] = snapshots.week_before(snapshot)
        context["body"] = _drawn(request, scope, snapshot, context["earlier"])
    return render(request, "dashboards/overview.html", context)


def _drawn(
    request: SignedIn, scope: indicators.Scope, snapshot: Snapshot, earlier: Snapshot | None
) -> SafeString:
    """Return the figures of the page, drawn once: a snapshot and its values never change."""
    what = (
        (snapshot.pk, snapshot.sha256),
        earlier and (earlier.pk, earlier.sha256),
        scope.dimension,
        scope.key,
        request.GET.urlencode(),
        sorted((one.id, one.version) for one in indicators.catalogue().values()),
    )
    key = f"overview:{hashlib.sha256(repr(what).encode()).hexdigest()}"
    drawn = cache.get(key)
    if drawn is None:
        view = queries.overview(
            scope,
            snapshot,
            earlier,
            sort=request.GET.get("sort", "-task_with_deadline"),
            page=request.GET.get("page"),
        )
        context = {"view": view, "scope": scope, "snapshot": snapshot}
        drawn = render_to_string("dashboards/overview_body.html", context, request)
        if view.figures:
            cache.set(key, drawn, KEPT_SECONDS)
    return SafeString(drawn)


def _asked(request: SignedIn, form: forms.WhichDay) -> Snapshot | None:
    """Return the snapshot that the address names (``ky``), or the newest of its day (``ngay``)."""
    number = request.GET.get("ky", "")
    if number.isdecimal() and len(number) < 12:
        return Snapshot.objects.filter(pk=int(number)).first()
    if form.is_bound and form.is_valid():
        return snapshots.newest(on=form.cleaned_data["ngay"])
    return snapshots.newest()


@login_not_required
@require_safe
def public(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    view = public_queries.public_overview()
    if view is not None and request.GET.get("tai") == "csv":
        name = f"so-lieu-cong-khai-{view.snapshot.on.isoformat()}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        lines = public_file.csv_lines(view)
        return StreamingHttpResponse(lines, "text/csv; charset=utf-8", headers=headers)
    context = {
        "view": view,
        "as_of": view.snapshot.on if view else None,
        "figures": view.tiles if view else [],
        "downloads": [("CSV", "?tai=csv")],
    }
    return render(request, "dashboards/public.html", context)
