"""Addresses of verification."""

from django.urls import path

from thucchat.verification import views

app_name = "verification"
urlpatterns = [
    path("xac-nhan/", views.queue, name="queue"),
    path("xac-nhan/<int:claim_id>/", views.claim, name="claim"),
    path("nhiem-vu/<str:code>/mo-lai/", views.reopen, name="reopen"),
]
