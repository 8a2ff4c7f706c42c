"""One document as TXT, DOCX and PDF gives the same tasks."""

import datetime as dt

import pytest

from thucchat.cli.demo import documents, docx_file, sources
from thucchat.cli.demo.sources import Annex, Block, Group, Source
from thucchat.vntext import duties, reading
from thucchat.vntext import text as letters

PLAN, NOTICE, TELEGRAM = sources.all_sources()
PROGRAMME = Source(
    file="08-CTr-TDTC.docx",
    number="08-CTr/TĐTC",
    number_line="Số 08-CTr/TĐTC",
    date=dt.date(2026, 9, 4),
    demo_mark="VĂN BẢN MINH HỌA – DỮ LIỆU TRÌNH DIỄN",
    left=("TỈNH ỦY LÀO CAI", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"),
    right=("ĐẢNG CỘNG SẢN VIỆT NAM",),
    place_date="Lào Cai, ngày 04 tháng 9 năm 2026",
    title="CHƯƠNG TRÌNH",
    subject="đưa hồ sơ số vào giải quyết thủ tục tại xã trong quý IV năm 2026",
    blocks=(
        Block("section", "I. MỤC TIÊU"),
        Block("para", "Đến hết năm 2026, 95% hồ sơ của 99 xã, phường được giải quyết trên mạng."),
        Block("section", "II. NHIỆM VỤ"),
        Block(
            "auto1",
            "Sở Khoa học và Công nghệ chủ trì, phối hợp với Công an tỉnh và Sở Nội vụ hoàn thành "
            "kho dữ liệu dùng chung[^1] của tỉnh, đưa vào sử dụng trước ngày 15/11/2026; hằng "
            "tháng báo cáo Ban Thường vụ Tỉnh ủy số lượt tra cứu.",
            "1.",
            starts_list=True,
        ),
        Block("auto1", "Sở Tư pháp chủ trì thực hiện các việc sau:", "2."),
        Block(
            "auto2",
            "Rà soát 214 thủ tục yêu cầu bản sao giấy tờ, công bố danh mục thủ tục được bỏ trong "
            "tháng 10/2026.",
            "a)",
        ),
        Block("auto2", "Tập huấn cho công chức tư pháp các xã, xong trong tháng 11/2026.", "b)"),
        Block(
            "auto1",
            "Ủy ban nhân dân các xã, phường bố trí người hướng dẫn tại bộ phận một cửa, báo cáo "
            "Sở Nội vụ chậm nhất ngày 30/10/2026.",
            "3.",
        ),
        Block("clause", "4. **Báo Lào Cai** mở chuyên mục hỏi đáp thủ tục, phát hằng tuần."),
    ),
    recipients=("Các sở, ngành (để thực hiện),", "Lưu Văn phòng."),
    authority=("T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN"),
    signer="(Bản trình diễn, không có chữ ký)",
    footnotes={1: "Gồm dữ liệu đất đai, hộ tịch và bảo trợ xã hội đã làm sạch."},
    annex=Annex(
        label="PHỤ LỤC",
        title="DANH MỤC VIỆC GIAO THÊM",
        note="(kèm theo Chương trình số 08-CTr/TĐTC ngày 04/9/2026 – văn bản minh họa)",
        columns=("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn"),
        widths_mm=(13, 78, 42, 45, 47, 30),
        groups=(
            Group(
                "I. Dữ liệu",
                (
                    (
                        "Số hóa sổ hộ tịch còn lại của các xã vùng cao",
                        "Sở Tư pháp",
                        "Công an tỉnh",
                        "Sổ hộ tịch tra cứu được",
                        "31/12/2026",
                    ),
                    (
                        "Đối chiếu dữ liệu đất đai với hồ sơ địa chính đang lưu tại xã",
                        "Sở Nông nghiệp và Môi trường",
                        "Sở Xây dựng, Sở Tài chính",
                        "Biên bản đối chiếu từng xã",
                        "Quý IV/2026",
                    ),
                ),
            ),
            Group(
                "II. Con người",
                (
                    (
                        "Thi thực hành nghiệp vụ một cửa",
                        "Sở Nội vụ",
                        "các xã, phường",
                        "Danh sách người đạt",
                        "Tháng 11/2026",
                    ),
                ),
            ),
        ),
    ),
)
WRITERS = {"txt": documents.txt, "docx": docx_file.write, "pdf": documents.pdf}
DOCUMENTS = [PLAN, NOTICE, TELEGRAM, PROGRAMME]


def tasks(source, form):
    """Return title, leads, partners and deadline of each task, as a person compares them."""
    read = reading.read(WRITERS[form](source), f"a.{form}")
    tables = [
        duties.Table([[duties.Cell(c.text, *c.span) for c in row.cells] for row in table.rows])
        for table in read.tables
    ]
    return [
        (
            letters.key(duty.action),
            tuple(letters.key(party.name) for party in duty.lead),
            tuple(letters.key(party.name) for party in duty.coordinating),
            duty.deadline.value,
        )
        for duty in duties.find_duties(read.text, tables=tables)
    ]


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize("source", DOCUMENTS, ids=[source.number for source in DOCUMENTS])
def test_every_format_gives_the_tasks_of_the_text(source, form):
    assert tasks(source, form) == tasks(source, "txt")


def test_the_programme_is_read_whole_annex_and_lettered_items_included():
    found = [(lead, partners, due) for _, lead, partners, due in tasks(PROGRAMME, "pdf")]
    assert found == [
        (("sở khoa học và công nghệ",), ("công an tỉnh", "sở nội vụ"), "2026-11-15"),
        (("sở tư pháp",), (), "2026-10"),
        (("sở tư pháp",), (), "2026-11"),
        (("các xã, phường, đặc khu",), (), "2026-10-30"),
        (("báo lào cai",), (), None),
        (("sở tư pháp",), ("công an tỉnh",), "2026-12-31"),
        (("sở nông nghiệp và môi trường",), ("sở xây dựng", "sở tài chính"), "2026-Q4"),
        (("sở nội vụ",), ("các xã, phường, đặc khu",), "2026-11"),
    ]


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_footnote_is_set_apart_from_the_task_that_bears_its_mark(form):
    read = reading.read(WRITERS[form](PROGRAMME), f"a.{form}")
    (note,) = read.footnotes
    assert "bảo trợ xã hội" in read.text[slice(*note.span)]
    assert not any("bảo trợ" in title for title, *_ in tasks(PROGRAMME, form))
