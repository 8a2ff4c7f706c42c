"""Duties: the tasks a document assigns, each value with the words that say so."""

from thucchat.vntext.duties.find import find_duties
from thucchat.vntext.duties.model import Cell, Duty, Party, Table

__all__ = ["Cell", "Duty", "Party", "Table", "find_duties"]
