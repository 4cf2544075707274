"""What a local version may do with the sections of a template: the authors' promise, enforced (domain.md LO-1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field

from library.documents.base import Part
from library.documents.fields import Markdown, OptionalLine
from library.documents.model import LeafletDocument, Section
from library.documents.pointers import pointer
from library.documents.vocabulary import Policy
from library.errors import Fault, Incomplete


class Override(Part):
    """One section, done differently in a local version: other words, or left out with a reason."""

    text: Markdown | None = Field(None, description="Its own text in Markdown, in place of the section's.")
    left_out: bool = Field(False, description="Whether the section is left out; only `optional` ones can be.")
    reason: OptionalLine = Field("", max_length=300, description="Why. Needed to leave a section out.")


class SectionProtected(Incomplete):
    """The policy of a section does not allow what was asked. `sections` is a list of {id, heading, policy, policy_reason}."""

    slug = "section-protected"
    title = "The authors do not allow this change to a section"
    explanation = (
        "A section that is `locked` is identical everywhere; only an `optional` one can be left out. `sections` says which "
        "sections, and the reason that their authors give. Take the change out, or suggest it to the authors."
    )


def check_policies(template: LeafletDocument, overrides: Mapping[str, Override]) -> None:
    """Raises SectionProtected, naming every section that is to change in a way that its policy does not allow."""
    refused = [
        (section, sentence)
        for section in template.sections
        if section.id in overrides and (sentence := _forbidden(section, overrides[section.id]))
    ]
    if refused:
        raise SectionProtected(
            " ".join(sentence for _, sentence in refused),
            errors=[Fault(pointer("overrides", section.id), sentence) for section, sentence in refused],
            sections=[
                section.model_dump(mode="json", include={"id", "heading", "policy", "policy_reason"})
                for section, _ in refused
            ],
        )


def override_faults(template: LeafletDocument, overrides: Mapping[str, Override]) -> Iterator[Fault]:
    """What makes no sense in the overrides, whatever the policies."""
    known = {section.id for section in template.sections}
    for id_, override in overrides.items():
        place = pointer("overrides", id_)
        if id_ not in known:
            yield Fault(place, f"There is no section {id_[:100]} in this leaflet.")
        elif override.left_out is (override.text is not None):
            yield Fault(place, "Give the section other words, or leave it out: one of the two.")
        elif override.text is not None and not override.text.strip():
            yield Fault(f"{place}/text", "Write it: a section without words is not shown as left out.")
        elif override.left_out and not override.reason.strip():
            yield Fault(f"{place}/reason", "Say why the section is left out.")


def _forbidden(section: Section, override: Override) -> str:
    because = f" {section.policy_reason}" if section.policy_reason else ""
    if section.policy is Policy.LOCKED:
        return f"“{section.heading}” is locked: it is the same everywhere.{because}"
    if override.left_out and section.policy is not Policy.OPTIONAL:
        return f"“{section.heading}” can be reworded, but not left out.{because}"
    return ""
