"""What an adaptation's bytes say of where it comes from and how it stands to that. Pure."""

from __future__ import annotations

from typing import Any

from library.catalogue.addresses import item_url, rendition_url, translation_url
from library.catalogue.models import Derivation
from library.coproduction.claims import Claim, Part
from library.editions import shapes
from library.editions.attribution import Adapted
from library.editions.facts import Derived, Facts, parts_of
from library.editions.inherited import LIVED_EXPERIENCE, OF_ORIGINAL, inherited_claim
from library.editions.local_changes import changed_sections, changes_in_words
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.rendering.words import words_for


def card_members(facts: Facts, base_url: str) -> dict[str, Any]:
    """The members that only adaptations fill."""
    derived = facts.derived
    if derived is None:
        return {"adapted_from": None, "organisation": None, "areas": [], "standing": None}
    template, derivation = derived.provenance.template, derived.derivation
    owner = facts.item.owner
    return {
        "adapted_from": shapes.AdaptedFromShape(
            url=_url(derived, base_url), title=derived.provenance.title, edition=template.number
        ),
        "organisation": shapes.PublisherShape(code=owner.code, name=owner.name),
        "areas": derivation.areas,
        "standing": derivation.standing,
    }


def notice(edition: Edition, facts: Facts, base_url: str) -> str | None:
    """What a reader must know before anything else, in the words of the language; None when there is nothing."""
    derived = facts.derived
    phrase = _NOTICES.get(derived.derivation.standing) if derived else None
    if derived is None or phrase is None:
        return None
    original = derived.provenance.template.item
    language = None if derived.derivation.language == original.original_language else derived.derivation.language
    page = rendition_url(base_url, original.kind, original.slug, "page.html", language)
    said = getattr(words_for(edition.language), phrase)
    return str(said.format(publisher=facts.item.owner.name, url=page))


def adapted(edition: Edition, facts: Facts, base_url: str) -> tuple[Adapted, ...]:
    """The steps back to the original, for the attribution."""
    derived = facts.derived
    if derived is None:
        return ()
    return (
        Adapted(
            title=derived.provenance.title,
            rights_holder=derived.provenance.template.rights_holder,
            url=_url(derived, base_url),
            licence_name=derived.licence.name,
            licence_url=derived.licence.url,
            changes=changes_in_words(derived.provenance.sections),
            by=facts.item.owner.name,
            on=uk_day(edition.published_at),
        ),
    )


def inherited(edition: Edition, facts: Facts) -> tuple[Claim, tuple[Part, ...], bool] | None:
    """The claim that it has from its original, the parts that others had in that, and whether its words are others now that nobody with
    lived experience has signed off; None for what has a record of its own.
    """
    derived = facts.derived
    if derived is None or facts.contributions:
        return None
    made = parts_of(derived.contributions)
    changed = changed_sections(derived.provenance.sections)
    signed_off = any(row["kind"] == LIVED_EXPERIENCE and row["scope"] != OF_ORIGINAL for row in edition.sign_offs)
    claimed = inherited_claim(made, changed=changed, signed_off=signed_off)
    return claimed, made, bool(changed) and not signed_off


def _url(derived: Derived, base_url: str) -> str:
    original, language = derived.provenance.template.item, derived.derivation.language
    if language == original.original_language:
        return item_url(base_url, original.kind, original.slug)
    return translation_url(base_url, original.kind, original.slug, language)


_NOTICES: dict[str, str] = {
    Derivation.Standing.BEHIND_SAFETY: "behind_safety",
    Derivation.Standing.UPSTREAM_WITHDRAWN: "upstream_withdrawn",
}
