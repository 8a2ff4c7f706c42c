from django.http import HttpRequest

from thucchat.orgs.models import User


class SignedIn(HttpRequest):
    """A request of a signed-in person; every view here is closed to others."""

    user: User
