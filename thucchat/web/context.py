"""What every page knows: the demo mark and the person's organisation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the values that the base templates show."""
    return {"DEMO": settings.DEMO}
