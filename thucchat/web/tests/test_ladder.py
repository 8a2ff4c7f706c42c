"""The result ladder: solid is recognised, hollow is only claimed."""

import pytest

from thucchat.tasks.choices import ResultLevel
from thucchat.web.ladder import EMPTY, HOLLOW, SOLID, ladder, level_of


@pytest.mark.parametrize(
    ("claimed", "recognised", "kinds"),
    [
        (None, None, [EMPTY] * 6),
        (4, 1, [SOLID, SOLID, HOLLOW, HOLLOW, HOLLOW, EMPTY]),
        (4, 4, [SOLID] * 5 + [EMPTY]),
        (2, None, [HOLLOW, HOLLOW, HOLLOW, EMPTY, EMPTY, EMPTY]),
        (1, 3, [SOLID, SOLID, SOLID, SOLID, EMPTY, EMPTY]),  # recognised above the claim
        (5, 0, [SOLID] + [HOLLOW] * 5),
    ],
)
def test_each_step_is_solid_hollow_or_empty(claimed, recognised, kinds):
    assert [step.kind for step in ladder(claimed, recognised, 4).steps] == kinds


@pytest.mark.parametrize(
    ("claimed", "recognised", "gap"),
    [(4, 1, 3), (4, 4, 0), (1, 3, 0), (None, 2, 0), (0, None, 1), (3, None, 4)],
)
def test_the_gap_is_what_was_claimed_beyond_recognition(claimed, recognised, gap):
    assert ladder(claimed, recognised, None).gap == gap


@pytest.mark.parametrize(
    ("recognised", "required", "reached"),
    [(4, 4, True), (5, 4, True), (3, 4, False), (None, 0, False), (3, None, False)],
)
def test_a_task_has_reached_its_level_when_recognised_there(recognised, required, reached):
    assert ladder(recognised, recognised, required).reached is reached


def test_only_the_required_step_carries_the_flag():
    assert [step.level for step in ladder(4, 1, 3).steps if step.needed] == [3]


def test_the_drawing_is_also_a_sentence():
    assert ladder(4, 1, 4).verdict == (
        "Được công nhận mức 1 (có văn bản), đơn vị tự báo mức 4 (có người dùng thật), "
        "cần đạt mức 4."
    )
    assert ladder(None, None, None).verdict == (
        "Chưa được công nhận mức nào, đơn vị chưa tự báo mức nào."
    )


@pytest.mark.parametrize(
    ("value", "level"),
    [(None, None), ("", None), ("3", 3), (0, 0), (ResultLevel.EFFECT, 5)],
)
def test_a_level_is_read_from_what_a_template_holds(value, level):
    assert level_of(value) == level


@pytest.mark.parametrize("value", [6, -1, "7"])
def test_a_level_outside_of_the_ladder_is_refused(value):
    with pytest.raises(ValueError, match="result level"):
        level_of(value)
