"""Stored words about organisations and people."""

from django.db.models import TextChoices


class Bloc(TextChoices):
    """The bloc of the political system that a body belongs to."""

    PARTY = "party", "Đảng"
    ASSEMBLY = "assembly", "Quốc hội"
    GOVERNMENT = "government", "Chính phủ"
    FRONT = "front", "Mặt trận Tổ quốc"
    COURTS = "courts", "Tòa án"
    PROCURACY = "procuracy", "Viện kiểm sát"
    AUDIT = "audit", "Kiểm toán nhà nước"
    LOCAL = "local", "Địa phương"


class Level(TextChoices):
    """The level of a body."""

    ROOT = "root", "Toàn quốc"
    CENTRAL = "central", "Trung ương"
    MINISTRY = "ministry", "Bộ, ngành"
    PROVINCE = "province", "Tỉnh, thành phố"
    DISTRICT = "district", "Huyện (cũ)"
    COMMUNE = "commune", "Xã, phường, đặc khu"
    UNIT = "unit", "Đơn vị trực thuộc"


class SuccessionKind(TextChoices):
    """What became of a body."""

    MERGED = "merged", "hợp nhất vào"
    DIVIDED = "divided", "chia vào"
    RENAMED = "renamed", "đổi tên thành"
    CONTINUED = "continued", "giữ nguyên, nay là"


class Role(TextChoices):
    """What a person does for an organisation."""

    VIEWER = "viewer", "Người xem"
    REPORTER = "reporter", "Cán bộ báo cáo"
    APPROVER = "approver", "Lãnh đạo đơn vị"
    VERIFIER = "verifier", "Người thẩm định"
    COORDINATOR = "coordinator", "Cán bộ điều phối"
    INSPECTOR = "inspector", "Người kiểm tra"
    ADMINISTRATOR = "administrator", "Quản trị"


class Ability(TextChoices):
    """One thing that a role may allow, within its scope."""

    SEE = "see", "Xem nhiệm vụ, báo cáo, minh chứng trong phạm vi"
    REGISTER_DOCUMENT = "register_document", "Nạp và xác nhận văn bản chỉ đạo"
    REVIEW_PROPOSAL = "review_proposal", "Duyệt đề xuất nhiệm vụ do máy đọc"
    DRAFT_TASK = "draft_task", "Soạn, sửa dự thảo nhiệm vụ"
    ISSUE_TASK = "issue_task", "Giao, hủy nhiệm vụ"
    ACCEPT_TASK = "accept_task", "Tiếp nhận nhiệm vụ được giao"
    REPORT = "report", "Báo cáo tiến độ, nộp minh chứng"
    CLAIM = "claim", "Ký gửi đề nghị công nhận kết quả, xin gia hạn"
    VERIFY = "verify", "Thẩm định: công nhận hoặc trả lại"
    DECIDE_EXTENSION = "decide_extension", "Quyết định gia hạn"
    REOPEN = "reopen", "Mở lại nhiệm vụ đã công nhận"
    SNAPSHOT = "snapshot", "Chốt số liệu"
    ISSUE_REPORT = "issue_report", "Lập và phát hành báo cáo"
    READ_AUDIT = "read_audit", "Xem nhật ký hệ thống"
    MANAGE_ACCOUNTS = "manage_accounts", "Quản lý tài khoản, vai trò"
