from datetime import date

import pytest

from thucchat.kernel.errors import Refused
from thucchat.tasks import rules
from thucchat.tasks.choices import Clear, Kind, State

DUE = date(2026, 9, 30)
AFTER = date(2026, 10, 5)


def draft(**given):
    values = {
        "title": "Hoàn thành cơ sở dữ liệu đất đai",
        "resolution_id": 1,
        "owner_id": 1,
        "lead_id": 2,
        "responsible": "Bộ trưởng",
        "authority": "Thủ tướng Chính phủ",
        "product": "Cơ sở dữ liệu",
        "product_kind": "database",
        "due_on": DUE,
    }
    return rules.TaskDraft(**{**values, **given})


def standing(**given):
    values = {
        "kind": Kind.DEADLINE,
        "due_on": DUE,
        "required_level": 4,
        "declared": False,
        "awaiting_level": None,
        "recognised_level": None,
        "finished_on": None,
    }
    return rules.Standing(**{**values, **given})


def test_every_state_has_its_moves():
    assert set(rules.MOVES) == set(State)


@pytest.mark.parametrize("old", State)
@pytest.mark.parametrize("new", State)
def test_a_move_is_allowed_or_refused_in_words(old, new):
    if new in rules.MOVES[old]:
        assert rules.can_move(old, new)
        rules.check_move(old, new)
    else:
        with pytest.raises(Refused, match=old.label) as refused:
            rules.check_move(old, new)
        assert refused.value.code == "tasks.move"


def test_nothing_leaves_the_cancelled_state():
    assert rules.MOVES[State.CANCELLED] == frozenset()


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, set()),
        ({"lead_id": None}, {Clear.PERSON}),
        ({"title": "Làm tốt việc"}, {Clear.WORK}),
        ({"due_on": None}, {Clear.TIME}),
        ({"kind": Kind.REGULAR, "due_on": None}, {Clear.TIME}),
        ({"kind": Kind.REGULAR, "due_on": None, "recurrence": "monthly"}, set()),
        ({"responsible": "  "}, {Clear.RESPONSIBILITY}),
        ({"product": ""}, {Clear.PRODUCT}),
        ({"product_kind": ""}, {Clear.PRODUCT}),
        ({"authority": ""}, {Clear.AUTHORITY}),
        ({"lead_id": None, "authority": ""}, {Clear.PERSON, Clear.AUTHORITY}),
    ],
)
def test_six_clears_say_what_is_missing(given, missing):
    rows = rules.six_clears(draft(**given))
    assert [row.clear for row in rows] == list(Clear)
    assert {row.clear for row in rows if not row.met} == missing
    assert all(bool(row.missing) != row.met for row in rows)
    if missing:
        with pytest.raises(Refused, match="chưa đủ 6 rõ") as refused:
            rules.check_six_clears(draft(**given))
        for clear in missing:
            assert clear.label in str(refused.value)
    else:
        rules.check_six_clears(draft(**given))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": " "}, "Nhập nội dung nhiệm vụ"),
        ({"kind": Kind.REGULAR}, "thường xuyên không có thời hạn"),
        ({"partner_ids": (3, 2)}, "không đồng thời là cơ quan phối hợp"),
    ],
)
def test_a_draft_that_contradicts_itself_is_refused(given, words):
    with pytest.raises(Refused, match=words):
        rules.check_draft(draft(**given))


def test_a_draft_may_be_incomplete():
    rules.check_draft(draft(lead_id=None, due_on=None, product=""))


@pytest.mark.parametrize(
    ("given", "on", "class57", "government"),
    [
        ({}, DUE, "within", "within"),  # the last day is still in time
        ({}, AFTER, "overdue", "overdue"),
        ({"due_on": None}, AFTER, "within", "within"),  # no deadline, never late
        ({"kind": Kind.REGULAR, "due_on": None}, AFTER, "regular", None),
        ({"awaiting_level": 4, "finished_on": DUE}, AFTER, "done", "done_on_time"),
        ({"awaiting_level": 4, "finished_on": AFTER}, AFTER, "done", "done_late"),
        ({"awaiting_level": 3, "finished_on": DUE}, AFTER, "overdue", "overdue"),  # too low
        ({"recognised_level": 4, "finished_on": DUE}, AFTER, "done", "done_on_time"),
        ({"recognised_level": 5, "finished_on": AFTER}, AFTER, "done", "done_late"),
        ({"recognised_level": 3, "finished_on": None}, AFTER, "overdue", "overdue"),
        ({"declared": True}, DUE, "within", "within"),  # returned: goes by its deadline
    ],
)
def test_two_schemes_from_the_same_facts(given, on, class57, government):
    facts = standing(**given)
    assert rules.report57(facts, on=on) == class57
    assert rules.government(facts, on=on) == government


@pytest.mark.parametrize(
    ("given", "recognised", "awaiting", "hollow"),
    [
        ({}, False, False, False),
        ({"declared": True, "awaiting_level": 4}, False, True, False),
        ({"declared": True}, False, False, True),  # returned, or reopened
        ({"declared": True, "recognised_level": 2}, False, False, True),  # recognised too low
        ({"declared": True, "recognised_level": 4}, True, False, False),
        ({"declared": True, "recognised_level": 2, "awaiting_level": 4}, False, True, False),
        ({"awaiting_level": 3}, False, False, False),  # claims less than is required
    ],
)
def test_declared_is_recognised_or_awaiting_or_hollow(given, recognised, awaiting, hollow):
    facts = standing(**given)
    assert (facts.recognised, facts.awaiting, facts.hollow) == (recognised, awaiting, hollow)
    assert facts.declared == (facts.recognised or facts.awaiting or facts.hollow)


@pytest.mark.parametrize(
    ("given", "on", "days"),
    [
        ({}, DUE, 0),
        ({}, AFTER, 5),
        ({"due_on": None}, AFTER, 0),
        ({"kind": Kind.REGULAR}, AFTER, 0),
        ({"recognised_level": 4, "finished_on": date(2026, 10, 2)}, date(2027, 1, 1), 2),
        ({"awaiting_level": 4, "finished_on": DUE}, date(2027, 1, 1), 0),  # a slow verifier
        ({"declared": True, "finished_on": None}, AFTER, 5),  # returned: the clock goes on
    ],
)
def test_days_late(given, on, days):
    assert rules.days_late(standing(**given), on=on) == days


@pytest.mark.parametrize(
    ("given", "on", "soon"),
    [
        ({}, date(2026, 9, 20), True),
        ({}, DUE, True),
        ({}, AFTER, False),
        ({}, date(2026, 9, 1), False),
        ({"due_on": None}, DUE, False),
        ({"kind": Kind.REGULAR}, DUE, False),
        ({"recognised_level": 4, "finished_on": DUE}, DUE, False),
    ],
)
def test_due_soon(given, on, soon):
    window = date(2026, 10, 2)
    facts = standing(**given)
    ends = on if on == date(2026, 9, 1) else window
    assert rules.due_soon(facts, on=on, window_ends_on=ends) is soon


CAUSE = "Nghị định hướng dẫn ban hành chậm hai tháng"


@pytest.mark.parametrize(
    ("due_on", "new_due_on", "on", "cause", "words"),
    [
        (None, AFTER, DUE, CAUSE, "không có thời hạn"),
        (DUE, date(2026, 12, 31), AFTER, CAUSE, "đã qua"),
        (DUE, DUE, DUE, CAUSE, "phải sau thời hạn"),
        (DUE, AFTER, DUE, "chậm", "nguyên nhân khách quan"),
    ],
)
def test_an_extension_is_refused(due_on, new_due_on, on, cause, words):
    with pytest.raises(Refused, match=words):
        rules.check_extension(due_on=due_on, new_due_on=new_due_on, on=on, cause=cause)


def test_an_extension_on_the_last_day_is_in_time():
    rules.check_extension(due_on=DUE, new_due_on=AFTER, on=DUE, cause=CAUSE)
