import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from thucchat.orgs.choices import Level
from thucchat.orgs.tests.factories import make_org
from thucchat.tasks.choices import RequestState, State
from thucchat.tasks.models import ExtensionRequest, Task
from thucchat.tasks.tests.factories import make_resolution, make_task


@pytest.fixture
def sign_in(cast, client):
    def as_person(who):
        client.force_login(getattr(cast, who))
        return client

    return as_person


def words(response):
    """The messages that the next page shows."""
    return " ".join(str(message) for message in response.context["messages"])


def test_the_list_has_a_fixed_number_of_statements(cast, sign_in, django_assert_num_queries):
    for _ in range(30):
        make_task(lead=cast.science)
    client = sign_in("leader")
    client.get("/nhiem-vu/")
    with django_assert_num_queries(7):  # session, person, powers, root, count, rows, home
        page = client.get("/nhiem-vu/")
    assert "30 nhiệm vụ" in page.content.decode()


def test_a_filter_lives_in_the_address_and_a_wrong_one_is_left_out(cast, sign_in):
    make_task(lead=cast.science)
    client = sign_in("leader")
    for address in (
        "/nhiem-vu/?status=within&due_from=không phải ngày&document=abc&page=99",
        "/nhiem-vu/?bloc=nowhere",
    ):
        assert client.get(address).status_code == 200


def test_nothing_yet_and_nothing_fits_are_told_apart(sign_in):
    client = sign_in("leader")
    assert "Chưa có nhiệm vụ nào" in client.get("/nhiem-vu/").content.decode()
    assert "đúng bộ lọc" in client.get("/nhiem-vu/?q=abc").content.decode()


def test_the_filtered_list_as_csv(cast, sign_in):
    make_task(lead=cast.science, title="=HYPERLINK(1) và hơn nữa", due_on=date(2020, 9, 30))
    make_task(State.RECOGNISED, lead=cast.science)
    response = sign_in("leader").get("/nhiem-vu/xuat.csv?status=overdue")
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeffMã nhiệm vụ,Nội dung")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert len(rows) == 1
    assert rows[0][1] == "'=HYPERLINK(1) và hơn nữa"  # no formula runs in a spreadsheet
    assert rows[0][5] == "30/09/2020"


def test_the_filtered_list_as_xlsx(cast, sign_in):
    make_task(lead=cast.science)
    make_task(lead=cast.science, due_on=None)
    response = sign_in("leader").get("/nhiem-vu/xuat.xlsx")
    book = load_workbook(io.BytesIO(response.content))
    rows = list(book.active.values)
    assert rows[0][0].startswith("Danh sách nhiệm vụ, số liệu đến")
    assert rows[1][:2] == ("Mã nhiệm vụ", "Nội dung")
    assert len(rows) == 4
    assert book.active["F3"].number_format == "dd/mm/yyyy"


def test_an_export_holds_only_what_one_may_see(cast, sign_in):
    make_task(lead=cast.science)
    text = b"".join(sign_in("other_head").get("/nhiem-vu/xuat.csv").streaming_content)
    assert text.decode().count("\n") == 1


TYPED = {
    "title": "Hoàn thành cơ sở dữ liệu đất đai",
    "kind": "deadline",
    "due_on": "30/09/2026",
    "due_precision": "date",
    "required_level": "4",
    "lead": "BKHCN",
    "partners": "BCA, KHONG-CO",
    "responsible": "Bộ trưởng",
    "authority": "Thủ tướng Chính phủ",
    "product": "Cơ sở dữ liệu",
    "product_kind": "database",
}


class TestDrafting:
    def test_a_task_is_drafted_edited_and_issued(self, cast, sign_in):
        client = sign_in("officer")
        typed = TYPED | {"resolution": make_resolution().pk}
        assert client.post("/nhiem-vu/tao/", typed).status_code == 302
        task = Task.objects.get()
        assert (task.owner, task.lead, task.required_level) == (cast.standing, cast.science, 4)
        assert [c.organisation for c in task.coordinations.all()] == [cast.police]
        page = client.get(f"/nhiem-vu/{task.code}/sua/")
        assert 'value="30/09/2026"' in page.content.decode()
        client.post(f"/nhiem-vu/{task.code}/sua/", typed | {"product": "Kho dữ liệu"})
        response = client.post(f"/nhiem-vu/{task.code}/giao/", follow=True)
        task.refresh_from_db()
        assert (task.product, task.state) == ("Kho dữ liệu", State.ISSUED)
        assert "Đã giao nhiệm vụ" in words(response)

    def test_a_province_gives_to_its_own_communes(self, cast, sign_in):
        typed = TYPED | {"resolution": make_resolution().pk, "lead": "X00004", "partners": ""}
        sign_in("province_officer").post("/nhiem-vu/tao/", typed)
        assert Task.objects.get().lead == cast.commune

    def test_a_province_does_not_choose_a_ministry(self, cast, sign_in):
        typed = TYPED | {"resolution": make_resolution().pk}
        assert sign_in("province_officer").post("/nhiem-vu/tao/", typed).status_code == 422

    def test_what_is_wrong_is_said_and_kept(self, cast, sign_in):
        typed = TYPED | {"resolution": make_resolution().pk, "due_on": "31/02/2026"}
        page = sign_in("officer").post("/nhiem-vu/tao/", typed)
        assert page.status_code == 422
        assert "31/02/2026" in page.content.decode()
        assert "Lỗi:" in page.content.decode()

    def test_a_refusal_of_the_action_stands_on_the_form(self, cast, sign_in):
        typed = TYPED | {"resolution": make_resolution().pk, "kind": "regular"}
        page = sign_in("officer").post("/nhiem-vu/tao/", typed)
        assert page.status_code == 422
        assert "thường xuyên không có thời hạn" in page.content.decode()

    @pytest.mark.parametrize("who", ["reporter", "head", "verifier", "leader", "stranger"])
    def test_others_are_told_which_role_it_needs(self, sign_in, who):
        page = sign_in(who).get("/nhiem-vu/tao/")
        assert page.status_code == 403
        assert "Cán bộ điều phối" in page.content.decode()


class TestMoves:
    def test_the_lead_accepts_and_the_message_says_so(self, cast, sign_in):
        task = make_task(State.ISSUED, lead=cast.science)
        response = sign_in("reporter").post(f"/nhiem-vu/{task.code}/tiep-nhan/", follow=True)
        assert "Đã tiếp nhận" in words(response)

    def test_a_refusal_is_a_message(self, cast, sign_in):
        task = make_task(State.ISSUED, lead=cast.science)
        response = sign_in("leader").post(f"/nhiem-vu/{task.code}/tiep-nhan/", follow=True)
        assert "cần vai trò" in words(response)

    @pytest.mark.parametrize(
        ("who", "state", "path", "typed", "after"),
        [
            ("reporter", State.ISSUED, "gui-tra", {"reason": "Không thuộc chức năng"}, "draft"),
            ("officer", State.ACTIVE, "huy", {"reason": "Trùng nhiệm vụ khác"}, "cancelled"),
            ("officer", State.ACTIVE, "huy", {"reason": ""}, "active"),
        ],
    )
    def test_declining_and_cancelling(self, cast, sign_in, who, state, path, typed, after):
        task = make_task(state, lead=cast.science)
        sign_in(who).post(f"/nhiem-vu/{task.code}/{path}/", typed)
        task.refresh_from_db()
        assert task.state == after

    def test_an_extension_is_asked_for_and_answered(self, cast, sign_in):
        task = make_task(lead=cast.science, due_on="2099-01-01")
        typed = {"new_due_on": "31/12/2099", "cause": "Nghị định hướng dẫn ban hành chậm"}
        sign_in("head").post(f"/nhiem-vu/{task.code}/gia-han/", typed)
        asked = ExtensionRequest.objects.get()
        sign_in("officer").post(f"/nhiem-vu/gia-han/{asked.pk}/", {"grant": "yes", "answer": ""})
        asked.refresh_from_db()
        assert asked.state == RequestState.GRANTED

    def test_a_task_is_split_to_everyone_below(self, cast, sign_in):
        task = make_task(lead=cast.province, due_on="2099-01-01")
        make_org(parent=cast.province, level=Level.COMMUNE)
        url = f"/nhiem-vu/{task.code}/chia/"
        response = sign_in("province_officer").post(url, {"everyone_below": "on"}, follow=True)
        assert "2 đơn vị" in words(response)

    def test_a_task_is_split_to_named_bodies(self, cast, sign_in):
        task = make_task(lead=cast.province, due_on="2099-01-01")
        sign_in("officer").post(f"/nhiem-vu/{task.code}/chia/", {"codes": "x00004; khong-co"})
        assert Task.objects.get(parent=task).lead == cast.commune

    @pytest.mark.parametrize("path", ["giao", "tiep-nhan", "gui-tra", "huy", "gia-han", "chia"])
    def test_a_link_changes_nothing(self, cast, sign_in, path):
        task = make_task(lead=cast.science)
        assert sign_in("officer").get(f"/nhiem-vu/{task.code}/{path}/").status_code == 405
