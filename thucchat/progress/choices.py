"""Stored words about progress and evidence."""

from django.db.models import TextChoices


class EvidenceKind(TextChoices):
    """What a piece of evidence is."""

    DOCUMENT = "document", "Văn bản"
    ADDRESS = "address", "Địa chỉ đang chạy"
    USAGE = "usage", "Số liệu sử dụng"
    ACCEPTANCE = "acceptance", "Biên bản nghiệm thu"
    PHOTO = "photo", "Ảnh hiện trường"


class ScanState(TextChoices):
    """What the virus scanner said of a file."""

    CLEAN = "clean", "Đã quét, không phát hiện mã độc"
    UNSCANNED = "unscanned", "Chưa quét (máy chủ chưa nối bộ quét)"
    NO_FILE = "no_file", "Không có tệp"
