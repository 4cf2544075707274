"""Every write to accounts: organisations, people and their memberships, keys."""

from library.accounts.actions.keys import issue_key, issue_service_key, revoke_key
from library.accounts.actions.organisations import add_code, create_organisation, end_code, record_succession
from library.accounts.actions.people import (
    add_member,
    add_person,
    change_member,
    create_user,
    end_membership,
    set_password,
)
from library.accounts.actions.sign_in import change_user

__all__ = [
    "add_code",
    "add_member",
    "add_person",
    "change_member",
    "change_user",
    "create_organisation",
    "create_user",
    "end_code",
    "end_membership",
    "issue_key",
    "issue_service_key",
    "record_succession",
    "revoke_key",
    "set_password",
]
