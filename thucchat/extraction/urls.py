from django.urls import path

from thucchat.extraction import views

app_name = "extraction"
urlpatterns = [
    path("van-ban/<int:document_id>/duyet/", views.review, name="review"),
    path("van-ban/<int:document_id>/duyet/doc/", views.propose, name="propose"),
    path("van-ban/<int:document_id>/duyet/them/", views.add, name="add"),
    path("van-ban/<int:document_id>/duyet/nhan-loat/", views.accept_many, name="accept_many"),
    path("van-ban/<int:document_id>/duyet/<int:proposal_id>/", views.save, name="save"),
    path("van-ban/<int:document_id>/duyet/<int:proposal_id>/loai/", views.reject, name="reject"),
    path("van-ban/<int:document_id>/duyet/<int:proposal_id>/gop/", views.merge, name="merge"),
    path("van-ban/<int:document_id>/duyet/<int:proposal_id>/tach/", views.split, name="split"),
    path("van-ban/<int:document_id>/duyet/<int:proposal_id>/hoan-tac/", views.undo, name="undo"),
]
