import datetime

import pytest

from thucchat.vntext import dates


def read(text, year=2026):
    return [(p.type, p.value) for p in dates.deadlines(text, 0, len(text), year=year)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xong trước ngày 15/9/2026", ("date", "2026-09-15")),
        ("trước 30/10", ("date", "2026-10-30")),
        ("chậm nhất ngày 05 tháng 8 năm 2027", ("date", "2027-08-05")),
        ("ngay trong tháng 7/2026", ("month", "2026-07")),
        ("trong tháng 12", ("month", "2026-12")),
        ("chậm nhất quý III/2026", ("quarter", "2026-Q3")),
        ("trong quý 4 năm 2027", ("quarter", "2027-Q4")),
        ("hoàn thành trong 6 tháng cuối năm 2026", ("half", "2026-H2")),
        ("Cuối năm 2026 có bản đầu", ("year", "2026")),
        ("hoàn thành trong năm nay", ("year", "2026")),
        ("xong trong 03/2027", ("month", "2027-03")),
    ],
)
def test_deadlines_keep_the_precision_of_the_words(text, expected):
    assert read(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "theo Quyết định số 12/QĐ-TTg ngày 05/5/2026",
        "luật có hiệu lực từ ngày 01/7/2026",
        "giai đoạn 2027 - 2030",
        "Chiến lược phát triển đến năm 2030",
        "tỷ lệ 12.5 và 10-15",
        "tại kỳ họp cuối năm 2026",
        "kể từ ngày 01/01/2026",
        "ngày 45/13/2026",
        "trước ngày 31/02/2026",
    ],
)
def test_dates_that_set_no_deadline_are_left_alone(text):
    assert read(text) == []


def test_a_date_without_a_year_needs_one():
    assert read("trước ngày 30/10", year=None) == []
    assert read("trong quý II", year=None) == []
    assert read("trong tháng 5", year=None) == []
    assert read("xong trong năm nay", year=None) == []
    assert read("hoàn thành trong 6 tháng đầu năm", year=None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hằng tháng báo cáo", "monthly"),
        ("định kỳ hàng quý", "quarterly"),
        ("6 tháng một lần", "half-yearly"),
        ("định kỳ 3 tháng báo cáo", "quarterly"),
        ("mỗi tuần họp", "weekly"),
        ("định kỳ một năm", "yearly"),
        ("định kỳ 2 tuần một lần", "every 2 weeks"),
        ("báo cáo định kỳ", "periodic"),
        ("báo cáo một lần", None),
    ],
)
def test_recurrence(text, expected):
    found = dates.recurrence(text, 0, len(text))
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("kind", "value", "day"),
    [
        ("date", "2026-07-05", (2026, 7, 5)),
        ("month", "2028-02", (2028, 2, 29)),
        ("quarter", "2026-Q3", (2026, 9, 30)),
        ("half", "2026-H1", (2026, 6, 30)),
        ("year", "2026", (2026, 12, 31)),
    ],
)
def test_every_period_has_a_last_day(kind, value, day):
    assert dates.last_day(kind, value) == datetime.date(*day)


def test_nonsense_has_no_last_day():
    assert dates.last_day("date", "soon") is None
    assert dates.last_day("month", "2026-77") is None


def test_counted_days_and_events():
    text = "trong vòng 100 ngày làm việc kể từ ngày ký"
    assert dates.counted(text, 0, len(text))["n"] == "100"
    waits = "Sau khi có ý kiến của cấp trên, trình"
    found = dates.event(waits.lower(), 0, len(waits))
    assert waits.lower()[found.start : found.end].startswith("sau khi có ý kiến")
    assert dates.event("làm ngay", 0, 8) is None
