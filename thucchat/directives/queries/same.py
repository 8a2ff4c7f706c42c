"""Finding the same document again: by its bytes, its words, its number."""

from collections.abc import Iterable

from thucchat.directives.choices import DocumentState
from thucchat.directives.models import Document
from thucchat.directives.queries.lists import name_of
from thucchat.kernel import formats


def by_number(numbers: Iterable[str], *, but: int) -> dict[str, int]:
    """Return the confirmed documents that bear the numbers, as number → id; ``but``: not this."""
    found = Document.objects.filter(
        number__in=list(numbers), state=DocumentState.CONFIRMED
    ).exclude(pk=but)
    return dict(found.order_by("confirmed_at").values_list("number", "pk"))


def same_text(document: Document) -> list[Document]:
    """Return other files with the same words: a warning, not a refusal."""
    digest = document.offset_map.get("digest") if isinstance(document.offset_map, dict) else None
    if not digest:
        return []
    found = Document.objects.filter(offset_map__digest=digest).exclude(pk=document.pk)
    return list(found.defer("text", "offset_map").order_by("received_at")[:5])


def same_number(document: Document) -> list[Document]:
    """Return other documents of the same number that are in use."""
    if not document.number:
        return []
    found = Document.objects.filter(number=document.number).exclude(pk=document.pk)
    return list(
        found.exclude(state=DocumentState.WITHDRAWN).defer("text", "offset_map").order_by("pk")[:5]
    )


def duplicate_words(there: Document) -> str:
    """Say which document a file already is."""
    day = formats.datetime_text(there.received_at)
    words = (
        f"Tệp này đã có trong hệ thống: {name_of(there)}, “{there.title[:120]}”, do "
        f"{there.received_by} nạp lúc {day}."
    )
    if there.state == DocumentState.WITHDRAWN:
        return f"{words} Văn bản đó đã rút; hãy mở văn bản đó và bấm “Khôi phục” để dùng lại."
    return f"{words} Hãy mở văn bản đó để xem hoặc tiếp tục xử lý, không cần nạp lại."
