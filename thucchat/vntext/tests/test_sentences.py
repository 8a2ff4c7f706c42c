import pytest

from thucchat.vntext import sentences
from thucchat.vntext.text import Span


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bộ A làm. Bộ B xong.", 2),
        ("Tại TP. Hồ Chí Minh có 3 điểm. Hết.", 2),
        ("Ông V. A. nói rõ.", 1),
        ("Gồm đường, điện, v.v. Sau đó nghiệm thu.", 2),
        ("Tăng 2.5 lần, đạt 1.200 hộ.", 1),
        ("Xong chưa? Chưa!", 2),
        ("“Làm ngay.” Ông nói vậy.", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(text, count):
    assert len(sentences.split(text)) == count


def test_semicolons_in_brackets_do_not_part_clauses():
    text = "làm A (gồm x; y); làm B; “c; d”"
    parts = [text[s.start : s.end] for s in sentences.clauses(text, Span(0, len(text)))]
    assert parts == ["làm A (gồm x; y);", "làm B;", "“c; d”"]
