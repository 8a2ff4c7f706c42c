"""
How fast the pages are with the whole country's tasks in the database.

    DATABASE_URL=… THUCCHAT_VAR=… thucchat demo --size national
    DATABASE_URL=… THUCCHAT_VAR=… python bench/pages.py --start

Ten readers at once, each asking for the next page as soon as the last one has come, for twenty
seconds. Exit code 1 when the p95 of a page is above the limit. ``--in-process`` asks each page
a few times without a server instead: statements and processor time, which a busy machine does
not blur.
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

LIMIT_MS = 400.0
PASSWORD = os.environ.get("BENCH_PASSWORD", "thuc-chat-57")
LEADER, REPORTER = "lanhdao", "xa.baocao"
# name, who asks, path; {task} becomes the code of a task on the first page of the list
PAGES = [
    ("tổng quan", LEADER, "/tong-quan/"),
    ("danh sách nhiệm vụ, trang đầu", LEADER, "/nhiem-vu/"),
    ("danh sách lọc: quá hạn", LEADER, "/nhiem-vu/?status=overdue"),
    ("danh sách lọc: chữ trong nội dung", LEADER, "/nhiem-vu/?q=du+lieu+dat+dai"),
    ("danh sách lọc: một tỉnh", LEADER, "/nhiem-vu/?within=T01"),
    ("một nhiệm vụ", LEADER, "/nhiem-vu/{task}/"),
    ("việc của tôi, cơ quan thường trực", LEADER, "/viec-cua-toi/"),
    ("việc của tôi, cấp xã", REPORTER, "/viec-cua-toi/"),
    ("danh sách nhiệm vụ, cấp xã", REPORTER, "/nhiem-vu/"),
]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TASK = re.compile(r'href="/nhiem-vu/(\d+-\d{4}-\d{4})/"')


@dataclass
class Reader:
    """A browser with cookies and one kept connection."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        place = urlsplit(self.base)
        self.line = http.client.HTTPConnection(
            place.hostname or "127.0.0.1", place.port, timeout=60
        )

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if form is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": self.base + path,
            }
            body = urlencode(form)
        self.line.request(method, path, body=body, headers=headers)
        answer = self.line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text

    def sign_in(self, username: str) -> None:
        _, page = self.ask("GET", "/dang-nhap/")
        found = TOKEN.search(page)
        if found is None:
            raise SystemExit(f"Trang đăng nhập không có biểu mẫu: {self.base}/dang-nhap/")
        form = {"csrfmiddlewaretoken": found[1], "username": username, "password": PASSWORD}
        status, _ = self.ask("POST", "/dang-nhap/", form)
        if status != 302:
            raise SystemExit(f"Không đăng nhập được {username} ({status}).")


def first_task(reader: Reader) -> str:
    """Find a central task on the first page of the list."""
    _, page = reader.ask("GET", "/nhiem-vu/")
    found = TASK.search(page)
    if found is None:
        raise SystemExit("Trang danh sách không có nhiệm vụ nào: đã nạp dữ liệu national chưa?")
    return found[1]


@dataclass
class Drive:
    """One measurement: who is signed in, what was measured, what went wrong."""

    base: str
    until: float = 0.0
    task: str = ""
    signed: dict[str, dict[str, str]] = field(default_factory=dict)
    times: dict[str, list[float]] = field(
        default_factory=lambda: {name: [] for name, _, _ in PAGES}
    )
    wrong: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Sign in, find a task, and ask every page once so that caches are warm."""
        for username in (LEADER, REPORTER):
            reader = Reader(self.base)
            reader.sign_in(username)
            self.signed[username] = reader.cookies
        self.task = first_task(Reader(self.base, dict(self.signed[LEADER])))
        for shift in range(4):  # every worker
            self.read(shift)
        self.times = {name: [] for name in self.times}

    def run(self, users: int, seconds: float) -> None:
        """Let readers ask page after page."""
        self.until = time.perf_counter() + seconds
        threads = [threading.Thread(target=self.read, args=(n,)) for n in range(users)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def read(self, shift: int) -> None:
        """Ask for every page at least once, from ``shift`` on, until the time is up."""
        readers = {name: Reader(self.base, dict(kept)) for name, kept in self.signed.items()}
        turn = shift
        while turn - shift < len(PAGES) or time.perf_counter() < self.until:
            name, username, path = PAGES[turn % len(PAGES)]
            turn += 1
            started = time.perf_counter()
            status, _ = readers[username].ask("GET", path.format(task=self.task))
            self.times[name].append((time.perf_counter() - started) * 1000)
            if status != 200:
                self.wrong.append(f"{name}: {status}")


def percentile(values: list[float], share: float) -> float:
    """Return the value below which ``share`` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@contextlib.contextmanager
def product(base: str | None) -> Iterator[str]:
    """Give the address of a running server; without one, start the product's own."""
    if base:
        yield base.rstrip("/")
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "thucchat.cli.main", "serve", "--setup", "--port", str(port)]
    environment = os.environ | {"THUCCHAT_DEMO": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    base = f"http://127.0.0.1:{port}"
    try:
        _await(base)
        yield base
    finally:
        process.terminate()
        process.wait(timeout=20)


def _await(base: str) -> None:
    for _ in range(240):
        try:
            Reader(base).ask("GET", "/dang-nhap/")
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("Máy chủ không trả lời sau 120 giây.")


def in_process(repeats: int = 5) -> list[dict[str, object]]:
    """Ask each page without a server; return statements and processor milliseconds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["THUCCHAT_DEMO"] = "1"
    from thucchat.cli import serve

    serve.set_up(demo=False)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from thucchat.orgs.models import User

    clients = {}
    for username in (LEADER, REPORTER):
        clients[username] = Client()
        clients[username].force_login(
            User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
        )
    page = clients[LEADER].get("/nhiem-vu/").content.decode()
    task = TASK.search(page)
    rows: list[dict[str, object]] = []
    for name, username, path in PAGES:
        path = path.format(task=task[1] if task else "")
        clients[username].get(path)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            answer = clients[username].get(path)
        count = len(caught)
        worst = max(caught.captured_queries, key=lambda query: float(query["time"]))
        connection.force_debug_cursor = False
        spent = []
        for _ in range(repeats):
            started, cpu = time.perf_counter(), time.process_time()
            clients[username].get(path)
            spent.append((time.process_time() - cpu, time.perf_counter() - started))
        rows.append(
            {
                "page": name,
                "status": answer.status_code,
                "kb": len(answer.content) // 1024,
                "statements": count,
                "cpu_ms": round(1000 * statistics.median(cpu for cpu, _ in spent), 1),
                "ms": round(1000 * statistics.median(wall for _, wall in spent), 1),
                "slowest_ms": round(1000 * float(worst["time"]), 1),
                "slowest": worst["sql"],
            }
        )
    return rows


def report(times: dict[str, list[float]], seconds: float) -> list[dict[str, object]]:
    """Sum up by page."""
    return [
        {
            "page": name,
            "count": len(values),
            "per_second": round(len(values) / seconds, 1),
            **{
                f"p{share}": round(percentile(values, share / 100), 1)
                for share in (50, 95, 99)
                if values
            },
        }
        for name, values in times.items()
    ]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--base-url", help="a server that runs already")
    where.add_argument("--start", action="store_true", help="start the product's own server")
    where.add_argument("--in-process", action="store_true", help="statements and processor time")
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--limit", type=float, default=LIMIT_MS, help="p95 in milliseconds")
    parser.add_argument("--first", type=int, default=0, help="only the first N pages")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sql", action="store_true", help="with --in-process: slowest statement")
    return parser.parse_args()


def show(rows: list[dict[str, object]], args: argparse.Namespace, wrong: list[str]) -> None:
    print(f"{'trang':40} {'lượt':>6} {'/giây':>6} {'p50':>7} {'p95':>7} {'p99':>7}  ms")
    for row in rows:
        late = "  CHẬM" if float(str(row["p95"])) > args.limit else ""
        print(
            f"{row['page']:40} {row['count']:>6} {row['per_second']:>6} {row['p50']:>7} "
            f"{row['p95']:>7} {row['p99']:>7}{late}"
        )
    total = sum(int(str(row["count"])) for row in rows) / args.seconds
    print(f"{args.users} người đọc, {total:.1f} trang/giây, lỗi: {len(wrong)}")


def main() -> int:
    args = arguments()
    if args.first:
        del PAGES[args.first :]
    if args.in_process:
        rows = in_process()
        for row in rows:
            slowest = row.pop("slowest")
            print(json.dumps(row, ensure_ascii=False))
            if args.sql:
                print(f"    {slowest}")
        return 0 if all(row["status"] == 200 for row in rows) else 1
    others = os.getloadavg()[0] / (os.cpu_count() or 1)
    if others > 0.3:
        said = f"Máy đang bận việc khác (tải {others:.1f} mỗi lõi): thời gian đo được dài hơn thật."
        print(said, file=sys.stderr)
    with product(args.base_url) as base:
        drive = Drive(base)
        drive.prepare()
        drive.run(args.users, args.seconds)
    rows = report(drive.times, args.seconds)
    if args.json:
        facts = {"users": args.users, "pages": rows, "errors": drive.wrong}
        print(json.dumps(facts, ensure_ascii=False))
    else:
        show(rows, args, drive.wrong)
    slow = any(float(str(row["p95"])) > args.limit for row in rows)
    return 1 if slow or drive.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
