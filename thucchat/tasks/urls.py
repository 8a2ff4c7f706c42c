"""Addresses of the task list and of what is done to a task."""

from django.urls import path, register_converter

from thucchat.tasks import views


class ExportKind:
    """The two file kinds of the list."""

    regex = "xlsx|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ExportKind, "export_kind")

app_name = "tasks"
urlpatterns = [
    path("nhiem-vu/", views.index, name="index"),
    path("nhiem-vu/xuat.<export_kind:kind>", views.export, name="export"),
    path("nhiem-vu/tao/", views.create, name="create"),
    path("nhiem-vu/gia-han/<int:request_id>/", views.answer_extension, name="answer_extension"),
    path("nhiem-vu/<str:code>/sua/", views.edit, name="edit"),
    path("nhiem-vu/<str:code>/giao/", views.issue, name="issue"),
    path("nhiem-vu/<str:code>/tiep-nhan/", views.accept, name="accept"),
    path("nhiem-vu/<str:code>/gui-tra/", views.decline, name="decline"),
    path("nhiem-vu/<str:code>/huy/", views.cancel, name="cancel"),
    path("nhiem-vu/<str:code>/gia-han/", views.extend, name="extend"),
    path("nhiem-vu/<str:code>/chia/", views.split, name="split"),
]
