"""Everything that is wrong with an adaptation or missing in it, at once, by JSON pointer into what its place writes:
`/details/<key>`, `/sections/<id>`, `/areas/<number>`, `/next_review_due`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from library.catalogue.licences import terms_of
from library.catalogue.models import Asset, Item
from library.directory.models import Service
from library.directory.typed_numbers import typed_numbers
from library.documents.assemble import InvalidLocalVersion
from library.documents.errors import InvalidDocument
from library.documents.local_values import most_characters
from library.documents.model import LeafletDocument
from library.documents.overrides import SectionProtected
from library.documents.pointers import pointer
from library.documents.references import references
from library.documents.unfinished import unfinished_words
from library.editions.contacts import contact_flaws
from library.editions.crisis_help import crisis_help_findings
from library.editions.derivations import has_original
from library.editions.messaging import severity_of, waivers_of, with_waiver
from library.editions.models import Edition
from library.errors import Fault
from library.leaflets.composing import Composed, compose, service_slugs
from library.leaflets.models import Adaptation
from library.leaflets.moves import recipe_of
from library.leaflets.own_words import OwnWords, Stand, within
from library.leaflets.places import area_faults, place_of_adaptation
from library.leaflets.publishing import values_of
from library.leaflets.recipe import Recipe
from library.leaflets.standing import open_safety
from library.leaflets.templates import History, history_of
from library.quality.findings import Finding, Severity
from library.quality.house_style import house_style
from library.quality.safe_messaging import safe_messaging
from library.quality.safe_messaging_rules import SOURCE as MESSAGING
from library.quality.texts import is_in_english

SOURCES = {
    "missing-detail": "domain rule LO-4: nothing that a reader needs is left empty",
    "unknown-service": "domain rule LO-2: a service is a record of the directory",
    "role-of-service": "domain rule LO-2: a service is a record of the directory",
    "invalid-local-version": "domain rules LO-2 and LO-3: details are typed, and agree with each other",
    "section-protected": "domain rule LO-1: the authors say what may be changed",
    "unfinished": "domain rule CR-14: stand-ins are never published",
    "typed-number": "domain rule CR-1: contact points are records",
    "contact-point": "domain rules CR-3 to CR-5: a number serves the place, is verified, and is in use",
    "area": "domain rule LO-5: areas are official codes of the organisation",
    "licence": "domain rules LIC-1 and LIC-2: the strictest licence decides",
    "review-date": "domain rule LO-8: a local review is due no later than the template's",
    "safety-update": "domain rule LO-9: a safety change is never swallowed",
    "update": "domain rule LO-9: adaptations stay in step",
}
"""Where the rules come from."""
SEE_UPDATE = "`/update` shows the section as it was, theirs, yours, and a merge of the two."
_SECTION = re.compile(r"/sections/([0-9]+)(/.*)?")


def findings(adaptation: Adaptation, *, on: date) -> list[Finding]:
    """All of it, for the recipe in progress, on a day. `adaptation.item.derivation` is read."""
    history, recipe = history_of(adaptation.item.derivation), recipe_of(adaptation)
    return [*_of_text(adaptation, recipe, history, on), *_of_item(adaptation, recipe, history, on)]


def blocking(found: Iterable[Finding]) -> list[Fault]:
    """What keeps it from being published."""
    return [Fault(one.pointer, _sentence(one)) for one in found if one.severity == "block"]


def _sentence(one: Finding) -> str:
    return f"“{one.excerpt}”: {one.message}" if one.source == MESSAGING else one.message


def _of_text(adaptation: Adaptation, recipe: Recipe, history: History, on: date) -> Iterator[Finding]:
    template = history.documents[recipe.edition]
    slugs = service_slugs(recipe, template)
    values = values_of(set(slugs.values()), on)
    own = OwnWords(recipe, template)
    yield from _of_services(template, slugs, set(values))
    yield from _typed(own)
    yield from _harmful(own, adaptation.item.derivation.original, on)
    yield from _plainer(own)
    try:
        composed = compose(recipe, history.documents, values)
    except (InvalidLocalVersion, SectionProtected, InvalidDocument) as refusal:
        for fault in refusal.errors:
            yield _invalid(refusal.slug, _own_place(fault.pointer), fault.detail, own, template)
        return
    yield from _missing(composed, template)
    yield from _of_words(composed.document, adaptation, own, on)
    empty = {row["id"] for row in composed.sections} - {section.id for section in composed.document.sections}
    for row in composed.sections:
        if row["id"] in empty and row["status"] != "left_out":
            yield _finding(
                "empty-slot", "advise", pointer("sections", row["id"]), "Without local words it is not shown."
            )


def _missing(composed: Composed, template: LeafletDocument) -> Iterator[Finding]:
    helps = {detail.key: detail.help for detail in template.details.local_details}
    for one in composed.missing:
        dead = one.required or one.place.startswith("/sections")
        label = f"“{one.label}” is not filled in." + (f" {one.reason}" if one.reason else "")
        key, _, part = one.key.partition(".")
        suggestion = f"Add it to the service in the directory: {part.replace('_', ' ')}." if part else helps.get(key)
        place = pointer("details", *one.key.split("."))
        yield _finding("missing-detail", "block" if dead else "advise", place, label, suggestion or None)


def _of_words(document: LeafletDocument, adaptation: Adaptation, own: OwnWords, on: date) -> Iterator[Finding]:
    """What the finished leaflet would show and must not, and the help that it must (domain.md CR-6)."""
    place = place_of_adaptation(adaptation.item.derivation)
    for one in unfinished_words(document):
        stand = own.stand(_place_in(document, one.pointer), one.shown)
        yield _finding("unfinished", "block", stand, one.sentence, "Write the real words, or take it out.")
    for flaw in contact_flaws(document, on, place):
        stand = own.stand(_place_in(document, flaw.pointer), flaw.words)
        suggestion = "Name another contact point, or see to its entry in the directory."
        yield _finding("contact-point", "block", stand, flaw.sentence, suggestion)
    for lack in crisis_help_findings(document, adaptation.item, on, place):
        yield replace(lack, pointer=_place_in(document, lack.pointer))


def _harmful(own: OwnWords, original: Item, on: date) -> Iterator[Finding]:
    """What the place itself has written and can harm readers (domain.md SM-6). It is judged as the template is, and may stand where
    the template's publisher lets the same words stand.
    """
    severity = severity_of(original)
    if severity is not None and is_in_english(own.template.language):
        held = waivers_of(original, on)
        title = [(pointer("title"), own.recipe.title)] if own.recipe.title else []
        for place, text in [*title, *own.prose()]:
            for found in safe_messaging(text, place, severity):
                yield with_waiver(found, text, held)


def _plainer(own: OwnWords) -> Iterator[Finding]:
    """How the place could put its own words more plainly (domain.md HQ-14): advice, never a hindrance."""
    if is_in_english(own.template.language):
        for place, text in own.prose():
            yield from house_style(text, place)


def _typed(own: OwnWords) -> Iterator[Finding]:
    """Numbers in the place's own words, which nobody would hear of when they change (domain.md CR-1)."""
    for place, text in own.prose():
        for found in typed_numbers(text):
            message = f"“{found.shown}” looks like a number to call: name a service or a contact point instead."
            suggestion = "Name the contact point of this number as {{contact:…}}, or add it to the directory first."
            stand = within(place, text, found.start, found.end)
            yield _finding("typed-number", "warn", stand, message, suggestion)


def _invalid(rule: str, place: str, sentence: str, own: OwnWords, template: LeafletDocument) -> Finding:
    """A value that does not fit. Of one that is too long the words that are too many."""
    limits = {pointer("details", detail.key): most_characters(detail) for detail in template.details.local_details}
    stand = own.beyond(place, limits[place]) if place in limits else Stand(place)
    return _finding(rule, "block", stand, sentence, "Shorten it." if stand.span else None)


def _of_services(template: LeafletDocument, slugs: dict[str, str], known: set[str]) -> Iterator[Finding]:
    roles = {detail.key: detail.role for detail in template.details.local_details}
    services = {service.slug: service for service in Service.objects.filter(slug__in=slugs.values())} if slugs else {}
    for key, slug in slugs.items():
        place = pointer("details", key)
        if slug not in known:
            yield _finding(
                "unknown-service",
                "block",
                place,
                f"There is no service {slug} in the directory.",
                "Choose one of `/v1/workspace/services`, or add it there.",
            )
        elif roles[key] and services[slug].role != roles[key]:
            message = f"{services[slug].name} is a {services[slug].role}; a {roles[key]} is meant here."
            yield _finding("role-of-service", "warn", place, message)


def _of_item(adaptation: Adaptation, recipe: Recipe, history: History, on: date) -> Iterator[Finding]:
    derivation = adaptation.item.derivation
    original, template = derivation.original, history.editions[recipe.edition]
    for fault in area_faults(adaptation.item.owner, derivation.areas, derivation.districts, on):
        yield _finding("area", "block", fault.pointer, fault.detail)
    if not terms_of(template.licence).allows_adaptation or any(_strict_pictures(history.documents[recipe.edition])):
        yield _finding("licence", "block", "", "Its licence, or that of a picture in it, allows no adaptations.")
    due = original.next_review_due
    if adaptation.next_review_due and due and adaptation.next_review_due > due:
        yield _finding(
            "review-date",
            "block",
            "/next_review_due",
            f"Not later than {due}, when the template itself is due for review.",
        )
    if not has_original(derivation):
        gone = original.standing if original.standing != Item.Standing.PUBLISHED else Item.Standing.WITHDRAWN
        yield _finding("template-withdrawn", "block", "", f"The template was {gone}: nothing is made from it now.")
    if recipe.edition < history.newest:
        yield from _of_update(recipe, history)


def _of_update(recipe: Recipe, history: History) -> Iterator[Finding]:
    for one in open_safety(recipe, history.documents, history.newest, history.classes):
        message = f"The template changed “{one.heading}” for the safety of readers. Take the change over."
        yield _finding("safety-update", "warn", pointer("sections", one.id), message, SEE_UPDATE)
    if any(
        history.classes[number] == Edition.ChangeClass.CONTENT
        for number in range(recipe.edition + 1, history.newest + 1)
    ):
        yield _finding(
            "update",
            "advise",
            "",
            f"Edition {history.newest} of the template is there. See what it brings.",
            SEE_UPDATE,
        )


def _strict_pictures(document: LeafletDocument) -> Iterator[str]:
    wanted = references(document).assets
    assets = Asset.objects.filter(pk__in=wanted).select_related("licence") if wanted else ()
    yield from (asset.name for asset in assets if not terms_of(asset.licence.spdx).allows_adaptation)


def _finding(rule: str, severity: Severity, where: Stand | str, message: str, suggestion: str | None = None) -> Finding:
    stand = Stand(where) if isinstance(where, str) else where
    source = SOURCES.get(rule)
    return Finding(rule, severity, stand.pointer, message, stand.span, stand.excerpt, suggestion, source)


def _own_place(place: str) -> str:
    return place.replace("/overrides/", "/sections/", 1)


def _place_in(document: LeafletDocument, place: str) -> str:
    """The pointer into a document as one into what the place writes: sections by id."""
    found = _SECTION.fullmatch(place)
    return pointer("sections", document.sections[int(found[1])].id) if found else place
