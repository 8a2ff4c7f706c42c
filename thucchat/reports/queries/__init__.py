"""Questions about reports: who may, on which data, made of what, and what is stored."""

from thucchat.reports.queries.gather import compose, outline_of, task_address, value_address
from thucchat.reports.queries.rights import check_may_issue, check_may_read, may_issue
from thucchat.reports.queries.snapshots import (
    basis,
    check_basis,
    check_files,
    month,
    usable_snapshots,
)
from thucchat.reports.queries.stored import (
    ReportRow,
    altered_files,
    content_of,
    doubts,
    file_of,
    findings,
    issued_for,
    listed,
    rendered,
)

__all__ = [
    "ReportRow",
    "altered_files",
    "basis",
    "check_basis",
    "check_files",
    "check_may_issue",
    "check_may_read",
    "compose",
    "content_of",
    "doubts",
    "file_of",
    "findings",
    "issued_for",
    "listed",
    "may_issue",
    "month",
    "outline_of",
    "rendered",
    "task_address",
    "usable_snapshots",
    "value_address",
]
