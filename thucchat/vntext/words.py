"""Word lists of administrative Vietnamese: verbs of duty, heads of bodies, roles, modifiers.

Lists, not sentences: a new word belongs here, a new construction in a rule.
"""

import re
from collections.abc import Iterable


def alternation(items: Iterable[str]) -> str:
    """Return a regex alternation, longest first, with flexible spaces."""
    unique = sorted({" ".join(i.split()) for i in items}, key=lambda i: (-len(i), i))
    return "(?:" + "|".join(re.escape(i).replace(r"\ ", r"\s") for i in unique) + ")"


def listed(text: str) -> tuple[str, ...]:
    """Split a list written with bars and line ends."""
    return tuple(" ".join(i.split()) for i in text.replace("\n", "|").split("|") if i.strip())


# Verbs that nothing but a predicate begins with: they end the name of a body.
STRONG_VERBS = listed("""
chủ trì|phối hợp|được giao|được phân công|được yêu cầu|chịu trách nhiệm|có trách nhiệm
có nhiệm vụ|khẩn trương|tiếp tục|rà soát
hoàn thành
báo cáo|tham mưu|trình|đôn đốc|chỉ đạo|ban hành|hướng dẫn|hoàn thiện|xác định|đề xuất|triển khai
tổ chức|tập trung|chủ động|tích cực|căn cứ|thực hiện|bảo đảm|đảm bảo|bố trí|cân đối|cung cấp
công bố
công khai|cập nhật|gửi|lập|xử lý|giải quyết|đẩy mạnh|đẩy nhanh|tăng cường|nâng cao|nghiên cứu
xây dựng|soạn thảo|thẩm định|phê duyệt|sửa đổi|bổ sung|kiểm tra|theo dõi|tổng hợp|đánh giá|phân bổ
giải ngân|quán triệt|phát động|huy động|khắc phục|tháo gỡ|tuyên truyền|phổ biến|vận hành
khai trương
tiếp nhận|bàn giao|chuyển giao|tích hợp|kết nối|chia sẻ|số hóa|làm sạch|chuẩn hóa|đồng bộ|xác thực
ưu tiên|quan tâm|lãnh đạo|phân công|giao|nghiêm túc|kịp thời|sớm|thường xuyên|quyết liệt|cần|phải
""")
# Further verbs a duty may begin with.
MORE_VERBS = listed("""
ký|ký kết|cử|dùng chung|dùng|loại|bỏ|nối|dạy|kiểm kê|thẩm tra|chọn|cho phép|cho dừng|sắp|rút
chốt|gỡ|đàm phán|thúc đẩy|phát triển|hình thành|thành lập|kiện toàn|sắp xếp|tái cấu trúc|tăng tốc
đưa|mở rộng|mở|thí điểm|nhân rộng|duy trì|quản lý|giám sát|thanh tra|kiểm toán|điều tra|xét xử
khảo sát
đo đạc|thống kê|đào tạo|bồi dưỡng|tập huấn|tuyển dụng|thu hút|đãi ngộ|hỗ trợ|khuyến khích
tạo điều kiện
đầu tư|mua sắm|thuê|đặt hàng|đấu thầu|lựa chọn|nghiệm thu|thanh toán|quyết toán|cấp|cấp phép
thu hồi
cắt giảm|đơn giản hóa|phân cấp|phân quyền|ủy quyền|tinh gọn|cải cách|cải thiện|đổi mới|hiện đại hóa
ứng dụng|khai thác|sử dụng|vận động|tham gia|làm|làm xong|làm rõ|làm nốt|làm việc|xóa|xóa bỏ|bãi bỏ
thay thế|kết thúc|chấm dứt|dừng|tạm dừng|bố cục|chỉnh lý|chỉnh sửa|tiếp thu|giải trình|trả lời
phản hồi
thông báo|thông tin|công nhận|khen thưởng|xử phạt|ngăn chặn|phòng ngừa|phòng, chống|ứng phó
khôi phục
di dời|sơ tán|cảnh báo|dự báo|cứu trợ|cứu hộ|trực|bảo vệ|giữ gìn|bảo tồn|khởi công|khánh thành
thi công
giải phóng mặt bằng|sơ kết|tổng kết|nhận diện|phát hiện|phân loại|phân tích|lồng ghép
quy định
quy hoạch|lấy ý kiến|cho ý kiến|góp ý|đăng ký|kê khai|niêm yết|đăng tải|truyền thông|đưa tin
gắn|lấy
coi|xem xét|quyết định|giữ|chuẩn bị|củng cố|siết chặt|chấn chỉnh|nghiêm cấm|không để|không được
tránh
thu thập|tạo lập|liên thông|kiểm thử|kiểm định|chứng nhận|bảo trì|nâng cấp|trang bị|lắp đặt
phủ sóng
miễn|giảm|tăng|hạn chế|kiểm soát|rút ngắn|tiết kiệm|chuyển|chuyển đổi|điều chỉnh|điều phối
điều hành
phát huy|phát hành|thực thi|thi hành|xúc tiến|giới thiệu|hợp tác|trao đổi|thống nhất|đề nghị
yêu cầu
kiến nghị|nghiên cứu|tìm|khơi thông|tận dụng|đáp ứng|bù đắp|hạch toán|theo đuổi|phân định|trao|nêu
định hướng|định giá|định kỳ|thể chế hóa|luật hóa|kịp|nhanh chóng|chậm nhất|xây|sửa|vận dụng
xác nhận
xác minh|lưu ý|phân luồng|điều tiết|thông xe|hoàn tất|vận hành thử|tăng ca|bàn giao|đối soát
đối chiếu|khảo nghiệm|thử nghiệm|bứt phá|tổ chức lại|giữ vững|chăm lo
bảo hiểm|mời
""")
VERBS = STRONG_VERBS + MORE_VERBS

# What a duty says by itself without naming a deed: "thực hiện các nhiệm vụ sau".
EMPTY_DEEDS = listed("""
thực hiện|triển khai|thực hiện tốt|tổ chức thực hiện|tập trung thực hiện|tổ chức triển khai
triển khai thực hiện
lãnh đạo|chỉ đạo|chủ trì|phối hợp|khẩn trương|tập trung|nghiêm túc|quyết liệt|có trách nhiệm
được giao|phải|cần
chịu trách nhiệm|chủ động|tiếp tục|kịp thời
""")
ADVERBS = listed("""
khẩn trương|tiếp tục|chủ động|tích cực|kịp thời|sớm|nhanh chóng|thường xuyên|tập trung|quyết liệt
nghiêm túc|đồng thời|cũng|ngay|ngay lập tức|trực tiếp|hằng năm|hàng năm|hằng tháng|hàng tháng
hằng quý|hàng quý
hằng tuần|hàng tuần|hằng ngày|hàng ngày|định kỳ|cùng|cùng nhau|trước mắt|đặc biệt|hết sức
tiên phong|chịu
cần|phải|cần phải|cần sớm|được giao|được yêu cầu|được phân công|hằng giờ|sẵn sàng|nghiêm
rốt ráo|triệt để
""")
# A predicate that states instead of ordering.
NOT_ORDERS = listed("""
đã|đang|vừa|mới|sẽ|là|có|còn|chưa|cũng đã|cho biết|cho rằng|cho hay|nhấn mạnh|nhận định|khẳng định
đánh giá cao|đánh giá rất cao|ghi nhận|biểu dương|đánh giá một|tán thành|thống nhất đánh giá
phát biểu|chia sẻ một|nói|nêu rõ|nêu thực|nêu 4|nêu 5|chỉ ra|cảm ơn|hoan nghênh|chúc mừng
bày tỏ|lo ngại
tổng kết năm|không chỉ|không phải|không còn|không có|được xây|được nâng|được đánh|được cải|được ban
được thành|được triển|được tổ|được giữ|được công|được xem|được coi|được cấp|được hưởng
được Nhà nước
chủ trì hội nghị|chủ trì cuộc họp|chủ trì phiên|chủ trì buổi|chủ trì lễ|chủ trì nhiều cuộc
dự hội nghị|tham dự|làm việc với|cho thấy|cam kết|dự kiến|ước|gồm|bao gồm|chiếm|đạt|gặp
trở thành|giúp
góp phần|thu hút được|tạo ra|xếp|vẫn
""")
REQUESTS = listed("""
đề nghị|yêu cầu|giao|phân công|giao nhiệm vụ cho|giao trách nhiệm cho|giao cho|quyết nghị
đề nghị đồng chí
giao nhiệm vụ|ủy quyền cho|ủy quyền|trân trọng đề nghị|đồng ý giao|thống nhất giao|kiến nghị
lưu ý|nhắc nhở|phân công cho
""")

BODY_HEADS = listed("""
Bộ|Ban|Ủy ban|UBND|HĐND|Hội đồng|Sở|Cục|Tổng cục|Chi cục|Vụ|Viện|Văn phòng|Tập đoàn
Tổng công ty|Công ty
Trường|Đại học|Học viện|Trung tâm|Đài|Thông tấn xã|Báo|Tạp chí|Ngân hàng|Quỹ|Thanh tra
Kiểm toán|Tòa án
Viện kiểm sát|Viện Kiểm sát|Hiệp hội|Hội|Liên hiệp|Liên đoàn|Liên minh|Tổng hội|Tổ công tác
Tổ Công tác
Tổ giúp việc|Tổ Giúp việc|Tổ|Đoàn|Mặt trận|Thành phố|Tỉnh|Quận|Huyện|Thị xã|Xã|Phường|Đặc khu
Bưu điện|Công an
Bộ Chỉ huy|Bộ Tư lệnh|Bộ chỉ huy|Bảo hiểm xã hội|Kho bạc|Kho bạc Nhà nước|Đảng ủy|Tỉnh ủy
Thành ủy|Huyện ủy|Đảng bộ
Cơ quan|Phòng|Bệnh viện|Nhà xuất bản|Sàn|Cổng|Khu|Thường trực|Chính quyền|Nhà máy|Cảng|Hải quan
Thuế|Cảnh sát
Quân khu|Quân chủng|Binh chủng|Tổng cục|Bộ đội|Trạm|Đội|Liên danh|Chủ đầu tư|Đơn vị|Trưởng Ban
Ban Quản lý
""")
# Generic doers written in lower case; they stand for themselves.
DOER_HEADS = listed("""
các bộ|bộ|các ban|các cơ quan|cơ quan|các đơn vị|đơn vị|các địa phương|địa phương|các sở
các tỉnh|các cấp|các ngành
các doanh nghiệp|doanh nghiệp|các tập đoàn|các tổng công ty|các tổ chức|các cơ sở|các trường
các viện|các đại học|các học viện|trường đại học|viện nghiên cứu|tổ chức tín dụng
các hợp tác xã|các nhà khoa học
các nhà đầu tư|nhà đầu tư|chủ đầu tư|các chủ đầu tư|ban quản lý|các ban quản lý|các nhà thầu
nhà thầu|các hiệp hội|các hội|các đoàn thể|các thành viên
các đồng chí|đồng chí|người đứng đầu|thủ trưởng|các cấp ủy|cấp ủy|các tỉnh ủy|các đảng ủy
đảng ủy|các chủ quản
các ngân hàng|các cục|các vụ|các phòng|các xã|các phường|các quận|các huyện|chính quyền
lực lượng|các lực lượng
các đồng chí|các trung tâm|các tổ|từng bộ|từng cơ quan|mỗi bộ|mỗi cơ quan|ủy ban nhân dân
các bên|các bệnh viện
các đài|các báo|lãnh đạo|tất cả các|toàn thể|các ban|giám đốc|hiệu trưởng|chủ tịch|bí thư|các chủ
""")
ROLES = listed("""
Bộ trưởng|Thứ trưởng|Bộ trưởng, Chủ nhiệm|Chủ nhiệm|Chánh Văn phòng|Thủ trưởng|Tổng Giám đốc
Giám đốc|Chủ tịch|Phó Chủ tịch
Cục trưởng|Vụ trưởng|Viện trưởng|Hiệu trưởng|Trưởng ban|Trưởng Ban|Bí thư|Phó Bí thư
Tổng Thanh tra|Thống đốc|Lãnh đạo
Người đứng đầu|Tổng cục trưởng|Tổng Biên tập|Chánh Thanh tra|Tư lệnh|Chánh án|Viện trưởng
Tổng Kiểm toán|Đồng chí
Các đồng chí|Đ/c|Chủ tịch Hội đồng thành viên|Chủ tịch HĐTV|Chủ tịch Hội đồng quản trị
Hội đồng thành viên|Trưởng phòng
Trưởng Công an|Chỉ huy trưởng|Phó Trưởng ban|Phó Trưởng Ban|Tổng Thư ký|Trưởng Đoàn|Phó Thủ trưởng
""")
MODIFIERS = listed("""
liên quan|có liên quan|khác|khác có liên quan|chức năng|hữu quan|nêu trên|trên cả nước|cả nước
trong cả nước|liên quan khác
trực thuộc|các cấp|ở Trung ương|của Trung ương|trực thuộc Trung ương|trực thuộc trung ương
trên địa bàn|của mình
các tỉnh, thành phố trực thuộc Trung ương|bị ảnh hưởng|còn lại|tương ứng|đó|này|cùng cấp
có thẩm quyền|ven biển
""")
DOCUMENTS = listed("""
nghị quyết|nghị định|quyết định|thông tư|thông tư liên tịch|chỉ thị|công điện|công văn|kế hoạch
chương trình|đề án
dự án|dự án luật|luật|pháp lệnh|chiến lược|quy hoạch|quy chế|quy định|quy chuẩn|tiêu chuẩn
báo cáo|tờ trình|danh mục
phương án|hướng dẫn|bộ tiêu chí|bộ chỉ số|kiến trúc|khung kiến trúc|khung|đề cương|lộ trình
văn bản|cơ chế|hồ sơ
cơ sở dữ liệu|nền tảng|hệ thống|cổng|trung tâm|bộ công cụ|sổ tay|cẩm nang|bản đồ|kết luận
thông báo|hợp đồng
thỏa thuận|hiệp định|điều ước|mô hình|tài liệu|giải pháp|chính sách|quỹ|sàn|kho dữ liệu
phần mềm|ứng dụng|trục
""")
