"""Order, overlaps, merging, splitting, marking, what is left; windows of a long document."""

import unicodedata

import pytest

from thucchat.extraction.rules import spans, windows
from thucchat.extraction.rules.windows import Part
from thucchat.kernel.errors import Refused
from thucchat.vntext.text import Span


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 10), (0, 10), 1),
        ((0, 10), (10, 20), 0),
        ((0, 10), (5, 15), 1 / 3),
        ((0, 9), (20, 30), 0),
    ],
)
def test_share_of_two_spans(one, other, expected):
    assert spans.share(Span(*one), Span(*other)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("known", "new"),
    [([], True), ([(0, 10)], False), ([(1, 11)], False), ([(8, 40)], True), ([(0, 100)], True)],
)
def test_a_reading_is_new_unless_a_known_one_is_mostly_the_same_words(known, new):
    assert spans.is_new(Span(0, 10), [Span(*k) for k in known]) is new


def test_neighbours_merge_to_their_whole_extent():
    assert spans.check_merge([Span(0, 10), Span(12, 20)], [Span(30, 40)]) == Span(0, 20)
    # a proposal inside a part is not between the parts
    assert spans.check_merge([Span(0, 10), Span(12, 20)], [Span(2, 8)]) == Span(0, 20)
    assert spans.check_merge([Span(0, 50), Span(12, 20)], []) == Span(0, 50)


@pytest.mark.parametrize(
    ("parts", "between", "said"),
    [
        ([(0, 10)], [], "ít nhất hai"),
        ([(0, 10), (5000, 5010)], [], "quá xa"),
        ([(0, 10), (30, 40)], [(15, 20)], "còn 1 đề xuất khác"),
        ([(0, 10), (30, 40)], [(25, 60)], "còn 1 đề xuất khác"),  # crossing
    ],
)
def test_what_cannot_be_merged(parts, between, said):
    with pytest.raises(Refused) as refusal:
        spans.check_merge([Span(*p) for p in parts], [Span(*b) for b in between])
    assert refusal.value.code == "extraction.merge"
    assert said in str(refusal.value)


def test_merging_out_of_order_is_a_defect():
    with pytest.raises(ValueError, match="reading order"):
        spans.check_merge([Span(12, 20), Span(0, 10)], [])


TWO = "ban hành quy chế; tổ chức tập huấn."


def test_a_split_leaves_out_the_spaces_between():
    at = TWO.index("tổ chức")
    first, second = spans.check_split(TWO, Span(0, len(TWO)), at)
    assert TWO[first.start : first.end] == "ban hành quy chế;"
    assert TWO[second.start : second.end] == "tổ chức tập huấn."


@pytest.mark.parametrize("at", [0, len(TWO), len(TWO) + 5, -1, len(TWO) - 1])
def test_a_split_needs_words_on_both_sides(at):
    with pytest.raises(Refused) as refusal:
        spans.check_split(TWO, Span(0, len(TWO)), at)
    assert refusal.value.code == "extraction.split"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TWO, ["tổ chức tập huấn."]),
        ("Bộ A làm một. Bộ B làm hai; làm ba.", ["Bộ B làm hai; làm ba.", "làm ba."]),
        ("Bộ Công an: (1) làm một, (2) làm hai", ["(1) làm một, (2) làm hai", "(2) làm hai"]),
        ("Bộ Công an:\n- làm một\n- làm hai", ["- làm một\n- làm hai", "- làm hai"]),
        ("ban hành quy chế", []),
        ("1. Bộ A ban hành quy chế", []),  # the number is no task
        ("giao (việc một; việc hai) cho Bộ A", []),  # not inside brackets
    ],
)
def test_natural_places_to_split(text, expected):
    assert [text[at:] for at in spans.cut_points(text, Span(0, len(text)))] == expected


def test_cut_points_stay_inside_the_proposal():
    text = "Một việc. " + TWO + " Việc khác."
    start = text.index(TWO)
    inside = Span(start, start + len(TWO))
    assert [text[at : inside.end] for at in spans.cut_points(text, inside)] == ["tổ chức tập huấn."]


TEXT = "Mở đầu. Bộ Công an báo cáo kết quả. Kết thúc, Bộ Công an báo cáo."


@pytest.mark.parametrize(
    ("quote", "count"),
    [
        ("Bộ Công an báo cáo", 2),
        ("Bộ  Công\nan báo cáo kết quả.", 1),  # white space as it comes from the clipboard
        ("bộ công an báo cáo kết quả", 0),  # word for word, capitals too
        (unicodedata.normalize("NFD", "Bộ Công an báo cáo kết quả"), 1),
        ("", 0),
        ("(", 0),  # signs are signs, not patterns
    ],
)
def test_words_are_found_word_for_word(quote, count):
    assert len(spans.find_words(TEXT, quote)) == count


def test_words_are_looked_for_within_a_span():
    assert spans.one_place(TEXT, "Bộ Công an", Span(20, len(TEXT))).start == TEXT.rindex("Bộ Công")


@pytest.mark.parametrize(
    ("quote", "code", "said"),
    [
        ("Bộ Tài chính", "extraction.not_found", "nguyên văn"),
        ("Bộ Công an", "extraction.ambiguous", "xuất hiện 2 lần"),
    ],
)
def test_words_in_no_or_several_places_are_refused(quote, code, said):
    with pytest.raises(Refused) as refusal:
        spans.one_place(TEXT, quote)
    assert refusal.value.code == code
    assert said in str(refusal.value)


def test_a_mark_loses_the_spaces_at_its_ends():
    assert spans.check_mark(TEXT, 7, 36, []) == Span(8, 35)


@pytest.mark.parametrize(
    ("text", "start", "end", "taken", "said"),
    [
        (TEXT, 10, 10, [], "nằm ngoài"),
        (TEXT, -1, 10, [], "nằm ngoài"),
        (TEXT, 0, 9999, [], "nằm ngoài"),
        (TEXT, 0, 7, [], "quá ngắn"),
        ("một hai ba " * 700, 0, 7000, [], "quá dài"),
        (TEXT, 8, 35, [(9, 36)], "đã có đề xuất"),
    ],
)
def test_what_cannot_be_marked(text, start, end, taken, said):
    with pytest.raises(Refused) as refusal:
        spans.check_mark(text, start, end, [Span(*t) for t in taken])
    assert refusal.value.code == "extraction.mark"
    assert said in str(refusal.value)


def test_a_mark_may_lie_inside_a_longer_proposal():
    assert spans.check_mark(TEXT, 8, 35, [Span(0, len(TEXT))]) == Span(8, 35)


def test_what_is_left_is_what_no_proposal_touches():
    clauses = [Span(0, 10), Span(10, 20), Span(20, 30)]
    assert spans.uncovered(clauses, [Span(12, 15)]) == [Span(0, 10), Span(20, 30)]
    assert spans.uncovered(clauses, []) == clauses
    assert spans.uncovered(clauses, [Span(9, 21)]) == []


def test_nested_and_crossing_marks_are_cut_flat():
    marks = [(1, Span(0, 30)), (2, Span(10, 20)), (3, Span(25, 50))]
    drawn = [(s.start, s.end, s.inside) for s in spans.segments(Span(0, 40), marks)]
    assert drawn == [
        (0, 10, (1,)),
        (10, 20, (2, 1)),  # the shorter, inner one first
        (20, 25, (1,)),
        (25, 30, (3, 1)),
        (30, 40, (3,)),
    ]


def test_segments_give_back_every_word_once():
    text = "0123456789" * 5
    marks = [(n, Span(n * 3, n * 3 + 11)) for n in range(12)]
    area = Span(5, 47)
    cut = spans.segments(area, marks)
    assert "".join(text[s.start : s.end] for s in cut) == text[5:47]
    assert spans.segments(Span(0, 5), []) == [spans.Segment(0, 5, ())]


@pytest.mark.parametrize(
    ("holes", "expected"),
    [
        ([], [(0, 10)]),
        ([(3, 5)], [(0, 3), (5, 10)]),
        ([(0, 4)], [(4, 10)]),
        ([(4, 10)], [(0, 4)]),
        ([(6, 8), (2, 4)], [(0, 2), (4, 6), (8, 10)]),
        ([(20, 30)], [(0, 10)]),
    ],
)
def test_holes_are_cut_out(holes, expected):
    assert spans.without(Span(0, 10), [Span(*h) for h in holes]) == [Span(*e) for e in expected]


def section(start, end, parent=None, kind="section"):
    return Part(kind, f"Mục {start}", start, end, parent)


def clauses(count, size, *, parent, start):
    return [
        Part("clause", "", start + n * size, start + (n + 1) * size - 1, parent)
        for n in range(count)
    ]


def test_a_short_document_is_one_window():
    parts = [section(0, 10), *clauses(3, 100, parent=0, start=10)]
    [only] = windows.windows(parts)
    assert (only.number, only.title, only.first, only.last) == (1, "Mục 0", 0, 3)
    assert windows.windows([]) == []


def test_a_long_document_is_cut_between_sections():
    parts = []
    for number in range(4):
        start = number * 1000
        place = len(parts)
        parts += [section(start, start + 10), *clauses(9, 100, parent=place, start=start + 10)]
    found = windows.windows(parts, length=2000)
    assert [w.title for w in found] == ["Mục 0", "Mục 2000"]
    assert [parts[w.first].kind for w in found] == ["section", "section"]


def test_a_section_longer_than_a_window_is_cut_and_its_parts_are_named_after_it():
    parts = [section(0, 10), *clauses(30, 100, parent=0, start=10)]
    found = windows.windows(parts, length=1000)
    assert len(found) > 1
    assert {w.title for w in found[1:]} == {"Mục 0 (tiếp)"}


def test_a_new_chapter_begins_a_new_window_once_the_old_is_half_full():
    parts = [
        section(0, 10, kind="chapter"),
        *clauses(7, 100, parent=0, start=10),
        section(710, 720, kind="chapter"),
        *clauses(2, 100, parent=8, start=720),
    ]
    assert [w.title for w in windows.windows(parts, length=1000)] == ["Mục 0", "Mục 710"]


@pytest.mark.parametrize("length", [150, 500, 1000, 5000])
def test_every_clause_is_in_exactly_one_window(length):
    parts = [section(0, 10, kind="part")]
    for number in range(6):
        start = 10 + number * 700
        parts.append(section(start, start + 20, 0))
        parts += clauses(6, 100, parent=len(parts) - 1, start=start + 20)
    found = windows.windows(parts, length=length)
    covered = [i for w in found for i in range(w.first, w.last + 1)]
    assert covered == list(range(len(parts)))
    assert [w.number for w in found] == list(range(1, len(found) + 1))


def test_the_window_of_an_offset():
    parts = [section(0, 10), *clauses(30, 100, parent=0, start=10)]
    found = windows.windows(parts, length=1000)
    for window in found:
        assert windows.window_of(found, window.start) is window
        assert windows.window_of(found, window.end) is window  # a gap belongs to the one before
    assert windows.window_of([], 5) is None


def test_a_window_in_the_middle_is_named_after_the_nearest_heading_above():
    parts = [
        section(0, 10, kind="part"),
        Part("point", "", 10, 20, 0),
        *(Part("item", "", 20 + n * 100, 119 + n * 100, 1) for n in range(8)),
    ]
    found = windows.windows(parts, length=300)
    assert {w.title for w in found[1:]} == {"Mục 0 (tiếp)"}


def test_a_window_without_any_heading_still_has_a_name():
    [only] = windows.windows([Part("paragraph", "", 40, 90, None)])
    assert only.title == "Đoạn từ ký tự 40"
    [named] = windows.windows([Part("paragraph", "Kính gửi các cơ quan", 40, 90, None)])
    assert named.title == "Kính gửi các cơ quan"
