import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thucchat.directives import actions, forms, guesses, queries, rules
from thucchat.directives.models import Document
from thucchat.kernel.errors import Refused
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User
from thucchat.vntext.reading import refusals
from thucchat.vntext.text import Span

PAGE_SIZE = 50
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "application/octet-stream",  # never shown as a page of ours
    "txt": "text/plain; charset=utf-8",
}
_MARK = re.compile(r"(\d{1,8})-(\d{1,8})")


class SignedIn(HttpRequest):
    """A request of a signed-in person; every view here is closed to others."""

    user: User


def _document(document_id: int) -> Document:
    try:
        return Document.objects.select_related("received_by").get(pk=document_id)
    except Document.DoesNotExist:
        raise Http404("Không có văn bản này.") from None


@require_safe
def index(request: SignedIn) -> HttpResponse:
    queries.check_may_see(request.user)
    form = forms.Find(request.GET)
    found = queries.documents(form.wanted())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [queries.row(document) for document in page.object_list],
        "narrowed": form.wanted() != queries.Filters(),
        "may_register": orgs.may_somewhere(request.user, Ability.REGISTER_DOCUMENT),
    }
    return render(request, "directives/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedIn) -> HttpResponse:
    orgs.check_may_somewhere(request.user, Ability.REGISTER_DOCUMENT)
    if request.method != "POST":
        return render(request, "directives/upload.html", {"form": forms.Upload()})
    form = forms.Upload(request.POST, request.FILES)
    there: int | None = None
    if form.is_valid():
        try:
            document = _receive(request, form.cleaned_data["file"])
        except rules.Duplicate as refusal:
            there = refusal.document_id
            form.add_error("file", str(refusal))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("directives:confirm", document.pk)
    return render(request, "directives/upload.html", {"form": form, "there": there}, status=422)


def _receive(request: SignedIn, file: Any) -> Document:
    if file.size > refusals.MAX_BYTES:
        raise refusals.too_large(file.name, file.size)
    document = actions.register_document(
        file.read(), file_name=file.name, by=request.user, at=timezone.now()
    )
    clauses = document.clauses.count()
    messages.success(
        request, f"Đã nạp “{document.file_name}”: đọc được {clauses} đoạn. Hãy soát thông tin sau."
    )
    return document


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: SignedIn, document_id: int) -> HttpResponse:
    document = _document(document_id)
    queries.check_may_change(document, request.user)
    if request.method == "POST":
        form = forms.Confirm(request.POST, document=document)
        if form.is_valid() and _confirmed(request, document, form):
            return redirect("directives:detail", document.pk)
    else:
        form = forms.Confirm(initial=forms.confirm_initial(document), document=document)
    context = {
        "form": form,
        "document": document,
        "name": queries.name_of(document),
        "fields": guesses.beside(form, document),
        "alike": guesses.alike(document),
        "way": queries.way_of(document),
    }
    return render(request, "directives/confirm.html", context, status=422 if form.errors else 200)


def _confirmed(request: SignedIn, document: Document, form: forms.Confirm) -> bool:
    given = form.cleaned_data
    heading = actions.ConfirmedHeading(
        number=given["number"],
        kind=given["kind"],
        title=given["title"],
        issuer_id=given["issuer"].pk if given["issuer"] else None,
        issuer_text=given["issuer_text"],
        issued_on=given["issued_on"],
        resolution_id=given["resolution"].pk,
        signer=given["signer"],
        replaces=given["replaces"],
    )
    try:
        actions.confirm(document.pk, heading=heading, by=request.user, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Đã xác nhận thông tin văn bản.")
    return True


@require_safe
def detail(request: SignedIn, document_id: int) -> HttpResponse:
    queries.check_may_see(request.user)
    asked = _MARK.fullmatch(request.GET.get("doan", ""))
    mark = Span(int(asked[1]), int(asked[2])) if asked else None
    try:
        page = queries.page(document_id, mark=mark)
    except Document.DoesNotExist:
        raise Http404("Không có văn bản này.") from None
    context = {
        "page": page,
        "document": page.document,
        "facts": page.facts,
        "may_change": queries.may_change(page.document, request.user),
        "withdraw": forms.Withdraw(),
    }
    return render(request, "directives/detail.html", context)


@require_safe
def file(request: SignedIn, document_id: int) -> FileResponse:
    queries.check_may_see(request.user)
    document = _document(document_id)
    try:
        content = document.file.open("rb")
    except FileNotFoundError:
        raise Http404("Tệp gốc không còn trong kho lưu trữ. Hãy báo quản trị hệ thống.") from None
    response = FileResponse(
        content,
        as_attachment=True,
        filename=document.file_name,
        content_type=_TYPES.get(document.file_format, "application/octet-stream"),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def withdraw(request: SignedIn, document_id: int) -> HttpResponse:
    form = forms.Withdraw(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for text in form.errors["reason"]))
        return redirect(reverse("directives:detail", args=[document_id]) + "#rut")
    reason = form.cleaned_data["reason"]
    return _tried(
        request,
        document_id,
        lambda: actions.withdraw(document_id, reason=reason, by=request.user, at=timezone.now()),
        "Đã rút văn bản. Nội dung và tệp gốc vẫn được giữ.",
    )


@require_POST
def restore(request: SignedIn, document_id: int) -> HttpResponse:
    return _tried(
        request,
        document_id,
        lambda: actions.restore(document_id, by=request.user, at=timezone.now()),
        "Đã khôi phục văn bản. Hãy xác nhận lại thông tin.",
    )


def _tried(
    request: SignedIn, document_id: int, act: Callable[[], Document], done: str
) -> HttpResponse:
    try:
        act()
    except Document.DoesNotExist:
        raise Http404("Không có văn bản này.") from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("directives:detail", document_id)
