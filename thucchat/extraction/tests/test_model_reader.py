"""Asking a language model: what is sent, what is taken from its answer, and every way it fails."""

import json
import time

import pytest

from thucchat.extraction import model_reader
from thucchat.extraction.model_reader import Service
from thucchat.extraction.tests import model_server
from thucchat.extraction.tests.factories import TEXT
from thucchat.extraction.tests.model_server import answer, wrapped
from thucchat.vntext.duties import suggested

QUOTE = "Bộ Công an hoàn thiện nền tảng định danh điện tử và đưa vào vận hành"
LONG = "\n\n".join(f"{n}. Bộ Y tế làm việc thứ {n}: {'rất dài ' * 300}." for n in range(1, 9))


@pytest.fixture
def model():
    with model_server.running() as running:
        yield running


def read(model, text=TEXT, **given):
    return model_reader.read(text, Service(**{"url": model.url, "model": "thử", **given}))


def test_a_good_answer_becomes_claims(model):
    task = {
        "clause": 7,
        "quote": QUOTE,
        "action": "hoàn thiện nền tảng",
        "lead": ["Bộ Công an"],
        "coordinating": "Bộ Y tế",
        "deadline": "trong quý III/2026",
        "product": None,
        "report_to": 5,
    }
    model.answers = [answer(task, "không phải đối tượng", {"clause": "7"})]
    reading = read(model, key="bí-mật-ascii".encode().hex())
    first, second = reading.suggestions
    assert (first.clause, first.quote, first.lead) == (7, QUOTE, ("Bộ Công an",))
    assert (first.coordinating, first.deadline) == (("Bộ Y tế",), "trong quý III/2026")
    assert (first.product, first.report_to, first.recurrence) == ("", "", "")
    assert second.clause == -1  # nothing was said of the right type
    assert second.quote == ""
    assert reading.note == ""


def test_the_question_is_the_clauses_with_their_numbers_and_nothing_random(model):
    read(model, key="abc")
    [(path, headers, question)] = model.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer abc"
    assert (question["model"], question["temperature"]) == ("thử", 0)
    lines = question["messages"][1]["content"].split("\n")
    clauses = suggested.clauses(TEXT)
    assert lines == [f"[{clause.number}] {clause.flow.text}" for clause in clauses]


@pytest.mark.parametrize("tail", ["/", "/chat/completions", "/chat/completions/"])
def test_the_address_may_be_written_in_several_ways_and_without_a_key(model, tail):
    read(model, url=model.url + tail)
    path, headers, _ = model.asked[0]
    assert path == "/v1/chat/completions"
    assert "Authorization" not in headers


def test_a_long_document_is_asked_in_windows(model):
    model.answers = [answer({"clause": 1, "quote": "một"}), answer({"clause": 2, "quote": "hai"})]
    reading = read(model, LONG)
    assert [s.quote for s in reading.suggestions[:2]] == ["một", "hai"]
    sizes = [len(question["messages"][1]["content"]) for _, _, question in model.asked]
    assert len(sizes) > 2
    assert max(sizes) < model_reader.WINDOW + 200


def test_no_address_means_no_connection(socket_disabled):
    reading = model_reader.read(TEXT, Service(url="", model="thử"))
    assert reading == model_reader.Reading()


def test_the_json_may_stand_between_code_fences(model):
    inner = json.dumps({"tasks": [{"quote": QUOTE}]})
    model.answers = [wrapped(f"```json\n{inner}\n```")]
    assert [s.quote for s in read(model).suggestions] == [QUOTE]


@pytest.mark.parametrize(
    "body",
    [
        "đây không phải JSON",
        b"\xff\xfe\x00",
        "[]",
        "{}",
        '{"choices": []}',
        '{"choices": [{"message": {"content": null}}]}',
        wrapped("Tôi xin liệt kê các nhiệm vụ như sau: 1. …"),
        wrapped("```"),
        wrapped("{}"),
        wrapped("[1, 2]"),
        wrapped('{"tasks": {"quote": "x"}}'),
        wrapped('{"tasks": [{"quote": "cụt'),
        wrapped("[" * 200_000),
        "[" * 200_000,
    ],
)
def test_a_broken_answer_is_passed_over_with_a_note(model, body):
    model.answers = [body]
    reading = read(model)
    assert reading.suggestions == ()
    assert "không đúng dạng JSON" in reading.note
    assert "theo quy tắc vẫn giữ nguyên" in reading.note


def test_one_broken_answer_does_not_spoil_the_others(model):
    model.answers = ["hỏng", answer({"clause": 2, "quote": "hai"})]
    reading = read(model, LONG)
    assert len(reading.suggestions) == len(model.asked) - 1
    assert f"ở 1/{len(model.asked)} phần" in reading.note


def test_an_oversized_answer_is_not_read_to_its_end(model, monkeypatch):
    monkeypatch.setattr(model_reader, "ANSWER_MAX", 1000)
    model.answers = [answer({"quote": "x" * 2000})]
    reading = read(model)
    assert reading.suggestions == ()
    assert "quá dài" in reading.note


def test_too_many_duties_and_too_long_values_are_cut(model):
    model.answers = [answer(*[{"quote": "x" * 4100}] * 200)]
    reading = read(model)
    assert len(reading.suggestions) == model_reader.DUTIES_MAX
    assert len(reading.suggestions[0].quote) == model_reader.WORDS_MAX


@pytest.mark.parametrize("way", ["mute", "drips"])
def test_a_slow_model_is_given_up_when_the_time_is_over(model, way):
    setattr(model, way, True)
    began = time.monotonic()
    reading = read(model, timeout=0.3)
    assert time.monotonic() - began < 5
    assert reading.suggestions == ()
    assert "không trả lời kịp trong 0.3 giây" in reading.note


def test_the_time_is_for_the_whole_document(model, monkeypatch):
    # The first answer comes when the time is up.
    monkeypatch.setattr(model_reader.time, "monotonic", lambda: 500.0 if model.asked else 0.0)
    model.answers = [answer({"clause": 1, "quote": "một"})]
    reading = read(model, LONG)
    assert [s.quote for s in reading.suggestions] == ["một"]
    assert "Mô hình mới đọc 1/" in reading.note


def test_a_document_beyond_all_measure_is_read_from_its_beginning(model, monkeypatch):
    monkeypatch.setattr(model_reader, "QUESTIONS_MAX", 1)
    reading = read(model, LONG)
    assert len(model.asked) == 1
    assert "quá dài cho một lượt đọc" in reading.note


@pytest.mark.parametrize("status", [302, 401, 404, 500])
def test_a_refusal_is_told_and_a_redirect_not_followed(model, status):
    model.status = status
    model.headers = {"Location": f"{model.url}/elsewhere"}
    reading = read(model)
    assert f"mã {status}" in reading.note
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/v1",
        "file:///etc/passwd",
        "http://",
        "http://x:y/",
        "http://127.0.0.1/ /",
    ],
)
def test_an_address_where_nobody_answers_says_what_to_check(url):
    reading = model_reader.read(TEXT, Service(url=url, model="thử", timeout=5))
    assert reading.suggestions == ()
    assert reading.note.startswith("Không kết nối được với mô hình ngôn ngữ.")


def test_an_encrypted_address_asked_of_a_plain_server_fails_plainly(model):
    reading = read(model, url=model.url.replace("http:", "https:"), timeout=5)
    assert "Không kết nối được" in reading.note


def test_the_key_is_not_shown():
    assert "abc" not in repr(Service("http://x", "m", key="abc"))
