"""Tasks for tests, in any state; other packages import these."""

import itertools
from datetime import date, datetime, timedelta

from thucchat.directives.models import Resolution
from thucchat.kernel.periods import HANOI
from thucchat.orgs.models import Organisation, User
from thucchat.orgs.tests.factories import make_org, make_tree, make_user
from thucchat.tasks import rules
from thucchat.tasks.choices import DuePrecision, Kind, ProductKind, State
from thucchat.tasks.models import Task
from thucchat.vntext.text import fold

_numbers = itertools.count(1)
NOON = datetime(2026, 6, 15, 12, tzinfo=HANOI)
DUE = date(2026, 9, 30)


def make_resolution(number: str = "57-NQ/TW") -> Resolution:
    """Return the resolution, made when it is not there yet."""
    found: Resolution = Resolution.objects.get_or_create(
        number=number,
        defaults={"name": f"Nghị quyết {number}", "short_name": f"Nghị quyết {number}"},
    )[0]
    return found


def make_draft(**given: object) -> rules.TaskDraft:
    """Return a draft that meets the six clears; owner VPTW, lead BKHCN unless given."""
    tree = make_tree("VPTW", "BKHCN")
    values: dict[str, object] = {
        "title": "Hoàn thành cơ sở dữ liệu đất đai dùng chung",
        "resolution_id": make_resolution().pk,
        "owner_id": tree["VPTW"].pk,
        "lead_id": tree["BKHCN"].pk,
        "responsible": "Bộ trưởng",
        "authority": "Thủ tướng Chính phủ",
        "product": "Cơ sở dữ liệu đất đai",
        "product_kind": ProductKind.DATABASE,
        "required_level": 4,
        "due_on": DUE,
        "due_precision": DuePrecision.QUARTER,
    }
    return rules.TaskDraft(**{**values, **given})  # type: ignore[arg-type] # a test's own values


def make_task(
    state: State = State.ACTIVE,
    *,
    lead: Organisation | None = None,
    owner: Organisation | None = None,
    by: User | None = None,
    at: datetime = NOON,
    **given: object,
) -> Task:
    """
    Make a task in ``state`` straight in the table, with the columns that state needs.

    ``at`` is when it was issued; a claim came 10 days later. ``given``: any column.
    """
    tree = make_tree("VPTW")
    by = by or make_user()
    title = str(given.pop("title", "Hoàn thành cơ sở dữ liệu đất đai dùng chung"))
    values: dict[str, object] = {
        "code": f"57-2026-{next(_numbers):04d}",
        "title": title,
        "title_fold": fold(title),
        "resolution": make_resolution(),
        "owner": owner or tree["VPTW"],
        "lead": lead or make_org(),
        "responsible": "Bộ trưởng",
        "authority": "Thủ tướng Chính phủ",
        "product": "Cơ sở dữ liệu",
        "product_kind": ProductKind.DATABASE,
        "required_level": 4,
        "kind": Kind.DEADLINE,
        "due_on": DUE,
        "original_due_on": given.get("due_on", DUE),
        "created_at": at,
        "created_by": by,
        "state": state,
    }
    if state != State.DRAFT:
        values |= {"issued_at": at, "issued_by": by}
    if state in {State.ACTIVE, State.CLAIMED, State.RECOGNISED}:
        values |= {"accepted_at": at, "accepted_by": by}
    if state in {State.CLAIMED, State.RECOGNISED}:
        values |= {"claimed_level": 4, "claimed_at": at + timedelta(days=10)}
    if state == State.RECOGNISED:
        values |= {"recognised_level": 4, "finished_at": at + timedelta(days=10)}
    if state == State.CANCELLED:
        values |= {"cancelled_at": at, "cancelled_by": by}
    made: Task = Task.objects.create(**{**values, **given})
    return made
