"""The names of the reading rules, as an officer reads them."""

# What a value is says more than how its sentence was read; the last part of the rule's name.
KINDS: dict[str, str] = {
    "inherited": "lấy theo câu dẫn phía trên",
    "partners": "các cơ quan sau chữ «phối hợp»",
    "executing": "cơ quan được chỉ đạo thực hiện",
    "product": "cụm từ đứng sau động từ",
    "report_to": "nơi gửi, trình, báo cáo",
}
# Else the longest prefix that fits gives the words.
RULES: dict[str, str] = {
    "chair": "câu có chữ «chủ trì»",
    "subject": "chủ ngữ của câu giao việc",
    "request": "câu «đề nghị, yêu cầu, giao»",
    "requested": "câu «đề nghị, yêu cầu, giao»",
    "inherited": "lấy theo câu dẫn phía trên",
    "chapeau": "câu dẫn và các ý bên dưới",
    "table": "đọc từ bảng",
    "deadline": "cụm từ chỉ thời hạn",
    "deadline.counted": "thời hạn đếm ngày",
    "deadline.recurrence": "cụm từ chỉ định kỳ",
    "words": "từ khóa",
    "lead.role": "chức danh ghi trước tên cơ quan",
    "report_to.submitted": "nơi nhận tờ trình",
    "model": "mô hình ngôn ngữ đề xuất, đã đối chiếu câu chữ",
    "person": "người duyệt đã sửa",
    "person.mark": "người duyệt đánh dấu",
    "person.merge": "người duyệt gộp",
    "person.split": "người duyệt tách",
}


def rule_label(rule: str) -> str:
    """Return what to call a rule on the page; an unnamed one is «cách đặt câu»."""
    kind = rule.rsplit(".", 1)[-1]
    if kind in KINDS and not rule.startswith(("person", "model")):
        return KINDS[kind]
    fitting = [name for name in RULES if rule == name or rule.startswith(f"{name}.")]
    return RULES[max(fitting, key=len)] if fitting else "cách đặt câu"
