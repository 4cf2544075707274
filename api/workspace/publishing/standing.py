"""Taking an item back, undoing that, and sending its readers elsewhere."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Body
from api.http.views import Answer, WorkspaceView
from api.workspace.publishing.fields import Sentence, Slug
from api.workspace.publishing.item_shapes import WorkshopItem
from api.workspace.publishing.items import ID
from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.catalogue.models import Item
from library.catalogue.queries import get_item
from library.documents.vocabulary import ItemKind
from library.editions.actions import redirect, restore, withdraw
from library.editions.actions.standing import NotInThatStanding
from library.editions.successors import find_successor
from library.publishing.queries import get_whole_item

RELEASERS = frozenset({Role.PUBLISHER, Role.APPROVER})


class ItemAddress(Body):
    """A published item by its address."""

    kind: ItemKind
    slug: Slug


SuccessorNamed = Annotated[
    ItemAddress | UUID,
    Field(description="Another published item, of any publisher: its kind and slug, or its id."),
]


class WithdrawalOrder(Body):
    """Why an item is taken back."""

    reason: Item.WithdrawalReason = Field(description="A code: the feed carries it, and never words.")
    explanation: Sentence = Field(description="One sentence for the public.")
    successor: SuccessorNamed | None = None


class RedirectOrder(Body):
    """Where an item's readers are sent."""

    successor: SuccessorNamed


class ItemWithdraw(WorkspaceView):
    @operation(
        id="withdraw_item",
        summary="Withdraw an item",
        description=(
            "Takes it back at once, in all its languages: lists and searches no longer find it, its address answers "
            "410 with the reason, the successor and "
            "where to get help, and the feed says so. It can be restored."
        ),
        roles=RELEASERS,
        body=WithdrawalOrder,
        answer=WorkshopItem,
        versioned=True,
        problems=(NotInThatStanding,),
        path=ID,
        example={"reason": "out_of_date", "explanation": "The service it describes has closed."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        item = get_item(id, by=self.actor)
        wanted = self.body
        item = withdraw(
            item=item,
            reason=wanted.reason,
            explanation=wanted.explanation,
            successor=_successor(wanted.successor) if wanted.successor else None,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return _answer(item, self.actor)


class ItemRestore(WorkspaceView):
    @operation(
        id="restore_item",
        summary="Restore an item",
        description=(
            "Undoes a withdrawal or a redirect: the editions that were current before it are so again, in every language that was out. A "
            "language that had not come back from an earlier withdrawal stays withdrawn, until a corrected text is published in it."
        ),
        roles=RELEASERS,
        answer=WorkshopItem,
        versioned=True,
        problems=(NotInThatStanding,),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        item = restore(item=get_item(id, by=self.actor), expected_version=self.version, by=self.actor, at=self.at)
        return _answer(item, self.actor)


class ItemRedirect(WorkspaceView):
    @operation(
        id="redirect_item",
        summary="Redirect an item",
        description="Sends its readers to its successor for good: its address answers 308.",
        roles=RELEASERS,
        body=RedirectOrder,
        answer=WorkshopItem,
        versioned=True,
        problems=(NotInThatStanding,),
        path=ID,
        example={"successor": {"kind": "resource", "slug": "support-for-carers"}},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        item = get_item(id, by=self.actor)
        item = redirect(
            item=item,
            successor=_successor(self.body.successor),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return _answer(item, self.actor)


def _successor(named: ItemAddress | UUID) -> Item:
    return find_successor(id=named) if isinstance(named, UUID) else find_successor(kind=named.kind, slug=named.slug)


def _answer(item: Item, actor: Actor) -> Answer:
    whole = get_whole_item(item.pk, by=actor)
    return Answer(WorkshopItem.of(whole), version=whole.version)
