from django.urls import path

from thucchat.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("lap/", views.draft, name="draft"),
    path("<int:report_id>/", views.detail, name="detail"),
    path("<int:report_id>/phat-hanh/", views.issue, name="issue"),
    path("<int:report_id>/bieu-do/<int:number>.png", views.chart, name="chart"),
    path("<int:report_id>/<str:form>", views.file, name="file"),
]
