"""The personal link by which somebody looks after their own words: sent by mail, or handed over on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from library.accounts import links, mail
from library.accounts.actors import Actor
from library.accounts.posting import LINK as PLACE
from library.coproduction.actions.sealed import address_for_letter
from library.coproduction.actions.testimonials import lock_testimonial, subject_of
from library.coproduction.consent_rules import ends_at
from library.coproduction.errors import NoAddress
from library.coproduction.models import Testimonial
from library.coproduction.testimonials import said
from library.history.actions import record

LINK = "consent"
AT_LEAST = timedelta(days=365)
"""How long a link works, if the agreement does not last longer: people may want to know later, too."""


@dataclass(frozen=True)
class IssuedLink:
    """`address` is there for a link on paper only, and this once."""

    expires_at: datetime
    address: str | None = None


@transaction.atomic
def issue_consent_link(*, testimonial: Testimonial, on_paper: bool, by: Actor, at: datetime) -> IssuedLink:
    """A new link for the person; the one before stops working.

    By mail it goes to the address on record, which nobody sees for that. `on_paper` gives the address of the link itself, to
    print and hand over. Raises as `lock_testimonial`, and `NoAddress`.
    """
    testimonial = lock_testimonial(testimonial, by=by)
    links.take_back(kind=LINK, subject=testimonial.pk, at=at)
    until = ends_at(said([testimonial.pk])[testimonial.pk].scopes, at)
    valid_for = max(AT_LEAST, until - at) if until else AT_LEAST
    link = links.issue(kind=LINK, subject=testimonial.pk, valid_for=valid_for, at=at)
    address = None
    if on_paper:
        address = f"{settings.PUBLIC_URL}/links/{links.arm(link=link.pk, at=at)}"
    else:
        to = address_for_letter(testimonial=testimonial, by=by, at=at)
        if not to:
            raise NoAddress()
        mail.send(to=to, subject="The words that you shared with us", text=_text(testimonial), link=link, at=at)
    how = "paper" if on_paper else "mail"
    record("testimonial.link_issued", subject=subject_of(testimonial), actor=by.id, at=at, how=how)
    return IssuedLink(link.expires_at, address)


def _text(testimonial: Testimonial) -> str:
    """Without the words: others may read a mailbox."""
    return (
        f"Hello,\n\nyou let {testimonial.owner.name} share something that you said. It is yours, and it stays yours.\n\n"
        f"With this link you can see at any time what it is and where it is shown, and take it back if you wish. You need no account and "
        f"no reason:\n\n{PLACE}\n\n"
        "The link is for you alone: whoever has it can take your words back. If it gets lost, ask us for a new one; the old one then stops "
        "working."
    )
