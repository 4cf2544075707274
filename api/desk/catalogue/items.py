"""Items: what the library holds, with all that hangs on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked, Done
from api.desk.catalogue.governance import GovernanceForm, NewItemForm, governance, governance_of, starting_document
from api.desk.catalogue.item_filters import ITEM_FILTERS
from api.desk.catalogue.item_panels import item_panels
from api.desk.catalogue.item_steps import ITEM_STEPS
from api.desk.cells import NOTHING, badge, day, link, listed, moment, review_badge
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.catalogue.actions import change_item
from library.catalogue.addresses import item_url
from library.catalogue.models import Item
from library.publishing.actions import start_item
from library.publishing.queries import find_items
from library.publishing.today import with_words


def add(about: Asked) -> Done:
    draft = start_item(
        document=starting_document(about.data),
        governance=governance(about.data),
        slug=about.data["slug"] or None,
        by=about.by,
        at=about.at,
    )
    return Done("It is there, for nobody but your organisation to see. Now write its text.", draft)


def change(about: Asked) -> Done:
    item = change_item(
        item=about.thing,
        changes=governance_of(about.data),
        expected_version=about.data["version"],
        by=about.by,
        at=about.at,
    )
    out = item.standing == Item.Standing.PUBLISHED
    return Done("Saved. The public sees it from now on." if out else "Saved.", item)


def title_of(item: Any) -> str:
    """The title of the draft in the original language, or of what is out. `item` is one of `find_items`."""
    drafts = [draft.title for draft in item.drafts.all() if draft.language == item.original_language]
    out = [entry.title for entry in item.entries.all() if entry.is_original]
    return next((title for title in [*out, *drafts] if title), item.slug)


@admin.register(Item, site=desk)
class Items(Thing):
    list_display = ("shown_title", "shown_kind", "shown_standing", "shown_drafts", "shown_review", "shown_languages")
    list_filter = ITEM_FILTERS
    search_fields = ("slug",)
    search_help_text = "Search in titles and addresses"
    ordering = ("-created_at",)
    sortable_by = ("shown_kind", "shown_standing", "shown_review")
    adding = Adding(
        add,
        NewItemForm,
        roles=(Role.CURATOR,),
        lead="First what it is and what is known about it; you write its text on the next page. Nothing is public before it is published.",
        button="Add it and write its text",
    )
    changing = Changing(change, GovernanceForm, roles=(Role.CURATOR, Role.PUBLISHER))
    steps = ITEM_STEPS

    def visible(self, by: Actor) -> QuerySet[Item]:
        return find_items(by)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What the public sees takes a publisher to change."""
        if obj is not None and obj.standing != Item.Standing.UNPUBLISHED:
            return self.may(request, Role.PUBLISHER)
        return super().has_change_permission(request, obj)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Item], search_term: str
    ) -> tuple[QuerySet[Item], bool]:
        return (with_words(queryset, search_term) if search_term else queryset), False

    def title_of(self, thing: Any) -> str:
        return title_of(thing)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        item = about.thing
        address = item_url(settings.PUBLIC_URL, item.kind, item.slug)
        out = item.standing == Item.Standing.PUBLISHED
        rows: list[tuple[str, Cell]] = [
            ("Kind", item.get_kind_display()),
            ("Standing", badge(item.standing, item.get_standing_display())),
            ("Public address", link(address, address) if out else address),
            ("Publisher", item.owner.name),
            ("Original language", item.original_language),
            ("Last reviewed", day(item.last_reviewed)),
            ("Next review", review_badge(item)),
        ]
        if item.withdrawn_at:
            rows.append(
                (
                    "Withdrawn",
                    format_html(
                        "{}: {}. {}",
                        moment(item.withdrawn_at),
                        item.get_withdrawal_reason_display(),
                        item.withdrawal_explanation,
                    ),
                )
            )
        if item.successor:
            rows.append(
                ("Readers are sent to", format_html("{} {}", item.successor.get_kind_display(), item.successor.slug))
            )
        return rows

    def notices(self, about: Asked) -> Sequence[str]:
        if about.thing.standing != Item.Standing.UNPUBLISHED and not about.seat.may(Role.PUBLISHER):
            return [
                "What is known about a published item is public at once, so a publisher changes it. You can write its next text as a draft."
            ]
        return ()

    def panels(self, about: Asked) -> Sequence[Panel]:
        return item_panels(about)

    @admin.display(description="Title")
    def shown_title(self, item: Item) -> str:
        return title_of(item)

    @admin.display(description="Kind", ordering="kind")
    def shown_kind(self, item: Item) -> str:
        return item.get_kind_display()

    @admin.display(description="Standing", ordering="standing")
    def shown_standing(self, item: Item) -> SafeString:
        return badge(item.standing, item.get_standing_display())

    @admin.display(description="Drafts")
    def shown_drafts(self, item: Item) -> Cell:
        drafts = [draft for draft in item.drafts.all() if draft.state != "published"]
        return listed(format_html("{} {}", badge(draft.state), draft.language) for draft in drafts)

    @admin.display(description="Next review", ordering="next_review_due")
    def shown_review(self, item: Item) -> Cell:
        return review_badge(item)

    @admin.display(description="Out in")
    def shown_languages(self, item: Item) -> str:
        return ", ".join(sorted(entry.language for entry in item.entries.all() if entry.state == "live")) or NOTHING
