import pytest

from thucchat.vntext import numbers
from thucchat.vntext import text as letters
from thucchat.vntext.text import Span


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"),
        ("Uỷ ban", "Ủy ban"),
        ("thuý", "thúy"),
        ("KHOÁ", "KHÓA"),
        ("quý", "quý"),
        ("hoàn", "hoàn"),
    ],
)
def test_tone_marks_move_to_where_the_new_spelling_has_them(old, new):
    assert letters.same_tones(old) == new
    assert len(letters.same_tones(old)) == len(old)


@pytest.mark.parametrize(
    ("text", "folded"), [("Đắk Lắk", "dak lak"), ("  Ủy   ban ", "uy ban"), ("ðường", "duong")]
)
def test_folding_drops_marks_case_and_spaces(text, folded):
    assert letters.fold(text) == folded


def test_two_spellings_of_a_name_are_the_same():
    assert letters.same("Uỷ ban nhân dân.", "ủy ban  nhân dân")
    assert not letters.same("Bộ Y tế", "Bộ Tài chính")


def test_decomposed_text_maps_back_to_its_own_offsets():
    raw = letters.nfc("Sở Y tế").replace("ở", "o\u031b\u0309") + "!"
    text, offsets = letters.nfc_offsets(raw)
    assert text == "Sở Y tế!"
    assert raw[offsets[3] : offsets[7]] == "Y tế"
    assert letters.nfc_offsets(text) == (text, None)


def test_spans_know_what_they_hold():
    assert Span(2, 6).overlaps(Span(5, 9))
    assert not Span(2, 6).overlaps(Span(6, 9))
    assert Span(2, 6).contains(Span(3, 6))


@pytest.mark.parametrize(
    ("written", "value", "places"),
    [
        ("1.245", 1245, 0),
        ("1.245,5", "1245.5", 1),
        ("84,75", "84.75", 2),
        ("2.5", "2.5", 1),
        ("07", 7, 0),
    ],
)
def test_numbers_are_read_the_vietnamese_way(written, value, places):
    assert numbers.parse(written) == numbers.Decimal(str(value))
    assert numbers.decimals(written) == places


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("1234567.5", None, "1.234.567,5"),
        ("66.465", 1, "66,5"),
        ("100", None, "100"),
        ("0.10", 2, "0,10"),
    ],
)
def test_numbers_are_shown_the_vietnamese_way(value, places, shown):
    assert numbers.shown(numbers.Decimal(value), places) == shown


def test_scale_words_multiply():
    assert numbers.scale("nghìn tỷ") == 10**12
    assert numbers.scale("") == 1
