"""
How a state looks: one tone for each stored word of every package.

A tone is a colour and a shape together. The word comes from the package's own choices;
the one given here serves where only the stored value is at hand. Where two packages mean different
things by one word, the key names the package: ``reports.issued``.
"""

from dataclasses import dataclass

TONES = ("good", "warn", "bad", "info", "wait", "neutral", "hollow", "stop")


@dataclass(frozen=True, slots=True)
class Look:
    """A state's tone (one of ``TONES``), its word, and its shape where not the tone's own."""

    tone: str
    word: str
    shape: str = ""

    @property
    def icon(self) -> str:
        """The name of the small drawing."""
        return self.shape or self.tone


LOOKS: dict[str, Look] = {
    # the life of a task
    "draft": Look("neutral", "Dự thảo", "edit"),
    "issued": Look("info", "Đã giao", "flag"),
    "reports.issued": Look("good", "Đã phát hành", "lock"),
    "active": Look("info", "Đang thực hiện"),
    "in_progress": Look("info", "Đang thực hiện"),
    "accepted": Look("good", "Đã tiếp nhận"),
    "reported": Look("wait", "Đã báo cáo hoàn thành"),
    "submitted": Look("wait", "Đã gửi"),
    "claimed": Look("wait", "Chờ công nhận"),
    "waiting": Look("wait", "Đang chờ"),
    "verified": Look("good", "Đã xác nhận"),
    "recognised": Look("good", "Đã công nhận"),
    "done": Look("good", "Đã hoàn thành"),
    "closed": Look("good", "Đã kết thúc"),
    "returned": Look("warn", "Trả lại", "return"),
    "reopened": Look("warn", "Mở lại", "return"),
    "cancelled": Look("stop", "Đã hủy"),
    "paused": Look("stop", "Tạm dừng"),
    # against the deadline
    "on_time": Look("good", "Đúng hạn"),
    "within": Look("info", "Trong hạn"),
    "in_time": Look("info", "Trong hạn"),
    "due_soon": Look("warn", "Sắp đến hạn", "clock"),
    "overdue": Look("bad", "Quá hạn"),
    "late": Look("bad", "Quá hạn"),
    "done_late": Look("warn", "Hoàn thành quá hạn"),
    "regular": Look("neutral", "Nhiệm vụ thường xuyên"),
    "no_deadline": Look("neutral", "Không có thời hạn"),
    # claim against recognition
    "hollow": Look("hollow", "Báo xong, chưa được công nhận"),
    "fallen_back": Look("hollow", "Tụt mức"),
    # decisions and proposals
    "pending": Look("wait", "Chờ duyệt"),
    "open": Look("wait", "Chờ quyết định"),
    "proposed": Look("wait", "Máy đề xuất"),
    "approved": Look("good", "Đồng ý"),
    "granted": Look("good", "Đồng ý"),
    "rejected": Look("stop", "Không nhận"),
    "refused": Look("bad", "Không đồng ý"),
    "denied": Look("bad", "Không đồng ý"),
    "edited": Look("good", "Nhận, có sửa", "edit"),
    "merged": Look("neutral", "Đã gộp"),
    "split": Look("neutral", "Đã tách"),
    # documents and figures
    "received": Look("wait", "Chờ xác nhận thông tin"),
    "confirmed": Look("good", "Đã xác nhận"),
    "withdrawn": Look("stop", "Đã rút"),
    "in_force": Look("good", "Còn hiệu lực"),
    "superseded": Look("stop", "Đã thay thế"),
    "provisional": Look("warn", "Số tạm tính"),
    "final": Look("good", "Số chính thức"),
    "no_data": Look("neutral", "Chưa có số liệu", "hollow"),
    "stale": Look("warn", "Số liệu cũ", "clock"),
    "frozen": Look("neutral", "Đã chốt", "lock"),
    # long work
    "queued": Look("wait", "Chờ chạy"),
    "running": Look("info", "Đang chạy"),
    "finished": Look("good", "Đã xong"),
    "failed": Look("bad", "Hỏng"),
    # files
    "clean": Look("good", "Đã quét, sạch"),
    "infected": Look("bad", "Có mã độc"),
    "unscanned": Look("neutral", "Chưa quét", "hollow"),
    "no_file": Look("neutral", "Không có tệp", "hollow"),
}

UNKNOWN = Look("neutral", "")


def look(state: object, *, tone: str = "", word: str = "") -> Look:
    """
    Return how a state looks; a member of a ``TextChoices`` brings its own word.

    ``tone`` and ``word`` overrule what is known. An unknown value is neutral and shows itself.
    """
    value = str(getattr(state, "value", state))
    package = type(state).__module__.removeprefix("thucchat.").split(".")[0]
    known = LOOKS.get(f"{package}.{value}") or LOOKS.get(value, UNKNOWN)
    text = word or str(getattr(state, "label", "")) or known.word or value
    if tone:
        return Look(tone, text)
    return Look(known.tone, text, known.shape)
