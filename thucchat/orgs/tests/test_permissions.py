"""The generated page of permissions."""

from django.core.management import call_command

from thucchat.orgs import permissions, rules
from thucchat.orgs.choices import Ability


def test_the_committed_page_is_current():
    told = "run `manage.py write_permissions_doc` and commit docs/generated/permissions.md"
    assert permissions.PATH.read_text(encoding="utf-8") == permissions.page(), told


def test_every_right_stands_on_the_page():
    page = permissions.page()
    assert all(f"`{ability.value}`" in page for ability in Ability)
    assert page.count(" có ") == sum(len(abilities) for abilities in rules.MATRIX.values())


def test_the_command_writes_the_page(monkeypatch, tmp_path, capsys):
    path = tmp_path / "generated" / "permissions.md"
    monkeypatch.setattr(permissions, "PATH", path)
    call_command("write_permissions_doc")
    assert path.read_text(encoding="utf-8") == permissions.page()
    assert "permissions.md" in capsys.readouterr().out
