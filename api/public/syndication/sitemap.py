"""For search engines: the pages that there are, and what not to read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from api.http.operations import operation
from api.http.views import PublicView
from library.errors import NotFound
from library.syndication.sitemap import sitemap, sitemap_part

XML = "application/xml"
TEXT = "text/plain"
ROBOTS = """User-agent: *
Disallow: /desk/
Disallow: /links/
Disallow: /v1/export
Disallow: /v1/workspace/

Sitemap: {base}/sitemap.xml
"""


class Sitemap(PublicView):
    @operation(
        id="get_sitemap",
        summary="List the web pages, for search engines",
        description=(
            "Each item's page in each language with the date of its edition and its other languages (`hreflang`). Beyond "
            "5,000 pages it is an index of parts."
        ),
        produces=(XML,),
    )
    def get(self, request: Request) -> HttpResponse:
        return self.send(sitemap(), keys="catalogue", media_type=XML)


class SitemapPart(PublicView):
    @operation(
        id="get_sitemap_part",
        summary="List one part of the web pages",
        description="The parts that `/sitemap.xml` names when there are too many pages for one file.",
        produces=(XML,),
        problems=(NotFound,),
        path={"number": {"description": "Which part, from 1.", "example": 1}},
    )
    def get(self, request: Request, number: int) -> HttpResponse:
        part = sitemap_part(number) if 0 < number < 1_000_000 else None
        if part is None:
            raise NotFound("There is no such part.")
        return self.send(part, keys="catalogue", media_type=XML)


class Robots(PublicView):
    @operation(
        id="get_robots",
        summary="What search engines may read",
        description="Everything that is public, and where the sitemap is.",
        produces=(TEXT,),
        metered=False,
    )
    def get(self, request: Request) -> HttpResponse:
        return self.send(ROBOTS.format(base=settings.PUBLIC_URL).encode(), media_type=f"{TEXT}; charset=utf-8")
