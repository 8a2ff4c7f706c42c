"""
The whole loop as five people, on a served copy of the product with a database of its own.

An officer brings a directive in and issues its tasks; a reporter reports with evidence; the
head signs the claim; a verifier returns it, and recognises the second one; the officer closes
the figures; the leader sees the overview change and takes the report, whose numbers are its own.
"""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "mat-khau-Thu-2026"
PEOPLE = [
    ("canbo", "Nguyễn Thị Điều Phối", "coordinator", "VPTW", "VN"),
    ("baocao", "Phạm Văn Báo", "reporter", "BKHCN", "BKHCN"),
    ("thutruong", "Hoàng Thị Trưởng", "approver", "BKHCN", "BKHCN"),
    ("thamdinh", "Trần Văn Thẩm", "verifier", "VPTW", "VN"),
    ("lanhdao", "Lê Thị Lãnh Đạo", "viewer", "VPTW", "VN"),
]
SET_UP = """
import django, json, sys
django.setup()
from thucchat.cli.serve import set_up
set_up(demo=False)
from thucchat.orgs.models import Membership, Organisation, User
for name, full, role, home, scope in json.loads(sys.argv[1]):
    person = User.objects.create_user(name, password=sys.argv[2], full_name=full)
    home, scope = (Organisation.objects.get(code=code) for code in (home, scope))
    Membership.objects.create(user=person, organisation=home, role=role, scope=scope)
"""
DIRECTIVE = [
    "BAN CHỈ ĐẠO TRUNG ƯƠNG",
    "Số 99-KH/BCĐTW",
    "Hà Nội, ngày 05 tháng 10 năm 2026",
    "KẾ HOẠCH",
    "đưa sản phẩm của Nghị quyết vào vận hành",
    "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, ban hành Kế hoạch như sau:",
    "I. NHIỆM VỤ",
    (
        "1. Bộ Khoa học và Công nghệ chủ trì, phối hợp với Bộ Công an xây dựng và đưa vào vận hành "
        "nền tảng theo dõi đề tài nghiên cứu, hoàn thành trước ngày 31/3/2027."
    ),
    (
        "2. Bộ Khoa học và Công nghệ rà soát, hoàn thiện cơ sở dữ liệu chuyên gia, hoàn thành "
        "trong quý II/2027."
    ),
    "3. Các đơn vị liên quan nâng cao nhận thức về chuyển đổi số.",
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """Serve the product on a database of its own, with five people and no task."""
    import json

    var = tmp_path_factory.mktemp("product")
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "THUCCHAT_DEMO"}}
    env |= {"THUCCHAT_VAR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings"}
    people = json.dumps(PEOPLE)
    subprocess.run(
        [sys.executable, "-c", SET_UP, people, PASSWORD], cwd=ROOT, env=env, check=True, timeout=180
    )
    port = free_port()
    command = [sys.executable, "-m", "thucchat.cli.main", "serve", "--port", str(port)]
    log = (var / "server.log").open("wb")
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(150):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                break
        except OSError:
            time.sleep(0.2)
    yield address
    server.terminate()
    server.wait(20)
    log.close()


class Person:
    """One of the five, in a browser of their own."""

    def __init__(self, browser, address, name):
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 900},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            accept_downloads=True,
        )
        self.page, self.address = self.context.new_page(), address
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "response",
            lambda r: self.faults.append(f"{r.status} {r.url}") if r.status >= 500 else None,
        )
        self.go("/dang-nhap/")
        self.page.fill("input[name=username]", name)
        self.page.fill("input[name=password]", PASSWORD)
        self.press("Đăng nhập")

    def go(self, path):
        self.page.goto(self.address + path)
        return self.page

    def press(self, name, *, exact=True):
        self.page.get_by_role("main").get_by_role("button", name=name, exact=exact).first.click()
        self.page.wait_for_load_state()

    def follow(self, name):
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def reads(self, words):
        assert words in self.page.inner_text("main"), self.page.inner_text("main")[:3000]

    def open_task(self, code):
        self.go(f"/nhiem-vu/{code}/")


@pytest.fixture(scope="module")
def people(browser, product):
    made = {name: Person(browser, product, name) for name, *_ in PEOPLE}
    yield made
    for person in made.values():
        person.context.close()


@pytest.fixture(scope="module")
def directive(tmp_path_factory):
    """Write the directive as the DOCX that an office would send."""
    path = tmp_path_factory.mktemp("directive") / "Kế hoạch 99.docx"
    document = docx.Document()
    for line in DIRECTIVE:
        document.add_paragraph(line)
    document.save(path)
    return path


def take_directive_in(officer, directive):
    """Upload, confirm, read, accept two, reject one, complete and issue; return the codes."""
    officer.go("/van-ban/nap/")
    officer.page.set_input_files("input[type=file]", directive)
    officer.press("Nạp và đọc")
    assert officer.page.input_value("[name=number]") == "99-KH/BCĐTW"
    assert officer.page.input_value("[name=issued_on]") == "05/10/2026"
    officer.press("Xác nhận")
    officer.follow("Duyệt nhiệm vụ")
    officer.press("Đọc", exact=False)
    codes = []
    for number in (1, 2):
        page = officer.page
        page.fill("[name=responsible]", "Bộ trưởng Bộ Khoa học và Công nghệ")
        page.fill("[name=authority]", "Thủ tướng Chính phủ")
        if not page.input_value("[name=product]"):
            page.fill("[name=product]", "Cơ sở dữ liệu chuyên gia")
        page.select_option("[name=product_kind]", "platform" if number == 1 else "database")
        page.select_option("[name=required_level]", "4")
        officer.press("Nhận")
        found = re.search(r"57-\d{4}-\d{4}", page.inner_text("main"))
        assert found, page.inner_text("main")[:2000]
        codes.append(found[0])
    for code in codes:
        officer.open_task(code)
        officer.press("Giao nhiệm vụ")
        officer.reads("Đã giao")
    return codes


def report_with_evidence(reporter, code):
    reporter.go("/viec-cua-toi/")
    reporter.reads("Chờ tiếp nhận")
    reporter.open_task(code)
    reporter.press("Tiếp nhận")
    reporter.follow("Báo cáo tiến độ")
    reporter.page.fill("[name=result]", "Nền tảng đã chạy thử tại 12 viện, có 340 tài khoản")
    reporter.press("Gửi báo cáo")
    reporter.follow("Nộp minh chứng")
    reporter.page.select_option("[name=kind]", "address")
    reporter.page.fill("[name=title]", "Trang chính của nền tảng")
    reporter.page.fill("[name=url]", "https://nen-tang.example.vn")
    reporter.press("Nộp minh chứng")
    reporter.follow("Nộp minh chứng")
    reporter.page.select_option("[name=kind]", "acceptance")
    reporter.page.fill("[name=title]", "Biên bản nghiệm thu")
    reporter.page.set_input_files(
        "[name=file]",
        {"name": "Biên bản.txt", "mimeType": "text/plain", "buffer": "Đã nghiệm thu".encode()},
    )
    reporter.press("Nộp minh chứng")
    reporter.reads("SHA-256")


def prepare(reporter, code, level):
    reporter.open_task(code)
    reporter.follow("Soạn đề nghị công nhận")
    reporter.page.check(f"[name=level][value='{level}']")
    reporter.page.fill("[name=statement]", "Nền tảng chạy từ 01/11/2026, 12 viện đang dùng")
    reporter.press("Lưu đề nghị")


def add_usage(reporter, code):
    reporter.open_task(code)
    reporter.follow("Nộp minh chứng")
    reporter.page.select_option("[name=kind]", "usage")
    for name, typed in {
        "title": "Số liệu tháng 10",
        "users": "1.250",
        "period_start": "01/10/2026",
        "period_end": "31/10/2026",
    }.items():
        reporter.page.fill(f"[name={name}]", typed)
    reporter.press("Nộp minh chứng")
    reporter.reads("1.250 người")


def sign(head, code):
    head.go("/viec-cua-toi/")
    head.reads("Chờ ký gửi")
    head.open_task(code)
    head.press("Ký gửi đề nghị")
    head.reads("Đã ký gửi")


def judge(verifier, code, **given):
    verifier.go("/xac-nhan/")
    verifier.reads(code)
    verifier.page.get_by_role("main").get_by_role("link").first.click()
    verifier.page.wait_for_load_state()
    page = verifier.page
    page.check(f"[name=verdict][value={given['verdict']}]")
    if "level" in given:
        page.select_option("[name=level]", given["level"])
    if "reason" in given:
        page.select_option("[name=reason]", given["reason"])
        page.fill("[name=words]", "Đề nghị nộp số liệu sử dụng tháng 10 của nền tảng")
    verifier.press("Ghi kết luận")


def test_the_whole_loop(people, directive):
    officer, reporter, head, verifier, leader = people.values()
    first, second = take_directive_in(officer, directive)

    report_with_evidence(reporter, first)
    prepare(reporter, first, 4)
    reporter.reads("còn thiếu minh chứng")  # level 4 needs a usage figure
    prepare(reporter, first, 3)
    sign(head, first)
    judge(verifier, first, verdict="returned", reason="no_users")
    reporter.open_task(first)
    reporter.reads("Chưa có người dùng thật")

    add_usage(reporter, first)
    prepare(reporter, first, 4)
    sign(head, first)
    judge(verifier, first, verdict="recognised", level="4")
    leader.open_task(first)
    leader.reads("Đã công nhận")

    overview = close_the_figures(officer, leader)
    report = write_the_report(officer, leader)
    shared = overview.keys() & report.keys()
    assert len(shared) >= 6
    assert {value: report[value] for value in shared} == {v: overview[v] for v in shared}
    assert not [fault for person in people.values() for fault in person.faults]
    assert second != first


def close_the_figures(officer, leader):
    """Take a snapshot; return the counts that the leader reads, by the id of their value."""
    leader.go("/tong-quan/")
    leader.reads("Chưa chốt số liệu lần nào")
    officer.go("/so-lieu/chot/")
    officer.press("Chốt và tính các chỉ tiêu")
    leader.go("/tong-quan/")
    leader.reads("Trong 1 nhiệm vụ khai hoàn thành, 1 được công nhận")
    leader.page.get_by_role("main").get_by_role("link", name="2", exact=True).first.click()
    leader.page.wait_for_load_state()
    leader.reads("Tử số")  # every figure leads to its fraction …
    leader.page.get_by_role("main").get_by_role("link", name="nhiệm vụ").first.click()
    leader.page.wait_for_load_state()
    leader.reads("57-")  # … and the fraction to the tasks behind it
    leader.go("/tong-quan/")
    shown = leader.page.eval_on_selector_all(
        "main a[href*='/so-lieu/gia-tri/']", "all => all.map(a => [a.href, a.innerText.trim()])"
    )
    counts = {href.rstrip("/").split("/")[-1]: text for href, text in shown if text.isdigit()}
    assert len(counts) >= 6
    return counts


def write_the_report(officer, leader):
    """Draft and issue the report; return the numerators in the leader's DOCX, by value id."""
    officer.go("/bao-cao/")
    officer.press("Lập dự thảo")
    officer.reads("Tự kiểm tra đạt")
    officer.page.fill("[name=number]", "125")
    officer.page.fill("[name=signer]", "Nguyễn Văn An")
    officer.page.fill("[name=signed_on]", time.strftime("%d/%m/%Y"))
    officer.press("Phát hành báo cáo")
    leader.go("/bao-cao/")
    leader.page.get_by_role("main").get_by_role("link", name="Báo cáo").first.click()
    leader.page.wait_for_load_state()
    with leader.page.expect_download() as got:
        leader.page.get_by_role("link", name="Tải DOCX").click()
    document = docx.Document(got.value.path())
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return {cells[1][3:]: cells[4] for cells in rows if cells[1].startswith("SL-")}
