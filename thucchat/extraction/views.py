"""The review page: the document beside the form of the selected proposal."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from thucchat.directives.models import Document
from thucchat.extraction import actions, forms, queries
from thucchat.extraction.choices import ProposalState
from thucchat.extraction.models import Proposal
from thucchat.extraction.queries import ReviewPage
from thucchat.extraction.rules import spans
from thucchat.kernel.errors import Refused
from thucchat.orgs.models import User
from thucchat.tasks import rules as tasks
from thucchat.tasks.rules import TaskDraft
from thucchat.vntext import text as letters
from thucchat.vntext.text import Span

PANEL = "de-xuat"  # the form's anchor: on a phone the form is what one wants to see


class SignedIn(HttpRequest):
    user: User


@dataclass
class Typed:
    """The forms of the page that came back with something wrong."""

    values: forms.ProposalForm | None = None
    reject: forms.RejectForm | None = None
    split: forms.SplitForm | None = None
    add: forms.AddForm | None = None
    wrong: Any = field(default=None)  # the one of them that failed, for the title and the summary


@require_safe
def review(request: SignedIn, document_id: int) -> HttpResponse:
    return _page(
        request,
        document_id,
        selected_id=_number(request.GET.get("de-xuat")),
        section=_number(request.GET.get("phan")),
    )


def _number(text: object) -> int | None:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else None


def _page(
    request: SignedIn,
    document_id: int,
    *,
    selected_id: int | None,
    section: int | None = None,
    typed: Typed | None = None,
) -> HttpResponse:
    try:
        page = queries.review_page(document_id, selected_id=selected_id, section=section)
    except Document.DoesNotExist as missing:
        raise Http404 from missing
    queries.check_may_review(request.user, page.document)
    typed = typed or Typed()
    context = {
        "page": page,
        "document": page.document,
        "selected": page.selected,
        "panel": PANEL,
        "form": typed.wrong,
        "add_form": typed.add or forms.AddForm(),
        "bodies": queries.offered() if page.selected else [],
        "has_model": bool(settings.LLM_URL),
        "model": settings.LLM_MODEL,
        **_selected(request, page, typed),
    }
    return render(
        request, "extraction/review.html", context, status=422 if typed.wrong is not None else 200
    )


def _selected(request: SignedIn, page: ReviewPage, typed: Typed) -> dict[str, Any]:
    """Return what the page needs for the selected proposal, decided or not."""
    if page.selected is None:
        return {}
    words = page.document.text[page.selected.start : page.selected.end]
    common = {"quote": letters.squeeze(words), "came_from": page.came_from}
    if page.selected.state != ProposalState.PENDING:
        return common
    return {
        **common,
        "values_form": _values_form(page.selected, page, typed.values),
        "clears": tasks.six_clears(_draft(request, page.selected, typed.values)),
        "reject_form": typed.reject or forms.RejectForm(),
        "split_form": typed.split or forms.SplitForm(cuts=page.cuts),
    }


def _values_form(
    selected: Proposal, page: ReviewPage, bound: forms.ProposalForm | None
) -> forms.ProposalForm:
    form = bound or forms.ProposalForm(initial=forms.initial(selected))
    form.explain(page.evidence, page.doubts)
    return form


def _draft(request: SignedIn, proposal: Proposal, bound: forms.ProposalForm | None) -> TaskDraft:
    """Return what the six clears are checked on: what was typed, else what is stored."""
    owner_id = queries.owner_id(request.user)
    if bound is not None and bound.is_valid() and proposal.document.resolution_id is not None:
        return bound.draft(proposal, owner_id=owner_id)
    stored = {name: getattr(proposal, name) for name in queries.SHARED}
    regular = "regular" if proposal.recurrence and not proposal.due_on else "deadline"
    return TaskDraft(resolution_id=0, owner_id=owner_id, kind=regular, **stored)


def _back(document_id: int, proposal_id: int | None) -> HttpResponse:
    query = f"?de-xuat={proposal_id}" if proposal_id else ""
    return redirect(f"{reverse('extraction:review', args=[document_id])}{query}#{PANEL}")


def _one(document_id: int, proposal_id: int) -> Proposal:
    rows = Proposal.objects.select_related("document", "lead").prefetch_related("partners")
    return get_object_or_404(rows, pk=proposal_id, document_id=document_id)


@require_POST
def propose(request: SignedIn, document_id: int) -> HttpResponse:
    get_object_or_404(Document, pk=document_id)
    try:
        added = actions.propose(document_id, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if added:
            messages.success(request, f"Đã đọc văn bản: thêm {added} đề xuất chờ duyệt.")
        else:
            messages.info(request, "Đã đọc văn bản theo quy tắc: không có đề xuất nào mới.")
        if settings.LLM_URL and request.POST.get("mo-hinh"):
            _suggest(request, document_id)
    return _back(document_id, None)


def _suggest(request: SignedIn, document_id: int) -> None:
    """Let the language model of the settings propose too; its failure changes nothing else."""
    from thucchat.extraction import model_reader  # nothing of it is loaded without an address

    service = model_reader.Service(
        settings.LLM_URL, settings.LLM_MODEL, settings.LLM_KEY, settings.LLM_TIMEOUT
    )
    try:
        made = actions.suggest(
            document_id,
            model=service.model,
            reader=lambda text: model_reader.read(text, service),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return
    if made.note:
        messages.warning(request, made.note)
    if made.added or not made.note:
        said = f"đề xuất thêm {made.added} nhiệm vụ" if made.added else "không đề xuất thêm gì mới"
        dropped = f"; đã bỏ {made.dropped} giá trị không có trong văn bản" if made.dropped else ""
        messages.info(request, f"Mô hình ngôn ngữ {said}{dropped}.")


@require_POST
def save(request: SignedIn, document_id: int, proposal_id: int) -> HttpResponse:
    """Keep the corrections, and with the button «Nhận» make the task."""
    proposal = _one(document_id, proposal_id)
    queries.check_may_review(request.user, proposal.document)
    form = forms.ProposalForm(request.POST)
    if form.is_valid() and form.cleaned_data["seen"] != queries.fingerprint(proposal):
        form.add_error(None, _overtaken(proposal))
        form.data["seen"] = queries.fingerprint(proposal)  # sending it again overwrites
    if form.is_valid():
        try:
            return _saved(request, proposal, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(
        request, document_id, selected_id=proposal_id, typed=Typed(values=form, wrong=form)
    )


def _overtaken(proposal: Proposal) -> str:
    if proposal.state == ProposalState.PENDING:
        return (
            "Người khác vừa sửa đề xuất này. Mở đề xuất ở thẻ khác để so hai bản; muốn giữ bản của "
            "bạn thì gửi lại lần nữa."
        )
    return "Người khác vừa quyết định về đề xuất này. Hãy tải lại trang để xem kết quả."


def _saved(request: SignedIn, proposal: Proposal, form: forms.ProposalForm) -> HttpResponse:
    who, at = request.user, timezone.now()
    draft = form.draft(proposal, owner_id=queries.owner_id(who))
    if request.POST.get("viec") != "nhan":
        actions.edit(proposal.pk, edited=draft, by=who, at=at)
        messages.success(request, "Đã lưu nội dung sửa. Đề xuất vẫn chờ duyệt.")
        return _back(proposal.document_id, proposal.pk)
    task = actions.accept(proposal.pk, edited=draft, by=who, at=at)
    messages.success(request, f"Đã nhận thành dự thảo nhiệm vụ {task.code}.")
    return _back(
        proposal.document_id, queries.next_pending(proposal.document_id, after=proposal.start)
    )


@require_POST
def reject(request: SignedIn, document_id: int, proposal_id: int) -> HttpResponse:
    proposal = _one(document_id, proposal_id)
    queries.check_may_review(request.user, proposal.document)
    form = forms.RejectForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.reject(proposal_id, reason=reason, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "Đã loại đề xuất. Có thể hoàn tác khi mở lại đề xuất đó.")
            following = queries.next_pending(document_id, after=proposal.start)
            return _back(document_id, following)
    return _page(
        request, document_id, selected_id=proposal_id, typed=Typed(reject=form, wrong=form)
    )


@require_POST
def merge(request: SignedIn, document_id: int, proposal_id: int) -> HttpResponse:
    one = _one(document_id, proposal_id)
    other = _one(document_id, _number(request.POST.get("voi")) or 0)
    try:
        made = actions.merge([one.pk, other.pk], by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _back(document_id, proposal_id)
    messages.success(
        request, "Đã gộp hai ý. Kiểm tra lại các giá trị: chỗ hai ý khác nhau được để trống."
    )
    return _back(document_id, made.pk)


@require_POST
def split(request: SignedIn, document_id: int, proposal_id: int) -> HttpResponse:
    proposal = _one(document_id, proposal_id)
    queries.check_may_review(request.user, proposal.document)
    span = Span(proposal.start, proposal.end)
    cuts = [(at, "") for at in spans.cut_points(proposal.document.text, span)]
    form = forms.SplitForm(request.POST, cuts=cuts)
    if form.is_valid():
        try:
            at_offset = _offset(form, proposal)
            parts = actions.split(
                proposal_id, at_offset=at_offset, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, "Đã tách thành hai đề xuất. Đang mở phần thứ nhất.")
            return _back(document_id, parts[0].pk)
    return _page(request, document_id, selected_id=proposal_id, typed=Typed(split=form, wrong=form))


def _offset(form: forms.SplitForm, proposal: Proposal) -> int:
    """Return where to cut: typed words first (marked ones bring their offset), else the list."""
    words, marked = form.cleaned_data["words"], form.cleaned_data["offset"]
    text = proposal.document.text
    if not words:
        return int(form.cleaned_data["place"])
    if marked is not None and spans.find_words(text, words, Span(marked, len(text)))[:1]:
        found = spans.find_words(text, words, Span(marked, len(text)))[0]
        if found.start == marked:
            return int(marked)
    return spans.one_place(text, words, Span(proposal.start, proposal.end)).start


@require_POST
def undo(request: SignedIn, document_id: int, proposal_id: int) -> HttpResponse:
    _one(document_id, proposal_id)
    try:
        shown = actions.undo(proposal_id, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _back(document_id, proposal_id)
    messages.success(request, "Đã hoàn tác. Đề xuất trở lại chờ duyệt.")
    return _back(document_id, shown.pk)


@require_POST
def add(request: SignedIn, document_id: int) -> HttpResponse:
    document = get_object_or_404(Document, pk=document_id)
    queries.check_may_review(request.user, document)
    form = forms.AddForm(request.POST)
    if form.is_valid():
        try:
            span = _marked(form, document.text)
            made = actions.add(
                document_id, start=span.start, end=span.end, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error("quote", str(refusal))
        else:
            messages.success(request, "Đã thêm một đề xuất từ đoạn đánh dấu. Kiểm tra rồi nhận.")
            return _back(document_id, made.pk)
    selected_id = _number(request.POST.get("dang-chon"))
    return _page(request, document_id, selected_id=selected_id, typed=Typed(add=form, wrong=form))


def _marked(form: forms.AddForm, text: str) -> Span:
    """Return the span that the script sent if its words are the quoted ones, else look them up."""
    quote, start, end = (form.cleaned_data[name] for name in ("quote", "start", "end"))
    given = start is not None and end is not None and 0 <= start < end <= len(text)
    if given and letters.squeeze(text[start:end]) == letters.squeeze(quote):
        return Span(start, end)
    return spans.one_place(text, quote)


@require_POST
def accept_many(request: SignedIn, document_id: int) -> HttpResponse:
    get_object_or_404(Document, pk=document_id)
    asked = [int(pk) for pk in request.POST.getlist("chon") if _number(pk)]
    ids = list(
        Proposal.objects.filter(document_id=document_id, pk__in=asked).values_list("pk", flat=True)
    )
    try:
        made = actions.accept_many(ids, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã nhận {len(made)} đề xuất thành dự thảo nhiệm vụ.")
    return _back(document_id, queries.next_pending(document_id, after=0))
