from typing import Any

from django.core.management.base import BaseCommand

from thucchat.orgs import permissions


class Command(BaseCommand):
    help = "Write docs/generated/permissions.md from the permission matrix."

    def handle(self, **options: Any) -> None:
        permissions.PATH.parent.mkdir(parents=True, exist_ok=True)
        permissions.PATH.write_text(permissions.page(), encoding="utf-8")
        self.stdout.write(f"written: {permissions.PATH.name}")
