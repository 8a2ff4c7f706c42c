"""The tags: what they write, and that they keep the filters of the address."""

from datetime import date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from thucchat.forms import base, fields
from thucchat.kernel.periods import HANOI
from thucchat.tasks.choices import State

AT = datetime(2026, 6, 5, 14, 5, tzinfo=HANOI)


def write(source, address="/nhiem-vu/", **values):
    request = RequestFactory().get(address)
    text = Template("{% load ui %}" + source).render(Context({"request": request, **values}))
    return " ".join(text.split())


def test_a_tag_is_word_shape_and_tone():
    html = write("{% tag state %}", state=State.CLAIMED)
    assert "Chờ công nhận" in html
    assert "<svg" in html
    assert "tone-wait" in html


def test_a_tag_of_nothing_is_nothing():
    assert write("{% tag state %}", state=None) == ""


def test_words_from_outside_are_escaped():
    for call in ('{% tag "x" word=bad %}', '{% icon "lock" bad %}', '{% notice "info" bad bad %}'):
        assert "<script" not in write(call, bad="<script>")


def test_a_stat_shows_what_makes_it_honest():
    html = write(
        '{% stat "Hoàn thành" 84.75 unit="%" digits=1 numerator=1245 denominator=1469 '
        'of="nhiệm vụ" as_of=day version="K-01 bản 2" href="/k/" %}',
        day=date(2026, 6, 29),
    )
    assert '<a href="/k/">84,8</a>' in html
    assert "1.245 / 1.469 nhiệm vụ" in html
    assert "Đến 29/06/2026 · K-01 bản 2" in html


@pytest.mark.parametrize(("value", "shown"), [(None, "Chưa có số liệu"), (0, "0"), ("5/7", "5/7")])
def test_no_data_is_not_zero(value, shown):
    html = write('{% stat "A" value %}', value=value)
    assert shown in html
    assert ("Chưa có số liệu" in html) is (value is None)


def test_a_zero_numerator_is_shown():
    assert "0 / 12" in write('{% stat "A" 0 numerator=0 denominator=12 %}')


def test_progress_of_nothing_does_not_divide():
    html = write("{% progress 0 0 %}")
    assert "0 / 0" in html
    assert 'max="1"' in html


def test_pagination_keeps_the_filters():
    page = Paginator(range(100), 10).page(3)
    html = write("{% pagination page %}", "/nhiem-vu/?state=late&page=3", page=page)
    assert 'href="?state=late&amp;page=4" rel="next"' in html
    assert 'href="?state=late&amp;page=2" rel="prev"' in html
    assert "21–30 trong 100" in html


def test_one_page_has_no_links():
    html = write("{% pagination page %}", page=Paginator(range(3), 10).page(1))
    assert "<a" not in html
    assert "1–3 trong 3" in html


@pytest.mark.parametrize(
    ("address", "href", "order"),
    [
        ("/?q=a", "?q=a&amp;sort=due_on", ""),
        ("/?sort=due_on&page=4", "?sort=-due_on", "ascending"),
        ("/?sort=-due_on", "?sort=due_on", "descending"),
        ("/?sort=title", "?sort=due_on", ""),
    ],
)
def test_a_column_sorts_and_turns_round(address, href, order):
    html = write('{% sort_header "Hạn" "due_on" %}', address)
    assert f'href="{href}"' in html
    assert (f'aria-sort="{order}"' in html) if order else ("aria-sort" not in html)


def test_the_sort_of_a_bare_address_is_marked():
    assert 'aria-sort="descending"' in write('{% sort_header "A" "a" default="-a" %}')


class Filters(base.Form):
    q = fields.Text(label="Từ khóa", required=False)
    state = fields.Choice(
        label="Trạng thái", required=False, empty="Tất cả", choices=[("late", "Quá hạn")]
    )
    since = fields.Day(label="Từ ngày", required=False)
    mine = fields.Check(label="Của tôi")


def test_filters_in_force_are_named_and_can_be_lifted_one_by_one():
    query = {"q": "", "state": "late", "since": "05/06/2026", "mine": "on"}
    html = write(
        "{% filter_chips form %}", "/?state=late&since=05/06/2026&mine=on", form=Filters(query)
    )
    assert "Trạng thái: Quá hạn" in html
    assert "Từ ngày: 05/06/2026" in html
    assert "Của tôi: có" in html
    assert "Từ khóa" not in html
    assert 'href="?since=05%2F06%2F2026&amp;mine=on"' in html


def test_no_filters_no_chips():
    assert write("{% filter_chips form %}", form=Filters({})) == ""
    assert write("{% filter_chips form %}", form=Filters()) == ""


def test_a_timeline_takes_instants_and_days():
    items = [
        {"at": AT, "title": "Gửi", "by": "An", "tone": "wait"},
        {"at": date(2026, 6, 30), "title": "Hạn", "is_next": True},
    ]
    html = write("{% timeline items %}", items=items)
    assert '<time datetime="2026-06-05T14:05:00+07:00">14:05 05/06/2026</time> · An' in html
    assert '<time datetime="2026-06-30">30/06/2026</time>' in html


def test_how_long_ago_carries_the_exact_time():
    html = write("{% ago at now %}", at=AT, now=AT + timedelta(hours=2))
    assert html == (
        '<time datetime="2026-06-05T14:05:00+07:00" title="14:05 05/06/2026">2 giờ trước</time>'
    )


def test_an_empty_place_knows_three_kinds():
    for kind in ("nothing_yet", "no_match", "no_right"):
        assert f"empty--{kind}" in write(f'{{% empty_state "{kind}" "T" %}}')
    with pytest.raises(KeyError):
        write('{% empty_state "void" "T" %}')


def test_the_way_here_ends_with_this_page():
    html = write('{% breadcrumb "Nhiệm vụ" "/nhiem-vu/" "NV-1" %}')
    assert '<a href="/nhiem-vu/">Nhiệm vụ</a>' in html
    assert '<span aria-current="page">NV-1</span>' in html


def test_the_small_ladder_is_also_read_aloud():
    html = write("{% level_ladder 4 1 4 %}")
    assert 'aria-label="Được công nhận mức 1' in html
    assert html.count("rungs__hollow") == 3
    assert html.count("rungs__solid") == 2


def test_the_large_ladder_says_the_gap():
    html = write('{% level_ladder 4 1 4 size="full" %}')
    assert "hụt 3 mức" in html
    assert html.count("is-hollow") == 3
