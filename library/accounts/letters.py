"""What our letters say: plain text, and as a person would write it. Pure, but for reading names off records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from library.accounts.models import AccessRequest, Invitation
from library.accounts.posting import LINK

UK = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Text:
    """A letter without its address."""

    subject: str
    text: str


def day_of(moment: datetime) -> str:
    """Such as: 3 December 2026."""
    return day_words(moment.astimezone(UK).date())


def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def invitation_text(invitation: Invitation) -> Text:
    organisation = invitation.organisation.name
    return Text(
        f"Your invitation to the co-production resource library, for {organisation}",
        f"Hello {invitation.name},\n\n"
        f"You are invited to join {organisation} in the co-production resource library. There, organisations share leaflets, case "
        "studies and training that were made together with people who have lived through it, and adapt them for their own area.\n\n"
        f"To see what the invitation is for, and to accept it, open this link:\n\n{LINK}\n\n"
        f"It holds until {day_of(invitation.expires_at)} and can be used once. It is for you alone: please do not pass it on. "
        "If it stops working before you have used it, ask for a new one.\n\n"
        "If you did not expect this, you need not do anything: without the link nobody can join in your name.",
    )


def desk_waits_text(invitation: Invitation) -> Text:
    """For whoever invited and for the steward's administrators: without saying what else the person belongs to, if anything."""
    organisation = invitation.organisation.name
    return Text(
        f"An invitation that did not open the desk, for {organisation}",
        f"Hello,\n\n{invitation.name} has accepted an invitation to join {organisation}, which was to open the desk to them. They had "
        "an account before, so that it was left as it is: an invitation changes nobody's password.\n\n"
        "The administrators of the steward decide whether the desk is opened to this account. Whoever has a password for it "
        "already signs in with that.",
    )


def new_request_text(request: AccessRequest, desk: str) -> Text:
    """For the steward's administrators: without the person's name and address, which they read at the desk."""
    return Text(
        f"A request for access: {request.organisation_name}",
        f"Hello,\n\n{request.organisation_name} asks for access to the library. The reference is {request.reference}.\n\n"
        f"Please read the request and decide:\n\n{desk}\n",
    )


def declined_text(request: AccessRequest) -> Text:
    return Text(
        f"Your request for access to the co-production resource library ({request.reference})",
        f"Hello {request.contact_name},\n\n"
        f"Thank you for asking for access for {request.organisation_name}. We are sorry: we can't give it at present.\n\n"
        f"{request.reason}\n\n"
        "Everything that is published stays open to you without an account. If something has changed, or we have misunderstood, "
        "please ask again.\n\n"
        "We delete your name, address and message 30 days from now.",
    )
