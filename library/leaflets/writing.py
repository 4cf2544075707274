"""What a place writes into a leaflet, as the recipe that it gives: checked against the template, and not saved."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from library.documents.details.leaflet import DetailValue
from library.documents.model import LeafletDocument
from library.documents.overrides import Override, SectionProtected, check_policies, override_faults
from library.documents.pointers import pointer
from library.errors import Fault, Forbidden, Malformed
from library.leaflets.models import Adaptation
from library.leaflets.moves import recipe_of
from library.leaflets.recipe import Choice, Recipe, sentence_of
from library.leaflets.templates import history_of


class SectionLocked(Forbidden):
    """The authors of the template do not allow it: `sections` says which and why, `locked_by` who they are."""

    slug = "section-locked"
    title = "The authors of the template do not allow this change"
    explanation = (
        "A section that is `locked` is identical everywhere; only an `optional` one can be left out. `sections` lists those "
        "concerned with the reason that their authors give, `locked_by` who they are. Take the change out, or offer it to them "
        "as a suggestion (`POST /v1/workspace/suggestions`)."
    )


def written(
    adaptation: Adaptation, *, details: Mapping[str, DetailValue], sections: Mapping[str, Override], title: str | None
) -> Recipe:
    """The recipe in progress with these in place of what is local in it.

    Raises `SectionLocked`, and `Malformed` for details and sections that there are none of.
    """
    before = recipe_of(adaptation)
    template = history_of(adaptation.item.derivation).documents[before.edition]
    _check_allowed(adaptation, template, sections)
    _check_known(template, before, details, sections)
    return _written(before, details, sections, title)


def _check_allowed(adaptation: Adaptation, template: LeafletDocument, sections: Mapping[str, Override]) -> None:
    """Raise `SectionLocked` for changes that the authors do not allow, saying why and who they are."""
    try:
        check_policies(template, sections)
    except SectionProtected as refusal:
        authors = adaptation.item.derivation.original.owner
        raise SectionLocked(
            refusal.detail,
            errors=[
                Fault(fault.pointer.replace("/overrides", "/sections", 1), fault.detail) for fault in refusal.errors
            ],
            locked_by={"code": authors.code, "name": authors.name},
            **refusal.members,
        ) from None


def _check_known(
    template: LeafletDocument, before: Recipe, details: Mapping[str, DetailValue], sections: Mapping[str, Override]
) -> None:
    known = {detail.key for detail in template.details.local_details}
    faults = [
        Fault(pointer("details", key), "There is no such local detail in this template.")
        for key in details
        if key not in known
    ]
    # Words for a section that the template has no more wait until somebody decides about them.
    waiting = {id_ for id_ in before.sections if id_ not in {section.id for section in template.sections}}
    new = {id_: override for id_, override in sections.items() if id_ not in waiting}
    faults += [
        Fault(fault.pointer.replace("/overrides", "/sections", 1), fault.detail)
        for fault in override_faults(template, new)
    ]
    if faults:
        raise Malformed("Some of it does not belong to this template.", errors=faults)


def _written(
    before: Recipe, details: Mapping[str, DetailValue], sections: Mapping[str, Override], title: str | None
) -> Recipe:
    """Each choice remembers the edition that it was first made against, so that what changed since is still offered."""
    choices = {id_: choice for id_, choice in before.sections.items() if choice.is_verbatim}
    for id_, override in sections.items():
        old = before.sections.get(id_)
        choices[id_] = Choice(
            base=old.base if old else before.edition,
            text=override.text,
            left_out=override.left_out,
            reason=override.reason,
            declined=old.declined if old else None,
            declined_reason=old.declined_reason if old else "",
        )
    given = {"details": dict(details), "sections": {id_: choice.model_dump() for id_, choice in choices.items()}}
    try:
        return Recipe.model_validate({**before.model_dump(), **given, "title": title})
    except ValidationError as refusal:
        raise Malformed(errors=_faults(refusal)) from None


def _faults(refusal: ValidationError) -> list[Fault]:
    """One for each place. A detail is refused as each of what it could be; as text, which most are, comes last."""
    places: dict[str, str] = {}
    for fault in refusal.errors(include_url=False):
        kind, *rest = map(str, fault["loc"])
        places[pointer(kind, *(rest[:1] if kind == "details" else rest))] = sentence_of(fault)
    return [Fault(place, sentence) for place, sentence in places.items()]
