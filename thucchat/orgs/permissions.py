"""The permission matrix as a page for readers of the documentation."""

from thucchat.kernel.paths import DATA
from thucchat.orgs import rules
from thucchat.orgs.choices import Ability, Role

PATH = DATA.parent / "docs" / "generated" / "permissions.md"

_HEAD = """# Who may do what

Written by `manage.py write_permissions_doc` from `thucchat/orgs/rules.py`; a test keeps the two
equal. Do not edit.

A role is held for an organisation and counts in a scope: the organisation at its top and everything
below it. A person may hold several roles; what they allow adds up. No role allows both to claim a
result and to recognise one, and whoever belongs to the claiming body, or to a part of it, cannot
recognise its claim whatever their roles. A role is given only by an administrator whose own scope
holds both the organisation and the scope of the role, and never to oneself.
"""


def page() -> str:
    """Return the page in Markdown: abilities down, roles across."""
    roles = list(Role)
    lines = [
        _HEAD,
        "| | " + " | ".join(f"{role.label}<br>`{role.value}`" for role in roles) + " |",
        "| --- " + "| :-: " * len(roles) + "|",
    ]
    for ability in Ability:
        marks = ["có" if rules.grants(role, ability) else "" for role in roles]
        lines.append(f"| {ability.label}<br>`{ability.value}` | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"
