"""How what the organisation publishes looks: its colours, and its logo with the permission to show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked, DeskForm, Done
from api.desk.cells import day, thing_link
from api.desk.forms.fields import Day
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actors import Actor
from library.catalogue.actions import save_theme
from library.catalogue.actions.themes import IMAGE_TYPES, KEEPERS, Logo
from library.catalogue.models import Asset, Theme
from library.catalogue.queries import visible_assets
from library.errors import Conflict, PreconditionFailed
from library.rendering import sheet
from library.rendering.themes import COLOURS, pairs_of

LEAD = "It is seen at once in every page, PDF and Word file of what your organisation publishes."
OF_A_LOGO = ("logo_permission", "granted_by", "granted_on")


class ColourField(forms.RegexField):
    """A colour as brand guides give it."""

    def __init__(self, **options: Any) -> None:
        wrong = {"invalid": "Write it as # and six digits of 0-9 and a-f, such as #1f6873."}
        super().__init__(r"^#[0-9A-Fa-f]{6}\Z", max_length=7, strip=True, error_messages=wrong, **options)

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).lower()


class ThemeForm(DeskForm):
    primary = ColourField(
        label="Headings and bands", help_text="Such as #1f6873. At least 4.5:1 on white and on the tint."
    )
    on_primary = ColourField(label="Text on bands", help_text="At least 4.5:1 on the bands.")
    accent = ColourField(label="Links and rules", help_text="At least 4.5:1 on white and on the tint.")
    tint = ColourField(label="Tint", help_text="Light, the background of boxes: black text on it needs 7:1.")
    logo = forms.ChoiceField(required=False, help_text="An image of yours under Files: at most 1 MB, 4 million pixels.")
    logo_permission = forms.ChoiceField(
        required=False, label="Why you may show it", choices=[("", "No logo"), *Theme.LogoPermission.choices]
    )
    granted_by = forms.CharField(
        max_length=200, required=False, label="Permission given by", help_text="For written permission."
    )
    granted_on = Day(required=False, label="Given on", help_text="For written permission.")
    licence_holder = forms.CharField(max_length=200, help_text="Who holds the rights to this look.")
    claims_nhs_identity = forms.BooleanField(
        required=False,
        label="It follows the NHS identity",
        help_text="Only for organisations of the NHS, and only in colours of the NHS palette.",
    )
    groups = (
        ("Colours", COLOURS),
        ("Logo", ("logo", *OF_A_LOGO)),
        ("Whose it is", ("licence_holder", "claims_nhs_identity")),
    )
    named = {
        "logo/asset": "logo",
        "logo/permission": "logo_permission",
        "logo/granted_by": "granted_by",
        "logo/granted_on": "granted_on",
    }
    versioned = True

    def prepare(self) -> None:
        field: Any = self.fields["logo"]
        pictures = visible_assets(self.about.by).filter(media_type__in=IMAGE_TYPES).order_by("-created_at")
        field.choices = [("", "None"), *((str(picture.pk), _named(picture)) for picture in pictures)]

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        theme = about.thing
        return {
            **{name: getattr(theme, name) for name in (*COLOURS, "licence_holder", "claims_nhs_identity")},
            "logo": str(theme.logo_id or ""),
            "logo_permission": theme.logo_permission,
            "granted_by": theme.permission_granted_by,
            "granted_on": theme.permission_granted_on,
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in OF_A_LOGO:
            if data.get(name) and not data.get("logo"):
                self.add_error(name, "Choose a logo, or leave this empty.")
        return data


class FirstThemeForm(ThemeForm):
    versioned = False

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        organisation = about.seat.organisation
        return {**vars(sheet.Theme()), "logo": "", "licence_holder": organisation.name if organisation else ""}


def save(about: Asked) -> Done:
    given, organisation = about.data, about.seat.organisation
    if organisation is None:
        raise Conflict("You act for no organisation.")
    permission, granted_by, granted_on = (given[name] for name in OF_A_LOGO)
    theme = save_theme(
        organisation=organisation,
        colours=sheet.Theme(**{name: given[name] for name in COLOURS}),
        licence_holder=given["licence_holder"],
        logo=Logo(UUID(given["logo"]), permission, granted_by, granted_on) if given["logo"] else None,
        claims_nhs_identity=given["claims_nhs_identity"],
        expected_version=given.get("version", 0),
        by=about.by,
        at=about.at,
    )
    return Done("Saved. Everything that your organisation publishes looks like this now.", theme)


def save_first(about: Asked) -> Done:
    try:
        return save(about)
    except PreconditionFailed:
        raise Conflict("A colleague has saved a theme in the meantime. Open it and change that one.") from None


@admin.register(Theme, site=desk)
class Themes(Thing):
    list_display = ("organisation", "shown_colours", "logo", "licence_holder")
    list_select_related = ("organisation", "logo")
    ordering = ("organisation",)
    adding = Adding(save_first, FirstThemeForm, roles=KEEPERS, lead=LEAD, button="Save")
    changing = Changing(save, ThemeForm, roles=KEEPERS)

    def visible(self, by: Actor) -> QuerySet[Theme]:
        return Theme.objects.filter(organisation=by.organisation_id).select_related("organisation", "logo")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An organisation has one."""
        return super().has_add_permission(request, obj) and not self.get_queryset(request).exists()

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        theme = about.thing
        facts: list[tuple[str, Cell]] = [
            ("Organisation", str(theme.organisation)),
            ("Rights", theme.licence_holder),
            ("NHS identity", "It follows it" if theme.claims_nhs_identity else "It does not claim it"),
        ]
        if theme.logo is None:
            return [*facts, ("Logo", "None")]
        facts += [("Logo", thing_link(theme.logo)), ("Permission", theme.get_logo_permission_display())]
        if theme.permission_granted_by:
            facts.append(("Given", f"By {theme.permission_granted_by}, {day(theme.permission_granted_on)}"))
        return facts

    def panels(self, about: Asked) -> Sequence[Panel]:
        theme = about.thing
        colours = sheet.Theme(**{name: getattr(theme, name) for name in COLOURS})
        rows = [
            (_sample(pair.text, pair.behind), pair.what, f"{pair.shown_ratio}:1", f"{pair.least:g}:1")
            for pair in pairs_of(colours)
        ]
        lead = "As it was last saved. The larger the contrast, the more people can read it; 21:1 is black on white."
        return [Panel("How legible it is", ("Sample", "What", "Contrast", "Needed"), rows, lead=lead)]

    @admin.display(description="Colours")
    def shown_colours(self, theme: Theme) -> SafeString:
        return _sample(theme.on_primary, theme.primary)


def _named(picture: Asset) -> str:
    return f"{picture.name} ({picture.width} × {picture.height} pixels)"


def _sample(text: str, behind: str) -> SafeString:
    """Text on its background, for the eye alone: what it shows stands in words beside it."""
    return format_html(
        '<svg class="d-sample" width="96" height="32" aria-hidden="true" focusable="false">'
        '<rect width="96" height="32" rx="4" fill="{}"/>'
        '<text x="48" y="21" text-anchor="middle" font-weight="600" fill="{}">Sample</text></svg>',
        behind,
        text,
    )
