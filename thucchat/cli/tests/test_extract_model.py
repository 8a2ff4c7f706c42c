"""`thucchat extract` with a language model: marked as such, checked, measured by one ruler."""

import json

import pytest

from thucchat.cli import main
from thucchat.extraction.tests import model_server
from thucchat.extraction.tests.model_server import answer

NEED = "Nền tảng học trực tuyến của Bộ Y tế cần có thêm bài giảng trước ngày 15/8/2026"
ORDER = "Bộ Y tế chủ trì lập 12 sổ, xong trước ngày 05/5/2027"
TEXT = f"KẾ HOẠCH\r\n\r\n1. {NEED}.\r\n\r\n2. {ORDER}.\r\n"


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "ke-hoach.txt"
    file.write_bytes(TEXT.encode())
    return str(file)


@pytest.fixture
def model():
    with model_server.running() as running:
        need = {"quote": NEED, "lead": ["Bộ Công an"], "deadline": "trước ngày 15/8/2026"}
        running.answers = [answer({"quote": ORDER}, need, need)]
        yield running


def extract(path, *more):
    assert main.main(["extract", path, "--format", "jsonl", *more]) == 0


def test_its_duties_stand_among_the_rules_with_their_offsets(path, model, capsys, monkeypatch):
    monkeypatch.setenv("LLM_KEY", "abc")
    extract(path, "--model-url", model.url, "--model", "thử")
    told = capsys.readouterr()
    need, order = [json.loads(line) for line in told.out.splitlines()]
    assert (need["rule"], need["quote"], need["lead"]) == ("model", NEED, [])
    assert TEXT[need["start"] : need["end"]] == NEED
    assert need["deadline"]["value"] == "2026-08-15"
    assert order["rule"] != "model"
    assert "mô hình thêm 1 nhiệm vụ, bỏ 2 giá trị" in told.err
    assert model.asked[0][1]["Authorization"] == "Bearer abc"


def test_a_model_that_cannot_be_asked_leaves_the_rules_duties(path, capsys):
    extract(path, "--model-url", "http://127.0.0.1:1/v1", "--model", "thử")
    told = capsys.readouterr()
    assert [json.loads(line)["rule"] != "model" for line in told.out.splitlines()] == [True]
    assert "Không kết nối được với mô hình ngôn ngữ." in told.err


def test_without_an_address_no_connection_is_made(path, capsys, socket_disabled):
    extract(path)
    assert capsys.readouterr().err == ""
