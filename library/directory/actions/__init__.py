"""Every write to contact points and services."""

from library.directory.actions.changes import confirm_change, discard_change, propose_change
from library.directory.actions.contact_points import add_contact_point, retire_contact_point, verify_contact_point
from library.directory.actions.services import add_service, change_service, verify_service
from library.directory.errors import (
    ChangePending,
    ContactPointRetired,
    DirectoryNameTaken,
    NoChangePending,
    SecondPersonNeeded,
)
from library.directory.keeping import KEEPERS, OWN_KEEPERS

__all__ = [
    "KEEPERS",
    "OWN_KEEPERS",
    "ChangePending",
    "ContactPointRetired",
    "DirectoryNameTaken",
    "NoChangePending",
    "SecondPersonNeeded",
    "add_contact_point",
    "add_service",
    "change_service",
    "confirm_change",
    "discard_change",
    "propose_change",
    "retire_contact_point",
    "verify_contact_point",
    "verify_service",
]

change_contact_point = propose_change  # TEMPORARY: the desk page still asks for it
