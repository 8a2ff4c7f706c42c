"""What every request passes through."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thucchat.kernel.errors import Refused


class RefusalMiddleware:
    """Show an anticipated refusal that no view turned into a message as a page of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 403 with the refusal's own words; leave every other error to crash."""
        if isinstance(error, Refused):
            return render(request, "403.html", {"message": str(error)}, status=403)
        return None
