"""What changes bodies, accounts and roles."""

from thucchat.orgs.actions.reference import LoadReport, load_reference

__all__ = ["LoadReport", "load_reference"]
