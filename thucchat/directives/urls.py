from django.urls import path

from thucchat.directives import views

app_name = "directives"
urlpatterns = [
    path("", views.index, name="index"),
    path("nap/", views.upload, name="upload"),
    path("<int:document_id>/", views.detail, name="detail"),
    path("<int:document_id>/xac-nhan/", views.confirm, name="confirm"),
    path("<int:document_id>/tep/", views.file, name="file"),
    path("<int:document_id>/rut/", views.withdraw, name="withdraw"),
    path("<int:document_id>/khoi-phuc/", views.restore, name="restore"),
]
