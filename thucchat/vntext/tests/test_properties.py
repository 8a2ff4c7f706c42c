"""What must hold for any text: no crash, spans inside, the same result however it is laid out."""

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thucchat.vntext import claims, contradictions, duties, structure
from thucchat.vntext import text as letters

PIECES = st.sampled_from(
    [
        "Bộ Y tế",
        "Các Bộ: Công an, Tài chính",
        "UBND các tỉnh Lào Cai, Sơn La",
        "các bộ, ngành, địa phương",
        "Bộ",
        "chủ trì",
        "phối hợp với",
        "chỉ đạo",
        "giao",
        "yêu cầu",
        "phải",
        "rà soát",
        "trình Chính phủ",
        "đã ban hành",
        "trước ngày 30/9/2026",
        "trong quý III/2026",
        "hằng tháng",
        "trong vòng 10 ngày làm việc",
        "đến năm 2030",
        "1.245/1.469 việc (84,8%)",
        "tăng từ 12 lên 15, tăng 25%",
        "hơn 1,6 nghìn tỷ đồng",
        "8 - 10%",
        "gồm",
        "(1)",
        "(2)",
        "¹",
        "**",
        "“",
        "”",
        "(",
        ")",
        "[",
        "]",
        "|",
        "\t",
        "%",
        "/",
        "-",
        ",",
        ".",
        ";",
        ":",
        "\n",
        "\n\n",
        "\n- ",
        "\na) ",
        "\n1. ",
        "I.",
        "ĐIỀU 5.",
        "PHẦN I",
        "Điều 2. ",
        "NHIỆM VỤ",
        "Nơi nhận:",
        "uỷ ban",
        "hoà",
        "🙂",
        "\u0301",
        "0",
        "1/0",
        "\u200b",
        "\r\n",
        "\x0c",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=25).map(lambda p: letters.nfc(" ".join(p)))
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DOCUMENT = (
    "KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n"
    "1. Bộ Y tế chủ trì, phối hợp với Bộ Công an và các địa phương xây dựng Đề án sổ sức khỏe "
    "điện tử, trình Thủ tướng Chính phủ trong quý III/2026. Hằng tháng báo cáo Chính phủ kết quả "
    "thực hiện.\n\n"
    "2. Các Bộ: Tài chính, Nội vụ rà soát 1.245/1.469 nhiệm vụ (đạt 84,8%), hoàn thành trước ngày "
    "30/9/2026; Bộ Xây dựng công bố bản đồ số dùng chung trong tháng 12/2026.\n\n"
    "a) Sở Y tế lập danh mục 45 thủ tục cần cắt giảm."
)


def spans_of(duty):
    yield duty.quote
    yield duty.action_span
    yield letters.Span(duty.start, duty.end)
    for held in duty.spans.values():
        yield from held


@RELAXED
@given(TEXTS)
def test_spans_of_duties_lie_inside_the_text(text):
    for duty in duties.find_duties(text):
        assert all(0 <= s.start < s.end <= len(text) for s in spans_of(duty))
        assert duty.start <= duty.quote.start
        assert 0 < duty.score <= 1


@RELAXED
@given(TEXTS)
def test_spans_of_claims_lie_inside_the_text_and_hold_their_digits(text):
    for claim in claims.find_claims(text):
        assert 0 <= claim.start < claim.end <= len(text)
        for span in claim.spans:
            assert any(c.isdigit() for c in text[span.start : span.end])


@RELAXED
@given(TEXTS)
def test_contradictions_show_their_calculation(text):
    for found in contradictions.find_contradictions([text, text]):
        assert found.calculation
        assert all(0 <= e.span.start < e.span.end <= len(text) for e in found.evidence)


@RELAXED
@given(TEXTS)
def test_nodes_stand_in_order_and_inside_their_parents(text):
    nodes = structure.parse(text)
    assert [n.start for n in nodes] == sorted(n.start for n in nodes)
    for number, node in enumerate(nodes):
        assert node.start < node.end <= node.until <= len(text)
        assert node.parent is None or (
            node.parent < number and nodes[node.parent].until >= node.until
        )


def said(text):
    found = duties.find_duties(text)
    return [
        (
            d.action,
            [p.name for p in d.lead],
            [p.name for p in d.coordinating],
            d.deadline.value,
            d.recurrence,
        )
        for d in found
    ]


def stated(text):
    return [(c.num, c.value, c.unit, c.as_of) for c in claims.find_claims(text)]


def test_the_sample_is_worth_laying_out():
    assert len(said(DOCUMENT)) == 5
    assert len(stated(DOCUMENT)) == 2


@given(st.integers(min_value=45, max_value=140))
@settings(max_examples=40, deadline=None)
def test_line_wrapping_changes_nothing(width):
    wrapped = "\n\n".join(wrap(block, width) for block in DOCUMENT.split("\n\n"))
    assert said(wrapped) == said(DOCUMENT)
    assert stated(wrapped) == stated(DOCUMENT)


def wrap(block, width):
    lines, line = [], ""
    for word in block.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@pytest.mark.parametrize(
    "change",
    [
        lambda t: re.sub(r"\n", "  \n", t),
        lambda t: t.replace("\n", "\r\n"),
        lambda t: t.replace("Bộ Y tế", "**Bộ Y tế**"),
        lambda t: t.replace(" ", "\u00a0"),
        lambda t: t + "\n\n   \n",
        lambda t: letters.nfc(unicodedata.normalize("NFD", t)),
        lambda t: t.replace("Thủ tướng", "Thủ  tướng").replace("điện tử", "điện tử²"),
    ],
    ids=[
        "trailing spaces",
        "carriage returns",
        "bold",
        "hard spaces",
        "blank end",
        "decomposed",
        "note mark",
    ],
)
def test_layout_and_encoding_change_nothing(change):
    assert said(change(DOCUMENT)) == said(DOCUMENT)
    assert stated(change(DOCUMENT)) == stated(DOCUMENT)


@pytest.mark.parametrize(
    "unit", ["9", "a", "(", "1.", "Bộ ", "12/15 ", "- ", "@", ", ", "từ 1 lên 2 ", "Bộ Y tế, "]
)
def test_one_endless_paragraph_is_read_in_linear_time(unit):
    text = unit * (20_000 // len(unit))
    duties.find_duties(text)
    contradictions.find_contradictions([text])
