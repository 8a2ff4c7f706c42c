from datetime import date

import pytest

from thucchat.analytics.models import Snapshot
from thucchat.analytics.tests import factories as make
from thucchat.cli import main
from thucchat.indicators.models import Value

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 29)


def test_a_snapshot_is_taken_computed_and_published_once(capsys):
    make.position(ON)
    assert main.main(["snapshot", "--on", "2026-06-29", "--publish"]) == 0
    first = capsys.readouterr().out
    assert "Số liệu đến hết ngày 29/06/2026: task 23" in first
    assert main.main(["snapshot", "--on", "2026-06-29", "--publish"]) == 0
    assert "Giá trị mới: 0" in capsys.readouterr().out
    snapshot = Snapshot.objects.get()
    assert snapshot.published_at is not None
    assert Value.objects.filter(snapshot=snapshot).exists()


def test_a_day_to_come_is_refused_in_words(capsys):
    assert main.main(["snapshot", "--on", "2999-01-01"]) == 2
    assert "chưa tới" in capsys.readouterr().err
    assert not Snapshot.objects.exists()


def test_the_day_is_required(capsys):
    with pytest.raises(SystemExit):
        main.main(["snapshot"])
    assert "--on" in capsys.readouterr().err
