"""Subscriptions: added with their secret, tested, paused, resumed, given a new secret, sent everything once more, ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString

from api.desk.asking import Asked, Done, Step
from api.desk.cells import NOTHING, badge, moment, thing_link
from api.desk.site import desk
from api.desk.syndication.attempts import STATE_TONES, about_what, outcome, what
from api.desk.syndication.subscription_forms import (
    ChangedSubscriptionForm,
    ReplayForm,
    RotationForm,
    SubscriptionForm,
    VersionForm,
    shown_wish,
    wish_of,
)
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actors import Actor
from library.syndication.actions import (
    change_subscription,
    end_subscription,
    pause,
    replay,
    resume,
    rotate_secret,
    send_test,
    subscribe,
)
from library.syndication.keepers import KEEPERS
from library.syndication.models import Subscription
from library.syndication.queries import last_attempt, visible_deliveries, visible_subscriptions

State = Subscription.State
TONES = {State.ACTIVE: "good", State.PAUSED: "warn", State.QUARANTINED: "bad", State.ENDED: "plain"}
LISTED = 20


def add(about: Asked) -> Done:
    data = about.data
    made, secret = subscribe(
        url=data["url"], description=data["description"], wish=wish_of(data), by=about.by, at=about.at
    )
    return _show_secret(about, made, secret)


def change(about: Asked) -> Done:
    data = about.data
    saved = change_subscription(
        subscription=about.thing,
        url=data["url"],
        description=data["description"],
        wish=wish_of(data),
        expected_version=data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("Saved.", saved)


def test(about: Asked) -> Done:
    delivery = send_test(subscription=about.thing, by=about.by, at=about.at)
    return Done("It is on its way. Open this page again in a moment to see what came of it.", delivery)


def stop(about: Asked) -> Done:
    return Done("Paused. Nothing is lost meanwhile.", pause(**_step(about)))


def go_on(about: Asked) -> Done:
    return Done("Resumed. Everything that happened meanwhile is being sent.", resume(**_step(about)))


def end(about: Asked) -> Done:
    return Done("Ended.", end_subscription(**_step(about)))


def rotate(about: Asked) -> Done:
    rotated, secret = rotate_secret(overlap=timedelta(hours=about.data["overlap"]), **_step(about))
    return _show_secret(about, rotated, secret)


def send_again(about: Asked) -> Done:
    return Done("It begins anew from there.", replay(after=about.data["after"], **_step(about)))


def _step(about: Asked) -> dict[str, Any]:
    return {
        "subscription": about.thing,
        "expected_version": about.data["version"],
        "by": about.by,
        "at": about.at,
    }


def _show_secret(about: Asked, subscription: Subscription, secret: str) -> Done:
    address = desk.thing_for(Subscription).url("change", subscription.pk)
    context = {
        **desk.each_context(about.request),
        "title": "The secret of your webhook",
        "subscription": subscription,
        "secret": secret,
        "address": address,
    }
    return Done("", page=TemplateResponse(about.request, "desk/new_secret.html", context))


def _is(*states: str) -> Any:
    return lambda row: row.state in states


OPEN = _is(State.ACTIVE, State.PAUSED, State.QUARANTINED)


@admin.register(Subscription, site=desk)
class Subscriptions(Thing):
    called = ("webhook", "webhooks")
    list_display = ("__str__", "shown_state", "shown_waiting", "shown_delivered", "shown_wishes")
    list_filter = ("state",)
    search_fields = ("description", "url")
    ordering = ("-id",)
    adding = Adding(
        add,
        SubscriptionForm,
        roles=KEEPERS,
        lead="Your receiver is told of public changes, of what needs you, or of both: signed, in order, again and again until it says "
        "that it has it.",
        button="Subscribe",
    )
    changing = Changing(change, ChangedSubscriptionForm, roles=KEEPERS, when=OPEN)
    steps = (
        Step(
            "test",
            "Send a test",
            test,
            lead="One message about nothing, sent once.",
            button="Send it",
            roles=KEEPERS,
            when=OPEN,
            main=True,
        ),
        Step(
            "pause",
            "Pause",
            stop,
            VersionForm,
            "Nothing is sent until you resume it. It goes on where it stopped.",
            "Pause it",
            KEEPERS,
            _is(State.ACTIVE),
        ),
        Step(
            "resume",
            "Resume",
            go_on,
            VersionForm,
            "Everything that happened meanwhile is sent, in order. Of what needs you, you are reminded of what holds then.",
            "Resume it",
            KEEPERS,
            _is(State.PAUSED, State.QUARANTINED),
            main=True,
        ),
        Step(
            "rotate", "New secret", rotate, RotationForm, "You see it once, on the next page.", "Make it", KEEPERS, OPEN
        ),
        Step(
            "replay",
            "Send again from …",
            send_again,
            ReplayForm,
            "Every public change after a position comes once more, in order and under the same ids. Reminders do not.",
            "Send it again",
            KEEPERS,
            OPEN,
        ),
        Step(
            "end",
            "End",
            end,
            VersionForm,
            "For good: nothing more is sent. To be told again, make a new one.",
            "End it",
            KEEPERS,
            OPEN,
            danger=True,
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Subscription]:
        return visible_subscriptions(by)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        row = about.thing
        is_keeper = about.seat.may(*KEEPERS)
        return [
            ("State", self.shown_state(row)),
            *([] if is_keeper else [("Address", row.url.partition("?")[0]), ("Tells of", shown_wish(row))]),
            ("Waiting", row.waiting),
            ("Failed in a row", row.failures or "None"),
            ("Failing since", moment(row.failing_since)),
            ("Nothing is sent before", moment(row.resting_until)),
            ("Last arrived", moment(row.delivered_at)),
            ("Position in the feed", row.position),
            ("Secrets", _secrets(row)),
            ("Made", moment(row.created_at)),
        ]

    def notices(self, about: Asked) -> Sequence[str]:
        if about.thing.state == State.QUARANTINED:
            return [
                "Nothing arrived for days, so it was switched off. Mend your receiver, send a test, then resume: nothing is lost."
            ]
        if about.thing.end_reason == Subscription.EndReason.GONE:
            return ["Your receiver answered 410, which ends a subscription. Make a new one if that was not meant."]
        return []

    def panels(self, about: Asked) -> Sequence[Panel]:
        rows = visible_deliveries(about.by, subscription=about.thing.pk)[:LISTED]
        cells = [
            [
                thing_link(row, what(row)),
                about_what(row),
                badge(row.state, row.get_state_display(), STATE_TONES[row.state]),
                outcome(last_attempt(row)),
                moment(row.created_at),
            ]
            for row in rows
        ]
        everything = (
            f"{desk.thing_for(type(rows[0])).url('changelist')}?subscription__id__exact={about.thing.pk}"
            if cells
            else ""
        )
        return [
            Panel(
                "Deliveries",
                ("What", "About", "State", "Last answer", "Since"),
                cells,
                "Nothing has been sent yet.",
                link=(everything, "All deliveries") if cells else None,
                id="deliveries",
            )
        ]

    @admin.display(description="State", ordering="state")
    def shown_state(self, row: Subscription) -> SafeString:
        if row.state == State.ACTIVE and row.failures:
            return badge(row.state, "Active, failing", "warn")
        return badge(row.state, row.get_state_display(), TONES[State(row.state)])

    @admin.display(description="Waiting")
    def shown_waiting(self, row: Any) -> str:
        return str(row.waiting or NOTHING)

    @admin.display(description="Last arrived", ordering="delivered_at")
    def shown_delivered(self, row: Subscription) -> str:
        return moment(row.delivered_at)

    @admin.display(description="Tells of")
    def shown_wishes(self, row: Subscription) -> str:
        return shown_wish(row)


def _secrets(row: Any) -> str:
    newest_first = sorted(row.secrets.all(), key=lambda secret: secret.pk, reverse=True)
    return "; ".join(
        f"{secret.fingerprint}, {f'until {moment(secret.ends_at)}' if secret.ends_at else 'in use'}"
        for secret in newest_first
    )
