"""Whether the reference data in the database are those of the files."""

from datetime import date

from thucchat.audit import queries as audit
from thucchat.kernel.paths import DATA
from thucchat.orgs.reference import plan

REFERENCE_LOADED = "orgs.reference_loaded"  # the kind of the event


def reference_is_current(*, on: date) -> bool:
    """Say whether the last load that changed something read the data as they are now."""
    loads = audit.latest(audit.Wanted(kind=REFERENCE_LOADED), limit=1)
    now = plan.fingerprint(DATA / "reference", on=on)
    return bool(loads) and loads[0].data.get("fingerprint") == now
