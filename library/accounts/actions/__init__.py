"""Every write to accounts: organisations and their succession, people and their memberships, keys, and how people come in."""

from library.accounts.actions.invitations import accept_invitation, invite, revoke_invitation
from library.accounts.actions.joining import accept_request, decline_request, request_access
from library.accounts.actions.keys import issue_key, issue_service_key, revoke_key
from library.accounts.actions.organisations import add_code, create_organisation, end_code, set_certificate
from library.accounts.actions.people import (
    add_member,
    add_person,
    change_member,
    create_user,
    end_membership,
    set_password,
)
from library.accounts.actions.sign_in import change_user
from library.accounts.actions.succession import end_organisation, record_succession, succeed_organisation

__all__ = [
    "accept_invitation",
    "accept_request",
    "add_code",
    "add_member",
    "add_person",
    "change_member",
    "change_user",
    "create_organisation",
    "create_user",
    "decline_request",
    "end_code",
    "end_membership",
    "end_organisation",
    "invite",
    "issue_key",
    "issue_service_key",
    "record_succession",
    "request_access",
    "revoke_invitation",
    "revoke_key",
    "set_certificate",
    "set_password",
    "succeed_organisation",
]
