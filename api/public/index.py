"""`/v1/`: links to everything there is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.catalogue.addresses import COLLECTIONS

LINKS = {
    "catalogue": "/v1/catalogue",
    **{collection.replace("-", "_"): f"/v1/{collection}" for collection in COLLECTIONS.values()},
    "topics": "/v1/topics",
    "audiences": "/v1/audiences",
    "licences": "/v1/licences",
    "organisations": "/v1/organisations",
    "contact_points": "/v1/contact-points",
    "ladders": "/v1/ladders",
    "principles": "/v1/principles",
    "review_criteria": "/v1/review-criteria",
    "accessibility": "/v1/accessibility",
    "changes": "/v1/changes",
    "manifest": "/v1/manifest",
    "export": "/v1/export",
    "feed": "/feed.atom",
    "sitemap": "/sitemap.xml",
    "workspace": "/v1/workspace/me",
    "documentation": "/docs",
    "guides": "/docs/guides",
    "openapi": "/openapi.yaml",
    "problems": "/problems/",
    "health": "/health/ready",
}


class IndexShape(Shape):
    name: str
    version: str
    links: dict[str, str] = Field(description="Absolute addresses, by name.")


class Index(PublicView):
    @operation(
        id="index",
        summary="Where everything is",
        description="Links to the lists, the reference data, the feed and the documentation.",
        answer=IndexShape,
    )
    def get(self, request: Request) -> HttpResponse:
        return self.send_shape(
            IndexShape(
                name="Co-production resource library",
                version="1",
                links={name: f"{settings.PUBLIC_URL}{path}" for name, path in LINKS.items()},
            )
        )
