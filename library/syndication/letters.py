"""What our letters about subscriptions say. Pure."""

from __future__ import annotations

from datetime import datetime

from library.accounts.letters import Text, day_of
from library.syndication.models import Subscription

CLOSING = "This letter comes from the library by itself; nobody reads answers to it."


def quarantined_text(subscription: Subscription, address: str, since: datetime) -> Text:
    return Text(
        f"Your webhook was switched off: {subscription}",
        f"Hello,\n\nsince {day_of(since)} nothing that the library sent to your webhook has arrived, so it was switched off:\n\n"
        f"{subscription.url.partition('?')[0]}\n\n"
        "Nothing is lost. Once your receiver is well again, send it a test and resume the subscription: everything that happened "
        "meanwhile is sent, in order. Until then your site may show what has been changed or withdrawn.\n\n"
        f"Every attempt, and what came of it:\n{address}\n\n{CLOSING}",
    )


def gone_text(subscription: Subscription, address: str) -> Text:
    return Text(
        f"Your webhook has ended: {subscription}",
        "Hello,\n\nyour receiver answered 410, which means that it wants no more messages, so the subscription has ended:\n\n"
        f"{subscription.url.partition('?')[0]}\n\n"
        "If that was not meant, make a new subscription and give it the position at which this one stopped: nothing is lost then.\n\n"
        f"What came last:\n{address}\n\n{CLOSING}",
    )
