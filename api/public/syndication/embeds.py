"""Embed pages: an item inside somebody else's page, always current."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from pydantic import Field
from rest_framework.request import Request

from api.http import caching
from api.http.addressing import PATH, AreaCode
from api.http.caching import surrogate_key
from api.http.conditional import Validators, known_tags
from api.http.counting import Counted
from api.http.operations import operation
from api.http.requests import WholeNumber, may_hold
from api.http.views import PublicView
from api.public.syndication.embed_refusals import handle
from api.public.syndication.looks import LookQuery
from library.catalogue.addresses import KINDS
from library.catalogue.places import district_of
from library.editions.archive import NoSuchEdition
from library.editions.reading import LanguageNotAvailable
from library.errors import Fault, Gone, Malformed, NotFound
from library.rendering.offers import HTML
from library.syndication.embed_address import ItemEmbed
from library.syndication.embed_checks import NoSuchEmbedder
from library.syndication.embed_pages import EmbedPage, embed_page
from library.syndication.local_embeds import local_embed_page

HEADERS = {"Referrer-Policy": "no-referrer"}
NO_POSTCODE = "Must be the first half of a postcode, such as CB1."


class EmbedQuery(LookQuery):
    private: ClassVar[str] = "postcode"

    edition: WholeNumber | None = Field(
        None,
        ge=1,
        description=(
            "Stay on this edition, and say when there is a newer one. A change for the safety of readers, a number that is not in use "
            "any more and words that somebody takes back end that: then the newest is shown, with the reason. Not with a place: a "
            "local version is always the current one."
        ),
    )
    area: AreaCode | None = Field(
        None,
        description="For leaflets. ODS or GSS code of an area: show the version that serves it, else the one for everywhere, and say so.",
    )
    postcode: Annotated[str, Field(max_length=100)] | None = Field(
        None,
        description="For leaflets, in place of an area: the first half of a postcode, such as CB1. A whole one is cut to it.",
    )
    find: Literal["local"] | None = Field(
        None, description="`local` shows a small form in which the reader types the first half of a postcode."
    )


class EmbedView(PublicView):
    """What all pages for iframes share: a refusal is a page that can stand there, too."""

    def get_exception_handler(self) -> Callable[[Exception, Any], HttpResponse]:
        return handle

    def send_page(self, page: Any, *, keys: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
        """200 with a page that has `body`, `etag` and `policy`, or 304."""
        return self.send(
            page.body or b"",
            Validators(page.etag),
            fresh_until=getattr(page, "fresh_until", None),
            keys=keys,
            media_type=f"{HTML}; charset=utf-8",
            headers={"Content-Security-Policy": page.policy, **HEADERS, **(headers or {})},
        )


class EmbedItem(EmbedView):
    @operation(
        id="embed_item",
        summary="Get an item as a page for an iframe",
        description=(
            "The text with its review dates, attribution, licence and urgent help, for the inside of a page of yours. It works without "
            'scripts, sets no cookie and asks nobody else for anything. Post `{"type": "coproduction:hello", "version": 1}` to the '
            'frame and it answers you, and only you, with `{"type": "coproduction:height", "version": 1, "height", "title"}`, '
            'now and whenever its height changes, and with `{"type": "coproduction:place", "version": 1, "top", "height"}` for what a '
            "reader has gone to inside it by keyboard or link: a page that gives the frame its height scrolls there, since not every "
            "browser does it by itself. What is withdrawn is 410 with the reason, what to read instead, and where to get "
            "help; what was redirected shows its successor. Whoever asks for `text/html` gets refusals as pages, too."
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
        params, known = self.params, known_tags(request.META.get("HTTP_IF_NONE_MATCH"))
        is_local = params.area or params.postcode is not None or params.find
        embed = ItemEmbed(
            kind=KINDS[collection],
            slug=slug,
            language=params.language,
            edition=params.edition,
            organisation=params.for_,
            look=params.look,
        )
        page = self._local(embed, known) if is_local else embed_page(embed, known=known, now=self.at)
        self.reads(page.kind, page.slug, None if page.is_original else page.language)
        keys = surrogate_key(page.kind, page.slug)
        if (page.kind, page.slug) != (embed.kind, slug):
            keys += f" {surrogate_key(embed.kind, slug)}"
        return self.send_page(page, keys=f"catalogue {keys}" if is_local else keys)

    def _local(self, embed: ItemEmbed, known: list[str]) -> EmbedPage:
        """The version for a place. In the form a slip of the hand is answered with the form."""
        params = self.params
        district = district_of(params.postcode) if params.postcode is not None else None
        is_refused = params.postcode is not None and district is None
        if is_refused and not params.find:
            raise Malformed(errors=[Fault("?postcode", NO_POSTCODE)])
        place = ItemEmbed(
            **{**vars(embed), "area": params.area, "postcode": district, "finds_local": params.find == "local"}
        )
        return local_embed_page(place, is_refused=is_refused, known=known, now=self.at)

    def finish(self, response: HttpResponseBase) -> HttpResponseBase:
        """No cache keeps an address that holds a postcode."""
        response = super().finish(response)
        query = self.request.META.get("QUERY_STRING", "")
        if query and may_hold(query, EmbedQuery.private):
            for name, value in caching.KEPT_NOWHERE.items():
                response.headers[name] = value
        return response
