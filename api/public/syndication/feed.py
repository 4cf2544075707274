"""The Atom feed: what is new, for people's feed readers and for sites that list it."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.addressing import LanguageTag
from api.http.operations import operation
from api.http.pagination import Paged, decode_token, encode_token, page_url, scope_of
from api.http.requests import CommaSeparated
from api.http.views import PublicView
from library.catalogue.suggestions import check_vocabulary
from library.directory.queries import crisis_help
from library.documents.vocabulary import ItemKind
from library.editions.review_status import uk_day
from library.ids import SLUG_PATTERN
from library.syndication.atom import Place, atom
from library.syndication.news import NewsQuestion, read_news

ATOM = "application/atom+xml"
Slug = Annotated[str, Field(max_length=100, pattern=SLUG_PATTERN)]


class FeedQuery(Paged):
    topic: CommaSeparated[Slug] | None = Field(
        None, description="Slugs of topics, with everything below them; any of them."
    )
    kind: CommaSeparated[ItemKind] | None = Field(None, description="Any of these kinds. Left out: all.")
    language: LanguageTag | None = Field(None, description="Only texts in this language.")


class Feed(PublicView):
    @operation(
        id="read_feed",
        summary="Follow what is new in a feed reader",
        description=(
            "Atom (RFC 4287): each item and language once, the latest first, with links to its page and to its data. What "
            "was withdrawn or has moved stays in it and says so, under the same id, with an `at:deleted-entry` (RFC 6721) "
            "beside it. Older pages by `next` (RFC 5005). For programs `/v1/changes` is better: it misses nothing."
        ),
        query=FeedQuery,
        produces=(ATOM,),
        paged=True,
        example={"topic": "eating-disorders", "language": "en-GB"},
    )
    def get(self, request: Request) -> HttpResponse:
        params: FeedQuery = self.params
        scope = scope_of(request.path, params)
        before = decode_token(params.page_token, scope)[0] if params.page_token else None
        question = NewsQuestion(tuple(params.topic or ()), tuple(params.kind or ()), params.language, before=before)
        if params.topic:
            check_vocabulary({"topic": params.topic})
        pieces, after = read_news(question, params.page_size, now=self.at)
        first = page_url(request.path, params, None)
        place = Place(
            own=page_url(request.path, params, params.page_token),
            first=first,
            next=page_url(request.path, params, encode_token([after], scope)) if after else None,
            feed=page_url(request.path, params.model_copy(update={"page_size": 20}), None),
            base=settings.PUBLIC_URL,
        )
        is_gone = any(piece.card is None for piece in pieces)
        body = atom(pieces, place, _help(crisis_help(uk_day(self.at))) if is_gone else "")
        link = f'<{place.next}>; rel="next"' if place.next else ""
        return self.send(
            body,
            keys="catalogue changes",
            media_type=ATOM,
            headers={"Link": ", ".join(filter(None, (f'<{first}>; rel="first"', link)))},
        )


def _help(contacts: list[dict[str, str]]) -> str:
    """Where to get help, in a sentence."""
    named = "; ".join(f"{contact['name']}: {contact['display']}" for contact in contacts)
    return f"To get help now: {named}." if named else ""
