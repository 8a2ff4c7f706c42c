"""Pages that belong to no package: sign-in, errors, style guide, public portal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    message = (
        "Phiên làm việc đã hết hoặc trang được mở quá lâu. Hãy quay lại trang trước, tải lại "
        "trang rồi gửi lại."
    )
    return render(request, "403.html", {"message": message}, status=403)
