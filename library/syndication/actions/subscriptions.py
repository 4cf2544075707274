"""Subscriptions: made, changed, paused, resumed, ended, and given new secrets."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.models import Organisation
from library.accounts.queries import organisations_by_code
from library.catalogue.addresses import COLLECTIONS
from library.catalogue.models import Topic
from library.errors import Fault, Malformed
from library.history.actions import PUBLIC_TYPES
from library.history.queries import last_position
from library.syndication import signing
from library.syndication.actions.reminders import doubt_reminders, forgive_failures
from library.syndication.errors import TooManySubscriptions
from library.syndication.keepers import KEEPERS, MAX_OPEN, check_open, check_state, lock_own, note
from library.syndication.models import NO_TEST, Delivery, Secret, Subscription
from library.syndication.outbound import check_address
from library.syndication.wants import Wish, patterns_of

State = Subscription.State
MAX_OVERLAP = timedelta(days=7)


@transaction.atomic
def subscribe(
    *, url: str, description: str, wish: Wish, after: int | None = None, by: Actor, at: datetime
) -> tuple[Subscription, str]:
    """A new subscription, and its secret, shown this once. It hears of what comes after the position `after`, or from now on.

    Raises `Forbidden`, `Malformed`, `AddressNotAllowed`, `TooManySubscriptions`.
    """
    check_role(by, *KEEPERS)
    check_address(url)
    _check_wish(wish)
    newest = last_position()
    if after is not None and not 0 <= after <= newest:
        raise Malformed(errors=[Fault("/after", f"The newest position is {newest}: this one is not of this feed.")])
    # Locked, so that two at once can't both be the last that may be made.
    organisation = Organisation.objects.select_for_update().get(pk=by.home)
    if Subscription.objects.filter(organisation=organisation).exclude(state=State.ENDED).count() >= MAX_OPEN:
        raise TooManySubscriptions(f"An organisation may have {MAX_OPEN} subscriptions.", limit=MAX_OPEN)
    subscription = Subscription(
        organisation=organisation,
        url=url,
        description=description.strip(),
        position=newest if after is None else after,
        created_by=by.id,
        created_at=at,
    )
    _put(subscription, wish)
    subscription.save(force_insert=True)
    secret = _make_secret(subscription, at=at)
    note("subscription.made", subscription, by=by, at=at)
    return subscription, secret


@transaction.atomic
def change_subscription(
    *,
    subscription: Subscription,
    url: str,
    description: str,
    wish: Wish,
    expected_version: int | None = None,
    by: Actor,
    at: datetime,
) -> Subscription:
    """Another address or other wishes, from the next event on; what is waiting goes to a new address, which begins anew as after
    `resume`. One that is switched off does so when it is resumed: until then it is known since when.

    Raises `NotFound`, `Forbidden`, `PreconditionFailed`, `NotInThisState`, `Malformed`, `AddressNotAllowed`.
    """
    check_role(by, *KEEPERS)
    if url != subscription.url:
        check_address(url)
    _check_wish(wish)
    locked = lock_own(subscription, by=by, expected_version=expected_version)
    check_open(locked)
    if url != locked.url and locked.state != State.QUARANTINED:
        _begin_anew(locked, at=at)
    locked.url, locked.description = url, description.strip()
    _put(locked, wish)
    if not locked.reminders:
        doubt_reminders(locked, at=at)
        forgive_failures(locked)
    return _saved("subscription.changed", locked, by=by, at=at)


@transaction.atomic
def pause(*, subscription: Subscription, expected_version: int | None = None, by: Actor, at: datetime) -> Subscription:
    """Nothing is sent until it is resumed, and nothing is lost: it goes on where it stopped.

    Raises `NotFound`, `Forbidden`, `PreconditionFailed`, `NotInThisState`.
    """
    locked = lock_own(subscription, by=by, expected_version=expected_version)
    check_state(locked, State.ACTIVE)
    locked.state = State.PAUSED
    return _saved("subscription.paused", locked, by=by, at=at)


@transaction.atomic
def resume(*, subscription: Subscription, expected_version: int | None = None, by: Actor, at: datetime) -> Subscription:
    """Everything since it stopped is sent, each with all of its attempts before it; a reminder only when it is known to hold still.

    Raises `NotFound`, `Forbidden`, `PreconditionFailed`, `NotInThisState`.
    """
    locked = lock_own(subscription, by=by, expected_version=expected_version)
    check_state(locked, State.PAUSED, State.QUARANTINED)
    locked.state = State.ACTIVE
    _begin_anew(locked, at=at)
    doubt_reminders(locked, at=at)
    return _saved("subscription.resumed", locked, by=by, at=at)


@transaction.atomic
def end_subscription(
    *, subscription: Subscription, expected_version: int | None = None, by: Actor, at: datetime
) -> Subscription:
    """For good. Its deliveries can be read for as long as others'.

    Raises `NotFound`, `Forbidden`, `PreconditionFailed`, `NotInThisState`.
    """
    locked = lock_own(subscription, by=by, expected_version=expected_version)
    check_open(locked)
    end(locked, Subscription.EndReason.OWNER, at=at)
    close_deliveries(locked, at=at)
    return _saved("subscription.ended", locked, by=by, at=at)


@transaction.atomic
def rotate_secret(
    *,
    subscription: Subscription,
    overlap: timedelta,
    expected_version: int | None = None,
    by: Actor,
    at: datetime,
) -> tuple[Subscription, str]:
    """A new secret, shown this once. Until the end of `overlap` everything is signed with the one before it as well.

    Raises `NotFound`, `Forbidden`, `PreconditionFailed`, `NotInThisState`, `Malformed`.
    """
    if not timedelta(0) <= overlap <= MAX_OVERLAP:
        raise Malformed(errors=[Fault("/overlap_hours", f"May be at most {MAX_OVERLAP.days * 24} hours.")])
    locked = lock_own(subscription, by=by, expected_version=expected_version)
    check_open(locked)
    Secret.objects.filter(subscription=locked, ends_at__isnull=False).delete()
    Secret.objects.filter(subscription=locked).update(ends_at=at + overlap)
    secret = _make_secret(locked, at=at)
    return _saved("subscription.secret_rotated", locked, by=by, at=at), secret


def end(subscription: Subscription, reason: Subscription.EndReason, *, at: datetime) -> None:
    """End a locked subscription, without saving it."""
    subscription.state, subscription.end_reason, subscription.ended_at = State.ENDED, reason, at


def _begin_anew(subscription: Subscription, *, at: datetime) -> None:
    """A locked subscription has never failed, and all that waits has all of its attempts before it. Without saving it."""
    subscription.failures, subscription.failing_since, subscription.resting_until = 0, None, None
    waiting = Delivery.objects.filter(NO_TEST, subscription=subscription, state=Delivery.State.WAITING)
    waiting.update(tries=0, due_at=at)


def close_deliveries(subscription: Subscription, *, at: datetime) -> None:
    """Nothing of one that has ended waits any more."""
    waiting = Delivery.objects.filter(subscription=subscription, state=Delivery.State.WAITING)
    waiting.update(state=Delivery.State.GIVEN_UP, finished_at=at, claimed_until=None)


def _check_wish(wish: Wish) -> None:
    """Raise `Malformed` for what no event could ever be."""
    faults = list(_unknown(wish.types, patterns_of(PUBLIC_TYPES), "event_types", "There is no such type of event."))
    faults += _unknown(wish.kinds, COLLECTIONS, "kinds", "There is no such kind of item.")
    known = set(Topic.objects.filter(slug__in=wish.topics).values_list("slug", flat=True))
    faults += _unknown(wish.topics, known, "topics", "There is no such topic.")
    if wish.is_empty:
        faults.append(Fault("/event_types", "At least one is needed, unless you want reminders; * is all."))
    if faults:
        raise Malformed(errors=faults)
    organisations_by_code(list(wish.publishers), place="/publishers")


def _unknown(values: Collection[str], known: Collection[str], place: str, sentence: str) -> Iterator[Fault]:
    for index, value in enumerate(values):
        if value not in known:
            yield Fault(f"/{place}/{index}", sentence)


def _put(subscription: Subscription, wish: Wish) -> None:
    subscription.event_types = sorted(set(wish.types))
    subscription.kinds = sorted(set(wish.kinds))
    subscription.topics = sorted(set(wish.topics))
    subscription.publishers = sorted(set(wish.publishers))
    subscription.reminders = wish.reminders


def _make_secret(subscription: Subscription, *, at: datetime) -> str:
    salt = signing.new_salt()
    secret = signing.secret_of(salt, subscription=subscription.pk, key=settings.SECRET_KEY)
    made = Secret(subscription=subscription, salt=salt, fingerprint=signing.fingerprint(secret), made_at=at)
    made.save(force_insert=True)
    return signing.shown(secret)


def _saved(type: str, subscription: Subscription, *, by: Actor, at: datetime) -> Subscription:
    subscription.version += 1
    subscription.save()
    note(type, subscription, by=by, at=at)
    return subscription
