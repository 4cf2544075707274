"""What these tests are about."""

from __future__ import annotations

from library.syndication.models import Subscription
from tests.following import Following

PATH = "/v1/workspace/subscriptions"
URL = "https://www.example.org/hooks"


def made(follow: Following, *, url: str = URL) -> Subscription:
    """A subscription of Norfolk's."""
    return follow.subscribed(url)
