from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from thucchat.kernel.paths import DATA
from thucchat.orgs import queries
from thucchat.orgs.reference.bodies import read_resolutions

TOLD = 20  # changes told one by one


class Command(BaseCommand):
    help = "Load bodies, provinces, communes and resolutions; says what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day whose bodies are the present ones (default: today)",
        )
        parser.add_argument(
            "--if-changed", action="store_true", help="do nothing when the data are as last time"
        )

    @transaction.atomic
    def handle(self, *, on: date | None, if_changed: bool, **options: Any) -> None:
        day = on or timezone.localdate()  # noqa: TID251 - a command is where the day enters
        if if_changed and queries.reference_is_current(on=day):
            self.stdout.write("reference data: as last time")
            return
        from thucchat.directives import actions as directives  # readers: slow to load
        from thucchat.orgs import actions as orgs

        at = timezone.now()  # noqa: TID251
        report = orgs.load_reference(on=day, at=at)
        rows = read_resolutions(DATA / "reference" / "resolutions.yaml")
        resolutions = directives.load_resolutions(
            (directives.ResolutionRow(**row) for row in rows), at=at
        )
        for change in report.changed[:TOLD]:
            self.stdout.write(
                f"{change.code}: {change.field}: «{change.before}» -> «{change.after}»"
            )
        counts = ", ".join(f"{name} {count}" for name, count in report.counts().items() if count)
        self.stdout.write(f"orgs: {counts}")
        self.stdout.write(
            f"resolutions: added {resolutions.added}, changed {resolutions.changed}, "
            f"unchanged {resolutions.same}"
        )
