"""What is counted or measured: currencies, measures, counted nouns."""

import re
from dataclasses import dataclass

from thucchat.vntext import words
from thucchat.vntext.claims.lexer import Quantity

_CURRENCY = re.compile(
    r"\s?(?:(?P<vnd>đồng|VNĐ|VND|vnđ|đ(?!\w))|(?P<usd>USD|đô\sla(?:\sMỹ)?|\$)|(?P<eur>EUR|euro|"
    r"Euro))(?!\w)"
)
_MEASURE = re.compile(
    r"\s?(?P<unit>km2|km²|km|ha|m2|m²|m3|MWh|kWh|MW|GW|kW|nm|mm|cm|kg|GB|TB|PB|Mbps|Gbps|tấn|"
    r"héc\sta|mét|giờ|phút|giây|ngày\slàm\sviệc|ngày|tuần|tháng|năm|tuổi|"
    r"điểm\sphần\străm|con\ssố|phép\stính)(?!\w)(?!\scơ\sbản)"
)
_PER = re.compile(
    r"\s?(?:/|mỗi\s|một\s)\s?(?P<per>năm|tháng|ngày|giờ|giây|quý|tuần|người|hộ|xã|lượt|vụ)(?!\w)"
)
_EACH = re.compile(r"[^.;,]{0,60}?\s(?:mỗi|hằng|hàng|một)\s(?P<per>ngày|tháng|năm)(?!\w)")
# Nouns that are counted; the longest that fits is the unit.
_COUNTED = re.compile(
    r"\s?(?:\(|“|\")?"
    + words.alternation(
        words.listed("""
văn bản|luật|đạo luật|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|công văn|đề án|dự án
dự án luật|kế hoạch|chương trình|chiến lược|báo cáo
nhiệm vụ|chỉ tiêu|mục tiêu|tiêu chí|giải pháp|nội dung|kiến nghị|phản ánh|sáng kiến|hồ sơ
thủ tục|thủ tục hành chính|TTHC|DVCTT|dịch vụ|dịch vụ công
cuộc họp|cuộc|hội nghị|phiên họp|lớp|lớp học|khóa|khóa học|chuyên đề|đoàn|buổi|đợt|lượt
lượt học|lượt truy cập|lượt người|lần|vụ|vụ án|vụ việc
cơ quan|đơn vị|bộ, ngành|bộ, cơ quan|bộ|ngành|ban|tỉnh, thành phố|tỉnh, thành|tỉnh|thành phố
địa phương|xã, phường, đặc khu|xã, phường|xã|phường|huyện|quận|thôn, bản|thôn|bản|ấp
đảng bộ|chi bộ|đảng viên|cán bộ|công chức|viên chức|người|người dân|hộ|hộ gia đình|hộ dân
học sinh|sinh viên|học viên|giáo viên|thanh niên|chiến sĩ|chuyên gia|nhà khoa học|kỹ sư|lao động
doanh nghiệp|DN|doanh nghiệp nhỏ và vừa|tập đoàn|công ty|tổ chức|tổ chức tín dụng|ngân hàng
hợp tác xã|cơ sở|cơ sở y tế|cơ sở giáo dục|bệnh viện|trường|trường học|trường đại học|viện
viện nghiên cứu|trung tâm dữ liệu|trung tâm|phòng thí nghiệm|phòng|khu công nghiệp
khu công nghệ cao|khu
tài khoản|thẻ|thuê bao|trạm|trạm 5G|điểm|điểm kết nối|thiết bị|máy tính|máy|hệ thống|nền tảng
nền tảng số|ứng dụng|phần mềm|tiện ích|tính năng|CSDL|cơ sở dữ liệu|trường thông tin|bản ghi
dữ liệu|quy trình|mô hình|sàn|cảng hàng không|sân bay|chuyến bay
nhóm|nhóm sản phẩm|sản phẩm|công nghệ|bài toán|lĩnh vực|dự thảo|sáng chế|bằng sáng chế|đơn
đơn sáng chế|bài báo|công bố|giải thưởng|hợp đồng|thỏa thuận|biên bản|biên bản ghi nhớ|cam kết
giao dịch|đơn hàng|bệnh án|bản án|phiên tòa|rack|video/clip|video|tin, bài|bài viết|tài liệu|cuốn
đội hình|đội|tổ|tổ công nghệ số cộng đồng|đồng chí|thành viên|đại biểu|đối tác|nhà đầu tư|nước
quốc gia|thị trường|thửa đất|thửa|căn|nhà|giường|ca|liều|mẫu|công trình|gói thầu|hạng mục|tuyến
tuyến cáp|cáp|xe|phương tiện|tàu|vệ tinh|UAV|chip|bậc|hạng|vị trí|khối|cấp|trụ cột|điểm nghẽn
đề xuất|nguyên tắc|quan điểm|VKSND|TAND|suất|phiếu|ý kiến|khoản|loại|loại hình|nhà máy
dây chuyền|startup|kỳ|chữ ký số|chứng thư số|hóa đơn|tờ khai|trang|từ|câu hỏi|cuộc gọi|tin nhắn
""")
    )
    + r"(?!\w)"
)
_PLAIN = re.compile(r"\s(?P<noun>[^\W\d_]+(?:\s[a-zà-ỹđ]+)?)")
_STOP = frozenset(
    [
        "và",
        "của",
        "với",
        "cho",
        "trong",
        "tại",
        "đến",
        "từ",
        "là",
        "đã",
        "được",
        "còn",
        "do",
        "theo",
        "so",
        "thì",
        "mà",
        "hoặc",
        "để",
        "nhưng",
        "trên",
        "dưới",
        "về",
        "các",
        "những",
        "này",
        "đó",
        "khi",
        "như",
        "xuống",
        "lên",
        "vào",
        "sau",
        "trước",
        "tăng",
        "giảm",
        "đạt",
    ]
)
_QUALITY = re.compile(r"\s(?:lần|điểm)\s(?P<of>GDP|GRDP|dân\ssố)")


@dataclass(frozen=True, slots=True)
class Unit:
    """Unit and where its words end."""

    name: str
    end: int
    special: bool  # a currency, a measure or percent rather than a counted noun


def read(text: str, quantity: Quantity) -> Unit:
    """Return the unit of a quantity from the words after it; "" when none is there."""
    end = quantity.end
    if quantity.percent:
        return _per(text, "%", end)
    for reader in (_money, _measured, _counted, _noun):
        unit = reader(text, end)
        if unit is not None:
            return unit
    return Unit("", end, special=False)


def _per(text: str, name: str, end: int) -> Unit:
    per = _PER.match(text, end)
    return Unit(f"{name}/{per['per']}" if per else name, per.end() if per else end, special=True)


def _money(text: str, end: int) -> Unit | None:
    money = _CURRENCY.match(text, end)
    if money is None:
        return None
    return _per(text, "VND" if money["vnd"] else "USD" if money["usd"] else "EUR", money.end())


def _measured(text: str, end: int) -> Unit | None:
    times = _QUALITY.match(text, end)
    if times:
        return Unit(f"lần {times['of']}", times.end(), special=True)
    measure = _MEASURE.match(text, end)
    return _per(text, measure["unit"], measure.end()) if measure else None


def _counted(text: str, end: int) -> Unit | None:
    counted = _COUNTED.match(text, end)
    if counted is None:
        return None
    name = counted.group().strip(' (“"')
    per = _PER.match(text, counted.end())
    if per is None and name.startswith("lượt"):
        per = _EACH.match(text, counted.end())
    return Unit(f"{name}/{per['per']}" if per else name, counted.end(), special=False)


def _noun(text: str, end: int) -> Unit | None:
    plain = _PLAIN.match(text, end)
    if plain is None or plain["noun"].split()[0].lower() in _STOP:
        return None
    return Unit(plain["noun"], plain.end(), special=False)
