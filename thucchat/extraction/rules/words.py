"""
What a task's own words say about its kind: product kind, field of work, axis.

Small tables, read top to bottom; a guess always comes with the words behind it, and where
the words say nothing the answer is None: a person chooses.
"""

import re
from dataclasses import dataclass
from functools import cache

from thucchat.tasks.choices import Axis, Field, ProductKind
from thucchat.vntext import text as letters
from thucchat.vntext.words import listed

# The head of a noun phrase stands first in Vietnamese: «báo cáo về cơ sở dữ liệu» is a report.
PRODUCT_KINDS: dict[ProductKind, tuple[str, ...]] = {
    ProductKind.REPORT: listed("báo cáo|sơ kết|tổng kết|công khai kết quả|công bố kết quả"),
    ProductKind.DATABASE: listed("""
        cơ sở dữ liệu|CSDL|kho dữ liệu|bộ dữ liệu|dữ liệu mở|từ điển dữ liệu|số hóa
    """),
    ProductKind.PLATFORM: listed("nền tảng|trợ lý ảo|ứng dụng VNeID"),
    ProductKind.SYSTEM: listed("""
        hệ thống thông tin|hệ thống|phần mềm|cổng thông tin|cổng dữ liệu|cổng|sàn giao dịch
        sàn|kho ứng dụng
    """),
    ProductKind.SERVICE: listed("dịch vụ công|dịch vụ|thủ tục hành chính|thủ tục"),
    ProductKind.TRAINING: listed("đào tạo|bồi dưỡng|tập huấn|khóa học|phổ cập kỹ năng|kỹ năng số"),
    ProductKind.INFRASTRUCTURE: listed("""
        hạ tầng|trung tâm dữ liệu|trung tâm tính toán|phòng thí nghiệm|trạm|mạng lưới
        đường truyền|thiết bị|nhà máy|khu công nghệ cao|khu công nghệ số|trung tâm
    """),
    ProductKind.PROGRAMME: listed("""
        phong trào|cuộc thi|ngày hội|diễn tập|chiến dịch|tuần lễ|diễn đàn
    """),
    ProductKind.DOCUMENT: listed("""
        nghị định|nghị quyết|quyết định|thông tư|chỉ thị|đề án|kế hoạch|chương trình
        dự án luật|dự thảo|luật|pháp lệnh|chiến lược|quy hoạch|quy chế|quy trình|quy định
        quy chuẩn|tiêu chuẩn|tờ trình|danh mục|phương án|hướng dẫn|bộ tiêu chí|bộ chỉ số
        khung kiến trúc|đề cương|lộ trình|cơ chế|chính sách|văn bản
    """),
}

FIELDS: dict[Field, tuple[str, ...]] = {
    Field.INSTITUTIONS: listed("""
        thể chế|nghị định|nghị quyết|thông tư|dự án luật|luật|pháp lệnh|cơ chế|chính sách
        quy định|quy chuẩn|tiêu chuẩn|hành lang pháp lý
    """),
    Field.FINANCE: listed("""
        giải ngân|ngân sách|kinh phí|dự toán|vốn|tín dụng|quyết toán|đầu tư công|quỹ
    """),
    Field.SECURITY: listed("""
        an ninh mạng|an toàn thông tin|an toàn, an ninh|an toàn hệ thống|cấp độ an toàn
        mật mã|bảo mật|chữ ký số|bảo vệ dữ liệu cá nhân|ứng cứu sự cố
    """),
    Field.DATA: listed("cơ sở dữ liệu|CSDL|kho dữ liệu|dữ liệu|số hóa"),
    Field.SERVICES: listed("""
        dịch vụ công trực tuyến|dịch vụ công|thủ tục hành chính|thủ tục|hồ sơ trực tuyến
        một cửa
    """),
    Field.PLATFORMS: listed("""
        nền tảng số|nền tảng|hệ thống thông tin|phần mềm dùng chung|phần mềm|trợ lý ảo
    """),
    Field.INFRASTRUCTURE: listed("""
        hạ tầng số|hạ tầng|trung tâm dữ liệu|5G|băng rộng|cáp quang|vệ tinh|phòng thí nghiệm
        sóng di động|cấp điện|tính toán hiệu năng cao
    """),
    Field.PEOPLE: listed("""
        nhân lực|nhân tài|đào tạo|bồi dưỡng|tập huấn|chuyên gia|giảng viên|sinh viên
        học bổng
    """),
    Field.ECONOMY: listed("""
        kinh tế số|doanh nghiệp|khởi nghiệp|thương mại điện tử|công nghiệp|xuất khẩu
        thị trường|sàn giao dịch
    """),
    Field.SOCIETY: listed("""
        xã hội số|kỹ năng số|bình dân học vụ số|người cao tuổi|an sinh xã hội
        sức khỏe điện tử|bệnh án điện tử|tuyên truyền
    """),
    Field.DISCIPLINE: listed("""
        kiểm tra|đôn đốc|giám sát|thanh tra|kiểm toán|quá hạn|kỷ luật
        trách nhiệm người đứng đầu|xử lý nghiêm
    """),
}

AXES: dict[Axis, tuple[str, ...]] = {
    Axis.DX: listed("""
        chuyển đổi số|số hóa|dữ liệu|CSDL|nền tảng số|dịch vụ công|thủ tục hành chính
        chính phủ số|chính quyền số|kinh tế số|xã hội số|định danh|VNeID|an ninh mạng
        an toàn thông tin|hạ tầng số|chữ ký số|phần mềm|trợ lý ảo|kỹ năng số
        hệ thống thông tin|trực tuyến
    """),
    Axis.INNOV: listed("""
        đổi mới sáng tạo|khởi nghiệp|sáng kiến|thử nghiệm có kiểm soát|vốn mạo hiểm|mạo hiểm
        thương mại hóa|chuyển giao|đặt hàng|vườn ươm
    """),
    Axis.ST: listed("""
        khoa học, công nghệ|khoa học và công nghệ|công nghệ chiến lược|công nghệ cao
        nghiên cứu khoa học|nghiên cứu cơ bản|phòng thí nghiệm|bán dẫn|vi mạch|lượng tử
        sở hữu trí tuệ|sáng chế|công nghệ sinh học|viện nghiên cứu|vệ tinh|hạt nhân
        nhiệm vụ khoa học
    """),
}
# The name of the whole resolution says nothing about one task's axis.
_WHOLE = re.compile(
    r"khoa\s+học,?\s+(?:và\s+)?công\s+nghệ,\s+đổi\s+mới\s+sáng\s+tạo(?:,|\s+và)\s+chuyển\s+đổi\s+số",
    re.IGNORECASE,
)
# Names of bodies hold words that say nothing either: «Bộ Khoa học và Công nghệ chủ trì …».
_BODIES = re.compile(
    r"(?:bộ|viện hàn lâm|sở|ban chỉ đạo|liên hiệp các hội|ủy ban|cục|học viện)"
    r"(?:\s+(?:và|quốc gia|trung ương|[A-ZĐÀ-Ỹ]\S*))*\s+"
    r"(?:khoa\s+học(?:\s+và|,)\s+công\s+nghệ|chuyển\s+đổi\s+số|đổi\s+mới\s+sáng\s+tạo)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A value read from words at [start, end) of the text that was given."""

    value: str
    start: int
    end: int
    rule: str


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    spaced = (re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)


def product_kind(text: str) -> Guess | None:
    """Guess what must come forth: the earliest keyword wins, the longer of two at one place."""
    plain = _plain(text)
    hits = [
        (found.start(), -found.end(), kind, found)
        for kind, words in PRODUCT_KINDS.items()
        if (found := _pattern(words).search(plain))
    ]
    if not hits:
        return None
    _, _, kind, found = min(hits, key=lambda hit: hit[:2])
    return Guess(kind, found.start(), found.end(), f"words.product_kind.{kind}")


def field(text: str) -> Guess | None:
    """Guess the field of work: most different keywords, then the order of the table."""
    return _most(_plain(text), FIELDS, "field")


def axis(text: str) -> Guess | None:
    """Guess the axis; None where words of two axes weigh the same."""
    plain = _WHOLE.sub(_blank, _plain(text))
    return _most(_BODIES.sub(_blank, plain), AXES, "axis", tie_is_none=True)


def _plain(text: str) -> str:
    """Spell tones one way; the length stays, so that offsets hold."""
    return letters.same_tones(text)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _most(
    text: str,
    table: "dict[Field, tuple[str, ...]] | dict[Axis, tuple[str, ...]]",
    name: str,
    *,
    tie_is_none: bool = False,
) -> Guess | None:
    ranked: list[tuple[int, str, re.Match[str]]] = []
    for value, words in table.items():
        found = list(_pattern(words).finditer(text))
        if found:
            different = {letters.key(match.group()) for match in found}
            ranked.append((len(different), str(value), found[0]))
    if not ranked:
        return None
    best = max(ranked, key=lambda row: row[0])  # the first of equals: the order of the table
    if tie_is_none and sum(row[0] == best[0] for row in ranked) > 1:
        return None
    return Guess(best[1], best[2].start(), best[2].end(), f"words.{name}.{best[1]}")
