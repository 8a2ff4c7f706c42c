"""The catalogue of indicators, one indicator, one value, and the rows behind a value."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from thucchat.analytics import actions as analytics
from thucchat.analytics import queries as snapshots
from thucchat.analytics.forms import TakeSnapshot
from thucchat.analytics.views import SignedIn, snapshots_page
from thucchat.indicators import actions, queries
from thucchat.indicators.choices import Dimension
from thucchat.indicators.models import DefinitionVersion, Value
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability

GROUPS, ROWS = 50, 50  # on one page
PARTS = {"tu-so": "numerator", "mau-so": "denominator"}


@require_safe
def index(request: SignedIn) -> HttpResponse:
    scope = queries.scope_of(request.user, request.GET.get("pham-vi", ""))
    snapshot = snapshots.newest()
    figures: Mapping[str, queries.Figure] = {}
    if scope and snapshot:
        figures = queries.totals([snapshot.pk], scope)[snapshot.pk]
    catalogue = [(d, figures.get(d.id)) for d in queries.catalogue().values()]
    context = {"scope": scope, "snapshot": snapshot, "catalogue": catalogue}
    return render(request, "indicators/index.html", context)


@require_POST
def take(request: SignedIn) -> HttpResponse:
    orgs.check_may_somewhere(request.user, Ability.SNAPSHOT)
    form = TakeSnapshot(request.POST)
    if not form.is_valid():
        return snapshots_page(request, form, status=422)
    now = timezone.now()
    try:
        snapshot = analytics.take_snapshot(form.cleaned_data["on"], by=request.user, at=now)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return snapshots_page(request, form, status=422)
    made = actions.compute(snapshot.pk, at=now)
    new = snapshot.taken_at == now
    messages.success(
        request,
        f"Đã chốt số liệu đến hết ngày {snapshot} và tính {made} giá trị."
        if new
        else f"Không có gì thay đổi: số liệu đến hết ngày {snapshot} đã chốt trước đó, giữ nguyên.",
    )
    return redirect("analytics:snapshots")


@require_safe
def definition(request: SignedIn, indicator_id: str) -> HttpResponse:
    found = queries.catalogue().get(indicator_id)
    if found is None:
        raise Http404(f"Không có chỉ tiêu nào mang mã «{indicator_id}».")
    scope = queries.scope_of(request.user, request.GET.get("pham-vi", ""))
    series = queries.series(found.id, scope) if scope else []
    context: dict[str, Any] = {
        "definition": found,
        "scope": scope,
        "series": series,
        "largest": max((f.value for _, f in series if f.value), default=0),
        "newest": series[-1] if series else None,
        "versions": queries.versions(found.id),
    }
    if scope and series:
        context |= _groups(request, found, scope, series[-1][0].pk)
    return render(request, "indicators/definition.html", context)


def _groups(
    request: SignedIn, found: Any, scope: queries.Scope, snapshot_id: int
) -> dict[str, Any]:
    """Return the table by one dimension; inside a scope only by body."""
    open_to = [d for d in found.by if scope.national or d == Dimension.LEAD]
    if not open_to:
        return {}
    asked = request.GET.get("chieu", "")
    dimension = Dimension(asked) if asked in open_to else _first(open_to)
    order = request.GET.get("sort", "")
    order = order if order.lstrip("-") in {"value", "name", "numerator"} else "-value"
    rows = queries.ranked(snapshot_id, found, dimension, scope=scope, order=order)
    page = Paginator(rows, GROUPS).get_page(request.GET.get("page"))
    return {
        "dimensions": open_to,
        "dimension": dimension,
        "page": page,
        "groups": [queries.figure(row) for row in page.object_list],
    }


def _first(dimensions: list[Dimension]) -> Dimension:
    return Dimension.BLOC if Dimension.BLOC in dimensions else dimensions[0]


def _readable(request: SignedIn, pk: int) -> Value:
    found = get_object_or_404(Value.objects.select_related("snapshot__taken_by"), pk=pk)
    queries.check_may_read(request.user, found)
    return found


@require_safe
def value(request: SignedIn, pk: int) -> HttpResponse:
    found = _readable(request, pk)
    recount = None
    if "kiem-tra" in request.GET:
        from thucchat.indicators import rows as behind  # here: Ibis takes a second to import

        recount = behind.recount(found)
    context = {
        "value": found,
        "figure": queries.figure(found),
        "made_by": DefinitionVersion.objects.get(
            indicator_id=found.indicator_id, version=found.definition_version
        ),
        "definition": queries.catalogue().get(found.indicator_id),
        "recount": recount,
        "as_of": found.snapshot.on,
    }
    return render(request, "indicators/value.html", context)


@require_safe
def rows(request: SignedIn, pk: int) -> HttpResponse | StreamingHttpResponse:
    from thucchat.indicators import rows as behind  # here: Ibis takes a second to import

    found = _readable(request, pk)
    part = request.GET.get("phan", "tu-so")
    if part not in PARTS:
        raise Http404("Phần của một tỷ lệ chỉ là «tu-so» hoặc «mau-so».")
    leads = queries.lead_codes(request.user)
    if request.GET.get("tai") == "csv":
        behind.check_files(found)
        name = f"{found.indicator_id}-{found.snapshot.on.isoformat()}-{part}.csv"
        lines = behind.csv_lines(found, PARTS[part], lead_codes=leads)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(lines, "text/csv; charset=utf-8", headers=headers)
    number = _page_number(request)
    some = behind.page(found, PARTS[part], lead_codes=leads, start=(number - 1) * ROWS, length=ROWS)
    context = {
        "value": found,
        "figure": queries.figure(found),
        "definition": queries.catalogue().get(found.indicator_id),
        "part": part,
        "rows": some.rows,
        "total": some.total,
        "page": Paginator(range(some.total), ROWS).get_page(number),
        "limited": leads is not None,
        "as_of": found.snapshot.on,
    }
    return render(request, "indicators/rows.html", context)


def _page_number(request: SignedIn) -> int:
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
