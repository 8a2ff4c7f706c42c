from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError

from thucchat.audit.models import Event
from thucchat.directives import actions, queries, rules
from thucchat.directives.choices import DocumentState, LinkKind
from thucchat.directives.models import Clause, Document, DocumentLink, Resolution
from thucchat.directives.tests.factories import (
    NOON,
    a_heading,
    confirmed,
    make_resolution,
    plan,
    registered,
)
from thucchat.kernel.errors import Refused

pytestmark = pytest.mark.django_db


def kinds_of(document):
    events = Event.objects.filter(target_type="directives.document", target_id=str(document.pk))
    return list(events.order_by("seq").values_list("kind", flat=True))


def stored_files():
    return [f for _, _, files in _walk("") for f in files]


def _walk(folder):
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield folder, folders, files
    for name in folders:
        yield from _walk(f"{folder}/{name}" if folder else name)


def test_a_document_is_kept_with_its_text_its_guess_and_its_clauses(cast):
    resolution = make_resolution()
    document = registered(cast.officer, file_name="Kế hoạch 15.txt")
    assert document.state == DocumentState.RECEIVED
    assert (document.number, document.kind) == ("15-KH/BCĐTW", "plan")
    assert document.issuer == cast.standing
    assert document.issued_on == date(2026, 3, 2)
    assert document.resolution == resolution
    assert document.title == "triển khai Nghị quyết số 57-NQ/TW về chuyển đổi số"
    assert document.title_fold.startswith("trien khai")
    assert document.file_name == "Kế hoạch 15.txt"
    assert document.file.name == f"directives/2026/06/{document.sha256}.txt"
    with document.file.open() as kept:
        assert kept.read() == plan()
    assert document.size == len(plan())
    assert kinds_of(document) == ["directives.document.received"]
    for clause in Clause.objects.select_related("parent"):
        assert clause.text == document.text[clause.start : clause.end]
        assert clause.parent is None or clause.parent.order < clause.order
    point = Clause.objects.get(kind="point", label="a")
    assert point.path.endswith("mục I > mục 1 > điểm a")
    assert point.parent.text == "1. Cơ sở dữ liệu ưu tiên"


def test_the_way_back_to_the_file_is_kept(cast):
    document = registered(cast.officer, b"\xef\xbb\xbf" + plan().replace(b"\n", b"\r\n"))
    with document.file.open() as kept:
        original = kept.read().decode()
    at = document.text.index("Bộ Y tế")
    span = queries.original_span(document, at, at + 7)
    assert original[span.start : span.end] == "Bộ Y tế"


def test_the_same_bytes_are_found_and_lead_to_the_document_that_is_there(cast):
    there = registered(cast.officer)
    with pytest.raises(rules.Duplicate) as refusal:
        registered(cast.province_officer, file_name="khac.txt")
    assert refusal.value.code == "directives.duplicate"
    assert refusal.value.document_id == there.pk
    for words in ("Kế hoạch 15-KH/BCĐTW", str(cast.officer), "12:00 15/06/2026"):
        assert words in str(refusal.value)
    assert len(stored_files()) == 1


def test_a_duplicate_of_a_withdrawn_document_says_how_to_use_it_again(cast):
    there = registered(cast.officer)
    actions.withdraw(there.pk, reason="Nhầm", by=cast.officer, at=NOON)
    with pytest.raises(rules.Duplicate, match="Khôi phục"):
        registered(cast.officer)


def test_the_same_words_in_another_file_are_a_warning(cast):
    first = registered(cast.officer)
    second = registered(cast.officer, plan() + b"\n\n", "kh.md")
    assert queries.same_text(second) == [first]
    assert queries.same_number(second) == [first]
    other = registered(cast.officer, plan("16-KH/BCĐTW", extra=" khác"), "16.txt")
    assert queries.same_text(other) == []
    assert queries.same_number(other) == []


@pytest.mark.parametrize("who", ["reporter", "verifier", "leader", "administrator", "stranger"])
def test_only_those_who_may_register_do(cast, who):
    with pytest.raises(Refused) as refusal:
        registered(getattr(cast, who))
    assert refusal.value.code == "orgs.not_allowed"
    assert not Document.objects.exists()
    assert not stored_files()


def test_what_cannot_be_read_leaves_nothing_behind(cast):
    with pytest.raises(Refused) as refusal:
        registered(cast.officer, b"%PDF-1.7 hong", "a.pdf")
    assert refusal.value.code == "reading.corrupt"
    assert not Document.objects.exists()
    assert not Event.objects.exists()
    assert not stored_files()


def test_a_failure_half_way_leaves_no_file(cast, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("hỏng giữa chừng")

    monkeypatch.setattr(actions, "_create_clauses", fail)
    with pytest.raises(RuntimeError):
        registered(cast.officer)
    assert not Document.objects.exists()
    assert not stored_files()


def test_two_people_with_one_file_at_one_moment(cast, monkeypatch):
    made = []

    def late(sha256):
        if made:
            raise rules.Duplicate("đã có", 1)
        made.append(sha256)

    def clash(*args, **kwargs):
        raise IntegrityError("sha256")

    monkeypatch.setattr(actions, "_check_new", late)
    monkeypatch.setattr(actions, "_create", clash)
    with pytest.raises(rules.Duplicate):
        registered(cast.officer)
    assert not stored_files()


def test_confirming_sets_what_the_person_says(cast):
    document = registered(cast.officer)
    heading = a_heading(number=" 15 - KH/BCĐTW ", title="  Triển khai  ", issuer_id=cast.science.pk)
    document = actions.confirm(document.pk, heading=heading, by=cast.officer, at=NOON)
    document.refresh_from_db()
    assert document.state == DocumentState.CONFIRMED
    assert (document.number, document.title) == ("15-KH/BCĐTW", "Triển khai")
    assert document.issuer == cast.science
    assert (document.confirmed_by, document.confirmed_at) == (cast.officer, NOON)
    assert kinds_of(document)[-1] == "directives.document.confirmed"
    event = Event.objects.latest("seq")
    assert event.data["changed"]["issuer_id"] == [cast.standing.pk, cast.science.pk]


def test_a_confirmed_document_may_be_corrected_and_the_journal_says_so(cast):
    document = confirmed(cast.officer, "15-KH/BCĐTW")
    heading = a_heading(issued_on=date(2026, 3, 3))
    actions.confirm(document.pk, heading=heading, by=cast.officer, at=NOON)
    assert kinds_of(document)[-1] == "directives.document.corrected"
    assert Event.objects.latest("seq").data["changed"]["issued_on"] == ["2026-03-02", "2026-03-03"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"title": "  "}, "directives.no_title"),
        ({"resolution_id": 99999}, "directives.no_resolution"),
        ({"issuer_id": 99999}, "directives.no_issuer"),
        ({"replaces": ("15 -KH/BCĐTW",)}, "directives.replaces_itself"),
    ],
)
def test_a_heading_that_cannot_be_is_refused(cast, given, code):
    document = registered(cast.officer)
    with pytest.raises(Refused) as refusal:
        actions.confirm(document.pk, heading=a_heading(**given), by=cast.officer, at=NOON)
    assert refusal.value.code == code
    document.refresh_from_db()
    assert document.state == DocumentState.RECEIVED


@pytest.mark.parametrize(
    ("owner", "who", "allowed"),
    [
        ("officer", "officer", True),
        ("province_officer", "province_officer", True),
        ("province_officer", "officer", True),  # for the whole country
        ("officer", "province_officer", False),  # another body's document
        ("officer", "reporter", False),
    ],
)
def test_who_may_confirm_and_withdraw(cast, owner, who, allowed):
    document = registered(getattr(cast, owner))
    person = getattr(cast, who)
    assert queries.may_change(document, person) is allowed
    if allowed:
        actions.confirm(document.pk, heading=a_heading(), by=person, at=NOON)
        actions.withdraw(document.pk, reason="Nhầm", by=person, at=NOON)
        return
    for act in (
        lambda: actions.confirm(document.pk, heading=a_heading(), by=person, at=NOON),
        lambda: actions.withdraw(document.pk, reason="Nhầm", by=person, at=NOON),
        lambda: actions.restore(document.pk, by=person, at=NOON),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code in ("directives.not_yours", "orgs.not_allowed")
    assert kinds_of(document) == ["directives.document.received"]


def test_withdrawing_needs_a_reason_and_can_be_undone(cast):
    document = confirmed(cast.officer, "15-KH/BCĐTW")
    with pytest.raises(Refused, match="Nhập lý do rút"):
        actions.withdraw(document.pk, reason="  ", by=cast.officer, at=NOON)
    actions.withdraw(document.pk, reason="Bản dự thảo", by=cast.officer, at=NOON)
    document.refresh_from_db()
    assert document.state == DocumentState.WITHDRAWN
    assert Event.objects.latest("seq").data == {"reason": "Bản dự thảo"}
    with pytest.raises(Refused, match="Đã rút"):
        actions.confirm(document.pk, heading=a_heading(), by=cast.officer, at=NOON)
    actions.restore(document.pk, by=cast.officer, at=NOON)
    document.refresh_from_db()
    assert document.state == DocumentState.RECEIVED
    assert document.text
    assert kinds_of(document)[-1] == "directives.document.restored"


def test_what_a_document_names_is_linked_at_once_or_when_it_arrives(cast):
    late = registered(cast.officer)
    named = DocumentLink.objects.filter(source=late)
    assert set(named.values_list("kind", "target_number")) == {
        (LinkKind.REPLACES, "02-KH/BCĐTW"),
        (LinkKind.CITES, "02-KH/BCĐTW"),
        (LinkKind.CITES, "57-NQ/TW"),
    }
    assert not named.filter(target__isnull=False).exists()
    old = confirmed(cast.officer, "02-KH/BCĐTW")
    assert set(named.filter(target=old).values_list("kind", flat=True)) == {"replaces", "cites"}
    third = registered(cast.officer, plan("17-KH/BCĐTW", "02-KH/BCĐTW", " ba"), "17.txt")
    assert DocumentLink.objects.filter(source=third, kind="replaces", target=old).exists()


def test_a_guessed_number_ties_nothing_until_a_person_confirms_it(cast):
    late = registered(cast.officer)
    registered(cast.officer, plan("02-KH/BCĐTW", "01-XX/YY"), "02.txt")
    assert not DocumentLink.objects.filter(source=late, target__isnull=False).exists()


def test_a_corrected_number_lets_go_of_those_who_named_the_wrong_one(cast):
    late = registered(cast.officer)
    wrong = confirmed(cast.officer, "02-KH/BCĐTW")
    actions.confirm(wrong.pk, heading=a_heading(number="03-KH/BCĐTW"), by=cast.officer, at=NOON)
    assert not DocumentLink.objects.filter(source=late, target__isnull=False).exists()


def test_confirming_replaces_the_guessed_links(cast):
    document = registered(cast.officer)
    heading = a_heading(replaces=("04-KH/BCĐTW", "04-KH/BCĐTW", "", "05-KH/BCĐTW"))
    actions.confirm(document.pk, heading=heading, by=cast.officer, at=NOON)
    links = DocumentLink.objects.filter(source=document, kind=LinkKind.REPLACES)
    assert set(links.values_list("target_number", flat=True)) == {"04-KH/BCĐTW", "05-KH/BCĐTW"}


def test_a_short_name_of_a_resolution_finds_the_one_it_means(cast):
    resolution = make_resolution()
    news = "Tin: họp bàn Nghị quyết 57\n\nCác bộ báo cáo.\n".encode()
    assert registered(cast.officer, news, "tin.txt").resolution == resolution
    make_resolution("57-NQ/TU")  # now it may mean either
    assert registered(cast.officer, news + b" ", "tin2.txt").resolution is None


def test_loading_resolutions_again_changes_nothing(db):
    rows = [
        actions.ResolutionRow("57-NQ/TW", "Về đột phá", "Nghị quyết 57", date(2024, 12, 22)),
        actions.ResolutionRow("68-NQ/TW", "Nghị quyết về kinh tế tư nhân", "Nghị quyết 68", None),
    ]
    assert actions.load_resolutions(rows, at=NOON) == actions.LoadReport(2, 0, 0)
    assert actions.load_resolutions(rows, at=NOON) == actions.LoadReport(0, 0, 2)
    renamed = [actions.ResolutionRow("68-NQ/TW", "Tên mới", "Nghị quyết 68", date(2025, 5, 4))]
    assert actions.load_resolutions(renamed, at=NOON) == actions.LoadReport(0, 1, 0)
    assert Resolution.objects.get(number="68-NQ/TW").issued_on == date(2025, 5, 4)
    assert Event.objects.filter(kind="directives.resolution.loaded").count() == 3
