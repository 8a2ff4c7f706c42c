from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thucchat.kernel.errors import Refused
from thucchat.orgs import actions, forms, queries
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import Membership, Organisation, User
from thucchat.orgs.views.request import SignedIn


def _managed(request: SignedIn, code: str) -> Organisation:
    body = get_object_or_404(Organisation, code=code)
    queries.check_may(request.user, Ability.MANAGE_ACCOUNTS, body.pk)
    return body


def _belonging(body: Organisation, user_id: int) -> queries.PersonRow:
    """Return the person, who must hold a role of the body: an address names nobody else."""
    try:
        person = queries.person(user_id)
    except User.DoesNotExist:
        raise Http404 from None
    if body.pk not in {role.organisation_id for role in person.roles}:
        raise Http404
    return person


def _scopes(request: SignedIn, body: Organisation) -> list[tuple[str, str]]:
    tops = queries.scopes(request.user, Ability.MANAGE_ACCOUNTS)
    found = queries.tops_within(tops).exclude(pk=body.pk)
    return [(str(top.pk), f"{top.name} ({top.code})") for top in found]


@require_safe
def index(request: SignedIn, code: str) -> HttpResponse:
    body = _managed(request, code)
    people = queries.people_of(body.pk)
    return render(request, "orgs/accounts.html", {"body": body, "people": people})


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedIn, code: str) -> HttpResponse:
    body = _managed(request, code)
    form = forms.NewPerson(request.POST or None, scopes=_scopes(request, body))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            made = _open_account(request, body, form)
            if made is not None:
                user, password = made
                return _show_password(request, body, user, password)
        status = 422
    return render(request, "orgs/account_new.html", {"body": body, "form": form}, status=status)


def _open_account(
    request: SignedIn, body: Organisation, form: forms.NewPerson
) -> tuple[User, str] | None:
    role, scope_id = form.role_and_scope()
    new = actions.NewAccount(
        username=form.cleaned_data["username"],
        full_name=form.cleaned_data["full_name"],
        position=form.cleaned_data["position"],
        email=form.cleaned_data["email"],
        organisation_id=body.pk,
        role=role,
        scope_id=scope_id,
    )
    try:
        return actions.create_user(new, by=request.user, at=timezone.now())
    except Refused as refusal:
        form.add_error("username" if "username" in refusal.code else None, str(refusal))
        return None


def _show_password(
    request: SignedIn, body: Organisation, user: User, password: str
) -> HttpResponse:
    context = {"body": body, "person": user, "password": password}
    response = render(request, "orgs/account_password.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def person(request: SignedIn, code: str, user_id: int) -> HttpResponse:
    body = _managed(request, code)
    return _person_page(request, body, user_id)


def _person_page(
    request: SignedIn, body: Organisation, user_id: int, **context: Any
) -> HttpResponse:
    row = _belonging(body, user_id)
    form = context.pop("form", None) or forms.Grant(scopes=_scopes(request, body))
    values = {
        "body": body,
        "person": row,
        "form": form,
        "is_self": row.id == request.user.pk,
    }
    status = 422 if form.is_bound else 200
    return render(request, "orgs/account.html", values, status=status)


@require_POST
def grant(request: SignedIn, code: str, user_id: int) -> HttpResponse:
    body = _managed(request, code)
    _belonging(body, user_id)
    form = forms.Grant(request.POST, scopes=_scopes(request, body))
    if not form.is_valid():
        return _person_page(request, body, user_id, form=form)
    role, scope_id = form.role_and_scope()
    try:
        actions.grant(
            user_id,
            role,
            organisation_id=body.pk,
            scope_id=scope_id,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _person_page(request, body, user_id, form=form)
    messages.success(request, f"Đã cấp vai trò «{role.label}».")
    return redirect("orgs:account", code, user_id)


@require_POST
def revoke(request: SignedIn, code: str, user_id: int, membership_id: int) -> HttpResponse:
    body = _managed(request, code)
    _belonging(body, user_id)
    get_object_or_404(Membership, pk=membership_id, user=user_id)
    try:
        actions.revoke(membership_id, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã bỏ vai trò.")
    still = Membership.objects.filter(user=user_id, organisation=body).exists()
    return redirect("orgs:account", code, user_id) if still else redirect("orgs:accounts", code)


@require_POST
def deactivate(request: SignedIn, code: str, user_id: int) -> HttpResponse:
    body = _managed(request, code)
    _belonging(body, user_id)
    try:
        user = actions.deactivate(user_id, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("orgs:account", code, user_id)
    messages.success(request, f"Đã khóa tài khoản «{user.username}».")
    return redirect("orgs:accounts", code)


@require_POST
def reset_password(request: SignedIn, code: str, user_id: int) -> HttpResponse:
    body = _managed(request, code)
    _belonging(body, user_id)
    try:
        password = actions.reset_password(user_id, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("orgs:account", code, user_id)
    return _show_password(request, body, User.objects.get(pk=user_id), password)
