"""What a language model proposes: stored as its own, only when asked, never instead of rules."""

import subprocess
import sys

import pytest
from django.urls import reverse

from thucchat.audit import queries as journal
from thucchat.directives.choices import DocumentState
from thucchat.extraction import actions
from thucchat.extraction.choices import Source
from thucchat.extraction.model_reader import Reading
from thucchat.extraction.models import Proposal
from thucchat.extraction.rules.labels import rule_label
from thucchat.extraction.tests import model_server
from thucchat.extraction.tests.factories import TEXT, make_document
from thucchat.extraction.tests.model_server import answer
from thucchat.kernel.errors import Refused
from thucchat.tasks.models import Task
from thucchat.tasks.tests.factories import NOON
from thucchat.vntext.duties.suggested import Suggestion

pytestmark = pytest.mark.django_db

# No rule takes a need for an order; a model may.
NEED = "Nền tảng học trực tuyến của Bộ Y tế cần có thêm bài giảng trước ngày 15/8/2026"
WITH_NEED = f"{TEXT}\n\n2. {NEED}.\n"
ORDER = "Bộ Công an hoàn thiện nền tảng định danh điện tử và đưa vào vận hành trong quý III/2026"
GOOD = {
    "quote": NEED,
    "action": "có thêm bài giảng",
    "lead": ["Bộ Công an", "Bộ Quốc phòng"],  # neither stands there
    "coordinating": ["Bộ Y tế"],
    "deadline": "trước ngày 15/8/2026",
    "product": "bài giảng",
}
INVENTED = {"clause": 4, "quote": "Bộ Tài chính bố trí 500 tỷ đồng trong tháng 9/2026"}


@pytest.fixture
def document(cast):
    return make_document(WITH_NEED, by=cast.officer)


@pytest.fixture
def model():
    with model_server.running() as running:
        running.answers = [answer(GOOD, INVENTED, {"quote": ORDER})]
        yield running


@pytest.fixture
def configured(settings, model):
    settings.LLM_URL, settings.LLM_MODEL, settings.LLM_TIMEOUT = model.url, "thử-7b", 5
    return model


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def press(client, document, **data):
    sent = client.post(reverse("extraction:propose", args=[document.pk]), data, follow=True)
    return sent.content.decode()


def by_source(document, source):
    return list(document.proposals.filter(source=source).order_by("start"))


def test_what_only_the_model_read_is_proposed_as_its_own(officer, document, configured):
    page = press(officer, document, **{"mo-hinh": "1"})
    assert len(by_source(document, Source.RULES)) == 5
    [made] = by_source(document, Source.MODEL)  # the order is the rules' already
    assert document.text[made.start : made.end] == NEED
    assert (made.rule, made.state, made.title) == ("model", "pending", "Có thêm bài giảng")
    assert (made.lead, made.lead_text) == (None, "")
    assert made.partners_text == "Bộ Y tế"
    assert (str(made.due_on), made.due_precision) == ("2026-08-15", "date")
    assert made.score < 0.5
    assert "Mô hình ngôn ngữ đề xuất thêm 1 nhiệm vụ; đã bỏ 3 giá trị" in page
    assert Task.objects.count() == 0
    events = {event.kind: event.data for event in journal.events_of(document)}
    assert events["document.model_read"] == {
        "model": "thử-7b",
        "found": 3,
        "added": 1,
        "dropped": 3,
        "note": "",
    }


def test_the_review_page_says_who_proposed_it_and_asks_to_read_it(officer, document, configured):
    press(officer, document, **{"mo-hinh": "1"})
    [made] = by_source(document, Source.MODEL)
    page = officer.get(
        reverse("extraction:review", args=[document.pk]), {"de-xuat": made.pk}
    ).content.decode()
    assert "<strong>Mô hình ngôn ngữ đề xuất</strong>, độ tin cậy" in page
    assert "Máy không chắc đây là câu giao việc" in page  # so it is never accepted unread
    assert rule_label("model.partners").startswith("mô hình ngôn ngữ đề xuất")


def test_asking_again_adds_nothing(officer, document, configured):
    press(officer, document, **{"mo-hinh": "1"})
    before = Proposal.objects.count()
    page = press(officer, document, **{"mo-hinh": "1"})
    assert Proposal.objects.count() == before
    assert "Mô hình ngôn ngữ không đề xuất thêm gì mới" in page


def test_a_model_that_repeats_itself_is_heard_once(officer, document, configured):
    configured.answers = [answer(GOOD, GOOD)]
    press(officer, document, **{"mo-hinh": "1"})
    assert len(by_source(document, Source.MODEL)) == 1


@pytest.mark.parametrize(
    ("failing", "said"),
    [
        ({"answers": ["hỏng"]}, "không đúng dạng JSON"),
        ({"status": 500}, "từ chối (mã 500)"),
        ({"mute": True}, "không trả lời kịp"),
    ],
)
def test_when_the_model_fails_the_rules_proposals_stay(
    officer, document, configured, settings, failing, said
):
    settings.LLM_TIMEOUT = 0.3 if "mute" in failing else 5
    for name, value in failing.items():
        setattr(configured, name, value)
    page = press(officer, document, **{"mo-hinh": "1"})
    assert said in page
    assert len(by_source(document, Source.RULES)) == 5
    assert by_source(document, Source.MODEL) == []
    event = next(e for e in journal.events_of(document) if e.kind == "document.model_read")
    assert said in event.data["note"]


def test_reading_without_the_button_asks_no_model(officer, document, configured):
    page = press(officer, document)
    assert "Đọc thêm bằng mô hình" in page
    assert "«thử-7b»" in page
    assert configured.asked == []


def test_without_an_address_there_is_no_button_and_no_connection(
    officer, document, settings, socket_disabled
):
    assert settings.LLM_URL == ""
    page = press(officer, document, **{"mo-hinh": "1"})
    assert "Đọc thêm bằng mô hình" not in page
    assert by_source(document, Source.MODEL) == []
    assert len(by_source(document, Source.RULES)) == 5


def test_without_an_address_nothing_that_talks_is_loaded():
    script = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'\n"
        "import django; django.setup()\n"
        "import thucchat.extraction.views, thucchat.cli.extract\n"
        "sys.exit('thucchat.extraction.model_reader' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0  # noqa: S603


@pytest.mark.parametrize("who", ["reporter", "stranger", "leader"])
def test_no_word_leaves_for_somebody_who_may_not_review(client, cast, document, configured, who):
    client.force_login(getattr(cast, who))
    press(client, document, **{"mo-hinh": "1"})
    assert configured.asked == []
    with pytest.raises(Refused):
        ask(document, getattr(cast, who))


def ask(document, user):
    def reader(text):
        raise AssertionError(text)

    return actions.suggest(document.pk, model="thử", reader=reader, by=user, at=NOON)


def test_a_withdrawn_document_is_not_sent(cast, document):
    document.state = DocumentState.WITHDRAWN
    document.save()
    with pytest.raises(Refused) as caught:
        ask(document, cast.officer)
    assert caught.value.code == "extraction.withdrawn"


def test_a_document_withdrawn_while_the_model_thought_gets_no_proposals(
    officer, document, configured, monkeypatch
):
    def reader(text, service):
        document.state = DocumentState.WITHDRAWN
        document.save()
        return Reading((Suggestion(clause=-1, quote=NEED),))

    monkeypatch.setattr("thucchat.extraction.model_reader.read", reader)
    page = press(officer, document, **{"mo-hinh": "1"})
    assert "Văn bản này đã được rút" in page
    assert by_source(document, Source.MODEL) == []
