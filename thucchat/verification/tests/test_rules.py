from datetime import date

import pytest

from thucchat.kernel.errors import Refused
from thucchat.verification import rules
from thucchat.verification.rules import ClaimFacts, Judgement

DAY = date(2026, 9, 30)
WORDS = "Địa chỉ chỉ mở được trang đăng nhập"


@pytest.mark.parametrize(
    "judgement",
    [
        Judgement(verdict="recognised", level=4),
        Judgement(verdict="recognised", level=1),  # lower than claimed is allowed
        Judgement(verdict="returned", reason="no_users", words=WORDS),
    ],
)
def test_a_complete_decision_is_taken(judgement):
    rules.check_decision(judgement, claimed_level=4)


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        (Judgement(verdict="recognised"), "Chọn mức công nhận"),
        (Judgement(verdict="recognised", level=0), "Chọn mức công nhận"),
        (Judgement(verdict="recognised", level=5), "không công nhận cao hơn"),
        (Judgement(verdict="returned", words=WORDS), "Chọn lý do"),
        (Judgement(verdict="returned", reason="other", words="thiếu"), "Ghi rõ còn thiếu gì"),
    ],
)
def test_an_incomplete_one_is_refused(judgement, words):
    with pytest.raises(Refused, match=words):
        rules.check_decision(judgement, claimed_level=4)


def facts(**given):
    values = {
        "level": 3,
        "submitted_on": date(2026, 9, 1),
        "due_on": DAY,
        "returns": 0,
        "reports": 2,
        "shared_files": 0,
        "users": None,
    }
    return ClaimFacts(**{**values, **given})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"returns": 2}, ["Đã bị trả lại 2 lần"]),
        ({"reports": 0}, ["Chưa có báo cáo tiến độ nào trước khi đề nghị"]),
        ({"shared_files": 1}, ["1 tệp trùng với nhiệm vụ khác"]),
        ({"users": 9}, ["Chỉ có 9 người dùng"]),
        ({"users": 10}, []),
        ({"submitted_on": date(2026, 10, 1)}, ["Gửi sau thời hạn"]),
        ({"submitted_on": DAY}, ["Gửi đúng ngày cuối"]),
        ({"due_on": None}, []),
        ({"level": 4}, ["Đề nghị mức có người dùng trở lên"]),
    ],
)
def test_risks_are_said_in_words(given, expected):
    assert rules.risks(facts(**given)) == expected


def test_the_queue_puts_risks_first_then_the_longest_wait():
    on = date(2026, 10, 15)
    risky_new = facts(returns=1, submitted_on=date(2026, 9, 29))
    plain_old = facts(submitted_on=date(2026, 8, 1))
    plain_new = facts(submitted_on=date(2026, 9, 2))
    ordered = sorted([plain_new, plain_old, risky_new], key=lambda f: rules.queue_key(f, on=on))
    assert ordered == [risky_new, plain_old, plain_new]
