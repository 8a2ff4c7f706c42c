from django.urls import path

from thucchat.analytics import views

app_name = "analytics"
urlpatterns = [
    path("so-lieu/chot/", views.snapshots, name="snapshots"),
    path("so-lieu/chot/<int:pk>/cong-khai/", views.publish, name="publish"),
]
