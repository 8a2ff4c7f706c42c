"""What people do with proposals; nothing becomes a task without one of them."""

from thucchat.extraction.actions.decide import accept, accept_many, reject
from thucchat.extraction.actions.propose import propose
from thucchat.extraction.actions.shape import add, edit, merge, split
from thucchat.extraction.actions.suggest import suggest
from thucchat.extraction.actions.undo import undo

__all__ = [
    "accept",
    "accept_many",
    "add",
    "edit",
    "merge",
    "propose",
    "reject",
    "split",
    "suggest",
    "undo",
]
