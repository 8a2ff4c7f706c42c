"""What no linter does: sizes, who writes, who asks for the time."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "thucchat"
SOURCES = [
    path for path in sorted(PACKAGE.rglob("*.py")) if not {"migrations", "tests"} & set(path.parts)
]
READERS = [
    path
    for path in SOURCES
    if path.name in {"queries.py", "rules.py", "choices.py", "forms.py"}
    or {"queries", "rules", "formulas"} & set(path.relative_to(PACKAGE).parts)
]
# Names that only a write has; `update`, `add`, `delete` also stand for sets and dictionaries.
WRITES = {
    "save",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "record",
    "record_many",
}


def name(path):
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_size(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, "split by noun"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 50, node.name


@pytest.mark.parametrize("path", READERS, ids=name)
def test_only_actions_write(path):
    calls = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call))
    written = {getattr(call.func, "attr", "") for call in calls} & WRITES
    assert not written


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_text_is_in_nfc_and_names_no_machine(path):
    import unicodedata

    text = path.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "/work/" not in text


def test_no_template_carries_script_style_or_a_foreign_address():
    for path in PACKAGE.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for banned in ("<style", " style=", " onclick=", " onload=", "javascript:"):
            assert banned not in text, f"{path.name}: {banned}"
        for line in text.splitlines():
            if "<script" in line:
                assert "src=" in line, f"{path.name}: {line.strip()}"


def test_no_file_names_a_package_registry():
    for path in [*ROOT.glob("requirements*"), ROOT / "Makefile", ROOT / "pyproject.toml"]:
        text = path.read_text(encoding="utf-8")
        assert "index-url" not in text.replace("--no-emit-index-url", "")
        assert "://" not in text.replace("postgres:///", "").replace("sc://", "")
