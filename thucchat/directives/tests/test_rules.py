import pytest

from thucchat.directives import rules
from thucchat.directives.choices import ClauseKind, DocumentKind, DocumentState
from thucchat.directives.tests.factories import plan
from thucchat.kernel.errors import Refused
from thucchat.vntext import structure
from thucchat.vntext.heading import letterhead

R, C, W = DocumentState.RECEIVED, DocumentState.CONFIRMED, DocumentState.WITHDRAWN


def test_every_state_has_its_moves():
    assert set(rules.MOVES) == set(DocumentState)


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        (R, R, False),
        (R, C, True),
        (R, W, True),
        (C, R, False),
        (C, C, True),  # a correction
        (C, W, True),
        (W, R, True),  # brought back, to be confirmed again
        (W, C, False),
        (W, W, False),
    ],
)
def test_moves(old, new, allowed):
    if allowed:
        rules.check_move(old, new)
    else:
        with pytest.raises(Refused) as refusal:
            rules.check_move(old, new)
        assert refusal.value.code == "directives.move"
        assert old.label in str(refusal.value)


def test_the_digest_is_of_the_words_alone():
    one = rules.text_digest("KẾ HOẠCH\n\n1. Việc | 2026")
    assert one == rules.text_digest("Kế hoạch 1) việc\u00a0– 2026.")
    assert one != rules.text_digest("KẾ HOẠCH 1. Việc 2027")


def test_clauses_say_their_place_in_words():
    text = plan().decode()
    row = text.index("| 1 | Số hóa")
    places = {
        text[draft.start : draft.end].split("\n")[0][:24]: (draft.kind, draft.path)
        for draft in rules.clause_drafts(text, {row: (1, 2)})
    }
    assert places["a) Bộ Công an chủ trì, p"] == (
        "point",
        "Phần thứ nhất > mục I > mục 1 > điểm a",
    )
    assert places["- Dữ liệu bệnh án điện t"][1].endswith("điểm b > gạch đầu dòng 1")
    assert places["- Dữ liệu cơ sở khám chữ"][1].endswith("điểm b > gạch đầu dòng 2")
    assert places["| 1 | Số hóa hồ sơ | Bộ "][1].endswith("bảng 1, dòng 2")
    assert [kind for kind, _ in places.values()].count("footnote") == 1


def test_clauses_are_word_for_word_and_parents_come_first():
    text = plan().decode()
    for number, draft in enumerate(rules.clause_drafts(text, {})):
        assert draft.start < draft.end
        assert draft.kind in ClauseKind.values
        assert draft.parent is None or draft.parent < number
        assert len(draft.path) <= rules.PATH_MAX


def test_every_kind_of_the_structure_and_of_the_heading_can_be_stored():
    assert set(structure.KINDS) <= set(ClauseKind.values)
    guessed = (set(letterhead._TITLES.values()) - {"notice"}) | {"conclusion", "news", "other"}
    assert guessed <= set(DocumentKind.values)


@pytest.mark.parametrize(
    ("words", "size", "shown"),
    [
        ("ngắn", 20, "ngắn"),
        ("a" * 20, 20, "a" * 20),
        ("đầu" + "x" * 50 + "cuối", 12, "đ…xxxxcuối"),
    ],
)
def test_long_words_lose_their_middle(words, size, shown):
    assert rules.shortened(words, size) == shown
    assert len(rules.shortened(words, size)) <= size


def test_table_rows_are_numbered_from_one():
    assert rules.row_places([[5, 9], [40]]) == {5: (1, 1), 9: (1, 2), 40: (2, 1)}
