"""Questions about proposals."""

from thucchat.extraction.queries.bodies import alike, matched, offered, typed, written
from thucchat.extraction.queries.drafts import (
    SHARED,
    doubts_of,
    draft_of,
    facts_of,
    fingerprint,
    placed,
    resolution_id,
    values_of,
)
from thucchat.extraction.queries.page import next_pending, review_page
from thucchat.extraction.queries.pending import PendingDocument, pending_documents
from thucchat.extraction.queries.rights import check_may_review, may_review, owner_id
from thucchat.extraction.queries.rows import ReviewPage

__all__ = [
    "SHARED",
    "PendingDocument",
    "ReviewPage",
    "alike",
    "check_may_review",
    "doubts_of",
    "draft_of",
    "facts_of",
    "fingerprint",
    "matched",
    "may_review",
    "next_pending",
    "offered",
    "owner_id",
    "pending_documents",
    "placed",
    "resolution_id",
    "review_page",
    "typed",
    "values_of",
    "written",
]
