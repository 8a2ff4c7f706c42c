"""Pages that belong to no package: sign-in, errors, theme, living style page."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from thucchat.orgs import queries
from thucchat.orgs.choices import Role
from thucchat.orgs.models import User
from thucchat.web import context, demo, forms, showcase


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    message = (
        "Phiên làm việc đã hết hoặc trang được mở quá lâu. Hãy quay lại trang trước, tải lại "
        "trang rồi gửi lại."
    )
    return render(request, "403.html", {"message": message}, status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    message = str(exception) if exception is not None else ""
    return render(request, "403.html", {"message": message}, status=403)


@method_decorator(login_not_required, name="dispatch")
class SignIn(auth.LoginView):
    template_name = "web/sign_in.html"
    authentication_form = forms.SignIn
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = demo.accounts() if settings.DEMO else []
        return super().get_context_data(demo_accounts=shown, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "auto")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen not in context.THEMES or chosen == "auto":
        response.delete_cookie(context.THEME_COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            context.THEME_COOKIE,
            chosen,
            max_age=365 * 86400,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Lead those who work to their work, those who steer to the overview, others to the public."""
    user = request.user
    if not isinstance(user, User):
        return redirect("web:public")
    works = {p.role for p in queries.powers(user)} - {Role.VIEWER, Role.INSPECTOR}
    return redirect("dashboards:mine" if works else "dashboards:overview")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "web/help.html")


@login_not_required
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or settings.DEMO or request.user.is_authenticated):
        raise PermissionDenied("Trang kiểu dáng chỉ mở cho người đã đăng nhập.")
    return render(request, "web/style_guide.html", showcase.page(request))
