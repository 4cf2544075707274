"""Snippets for programs: what the builder shows, as JSON."""

from __future__ import annotations

from typing import Literal

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.addressing import PATH, AreaCode
from api.http.caching import surrogate_key
from api.http.operations import operation
from api.http.requests import Shape, WholeNumber
from api.http.views import PublicView
from api.public.syndication.looks import LookQuery
from library.catalogue.addresses import KINDS
from library.editions.archive import NoSuchEdition
from library.editions.reading import LanguageNotAvailable
from library.errors import Gone, Moved, NotFound
from library.syndication.choices import HEIGHTS
from library.syndication.embed_address import ItemEmbed
from library.syndication.embed_checks import NoSuchEmbedder
from library.syndication.embed_offers import offer
from library.syndication.snippet import HEADING_LEVEL, HEADING_LEVELS, Snippet


class SnippetQuery(LookQuery):
    """What an embed page takes, but for a postcode: that is a reader's, and no page's."""

    edition: WholeNumber | None = Field(None, ge=1, description="Stay on this edition, as the embed page does.")
    area: AreaCode | None = Field(
        None, description="Of leaflets: the version for this area, by its ODS or GSS code, else the national one."
    )
    find: Literal["local"] | None = Field(
        None,
        description="Of leaflets: readers type the first half of their postcode, and get the version for where they live.",
    )
    height: WholeNumber | None = Field(
        None,
        ge=HEIGHTS[0],
        le=HEIGHTS[-1],
        description="Pixels: the least height of the element, the height of a plain frame.",
    )
    heading_level: WholeNumber = Field(
        HEADING_LEVEL,
        ge=HEADING_LEVELS[0],
        le=HEADING_LEVELS[-1],
        description="Level of the title in the fallback, so that the headings of your page stay in order.",
    )


class ScriptShape(Shape):
    url: str = Field(description="The permanent address of the present script.")
    integrity: str = Field(description="Value for the attribute of this name.")


class SnippetShape(Shape):
    html: str = Field(description="What to paste, escaped. Of `oembed` it is the address alone.")
    csp: list[str] = Field(description="What a strict Content-Security-Policy of your page has to allow besides.")

    @classmethod
    def of(cls, snippet: Snippet) -> SnippetShape:
        return cls(html=snippet.html, csp=snippet.csp)


class SnippetsShape(Shape):
    """One embed, in the three forms in which it can be put into a page."""

    address: str = Field(description="The embed page.")
    title: str
    language: str
    builder_url: str = Field(
        description="Where a person can make the snippet anew; `for` has to be put into its address again."
    )
    script: ScriptShape
    element: SnippetShape = Field(description="Script and element, with the fallback inside. For most pages.")
    iframe: SnippetShape = Field(description="A frame of a fixed height, for sites that allow no scripts.")
    oembed: SnippetShape = Field(description="For WordPress and whoever else knows oEmbed.")


class Snippets(PublicView):
    @operation(
        id="get_embed_snippets",
        summary="Get the snippets that embed an item",
        description=(
            "HTML to put into a page, with everything that an embed page takes, and the title, summary, urgent help, attribution "
            "and review date for readers whose browser can't show it. Ask again when the item has changed, so that these are "
            "current too; the embed page itself always is."
        ),
        query=SnippetQuery,
        answer=SnippetsShape,
        problems=(NotFound, LanguageNotAvailable, NoSuchEdition, NoSuchEmbedder, Gone, Moved),
        path={
            "collection": {**PATH["collection"], "example": "leaflets"},
            "slug": {**PATH["slug"], "example": "finding-support"},
        },
        example={"find": "local", "scheme": "auto"},
    )
    def get(self, request: Request, collection: str, slug: str) -> HttpResponse:
        params = self.params
        embed = ItemEmbed(
            kind=KINDS[collection],
            slug=slug,
            language=params.language,
            edition=params.edition,
            area=params.area,
            finds_local=params.find == "local",
            organisation=params.for_,
            look=params.look,
        )
        made = offer(embed, height=params.height, heading_level=params.heading_level, now=self.at)
        return self.send_shape(
            SnippetsShape(
                address=made.address,
                title=made.title,
                language=made.language,
                builder_url=made.builder_url,
                script=ScriptShape(url=made.script_url, integrity=made.script.integrity),
                element=SnippetShape.of(made.element),
                iframe=SnippetShape.of(made.iframe),
                oembed=SnippetShape.of(made.oembed),
            ),
            keys=surrogate_key(KINDS[collection], slug),
        )
