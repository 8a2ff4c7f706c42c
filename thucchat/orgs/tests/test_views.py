"""The pages of bodies, accounts and the journal, as people see them."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from thucchat.audit import actions as audit
from thucchat.audit.models import Event
from thucchat.audit.tests.tampering import unguarded
from thucchat.orgs.choices import Level, Role, SuccessionKind
from thucchat.orgs.models import Membership, Organisation, Succession, User
from thucchat.orgs.tests.factories import make_org, make_user

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
INDEX = "/co-quan/"


@pytest.fixture
def see(client, cast):
    """Open an address as somebody of the cast."""

    def run(who, address, **data):
        client.force_login(getattr(cast, who) if isinstance(who, str) else who)
        return client.get(address, data)

    return run


@pytest.fixture
def post(client, cast):
    def run(who, address, follow=False, **data):
        client.force_login(getattr(cast, who) if isinstance(who, str) else who)
        return client.post(address, data, follow=follow)

    return run


def text(response):
    return response.content.decode()


# Bodies


def test_addresses():
    assert reverse("orgs:index") == "/co-quan/"
    assert reverse("orgs:detail", args=["X00004"]) == "/co-quan/X00004/"
    assert reverse("orgs:accounts", args=["T75-2025"]) == "/co-quan/T75-2025/tai-khoan/"
    assert reverse("audit:index") == "/nhat-ky/"


@pytest.mark.parametrize(
    "address", [INDEX, "/co-quan/VPTW/", "/co-quan/VPTW/tai-khoan/", "/nhat-ky/"]
)
def test_strangers_are_sent_to_sign_in(client, cast, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response.url.startswith("/dang-nhap/")


def test_the_agencies_page_shows_blocs_and_their_bodies(see):
    page = text(see("stranger", INDEX))
    assert "Văn phòng Trung ương Đảng" in page
    assert "Thành phố Hà Nội" in page
    assert "Phường Ba Đình" not in page  # below its province
    assert '<a href="?khoi=local&amp;cap=commune">1 xã, phường, đặc khu</a>' in page


def test_the_agencies_page_without_data_says_what_to_do(client, db):
    client.force_login(make_user())
    assert "load_reference" in text(client.get(INDEX))


def test_the_agencies_page_takes_the_same_statements_for_any_number(
    client, cast, django_assert_max_num_queries
):
    for _ in range(30):
        make_org(parent=cast.science.parent)
    client.force_login(cast.stranger)
    with django_assert_max_num_queries(10):
        client.get(INDEX)


def test_search_finds_with_and_without_marks(see):
    for words in ("ba đình", "BA DINH", "X00004", "ba dinh, ha noi"):
        page = text(see("stranger", INDEX, q=words))
        assert 'href="/co-quan/X00004/"' in page, words
        assert "Bộ Công an" not in page


def test_search_keeps_to_the_filters(see):
    assert "Bộ Công an" in text(see("stranger", INDEX, q="bo", khoi="government"))
    assert "Bộ Công an" not in text(see("stranger", INDEX, q="cong an", khoi="party"))
    assert "Bộ Công an" not in text(see("stranger", INDEX, q="cong an", cap="province"))


def test_filters_alone_list_page_by_page(see, cast):
    for number in range(120):
        make_org(
            f"X9{number:04}", parent=cast.province, level=Level.COMMUNE, name=f"Xã Số {number}"
        )
    first = text(see("stranger", INDEX, cap="commune"))
    assert first.count('data-label="Mã"') == 100
    assert text(see("stranger", INDEX, cap="commune", page="2")).count('data-label="Mã"') == 21


def test_a_filter_that_does_not_exist_is_ignored(see):
    assert see("stranger", INDEX, khoi="sao-hoa", cap="x").status_code == 200


def test_nothing_found_helps_on(see):
    assert "Không tìm thấy cơ quan nào" in text(see("stranger", INDEX, q="zzz"))


def test_many_found_says_so(see, cast):
    for number in range(60):
        make_org(parent=cast.province, level=Level.COMMUNE, name=f"Xã Tân {number}")
    assert "Còn kết quả khác" in text(see("stranger", INDEX, q="tan"))


def test_a_body_shows_its_place_and_parts(see):
    page = text(see("stranger", "/co-quan/BKHCN/"))
    assert 'href="/co-quan/CP/"' in page
    assert 'href="/co-quan/BKHCN-CDS/"' in page
    assert "Người có vai trò" not in page  # a stranger sees no people


def test_a_body_shows_its_people_to_those_who_may_see(see, cast):
    for who in ("officer", "reporter", "administrator"):
        assert cast.reporter.full_name in text(see(who, "/co-quan/BKHCN/")), who
    assert cast.reporter.full_name not in text(see("other_reporter", "/co-quan/BKHCN/"))


def test_a_body_that_ended_leads_to_its_successor(see, cast):
    old = make_org("BTTTT", name="Bộ Thông tin", valid_to=date(2025, 2, 28), aliases=("Bộ TT&TT",))
    Succession.objects.create(
        before=old, after=cast.science, kind=SuccessionKind.MERGED, on=date(2025, 3, 1)
    )
    page = text(see("stranger", "/co-quan/BTTTT/"))
    assert "Đơn vị này đã kết thúc hoạt động" in page
    assert 'href="/co-quan/BKHCN/"' in page
    assert "hợp nhất vào" in page
    assert "Bộ TT&amp;TT" in page
    assert "Bộ Thông tin" in text(see("stranger", "/co-quan/BKHCN/"))


def test_an_unknown_code_is_not_found(see):
    assert see("stranger", "/co-quan/KHONG-CO/").status_code == 404


def test_many_parts_are_paged_with_a_fixed_number_of_statements(
    client, cast, django_assert_max_num_queries
):
    for number in range(126):
        make_org(parent=cast.province, level=Level.COMMUNE, name=f"Xã {number}")
    client.force_login(cast.officer)
    with django_assert_max_num_queries(24):
        page = text(client.get("/co-quan/T01/"))
    assert page.count('data-label="Mã"') == 100
    assert "page=2" in page


# Accounts

ACCOUNTS = "/co-quan/BKHCN/tai-khoan/"
NEW = {"full_name": "Nguyễn Thị An", "username": "an.nguyen", "role": "reporter", "scope_id": ""}


@pytest.mark.parametrize("who", ["officer", "head", "inspector", "stranger"])
@pytest.mark.parametrize("address", [ACCOUNTS, ACCOUNTS + "them/"])
def test_accounts_are_for_administrators(see, who, address):
    response = see(who, address)
    assert response.status_code == 403
    assert "cần vai trò «Quản trị»" in text(response)


def test_an_administrator_of_another_scope_is_refused(see, cast):
    admin = make_user(Role.ADMINISTRATOR, cast.police)
    assert see(admin, ACCOUNTS).status_code == 403
    assert see(admin, "/co-quan/BCA/tai-khoan/").status_code == 200


def test_the_people_of_a_body(see, cast):
    page = text(see("administrator", ACCOUNTS))
    assert cast.reporter.full_name in page
    assert cast.officer.full_name not in page


def test_a_body_without_people_offers_the_first_account(see):
    assert "Chưa có tài khoản nào" in text(see("administrator", "/co-quan/T04/tai-khoan/"))


def test_opening_an_account_shows_its_password_once(see, post, client):
    assert see("administrator", ACCOUNTS + "them/").status_code == 200
    response = post("administrator", ACCOUNTS + "them/", **NEW)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    password = response.context["password"]
    assert password in text(response)
    assert client.login(username="an.nguyen", password=password)
    assert Membership.objects.get(user__username="an.nguyen").scope.code == "BKHCN"


def test_a_wider_scope_can_be_chosen_within_ones_own(see, post, cast):
    page = text(see("administrator", ACCOUNTS + "them/"))
    assert "Toàn quốc (VN)" in page
    post("administrator", ACCOUNTS + "them/", **{**NEW, "scope_id": str(cast.root.pk)})
    assert Membership.objects.get(user__username="an.nguyen").scope == cast.root
    admin = make_user(Role.ADMINISTRATOR, cast.science)
    assert "Toàn quốc" not in text(see(admin, ACCOUNTS + "them/"))
    response = post(admin, ACCOUNTS + "them/", **{**NEW, "scope_id": str(cast.root.pk)})
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"username": "An Nguyễn"}, "Ví dụ: an.nguyen.bkhcn"),
        ({"username": "reporter"}, "đã có người dùng"),
        ({"full_name": ""}, "Họ và tên"),
        ({"role": "king"}, "Vai trò"),
        ({"email": "an@"}, "an.nguyen@example.vn"),
    ],
)
def test_a_mistake_keeps_what_was_typed(post, change, words):
    response = post(
        "administrator", ACCOUNTS + "them/", **{**NEW, "position": "Trưởng phòng", **change}
    )
    assert response.status_code == 422
    assert words in text(response)
    assert "Trưởng phòng" in text(response)
    assert not User.objects.filter(username="an.nguyen").exists()


def account(cast, who):
    return f"{ACCOUNTS}{getattr(cast, who).pk}/"


def test_a_role_is_given_and_taken_on_the_page_of_a_person(see, post, cast):
    assert "Cán bộ báo cáo" in text(see("administrator", account(cast, "reporter")))
    response = post(
        "administrator", account(cast, "reporter") + "vai-tro/", follow=True, role="approver"
    )
    assert "Đã cấp vai trò «Lãnh đạo đơn vị»" in text(response)
    held = cast.reporter.memberships.get(role=Role.APPROVER)
    response = post(
        "administrator", f"{account(cast, 'reporter')}vai-tro/{held.pk}/bo/", follow=True
    )
    assert "Đã bỏ vai trò." in text(response)
    assert cast.reporter.memberships.count() == 1


def test_the_last_role_taken_leads_back_to_the_list(post, cast):
    held = cast.reporter.memberships.get()
    response = post("administrator", f"{account(cast, 'reporter')}vai-tro/{held.pk}/bo/")
    assert response.url == ACCOUNTS


def test_a_role_held_already_is_refused_in_the_form(post, cast):
    response = post("administrator", account(cast, "reporter") + "vai-tro/", role="reporter")
    assert response.status_code == 422
    assert "đã có vai trò" in text(response)
    assert post("administrator", account(cast, "reporter") + "vai-tro/").status_code == 422


def test_somebody_elses_person_is_not_found(see, post, cast):
    for address in (account(cast, "officer"), f"{ACCOUNTS}999999/"):
        assert see("administrator", address).status_code == 404
    held = cast.officer.memberships.get()
    response = post("administrator", f"{account(cast, 'reporter')}vai-tro/{held.pk}/bo/")
    assert response.status_code == 404


def test_closing_and_a_new_password(post, cast):
    response = post("administrator", account(cast, "reporter") + "mat-khau/")
    assert User.objects.get(pk=cast.reporter.pk).check_password(response.context["password"])
    response = post("administrator", account(cast, "reporter") + "khoa/", follow=True)
    assert "Đã khóa tài khoản «reporter»" in text(response)
    response = post("administrator", account(cast, "reporter") + "khoa/", follow=True)
    assert "đã khóa từ trước" in text(response)


def test_ones_own_account_is_not_for_oneself(see, post, cast):
    mine = f"/co-quan/VPTW/tai-khoan/{cast.administrator.pk}/"
    page = text(see("administrator", mine))
    assert "Đây là tài khoản của bạn" in page
    assert "Khóa tài khoản" not in page
    held = cast.administrator.memberships.get()
    for address in ("khoa/", "mat-khau/", f"vai-tro/{held.pk}/bo/"):
        assert "Không ai được" in text(post("administrator", mine + address, follow=True))
    assert Membership.objects.filter(pk=held.pk).exists()


@pytest.mark.parametrize("address", ["vai-tro/", "khoa/", "mat-khau/"])
def test_changes_are_posted(see, cast, address):
    assert see("administrator", account(cast, "reporter") + address).status_code == 405


# The journal


@pytest.fixture
def journal(cast):
    """Events of the officer (120) and of somebody in the province (1)."""
    for number in range(120):
        audit.record("tasks.issued", cast.science, by=cast.officer, at=AT, number=number)
    audit.record("tasks.accepted", cast.province, by=cast.province_reporter, at=AT)


@pytest.mark.parametrize("who", ["officer", "verifier", "leader", "head", "stranger"])
def test_the_journal_is_for_inspectors_and_administrators(see, post, who):
    assert see(who, "/nhat-ky/").status_code == 403
    assert post(who, "/nhat-ky/kiem-tra/").status_code == 403


def test_the_journal_is_read_from_the_newest_page_by_page(see, journal, cast):
    first = text(see("inspector", "/nhat-ky/"))
    assert first.count('data-label="Lúc"') == 100
    assert "tasks.accepted" in first
    assert "truoc=22" in first
    second = text(see("inspector", "/nhat-ky/", truoc="22"))
    assert second.count('data-label="Lúc"') == 21
    assert "Sự kiện cũ hơn" not in second


def test_the_journal_is_filtered_in_its_address(see, journal, cast):
    page = text(see("inspector", "/nhat-ky/", su_kien="tasks.accepted"))
    assert page.count('data-label="Lúc"') == 1
    science = {"loai": "orgs.organisation", "ma": str(cast.science.pk)}
    assert "tasks.accepted" not in text(see("inspector", "/nhat-ky/", **science))
    assert "Không có sự kiện nào đúng bộ lọc" in text(see("inspector", "/nhat-ky/", su_kien="x"))
    assert see("inspector", "/nhat-ky/", truoc="abc").status_code == 200


def test_an_empty_journal_says_so(see):
    assert "Nhật ký còn trống" in text(see("inspector", "/nhat-ky/"))


def test_an_inspector_of_a_province_reads_what_its_people_did(see, post, journal, cast):
    inspector = make_user(Role.INSPECTOR, cast.province)
    page = text(see(inspector, "/nhat-ky/"))
    assert page.count('data-label="Lúc"') == 1
    assert "tasks.accepted" in page
    assert "Kiểm tra chuỗi" not in page
    assert post(inspector, "/nhat-ky/kiem-tra/").status_code == 403


def test_the_chain_is_verified_on_request(see, post, journal):
    assert see("inspector", "/nhat-ky/kiem-tra/").status_code == 405
    assert "Nhật ký còn nguyên vẹn" in text(post("inspector", "/nhat-ky/kiem-tra/"))
    with unguarded():
        Event.objects.filter(seq__lte=60).update(kind="x")
    page = text(post("inspector", "/nhat-ky/kiem-tra/"))
    assert "Nhật ký đã bị can thiệp" in page
    assert "nội dung khác với mã băm đã ghi" in page
    assert "thucchat audit verify" in page  # more than fifty faults


def test_words_for_engineers(cast):
    body = Organisation.objects.get(pk=cast.science.pk)
    assert str(body) == "Bộ Khoa học và Công nghệ"
    assert str(User(username="a")) == "a"
    assert "reporter" in str(cast.reporter.memberships.get())
    for row in (body.above.first(), make_org(aliases=("Tên khác",)).aliases.get()):
        assert str(row)
    step = Succession(before=body, after=cast.police)
    assert str(step) == f"{body.pk} -> {cast.police.pk}"
