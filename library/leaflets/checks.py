"""Everything that is wrong with an adaptation or missing in it, at once, by JSON pointer into what its place writes:
`/details/<key>`, `/sections/<id>`, `/areas/<number>`, `/next_review_due`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from library.catalogue.licences import terms_of
from library.catalogue.models import Asset, Item
from library.directory.models import Service
from library.directory.typed_numbers import typed_numbers
from library.documents.assemble import InvalidLocalVersion
from library.documents.errors import InvalidDocument
from library.documents.model import LeafletDocument
from library.documents.overrides import SectionProtected
from library.documents.pointers import pointer
from library.documents.references import references
from library.documents.unfinished import unfinished
from library.documents.vocabulary import DetailType
from library.editions.contacts import contact_faults
from library.editions.models import Edition
from library.errors import Fault
from library.leaflets.composing import compose, service_slugs
from library.leaflets.models import Adaptation
from library.leaflets.moves import recipe_of
from library.leaflets.places import area_faults, place_of_adaptation
from library.leaflets.publishing import values_of
from library.leaflets.recipe import Recipe
from library.leaflets.standing import open_safety
from library.leaflets.templates import History, history_of
from library.quality.findings import Finding

OWN_WORDS = (DetailType.TEXT, DetailType.RICH_TEXT)
_SECTION = re.compile(r"/sections/([0-9]+)(/.*)?")


def findings(adaptation: Adaptation, *, on: date) -> list[Finding]:
    """All of it, for the recipe in progress, on a day. `adaptation.item.derivation` is read."""
    history, recipe = history_of(adaptation.item.derivation), recipe_of(adaptation)
    return [*_of_text(adaptation, recipe, history, on), *_of_item(adaptation, recipe, history, on)]


def blocking(found: Iterable[Finding]) -> list[Fault]:
    """What keeps it from being published."""
    return [Fault(one.pointer, one.message) for one in found if one.severity == "block"]


def _of_text(adaptation: Adaptation, recipe: Recipe, history: History, on: date) -> Iterator[Finding]:
    template = history.documents[recipe.edition]
    slugs = service_slugs(recipe, template)
    values = values_of(set(slugs.values()), on)
    yield from _of_services(template, slugs, set(values))
    yield from _typed(recipe, template)
    try:
        composed = compose(recipe, history.documents, values)
    except (InvalidLocalVersion, SectionProtected, InvalidDocument) as refusal:
        yield from (Finding(refusal.slug, "block", _own_place(fault.pointer), fault.detail) for fault in refusal.errors)
        return
    for one in composed.missing:
        dead = one.required or one.place.startswith("/sections")
        label = f"“{one.label}” is not filled in." + (f" {one.reason}" if one.reason else "")
        yield Finding("missing-detail", "block" if dead else "advise", pointer("details", *one.key.split(".")), label)
    document = composed.document
    for fault in unfinished(document):
        yield Finding("unfinished", "block", _place_in(document, fault.pointer), fault.detail)
    for fault in contact_faults(document, on, place_of_adaptation(adaptation.item.derivation)):
        yield Finding("contact-point", "block", _place_in(document, fault.pointer), fault.detail)
    empty = {row["id"] for row in composed.sections} - {section.id for section in document.sections}
    for row in composed.sections:
        if row["id"] in empty and row["status"] != "left_out":
            yield Finding(
                "empty-slot", "advise", pointer("sections", row["id"]), "Without local words it is not shown."
            )


def _typed(recipe: Recipe, template: LeafletDocument) -> Iterator[Finding]:
    """Numbers in the place's own words, which nobody would hear of when they change (domain.md CR-1)."""
    texts = {detail.key for detail in template.details.local_details if detail.type in OWN_WORDS}
    own = [(pointer("sections", id_), choice.text) for id_, choice in recipe.sections.items() if choice.text]
    own += [(pointer("details", key), str(value)) for key, value in recipe.details.items() if key in texts]
    for place, text in own:
        for found in typed_numbers(text):
            message = f"“{found.shown}” looks like a number to call: name a service or a contact point instead."
            span = found.start, found.end
            yield Finding("typed-number", "warn", place, message, span, text[found.start : found.end])


def _of_services(template: LeafletDocument, slugs: dict[str, str], known: set[str]) -> Iterator[Finding]:
    roles = {detail.key: detail.role for detail in template.details.local_details}
    services = {service.slug: service for service in Service.objects.filter(slug__in=slugs.values())} if slugs else {}
    for key, slug in slugs.items():
        place = pointer("details", key)
        if slug not in known:
            yield Finding("unknown-service", "block", place, f"There is no service {slug} in the directory.")
        elif roles[key] and services[slug].role != roles[key]:
            message = f"{services[slug].name} is a {services[slug].role}; a {roles[key]} is meant here."
            yield Finding("role-of-service", "warn", place, message)


def _of_item(adaptation: Adaptation, recipe: Recipe, history: History, on: date) -> Iterator[Finding]:
    derivation = adaptation.item.derivation
    original, template = derivation.original, history.editions[recipe.edition]
    for fault in area_faults(adaptation.item.owner, derivation.areas, derivation.districts, on):
        yield Finding("area", "block", fault.pointer, fault.detail)
    if not terms_of(template.licence).allows_adaptation or any(_strict_pictures(history.documents[recipe.edition])):
        yield Finding("licence", "block", "", "Its licence, or that of a picture in it, allows no adaptations.")
    due = original.next_review_due
    if adaptation.next_review_due and due and adaptation.next_review_due > due:
        yield Finding(
            "review-date",
            "block",
            "/next_review_due",
            f"Not later than {due}, when the template itself is due for review.",
        )
    if original.standing != Item.Standing.PUBLISHED:
        yield Finding(
            "template-withdrawn", "block", "", f"The template was {original.standing}: nothing is made from it now."
        )
    if recipe.edition < history.newest:
        yield from _of_update(recipe, history)


def _of_update(recipe: Recipe, history: History) -> Iterator[Finding]:
    for one in open_safety(recipe, history.documents, history.newest, history.classes):
        message = f"The template changed “{one.heading}” for the safety of readers. Take the change over."
        yield Finding("safety-update", "warn", pointer("sections", one.id), message)
    if any(
        history.classes[number] == Edition.ChangeClass.CONTENT
        for number in range(recipe.edition + 1, history.newest + 1)
    ):
        yield Finding("update", "advise", "", f"Edition {history.newest} of the template is there. See what it brings.")


def _strict_pictures(document: LeafletDocument) -> Iterator[str]:
    wanted = references(document).assets
    assets = Asset.objects.filter(pk__in=wanted).select_related("licence") if wanted else ()
    yield from (asset.name for asset in assets if not terms_of(asset.licence.spdx).allows_adaptation)


def _own_place(place: str) -> str:
    return place.replace("/overrides/", "/sections/", 1)


def _place_in(document: LeafletDocument, place: str) -> str:
    """The pointer into a document as one into what the place writes: sections by id."""
    found = _SECTION.fullmatch(place)
    return pointer("sections", document.sections[int(found[1])].id) if found else place
