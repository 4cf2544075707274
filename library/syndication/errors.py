"""Refusals about subscriptions and deliveries."""

from __future__ import annotations

from library.errors import Conflict, Incomplete


class AddressNotAllowed(Incomplete):
    """Nothing may be sent there. Says which rule, never what answers there."""

    slug = "address-not-allowed"
    title = "Nothing is sent to that address"
    explanation = (
        "Webhooks go to https addresses of the public internet, on the ports 443 and 8443, under a name or an IP address whose every "
        "address is public. Networks of ours, of yours and of this machine are not reached from here. The rule holds when you save the "
        "address and again for each delivery."
    )


class TooManySubscriptions(Conflict):
    slug = "too-many-subscriptions"
    title = "Your organisation has as many subscriptions as it may have"
    explanation = (
        "`limit` says how many. End one that is not needed any more; one subscription can cover all types of events."
    )


class NotInThisState(Conflict):
    """The subscription is paused, switched off or ended."""

    slug = "subscription-state"
    title = "The state of the subscription does not allow this"
    explanation = (
        "`state` says which it is in. A paused one, and one that was switched off after failures, can be resumed; one that has ended "
        "stays ended: make a new one, with `after` where the old one stopped."
    )


class TestIsWaiting(Conflict):
    slug = "test-is-waiting"
    title = "The test before this one has not been sent yet"
    explanation = "One test at a time: see what came of it under `/deliveries`, then ask again."
