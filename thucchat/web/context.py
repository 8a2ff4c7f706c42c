"""What every page knows: where one is, who one is, how it shall look."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from thucchat.orgs import queries
from thucchat.orgs.choices import Ability, Role
from thucchat.orgs.models import User
from thucchat.web.version import VERSION

THEME_COOKIE = "giao_dien"
THEMES = ("auto", "light", "dark")

# Label and the name of its address; an address that does not exist yet is left out.
NAV = (
    ("Tổng quan", "dashboards:overview"),
    ("Việc của tôi", "dashboards:mine"),
    ("Nhiệm vụ", "tasks:index"),
    ("Xác nhận", "verification:queue"),
    ("Văn bản", "directives:index"),
    ("Số liệu", "indicators:index"),
    ("Báo cáo", "reports:index"),
    ("Cơ quan", "orgs:index"),
)
PUBLIC_NAV = (("Công khai", "web:public"),)
FOOT = (("Trợ giúp", "web:help"), ("Trang công khai", "web:public"))
JOURNAL = ("Nhật ký hệ thống", "audit:index")  # only for who may read it


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the main navigation; ``current``: this page lies below it; ``here``: is it."""

    label: str
    href: str
    current: bool
    here: bool


def address(name: str) -> str:
    """Return the address of that name, empty where no package serves it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def entries(names: tuple[tuple[str, str], ...], path: str) -> list[Entry]:
    """Return the links of a navigation; the longest address that leads to ``path`` is current."""
    found = [(label, href) for label, name in names if (href := address(name))]
    above = [href for _, href in found if path == href or (href != "/" and path.startswith(href))]
    longest = max(above, key=len, default="")
    return [Entry(label, href, href == longest, href == path) for label, href in found]


def theme_of(request: HttpRequest) -> str:
    """Return the reader's choice of light or dark, «auto» where there is none."""
    chosen = request.COOKIES.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the values that the base templates show."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    values: dict[str, Any] = {
        "demo": settings.DEMO,
        "version": VERSION,
        "theme": theme_of(request),
        "now": timezone.now(),  # noqa: TID251 - the page's own clock, beside the views
        "foot": FOOT,
        "home": "/",
        "nav": entries(NAV, request.path) if signed_in else [],
        "public_nav": entries(PUBLIC_NAV, request.path),
        "sign_in": address("web:sign_in"),
        "search": address("tasks:index") if signed_in else "",
    }
    if signed_in and isinstance(user, User):
        person = user
        if queries.may_somewhere(person, Ability.READ_AUDIT):
            values["foot"] = (*FOOT, JOURNAL)
        values["organisation"] = SimpleLazyObject(lambda: queries.home(person))
        values["roles"] = SimpleLazyObject(
            lambda: sorted({str(Role(power.role).label) for power in queries.powers(person)})
        )
    values["foot"] = [(label, href) for label, name in values["foot"] if (href := address(name))]
    return {"shell": values, "DEMO": settings.DEMO}
