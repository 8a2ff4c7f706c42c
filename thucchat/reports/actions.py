"""Drafting a report and issuing it: from then on it never changes."""

import re
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction

from thucchat.analytics.models import Snapshot
from thucchat.audit import actions as audit
from thucchat.kernel.errors import Refused
from thucchat.kernel.periods import local_day
from thucchat.orgs.models import User
from thucchat.reports import queries
from thucchat.reports.choices import Format, Kind, State
from thucchat.reports.models import Report
from thucchat.reports.rendering import form
from thucchat.reports.rules import content
from thucchat.reports.rules.content import ReportContent, Signing

NUMBER = re.compile(r"[1-9]\d{0,4}[A-Za-zĐđ]?")


def draft(period: str, snapshot_id: int, *, by: User, at: datetime) -> Report:
    """
    Write the monthly report of the period anew from the snapshot.

    A draft of the same period and snapshot is replaced: it says the same unless the outline
    or a definition changed in between.
    """
    queries.check_may_issue(by)
    snapshot = Snapshot.objects.get(pk=snapshot_id)
    queries.check_basis(queries.month(period), snapshot)
    written, _, _ = queries.compose(Kind.MONTHLY, period, snapshot)
    return _store(written, snapshot, by=by, at=at)


@transaction.atomic
def _store(written: ReportContent, snapshot: Snapshot, *, by: User, at: datetime) -> Report:
    report = Report.objects.select_for_update().filter(
        kind=written.kind, period=written.period, snapshot=snapshot, state=State.DRAFT
    ).first() or Report(kind=written.kind, period=written.period, snapshot=snapshot)
    report.title = f"Báo cáo {' '.join(written.letterhead.subject)}"
    report.content = content.to_json(written)
    report.created_at, report.created_by = at, by
    report.save()
    audit.record(
        "reports.drafted", report, by=by, at=at, period=written.period, snapshot=snapshot.sha256
    )
    return report


def issue(report_id: int, *, signing: Signing, by: User, at: datetime) -> Report:
    """
    Sign a draft with its number, draw its files and freeze them.

    The report checks itself first; anything found refuses the issue. Drawing takes seconds
    and is done before the row is locked.
    """
    queries.check_may_issue(by)
    report = Report.objects.select_related("snapshot").get(pk=report_id)
    _check_draft(report)
    check_signing(report, signing, at=at)
    check_itself(report)
    signed = replace(queries.content_of(report), signing=signing)
    files = {one: queries.rendered(signed, one) for one in Format}
    return _freeze(report, signed, files, by=by, at=at)


def _check_draft(report: Report) -> None:
    if report.state != State.DRAFT:
        raise Refused(
            "reports.issued",
            f"Báo cáo số {report.number} đã phát hành nên không sửa, không phát hành lại được. Nếu "
            "cần đính chính, hãy lập dự thảo mới và ghi rõ thay thế báo cáo này.",
        )


def check_signing(report: Report, signing: Signing, *, at: datetime) -> None:
    """Refuse a number, a signer or a day that an office would not accept."""
    if not NUMBER.fullmatch(signing.number):
        raise Refused(
            "reports.number", f"Số «{signing.number}» chưa đúng. Hãy ghi riêng phần số, ví dụ 125."
        )
    if len(signing.signer.split()) < 2:
        raise Refused("reports.signer", "Nhập họ và tên người ký, ví dụ Nguyễn Văn An.")
    today = local_day(at)
    if signing.on is None or not report.snapshot.on <= signing.on <= today:
        raise Refused(
            "reports.signed_on",
            f"Ngày ký phải từ ngày chốt số liệu {report.snapshot.on:%d/%m/%Y} đến hôm nay, "
            f"{today:%d/%m/%Y}.",
        )
    taken = Report.objects.filter(
        kind=report.kind, number=signing.number, signed_on__year=signing.on.year
    )
    if taken.exists():
        raise Refused(
            "reports.number",
            f"Số {signing.number} đã dùng cho một báo cáo của năm {signing.on.year}. Hãy lấy số "
            "khác.",
        )


def check_itself(report: Report) -> None:
    """Refuse an issue with the list of everything that the report's own check found."""
    found = queries.findings(report)
    if found:
        lines = " ".join(f"({place}) {one.text}" for place, one in enumerate(found[:20], 1))
        raise Refused(
            "reports.check", f"Chưa phát hành được vì báo cáo tự kiểm tra chưa đạt. {lines}"
        )


@transaction.atomic
def _freeze(
    report: Report, signed: ReportContent, files: dict[Format, bytes], *, by: User, at: datetime
) -> Report:
    now = Report.objects.select_for_update().get(pk=report.pk)
    _check_draft(now)
    if now.content != report.content:
        raise Refused(
            "reports.changed",
            "Dự thảo vừa được lập lại trong lúc phát hành. Hãy xem lại nội dung rồi phát hành.",
        )
    signing = signed.signing
    now.content = content.to_json(signed)
    now.number, now.signer, now.signed_on = signing.number, signing.signer, signing.on
    now.state, now.issued_at, now.issued_by = State.ISSUED, at, by
    for one, data in files.items():
        name = f"bao-cao-{now.period}-so-{signing.number}.{one}"
        getattr(now, one).save(name, ContentFile(data), save=False)
        setattr(now, f"{one}_sha256", sha256(data).hexdigest())
    now.save()
    audit.record(
        "reports.issued",
        now,
        by=by,
        at=at,
        number=form.number_line(signed),
        snapshot=signed.snapshot.sha256,
        docx_sha256=now.docx_sha256,
        pdf_sha256=now.pdf_sha256,
    )
    return now
