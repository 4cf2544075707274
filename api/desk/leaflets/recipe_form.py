"""The form of an adaptation, made from its template: a field for each local detail, and the text of each section that may be
changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from pydantic import ValidationError

from api.desk.asking import Asked, DeskForm, Done
from api.desk.forms.fields import Day
from library.directory.models import Service
from library.documents.details.leaflet import AgeRange, DetailValue, LocalDetail
from library.documents.model import LeafletDocument, Section
from library.documents.overrides import Override
from library.documents.vocabulary import DetailType, Policy
from library.errors import Fault, Malformed
from library.leaflets.actions import save_recipe
from library.leaflets.moves import recipe_of
from library.leaflets.recipe import Recipe, choice_faults
from library.leaflets.templates import history_of
from library.leaflets.writing import written

LONG = frozenset({DetailType.RICH_TEXT, DetailType.ADDRESS, DetailType.OPENING_HOURS})
YES_OR_NO = [("", "Not said yet"), ("yes", "Yes"), ("no", "No")]
AS_IT_IS = "Leave it as it is to show the template's words."


def template_of(adaptation: Any) -> LeafletDocument:
    """The edition of the template that the recipe in progress follows."""
    return history_of(adaptation.item.derivation).documents[recipe_of(adaptation).edition]


class RecipeForm(DeskForm):
    title = forms.CharField(max_length=200, required=False, help_text="Leave it empty for the template's title.")
    next_review_due = Day(
        required=False, label="You review it by", help_text="Not later than the template's own review."
    )
    versioned = True

    def prepare(self) -> None:
        template = template_of(self.about.thing)
        details, sections = [], []
        for detail in template.details.local_details:
            for name, field in _detail_fields(detail, self.about.thing.item.owner_id).items():
                self.fields[name] = field
                details.append(name)
        for section in template.sections:
            for name, section_field in _section_fields(section).items():
                self.fields[name] = section_field
                sections.append(name)
        self.named = named_controls(template)  # type: ignore[misc]
        self.groups = (("Local details", tuple(details)), ("Sections that you may change", tuple(sections)))  # type: ignore[misc]

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        recipe, template = recipe_of(about.thing), template_of(about.thing)
        values: dict[str, Any] = {"title": recipe.title or "", "next_review_due": about.thing.next_review_due}
        for key, value in recipe.details.items():
            values |= _shown(key, value)
        for section in template.sections:
            choice = recipe.sections.get(section.id)
            values[f"section-{section.id}"] = choice.text if choice and choice.text is not None else section.body
            values[f"left-out-{section.id}"] = choice.reason if choice and choice.left_out else ""
        return values


def named_controls(template: LeafletDocument) -> dict[str, str]:
    """The fields of the form, by what of an adaptation they say."""
    named = {"title": "title", "next_review_due": "next_review_due"}
    named |= {f"details/{detail.key}": f"detail-{detail.key}" for detail in template.details.local_details}
    for section in template.sections:
        if section.policy is not Policy.LOCKED:
            named[f"sections/{section.id}"] = named[f"sections/{section.id}/text"] = f"section-{section.id}"
        if section.policy is Policy.OPTIONAL:
            named[f"sections/{section.id}/reason"] = f"left-out-{section.id}"
    return named


def recipe_in(about: Asked) -> Recipe:
    """The recipe that what is in the form would give. Raises `SectionLocked` and `Malformed`."""
    return written(about.thing, **_words(about))


def _words(about: Asked) -> dict[str, Any]:
    template, data = template_of(about.thing), about.data
    return {
        "details": _details(template, data),
        "sections": _overrides(template, recipe_of(about.thing), data),
        "title": data.get("title") or None,
    }


def save(about: Asked) -> Done:
    data = about.data
    adaptation = save_recipe(
        adaptation=about.thing,
        **_words(about),
        next_review_due=data["next_review_due"],
        expected_version=data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("Saved. What is published stays as it is until somebody approves this.", adaptation)


def _detail_fields(detail: LocalDetail, owner: UUID) -> dict[str, forms.Field]:
    name, label = f"detail-{detail.key}", detail.label
    common: dict[str, Any] = {"required": False, "label": label, "help_text": detail.help}
    match detail.type:
        case DetailType.AGE_RANGE:
            ages: dict[str, Any] = {"required": False, "min_value": 0, "max_value": 120}
            return {
                name: forms.IntegerField(label=f"{label}: from", help_text=detail.help, **ages),
                f"{name}-max": forms.IntegerField(label=f"{label}: to", **ages),
            }
        case DetailType.BOOLEAN:
            return {name: forms.ChoiceField(choices=YES_OR_NO, **common)}
        case DetailType.CHOICE:
            choices = [("", "Not chosen yet"), *((choice.value, choice.label) for choice in detail.choices)]
            return {name: forms.ChoiceField(choices=choices, **common)}
        case DetailType.SERVICE:
            return {name: forms.ChoiceField(choices=_services(detail.role, owner), **common)}
        case DetailType.DATE:
            return {name: Day(**common)}
    widget = forms.Textarea(attrs={"rows": 4}) if detail.type in LONG else forms.TextInput()
    return {name: forms.CharField(widget=widget, max_length=detail.max_length or 10_000, **common)}


def _services(role: str | None, owner: UUID) -> list[Any]:
    """Of this role, the place's own first; then what else the place has, whose role somebody may have mistaken."""
    meant = Service.objects.filter(role=role) if role else Service.objects.all()
    own = Service.objects.filter(organisation=owner)
    groups = (
        ("Yours", meant.filter(organisation=owner)),
        ("Of others", meant.exclude(organisation=owner)),
        ("Yours, for something else", own.exclude(pk__in=meant)),
    )
    listed = [(words, list(rows.order_by("name").values_list("slug", "name"))) for words, rows in groups]
    return [("", "Not chosen yet"), *((words, rows) for words, rows in listed if rows)]


def _section_fields(section: Section) -> dict[str, forms.Field]:
    if section.policy is Policy.LOCKED:
        return {}
    rows = max(4, min(16, section.body.count("\n") + 3))
    fields: dict[str, forms.Field] = {
        f"section-{section.id}": forms.CharField(
            label=section.heading,
            required=False,
            help_text=f"{AS_IT_IS} {section.policy_reason}".strip(),
            widget=forms.Textarea(attrs={"rows": rows}),
        )
    }
    if section.policy is Policy.OPTIONAL:
        fields[f"left-out-{section.id}"] = forms.CharField(
            label=f"Leave out “{section.heading}”, because",
            required=False,
            max_length=300,
            help_text="With a reason here the section is not shown.",
        )
    return fields


def _shown(key: str, value: DetailValue) -> dict[str, Any]:
    if isinstance(value, AgeRange):
        return {f"detail-{key}": value.min, f"detail-{key}-max": value.max}
    if isinstance(value, bool):
        return {f"detail-{key}": "yes" if value else "no"}
    return {f"detail-{key}": value}


def _details(template: LeafletDocument, data: Mapping[str, Any]) -> dict[str, DetailValue]:
    details: dict[str, DetailValue] = {}
    for detail in template.details.local_details:
        value = data.get(f"detail-{detail.key}")
        if value in (None, ""):
            continue
        if detail.type is DetailType.AGE_RANGE:
            value = AgeRange(min=value, max=data.get(f"detail-{detail.key}-max"))
        elif detail.type is DetailType.BOOLEAN:
            value = value == "yes"
        elif detail.type is DetailType.DATE:
            value = value.isoformat()
        details[detail.key] = value
    return details


def _overrides(template: LeafletDocument, recipe: Recipe, data: Mapping[str, Any]) -> dict[str, Override]:
    """What differs from the template. Words for sections that it no longer has wait until somebody decides."""
    known = {section.id for section in template.sections}
    own = {
        id_: Override(text=choice.text, left_out=choice.left_out, reason=choice.reason)
        for id_, choice in recipe.sections.items()
        if id_ not in known and not choice.is_verbatim
    }
    faults: list[Fault] = []
    for section in template.sections:
        reason, text = data.get(f"left-out-{section.id}", ""), data.get(f"section-{section.id}", "").strip()
        try:
            if reason:
                own[section.id] = Override(left_out=True, reason=reason)
            elif text and text != section.body.strip():
                own[section.id] = Override(text=text)
        except ValidationError as refusal:
            faults += choice_faults(section.id, refusal)
    if faults:
        raise Malformed(errors=faults)
    return own
