"""The history of an item: its editions, older ones as they were, and what changed between two of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.addressing import PATH, InLanguage, LanguageTag
from api.http.caching import surrogate_key
from api.http.counting import Counted
from api.http.operations import operation
from api.http.pagination import Paged, WholeNumber, link_header, newest_first
from api.http.requests import Shape
from api.http.views import PublicView, Validators
from library.catalogue.addresses import KINDS
from library.documents.changes import Change
from library.editions.archive import NoSuchEdition, changes_between, editions_of, live_entry, read_edition
from library.editions.reading import LanguageNotAvailable
from library.editions.shapes import Detail, Moment
from library.errors import Gone, Moved, NotFound

PROBLEMS = (NotFound, LanguageNotAvailable, Gone, Moved)
NUMBER = {"description": "Number of the edition, from 1.", "example": 2}


class EditionsQuery(Paged):
    language: LanguageTag | None = Field(None, description="BCP 47 tag; left out: the item's original.")


class ChangesQuery(InLanguage):
    from_: WholeNumber = Field(
        alias="from", ge=1, description="The edition to compare with, usually the one that you show now."
    )


class EditionShape(Shape):
    number: int
    language: str
    change_class: str = Field(description="minor, content, safety or contact.")
    note: str
    published_at: Moment
    licence: str = Field(description="SPDX identifier of the licence that this edition is under.")
    sha256: str
    url: str


class EditionList(Shape):
    items: list[EditionShape]
    next: str | None


class ChangeList(Shape):
    older: int
    newer: int
    changes: list[Change] = Field(description="In reading order. Empty when nothing changed.")


class Editions(PublicView):
    @operation(
        id="list_item_editions",
        summary="List the editions of an item",
        description="Everything that was published of it in one language, newest first, with the class of each change and a note on it.",
        query=EditionsQuery,
        answer=EditionList,
        paged=True,
        problems=PROBLEMS,
        path=PATH,
    )
    def get(self, request: Request, collection: str, slug: str) -> HttpResponse:
        entry = live_entry(KINDS[collection], slug, self.params.language, now=self.at)
        rows, next_url = newest_first(editions_of(entry), self.params, request.path, by="number")
        items = [
            EditionShape(
                number=row.number,
                language=row.language,
                change_class=row.change_class,
                note=row.note,
                published_at=row.published_at,
                licence=row.licence,
                sha256=row.sha256,
                url=_edition_url(request.path, row, entry.is_original),
            )
            for row in rows
        ]
        headers = {"Link": link_header(request.path, self.params, next_url)}
        return self.send_shape(
            EditionList(items=items, next=next_url), keys=surrogate_key(entry.kind, slug), headers=headers
        )


class Edition(PublicView):
    @operation(
        id="read_edition",
        summary="Read one edition",
        description=(
            "An edition as it was published. Its text never changes; dates of review, names and the like are as "
            "they are now. `current_edition` says which is the newest."
        ),
        query=InLanguage,
        answer=Detail,
        problems=(*PROBLEMS, NoSuchEdition),
        path={**PATH, "number": NUMBER},
        counted=Counted("api", "edition"),
    )
    def get(self, request: Request, collection: str, slug: str, number: int) -> HttpResponse:
        entry = live_entry(KINDS[collection], slug, self.params.language, now=self.at)
        projection = read_edition(entry, number, now=self.at)
        return self.send(
            projection.document,
            Validators(projection.etag),
            fresh_until=projection.fresh_until,
            keys=surrogate_key(entry.kind, slug),
        )


class EditionChanges(PublicView):
    @operation(
        id="compare_editions",
        summary="Compare two editions",
        description=(
            "What changed from edition `from` to this one: sections added, removed, moved and reworded, changed "
            "policies, and changes of the details."
        ),
        query=ChangesQuery,
        answer=ChangeList,
        problems=(*PROBLEMS, NoSuchEdition),
        example={"from": 1},
        path={**PATH, "number": NUMBER},
    )
    def get(self, request: Request, collection: str, slug: str, number: int) -> HttpResponse:
        entry = live_entry(KINDS[collection], slug, self.params.language, now=self.at)
        found = changes_between(entry, self.params.from_, number)
        shape = ChangeList(older=self.params.from_, newer=number, changes=found)
        return self.send_shape(shape, keys=surrogate_key(entry.kind, slug))


def _edition_url(path: str, row: Any, is_original: bool) -> str:
    return f"{settings.PUBLIC_URL}{path}/{row.number}" + ("" if is_original else f"?language={row.language}")
