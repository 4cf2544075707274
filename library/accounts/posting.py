"""Sending letters: the one door to the mail server."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from library.accounts import links
from library.accounts.models import Letter

LINK = "{{link}}"
"""Where the address stands in the text of a letter with a personal link."""
SIGNED = "\n\n--\nThe co-production resource library\n{address}\n"


class NotSent(Exception):
    """The mail server did not take it. Says neither to whom nor what: failures are logged."""


def deliver(letter: UUID, *, at: datetime) -> bool:
    """Send a letter and forget it; False if there is nothing to send any more. Raises `NotSent`.

    A worker that dies between the two sends it twice: better than never.
    """
    found = Letter.objects.filter(pk=letter).first()
    if found is None:
        return False
    text = _text(found, at)
    if text is not None:
        _send(found.to, found.title, text)
    found.delete()
    return text is not None


def _text(letter: Letter, at: datetime) -> str | None:
    """What to send; None if its link was used or taken back meanwhile, or has expired."""
    signed = letter.text.rstrip() + SIGNED.format(address=settings.PUBLIC_URL)
    if letter.link_id is None:
        return signed
    token = links.arm(link=letter.link_id, at=at)
    return None if token is None else signed.replace(LINK, f"{settings.PUBLIC_URL}/links/{token}")


def _send(to: str, title: str, text: str) -> None:
    try:
        EmailMessage(subject=title, body=text, from_email=settings.DEFAULT_FROM_EMAIL, to=[to]).send()
    except (SMTPException, OSError) as exc:
        raise NotSent(type(exc).__name__) from None
