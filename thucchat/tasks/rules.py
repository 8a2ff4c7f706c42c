"""What may happen to a task, what must be clear before it is issued, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thucchat.kernel.errors import Refused
from thucchat.tasks.choices import (
    Clear,
    DuePrecision,
    Kind,
    ResultLevel,
    State,
)

MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.ISSUED, State.CANCELLED}),
    State.ISSUED: frozenset({State.ACTIVE, State.DRAFT, State.CANCELLED}),
    State.ACTIVE: frozenset({State.CLAIMED, State.CANCELLED}),
    State.CLAIMED: frozenset({State.RECOGNISED, State.ACTIVE, State.CANCELLED}),
    State.RECOGNISED: frozenset({State.ACTIVE}),
    State.CANCELLED: frozenset(),
}


def can_move(old: str, new: State) -> bool:
    """Say whether a task may go from ``old`` to ``new``."""
    return new in MOVES[State(old)]


def check_move(old: str, new: State) -> None:
    """Allow the move from ``old`` to ``new``, or raise ``Refused`` (``tasks.move``)."""
    if not can_move(old, new):
        raise Refused(
            "tasks.move",
            f"Nhiệm vụ đang ở trạng thái «{State(old).label}» nên không chuyển sang "
            f"«{new.label}» được. Hãy tải lại trang để xem trạng thái mới nhất.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """What a person states when drafting a task; the names are those of ``models.Task``."""

    title: str
    resolution_id: int
    owner_id: int
    lead_id: int | None = None
    partner_ids: tuple[int, ...] = ()
    clause_id: int | None = None
    quote_start: int | None = None
    quote_end: int | None = None
    parent_id: int | None = None
    kind: str = Kind.DEADLINE
    recurrence: str = ""
    field: str = ""
    axis: str = ""
    responsible: str = ""
    authority: str = ""
    product: str = ""
    product_kind: str = ""
    required_level: int = ResultLevel.PRODUCT
    report_to: str = ""
    due_on: date | None = None
    due_precision: str = DuePrecision.NONE
    due_text: str = ""


@dataclass(frozen=True, slots=True)
class ClearRow:
    """One of the six clears: met or not, and what is missing."""

    clear: Clear
    met: bool
    missing: str


def six_clears(draft: TaskDraft) -> list[ClearRow]:
    """
    Check the six clears, in their fixed order; ``missing`` says what to fill in.

    Source: the principle «6 rõ» of the steering committee (domain requirement R-40).
    """
    timed = bool(draft.recurrence) if draft.kind == Kind.REGULAR else draft.due_on is not None
    checks = {
        Clear.PERSON: (draft.lead_id is not None, "Chưa chọn cơ quan chủ trì."),
        Clear.WORK: (
            len(draft.title.split()) >= 4,
            "Nội dung quá ngắn: ghi rõ phải làm gì, với cái gì.",
        ),
        Clear.TIME: (
            timed,
            "Chưa có kỳ báo cáo của nhiệm vụ thường xuyên."
            if draft.kind == Kind.REGULAR
            else "Chưa có thời hạn.",
        ),
        Clear.RESPONSIBILITY: (
            bool(draft.responsible.strip()),
            "Chưa ghi người chịu trách nhiệm (ví dụ: Bộ trưởng, Chủ tịch UBND tỉnh).",
        ),
        Clear.PRODUCT: (
            bool(draft.product.strip() and draft.product_kind),
            "Chưa ghi sản phẩm và loại sản phẩm phải có.",
        ),
        Clear.AUTHORITY: (
            bool(draft.authority.strip()),
            "Chưa ghi cấp có thẩm quyền quyết định hoặc phê duyệt.",
        ),
    }
    return [ClearRow(clear, met, "" if met else words) for clear, (met, words) in checks.items()]


def check_six_clears(draft: TaskDraft) -> None:
    """Raise ``Refused`` (``tasks.six_clears``) listing what is missing before issue."""
    missing = [row for row in six_clears(draft) if not row.met]
    if missing:
        words = " ".join(f"{row.clear.label}: {row.missing}" for row in missing)
        raise Refused("tasks.six_clears", f"Chưa giao được vì chưa đủ 6 rõ. {words}")


def check_draft(draft: TaskDraft) -> None:
    """Refuse a draft that cannot be stored at all (``tasks.draft``)."""
    if not draft.title.strip():
        raise Refused("tasks.draft", "Nhập nội dung nhiệm vụ, ví dụ «Hoàn thành CSDL đất đai».")
    if draft.kind == Kind.REGULAR and draft.due_on is not None:
        raise Refused(
            "tasks.draft",
            "Nhiệm vụ thường xuyên không có thời hạn; hãy bỏ thời hạn hoặc chọn «Có thời hạn».",
        )
    if draft.lead_id is not None and draft.lead_id in draft.partner_ids:
        raise Refused("tasks.draft", "Cơ quan chủ trì không đồng thời là cơ quan phối hợp.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The facts of a task on a day, from which every status is derived."""

    kind: str
    due_on: date | None
    required_level: int
    declared: bool  # a claim at the required level was submitted, ever
    awaiting_level: int | None  # level of the submitted claim that waits; None: none waits
    recognised_level: int | None
    finished_on: date | None  # day of the submission that is recognised or waits; None: neither

    @property
    def recognised(self) -> bool:
        """Recognised at the level that the task requires."""
        return self.recognised_level is not None and self.recognised_level >= self.required_level

    @property
    def awaiting(self) -> bool:
        """Claimed at the required level and not decided."""
        waits = self.awaiting_level is not None and self.awaiting_level >= self.required_level
        return waits and not self.recognised

    @property
    def hollow(self) -> bool:
        """Declared done, but neither recognised nor waiting: returned, too low, or reopened."""
        return self.declared and not self.recognised and not self.awaiting

    @property
    def done(self) -> bool:
        """Done as the 57 report counts: recognised, or waiting for recognition."""
        return self.recognised or self.awaiting


def report57(facts: Standing, *, on: date) -> str:
    """
    Return the class of the 57 report: ``done``, ``within``, ``overdue``; ``regular`` apart.

    The last day is still within the deadline. A task without a named deadline is within.
    """
    if facts.kind == Kind.REGULAR:
        return "regular"
    if facts.done:
        return "done"
    late = facts.due_on is not None and facts.due_on < on
    return "overdue" if late else "within"


def government(facts: Standing, *, on: date) -> str | None:
    """
    Return the Government's four-way class, None for a regular task, which it leaves out.

    ``done_on_time``, ``done_late``, ``within``, ``overdue``; a task that waits for
    recognition counts by the day of its submission.
    """
    if facts.kind == Kind.REGULAR:
        return None
    if facts.done:
        late = bool(facts.due_on and facts.finished_on and facts.finished_on > facts.due_on)
        return "done_late" if late else "done_on_time"
    return report57(facts, on=on)


def days_late(facts: Standing, *, on: date) -> int:
    """
    Count the calendar days by which a task is late as seen on the day ``on``.

    0 without a deadline, and for a task in time. A finished one is measured at its
    submission: neither a slow verifier nor the passing of time makes it later.
    """
    if facts.due_on is None or facts.kind == Kind.REGULAR:
        return 0
    until = facts.finished_on if facts.done and facts.finished_on else on
    return max(0, (until - facts.due_on).days)


def due_soon(facts: Standing, *, on: date, window_ends_on: date) -> bool:
    """Say whether an unfinished task falls due from ``on`` to ``window_ends_on``."""
    return (
        facts.kind == Kind.DEADLINE
        and not facts.done
        and facts.due_on is not None
        and on <= facts.due_on <= window_ends_on
    )


LABELS_57: Mapping[str, str] = {
    "done": "Đã hoàn thành",
    "within": "Đang thực hiện trong hạn",
    "overdue": "Quá hạn",
    "regular": "Thường xuyên",
}


def check_extension(*, due_on: date | None, new_due_on: date, on: date, cause: str) -> None:
    """
    Refuse a request that comes too late, moves nothing, or gives no cause.

    ``on`` is the day of the request: an extension is asked for before the deadline passes.
    """
    if due_on is None:
        raise Refused("tasks.extension", "Nhiệm vụ này không có thời hạn nên không cần gia hạn.")
    if on > due_on:
        raise Refused(
            "tasks.extension",
            f"Thời hạn {due_on:%d/%m/%Y} đã qua. Đề nghị gia hạn phải gửi trước khi đến hạn; hãy "
            "báo cáo tiến độ và nguyên nhân chậm.",
        )
    if new_due_on <= due_on:
        raise Refused(
            "tasks.extension",
            f"Thời hạn mới phải sau thời hạn đang có ({due_on:%d/%m/%Y}).",
        )
    if len(cause.split()) < 5:
        raise Refused(
            "tasks.extension",
            "Ghi rõ nguyên nhân khách quan, ví dụ «Nghị định hướng dẫn ban hành chậm hai tháng».",
        )
