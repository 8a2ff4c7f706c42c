from django.urls import path

from thucchat.indicators import views

app_name = "indicators"
urlpatterns = [
    path("so-lieu/", views.index, name="index"),
    path("so-lieu/chot/moi/", views.take, name="take"),
    path("so-lieu/chi-so/<slug:indicator_id>/", views.definition, name="definition"),
    path("so-lieu/gia-tri/<int:pk>/", views.value, name="value"),
    path("so-lieu/gia-tri/<int:pk>/nhiem-vu/", views.rows, name="rows"),
]
