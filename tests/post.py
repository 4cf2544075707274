"""The worker's part in letters, and what came out of the letter box."""

from __future__ import annotations

import re

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage

from library.accounts.models import Letter
from library.accounts.tasks import post_letter


def deliver() -> list[EmailMessage]:
    """Let the worker send what waits; the mails that went out now."""
    before = len(mail.outbox)
    for letter in Letter.objects.order_by("id"):
        post_letter(letter=str(letter.pk))
    return mail.outbox[before:]


def path_in(message: EmailMessage) -> str:
    """The address of the personal link in a mail, below our own."""
    (path,) = re.findall(re.escape(settings.PUBLIC_URL) + r"(/links/[A-Za-z0-9_-]+)$", str(message.body), re.MULTILINE)
    return str(path)


def only_link() -> str:
    """Send what waits: one mail, with a link."""
    (message,) = deliver()
    return path_in(message)
