"""Organisations and their requests to join, members and invitations, accounts and keys."""

from api.desk.people import (  # noqa: F401 - they register themselves
    access_requests,
    accounts,
    invitations,
    keys,
    members,
    organisations,
)
