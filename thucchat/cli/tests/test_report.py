"""`thucchat report` as a night job would call it."""

import pytest

from thucchat.cli import main
from thucchat.reports import actions, queries
from thucchat.reports.choices import Format
from thucchat.reports.tests import factories
from thucchat.reports.tests.factories import AT
from thucchat.reports.tests.test_actions import SIGNING


def call(*words):
    return main.main(["report", *map(str, words)])


@pytest.mark.parametrize(("name", "start"), [("a.docx", b"PK"), ("a.PDF", b"%PDF-")])
def test_it_writes_a_draft_from_the_last_snapshot_of_the_month(cast, tmp_path, capsys, name, start):
    factories.make_story()
    out = tmp_path / name
    assert call("--period", "2026-10", "--out", out) == 0
    assert out.read_bytes().startswith(start)
    assert "dự thảo, số liệu đến hết ngày 31/10/2026" in capsys.readouterr().out


def test_it_copies_the_frozen_file_of_an_issued_report_unless_told_otherwise(
    cast, tmp_path, capsys
):
    report = actions.draft("2026-10", factories.make_story().pk, by=cast.officer, at=AT)
    actions.issue(report.pk, signing=SIGNING, by=cast.officer, at=AT)
    report.refresh_from_db()
    frozen = queries.file_of(report, Format.DOCX)
    out = tmp_path / "a.docx"
    assert call("--period", "2026-10", "--out", out) == 0
    assert out.read_bytes() == frozen
    assert "số 125 đã phát hành" in capsys.readouterr().out
    assert call("--period", "2026-10", "--out", out, "--draft") == 0
    assert out.read_bytes() != frozen


def test_without_a_snapshot_it_says_which_command_to_run(cast, tmp_path, capsys):
    out = tmp_path / "a.docx"
    assert call("--period", "2026-09", "--out", out) == 2
    assert "thucchat snapshot --on 2026-09-30" in capsys.readouterr().err
    assert not out.exists()


def test_a_snapshot_without_values_is_named_with_the_command_to_run(cast, tmp_path, capsys):
    factories.make_row(cast.officer)
    assert call("--period", "2026-10", "--out", tmp_path / "a.pdf") == 2
    assert "thucchat snapshot --on 2026-10-31" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("period", "name", "words"),
    [("2026-13", "a.docx", "ví dụ 2026-10"), ("2026-10", "a.odt", ".docx hoặc .pdf")],
)
def test_what_it_cannot_do_is_refused_in_words(db, tmp_path, capsys, period, name, words):
    assert call("--period", period, "--out", tmp_path / name) == 2
    assert words in capsys.readouterr().err
