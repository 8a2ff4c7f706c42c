from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from thucchat.audit import queries as audit
from thucchat.kernel.errors import Refused
from thucchat.orgs import forms, queries
from thucchat.orgs.choices import Ability
from thucchat.orgs.models import User
from thucchat.orgs.views.request import SignedIn

PAGE_SIZE = 100
FAULTS_SHOWN = 50


def _people(user: User) -> QuerySet[User] | None:
    """Return whose events the reader may see; None: everybody's."""
    queries.check_may_somewhere(user, Ability.READ_AUDIT)
    tops = queries.scopes(user, Ability.READ_AUDIT)
    if queries.root_id() in tops:
        return None
    return User.objects.filter(memberships__organisation__in=queries.below(tops))


@require_safe
def index(request: SignedIn) -> HttpResponse:
    people = _people(request.user)
    form = forms.FindEvents(request.GET)
    asked = form.wanted()
    wanted = audit.Wanted(
        kind=asked["su_kien"], target_type=asked["loai"], target_id=asked["ma"], by=people
    )
    before = int(asked["truoc"]) if asked["truoc"] else None
    found = audit.latest(wanted, limit=PAGE_SIZE + 1, before=before)
    rows = found[:PAGE_SIZE]
    older = request.GET.copy()
    older["truoc"] = str(rows[-1].seq) if rows else ""
    context = {
        "form": form,
        "rows": rows,
        "older": older.urlencode() if len(found) > PAGE_SIZE else "",
        "is_first": before is None,
        "sees_all": people is None,
    }
    return render(request, "orgs/journal.html", context)


@require_POST
def verify(request: SignedIn) -> HttpResponse:
    if _people(request.user) is not None:
        raise Refused(
            "audit.not_whole",
            "Kiểm tra toàn bộ nhật ký cần quyền xem nhật ký trên phạm vi toàn quốc.",
        )
    faults = list(islice(audit.verify(), FAULTS_SHOWN + 1))
    count, last_hash = audit.head()
    context: dict[str, Any] = {
        "faults": faults[:FAULTS_SHOWN],
        "more": len(faults) > FAULTS_SHOWN,
        "count": count,
        "last_hash": last_hash,
    }
    return render(request, "orgs/journal_verified.html", context)
