"""Editions: what went out, to read; and a review of what is out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from api.desk.asking import Asked, Done, Step, asked
from api.desk.cells import badge, day, link, moment, thing_link
from api.desk.changes import told
from api.desk.forms.json_schema import people_words
from api.desk.publishing.review_forms import ReviewForm, said_at_desk
from api.desk.publishing.shown_text import as_shown
from api.desk.site import desk
from api.desk.things import Cell, Panel, Thing
from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.catalogue.addresses import edition_url
from library.catalogue.models import Entry
from library.documents.diff import diff
from library.editions.archive import read_edition, source_of
from library.editions.entries import document_of
from library.editions.models import Edition
from library.publishing.actions import review_edition
from library.publishing.models import Review
from library.publishing.queries import visible_editions


class EditionReviewForm(ReviewForm):
    """A review of the whole of what is out. It makes no edition; approving it moves the review dates."""

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"document_hash": about.thing.sha256}

    def sections(self) -> list[tuple[str, str]]:
        return [(section.id, section.heading) for section in document_of(self.about.thing).sections]


def review(about: Asked) -> Done:
    edition = about.thing
    review_edition(item=edition.item, language=edition.language, by=about.by, at=about.at, **said_at_desk(about.data))
    return Done("Thank you. Your review is recorded.", edition)


def _text(about: Asked) -> dict[str, Any]:
    """What the public reads now, for whoever judges it."""
    entry = Entry.objects.get(item=about.thing.item_id, language=about.thing.language)
    return {"shown": as_shown(read_edition(entry, about.thing.number, now=about.at).document)}


def _is_current(edition: Edition) -> bool:
    return Entry.objects.filter(
        item=edition.item_id, language=edition.language, edition=edition.number, state=Entry.State.LIVE
    ).exists()


@admin.register(Edition, site=desk)
class Editions(Thing):
    list_display = ("shown_name", "language", "number", "change_class", "note", "published_at")
    list_filter = ("change_class", "language")
    search_fields = ("item__slug", "note")
    ordering = ("-published_at",)
    steps = (
        Step(
            "review",
            "Review what is out",
            review,
            EditionReviewForm,
            "You judge the whole of the text that the public reads now. Approving it moves its review dates; nothing else changes.",
            "Record my review",
            (Role.REVIEWER,),
            _is_current,
            beside=_text,
            template="desk/review.html",
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Edition]:
        return visible_editions(by)

    def get_urls(self) -> list[URLPattern]:
        compare = path(
            "<path:object_id>/compare/", self.admin_site.admin_view(self.compare), name="editions_edition_compare"
        )
        return [compare, *super().get_urls()]

    def title_of(self, thing: Any) -> str:
        return f"{thing.item.slug} ({thing.language}), edition {thing.number}"

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        edition = about.thing
        item = edition.item
        address = edition_url(settings.PUBLIC_URL, item.kind, item.slug, edition.number, edition.language)
        return [
            ("Item", thing_link(edition.item, edition.item.slug)),
            ("Language", edition.language),
            ("State", badge("live", "Out now") if _is_current(edition) else badge("old", "Not the current one")),
            ("Published", moment(edition.published_at)),
            ("Change", edition.get_change_class_display()),
            ("Note", edition.note),
            ("Licence", edition.licence),
            ("Rights holder", edition.rights_holder),
            ("Public address", link(address, f"Edition {edition.number}")),
            ("Compared", link(self.url("compare", edition.pk), "What changed since the edition before")),
            ("Hash", edition.sha256),
        ]

    def panels(self, about: Asked) -> Sequence[Panel]:
        signed = [(people_words(row["kind"]), people_words(row["scope"]), row["on"]) for row in about.thing.sign_offs]
        reviews = Review.objects.filter(edition=about.thing).order_by("-created_at")
        said = [
            (people_words(one.kind), one.get_decision_display(), one.comment, day(one.created_at.date()))
            for one in reviews
        ]
        return [
            Panel("Signed off before it went out", ("Kind", "Scope", "On"), signed),
            Panel(
                "Reviewed since",
                ("Kind", "Decision", "Comment", "On"),
                said,
                "Nobody has reviewed it since it went out.",
            ),
        ]

    def compare(self, request: HttpRequest, object_id: str) -> HttpResponse:
        edition = self.find(request, object_id)
        before = (
            visible_editions(asked(request).by)
            .filter(item=edition.item, language=edition.language, number=edition.number - 1)
            .first()
        )
        changes = told(diff(source_of(before), source_of(edition))) if before else []
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "What changed",
            "subtitle": self.title_of(edition),
            "changes": changes,
            "lead": f"From edition {before.number} to edition {edition.number}."
            if before
            else "This is the first edition: there is nothing to compare it with.",
            "back": self.url("change", edition.pk),
        }
        return TemplateResponse(request, "desk/compare.html", context)

    @admin.display(description="Item", ordering="item__slug")
    def shown_name(self, edition: Edition) -> str:
        return edition.item.slug
