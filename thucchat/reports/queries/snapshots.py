"""Which snapshot a report may rest on."""

from django.db.models import QuerySet

from thucchat.analytics import exports
from thucchat.analytics import queries as snapshots
from thucchat.analytics.models import Snapshot
from thucchat.indicators.models import Value
from thucchat.kernel.errors import Refused
from thucchat.kernel.periods import Period


def month(period: str) -> Period:
    """Read the period of a monthly report, refused where it is not one month."""
    try:
        span = Period.parse(period)
    except ValueError:
        span = None
    if (
        span is None
        or span.ends_on != Period.months(span.starts_on.year, span.starts_on.month).ends_on
    ):
        raise Refused(
            "reports.period", f"Kỳ «{period}» chưa đúng. Hãy ghi năm-tháng, ví dụ 2026-10."
        )
    return span


def usable_snapshots() -> QuerySet[Snapshot]:
    """Return the snapshots whose values are computed, the newest first."""
    computed = Value.objects.filter(dimension="").values("snapshot")
    return Snapshot.objects.filter(pk__in=computed)


def basis(period: str) -> Snapshot:
    """Return the last snapshot of the month; refused, with what to run, where there is none."""
    span = month(period)
    found = Snapshot.objects.filter(on__gte=span.starts_on, on__lt=span.ends_on).first()
    if found is None:
        raise Refused(
            "reports.no_snapshot",
            f"Tháng {span.starts_on:%m/%Y} chưa có bản chốt số liệu. Hãy chạy lệnh "
            f"thucchat snapshot --on {span.last_day:%Y-%m-%d} rồi lập báo cáo.",
        )
    check_basis(span, found)
    return found


def check_basis(span: Period, snapshot: Snapshot) -> None:
    """Refuse a snapshot of another month, or one whose values are not computed."""
    if snapshot.on not in span:
        raise Refused(
            "reports.snapshot",
            f"Bản chốt ngày {snapshot.on:%d/%m/%Y} không thuộc tháng {span.starts_on:%m/%Y}. Hãy "
            f"chọn bản chốt từ ngày {span.starts_on:%d/%m/%Y} đến ngày {span.last_day:%d/%m/%Y}.",
        )
    if not Value.objects.filter(snapshot=snapshot, dimension="").exists():
        raise Refused(
            "reports.no_values",
            f"Bản chốt ngày {snapshot.on:%d/%m/%Y} chưa được tính chỉ số. Hãy chạy lệnh "
            f"thucchat snapshot --on {snapshot.on:%Y-%m-%d} rồi lập lại.",
        )


def check_files(snapshot: Snapshot) -> None:
    """Refuse a snapshot whose files are missing or are not those that were taken down."""
    folder = snapshots.folder_of(snapshot)
    whole = (folder / exports.MANIFEST).is_file() and not exports.broken_files(folder)
    if not whole or exports.manifest_hash(folder) != snapshot.sha256:
        raise Refused(
            "reports.snapshot_files",
            f"Tệp của bản chốt ngày {snapshot.on:%d/%m/%Y} bị thiếu hoặc khác với lúc chốt. Hãy "
            f"khôi phục thư mục {snapshot.folder} từ bản sao lưu.",
        )
