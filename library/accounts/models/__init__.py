"""Organisations with dated codes and succession; people, memberships and API keys; how people come in; what callers were answered and how
often they asked.
"""

from library.accounts.models.callers import QuotaCount, StoredAnswer
from library.accounts.models.joining import AccessRequest, Invitation
from library.accounts.models.keys import ApiKey
from library.accounts.models.organisations import Organisation, OrganisationCode, Succession
from library.accounts.models.people import REVIEW_KINDS, ROLES, Membership, User
from library.accounts.models.post import Letter, PersonalLink

__all__ = [
    "REVIEW_KINDS",
    "ROLES",
    "AccessRequest",
    "ApiKey",
    "Invitation",
    "Letter",
    "Membership",
    "Organisation",
    "OrganisationCode",
    "PersonalLink",
    "QuotaCount",
    "StoredAnswer",
    "Succession",
    "User",
]
