"""Plain text, old encodings, and what holds for every source."""

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thucchat.kernel.errors import Refused
from thucchat.vntext import reading
from thucchat.vntext.reading import encodings
from thucchat.vntext.reading.tests.files import docx, p

SENTENCE = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam. Đề nghị các bộ, ngành, địa phương khẩn trương hoàn thành "
    "nhiệm vụ trước ngày 30/6/2026; những tỷ lệ, kỹ thuật, ưu tiên, đường, ẩm, ở, quỹ, ý, ỷ, ỵ."
)
TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def as_tcvn3(text):
    table = {letter: code for code, letter in encodings._TCVN3.items()}
    return "".join(chr(table.get(ord(c), ord(c))) for c in text)


def as_vni(text):
    table = {letter: code for code, letter in encodings._VNI.items()}
    return "".join(table.get(c, c) for c in text)


def as_cp1258(text):
    out = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(c for c in parts if c in TONES)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
        out.append((base + tone).encode("cp1258"))
    return b"".join(out)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (SENTENCE.encode(), False),
        (SENTENCE.encode("utf-8-sig"), False),
        (SENTENCE.encode("utf-16"), False),
        (SENTENCE.encode("utf-16-le"), False),
        (unicodedata.normalize("NFD", SENTENCE).encode(), False),
        (as_tcvn3(SENTENCE).encode("latin-1"), True),
        (as_vni(SENTENCE).encode("latin-1"), True),
        (as_cp1258(SENTENCE), True),
        (as_tcvn3(SENTENCE).encode(), True),  # Unicode that holds TCVN3 letters
        (as_vni(SENTENCE).encode(), True),
    ],
)
def test_letters_of_every_encoding_become_the_same_text(content, told):
    source = reading.read(content, "a.txt")
    assert source.text == SENTENCE
    assert bool(source.notes) is told


@pytest.mark.parametrize("spell", [as_tcvn3, as_vni])
def test_old_letters_in_word_files_are_converted(spell):
    source = reading.read(docx(p(spell(SENTENCE))), "a.docx")
    assert source.text == SENTENCE
    assert "đã chuyển sang Unicode" in source.notes[0]


@pytest.mark.parametrize(
    "text", ["A résumé, a façade, a naïve café.", "Ngày 1 2 3", "ABC", SENTENCE, "Üç şöför çağır"]
)
def test_what_is_not_old_vietnamese_is_left(text):
    assert encodings.recognise(text) is None


def test_each_letter_of_the_tables_is_converted_back():
    letters = "".join(chr(v) for v in encodings._TCVN3.values())
    assert encodings.from_tcvn3(as_tcvn3(letters)) == letters
    for code, letter in encodings._VNI.items():
        assert encodings.from_vni(code) == letter


def test_printed_pages_lose_their_furniture_and_keep_the_way_back():
    pages = [f"KẾ HOẠCH\n\n{n}. Việc thứ {w}\n\n- {n} -\n" for n, w in enumerate("abc", 1)]
    original = "\f".join(pages)
    source = reading.read(original.encode(), "a.txt")
    assert source.original == original
    assert [line for line in source.text.split("\n") if line.strip()] == [
        "1. Việc thứ a",
        "2. Việc thứ b",
        "3. Việc thứ c",
    ]
    assert len(source.furniture) == 6
    at = source.text.index("2. Việc")
    span = source.original_span(at, at + 7)
    assert original[span.start : span.end] == "2. Việc"


def test_text_tables_and_notes_have_spans():
    text = "Đạt 5%¹.\n\n| TT | Việc |\n|----|------|\n| 1 | Một |\n\n¹ Ước tính.\n\na\tb\tc\n"
    source = reading.read(text.encode(), "a.txt")
    first, second = source.tables
    assert [[c.text for c in row.cells] for row in first.rows] == [["TT", "Việc"], ["1", "Một"]]
    assert [c.text for c in second.rows[0].cells] == ["a", "b", "c"]
    for found in source.tables:
        for row in found.rows:
            for cell in row.cells:
                assert source.text[cell.span.start : cell.span.end] == cell.text
    (note,) = source.footnotes
    assert (source.text[note.at], note.mark) == ("¹", "¹")
    assert source.text[note.span.start : note.span.end] == "¹ Ước tính."


LETTERS = st.text(
    st.sampled_from("aăâeêioôơuưyđAĂÂĐƠƯ ấầẩẫậếềểễệốồổỗộớờởỡợứừửữựÝỳỷỹỵ.,;-/0159\n\r"),
    min_size=1,
    max_size=80,
).filter(lambda text: text.strip())


@given(LETTERS)
def test_composed_and_decomposed_letters_give_one_text(words):
    texts = {
        reading.read(unicodedata.normalize(form, words).encode(), "a.txt").text
        for form in ("NFC", "NFD")
    }
    assert len(texts) == 1
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)


@given(LETTERS, st.sampled_from(["NFC", "NFD"]))
def test_every_code_point_of_the_text_leads_back_to_what_it_was(words, form):
    words = unicodedata.normalize(form, words)
    source = reading.read(words.encode(), "a.txt")
    assert source.original == words
    for at, char in enumerate(source.text):
        span = source.original_span(at, at + 1)
        there = words[span.start : span.end].replace("\r", "\n")
        assert unicodedata.normalize("NFC", there).endswith(char)
    offsets = [source.to_original(at) for at in range(len(source.text))]
    assert offsets == sorted(offsets)


@given(st.lists(LETTERS.filter(lambda t: any(c.isalnum() for c in t)), min_size=1, max_size=5))
def test_word_files_give_one_text_for_both_forms_and_spans_inside_it(lines):
    read = [
        reading.read(docx(*(p(unicodedata.normalize(form, line)) for line in lines)), "a.docx")
        for form in ("NFC", "NFD")
    ]
    assert read[0].text == read[1].text
    for source in read:
        ends = [point[0] for point in source.offset_map]
        assert ends == sorted(ends)
        assert ends[0] >= 0
        assert ends[-1] <= len(source.text)
        span = source.original_span(0, len(source.text))
        whole = source.original[span.start : span.end]
        assert unicodedata.normalize("NFC", whole) == source.text


@given(st.binary(max_size=300))
def test_no_bytes_whatever_do_more_than_be_refused(content):
    for name in ("a.txt", "a.docx", "a.pdf", "a.html", "a.odt", ""):
        with contextlib.suppress(Refused):  # anything else that is raised is a defect
            source = reading.read(content, name)
            assert unicodedata.is_normalized("NFC", source.text)
            assert "\x00" not in source.text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_odd_words_in_either_form_are_not_taken_for_an_old_encoding(form):
    lines = ["Â", "ôƠ", "ôƠ", "ôÔ ôÂ ôê ôâ ôô"]
    source = reading.read(docx(*(p(unicodedata.normalize(form, line)) for line in lines)), "a.docx")
    assert source.text.split("\n\n") == lines
