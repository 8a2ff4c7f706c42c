"""What is believed of a claimed duty: only what its clause says word for word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thucchat.vntext import text as letters
from thucchat.vntext.duties import suggested
from thucchat.vntext.duties.suggested import Suggestion

TEXT = letters.nfc("""KẾ HOẠCH

Hà Nội, ngày 02 tháng 3 năm 2026

I. NHIỆM VỤ

1. Bộ Khoa học và Công nghệ chủ trì, phối hợp với Bộ Công an và Viện Đo lường Sao Mai xây dựng
   cơ sở dữ liệu chuyên gia theo Quyết định số 12/QĐ-TTg ngày 05/01/2026, hoàn thành
   trước ngày 30/6.

2. Hằng quý, Bộ Y tế báo cáo Thủ tướng Chính phủ kết quả thực hiện.

3. Bộ Y tế ban hành quy chế trong vòng 30 ngày làm việc.

4. Các đơn vị thực hiện nghiêm túc Kế hoạch này.

5. Các đơn vị thực hiện nghiêm túc Kế hoạch này.
""")
QUOTE = (
    "Bộ Khoa học và Công nghệ chủ trì, phối hợp với Bộ Công an và Viện Đo lường Sao Mai xây dựng"
)


def number(words):
    return next(c.number for c in suggested.clauses(TEXT) if words in c.flow.text)


FIRST, REPORT, RULES = number("chuyên gia"), number("Hằng quý"), number("quy chế")


def check(**claimed):
    values = {"clause": FIRST, "quote": QUOTE, **claimed}
    checked = suggested.check(TEXT, [Suggestion(**values)])
    return (checked.duties[0] if checked.duties else None), checked.dropped


def said(span):
    return letters.squeeze(TEXT[span.start : span.end])


def test_words_that_stand_in_the_clause_are_kept_with_their_place():
    duty, dropped = check(
        action="xây dựng cơ sở dữ liệu chuyên gia",
        lead=("Bộ Khoa học và Công nghệ",),
        coordinating=("Bộ Công an", "Viện Đo lường Sao Mai"),
        deadline="trước ngày 30/6",
        product="cơ sở dữ liệu chuyên gia",
    )
    assert dropped == {}
    assert said(duty.quote) == said(duty) == QUOTE
    assert duty.action == said(duty.action_span) == "xây dựng cơ sở dữ liệu chuyên gia"
    assert [(p.name, p.known, said(p.span)) for p in duty.lead] == [
        ("Bộ Khoa học và Công nghệ", True, "Bộ Khoa học và Công nghệ")
    ]
    assert [(p.name, p.known) for p in duty.coordinating] == [
        ("Bộ Công an", True),
        ("Viện Đo lường Sao Mai", False),  # nobody registered it, and nobody guesses
    ]
    # The year is the document's: the words do not name one.
    assert (duty.deadline.type, duty.deadline.value) == ("date", "2026-06-30")
    assert said(duty.deadline.span).endswith("trước ngày 30/6")
    assert said(duty.product_span) == duty.product == "cơ sở dữ liệu chuyên gia"
    assert (duty.rule, duty.score) == ("model", 0.5)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("lead", ("Bộ Quốc phòng",), "nobody named it here"),
        ("lead", ("bộ khoa học và công nghệ",), "other letters are other words"),
        ("lead", ("Bộ Khoa học và Công ngh",), "half a word"),
        ("lead", ("Bộ Y tế",), "it stands in another clause"),
        ("coordinating", ("Bộ Tài chính",), "nobody named it here"),
        ("deadline", "trước ngày 31/12/2026", "the model's own date"),
        ("deadline", "ngày 05/01/2026", "the day of a cited document is no deadline"),
        ("deadline", "hoàn thành", "no time is said"),
        ("deadline", "trước ngày 30", "half a date"),
        ("recurrence", "Hằng quý", "it stands in another clause"),
        ("product", "nền tảng số quốc gia", "not there"),
        ("action", "xây dựng cơ sở dữ liệu số", "a word was changed"),
        ("report_to", "Chính phủ", "not there"),
    ],
)
def test_a_value_whose_words_are_not_there_is_dropped(field, value, why):
    duty, dropped = check(**{field: value})
    bare, _ = check()
    name = "coordinating" if field == "coordinating" else field
    assert dropped == {name: 1}, why
    assert duty.score == 0.25
    assert (duty.lead, duty.coordinating, duty.deadline, duty.product, duty.report_to) == (
        bare.lead,
        bare.coordinating,
        bare.deadline,
        bare.product,
        bare.report_to,
    )
    assert duty.action == bare.action


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "Bộ Khoa học",
        "1. Bộ Khoa học",  # the marker is no word of it
        "Bộ Khoa học và Công nghệ phê duyệt cơ sở dữ liệu chuyên gia",
        "Các đơn vị thực hiện nghiêm túc Kế hoạch này",  # in two other clauses: which?
    ],
)
def test_a_claim_without_a_quote_in_one_clause_is_dropped(quote):
    assert check(quote=quote) == (None, {"quote": 1})


def test_a_quote_is_found_in_the_only_clause_that_has_it_whatever_number_was_given():
    duty, dropped = check(clause=999)
    assert (said(duty), dropped) == (QUOTE, {})


@pytest.mark.parametrize(
    "same",
    [
        f"  “{QUOTE}” ",
        f"1. {QUOTE}",  # the item's marker
        f"- {QUOTE}",
        QUOTE.replace(" ", "\n  "),
        unicodedata.normalize("NFD", QUOTE),
        QUOTE.replace("Khoa", "Khoa\u00a0").replace("\u00a0 ", "\u00a0"),
    ],
)
def test_white_space_encoding_and_quotation_marks_do_not_matter(same):
    duty, dropped = check(quote=same)
    assert (said(duty), dropped) == (QUOTE, {})


def test_a_fragment_of_a_longer_name_is_not_known():
    duty, dropped = check(lead=("Công an",))
    assert [(p.name, p.known) for p in duty.lead] == [("Công an", False)]
    assert dropped == {}


def test_several_names_in_one_value_are_several_bodies():
    duty, _ = check(coordinating=("Bộ Công an và Viện Đo lường Sao Mai",))
    assert [p.name for p in duty.coordinating] == ["Bộ Công an", "Viện Đo lường Sao Mai"]


def test_the_lead_does_not_help_itself():
    duty, _ = check(lead=("Bộ Công an",), coordinating=("Bộ Công an",))
    assert ([p.name for p in duty.lead], duty.coordinating) == (["Bộ Công an"], ())


def test_recurrence_recipient_and_counted_days_are_read_by_the_rules_of_dates():
    quote = "Bộ Y tế báo cáo Thủ tướng Chính phủ kết quả thực hiện"
    duty, dropped = check(
        clause=REPORT, quote=quote, recurrence="Hằng quý", report_to="Thủ tướng Chính phủ"
    )
    assert (duty.recurrence, duty.deadline.value) == ("quarterly", None)
    assert duty.report_to.name == "Thủ tướng Chính phủ"
    assert dropped == {}
    quote = "Bộ Y tế ban hành quy chế trong vòng 30 ngày làm việc"
    duty, _ = check(clause=RULES, quote=quote, deadline="trong vòng 30 ngày làm việc")
    assert (duty.deadline.type, duty.deadline.value) == ("working_days", "30")


def test_windows_hold_every_clause_once_and_stay_within_their_length():
    known = suggested.clauses(TEXT)
    cut = suggested.windows(known, length=150)
    assert [clause for part in cut for clause in part] == known
    assert all(len(p) == 1 or sum(len(c.flow.text) for c in p) <= 150 for p in cut)
    assert len(cut) > 2
    assert suggested.windows([], length=150) == []


_words = st.one_of(st.text(max_size=40), st.sampled_from(TEXT.split("\n")), st.just(QUOTE))


@given(
    st.builds(
        Suggestion,
        st.integers(-5, 20),
        _words,
        _words,
        st.tuples(_words),
        st.tuples(_words, _words),
        _words,
        _words,
        _words,
        _words,
    )
)
def test_whatever_is_claimed_only_words_of_the_text_come_out(claim):
    for duty in suggested.check(TEXT, [claim]).duties:
        assert 0 <= duty.start < duty.end <= len(TEXT)
        for span in (duty.action_span, *(p.span for p in (*duty.lead, *duty.coordinating))):
            assert 0 <= span.start < span.end <= len(TEXT)
        for party in (*duty.lead, *duty.coordinating):
            assert party.known or letters.same_tones(said(party.span)) == party.name
