"""Loading the demo: all of it in one transaction, so that there is never half a demo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from demo.adaptations import ADAPTATIONS
from demo.adapting import adapting
from demo.cast import Cast
from demo.content import ITEMS
from demo.credentials import Credentials, issue
from demo.founding import founding
from demo.people import CURATOR
from demo.telling import filing, telling
from demo.timeline import Step, play
from demo.voices import speaking
from library.accounts.models import Organisation, User
from library.catalogue.models import Item
from library.editions.entries import rewrite_stale_entries

_LOCK = 0x64656D6F  # spells "demo"


class DemoRefused(Exception):
    """The demo can't be loaded, or given new keys, here."""


class CatalogueInUse(DemoRefused):
    """The demo never mixes with a library that somebody else has begun."""


class DemoNotLoaded(DemoRefused):
    """There is nobody to give keys to."""


def is_loaded() -> bool:
    """Is the demo there? Whatever happened to its items since: its cast came with it in one transaction."""
    return User.objects.filter(username=CURATOR).exists()


@transaction.atomic
def load(*, base_url: str, now: datetime) -> Credentials | None:
    """Load the demo library and issue its keys; None, and nothing is changed, if it is loaded already.

    Dates lie in the year before `now`. Raises `CatalogueInUse` when there are items or organisations of somebody else.
    """
    _one_at_a_time()
    if is_loaded():
        return None
    if Item.objects.exists() or Organisation.objects.exists():
        raise CatalogueInUse(
            "The library holds items or organisations that are not the demo's. The demo is loaded into an empty library only."
        )
    cast = Cast()
    play(_steps(cast, now), now=now)
    rewrite_stale_entries(at=now)
    return issue(base_url=base_url, at=now)


@transaction.atomic
def renew_keys(*, base_url: str, now: datetime) -> Credentials:
    """New keys, and a new password for the desk; the old ones end. Raises `DemoNotLoaded`."""
    _one_at_a_time()
    if not is_loaded():
        raise DemoNotLoaded("The demo library is not loaded, so there is nobody to give keys to.")
    return issue(base_url=base_url, at=now)


def _steps(cast: Cast, now: datetime) -> Iterator[Step]:
    yield from founding(cast, now.date())
    yield from filing(cast)
    yield from speaking(cast)
    for item in ITEMS:
        yield from telling(cast, item)
    for made in ADAPTATIONS:
        yield from adapting(cast, made)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
