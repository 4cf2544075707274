"""The short addresses that stand on paper."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from api.http.counting import FROM_PAPER, Counted
from api.http.operations import operation
from api.http.views import PublicView
from library.catalogue.addresses import rendition_url
from library.catalogue.short_codes import CODE_PATTERN
from library.editions.short_addresses import PAGE, destination
from library.errors import Gone, Moved, NotFound


class ShortAddress(PublicView):
    @operation(
        id="follow_short_address",
        summary="Follow a short address",
        description=(
            "From the address that is printed on a leaflet, and in its QR code, to the web page of the same text in the "
            "same language. A code is for ever. Capitals do not matter; O is read as zero, I and L as one."
        ),
        status=308,
        counted=Counted("rendition", FROM_PAPER),
        conditional=False,
        for_people=True,
        problems=(NotFound, Gone, Moved),
        path={
            "code": {
                "description": "The eight characters after `/s/`.",
                "schema": {"type": "string", "pattern": CODE_PATTERN},
                "example": "7h2k9m4q",
            }
        },
    )
    def get(self, request: Request, code: str) -> HttpResponse:
        found = destination(code, now=self.at)
        self.reads(found.kind, found.slug, found.language)
        url = rendition_url(settings.PUBLIC_URL, found.kind, found.slug, PAGE, found.language)
        raise Moved(f"The page is {url}.", successor={"kind": found.kind, "slug": found.slug, "url": url})
