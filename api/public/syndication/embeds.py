"""Embed pages: an item inside somebody else's page, always current."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.addressing import PATH
from api.http.caching import surrogate_key
from api.http.conditional import Validators, known_tags
from api.http.counting import Counted
from api.http.operations import operation
from api.http.requests import WholeNumber
from api.http.views import PublicView
from api.public.syndication.embed_refusals import handle
from api.public.syndication.looks import LookQuery
from library.catalogue.addresses import KINDS
from library.editions.archive import NoSuchEdition
from library.editions.reading import LanguageNotAvailable
from library.errors import Gone, NotFound
from library.rendering.offers import HTML
from library.syndication.embed_address import ItemEmbed
from library.syndication.embed_pages import EmbedPage, NoSuchEmbedder, embed_page

HEADERS = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}


class EmbedQuery(LookQuery):
    edition: WholeNumber | None = Field(
        None,
        ge=1,
        description=(
            "Stay on this edition, and say when there is a newer one. A change for the safety of readers, a number that is not in use "
            "any more and words that somebody takes back end that: then the newest is shown, with the reason."
        ),
    )


class EmbedView(PublicView):
    """What all pages for iframes share: a refusal is a page that can stand there, too."""

    def get_exception_handler(self) -> Callable[[Exception, Any], HttpResponse]:
        return handle

    def send_page(self, page: EmbedPage, *, keys: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
        """200 with the page, or 304."""
        sent = {"Content-Security-Policy": page.policy, **HEADERS, **(headers or {})}
        validators = Validators(page.etag)
        return self.send(
            page.body or b"",
            validators,
            fresh_until=page.fresh_until,
            keys=keys,
            media_type=f"{HTML}; charset=utf-8",
            headers=sent,
        )


class EmbedItem(EmbedView):
    @operation(
        id="embed_item",
        summary="Get an item as a page for an iframe",
        description=(
            "The text with its review dates, attribution, licence and urgent help, for the inside of a page of yours. It works without "
            'scripts, sets no cookie and asks nobody else for anything. Post `{"type": "coproduction:hello", "version": 1}` to the '
            'frame and it answers you, and only you, with `{"type": "coproduction:height", "version": 1, "height", "title"}`, '
            "now and whenever its height changes. What is withdrawn is 410 with the reason, what to read instead, and where to get help."
        ),
        query=EmbedQuery,
        produces=(HTML,),
        for_people=True,
        counted=Counted("embed", "page"),
        problems=(NotFound, LanguageNotAvailable, NoSuchEdition, NoSuchEmbedder, Gone),
        path={
            "collection": {**PATH["collection"], "example": "leaflets"},
            "slug": {**PATH["slug"], "example": "finding-support"},
        },
    )
    def get(self, request: Request, collection: str, slug: str) -> HttpResponse:
        params = self.params
        embed = ItemEmbed(
            kind=KINDS[collection],
            slug=slug,
            language=params.language,
            edition=params.edition,
            organisation=params.for_,
            look=params.look,
        )
        page = embed_page(embed, known=known_tags(request.META.get("HTTP_IF_NONE_MATCH")), now=self.at)
        self.reads(page.kind, page.slug, page.language)
        return self.send_page(page, keys=surrogate_key(page.kind, page.slug))
