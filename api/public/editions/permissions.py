"""May I adapt, embed or print this, here, in this language?"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.addressing import LanguageTag
from api.http.caching import surrogate_key
from api.http.operations import operation
from api.http.requests import Query, Shape
from api.http.views import PublicView
from library.catalogue.addresses import KINDS, item_url
from library.editions.permissions import Permission, permission
from library.editions.reading import LanguageNotAvailable
from library.editions.shapes import LicenceShape
from library.errors import Gone, Moved, NotFound
from library.ids import SLUG_PATTERN


def _address(value: str) -> str:
    """`leaflets/finding-support`, also as a whole address of ours."""
    named = value.removeprefix(settings.PUBLIC_URL).removeprefix("/v1/").strip("/")
    if named.partition("/")[0] not in KINDS or named.count("/") != 1:
        raise ValueError("Must name an item as in its address, such as leaflets/finding-support.")
    return named


class PermissionsQuery(Query):
    item: Annotated[str, Field(max_length=300), AfterValidator(_address)] = Field(
        description="The item as in its address: `leaflets/finding-support`, or the whole `url` of its card."
    )
    action: Literal["adapt", "embed", "print"] = Field(description="What you want to do.")
    organisation: Annotated[str, Field(max_length=100, pattern=SLUG_PATTERN)] | None = Field(
        None, description="Code of your organisation, as in `/v1/organisations`."
    )
    language: LanguageTag | None = Field(
        None, description="In which language; left out: the item's original. Each language has editions of its own."
    )


class PermissionItem(Shape):
    kind: str
    slug: str
    url: str
    title: str
    language: str
    edition: int


class PermissionException(Shape):
    """A file of the item under another licence: a picture, say."""

    file: str
    licence: str = Field(description="SPDX identifier.")
    allowed: bool
    reasons: list[str]
    needs: list[str]


class PermissionQuote(Shape):
    """A quote of the item. No licence covers it: its owner has agreed, or has not."""

    id: UUID
    allowed: bool
    reason: str


class PermissionShape(Shape):
    """Guidance from the licences on record, in words to act on. The licence itself decides."""

    allowed: bool
    action: str
    item: PermissionItem
    organisation: str | None
    licence: LicenceShape
    rights_holder: str
    reasons: list[str] = Field(description="Why.")
    needs: list[str] = Field(description="What you have to do for it; if it is not allowed, what would be needed.")
    exceptions: list[PermissionException] = Field(description="Files of it that other terms hold for.")
    testimonials: list[PermissionQuote] = Field(
        description="Its quotes, and whether `organisation` may show each; without one, whether its publisher may."
    )


class Permissions(PublicView):
    @operation(
        id="ask_permission",
        summary="Ask what you may do with an item",
        description=(
            "Whether you may adapt, embed or print something, with the reasons and with what you have to do for it, such "
            "as the licence that your version has to carry. Files under another licence are listed apart, and so are quotes, "
            "which need the consent of those whose words they are."
        ),
        query=PermissionsQuery,
        answer=PermissionShape,
        problems=(NotFound, LanguageNotAvailable, Gone, Moved),
        example={"item": "leaflets/finding-support", "action": "adapt"},
    )
    def get(self, request: Request) -> HttpResponse:
        params = self.params
        collection, _, slug = params.item.partition("/")
        kind = KINDS[collection]
        found = permission(
            kind,
            slug,
            params.action,
            organisation=params.organisation,
            language=params.language,
            now=self.at,
        )
        return self.send_shape(_shape(found, params), keys=surrogate_key(kind, slug))


def _shape(found: Permission, params: PermissionsQuery) -> PermissionShape:
    entry, licence = found.entry, found.licence
    return PermissionShape(
        allowed=found.ruling.allowed,
        action=params.action,
        item=PermissionItem(
            kind=entry.kind,
            slug=entry.slug,
            url=item_url(settings.PUBLIC_URL, entry.kind, entry.slug),
            title=entry.title,
            language=entry.language,
            edition=entry.edition,
        ),
        organisation=params.organisation,
        licence=LicenceShape(
            spdx=licence.spdx, name=licence.name, url=licence.url, adaptable=licence.allows_adaptation
        ),
        rights_holder=found.edition.rights_holder,
        reasons=list(found.ruling.reasons),
        needs=list(found.ruling.needs),
        exceptions=[
            PermissionException(
                file=one.name,
                licence=one.licence,
                allowed=one.ruling.allowed,
                reasons=list(one.ruling.reasons),
                needs=list(one.ruling.needs),
            )
            for one in found.exceptions
        ],
        testimonials=[PermissionQuote(**vars(one)) for one in found.quotes],
    )
