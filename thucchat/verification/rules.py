"""What a decision must say, and which claims deserve the first look."""

from dataclasses import dataclass
from datetime import date

from thucchat.kernel.errors import Refused
from thucchat.tasks.choices import ResultLevel
from thucchat.verification.choices import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a verifier says of a claim."""

    verdict: str
    level: int | None = None
    reason: str = ""
    words: str = ""


def check_decision(judgement: Judgement, *, claimed_level: int) -> None:
    """Refuse a decision that is incomplete or goes beyond the claim (``verification.decision``)."""
    if judgement.verdict == Verdict.RECOGNISED:
        if judgement.level is None or judgement.level < ResultLevel.DOCUMENT:
            raise Refused("verification.decision", "Chọn mức công nhận từ 1 đến mức đã đề nghị.")
        if judgement.level > claimed_level:
            raise Refused(
                "verification.decision",
                f"Đơn vị đề nghị mức {claimed_level}, không công nhận cao hơn được.",
            )
        return
    if not judgement.reason:
        raise Refused("verification.decision", "Chọn lý do trả lại trong danh sách.")
    if len(judgement.words.split()) < 5:
        raise Refused(
            "verification.decision",
            "Ghi rõ còn thiếu gì và đơn vị cần làm gì, ví dụ «Địa chỉ chỉ mở được trang đăng nhập, "
            "đề nghị nộp số liệu sử dụng tháng 10».",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """What the order of the queue looks at."""

    level: int
    submitted_on: date
    due_on: date | None
    returns: int  # how often this task was returned before
    reports: int  # progress reports before the claim
    shared_files: int  # files of the claim that also stand under another task
    users: int | None  # the largest user count stated; None: none is stated


def risks(facts: ClaimFacts) -> list[str]:
    """List in words why a claim deserves a close look; hints, never verdicts."""
    found = {
        f"Đã bị trả lại {facts.returns} lần": facts.returns > 0,
        "Chưa có báo cáo tiến độ nào trước khi đề nghị": facts.reports == 0,
        f"{facts.shared_files} tệp trùng với nhiệm vụ khác": facts.shared_files > 0,
        f"Chỉ có {facts.users} người dùng": facts.users is not None and facts.users < 10,
        "Gửi sau thời hạn": facts.due_on is not None and facts.submitted_on > facts.due_on,
        "Gửi đúng ngày cuối": facts.due_on == facts.submitted_on,
        "Đề nghị mức có người dùng trở lên": facts.level >= ResultLevel.USED,
    }
    return [words for words, holds in found.items() if holds]


def queue_key(facts: ClaimFacts, *, on: date) -> tuple[int, int]:
    """Order the queue: most risks first, then longest waiting."""
    return (-len(risks(facts)), -(on - facts.submitted_on).days)
