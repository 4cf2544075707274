"""oEmbed: how to embed what stands at an address of ours."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from django.http import HttpResponse
from pydantic import ConfigDict, Field
from rest_framework.request import Request

from api.http.caching import surrogate_key
from api.http.conditional import Validators
from api.http.counting import Counted
from api.http.operations import JSON, operation
from api.http.refusals import UnsupportedFormat
from api.http.requests import Query, Shape, WholeNumber
from api.http.views import PublicView
from library.editions.archive import NoSuchEdition
from library.editions.reading import LanguageNotAvailable
from library.errors import Gone, NotFound
from library.syndication.embed_checks import NoSuchEmbedder
from library.syndication.oembed import NothingToEmbed, oembed

XML = "text/xml"


class OEmbedQuery(Query):
    private: ClassVar[str] = "postcode"

    url: Annotated[str, Field(max_length=1000)] = Field(
        description="An address of this library: an item's, its web page's, its embed page's, or a short one."
    )
    maxwidth: WholeNumber | None = Field(None, ge=1, description="Most pixels that it may be wide.")
    maxheight: WholeNumber | None = Field(None, ge=1, description="Most pixels that it may be high.")
    format: Annotated[str, Field(max_length=100)] | None = Field(
        None, description="`json`, also when left out, or `xml`. Any other is 501."
    )
    html: Literal["frame", "element"] = Field(
        "frame",
        description=(
            "What `html` is: a `frame`, with a `blockquote` before it that is hidden unless your sanitiser lets it be seen; or our script "
            "and `element` with the fallback inside, as high as its text, if you trust this library with a script in your page."
        ),
    )
    dnt: Annotated[str, Field(max_length=100)] | None = Field(
        None,
        description="Do not track, as WordPress says with every request. The answer is the same: nobody is tracked here.",
    )


class OEmbedShape(Shape):
    """oEmbed 1.0 of type `rich`, and members of ours. Those of an item are missing for a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    type: str
    html: str = Field(description="An `iframe` that works without scripts, or the `element`, as `html` asks.")
    width: int
    height: int
    cache_age: int = Field(
        description="Seconds for which you may keep this answer. What the frame shows is always current."
    )
    title: str
    author_name: str | None = None
    provider_name: str
    provider_url: str
    thumbnail_url: str | None = None
    thumbnail_width: int | None = None
    thumbnail_height: int | None = None
    language: str | None = None
    review_status: str | None = Field(None, description="`current`, `due_soon` or `overdue`.")
    last_reviewed: str | None = None
    next_review_due: str | None = None
    license: str | None = Field(None, description="SPDX identifier.")
    license_url: str | None = None
    attribution_html: str | None = None


class OEmbed(PublicView):
    @operation(
        id="get_oembed",
        summary="Find out how to embed an address",
        description=(
            "oEmbed 1.0, in JSON or XML, for any consumer, [WordPress](/docs/guides/wordpress) among them: an item is `rich`, its "
            "`html` a frame that needs no script. The frame shows the newest edition, so keep the answer as long as you like. Pages of "
            "ours announce their own answer with `link` elements and a `Link` header. What is not ours is 404, what was withdrawn 410 "
            "with the reason."
        ),
        query=OEmbedQuery,
        answer=OEmbedShape,
        produces=(JSON, XML),
        problems=(
            NothingToEmbed,
            NotFound,
            LanguageNotAvailable,
            NoSuchEdition,
            NoSuchEmbedder,
            Gone,
            UnsupportedFormat,
        ),
        example={"url": "http://127.0.0.1:8000/v1/leaflets/finding-support"},
        counted=Counted("oembed", "oembed"),
    )
    def get(self, request: Request) -> HttpResponse:
        params = self.params
        if params.format not in {None, "json", "xml"}:
            raise UnsupportedFormat()
        is_xml = params.format == "xml"
        found = oembed(
            params.url,
            max_width=params.maxwidth,
            max_height=params.maxheight,
            as_xml=is_xml,
            as_element=params.html == "element",
            now=self.at,
        )
        keys, fresh_until = "catalogue", None
        if found.item is not None:
            self.reads(found.item.kind, found.item.slug, found.item.language)
            keys, fresh_until = surrogate_key(found.item.kind, found.item.slug), found.item.fresh_until
        return self.send(
            found.body,
            Validators(found.etag),
            fresh_until=fresh_until,
            keys=keys,
            media_type=f"{XML}; charset=utf-8" if is_xml else JSON,
        )
