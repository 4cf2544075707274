"""Items: what is known about them besides their texts."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.fields import Name, no_repeats
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, PlainText
from api.http.views import Answer, WorkspaceView
from api.workspace.publishing.draft_shapes import DraftShape
from api.workspace.publishing.examples import NEW_ITEM
from api.workspace.publishing.fields import DocumentData, Sentence, Slug, document_at, unchanged
from api.workspace.publishing.item_shapes import WorkshopItem, WorkshopItemList, members_of
from library.accounts.roles import Role
from library.catalogue.actions import change_item
from library.catalogue.actions.items import Governance, SlugTaken
from library.catalogue.formats import AccessibleFormat, FormatStatus
from library.catalogue.models import Item
from library.catalogue.queries import get_item
from library.documents.errors import DocumentTooDeep, DocumentTooLarge, InvalidDocument, TooManyWords
from library.errors import Fault, Malformed
from library.publishing.actions import start_item
from library.publishing.models import Draft
from library.publishing.queries import find_items, get_whole_item

PATH = "/v1/workspace/items"
ID = {"id": "The item's id."}
BAD_DOCUMENT = (InvalidDocument, DocumentTooLarge, DocumentTooDeep, TooManyWords)


def _not_blank(title: str) -> str:
    if not title.strip():
        raise ValueError("Say what to look for, or leave it out.")
    return title.strip()


class ItemsQuery(Paged):
    kind: Literal["resource", "case_study", "leaflet", "training", "adaptation"] | None = Field(
        None, description="What kind of item."
    )
    standing: Literal[tuple(Item.Standing.values)] | None = Field(None, description="Where the item as a whole stands.")  # type: ignore[valid-type]
    state: Literal[tuple(Draft.State.values)] | None = Field(None, description="With a draft in this state.")  # type: ignore[valid-type]
    q: Annotated[PlainText, Field(max_length=200), AfterValidator(_not_blank)] | None = Field(
        None, description="Words in the title of a draft or of what is out, in this order."
    )


class OfferedFormat(Body):
    """The item's position on one format."""

    format: AccessibleFormat
    status: FormatStatus
    note: Annotated[PlainText, Field(max_length=300)] = ""


def _each_once(formats: list[OfferedFormat]) -> list[OfferedFormat]:
    if len({stated.format for stated in formats}) != len(formats):
        raise ValueError("Each format may stand once.")
    return formats


Spdx = Annotated[PlainText, Field(min_length=1, max_length=60)]
Slugs = Annotated[list[Slug], Field(max_length=50), AfterValidator(no_repeats)]
Months = Annotated[int, Field(ge=1, le=36)]
Formats = Annotated[list[OfferedFormat], Field(max_length=len(AccessibleFormat)), AfterValidator(_each_once)]
LICENCE = "SPDX identifier; see `/v1/licences`."
FUNDING = "Who paid for it; `None` if nobody did."
CONFLICTS = "`None declared` if there are none."
TOPICS = "Slugs of `/v1/topics`; those above them count without being named."
AUDIENCES = "Slugs of `/v1/audiences`."
HEALTH = "Whether it is health content, which needs a lived-experience and a clinical sign-off."
MONTHS = "How long a review of the whole holds. A change moves `next_review_due`."
FORMATS = "Formats that are not named are `not_planned`."


class NewItem(Body):
    """An item to be written."""

    document: DocumentData = Field(description="The first text. Its kind and its language become the item's.")
    slug: Slug | None = Field(None, description="Last part of its public address; left out: made from the title.")
    licence: Spdx = Field(description=LICENCE)
    rights_holder: Name
    funding: Sentence = Field(description=FUNDING)
    conflicts_of_interest: Sentence = Field(description=CONFLICTS)
    topics: Slugs = Field([], description=TOPICS)
    audiences: Slugs = Field([], description=AUDIENCES)
    is_health_content: bool = Field(True, description=HEALTH)
    review_cycle_months: Months = Field(36, description=MONTHS)
    accessible_formats: Formats = Field([], description=FORMATS)

    def governance(self) -> Governance:
        return Governance(**self.model_dump(mode="json", exclude={"document", "slug"}))


class ItemChanges(Body):
    """What is to change: what is left out stays. Lists are replaced as a whole."""

    licence: Spdx = unchanged(f"{LICENCE} It holds from the next edition on.")
    rights_holder: Name = unchanged("Holds from the next edition on.")
    funding: Sentence = unchanged(FUNDING)
    conflicts_of_interest: Sentence = unchanged(CONFLICTS)
    topics: Slugs = unchanged(TOPICS)
    audiences: Slugs = unchanged(AUDIENCES)
    is_health_content: bool = unchanged(HEALTH)
    review_cycle_months: Months = unchanged(MONTHS)
    accessible_formats: Formats = unchanged(FORMATS)


class CreatedItem(WorkshopItem):
    """A new item with its first draft."""

    draft: DraftShape


class Items(WorkspaceView):
    @operation(
        id="list_items",
        summary="List items",
        description=(
            "What your organisation publishes or is writing, newest first, with its drafts and what is out of it."
        ),
        roles=ANY_MEMBER,
        query=ItemsQuery,
        answer=WorkshopItemList,
        paged=True,
        example={"state": "in_review"},
    )
    def get(self, request: Request) -> Answer:
        wanted = self.params
        found = find_items(self.actor, kind=wanted.kind, standing=wanted.standing, state=wanted.state, title=wanted.q)
        items, following = newest_first(found, wanted, PATH)
        shapes = [WorkshopItem.of(item) for item in items]
        headers = {"Link": link_header(PATH, wanted, following)}
        return Answer(WorkshopItemList(items=shapes, next=following), headers=headers)

    @operation(
        id="create_item",
        summary="Begin an item",
        description=(
            "Makes an item and its first draft. Nothing of it is public until a publisher publishes the draft. The "
            "kind and the original language are "
            "those of the document and stay. Governance can be changed at any time, without a new edition."
        ),
        roles=frozenset({Role.CURATOR}),
        body=NewItem,
        answer=CreatedItem,
        status=201,
        idempotent=True,
        problems=(SlugTaken, *BAD_DOCUMENT),
        example=NEW_ITEM,
    )
    def post(self, request: Request) -> Answer:
        wanted = self.body
        with document_at("/document"):
            draft = start_item(
                document=wanted.document, governance=wanted.governance(), slug=wanted.slug, by=self.actor, at=self.at
            )
        item = get_whole_item(draft.item_id, by=self.actor)
        created = CreatedItem(**members_of(item), draft=DraftShape.at(draft, self.at))
        return Answer(created, 201, version=item.version, path=f"{PATH}/{item.pk}")


class ItemDetail(WorkspaceView):
    @operation(
        id="get_item",
        summary="See an item",
        description="Its governance, its drafts and what is out of it, with the `ETag` that changes need.",
        roles=ANY_MEMBER,
        answer=WorkshopItem,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        item = get_whole_item(id, by=self.actor)
        return Answer(WorkshopItem.of(item), version=item.version)

    @operation(
        id="change_item",
        summary="Change an item's governance",
        description=(
            "Changes what is named and nothing else. Of a published item it is public at once, so it takes a "
            "publisher. Texts are changed as drafts; "
            "when the item was last reviewed is moved by reviews alone."
        ),
        roles=frozenset({Role.CURATOR, Role.PUBLISHER}),
        body=ItemChanges,
        answer=WorkshopItem,
        versioned=True,
        path=ID,
        example={"funding": "NHS England", "topics": ["eating-disorders"]},
    )
    def patch(self, request: Request, id: UUID) -> Answer:
        changes = self.body.model_dump(mode="json", exclude_unset=True)
        if not changes:
            raise Malformed(errors=[Fault("", "Name at least one member to change.")])
        change_item(
            item=get_item(id, by=self.actor), changes=changes, expected_version=self.version, by=self.actor, at=self.at
        )
        item = get_whole_item(id, by=self.actor)
        return Answer(WorkshopItem.of(item), version=item.version)
