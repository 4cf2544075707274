"""Making an edition of an adaptation out of a recipe: composed, with its references, its origin and its standing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from library.accounts.actors import Actor
from library.catalogue.actions.derivations import change_standing
from library.catalogue.models import Derivation, Item, Licence
from library.directory.models import Service
from library.directory.service_values import NOTHING_KEPT, Told, printed_contacts, service_values, told_of
from library.documents.local_values import ServiceValue
from library.editions.actions.publication import Origin, Printed, SignOff, publish_edition
from library.editions.derivations import has_original
from library.editions.inherited import OF_ORIGINAL
from library.editions.models import Edition, Provenance
from library.editions.review_status import uk_day
from library.leaflets.composing import Composed, compose, service_slugs
from library.leaflets.models import DecisionRecord
from library.leaflets.places import place_of_adaptation
from library.leaflets.recipe import Recipe
from library.leaflets.standing import Standing, standing
from library.leaflets.templates import History

LOCAL_APPROVAL = "local_approval"


@dataclass(frozen=True)
class Outgoing:
    """An edition that is about to be published. `told` is what it prints of its services."""

    recipe: Recipe
    composed: Composed
    services: tuple[Service, ...]
    told: Mapping[str, Told]


def prepare(recipe: Recipe, history: History, *, on: date, kept: Mapping[str, Told] = NOTHING_KEPT) -> Outgoing:
    """What a recipe makes on a day, with what was `kept` of services where there is anything. Raises as `compose`."""
    slugs = named_services(recipe, history)
    return outgoing_of(recipe, compose(recipe, history.documents, values_of(slugs, on, kept)), slugs, kept)


def outgoing_of(recipe: Recipe, composed: Composed, slugs: set[str], kept: Mapping[str, Told]) -> Outgoing:
    """The same of what was composed already."""
    services = _services_of(slugs)
    return Outgoing(recipe, composed, services, told_of(services, kept) if services else {})


def named_services(recipe: Recipe, history: History) -> set[str]:
    """The slugs of the services that a recipe names."""
    return set(service_slugs(recipe, history.documents[recipe.edition]).values())


def values_of(slugs: set[str], on: date, kept: Mapping[str, Told] = NOTHING_KEPT) -> Mapping[str, ServiceValue]:
    """What leaflets print of these services on a day, with what was `kept` in place of what is told now."""
    return service_values(slugs, on, kept) if slugs else {}


def kept_of(origin: Provenance) -> Mapping[str, Told]:
    """What an edition was told of its services, by slug: only a person's approval changes that."""
    return {
        slug: Told(words, frozenset(UUID(contact) for contact in origin.service_contacts[slug]))
        for slug, words in origin.service_words.items()
        if words and slug in origin.service_contacts
    }


def _services_of(slugs: set[str]) -> tuple[Service, ...]:
    found = Service.objects.filter(slug__in=slugs).select_related("organisation").order_by("slug")
    return tuple(found) if slugs else ()


def put_out(
    outgoing: Outgoing,
    derivation: Derivation,
    history: History,
    *,
    change_class: str,
    note: str,
    sign_offs: Sequence[SignOff],
    review_by: date | None = None,
    by: Actor,
    published_by: UUID | None,
    at: datetime,
    renditions: Sequence[str] | None = None,
) -> Edition:
    """Publish it as the next edition of the adaptation, whose item is locked by the caller. Raises as `publish_edition`.

    Licence and review dates come from the template; `review_by` may only be earlier (domain.md, LIC-3, LO-8).
    """
    item, recipe = derivation.item, outgoing.recipe
    template = history.editions[recipe.edition]
    _govern(item, derivation.original, template, review_by)
    derivation.original_edition = recipe.edition
    derivation.save(update_fields=["original_edition"])
    change_standing([derivation], present_standing(derivation, recipe, history), at=at)
    today = uk_day(at)
    return publish_edition(
        item=item,
        document=outgoing.composed.document,
        change_class=change_class,
        note=note,
        sign_offs=sign_offs,
        by=by,
        published_by=published_by,
        at=at,
        place=place_of_adaptation(derivation),
        origin=Origin(
            template=template,
            title=history.documents[recipe.edition].title,
            recipe=recipe.model_dump(mode="json"),
            sections=outgoing.composed.sections,
            service_words={slug: dict(one.words) for slug, one in outgoing.told.items()},
            service_contacts={slug: sorted(map(str, one.contacts)) for slug, one in outgoing.told.items()},
        ),
        printed=Printed(
            services=frozenset(service.pk for service in outgoing.services),
            contacts=printed_contacts(outgoing.told.values(), today),
        ),
        renditions=renditions,
    )


def present_standing(derivation: Derivation, recipe: Recipe, history: History) -> str:
    """How a published recipe stands now, with what was declined since."""
    if not has_original(derivation):
        return Standing.UPSTREAM_WITHDRAWN
    declined = DecisionRecord.objects.filter(
        adaptation__item=derivation.item_id, kind=DecisionRecord.Kind.DECLINED
    ).order_by("-edition")
    latest = declined.values_list("edition", flat=True).first()
    if latest is not None and latest > (recipe.declined or 0):
        recipe = recipe.model_copy(update={"declined": latest})
    return standing(recipe, history.documents, history.newest, history.classes)


def sign_offs_of(template: Edition) -> list[SignOff]:
    """Those of the template, which hold for what is shown unchanged of it."""
    return [
        SignOff(kind=row["kind"], scope=OF_ORIGINAL, on=date.fromisoformat(row["on"])) for row in template.sign_offs
    ]


def kept_sign_offs(edition: Edition) -> list[SignOff]:
    """Those of an edition, for one that changes nothing that anybody judged."""
    return [
        SignOff(kind=row["kind"], scope=row["scope"], on=date.fromisoformat(row["on"])) for row in edition.sign_offs
    ]


def published(derivation: Derivation) -> Provenance | None:
    """What the current edition of an adaptation was made from; None before the first."""
    rows = Provenance.objects.filter(edition__item=derivation.item_id, edition__language=derivation.language)
    return rows.select_related("edition", "template").order_by("-edition__number").first()


def published_recipe(provenance: Provenance) -> Recipe:
    return Recipe.model_validate(provenance.recipe)


def _govern(item: Item, original: Item, template: Edition, review_by: date | None) -> None:
    """What the adaptation has from its template. It is never due for review later than that."""
    due = original.next_review_due
    item.last_reviewed = original.last_reviewed
    item.next_review_due = min(review_by, due) if review_by and due else due
    if item.licence.spdx != template.licence:
        item.licence = Licence.objects.get(spdx=template.licence)
    item.version += 1
    item.save(update_fields=["last_reviewed", "next_review_due", "licence", "version"])
