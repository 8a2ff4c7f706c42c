"""The review page names the figures of the document that cannot all be true."""

import dataclasses
import re
from decimal import Decimal
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thucchat.extraction import actions, queries
from thucchat.extraction.queries import contradictions
from thucchat.extraction.tests.factories import TEXT, make_document
from thucchat.tasks.tests.factories import NOON
from thucchat.vntext.text import nfc

pytestmark = pytest.mark.django_db
WRONG = nfc("Đến nay đã xong 120/200 nhiệm vụ (đạt 75%).")
RIGHT = nfc("Đến nay đã xong 150/200 nhiệm vụ (đạt 75%).")


def with_line(line):
    return TEXT.replace("I. NHIỆM VỤ\n", f"I. NHIỆM VỤ\n\n{line}\n", 1)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def shown(client, cast):
    client.force_login(cast.officer)

    def show(text, **query):
        document = make_document(text, by=cast.officer)
        actions.propose(document.pk, by=cast.officer, at=NOON)
        return client.get(reverse("extraction:review", args=[document.pk]), query)

    return show


def test_what_where_and_the_calculation_are_on_the_page(shown):
    response = shown(with_line(WRONG))
    (clash,) = response.context["page"].clashes
    words = unescape(response.content.decode())
    assert "120" in clash.calculation
    assert "60" in clash.calculation
    assert clash.calculation in words
    assert clash.relation in words
    (place,) = clash.places
    assert with_line(WRONG)[slice(*place.span)] in WRONG
    assert f'href="#{place.anchor}"' in words
    assert words.count(f'id="{place.anchor}"') == 1


def test_the_words_are_marked_in_the_text_with_a_word_and_a_sign(shown):
    body = shown(with_line(WRONG)).content.decode()
    marked = "".join(re.findall(r"<mark data-clash><span[^>]*>(.*?)</span></mark>", body))
    assert "120/200" in marked
    assert re.search(r'mark-no--clash[^>]*><span aria-hidden="true">≠ </span>mâu thuẫn 1</a>', body)


def test_a_clash_inside_a_proposal_leaves_the_proposal_marked_and_the_text_whole(shown):
    order = "1. Bộ Y tế xử lý dứt điểm 80 hồ sơ còn lại, 120/200 hồ sơ (75%), trước ngày 30/6/2026."
    text = nfc(with_line(order))
    response = shown(text)
    (clash,) = response.context["page"].clashes
    pieces = [p for row in response.context["page"].clauses for p in row.pieces]
    both = [p for p in pieces if p.clashes]
    assert both
    assert all(p.proposal_id and p.state for p in both)
    assert [place.anchor for p in both for place in p.begins] == [clash.places[0].anchor]
    assert all(text[p.start : p.start + len(p.text)] == p.text for p in pieces)


@pytest.mark.parametrize(
    "line", [RIGHT, "Đã giao khoảng 200 việc, xong hơn 120 việc (60%)."], ids=["right", "about"]
)
def test_figures_that_agree_are_not_spoken_of(shown, line):
    body = shown(nfc(with_line(line))).content.decode()
    assert "mau-thuan" not in body
    assert "data-clash" not in body


def test_an_arguable_difference_is_left_out(monkeypatch):
    found = contradictions.contradictions.find_contradictions([with_line(WRONG)])
    assert [one.status for one in found] == ["definite"]

    def arguable(texts):
        return [dataclasses.replace(one, status="arguable") for one in found]

    monkeypatch.setattr(contradictions.contradictions, "find_contradictions", arguable)
    assert contradictions.definite(with_line(WRONG)) == []


def test_a_text_is_compared_once(monkeypatch):
    read = []
    real = contradictions.contradictions.find_contradictions
    monkeypatch.setattr(
        contradictions.contradictions,
        "find_contradictions",
        lambda texts: read.append(len(texts)) or real(texts),
    )
    first, again = contradictions.definite(WRONG), contradictions.definite(WRONG)
    assert first == again
    assert first[0].stated == Decimal(75)
    assert contradictions.definite(RIGHT) == []
    assert contradictions.definite(RIGHT) == []
    assert read == [1, 1]


def test_a_place_in_another_section_is_reached_through_that_section(client, cast):
    filler = "\n\n".join(
        f"{n}. Việc nêu tại mục này được các cơ quan xem xét khi tổng kết." for n in range(1, 301)
    )
    text = nfc(f"KẾ HOẠCH\n\nI. MỞ ĐẦU\n\n{filler}\n\nII. KẾT QUẢ\n\n{WRONG}\n")
    document = make_document(text, by=cast.officer)
    page = queries.review_page(document.pk)
    (place,) = page.clashes[0].places
    assert not place.here
    assert place.section > 1
    client.force_login(cast.officer)
    address = reverse("extraction:review", args=[document.pk])
    body = client.get(address).content.decode()
    assert f'href="?phan={place.section}#{place.anchor}"' in body
    assert f'id="{place.anchor}"' not in body
    there = client.get(address, {"phan": place.section}).content.decode()
    assert f'id="{place.anchor}"' in there


def test_the_statements_stay_the_same(cast):
    counts = []
    for text in (TEXT, with_line(WRONG), with_line(f"{WRONG}\n\n{WRONG}")):
        document = make_document(text, by=cast.officer)
        actions.propose(document.pk, by=cast.officer, at=NOON)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            queries.review_page(document.pk)
        counts.append(len(seen))
    assert len(set(counts)) == 1, counts


def test_a_text_too_long_for_a_page_is_not_read_and_the_page_says_so(shown, monkeypatch):
    monkeypatch.setattr(contradictions, "LONGEST", 100)
    response = shown(with_line(WRONG))
    body = unescape(response.content.decode())
    assert response.context["page"].clashes == ()
    assert "chưa được so với nhau" in body
    assert "thucchat check" in body
