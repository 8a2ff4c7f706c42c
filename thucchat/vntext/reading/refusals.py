"""Why a file is not taken, in words that say what is wrong and what to do."""

from thucchat.kernel.errors import Refused

MAX_BYTES = 25 * 1024 * 1024
ACCEPTED = "DOCX, PDF, ODT, HTML hoặc TXT"


def too_large(name: str, size: int) -> Refused:
    """Answer a file above the limit."""
    shown = f"{size / 1024 / 1024:.1f}".replace(".", ",")
    return Refused(
        "reading.too_large",
        f"Tệp “{name}” nặng {shown} MB, lớn hơn mức 25 MB. Hãy giảm dung lượng ảnh trong tệp hoặc "
        "tách phụ lục thành tệp riêng rồi nạp lại.",
    )


def empty(name: str) -> Refused:
    """Answer a file without a byte, or without a word."""
    return Refused(
        "reading.empty",
        f"Tệp “{name}” không có chữ nào. Hãy mở tệp để kiểm tra nội dung, lưu lại rồi nạp lại.",
    )


def scan(name: str, pages: int) -> Refused:
    """Answer a PDF whose pages are pictures."""
    return Refused(
        "reading.scan",
        f"Tệp “{name}” có {pages} trang đều là ảnh quét, không có lớp chữ nên máy không đọc được. "
        "Hãy xin cơ quan ban hành tệp Word hoặc PDF xuất từ Word; nếu chỉ có bản giấy, hãy chạy "
        "nhận dạng chữ (OCR tiếng Việt) trên máy quét, lưu thành “PDF có thể tìm kiếm”, soát lại "
        "chữ rồi nạp.",
    )


def picture(name: str) -> Refused:
    """Answer a photograph."""
    return Refused(
        "reading.scan",
        f"Tệp “{name}” là ảnh, không có lớp chữ nên máy không đọc được. Hãy xin tệp Word hoặc PDF "
        "xuất từ Word; nếu chỉ có bản giấy, hãy nhận dạng chữ (OCR tiếng Việt), soát lại rồi nạp.",
    )


def encrypted(name: str) -> Refused:
    """Answer a file that opens with a password only."""
    return Refused(
        "reading.encrypted",
        f"Tệp “{name}” được đặt mật khẩu hoặc mã hóa nên không mở được. Hãy mở tệp bằng mật khẩu, "
        "lưu thành bản không có mật khẩu rồi nạp lại.",
    )


def macro(name: str) -> Refused:
    """Answer a file that carries a program."""
    return Refused(
        "reading.macro",
        f"Tệp “{name}” có chứa macro (chương trình chạy trong tệp) nên không được nhận. Hãy mở "
        "tệp, chọn Lưu thành → Tài liệu Word (*.docx) rồi nạp tệp mới.",
    )


def wrong_extension(name: str, found: str) -> Refused:
    """Answer a file whose name and content disagree."""
    return Refused(
        "reading.wrong_extension",
        f"Tên tệp “{name}” không khớp nội dung: bên trong là {found}. Hãy đổi đuôi tệp cho đúng "
        "hoặc lưu lại tệp từ phần mềm soạn thảo rồi nạp lại.",
    )


def unsupported(name: str, found: str) -> Refused:
    """Answer a kind of file that is not read."""
    return Refused(
        "reading.unsupported",
        f"Tệp “{name}” là {found}, loại này chưa đọc được. Hãy lưu thành {ACCEPTED}, ví dụ "
        "“ke-hoach.docx”, rồi nạp lại.",
    )


def old_word(name: str) -> Refused:
    """Answer a binary Word file."""
    return Refused(
        "reading.old_word",
        f"Tệp “{name}” là tệp Word đời cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, chọn Lưu "
        "thành → Tài liệu Word (*.docx) rồi nạp tệp .docx.",
    )


def bomb(name: str) -> Refused:
    """Answer an archive that unpacks to far more than it weighs."""
    return Refused(
        "reading.bomb",
        f"Tệp “{name}” nén bất thường: mở ra lớn gấp nhiều lần dung lượng tệp, có thể làm treo máy "
        "nên không được nhận. Hãy mở tệp bằng Word, lưu thành tệp .docx mới rồi nạp lại.",
    )


def corrupt(name: str) -> Refused:
    """Answer a file that its own format cannot open."""
    return Refused(
        "reading.corrupt",
        f"Tệp “{name}” bị hỏng hoặc chưa tải xuống hết nên không mở được. Hãy mở thử trên máy, lưu "
        "thành tệp mới hoặc xin lại tệp gốc rồi nạp lại.",
    )


def encoding(name: str) -> Refused:
    """Answer text whose letters cannot be told."""
    return Refused(
        "reading.encoding",
        f"Không nhận ra bảng mã chữ của tệp “{name}” (đã thử Unicode, TCVN3, VNI, Windows-1258). "
        "Hãy mở tệp, chọn Lưu thành với bảng mã UTF-8 rồi nạp lại.",
    )


def secret(name: str, stamp: str) -> Refused:
    """Answer a document that bears a stamp of state secrecy."""
    return Refused(
        "reading.secret",
        f"Văn bản “{name}” đóng dấu chỉ mức độ mật “{stamp}” nên không được đưa vào hệ thống "
        "này. Tệp chưa được lưu. Hãy xử lý theo quy định về bảo vệ bí mật nhà nước; nếu văn bản "
        "đã giải mật, hãy nạp bản đã bỏ dấu.",
    )
