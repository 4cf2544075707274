"""Testimonials: what people said, in words that they approved. Other people's words about their illness: for curators alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked
from api.desk.cells import NOTHING, listed, moment, thing_link
from api.desk.site import desk
from api.desk.testimonial_names import state_of
from api.desk.testimonials.forms import ChangeWordsForm, TestimonialForm
from api.desk.testimonials.panels import agreements, checks, not_recalled, places, seen, told, was
from api.desk.testimonials.steps import KEEPERS, TESTIMONIAL_STEPS, add, is_open, reword
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actors import Actor
from library.coproduction.models import Consent, Testimonial
from library.coproduction.testimonials import name_of, said_of, visible_testimonials
from library.editions.proofs import proof_of


class WithdrawnFilter(admin.SimpleListFilter):
    title = "taken back"
    parameter_name = "withdrawn"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "Here"), ("yes", "Taken back")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Testimonial]) -> QuerySet[Testimonial]:
        if self.value() is None:
            return queryset
        return queryset.filter(withdrawn_at__isnull=self.value() != "yes")


@admin.register(Testimonial, site=desk)
class Testimonials(Thing):
    list_display = ("shown_name", "shown_state", "shown_channels", "shown_items", "media", "language")
    list_filter = (WithdrawnFilter, "media")
    search_fields = ("items__slug",)
    viewers = KEEPERS
    adding = Adding(
        add, TestimonialForm, KEEPERS, "Nothing shows it before its owner has approved the words and agreed.", "Add it"
    )
    changing = Changing(reword, ChangeWordsForm, roles=KEEPERS, when=is_open)
    steps = TESTIMONIAL_STEPS

    def visible(self, by: Actor) -> QuerySet[Testimonial]:
        return visible_testimonials(by)

    def title_of(self, thing: Any) -> str:
        return name_of(thing)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        row = about.thing
        words = [("The words", row.words)] if row.approved_final_at else []
        placeholder = (
            []
            if row.withdrawn_at
            else [("To put it into a text", format_html("<code>{}</code>", f"{{{{quote:{row.pk}}}}}"))]
        )
        return [
            *words,
            ("State", state_of(row, about.at)),
            *placeholder,
            ("Given for", listed(thing_link(item, item.slug) for item in row.items.all())),
            ("Given as", row.get_media_display()),
            ("Language", row.language),
            ("Words approved", moment(row.approved_final_at)),
        ]

    def notices(self, about: Asked) -> Sequence[str]:
        if about.thing.withdrawn_at is None:
            return ()
        return (
            f"It was taken back {moment(about.thing.withdrawn_at)}. The words are nowhere here any more. What can't be called back "
            "is what was printed already, and what somebody has saved: please bin printed copies, and print anew.",
        )

    def panels(self, about: Asked) -> Sequence[Panel]:
        if about.thing.withdrawn_at is not None:
            proof = proof_of(about.thing)
            return [was(proof), told(proof), seen(proof), not_recalled(proof), agreements(about)]
        return [checks(about), agreements(about), places(about)]

    @admin.display(description="Testimonial")
    def shown_name(self, row: Testimonial) -> str:
        return name_of(row)

    @admin.display(description="Consent")
    def shown_state(self, row: Testimonial) -> SafeString:
        return state_of(row, timezone.now())

    @admin.display(description="Where it may be shown")
    def shown_channels(self, row: Testimonial) -> Cell:
        now = timezone.now()
        agreed = {channel for scope in said_of(row).scopes if scope.in_force(now) for channel in scope.channels}
        return ", ".join(label for code, label in Consent.Channel.choices if code in agreed) or NOTHING

    @admin.display(description="Given for")
    def shown_items(self, row: Testimonial) -> str:
        return ", ".join(item.slug for item in row.items.all()) or NOTHING
