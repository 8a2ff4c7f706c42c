"""Addresses of the pages that gather from several packages."""

from django.urls import path

from thucchat.dashboards.views import overview, task

app_name = "dashboards"
urlpatterns = [
    path("tong-quan/", overview.overview, name="overview"),
    path("viec-cua-toi/", task.mine, name="mine"),
    path("nhiem-vu/<str:code>/", task.task, name="task"),
]
