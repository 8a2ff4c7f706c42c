from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thucchat.orgs import forms, queries
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import Organisation
from thucchat.orgs.views.request import SignedIn

PAGE_SIZE = 100


def _page(found: Any, request: SignedIn) -> tuple[Page[Organisation], list[queries.BodyRow]]:
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return page, queries.rows_of(page.object_list)


@require_safe
def index(request: SignedIn) -> HttpResponse:
    on = timezone.localdate()
    form = forms.Find(request.GET)
    wanted = form.wanted()
    context: dict[str, Any] = {"form": form, "wanted": wanted, "as_of": on}
    if wanted["q"].strip():
        rows = queries.search(wanted["q"], on=on)
        context["rows"] = [
            row
            for row in rows
            if wanted["khoi"] in ("", row.bloc) and wanted["cap"] in ("", row.level)
        ]
        context["cut"] = len(rows) == queries.FOUND_LIMIT
    elif wanted["khoi"] or wanted["cap"]:
        found = queries.listed(bloc=wanted["khoi"], level=wanted["cap"])
        context["page"], context["rows"] = _page(found, request)
    else:
        context["is_overview"] = True
        context["blocs"] = [group for group in queries.blocs() if group.bodies]
    return render(request, "orgs/index.html", context)


@require_safe
def detail(request: SignedIn, code: str) -> HttpResponse:
    try:
        body = queries.detail(code)
    except Organisation.DoesNotExist:
        raise Http404(f"Không có cơ quan nào mang mã {code}.") from None
    page, rows = _page(queries.children(body.row.id), request)
    manages = queries.may(request.user, Ability.MANAGE_ACCOUNTS, body.row.id)
    sees = manages or queries.may(request.user, Ability.SEE, body.row.id)
    people = [p for p in queries.people_of(body.row.id) if p.is_active] if sees else []
    context = {
        "body": body,
        "page": page,
        "rows": rows,
        "sees_people": sees,
        "people": people,
        "manages": manages,
    }
    return render(request, "orgs/detail.html", context)
