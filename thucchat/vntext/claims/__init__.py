"""Claims: numbers that state a quantity, with unit, kind, period and the words that say so."""

from thucchat.vntext.claims.find import document_date, find_claims
from thucchat.vntext.claims.model import Claim

__all__ = ["Claim", "document_date", "find_claims"]
