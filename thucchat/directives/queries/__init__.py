"""Questions about documents: the list, one document with its text, the same again, rights."""

from thucchat.directives.queries.lists import (
    DocumentRow,
    Filters,
    documents,
    name_of,
    resolutions,
    row,
    years,
)
from thucchat.directives.queries.page import (
    Block,
    CellView,
    ClauseView,
    DocumentPage,
    Entry,
    LinkRow,
    Piece,
    page,
)
from thucchat.directives.queries.rights import (
    check_may_change,
    check_may_see,
    may_change,
    may_see,
)
from thucchat.directives.queries.same import by_number, duplicate_words, same_number, same_text
from thucchat.directives.queries.way import Way, original_span, way_of

__all__ = [
    "Block",
    "CellView",
    "ClauseView",
    "DocumentPage",
    "DocumentRow",
    "Entry",
    "Filters",
    "LinkRow",
    "Piece",
    "Way",
    "by_number",
    "check_may_change",
    "check_may_see",
    "documents",
    "duplicate_words",
    "may_change",
    "may_see",
    "name_of",
    "original_span",
    "page",
    "resolutions",
    "row",
    "same_number",
    "same_text",
    "way_of",
    "years",
]
