"""Lists of items: cards as they are stored, joined into a page."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import decode_token, encode_token, link_header, page_url, scope_of
from api.http.requests import Shape
from api.http.views import PublicView
from api.public.catalogue.questions import ALL_BUT_ADAPTATIONS, CatalogueQuery, CollectionQuery, question_of
from library.catalogue.addresses import KINDS
from library.catalogue.search import Page, Question
from library.catalogue.suggestions import VOCABULARIES, check_vocabulary, did_you_mean
from library.editions.reading import read_facets, read_list
from library.editions.shapes import Card
from library.errors import Fault, Malformed


class ListedCard(Card):
    """A card in a list; `snippet` only where snippets were asked for."""

    snippet: str | None = Field(
        None, description="The words around the first match, as HTML: text escaped, matches in `<mark>`."
    )


class FacetCount(Shape):
    value: str
    name: str
    count: int


class CardList(Shape):
    """One page of cards."""

    items: list[ListedCard]
    next: str | None = Field(description="Address of the next page; null on the last one.")
    total: int | None = Field(None, description="How many items there are; only with `count=true`.")
    facets: dict[str, list[FacetCount]] | None = Field(None, description="Only with `facets`.")
    did_you_mean: str | None = Field(None, description="When a search found nothing: a spelling that finds something.")


class _CardListView(PublicView):
    def answer(self, request: Request, kinds: tuple[str, ...]) -> HttpResponse:
        params: CollectionQuery = self.params
        question = question_of(params, kinds, at=self.at)
        order = params.order or ("relevance" if params.q else "-published_at")
        if order == "relevance" and not params.q:
            raise Malformed(errors=[Fault("?order", "Relevance is the order of a search: give `q` too.")])
        scope = scope_of(request.path, params)
        after = decode_token(params.page_token, scope) if params.page_token else None
        listing = read_list(question, Page(params.page_size, order, after, params.snippets), now=self.at)
        extra = self._extra(question, is_empty=not listing.cards and after is None)
        next_url = page_url(request.path, params, encode_token(listing.after, scope)) if listing.after else None
        cards = (
            listing.cards
            if not params.snippets
            else [_with_snippet(*pair) for pair in zip(listing.cards, listing.snippets, strict=True)]
        )
        body = (
            b'{"items":['
            + b",".join(cards)
            + b'],"next":'
            + _json(next_url)
            + b"".join(b',"' + name.encode() + b'":' + _json(value) for name, value in extra.items())
            + b"}"
        )
        return self.send(body, keys="catalogue", headers={"Link": link_header(request.path, params, next_url)})

    def _extra(self, question: Question, *, is_empty: bool) -> dict[str, Any]:
        params = self.params
        extra: dict[str, Any] = {}
        if is_empty:
            check_vocabulary({name: named for name in VOCABULARIES if (named := getattr(question, name))})
            if question.q:
                extra["did_you_mean"] = did_you_mean(question.q)
        if params.facets or params.count:
            facets, total = read_facets(question, params.facets or ())
            extra |= {"facets": facets} if params.facets else {}
            extra |= {"total": total} if params.count else {}
        return extra


class Collection(_CardListView):
    @operation(
        id="list_collection",
        summary="List one kind of item",
        description=(
            "One card per published item, newest first. Narrow it down with the filters; they all must hold. A "
            "misspelt parameter, topic, audience, publisher or "
            "licence is refused, so an empty list means that there is nothing. Page with `next`: it goes on "
            "exactly where the page ended, whatever was published meanwhile."
        ),
        query=CollectionQuery,
        answer=CardList,
        paged=True,
        path={"collection": {"description": "Which kind of item.", "example": "resources"}},
        example={"audience": "carers", "facets": "topic,format"},
    )
    def get(self, request: Request, collection: str) -> HttpResponse:
        return self.answer(request, (KINDS[collection],))


class Catalogue(_CardListView):
    @operation(
        id="search_catalogue",
        summary="Search the whole library",
        description=(
            "All kinds of items together; adaptations only with `kind=adaptation`, since each is a local version "
            "of a leaflet that is listed already. "
            "Takes the same parameters as the lists of one kind."
        ),
        query=CatalogueQuery,
        answer=CardList,
        paged=True,
        example={"q": "crisis support", "audience": "carers", "facets": "topic,format"},
    )
    def get(self, request: Request) -> HttpResponse:
        return self.answer(request, tuple(self.params.kind or ALL_BUT_ADAPTATIONS))


def _with_snippet(card: bytes, snippet: str | None) -> bytes:
    return card[:-1] + b',"snippet":' + _json(snippet) + b"}"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
