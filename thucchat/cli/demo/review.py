"""How the officer turns proposals into drafts: fills in what the document leaves open."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thucchat.cli.demo import sources, texts
from thucchat.extraction import queries
from thucchat.extraction.models import Proposal
from thucchat.extraction.rules import values
from thucchat.kernel import calendar, parameters
from thucchat.orgs import queries as orgs
from thucchat.orgs.choices import Bloc, Level
from thucchat.orgs.models import Organisation
from thucchat.tasks.choices import Axis, DuePrecision, Field
from thucchat.tasks.rules import TaskDraft
from thucchat.vntext import text as letters

# A group that a document names -> the body that the officer charges with bringing it together.
GROUPS = {
    "cac bo": "VPCP",
    "cac dia phuong": "VPCP",
    "dia phuong": "VPCP",
    "uy ban nhan dan cac tinh": "VPCP",
    "cac tinh uy": "VPTW",
    "cac xa": "VPCP",
    "cac co quan chu quan": "BCA",
}
ENTERPRISE = "tap doan"
NOUNS = re.compile(
    r"(?:bộ|danh mục|danh sách|cơ chế|quy định|quy trình|kế hoạch|phương án|bản đồ|bảng|"
    r"hướng dẫn|tổ công tác|chuẩn)\s(?:\S+\s?){2,}"
)
HEADS = {
    "VPTW": "Chánh Văn phòng Trung ương Đảng",
    "VPCP": "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
    "VPQH": "Tổng Thư ký Quốc hội, Chủ nhiệm Văn phòng Quốc hội",
    "TTCP": "Tổng Thanh tra Chính phủ",
    "NHNN": "Thống đốc Ngân hàng Nhà nước Việt Nam",
    "TANDTC": "Chánh án Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện trưởng Viện kiểm sát nhân dân tối cao",
    "KTNN": "Tổng Kiểm toán nhà nước",
    "UBTWMTTQ": "Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
}
# Where the words of the document tell neither group nor axis, what the officer puts.
FIELDS = {
    "document": Field.INSTITUTIONS,
    "report": Field.DISCIPLINE,
    "database": Field.DATA,
    "platform": Field.PLATFORMS,
    "system": Field.PLATFORMS,
    "service": Field.SERVICES,
    "infrastructure": Field.INFRASTRUCTURE,
    "programme": Field.ECONOMY,
    "training": Field.PEOPLE,
    "other": Field.DISCIPLINE,
}
AXES: dict[str, Axis] = {Field.ECONOMY: Axis.INNOV, Field.PEOPLE: Axis.ST, Field.FINANCE: Axis.ST}
TITLES = (
    ("Bộ ", "Bộ trưởng"),
    ("Ban ", "Trưởng Ban"),
    ("Ủy ban ", "Chủ nhiệm"),
    ("Đảng ủy ", "Bí thư"),
    ("Viện Hàn lâm ", "Chủ tịch"),
    ("Liên hiệp ", "Chủ tịch"),
    ("Đại học ", "Giám đốc"),
    ("Trung tâm ", "Giám đốc"),
)
APPROVERS = {
    Bloc.PARTY: "Thường trực Ban Chỉ đạo Trung ương",
    Bloc.ASSEMBLY: "Ủy ban Thường vụ Quốc hội",
    Bloc.GOVERNMENT: "Thủ tướng Chính phủ",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the officer makes of a proposal: a draft, or a reason to put it aside."""

    draft: TaskDraft | None
    reason: str = ""  # a key of texts: rejections
    group: str = ""  # the group that the document names as lead


@cache
def _wanted() -> dict[str, list[dict[str, Any]]]:
    """Read what a careful reader finds in each document, by its number."""
    found = {}
    for path in sources.FOLDER.glob("*.yaml"):
        if ".expected." in path.name:
            continue
        beside: Path = path.with_name(path.name.replace(".yaml", ".expected.yaml"))
        read = yaml.safe_load(beside.read_text(encoding="utf-8"))
        number = yaml.safe_load(path.read_text(encoding="utf-8"))["number"]
        found[number] = [*read["tasks"], *read.get("annex", ())]
    return found


def judge(proposal: Proposal, *, at_work: set[int], owner_id: int, on: date) -> Verdict:
    """
    Decide on a proposal as a careful officer would.

    ``at_work``: the bodies that have people in the demonstration.
    """
    document = proposal.document
    words = letters.squeeze(document.text[proposal.start : proposal.end])
    expected = next(
        (row for row in _wanted().get(document.number, ()) if row["starts"] in words), None
    )
    lead, group = proposal.lead, ""
    if lead is None:
        lead, group = _named(proposal, expected)
    if lead is None:
        folded = letters.fold(proposal.lead_text)
        return Verdict(None, "enterprise" if ENTERPRISE in folded else "group")
    if lead.pk not in at_work:
        return Verdict(None, "general")
    draft = queries.draft_of(proposal, owner_id=owner_id)
    if len(draft.title.split()) < 6:  # too short to stand alone: the whole sentence instead
        draft = replace(draft, title=values.title(words))
    issued_on = document.issued_on or on
    return Verdict(_completed(draft, lead, expected, issued_on=issued_on, on=on), group=group)


def _named(
    proposal: Proposal, expected: dict[str, Any] | None
) -> tuple[Organisation | None, str]:  # fmt: skip
    """
    Choose a lead where the machine left it open: the first body named, or who answers.

    Also returns the group that was named, empty for a body.
    """
    names = expected["lead"].split("; ") if expected else proposal.lead_text.split(";")
    for name in names:
        folded = letters.fold(name)
        group = next((key for key in GROUPS if folded.startswith(key)), "")
        if group:
            return Organisation.objects.get(code=GROUPS[group]), group
        found = orgs.resolve(name.strip())
        if found is not None:
            return found, ""
    return None, ""


def _completed(
    draft: TaskDraft,
    lead: Organisation,
    expected: dict[str, Any] | None,
    *,
    issued_on: date,
    on: date,
) -> TaskDraft:
    """Fill in whom, what and by when, so that the six clears are met."""
    kind = draft.product_kind or texts.content()["kinds"].get(draft.field or "other", "other")
    field = draft.field or FIELDS[kind]
    product = draft.product
    if not (product[:1].isupper() or NOUNS.match(product)):
        product = texts.content()["products"][kind]
    due_on, precision = draft.due_on, draft.due_precision
    misread = expected and expected["due"] == "none" and "relative" not in expected
    if not draft.recurrence and (due_on is None or misread):
        due_on, precision = _deadline(expected, issued_on), DuePrecision.DAY
    levels = parameters.value("required_level", on=on)
    named = draft.responsible if len(draft.responsible) < 60 else ""
    return replace(
        draft,
        lead_id=lead.pk,
        partner_ids=tuple(pk for pk in draft.partner_ids if pk != lead.pk),
        responsible=named or head(lead),
        authority=draft.authority or authority(lead),
        product=product[:1].upper() + product[1:],
        product_kind=kind,
        field=field,
        axis=draft.axis or AXES.get(field, Axis.DX),
        required_level=levels[kind],
        due_on=due_on,
        due_precision=precision,
        due_text="" if misread else draft.due_text,
    )


def _deadline(expected: dict[str, Any] | None, issued_on: date) -> date:
    """Count the days the document gives; else half a year, on a working day."""
    counted = re.match(r"(\d+) ngày", str((expected or {}).get("relative", "")))
    if counted:
        return calendar.vietnam().add(issued_on, int(counted[1]))
    return calendar.vietnam().add(issued_on + timedelta(days=180), 1)


def head(body: Organisation) -> str:
    """Name the office of the person who answers for a body."""
    if body.code in HEADS:
        return HEADS[body.code]
    if body.level == Level.PROVINCE:
        return f"Chủ tịch Ủy ban nhân dân {body.name[0].lower()}{body.name[1:]}"
    if body.level == Level.COMMUNE:
        return f"Chủ tịch Ủy ban nhân dân {body.name[0].lower()}{body.name[1:]}"
    title = next((word for start, word in TITLES if body.name.startswith(start)), "Thủ trưởng")
    name = body.name.removeprefix("Ban ") if title == "Trưởng Ban" else body.name
    return f"{title} {name}"[:160]


def authority(body: Organisation) -> str:
    """Name who decides on the result of a body."""
    if body.level in (Level.PROVINCE, Level.COMMUNE):
        return head(body)
    return APPROVERS.get(Bloc(body.bloc), head(body))
