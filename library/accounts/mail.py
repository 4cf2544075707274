"""Mail: plain text, to one person at a time. It is sent by the worker, if and only if the change that it tells of is committed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from library.accounts.models import Letter, Membership, Organisation, PersonalLink
from library.accounts.roles import Role
from library.accounts.tasks import post_letter

MAX_TITLE = 150


def send(*, to: str, subject: str, text: str, link: PersonalLink | None = None, at: datetime) -> None:
    """Write a letter that the worker sends, with patience. Where `{{link}}` stands in the text, it puts the address of the link.

    Call it in the transaction of what it tells. Nothing of it is logged, and it is deleted when it has gone out.
    """
    title = " ".join(subject.split())[:MAX_TITLE]
    letter = Letter(to=to, title=title, text=text, link=link, written_at=at)
    letter.save(force_insert=True)
    post_letter.defer(letter=str(letter.pk))


def notify(*, organisation: Organisation, subject: str, text: str, roles: Iterable[Role], at: datetime) -> int:
    """Write to each member of an organisation who holds one of the roles; to how many. Who has no address is left out."""
    held = [role.value for role in roles]
    members = Membership.objects.filter(
        organisation=organisation, roles__overlap=held, ended_at__isnull=True, user__is_active=True
    ).exclude(user__email="")
    addresses = sorted(set(members.values_list("user__email", flat=True)))
    for address in addresses:
        send(to=address, subject=subject, text=text, at=at)
    return len(addresses)
