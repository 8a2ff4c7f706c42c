"""Stored words about decisions."""

from django.db.models import TextChoices


class Verdict(TextChoices):
    """What a verifier decided on a claim."""

    RECOGNISED = "recognised", "Công nhận"
    RETURNED = "returned", "Trả lại"


class ReturnReason(TextChoices):
    """Why a claim is returned."""

    NO_PRODUCT = "no_product", "Chưa có sản phẩm, mới có văn bản hoặc sản phẩm trung gian"
    NOT_RUNNING = "not_running", "Sản phẩm chưa vận hành hoặc không truy cập được"
    NO_USERS = "no_users", "Chưa có người dùng thật, số liệu sử dụng không kiểm chứng được"
    NO_EFFECT = "no_effect", "Chưa đo được hiệu quả so với trước khi thực hiện"
    EVIDENCE_MISMATCH = "evidence_mismatch", "Minh chứng không khớp với nội dung đề nghị"
    EVIDENCE_MISSING = "evidence_missing", "Thiếu minh chứng"
    OTHER = "other", "Lý do khác (ghi rõ)"
