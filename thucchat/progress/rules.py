"""What a report, a file and a claim must be to be received."""

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePath

import filetype

from thucchat.kernel.errors import Refused
from thucchat.progress.choices import EvidenceKind
from thucchat.tasks.choices import ResultLevel

TEXT_TYPES = {"csv": "text/csv", "txt": "text/plain"}
ZIP_TYPES = {"docx", "xlsx", "odt", "ods"}
MACRO_PARTS = ("vbaproject.bin", "basic/script-lc.xml")


def check_report(result: str) -> None:
    """Refuse a report that says nothing (``progress.report``)."""
    if len(result.split()) < 5:
        raise Refused(
            "progress.report",
            "Ghi kết quả cụ thể đã đạt trong kỳ, ví dụ «Đã cấp tài khoản cho 34/34 tỉnh, "
            "12 tỉnh có dữ liệu đủ 6 trường bắt buộc».",
        )


def check_file(name: str, content: bytes, *, allowed: Collection[str], max_mb: int) -> str:
    """
    Refuse a file that cannot be evidence (``progress.file``); return its MIME type.

    The kind is told by the content, and must agree with the ending of the name.
    """
    ending = PurePath(name).suffix.lower().lstrip(".").replace("jpeg", "jpg")
    size = len(content)
    if not size:
        _refuse(name, "là tệp rỗng. Hãy chọn lại tệp có nội dung.")
    if size > max_mb * 1024 * 1024:
        mb = -(-size // (1024 * 1024))
        _refuse(name, f"nặng {mb} MB, lớn hơn mức {max_mb} MB. Hãy chia nhỏ hoặc nén ảnh lại.")
    if ending not in allowed:
        words = ", ".join(kind.upper() for kind in allowed)
        _refuse(
            name, f"(loại .{ending}) không nhận được. Hãy lưu thành một trong các loại: {words}."
        )
    found = filetype.guess(content[:8192])
    if ending in TEXT_TYPES:
        if found is not None or b"\x00" in content[:8192]:
            _refuse(name, "không phải tệp chữ như đuôi tệp ghi. Hãy kiểm tra lại tệp.")
        return TEXT_TYPES[ending]
    kind = found.extension if found else "zip" if content[:4] == b"PK\x03\x04" else ""
    if ending in ZIP_TYPES and kind in {ending, "zip"}:
        _check_archive(name, content)
    elif kind != ending:
        _refuse(
            name, f"có nội dung không phải loại .{ending}. Hãy mở tệp gốc và lưu lại đúng loại."
        )
    return str(found.mime) if found else "application/zip"


def _check_archive(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [part.filename.lower() for part in archive.infolist()]
    except zipfile.BadZipFile:
        _refuse(name, "bị hỏng, không mở được. Hãy mở tệp gốc và lưu lại.")
    if any(part.endswith(MACRO_PARTS) for part in names):
        _refuse(name, "có chứa macro. Hãy lưu thành tệp không có macro (.docx, .xlsx) rồi nộp lại.")


def _refuse(name: str, words: str) -> None:
    raise Refused("progress.file", f"Tệp “{name}” {words}")


def missing_evidence(
    level: int, kinds: Collection[str], needs: Mapping[int, Sequence[Sequence[str]]]
) -> list[str]:
    """List in words what a claim at ``level`` still lacks; empty when it may be sent."""
    lacking = [group for group in needs.get(level, ()) if not set(group) & set(kinds)]
    return [" hoặc ".join(EvidenceKind(kind).label.lower() for kind in group) for group in lacking]


def check_claim(
    level: int,
    statement: str,
    kinds: Collection[str],
    needs: Mapping[int, Sequence[Sequence[str]]],
) -> None:
    """Refuse a claim without words or without the evidence of its level (``progress.claim``)."""
    if level < ResultLevel.DOCUMENT:
        raise Refused("progress.claim", "Chọn mức kết quả từ 1 (có văn bản) trở lên.")
    if len(statement.split()) < 8:
        raise Refused(
            "progress.claim",
            "Mô tả sản phẩm, nơi đang dùng và từ khi nào, ví dụ «Hệ thống chạy tại "
            "https://… từ 01/6/2026, 12 tỉnh đang dùng».",
        )
    lacking = missing_evidence(level, kinds, needs)
    if lacking:
        label = ResultLevel(level).label
        raise Refused(
            "progress.claim",
            f"Mức {level} «{label}» còn thiếu minh chứng: {'; '.join(lacking)}. "
            "Hãy nộp minh chứng ở phần «Minh chứng» rồi chọn vào đề nghị.",
        )
