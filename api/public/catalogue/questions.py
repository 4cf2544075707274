"""What readers may ask lists for: parameters, and what they mean to the catalogue."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from api.http.addressing import AreaCode, LanguageTag
from api.http.pagination import Paged
from api.http.requests import CommaSeparated, Instant, PlainText, TrueOrFalse, described
from library.catalogue.addresses import COLLECTIONS
from library.catalogue.places import containing, district_of
from library.catalogue.search import FACETS, Question
from library.documents.vocabulary import ItemKind, Medium
from library.editions.adapted import same_place
from library.editions.review_status import due_range, uk_day
from library.errors import Fault, Malformed
from library.ids import SLUG_PATTERN

MAX_TERMS = 20
FORMATS = tuple(dict.fromkeys([*(medium.value for medium in Medium), "case_study", "training"]))


def _few_terms(q: str) -> str:
    if not q.strip():
        raise ValueError("Say what to search for, or leave it out.")
    if len(q.split()) > MAX_TERMS:
        raise ValueError(f"A search may have {MAX_TERMS} words.")
    if all(word.startswith("-") for word in q.split()):
        raise ValueError("Name a word to find, besides those to leave out.")
    return q.strip()


def _known_facet(name: str) -> str:
    if name not in FACETS:
        raise ValueError(f"There is no facet {name!r}. There are {', '.join(FACETS)}.")
    return name


def _district(value: str) -> str:
    """The first half alone: the second can stand for a single household, and lists are kept by caches."""
    found = district_of(value)
    if found is None or found != value.upper():
        raise ValueError("Must be the first half of a postcode, such as CB1; send no more of it.")
    return found


PostcodeDistrict = Annotated[str, Field(max_length=10), AfterValidator(_district)]
Slug = Annotated[str, Field(max_length=100, pattern=SLUG_PATTERN)]
Word = Annotated[str, Field(min_length=1, max_length=200)]
SearchText = Annotated[PlainText, Field(max_length=200), AfterValidator(_few_terms)]
Facet = Annotated[str, AfterValidator(_known_facet)]


class CollectionQuery(Paged):
    """The parameters of every list of items."""

    q: SearchText | None = Field(
        None,
        description='Full text. Words are stemmed; `"exact words"`, `or` and `-without` work. Other names of a topic find it too.',
    )
    topic: CommaSeparated[Slug] | None = Field(
        None, description="Slugs of topics, with everything below them; any of them."
    )
    audience: CommaSeparated[Slug] | None = Field(None, description="Slugs of audiences; any of them.")
    condition: CommaSeparated[Word] | None = Field(
        None, description="Codes of conditions, bare or as `system|code`; any of them."
    )
    format: CommaSeparated[Literal[FORMATS]] | None = Field(None, description=f"Any of {described(FORMATS)}.")  # type: ignore[valid-type]
    publisher: CommaSeparated[Slug] | None = Field(None, description="Codes of organisations; any of them.")
    licence: CommaSeparated[Word] | None = Field(None, description="SPDX identifiers; any of them.")
    adaptable: TrueOrFalse | None = Field(None, description="Whether its licence lets adaptations be shared.")
    review_status: Literal["current", "due_soon", "overdue"] | None = Field(
        None, description="How its next review stands today."
    )
    language: LanguageTag | None = Field(
        None, description="Show each item in this language if it has it, else in its original."
    )
    available_in: LanguageTag | None = Field(None, description="Only items that are published in this language.")
    modified_since: Instant | None = Field(None, description="Only items with an edition since then.")
    postcode: PostcodeDistrict | None = Field(
        None, description="Only for adaptations: those that serve this postcode district, the first half of a postcode."
    )
    area: AreaCode | None = Field(
        None, description="Only for adaptations: those for this area, by its ODS or GSS code."
    )
    order: Literal["-published_at", "title", "next_review_due", "relevance"] | None = Field(
        None,
        description=(
            "`relevance` (for a search, and then the default): matches in title, summary and headings first. "
            "Otherwise newest first."
        ),
    )
    facets: CommaSeparated[Facet] | None = Field(None, description=f"Count the items per value of {described(FACETS)}.")
    count: TrueOrFalse = Field(False, description="Also send `total`, the exact number of items. Costs a second query.")
    snippets: TrueOrFalse = Field(
        False, description="With `q`: send the words around the first match with each item, as HTML with `<mark>`."
    )


class CatalogueQuery(CollectionQuery):
    """The catalogue has all kinds."""

    kind: CommaSeparated[ItemKind] | None = Field(
        None, description="Any of these kinds. Left out: all but adaptations."
    )


ALL_BUT_ADAPTATIONS = tuple(kind for kind in COLLECTIONS if kind != "adaptation")


def question_of(params: CollectionQuery, kinds: tuple[str, ...], *, at: datetime) -> Question:
    """The same in the catalogue's words."""
    if kinds != ("adaptation",) and (params.postcode or params.area):
        name = "?postcode" if params.postcode else "?area"
        raise Malformed(errors=[Fault(name, "Only adaptations are for a place: ask `/v1/adaptations`.")])
    due_from, due_to = due_range(params.review_status, uk_day(at)) if params.review_status else (None, None)
    return Question(
        kind=tuple(kinds),
        topic=params.topic or (),
        audience=params.audience or (),
        condition=params.condition or (),
        format=params.format or (),
        publisher=params.publisher or (),
        licence=params.licence or (),
        language=params.language,
        available_in=params.available_in,
        adaptable=params.adaptable,
        due_from=due_from,
        due_to=due_to,
        modified_since=params.modified_since,
        places=tuple(containing(params.postcode)) if params.postcode else (),
        areas=tuple(same_place(params.area, on=uk_day(at))) if params.area else (),
        q=params.q,
    )
