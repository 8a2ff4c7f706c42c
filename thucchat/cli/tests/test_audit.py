"""`thucchat audit verify`."""

from datetime import UTC, datetime

import pytest

from thucchat.audit import actions, queries
from thucchat.audit.models import Event
from thucchat.audit.tests.tampering import unguarded
from thucchat.cli import main

AT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def journal(cast):
    for number in range(3):
        actions.record("x", cast.root, by=None, at=AT, number=number)


def test_a_whole_journal_is_told_with_its_last_hash(journal, capsys):
    assert main.main(["audit", "verify"]) == 0
    told = capsys.readouterr().out
    assert told == f"Nhật ký nguyên vẹn: 3 sự kiện, mã băm cuối {queries.head()[1]}.\n"


def test_every_fault_is_told_and_the_exit_code_is_one(journal, capsys):
    with unguarded():
        Event.objects.filter(seq=2).update(data={"number": 7})
        Event.objects.filter(seq=3).delete()
    assert main.main(["audit", "verify"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "sự kiện 2: nội dung khác với mã băm đã ghi",
        "sự kiện 2: điểm cuối của nhật ký không khớp: có sự kiện bị cắt bỏ hoặc chèn thêm",
        "Nhật ký KHÔNG nguyên vẹn: 2 lỗi trong 3 sự kiện.",
    ]


def test_another_word_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        main.main(["audit", "mend"])
    assert stopped.value.code == 2
    assert "mend" in capsys.readouterr().err
