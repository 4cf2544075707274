"""The adaptations of a leaflet: which there are, which serves a place, and what is local in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from pydantic import AfterValidator, Field
from pydantic_core import to_json
from rest_framework.request import Request

from api.http import caching
from api.http.addressing import AreaCode, InLanguage, LanguageTag
from api.http.caching import surrogate_key
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.requests import Shape
from api.http.views import PublicView
from library.catalogue.addresses import item_url
from library.catalogue.models import Entry, Item
from library.catalogue.places import district_of
from library.editions.adapted import adaptations_of, cards_of, live_entries, same_place, serving
from library.editions.archive import live_entry
from library.editions.reading import LanguageNotAvailable
from library.editions.review_status import uk_day
from library.editions.shapes import Card
from library.errors import Fault, Gone, Malformed, Moved, NotFound
from library.ids import SLUG_PATTERN

LEAFLET = {"slug": {"description": "The leaflet's slug, as in its card.", "example": "finding-support"}}
READING = (NotFound, LanguageNotAvailable, Gone, Moved)


def _district(value: str) -> str:
    """The first half, and nothing of the rest: not even in a sentence about it."""
    found = district_of(value)
    if found is None:
        raise ValueError("Must be the first half of a postcode, such as CB1.")
    return found


class AdaptationsQuery(Paged):
    organisation: Annotated[str, Field(max_length=100, pattern=SLUG_PATTERN)] | None = Field(
        None, description="Code of the organisation whose they are."
    )
    area: AreaCode | None = Field(
        None, description="ODS or GSS code. A code that has ended finds those of its successors too."
    )
    language: LanguageTag | None = Field(None, description="Only those in this language, as a BCP 47 tag.")


class LocalQuery(InLanguage):
    kept: ClassVar[bool] = False  # it may hold a whole postcode
    postcode: Annotated[str, Field(max_length=20), AfterValidator(_district)] | None = Field(
        None,
        description=(
            "The first half of a postcode, such as CB1. A whole one is cut to its first half before it is used; send "
            "only the first half, so that no proxy on the way sees more."
        ),
    )
    area: AreaCode | None = Field(None, description="ODS or GSS code of the area, in place of a postcode.")


class LeafletAdaptationList(Shape):
    """One page of cards, newest first."""

    items: list[Card]
    next: str | None


class LocalShape(Shape):
    """What to show somebody who lives there."""

    served_from: Literal["local", "national", "choices"] = Field(
        description=(
            "`local`: `item` is the adaptation for that place. `national`: nobody has made one, and `item` is the "
            "original. `choices`: several serve it; show `choices` and let the reader pick."
        )
    )
    url: str | None = Field(description="Address of `item`.")
    item: Card | None
    choices: list[Card]


class Adaptations(PublicView):
    @operation(
        id="list_adaptations_of_leaflet",
        summary="List the adaptations of a leaflet",
        description=(
            "Who has made this leaflet their own, where, and how each stands to the original: `standing` is `current`, "
            "`behind`, `behind_safety` or `upstream_withdrawn`."
        ),
        query=AdaptationsQuery,
        answer=LeafletAdaptationList,
        paged=True,
        problems=READING,
        path=LEAFLET,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        params = self.params
        template = live_entry(Item.Kind.LEAFLET, slug, None, now=self.at)
        wanted = adaptations_of(
            template,
            organisation=params.organisation,
            areas=same_place(params.area, on=uk_day(self.at)) if params.area else (),
            language=params.language,
        )
        rows, next_url = newest_first(wanted, params, request.path)
        entries = {entry.item_id: entry for entry in live_entries([row.item_id for row in rows])}
        cards = cards_of([entries[row.item_id] for row in rows], now=self.at)
        body = b'{"items":[' + b",".join(cards) + b'],"next":' + to_json(next_url) + b"}"
        headers = {"Link": link_header(request.path, params, next_url)}
        return self.send(body, keys=f"catalogue {surrogate_key(Item.Kind.LEAFLET, slug)}", headers=headers)


class Local(PublicView):
    @operation(
        id="find_local_leaflet",
        summary="Find the version of a leaflet for a place",
        description=(
            "By the first half of a postcode or by the code of an area: the adaptation that serves it, or the original. "
            "When several serve it none is guessed: you get `choices`. What readers type is not logged."
        ),
        query=LocalQuery,
        answer=LocalShape,
        problems=READING,
        path=LEAFLET,
        example={"postcode": "CB1"},
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        params = self.params
        if (params.postcode is None) is (params.area is None):
            raise Malformed(errors=[Fault("?postcode", "Give a postcode or an area: one of the two.")])
        found = serving(slug, params.language, district=params.postcode, area=params.area, now=self.at)
        cards = cards_of(found.entries, now=self.at)
        keys = " ".join(["catalogue", *(surrogate_key(entry.kind, entry.slug) for entry in found.entries)])
        body = _local(found.entries, cards, is_local=found.is_local)
        answer = self.send(body, keys=keys)
        if params.postcode and f"POSTCODE={params.postcode}" not in request.META["QUERY_STRING"].upper().split("&"):
            for name, value in caching.KEPT_NOWHERE.items():  # the address may hold a whole postcode
                answer.headers[name] = value
        return answer

    def finish(self, response: HttpResponseBase) -> HttpResponseBase:
        """A refusal is kept nowhere either: its address may hold a whole postcode."""
        response = super().finish(response)
        if response.status_code >= 300 and response.status_code != 304:
            for name, value in caching.KEPT_NOWHERE.items():
                response.headers[name] = value
        return response


def _local(entries: Sequence[Entry], cards: list[bytes], *, is_local: bool) -> bytes:
    """The cards as they are stored, in `LocalShape`."""
    if len(cards) > 1:
        return b'{"served_from":"choices","url":null,"item":null,"choices":[' + b",".join(cards) + b"]}"
    (entry,), (card,) = entries, cards
    served_from = b"local" if is_local else b"national"
    url = to_json(item_url(settings.PUBLIC_URL, entry.kind, entry.slug))
    return b'{"served_from":"' + served_from + b'","url":' + url + b',"item":' + card + b',"choices":[]}'
