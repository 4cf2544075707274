"""Deliveries: every message with every attempt, to read and to send again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from api.desk.asking import Asked, Done, Step
from api.desk.cells import NOTHING, badge, moment, thing_link
from api.desk.site import desk
from api.desk.syndication.attempts import STATE_TONES, WORDS, about_what, outcome, what
from api.desk.things import Cell, Panel, Thing
from library.accounts.actors import Actor
from library.syndication.actions import redeliver
from library.syndication.keepers import KEEPERS
from library.syndication.models import Delivery, Subscription
from library.syndication.queries import last_attempt, visible_deliveries
from library.syndication.signing import message_id


def send_again(about: Asked) -> Done:
    sent = redeliver(delivery=about.thing, by=about.by, at=about.at)
    said = "It goes out within the hour, if it still holds." if sent.reminder else "It is on its way once more."
    return Done(said, sent)


def _can_be_sent(row: Any) -> bool:
    return (
        not row.is_test
        and row.state != Delivery.State.NOT_NEEDED
        and row.subscription.state != Subscription.State.ENDED
    )


@admin.register(Delivery, site=desk)
class Deliveries(Thing):
    list_display = ("shown_what", "shown_about", "subscription", "shown_state", "shown_outcome", "shown_since")
    list_filter = ("state", ("subscription", admin.RelatedOnlyFieldListFilter))
    search_fields = (
        "event__subject_slug",
        "event__type",
        "reminder__title",
        "reminder__subject__name",
        "subscription__description",
    )
    ordering = ("-id",)
    sortable_by = ()
    steps = (
        Step(
            "redeliver",
            "Send again",
            send_again,
            lead="The same message under the same id. Later ones about the same thing wait for it. A reminder goes only if it still holds.",
            button="Send it again",
            roles=KEEPERS,
            when=_can_be_sent,
            main=True,
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Delivery]:
        return visible_deliveries(by)

    def title_of(self, thing: Any) -> str:
        return f"{self.shown_what(thing)}, {thing.get_state_display().lower()}"

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        row = about.thing
        return [
            ("Webhook", thing_link(row.subscription)),
            ("State", self.shown_state(row)),
            ("About", self.shown_about(row)),
            ("Position in the feed", row.position or NOTHING),
            ("Id", message_id(row.subscription_id, row.told_of)),
            ("Next attempt", moment(row.due_at) if row.state == Delivery.State.WAITING else NOTHING),
            ("Since", moment(row.created_at)),
            ("Finished", moment(row.finished_at)),
        ]

    def panels(self, about: Asked) -> Sequence[Panel]:
        attempts = sorted(about.thing.attempts.all(), key=lambda attempt: attempt.pk, reverse=True)
        rows = [
            [
                moment(attempt.at),
                attempt.status or NOTHING,
                f"{attempt.milliseconds:,} ms",
                f"{attempt.size:,} bytes",
                WORDS.get(attempt.problem, attempt.problem) or "Arrived",
            ]
            for attempt in attempts
        ]
        return [
            Panel(
                "Attempts", ("When", "Status", "Time", "Size", "What came of it"), rows, "Not sent yet.", id="attempts"
            )
        ]

    @admin.display(description="What")
    def shown_what(self, row: Delivery) -> str:
        return what(row)

    @admin.display(description="About")
    def shown_about(self, row: Delivery) -> str:
        return about_what(row)

    @admin.display(description="State")
    def shown_state(self, row: Delivery) -> SafeString:
        return badge(row.state, row.get_state_display(), STATE_TONES[row.state])

    @admin.display(description="Last answer")
    def shown_outcome(self, row: Delivery) -> str:
        return outcome(last_attempt(row))

    @admin.display(description="Since")
    def shown_since(self, row: Delivery) -> str:
        return moment(row.created_at)
