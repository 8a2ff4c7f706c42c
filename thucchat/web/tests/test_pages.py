"""The shell: sign-in, light and dark, errors, the living style page."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from thucchat.orgs.choices import Bloc, Level, Role
from thucchat.orgs.models import Membership, Organisation, User
from thucchat.web import context, showcase

pytestmark = pytest.mark.django_db
STYLE_GUIDE = "/kieu-dang/"
COMPONENTS = {
    "chữ", "bậc kết quả", "nhãn trạng thái", "ô số liệu", "thông báo", "chỗ trống", "bảng",
    "danh sách việc", "diễn biến", "khối bên", "thẻ", "nút", "hộp thoại", "biểu mẫu",
    "văn bản có đánh dấu", "hình vẽ nhỏ",
}  # fmt: skip


class Reader(HTMLParser):
    """Collects what a page must not have, and its ids."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "rect", "path", "circle"})

    def __init__(self, html):
        super().__init__()
        self.ids, self.inline, self.open, self.headings = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open
        assert self.open.pop() == tag


@pytest.fixture
def person():
    user = User.objects.create_user("an", password="mot hai ba bon", full_name="Nguyễn Văn An")
    body = Organisation.objects.create(
        code="MAU", name="Bộ Mẫu", short_name="Bộ Mẫu", bloc=Bloc.GOVERNMENT, level=Level.MINISTRY
    )
    Membership.objects.create(user=user, organisation=body, role=Role.REPORTER, scope=body)
    return user


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def page_of(client, address=STYLE_GUIDE):
    return client.get(address).content.decode()


@pytest.mark.usefixtures("demo")
def test_the_living_page_shows_every_component(client):
    shown = set(re.findall('data-component="([^"]+)"', page_of(client)))
    assert shown == COMPONENTS


@pytest.mark.usefixtures("demo")
def test_the_living_page_shows_every_state_of_the_marks_and_of_the_ladder(client):
    html = page_of(client)
    for state in ("pending", "selected", "accepted", "edited", "rejected"):
        assert f'<mark data-state="{state}">' in html
    for kind in ("solid", "hollow", "empty"):
        assert f"ladder__step is-{kind}" in html
        assert f'class="rungs__{kind}"' in html


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("address", [STYLE_GUIDE, "/dang-nhap/", "/cong-khai/", "/tro-giup/"])
def test_a_page_is_whole(client, address):
    page = Reader(page_of(client, address))
    assert page.inline == []
    assert sorted(page.ids) == sorted(set(page.ids))
    assert page.open == []
    assert page.headings.count(1) == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)


def test_the_living_page_is_closed_where_the_product_is_in_earnest(client, person, settings):
    settings.DEMO = settings.DEBUG = False
    assert client.get(STYLE_GUIDE).status_code == 403
    client.force_login(person)
    assert client.get(STYLE_GUIDE).status_code == 200


@pytest.mark.usefixtures("demo")
def test_the_demo_says_that_it_is_one(client, settings):
    assert "Bản trình diễn" in page_of(client)
    settings.DEMO = False
    assert "Bản trình diễn" not in page_of(client, "/dang-nhap/")


def test_a_person_signs_in_and_out(client, person):
    answer = client.post(
        "/dang-nhap/?next=/kieu-dang/", {"username": "an", "password": "mot hai ba bon"}
    )
    assert (answer.status_code, answer.url) == (302, "/kieu-dang/")
    html = page_of(client)
    assert "Nguyễn Văn An" in html
    assert "Bộ Mẫu" in html
    assert "Cán bộ báo cáo" in html
    assert client.get("/dang-xuat/").status_code == 405  # a link must not sign anybody out
    client.post("/dang-xuat/")
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("person")
def test_a_wrong_password_is_told_with_what_to_check(client):
    answer = client.post("/dang-nhap/", {"username": "an", "password": "sai"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Lỗi: Đăng nhập" in html
    assert "Caps Lock" in html
    assert 'value="an"' in html


def test_an_empty_sign_in_links_each_message_to_its_field(client):
    html = client.post("/dang-nhap/", {}).content.decode()
    assert '<a href="#id_username">Nhập tên đăng nhập, ví dụ “nguyen.van.an”.</a>' in html
    assert '<a href="#id_password">Nhập mật khẩu.</a>' in html
    assert 'aria-describedby="id_username_error"' in html
    assert 'id="id_username_error"' in html
    assert html.count('aria-invalid="true"') == 2


def test_password_managers_and_pasting_work(client):
    html = page_of(client, "/dang-nhap/")
    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html


@pytest.mark.parametrize(
    ("choice", "shown"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')]
)
def test_light_and_dark_are_chosen_without_script(client, choice, shown):
    answer = client.post("/giao-dien/", {"theme": choice, "next": "/dang-nhap/"})
    assert (answer.status_code, answer.url) == (302, "/dang-nhap/")
    assert shown in page_of(client, "/dang-nhap/")
    client.post("/giao-dien/", {"theme": "auto"})
    assert "data-theme" not in page_of(client, "/dang-nhap/")


@pytest.mark.parametrize("back", ["https://example.com/", "//example.com", "javascript:1", ""])
def test_choosing_a_theme_leads_nowhere_else(client, back):
    assert client.post("/giao-dien/", {"theme": "dark", "next": back}).url == "/"


def test_a_forged_theme_cookie_is_ignored(client):
    client.cookies[context.THEME_COOKIE] = '"><script>'
    html = page_of(client, "/dang-nhap/")
    assert "<script>" not in html
    assert "data-theme" not in html


def test_403_says_which_role_and_who_gives_it(client, person, rf):
    request = rf.get("/")
    request.user = person
    html = render_to_string(
        "403.html", {"message": "Việc này cần vai trò «Người thẩm định»."}, request
    )
    assert "«Người thẩm định»" in html
    assert "Cán bộ báo cáo" in html
    assert "quản trị hệ thống của đơn vị" in html


def test_an_address_that_does_not_exist_is_told_in_words(client, person):
    client.force_login(person)
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "Không tìm thấy trang này" in html
    assert f'<form action="{reverse("tasks:index")}" method="get" role="search"' in html


def test_a_stale_form_is_told_in_words():
    answer = Client(enforce_csrf_checks=True).post("/giao-dien/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "tải lại" in answer.content.decode()


@pytest.mark.django_db(databases=[])
def test_the_page_of_a_broken_server_needs_nothing():
    html = render_to_string("500.html")
    assert "{%" not in html
    assert "chưa được thực hiện" in html
    assert Reader(html).inline == []


def test_too_many_requests_tells_when_to_try_again(rf):
    assert "sau 1.200 giây" in render_to_string("429.html", {"retry_after": 1200}, rf.get("/"))


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/nhiem-vu/", "B"),
        ("/nhiem-vu/12/", "B"),
        ("/viec/", "A"),
        ("/viec/nhiem-vu/", "A"),
        ("/x/", ""),
    ],
)
def test_the_longest_address_above_is_the_current_entry(monkeypatch, path, current):
    places = {"a": "/viec/", "b": "/nhiem-vu/", "gone": ""}
    monkeypatch.setattr(context, "address", places.__getitem__)
    entries = context.entries((("A", "a"), ("B", "b"), ("C", "gone")), path)
    assert [entry.label for entry in entries] == ["A", "B"]
    assert [entry.label for entry in entries if entry.current] == ([current] if current else [])


def test_the_menu_shows_main_entries_only_to_people_with_an_account(client, person, monkeypatch):
    monkeypatch.setattr(context, "NAV", (("Kiểu", "web:style_guide"),))
    assert "masthead__nav" not in page_of(client, "/dang-nhap/")
    client.force_login(person)
    assert f'<a href="{reverse("web:style_guide")}" aria-current="page">Kiểu</a>' in page_of(client)


def test_the_journal_is_offered_only_to_who_may_read_it(client, person):
    client.force_login(person)
    assert "Nhật ký hệ thống" not in page_of(client, "/tro-giup/")
    body = Organisation.objects.get(code="MAU")
    Membership.objects.create(user=person, organisation=body, role=Role.INSPECTOR, scope=body)
    assert "Nhật ký hệ thống" in page_of(client, "/tro-giup/")


def test_help_stands_at_the_same_place_on_every_page(client):
    for address in ("/dang-nhap/", "/cong-khai/", "/tro-giup/"):
        foot = page_of(client, address).split('class="footer"')[1]
        assert foot.index("Trợ giúp") < foot.index("Trang công khai")


def test_every_kind_of_field_is_on_the_living_page():
    kinds = {type(field).__name__ for field in showcase.Sample.base_fields.values()}
    assert kinds == {"Text", "Day", "Number", "Choice", "Choices", "File", "Check"}
