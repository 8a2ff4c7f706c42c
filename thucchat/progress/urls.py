"""Addresses of reports, evidence and claims."""

from django.urls import path

from thucchat.progress import views

app_name = "progress"
urlpatterns = [
    path("nhiem-vu/<str:code>/bao-cao/", views.report, name="report"),
    path("nhiem-vu/<str:code>/minh-chung/", views.attach, name="attach"),
    path("nhiem-vu/<str:code>/de-nghi/", views.prepare_claim, name="prepare_claim"),
    path("de-nghi/<int:claim_id>/ky-gui/", views.submit_claim, name="submit_claim"),
    path("de-nghi/<int:claim_id>/xoa/", views.discard_claim, name="discard_claim"),
    path("minh-chung/<int:evidence_id>/tep/", views.evidence_file, name="file"),
]
