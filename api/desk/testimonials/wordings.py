"""What people are shown when they agree. A wording never changes: a better one is a new version."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import admin
from django.db.models import QuerySet

from api.desk.asking import Asked, Done
from api.desk.cells import moment
from api.desk.site import desk
from api.desk.testimonials.forms import WordingForm
from api.desk.things import Adding, Cell, Thing
from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.coproduction.actions import add_wording
from library.coproduction.models import ConsentWording
from library.coproduction.testimonials import visible_wordings


def add(about: Asked) -> Done:
    return Done("Added. Consents can name it from now on.", add_wording(by=about.by, at=about.at, **about.data))


@admin.register(ConsentWording, site=desk)
class ConsentWordings(Thing):
    called = ("wording of consent", "wordings of consent")
    list_display = ("language", "version", "text")
    search_fields = ("text",)
    ordering = ("-id",)
    viewers = (Role.CURATOR,)
    adding = Adding(
        add, WordingForm, (Role.CURATOR,), "It is kept as it is: to say it better, add another.", "Add this wording"
    )

    def visible(self, by: Actor) -> QuerySet[ConsentWording]:
        return visible_wordings(by)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        row = about.thing
        return [
            ("What it says", row.text),
            ("Language", row.language),
            ("Version", row.version),
            ("Added", moment(row.created_at)),
        ]
