"""From a duty to a proposal's values; putting values together and apart."""

import pytest

from thucchat.extraction.rules import doubts, values
from thucchat.extraction.rules.doubts import Facts
from thucchat.extraction.rules.values import Values
from thucchat.vntext.dates import Deadline
from thucchat.vntext.duties.model import Duty, Party
from thucchat.vntext.text import Span

TEXT = (
    "a) Bộ trưởng Bộ Công an chủ trì, phối hợp với Bộ Tài chính xây dựng nền tảng dữ liệu, "
    "trình Chính phủ trước ngày 30/6/2026."
)


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def duty(**given):
    action = "xây dựng nền tảng dữ liệu, trình Chính phủ trước ngày 30/6/2026"
    facts = {
        "start": 0,
        "end": len(TEXT),
        "quote": Span(0, len(TEXT)),
        "action": action,
        "action_span": span(action),
        "lead": (Party("Bộ Công an", span("Bộ trưởng Bộ Công an"), True),),
        "coordinating": (Party("Bộ Tài chính", span("Bộ Tài chính"), True),),
        "deadline": Deadline(
            "date",
            "2026-06-30",
            "trước ngày 30/6/2026",
            span("trước ngày 30/6/2026"),
            "deadline.before",
        ),
        "product": "nền tảng dữ liệu",
        "product_span": span("nền tảng dữ liệu"),
        "report_to": Party("Chính phủ", span("Chính phủ"), True),
        "rule": "chair",
        "score": 0.95,
    }
    return Duty(**{**facts, **given})


def test_a_duty_becomes_values_with_the_words_behind_each():
    read = values.of_duty(duty(), TEXT)
    assert read.title == "Xây dựng nền tảng dữ liệu, trình Chính phủ"  # its deadline apart
    assert (read.lead, read.partners) == (("Bộ Công an",), ("Bộ Tài chính",))
    assert (read.due_precision, read.due_value) == ("date", "2026-06-30")
    assert (read.product, read.product_kind) == ("nền tảng dữ liệu", "platform")
    assert (read.field, read.axis) == ("data", "dx")
    assert read.responsible == "Bộ trưởng Bộ Công an"  # the text names the head of the body
    assert read.authority == read.report_to == "Chính phủ"  # it is submitted there
    quoted = {name: TEXT[said["start"] : said["end"]] for name, said in read.evidence.items()}
    assert quoted["due_on"] == "trước ngày 30/6/2026"
    assert quoted["lead"] == quoted["responsible"] == "Bộ trưởng Bộ Công an"
    assert quoted["product_kind"] == "nền tảng"
    assert read.evidence["lead"]["rule"] == "chair.lead"


def test_a_body_that_no_list_knows_is_noted_as_unknown():
    read = values.of_duty(duty(lead=(Party("Sở Mây Trời", Span(3, 8), False),)), TEXT)
    assert read.evidence["lead"]["unknown"] == ["Sở Mây Trời"]


def test_an_inherited_lead_says_so():
    assert values.of_duty(duty(lead_inherited=True), TEXT).evidence["lead"]["rule"] == (
        "chair.lead.inherited"
    )


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline("quarter", "2026-Q3", "trong quý III"), ("quarter", "2026-Q3", "trong quý III")),
        (Deadline("working_days", "20", "20 ngày"), ("working_days", "20", "20 ngày")),
        # an event or calendar days: no day is made up, the words are kept
        (Deadline("none", None, relative="sau 45 ngày"), ("none", None, "sau 45 ngày")),
        (
            Deadline("none", None, relative="trong 30 ngày làm việc"),
            ("working_days", "30", "trong 30 ngày làm việc"),
        ),
        (Deadline("none", None), ("none", None, "")),
        # how often is no deadline
        (Deadline("none", None, "Hằng quý", recurrence="quarterly"), ("none", None, "")),
    ],
)
def test_deadlines_keep_their_precision(deadline, expected):
    read = values.of_duty(duty(deadline=deadline), TEXT)
    assert (read.due_precision, read.due_value, read.due_text) == expected


def test_words_of_recurrence_stand_beside_the_recurrence():
    due = Deadline("none", None, "Hằng quý", Span(0, 8), "deadline.recurrence", None, "quarterly")
    read = values.of_duty(duty(deadline=due), TEXT)
    assert read.recurrence == "quarterly"
    assert "recurrence" in read.evidence
    assert "due_on" not in read.evidence


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a) ban hành  quy chế;", "Ban hành quy chế"),
        ("1.2. - Rà soát thủ tục.", "Rà soát thủ tục"),
        ("(3) Công khai danh sách", "Công khai danh sách"),
        ("Điều 5. Bộ Công an báo cáo", "Bộ Công an báo cáo"),
        ("báo cáo\nkết quả", "Báo cáo kết quả"),
        ("5G phủ sóng toàn quốc", "5G phủ sóng toàn quốc"),  # a number that is no label
    ],
)
def test_a_title_has_no_label_and_one_line(words, expected):
    assert values.title(words) == expected


def test_a_long_title_ends_at_a_whole_idea():
    long = "Xây dựng kế hoạch " + "rất dài " * 25 + "cho mọi người, " + "thêm nữa " * 30
    short = values.title(long)
    assert len(short) <= values.TITLE_MAX
    assert short.endswith("cho mọi người…")
    assert values.title("x" * 20 + " từ" * 200).endswith(" từ…")  # no comma: a whole word


def part(start, end, **given):
    return Values(**{"start": start, "end": end, "title": f"Việc {start}", "score": 0.9, **given})


def test_merging_keeps_what_only_one_part_says():
    made = values.combine(
        [
            part(0, 10, lead=("A",), lead_text="A", partners=("X",)),
            part(12, 20, due_precision="date", due_value="2026-06-30", partners=("Y", "X")),
        ]
    )
    assert (made.start, made.end, made.title) == (0, 20, "Việc 0; Việc 12")
    assert (made.lead, made.partners) == (("A",), ("X", "Y"))
    assert (made.due_precision, made.due_value) == ("date", "2026-06-30")


def test_merging_leaves_open_what_the_parts_disagree_on():
    made = values.combine(
        [
            part(0, 10, lead=("A",), lead_text="A", due_value="2026-06-30", due_text="tháng 6"),
            part(12, 20, lead=("B",), lead_text="B", due_value="2026-09-30", due_text="tháng 9"),
        ]
    )
    assert (made.lead, made.lead_text) == ((), "A; B")
    assert (made.due_value, made.due_text) == (None, "tháng 6; tháng 9")


def test_an_unknown_lead_and_a_known_one_are_not_one():
    made = values.combine([part(0, 5, lead=("A",), lead_text="A"), part(6, 9, lead_text="các sở")])
    assert made.lead == ()


def test_the_extent_of_a_nested_part_is_kept():
    assert values.combine([part(0, 100), part(20, 40)]).end == 100


def test_a_part_of_a_split_keeps_the_lead_and_loses_the_other_parts_deadline():
    text = "Bộ A ban hành quy chế; tổ chức tập huấn trước ngày 15/5/2026."
    cut = text.index("tổ chức")
    due = text.index("trước")
    whole = part(
        0,
        len(text),
        lead=("A",),
        due_precision="date",
        due_value="2026-05-15",
        due_text="trước ngày 15/5/2026",
        product="quy chế",
        product_kind="document",
        evidence={
            "due_on": {"start": due, "end": len(text), "rule": "r"},
            "product": {"start": text.index("quy chế"), "end": cut, "rule": "r"},
        },
    )
    first = values.part_of(whole, text, Span(0, cut))
    second = values.part_of(whole, text, Span(cut, len(text)))
    assert (first.lead, first.due_value, first.due_text) == (("A",), None, "")
    assert (first.product, first.product_kind) == ("quy chế", "document")
    assert (second.lead, second.due_value) == (("A",), "2026-05-15")
    assert (second.product, second.product_kind) == ("", "training")
    assert second.title.startswith("Tổ chức tập huấn")


def test_a_value_whose_words_stand_above_holds_for_both_parts():
    text = "Trong tháng 5: làm một; làm hai."
    whole = part(
        15,
        len(text),
        due_value="2026-05-31",
        evidence={"due_on": {"start": 0, "end": 13, "rule": "r"}},
    )
    for piece in (Span(15, 22), Span(24, len(text))):
        assert values.part_of(whole, text, piece).due_value == "2026-05-31"


def test_reading_a_slice_shifts_every_offset():
    moved = values.shifted(part(0, 9, evidence={"lead": {"start": 1, "end": 4, "rule": "r"}}), 100)
    assert (moved.start, moved.end, moved.evidence["lead"]["start"]) == (100, 109, 101)


@pytest.mark.parametrize(
    ("kind", "level"),
    [("database", 4), ("report", 1), ("", 2), ("unheard-of", 2)],  # not named: as «other»
)
def test_the_required_level_follows_the_kind_of_product(kind, level):
    assert values.required_level(kind, {"database": 4, "report": 1, "other": 2}) == level


def facts(**given):
    from datetime import date

    known = {
        "span": Span(0, 10),
        "title": "Xây dựng cơ sở dữ liệu",
        "has_lead": True,
        "lead_text": "Bộ Công an",
        "lead_unknown": (),
        "due_on": date(2026, 6, 30),
        "due_text": "trước 30/6",
        "recurrence": "",
        "issued_on": date(2026, 3, 2),
        "score": 0.9,
    }
    return Facts(**{**known, **given})


def test_a_clear_proposal_has_no_doubts():
    assert doubts.doubts(facts(), [Span(10, 20)]) == []


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"score": 0.4}, "title", "không chắc"),
        ({"title": "Báo cáo"}, "title", "quá ngắn"),
        ({"has_lead": False, "lead_text": ""}, "lead", "không nêu cơ quan"),
        ({"has_lead": False, "lead_text": "Các bộ, ngành"}, "lead", "«Các bộ, ngành»"),
        ({"has_lead": False, "lead_text": "Bộ A; Bộ B"}, "lead", "nhiều cơ quan"),
        ({"has_lead": False, "lead_unknown": ("Sở X",)}, "lead", "danh mục"),
        ({"due_on": None, "due_text": ""}, "due_on", "không nêu thời hạn"),
        ({"due_on": None, "due_text": "45 ngày"}, "due_on", "«45 ngày»: nhập ngày"),
        ({"issued_on": __import__("datetime").date(2026, 12, 1)}, "due_on", "sớm hơn"),
    ],
)
def test_a_doubt_says_where_and_what(given, field, said):
    [found] = doubts.doubts(facts(**given), [])
    assert found.field == field
    assert said in found.words


def test_a_recurring_task_needs_no_deadline():
    assert doubts.doubts(facts(due_on=None, recurrence="monthly"), []) == []


def test_an_overlap_is_a_doubt():
    [found] = doubts.doubts(facts(), [Span(5, 30)])
    assert "chồng" in found.words


def test_words_without_a_duty_still_say_their_kind():
    text = "Xem: nền tảng dữ liệu dùng chung."
    said = values.of_span(text, Span(5, len(text)))
    assert (said.title, said.product_kind) == ("Nền tảng dữ liệu dùng chung", "platform")
    assert (said.lead, said.due_value, said.rule, said.score) == ((), None, "person.mark", 1.0)
    quoted = said.evidence["product_kind"]
    assert text[quoted["start"] : quoted["end"]] == "nền tảng"


def test_a_marked_passage_is_what_the_person_marked():
    said = values.marked(part(10, 20, rule="chair", score=0.5), Span(8, 25))
    assert (said.start, said.end, said.rule, said.score) == (8, 25, "person.mark", 1.0)
