"""Lists of cards inside somebody else's page: of one kind, or of one topic."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import PageToken, decode_token, encode_token, scope_of
from api.http.requests import WholeNumber
from api.public.syndication.embeds import EmbedView
from api.public.syndication.looks import LookQuery
from library.catalogue.addresses import KINDS
from library.errors import NotFound
from library.rendering.offers import HTML
from library.syndication.embed_address import PAGE_SIZE, PAGE_SIZES, ListEmbed
from library.syndication.embed_checks import NoSuchEmbedder
from library.syndication.embed_lists import embed_list


class ListEmbedQuery(LookQuery):
    page_size: WholeNumber = Field(
        PAGE_SIZE, ge=PAGE_SIZES.start, le=PAGE_SIZES[-1], description="How many cards; at most 20."
    )
    page_token: PageToken | None = None


class _EmbedListView(EmbedView):
    def answer(self, request: Request, embed: ListEmbed) -> HttpResponse:
        params = self.params
        scope = scope_of(request.path, params)

        def more(after: list[str]) -> str:
            said = params.model_dump(by_alias=True, exclude_defaults=True, exclude={"page_token"})
            query = urlencode({**said, "page_token": encode_token(after, scope)})
            return f"{settings.PUBLIC_URL}{request.path}?{query}"

        after = decode_token(params.page_token, scope) if params.page_token else None
        return self.send_page(embed_list(embed, after=after, more=more, now=self.at), keys="catalogue")


class EmbedCollection(_EmbedListView):
    @operation(
        id="embed_collection",
        summary="Get a list of one kind of item as a page for an iframe",
        description=(
            "The newest items as cards that lead to their web pages, with a line of help, in the look of your page. It answers messages as "
            "the page of an item does."
        ),
        query=ListEmbedQuery,
        produces=(HTML,),
        for_people=True,
        problems=(NoSuchEmbedder,),
        path={"collection": {"description": "Which kind of item.", "example": "leaflets"}},
    )
    def get(self, request: Request, collection: str) -> HttpResponse:
        return self.answer(request, _embed(self.params, kind=KINDS[collection]))


class EmbedTopic(_EmbedListView):
    @operation(
        id="embed_topic",
        summary="Get a list of the items of a topic as a page for an iframe",
        description="The same for a topic and all topics below it. Adaptations are left out: the leaflets that they are of are there.",
        query=ListEmbedQuery,
        produces=(HTML,),
        for_people=True,
        problems=(NotFound, NoSuchEmbedder),
        path={"slug": {"description": "The topic's slug, as in `/v1/topics`.", "example": "eating-disorders"}},
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        return self.answer(request, _embed(self.params, topic=slug))


def _embed(params: ListEmbedQuery, *, kind: str | None = None, topic: str | None = None) -> ListEmbed:
    return ListEmbed(
        kind=kind,
        topic=topic,
        language=params.language,
        page_size=params.page_size,
        organisation=params.for_,
        look=params.look,
    )
