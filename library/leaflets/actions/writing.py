"""Writing an adaptation, and handing it to a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from pydantic import ValidationError

from library.accounts.actors import Actor
from library.documents.details.leaflet import DetailValue
from library.documents.model import LeafletDocument
from library.documents.overrides import Override, SectionProtected, check_policies, override_faults
from library.documents.pointers import pointer
from library.editions.review_status import uk_day
from library.errors import Fault, Forbidden, Incomplete, Malformed
from library.leaflets.checks import blocking, findings
from library.leaflets.models import Adaptation
from library.leaflets.moves import begin, move, recipe_of, write
from library.leaflets.recipe import Choice, Recipe
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


class AdaptationNotReady(Incomplete):
    """Something keeps it from being published."""

    slug = "adaptation-not-ready"
    title = "Something is missing before this can be published"
    explanation = (
        "`errors` lists everything, by pointer into the adaptation. `/checks` says the same, and what else to look at."
    )


@transaction.atomic
def save_recipe(
    *,
    adaptation: Adaptation,
    details: Mapping[str, DetailValue],
    sections: Mapping[str, Override],
    title: str | None = None,
    next_review_due: date | None = None,
    expected_version: int,
    by: Actor,
    at: datetime,
) -> Adaptation:
    """Replace what is local: details, sections with words of their own or left out, title. It goes back to `draft`; what is
    out stays. Half of it can be saved: what is missing or does not fit, `checks.findings` says.

    Raises `SectionLocked`, `Malformed` for details and sections that there are none of, `PreconditionFailed`, `Forbidden`.
    """
    adaptation, step = begin(adaptation, "save", expected_version, by=by)
    before = recipe_of(adaptation)
    template = history_of(adaptation.item.derivation).documents[before.edition]
    check_allowed(adaptation, template, sections)
    _check_known(template, before, details, sections)
    recipe = _written(before, details, sections, title)
    write(adaptation, recipe, by=by)
    adaptation.next_review_due = next_review_due
    return move(adaptation, step, by=by, at=at)


@transaction.atomic
def submit(*, adaptation: Adaptation, expected_version: int, by: Actor, at: datetime) -> Adaptation:
    """Ask a colleague to approve it. Raises `AdaptationNotReady` with everything that keeps it from being published."""
    adaptation, step = begin(adaptation, "submit", expected_version, by=by)
    check_ready(adaptation, at=at)
    adaptation.submitted_by = by.id
    return move(adaptation, step, by=by, at=at)


@transaction.atomic
def recall(*, adaptation: Adaptation, expected_version: int, by: Actor, at: datetime) -> Adaptation:
    """Take it back from approval, or send it back, without changing it."""
    adaptation, step = begin(adaptation, "recall", expected_version, by=by)
    return move(adaptation, step, by=by, at=at)


def check_ready(adaptation: Adaptation, *, at: datetime) -> None:
    """Raise `AdaptationNotReady` when something keeps it from being published."""
    faults = blocking(findings(adaptation, on=uk_day(at)))
    if faults:
        raise AdaptationNotReady(errors=faults)


def check_allowed(adaptation: Adaptation, template: LeafletDocument, sections: Mapping[str, Override]) -> None:
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
        faults = [Fault(pointer(*map(str, fault["loc"])), fault["msg"]) for fault in refusal.errors(include_url=False)]
        raise Malformed(errors=faults) from None
