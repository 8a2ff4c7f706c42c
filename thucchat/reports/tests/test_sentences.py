import pytest

from thucchat.reports.rules import outline as outlines
from thucchat.reports.rules import sentences
from thucchat.reports.rules.content import Figure, Words, plain
from thucchat.reports.rules.readings import Readings
from thucchat.reports.tests import factories

TOTALS = (104, 53, 14, 20, 15, 10)


def readings(now=TOTALS, before=None):
    return factories.make_material(now, before).readings


def say(entry, found, **words):
    spans = sentences.write(outlines.sentence(entry), found, words)
    return plain(spans)


@pytest.mark.parametrize(
    ("condition", "name", "now", "before", "holds"),
    [
        ("known", "done_rate", TOTALS, None, True),
        ("known", "done_rate", (4, 0, 0, 0, 0, 4), None, False),  # no deadline task: no rate
        ("missing", "done_rate", (4, 0, 0, 0, 0, 4), None, True),
        ("missing", "done_rate", TOTALS, None, False),
        ("positive", "overdue", TOTALS, None, True),
        ("positive", "overdue", (104, 53, 14, 20, 0, 10), None, False),
        ("zero", "overdue", (104, 53, 14, 20, 0, 10), None, True),
        ("zero", "overdue", TOTALS, None, False),
        ("small", "done_rate", (4, 1, 0, 0, 1, 0), None, True),
        ("small", "done_rate", TOTALS, None, False),
        ("up", "recognised", TOTALS, (104, 47, 14, 20, 15, 10), True),
        ("up", "recognised", TOTALS, TOTALS, False),
        ("up", "recognised", TOTALS, None, False),  # nothing to compare with
        ("down", "recognised", TOTALS, (104, 60, 14, 20, 8, 10), True),
        ("down", "recognised", TOTALS, TOTALS, False),
        ("same", "recognised", TOTALS, TOTALS, True),
        ("same", "recognised", TOTALS, None, False),
    ],
)
def test_conditions(condition, name, now, before, holds):
    entry = {"when": {condition: [name]}, "text": "đúng"}
    assert say(entry, readings(now, before)) == ("đúng" if holds else "")


def test_the_first_variant_that_holds_is_said():
    entry = [
        {"when": {"zero": ["overdue"]}, "text": "Không có nhiệm vụ quá hạn."},
        {"when": {"positive": ["overdue"]}, "text": "Có {overdue} nhiệm vụ quá hạn."},
        {"text": "Không tới đây."},
    ]
    assert say(entry, readings()) == "Có 15 nhiệm vụ quá hạn."


def test_all_conditions_of_a_variant_must_hold():
    entry = {"when": {"positive": ["overdue", "regular_tasks"], "zero": ["extended"]}, "text": "đủ"}
    assert say(entry, readings()) == "đủ"
    assert say(entry, readings((94, 53, 14, 20, 15, 0))) == ""


def test_a_number_is_a_figure_and_the_rest_are_words():
    spans = sentences.fill("Có {overdue} việc.", readings(), {})
    assert [type(span) for span in spans] == [Words, Figure, Words]
    assert (spans[1].text, spans[1].part) == ("15", "numerator")


def test_a_figure_without_data_says_so():
    assert say("Đạt {done_rate}.", readings((4, 0, 0, 0, 0, 4))) == "Đạt chưa có số liệu."


def test_words_stand_in_their_places():
    words = {"period": Words("tháng 10 năm 2026", kind="day")}
    assert say("Kỳ {period}.", readings(), **words) == "Kỳ tháng 10 năm 2026."


def overdue_by_body(*counts):
    """Return readings in which the bodies A, B, C… have so many overdue tasks."""
    rows = []
    for place, count in enumerate(counts):
        body = ("lead", f"L{place}", f"Cơ quan {chr(65 + place)}")
        rows += factories.make_readings((30, 0, 0, 0, count, 0), body, first=1000 * (place + 1))
    return Readings(rows, specs=factories.outline().figures)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 5, 3, 2), "Cơ quan B (5), Cơ quan C (3), Cơ quan D (2)"),
        ((2, 2), "Cơ quan A (2), Cơ quan B (2)"),  # fewer than asked for
        ((5, 2, 2, 2), "Cơ quan A (5), Cơ quan B (2), Cơ quan C (2), Cơ quan D (2)"),
        ((5, 1, 1, 1, 1, 1), "Cơ quan A (5)"),  # too many are equal: none of them is named
        ((1, 1, 1, 1, 1, 1), ""),  # nobody stands out
        ((0, 0), ""),
    ],
)
def test_the_bodies_with_the_most_are_named_and_equal_ones_alike(counts, expected):
    assert plain(sentences.top(overdue_by_body(*counts), "overdue", "lead", 3)) == expected


def test_a_sentence_about_the_most_is_left_out_where_nobody_stands_out():
    entry = [{"text": "Nhiều nhất là {top overdue lead 3}."}, {"text": "Trải đều các cơ quan."}]
    assert say(entry, overdue_by_body(3, 1)) == "Nhiều nhất là Cơ quan A (3), Cơ quan B (1)."
    assert say(entry, overdue_by_body(*[1] * 9)) == "Trải đều các cơ quan."


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Đạt 84,8% kế hoạch.", ["84,8%"]),
        ("Có 1.245 nhiệm vụ và 3 cơ quan.", ["1.245", "3"]),
        ("Nghị quyết 57-NQ/TW, Chương trình 71/NQ-CP, số 12/2026/NQ-HĐND", []),
        ("Đến ngày 31/10/2026, trong tháng 10 năm 2026, tháng 11/2026, năm 2030", []),
        ("VI. NHIỆM VỤ THÁNG 11 NĂM 2026", []),
        ("Xem Bảng 3, Biểu đồ 2, Phụ lục 1 và chỉ số K-01", []),
        ("Không có số nào", []),
    ],
)
def test_bare_digits_are_told_from_dates_and_numbers_of_documents(text, digits):
    assert sentences.bare_digits(text) == digits


def test_an_unknown_condition_is_refused():
    with pytest.raises(ValueError, match="tang"):
        outlines.sentence({"when": {"tang": ["done_rate"]}, "text": "…"})


def test_a_figure_that_nobody_defined_is_an_error():
    with pytest.raises(LookupError):
        sentences.fill("{khong_co}", Readings([], specs={}), {})
