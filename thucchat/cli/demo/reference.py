"""The bodies and resolutions on which both demonstrations stand."""

from datetime import date, datetime

from thucchat.directives import actions as directives
from thucchat.kernel.paths import DATA
from thucchat.orgs import actions as orgs
from thucchat.orgs.models import Organisation
from thucchat.orgs.queries import ROOT_CODE
from thucchat.orgs.reference.bodies import read_resolutions


def load_reference(*, at: datetime, on: date) -> None:
    """Load bodies and resolutions where they are not there yet."""
    if not Organisation.objects.filter(code=ROOT_CODE).exists():
        orgs.load_reference(on=on, at=at)
    rows = read_resolutions(DATA / "reference" / "resolutions.yaml")
    directives.load_resolutions((directives.ResolutionRow(**row) for row in rows), at=at)
