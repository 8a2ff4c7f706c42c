"""How a database tells that it holds the demonstration, real data, or nothing."""

from dataclasses import dataclass
from typing import Any

from thucchat.audit.models import Event
from thucchat.directives.models import Document
from thucchat.orgs.models import Organisation, User
from thucchat.orgs.queries import ROOT_CODE
from thucchat.tasks.models import Task

LOADED = "demo.loaded"


@dataclass(frozen=True, slots=True)
class Holding:
    """What a database holds: ``demo`` (facts of the load, None without it), and counts."""

    demo: dict[str, Any] | None
    people: int
    documents: int
    tasks: int

    @property
    def is_empty(self) -> bool:
        """Nothing but reference data."""
        return not (self.demo or self.people or self.documents or self.tasks)


def holding() -> Holding:
    """Look at the database; quick, whatever its size."""
    root = Organisation.objects.filter(code=ROOT_CODE).first()
    mark = None
    if root is not None:
        about = Event.objects.filter(target_type=root._meta.label_lower, target_id=str(root.pk))
        mark = about.filter(kind=LOADED).first()
    return Holding(
        demo=dict(mark.data) if mark else None,
        people=User.objects.count(),
        documents=Document.objects.count(),
        tasks=Task.objects.count(),
    )
