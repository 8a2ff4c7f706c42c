"""Every address of the product."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path

from thucchat.dashboards.views import overview
from thucchat.orgs.urls import journal_pages
from thucchat.web import views

web: list[URLPattern | URLResolver] = [
    path("", views.front, name="front"),
    path("cong-khai/", overview.public, name="public"),
    path("tro-giup/", views.help_page, name="help"),
    path("dang-nhap/", views.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", LogoutView.as_view(), name="sign_out"),
    path("giao-dien/", views.theme, name="theme"),
    path("kieu-dang/", views.style_guide, name="style_guide"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((web, "web"))),
    path("co-quan/", include("thucchat.orgs.urls")),
    path("van-ban/", include("thucchat.directives.urls")),
    path("nhat-ky/", include((journal_pages, "audit"))),
    path("", include("thucchat.tasks.urls")),  # before the page of one task: /nhiem-vu/tao/
    path("", include("thucchat.progress.urls")),
    path("", include("thucchat.verification.urls")),
    path("", include("thucchat.extraction.urls")),
    path("", include("thucchat.analytics.urls")),
    path("", include("thucchat.indicators.urls")),
    path("", include("thucchat.dashboards.urls")),
    path("bao-cao/", include("thucchat.reports.urls")),
]

handler403 = "thucchat.web.views.forbidden"
