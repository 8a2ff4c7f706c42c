from datetime import UTC, date, datetime, timedelta

import pytest

from thucchat.analytics import rules

AT = datetime(2026, 3, 10, 3, tzinfo=UTC)
DAY = timedelta(days=1)
D1, D2, D3 = date(2026, 3, 31), date(2026, 4, 30), date(2026, 6, 30)
MOVES = [rules.Move(AT, D1, D2), rules.Move(AT + 5 * DAY, D2, D3)]


@pytest.mark.parametrize(
    ("cutoff", "expected"),
    [
        (AT, rules.Deadline(D1, D1, 0, 0)),  # a move at the very cut-off is after it
        (AT + DAY, rules.Deadline(D2, D1, 1, 30)),
        (AT + 9 * DAY, rules.Deadline(D3, D1, 2, 91)),
    ],
)
def test_a_deadline_is_the_one_in_force_before_the_cutoff(cutoff, expected):
    # the task's own column holds the latest state, which must not leak into the past
    found = rules.deadline_at(MOVES, latest=D3, original=None, cutoff=cutoff)
    assert found == expected


@pytest.mark.parametrize(
    ("latest", "original", "expected"),
    [
        (D1, None, rules.Deadline(D1, D1, 0, 0)),
        (D2, D1, rules.Deadline(D2, D1, 0, 0)),
        (None, None, rules.Deadline(None, None, 0, 0)),
    ],
)
def test_a_deadline_that_never_moved_is_the_column(latest, original, expected):
    assert rules.deadline_at([], latest=latest, original=original, cutoff=AT) == expected


def fact(number=1, level=4, day=0, answer=None, got=None, reopened=None):
    """One claim put on day ``day``; answered on day ``answer`` with level ``got`` or a return."""
    when = None if answer is None else AT + answer * DAY
    verdict = "" if when is None else "returned" if got is None else "recognised"
    back = None if reopened is None else AT + reopened * DAY
    reason = "no_users" if verdict == "returned" else ""
    return rules.ClaimFact(number, level, AT + day * DAY, when, verdict, got, reason, back)


@pytest.mark.parametrize(
    ("days", "decided", "reopened"),
    [(0, False, False), (2, False, False), (3, True, False), (4, True, False), (5, True, True)],
)
def test_an_answer_is_not_seen_before_it_was_given(days, decided, reopened):
    seen = rules.seen_at(fact(answer=2, got=4, reopened=4), AT + days * DAY)
    assert (seen.decided_at is not None) is decided
    assert (seen.verdict == "recognised", seen.recognised_level) == (
        decided,
        4 if decided else None,
    )
    assert (seen.reopened_at is not None) is reopened


TEN, TWELVE = date(2026, 3, 10), date(2026, 3, 12)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([], rules.Result()),
        ([fact()], rules.Result(1, 4, TEN, awaiting_level=4)),
        ([fact(answer=1)], rules.Result(1, 4, TEN, returns=1)),
        # finished on the day of the submission, not of the decision nine days later
        ([fact(answer=9, got=4)], rules.Result(1, 4, TEN, None, 4, TEN)),
        # recognised below what is required: a level, but not finished
        ([fact(answer=1, got=2)], rules.Result(1, 4, TEN, None, 2, None)),
        ([fact(answer=1, got=4, reopened=3)], rules.Result(1, 4, TEN, reopenings=1)),
        # returned, then claimed lower and recognised: the highest claim is remembered
        (
            [fact(1, 5, answer=1), fact(2, 4, day=2, answer=3, got=4)],
            rules.Result(2, 5, TWELVE, None, 4, TWELVE, returns=1),
        ),
        # a partial recognition stands while the next claim waits
        (
            [fact(1, 4, answer=1, got=2), fact(2, 4, day=2)],
            rules.Result(2, 4, TWELVE, 4, 2, None),
        ),
        # a reopening takes back earlier partial recognitions too
        (
            [fact(1, 2, answer=1, got=2), fact(2, 4, day=2, answer=3, got=4, reopened=4)],
            rules.Result(2, 4, TWELVE, reopenings=1),
        ),
        # recognised again after a reopening
        (
            [fact(1, 4, answer=1, got=4, reopened=1), fact(2, 4, day=2, answer=3, got=4)],
            rules.Result(2, 4, TWELVE, None, 4, TWELVE, reopenings=1),
        ),
    ],
)
def test_a_result_sums_up_the_claims(claims, expected):
    assert rules.result_of(claims, required_level=4) == expected
