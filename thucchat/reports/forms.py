"""What people type about reports."""

from typing import Any

from thucchat.analytics.models import Snapshot
from thucchat.forms import fields
from thucchat.forms.base import Form
from thucchat.kernel import formats
from thucchat.reports.rules.content import Signing


class Draft(Form):
    """From which snapshot; the month is that of the snapshot's day."""

    snapshot = fields.Choice(label="Bản chốt số liệu")

    def __init__(self, *args: Any, snapshots: list[Snapshot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), _snapshot_text(one)) for one in snapshots]
        self.fields["snapshot"].choices = choices  # type: ignore[attr-defined]


def _snapshot_text(one: Snapshot) -> str:
    return (
        f"Số liệu đến {formats.date_text(one.on)} (chốt lúc {formats.datetime_text(one.taken_at)})"
    )


class Issue(Form):
    """What a clerk adds when the report is signed."""

    number = fields.Text(label="Số báo cáo", max_length=8, example="125")
    signer = fields.Text(label="Người ký", max_length=120, example="Nguyễn Văn An")
    signed_on = fields.Day(label="Ngày ký")

    def signing(self) -> Signing:
        """Return the valid form as a value."""
        data = self.cleaned_data
        return Signing(data["number"], data["signer"], data["signed_on"])
