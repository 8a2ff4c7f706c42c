from django.urls import path

from thucchat.orgs.views import accounts, bodies, journal

app_name = "orgs"
urlpatterns = [
    path("", bodies.index, name="index"),
    path("<slug:code>/", bodies.detail, name="detail"),
    path("<slug:code>/tai-khoan/", accounts.index, name="accounts"),
    path("<slug:code>/tai-khoan/them/", accounts.create, name="account_new"),
    path("<slug:code>/tai-khoan/<int:user_id>/", accounts.person, name="account"),
    path("<slug:code>/tai-khoan/<int:user_id>/vai-tro/", accounts.grant, name="role_grant"),
    path(
        "<slug:code>/tai-khoan/<int:user_id>/vai-tro/<int:membership_id>/bo/",
        accounts.revoke,
        name="role_revoke",
    ),
    path("<slug:code>/tai-khoan/<int:user_id>/khoa/", accounts.deactivate, name="account_close"),
    path(
        "<slug:code>/tai-khoan/<int:user_id>/mat-khau/",
        accounts.reset_password,
        name="account_password",
    ),
]

# The journal's page asks for rights, which the package audit does not know: it lives here.
journal_pages = [
    path("", journal.index, name="index"),
    path("kiem-tra/", journal.verify, name="verify"),
]
