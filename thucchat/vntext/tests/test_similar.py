from thucchat.vntext import similar, summary

DUTIES = [
    "Bộ Y tế rà soát danh mục thuốc, trình Thủ tướng Chính phủ trước ngày 30/9/2026",
    "Bộ Y tế rà soát danh mục thuốc, báo cáo Thủ tướng Chính phủ trước ngày 15/10/2026",
    "Bộ Xây dựng lập quy hoạch đô thị thông minh vùng ven biển",
]


def test_the_same_duty_given_twice_is_found_with_the_differing_words():
    (pair,) = similar.pairs(DUTIES)
    assert (pair.first, pair.second) == (0, 1)
    assert 0.7 < pair.score < 1
    assert "trình" in pair.only_first
    assert "báo cáo" in pair.only_second


def test_equal_but_for_spelling_is_equal():
    assert similar.compare("Uỷ ban hoà giải", "ủy ban HÒA giải").score == 1
    assert similar.compare("một hai", "một hai ba").only_second == ("ba",)


def test_nothing_alike_gives_nothing():
    assert similar.pairs(DUTIES[1:], least=0.6) == []
    assert similar.pairs([]) == []


def test_a_summary_is_three_sentences_of_the_text_in_order():
    text = (
        "BÁO CÁO\n\nKính gửi: Sở Y tế.\n\n"
        + "\n\n".join(
            (
                f"Dữ liệu y tế của huyện thứ {n} đã được làm sạch, kết nối với dữ liệu dân "
                f"cư và chia sẻ cho bệnh viện số {n}."
            )
            for n in ("nhất", "hai", "ba", "tư", "năm")
        )
        + (
            "\n\nBệnh viện tỉnh mở thêm khoa điều trị trong ngày phục vụ người bệnh vùng cao "
            "biên giới."
        )
    )
    found = summary.summarise(text)
    assert 1 <= len(found) <= 3
    assert [s.span for s in found] == sorted(s.span for s in found)
    assert all(" ".join(text[s.span.start : s.span.end].split()) == s.text for s in found)
    assert summary.summarise("") == []
