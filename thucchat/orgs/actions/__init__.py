"""What changes bodies, accounts and roles."""

from thucchat.orgs.actions.accounts import (
    NewAccount,
    create_user,
    deactivate,
    grant,
    new_password,
    reset_password,
    revoke,
)
from thucchat.orgs.actions.reference import LoadReport, load_reference, rebuild_closure

__all__ = [
    "LoadReport",
    "NewAccount",
    "create_user",
    "deactivate",
    "grant",
    "load_reference",
    "new_password",
    "rebuild_closure",
    "reset_password",
    "revoke",
]
