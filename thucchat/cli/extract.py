"""`thucchat extract FILE…`: the tasks that documents assign."""

import os
import sys
from argparse import ArgumentParser, Namespace

from thucchat.cli import sources, tables
from thucchat.cli.sources import Document
from thucchat.vntext import duties
from thucchat.vntext.duties import Duty, Party, suggested
from thucchat.vntext.text import Span

COLUMNS = {
    "id": "Mã",
    "seed": "Tệp",
    "section": "Mục",
    "action_vi": "Nhiệm vụ",
    "lead": "Chủ trì",
    "coordinating": "Phối hợp",
    "deadline": "Thời hạn",
    "recurrence": "Định kỳ",
    "product": "Sản phẩm",
    "report_to": "Báo cáo",
    "quote": "Trích dẫn",
    "rule": "Quy tắc",
    "score": "Độ tin cậy",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of this command."""
    tables.add_arguments(parser)
    parser.add_argument("--year", type=int, help="năm cho các mốc thời gian không ghi năm")
    parser.add_argument(
        "--model-url",
        metavar="ĐỊA_CHỈ",
        help="hỏi thêm một mô hình ngôn ngữ kiểu OpenAI, ví dụ http://127.0.0.1:8080/v1 "
        "(khóa, nếu cần, đặt ở biến môi trường LLM_KEY)",
    )
    parser.add_argument("--model", metavar="TÊN", default="", help="tên mô hình ở địa chỉ đó")
    parser.add_argument(
        "--model-timeout", type=float, default=120, metavar="GIÂY", help="giới hạn cho mỗi tệp"
    )


def run(args: Namespace) -> int:
    """Read the files and write their tasks; 2 when a file cannot be read."""
    try:
        documents = sources.read_all(args.files)
    except sources.Unreadable as error:
        sys.stderr.write(f"{error}\n")
        return 2
    rows: list[dict[str, object]] = []
    for document in documents:
        found = duties.find_duties(document.text, year=args.year, tables=document.tables)
        if args.model_url:
            found = with_model(document, found, args)
        rows.extend(row(document, number, duty) for number, duty in enumerate(found, 1))
    tables.write(args, rows, COLUMNS, lambda: report(rows))
    return 0


def with_model(document: Document, found: list[Duty], args: Namespace) -> list[Duty]:
    """Return the duties with those that only the model read; what went wrong goes to stderr."""
    from thucchat.extraction import model_reader  # nothing of it is loaded without an address
    from thucchat.extraction.rules import spans

    key = os.environ.get("LLM_KEY", "")
    service = model_reader.Service(args.model_url, args.model, key, args.model_timeout)
    reading = model_reader.read(document.text, service)
    checked = suggested.check(document.text, reading.suggestions, year=args.year)
    known = [Span(duty.start, duty.end) for duty in found]
    both = list(found)
    for duty in checked.duties:
        if spans.is_new(Span(duty.start, duty.end), known):
            known.append(Span(duty.start, duty.end))
            both.append(duty)
    told = f"mô hình thêm {len(both) - len(found)} nhiệm vụ, bỏ {sum(checked.dropped.values())} "
    note = f" {reading.note}" if reading.note else ""
    sys.stderr.write(f"{document.name}: {told}giá trị không có trong văn bản.{note}\n")
    return sorted(both, key=lambda duty: (duty.start, duty.end))


def row(document: Document, number: int, duty: Duty) -> dict[str, object]:
    """One duty in the schema of the gold data, offsets in the file's own text."""
    quote, extent = document.original(duty.quote), document.original(Span(duty.start, duty.end))
    due = duty.deadline
    deadline: dict[str, object] = {"type": due.type, "value": due.value}
    if due.type == "working_days":  # no day is named until a start is known
        deadline = {"type": "none", "value": None, "working_days": int(due.value or 0)}
    if due.span:
        where = document.original(due.span)
        deadline |= {"raw": document.quote(due.span), "start": where.start, "end": where.end}
    for name in ("relative", "recurrence"):
        if getattr(due, name):
            deadline[name] = getattr(due, name)
    if due.due_on:
        deadline["due_on"] = due.due_on.isoformat()
    return {
        "id": f"{document.name}#{number}",
        "seed": document.name,
        "kind": "task",
        "quote": document.raw[quote.start : quote.end],
        "start": quote.start,
        "end": quote.end,
        "task_start": extent.start,
        "task_end": extent.end,
        "section": " > ".join(duty.section),
        "action_vi": duty.action,
        "lead": [p.name for p in duty.lead],
        "lead_known": all(p.known for p in duty.lead),
        "lead_inherited": duty.lead_inherited,
        "coordinating": [p.name for p in duty.coordinating],
        "executing": [p.name for p in duty.executing],
        "directed_by": [p.name for p in duty.directed_by],
        "deadline": deadline,
        "recurrence": duty.recurrence,
        "product": duty.product,
        "report_to": _name(duty.report_to),
        "report_final": _name(duty.report_final),
        "rule": duty.rule,
        "score": round(duty.score, 2),
        "spans": {
            name: [list(document.original(span)) for span in spans]
            for name, spans in duty.spans.items()
        },
    }


def _name(party: Party | None) -> str | None:
    return party.name if party else None


def report(rows: list[dict[str, object]]) -> str:
    """Return the tasks as a list to read."""
    lines = [f"Tìm thấy {len(rows)} nhiệm vụ."]
    seed = None
    for number, task in enumerate(rows, 1):
        if task["seed"] != seed:
            seed = task["seed"]
            lines.append(f"\n{seed}")
        lines.append(f"\n{number}. {task['action_vi']}")
        for key, label in (
            ("lead", "Chủ trì"),
            ("coordinating", "Phối hợp"),
            ("product", "Sản phẩm"),
            ("report_to", "Báo cáo"),
        ):
            value = tables.flat(task[key])
            if value:
                lines.append(f"   {label}: {value}{_unknown(task, key)}")
        lines.append(f"   Thời hạn: {_deadline(task)}")
        if task["section"]:
            lines.append(f"   Mục: {task['section']}")
        lines.append(f"   Trích: «{' '.join(str(task['quote']).split())}»")
    return "\n".join(lines) + "\n"


def _unknown(task: dict[str, object], key: str) -> str:
    return (
        " (có cơ quan chưa có trong danh mục)" if key == "lead" and not task["lead_known"] else ""
    )


def _deadline(task: dict[str, object]) -> str:
    due = task["deadline"]
    if not isinstance(due, dict):
        return ""
    words = " ".join(str(due.get("raw") or "").split())
    return f"{due['value'] or words or 'không nêu'}" + (
        f" («{words}»)" if due["value"] and words else ""
    )
