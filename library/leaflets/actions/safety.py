"""Following a safety edition: by itself, in what is published; and whatever else is made from a recipe from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import SYSTEM, Actor
from library.catalogue.actions.items import lock_item
from library.catalogue.models import Derivation, Item
from library.directory.queries import contacts_for
from library.directory.service_values import NOTHING_KEPT, Told
from library.documents.grammar import PlaceholderKind, find
from library.editions.inherited import OF_ORIGINAL
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.leaflets.following import fitting, followed, lost_between
from library.leaflets.models import Adaptation, DecisionRecord
from library.leaflets.places import place_of_adaptation
from library.leaflets.publishing import (
    Outgoing,
    kept_of,
    kept_sign_offs,
    named_services,
    outgoing_of,
    prepare,
    published,
    published_recipe,
    put_out,
    sign_offs_of,
    values_of,
)
from library.leaflets.recipe import Recipe
from library.leaflets.templates import History

AT_ONCE = ("page.html", "a4.pdf")
"""Renditions that are made with the edition; the others when somebody asks for them, or when there is time."""


@transaction.atomic
def follow_safety(*, item: Item, history: History, at: datetime) -> Edition | None:
    """Bring what is published of an adaptation up to the newest safety edition of its template, as a new edition under the
    template's sign-offs. What its organisation is writing is not touched; if it is writing nothing, it goes on from here.

    Done once for each safety edition, however often it is asked for: None when there is nothing to do.
    """
    item = lock_item(item, by=SYSTEM)
    derivation = Derivation.objects.select_related("original").get(item=item)
    derivation.item = item
    now = published(derivation)
    number = history.newest_safety
    if now is None or item.standing != Item.Standing.PUBLISHED or now.template.number >= number:
        return None
    before = published_recipe(now)
    after = with_safety(before, derivation, history, on=uk_day(at), kept=kept_of(now))
    local = [sign_off for sign_off in kept_sign_offs(now.edition) if sign_off.scope != OF_ORIGINAL]
    edition = put_out(
        after.outgoing,
        derivation,
        history,
        change_class=Edition.ChangeClass.SAFETY,
        note=history.editions[number].note,
        sign_offs=[*sign_offs_of(history.editions[number]), *local],
        review_by=item.next_review_due,
        by=SYSTEM,
        published_by=history.editions[number].published_by,
        at=at,
        renditions=AT_ONCE,
    )
    adaptation = Adaptation.objects.get(item=item)
    keep_followed(adaptation, after, by=SYSTEM, at=at)
    if adaptation.state == Adaptation.State.PUBLISHED:
        adaptation.recipe = after.outgoing.recipe.model_dump(mode="json")
        adaptation.version += 1
        adaptation.updated_at = at
        adaptation.save(update_fields=["recipe", "version", "updated_at"])
    return edition


@dataclass(frozen=True)
class Safe:
    """What may be published of a recipe; `lost` are the local texts, by section, that had to give way."""

    outgoing: Outgoing
    lost: Mapping[str, str]


def with_safety(
    recipe: Recipe, derivation: Derivation, history: History, *, on: date, kept: Mapping[str, Told] = NOTHING_KEPT
) -> Safe:
    """The recipe with the newest safety edition, and without what can't be printed any more. `kept` is what to print of
    services in place of what is told now, since nobody has approved that.
    """
    names = {
        found.name
        for choice in recipe.sections.values()
        for found in find(choice.text or "")
        if found.kind is PlaceholderKind.CONTACT
    }
    in_use = contacts_for(names, on, place_of_adaptation(derivation)) if names else {}
    after = followed(recipe, history, lambda name: name in in_use)
    if after is recipe:
        return Safe(prepare(recipe, history, on=on, kept=kept), {})
    slugs = named_services(after, history)
    after, composed = fitting(after, history, values_of(slugs, on, kept))
    return Safe(outgoing_of(after, composed, slugs, kept), lost_between(recipe, after))


def keep_followed(adaptation: Adaptation, after: Safe, *, by: Actor, at: datetime) -> None:
    """Keep on record the local words that a safety edition took out."""
    DecisionRecord.objects.bulk_create(
        DecisionRecord(
            adaptation=adaptation,
            kind=DecisionRecord.Kind.FOLLOWED,
            edition=after.outgoing.recipe.edition,
            section=section,
            decision="theirs",
            lost_text=text,
            decided_by=by.id,
            decided_at=at,
        )
        for section, text in after.lost.items()
    )
