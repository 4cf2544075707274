"""What the endpoint for an organisation's theme takes and answers."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.conf import settings
from pydantic import AfterValidator, Field

from api.http.requests import Body, PlainText, Shape
from library.accounts.models import Organisation
from library.catalogue.actions.themes import Logo
from library.catalogue.models import Theme
from library.rendering import sheet
from library.rendering.themes import COLOURS

LOGO_PERMISSIONS = "; ".join(f"`{value}`: {label}" for value, label in Theme.LogoPermission.choices)
EARLIEST = date(1900, 1, 1)

Colour = Annotated[
    str,
    Field(pattern="^#[0-9A-Fa-f]{6}$", description="# and six hexadecimal digits; kept in small letters."),
    AfterValidator(str.lower),
]
Permission = Annotated[
    str,
    Field(
        pattern=f"^({'|'.join(Theme.LogoPermission.values)})$",
        description=f"Why you may show it. {LOGO_PERMISSIONS}.",
    ),
]


class LogoToShow(Body):
    """A logo and why you may show it."""

    asset: UUID = Field(
        description="An image of your organisation, sent to `/v1/workspace/assets`: at most 1 MB and 4 million pixels."
    )
    permission: Permission
    granted_by: Annotated[PlainText, Field(max_length=200)] = Field(
        "", description="Whose written permission it is. Left out with `own_mark`."
    )
    granted_on: Annotated[date, Field(ge=EARLIEST)] | None = Field(
        None, description="The day of the written permission. Left out with `own_mark`."
    )

    def to_logo(self) -> Logo:
        return Logo(self.asset, self.permission, self.granted_by, self.granted_on)


class ThemeToSave(Body):
    """A theme, whole."""

    primary: Colour = Field(description="Of headings and bands: at least 4.5:1 on white and on `tint`.")
    on_primary: Colour = Field(description="Of text on bands: at least 4.5:1 on `primary`.")
    accent: Colour = Field(description="Of links and rules: at least 4.5:1 on white and on `tint`.")
    tint: Colour = Field(description="A background: black text on it has at least 7:1.")
    licence_holder: Annotated[PlainText, Field(min_length=1, max_length=200)] = Field(
        description="Who holds the rights to this look."
    )
    logo: LogoToShow | None = Field(None, description="Left out or null: no logo is shown.")
    claims_nhs_identity: bool = Field(
        False,
        description="Whether the theme follows the NHS identity: for organisations of the NHS, and in its colours alone.",
    )

    def to_colours(self) -> sheet.Theme:
        return sheet.Theme(**{name: getattr(self, name) for name in COLOURS})


class OrganisationLogo(Shape):
    """A logo and why it may be shown."""

    asset: UUID
    name: str
    content_url: str = Field(description="Where you download it.")
    permission: str = Field(description=LOGO_PERMISSIONS + ".")
    granted_by: str = Field(description="Empty for one's own mark.")
    granted_on: date | None

    @classmethod
    def of(cls, theme: Theme) -> OrganisationLogo | None:
        logo = theme.logo
        if logo is None:
            return None
        return cls(
            asset=logo.pk,
            name=logo.name,
            content_url=f"{settings.PUBLIC_URL}/v1/workspace/assets/{logo.pk}/content",
            permission=theme.logo_permission,
            granted_by=theme.permission_granted_by,
            granted_on=theme.permission_granted_on,
        )


class OrganisationTheme(Shape):
    """How your organisation's renditions look."""

    organisation: str = Field(description="Code of your organisation.")
    version: int = Field(
        description="Counts what was saved; the `ETag` is made of it. 0: none was, and this is the library's own."
    )
    primary: str
    on_primary: str
    accent: str
    tint: str
    licence_holder: str | None = Field(description="Null for the library's own.")
    logo: OrganisationLogo | None
    claims_nhs_identity: bool

    @classmethod
    def of(cls, theme: Theme | None, organisation: Organisation) -> OrganisationTheme:
        colours = theme or sheet.Theme()
        return cls(
            **{name: getattr(colours, name) for name in COLOURS},
            organisation=organisation.code,
            version=theme.version if theme else 0,
            licence_holder=theme.licence_holder if theme else None,
            logo=OrganisationLogo.of(theme) if theme else None,
            claims_nhs_identity=theme.claims_nhs_identity if theme else False,
        )
