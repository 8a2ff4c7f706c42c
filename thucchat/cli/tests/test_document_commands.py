"""The three commands that read documents: what they write, and how they end."""

import csv
import io
import json
import subprocess
import sys
import unicodedata

import openpyxl
import pytest

from thucchat.cli import main, sources

TEXT = (
    "KẾ HOẠCH\r\n\r\n1. Bộ Y tế chủ trì, phối hợp với Bộ Công an lập 12 sổ, "
    "xong trước ngày 05/5/2027.\r\n\r\n2. Đã đầu tư 66,4% (3.469/5.219) thiết bị.\r\n"
)


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "ke-hoach.txt"
    file.write_bytes(TEXT.encode())
    return str(file)


def rows(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_extract_writes_offsets_of_the_file_as_it_is(path, capsys):
    assert main.main(["extract", path, "--format", "jsonl"]) == 0
    (task,) = rows(capsys)
    assert task["seed"] == path
    assert TEXT[task["start"] : task["end"]] == task["quote"]
    assert task["lead"] == ["Bộ Y tế"]
    assert task["coordinating"] == ["Bộ Công an"]
    due = task["deadline"]
    assert (due["type"], due["value"], due["due_on"]) == ("date", "2027-05-05", "2027-05-05")
    assert TEXT[due["start"] : due["end"]] == due["raw"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_offsets_hold_in_decomposed_files_with_a_byte_order_mark(tmp_path, capsys, mark):
    raw = mark + unicodedata.normalize("NFD", TEXT)
    file = tmp_path / "nfd.txt"
    file.write_bytes(raw.encode())
    main.main(["extract", str(file), "--format", "jsonl"])
    (task,) = rows(capsys)
    assert raw[task["start"] : task["end"]] == task["quote"]
    assert raw[slice(*task["spans"]["lead"][0])] == unicodedata.normalize("NFD", "Bộ Y tế")


def test_counted_days_name_no_day(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text("1. Bộ Y tế ban hành quy chế trong vòng 30 ngày làm việc.", encoding="utf-8")
    main.main(["extract", str(file), "--format", "jsonl"])
    due = rows(capsys)[0]["deadline"]
    assert (due["type"], due["value"], due["working_days"]) == ("none", None, 30)
    assert due["relative"] == "trong vòng 30 ngày làm việc"


def test_claims_locate_their_digits(path, capsys):
    assert main.main(["claims", path, "--format", "jsonl"]) == 0
    found = rows(capsys)
    assert [c["value"] for c in found] == [12, 66.4]
    assert TEXT[slice(*found[0]["num_spans"][0])] == "12"
    assert (found[1]["numerator"], found[1]["denominator"]) == (3469, 5219)


def test_check_says_what_where_and_by_which_calculation(path, capsys):
    assert main.main(["check", path]) == 1
    out = capsys.readouterr().out
    assert "1 chỗ mâu thuẫn" in out
    assert "3.469/5.219 = 66,47%" in out
    assert f"{path}, dòng 5" in out


def test_check_ends_well_when_all_figures_hold(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text("Đã xong 3/4 việc (75%).", encoding="utf-8")
    assert main.main(["check", str(file)]) == 0
    assert "không thấy con số nào mâu thuẫn" in capsys.readouterr().out


def test_check_compares_several_files(tmp_path, capsys):
    said = "Đến ngày 30/9/2026, tỷ lệ giải ngân vốn chuyển đổi số của tỉnh đạt {} kế hoạch."
    files = []
    for name, value in (("a", "41,2%"), ("b", "38,9%")):
        file = tmp_path / f"{name}.txt"
        file.write_text(said.format(value), encoding="utf-8")
        files.append(str(file))
    assert main.main(["check", *files, "--format", "jsonl"]) == 1
    assert rows(capsys)[0]["seeds"] == files


@pytest.mark.parametrize("command", ["extract", "claims", "check"])
def test_text_is_made_to_be_read(command, path, capsys):
    main.main([command, path])
    out = capsys.readouterr().out
    assert path in out
    assert "{" not in out


def test_csv_and_xlsx_have_vietnamese_headings(path, tmp_path, capsys):
    main.main(["extract", path, "--format", "csv"])
    head, first = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert "Chủ trì" in head
    assert "Bộ Y tế" in first
    out = tmp_path / "kq.xlsx"
    main.main(["claims", path, "--format", "xlsx", "--out", str(out)])
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert sheet["D1"].value == "Con số"
    assert sheet.max_row == 3


def test_a_cell_that_looks_like_a_formula_is_defused(tmp_path, capsys):
    file = tmp_path / "=cong.txt"
    file.write_text("1. Bộ Y tế lập sổ.", encoding="utf-8")
    out = tmp_path / "kq.csv"
    main.main(["extract", str(file), "--format", "csv", "--out", str(out)])
    text = out.read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    assert "\n=" not in text


@pytest.mark.parametrize("command", ["extract", "claims", "check"])
def test_a_file_that_is_not_there_is_named(command, capsys):
    assert main.main([command, "khong-co.txt"]) == 2
    assert "khong-co.txt: không tìm thấy tệp" in capsys.readouterr().err


def test_a_file_of_no_known_kind_is_refused(tmp_path, capsys):
    file = tmp_path / "a.docx"
    file.write_bytes(b"\x00\x01 no document")
    assert main.main(["extract", str(file)]) == 2
    assert "a.docx" in capsys.readouterr().err


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(sources.Unreadable, match="không tìm thấy tệp"):
        sources.read(str(tmp_path))


def test_reading_documents_needs_no_framework(path):
    code = (
        "import sys; from thucchat.cli import main; main.main(['check', sys.argv[1]]); "
        "sys.exit(9 if 'django' in sys.modules else 0)"
    )
    command = [sys.executable, "-c", code, path]
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own code
    assert done.returncode == 0
