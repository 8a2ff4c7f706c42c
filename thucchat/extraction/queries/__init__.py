"""Questions about proposals."""

from thucchat.extraction.queries.bodies import alike, matched, offered, typed
from thucchat.extraction.queries.drafts import (
    SHARED,
    doubts_of,
    draft_of,
    facts_of,
    placed,
    resolution_id,
    values_of,
)
from thucchat.extraction.queries.page import review_page
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
    "matched",
    "may_review",
    "offered",
    "owner_id",
    "pending_documents",
    "placed",
    "resolution_id",
    "review_page",
    "typed",
    "values_of",
]
