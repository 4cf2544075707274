"""How the renditions of the caller's organisation look."""

from __future__ import annotations

from rest_framework.request import Request

from api.http.operations import operation
from api.http.permissions import ADMINS, ANY_MEMBER
from api.http.views import Answer, WorkspaceView
from api.workspace.catalogue.theme_shapes import OrganisationTheme, ThemeToSave
from library.accounts.queries import own_organisation
from library.catalogue.actions import save_theme
from library.catalogue.actions.themes import ThemeNotAccepted
from library.catalogue.themes import own_theme


class OwnTheme(WorkspaceView):
    @operation(
        id="get_theme",
        summary="See your theme",
        description=(
            "The colours and the logo of what your organisation publishes, and the `ETag`, which saving needs. Until "
            "one is saved it is the library's own, of version 0."
        ),
        roles=ANY_MEMBER,
        answer=OrganisationTheme,
    )
    def get(self, request: Request) -> Answer:
        shape = OrganisationTheme.of(own_theme(self.actor), own_organisation(self.actor))
        return Answer(shape, version=shape.version)

    @operation(
        id="save_theme",
        summary="Save your theme",
        description=(
            "Sets the whole theme; every rendition of what your organisation publishes shows it at once. A theme that "
            "somebody could not read is refused with the ratios (WCAG 2.2), and so is a logo without permission, or the "
            'NHS identity where it is not yours to use. `If-Match` is `"v0"` for your first.'
        ),
        roles=ADMINS,
        body=ThemeToSave,
        answer=OrganisationTheme,
        versioned=True,
        problems=(ThemeNotAccepted,),
        example={
            "primary": "#46487d",
            "on_primary": "#ffffff",
            "accent": "#46487d",
            "tint": "#f3f3f9",
            "licence_holder": "The SUN Network",
        },
    )
    def put(self, request: Request) -> Answer:
        wanted, organisation = self.body, own_organisation(self.actor)
        theme = save_theme(
            organisation=organisation,
            colours=wanted.to_colours(),
            licence_holder=wanted.licence_holder,
            logo=wanted.logo.to_logo() if wanted.logo else None,
            claims_nhs_identity=wanted.claims_nhs_identity,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return Answer(OrganisationTheme.of(theme, organisation), version=theme.version)
