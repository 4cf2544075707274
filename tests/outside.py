"""People without an account who are asked to review, and what they answer on the page of their link."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from library.publishing.actions import invite_reviewer
from library.publishing.models import Draft, Review, ReviewInvitation
from library.publishing.queries import criteria_of
from tests.client import Api, Response
from tests.post import deliver, path_in
from tests.worlds import World

ROBIN = {
    "name": "Robin Outside",
    "email": "robin@outside.example",
    "capacity": "Has lived through it",
    "kind": "lived_experience",
    "scope": "whole",
    "why": "You helped us with the first leaflet.",
    "valid_days": 14,
}


def invited(world: World, draft: Draft | None = None, *, by: str = "cora", **how: Any) -> ReviewInvitation:
    """Robin, or somebody else, is asked to review a draft; today, for links hold from now on."""
    draft = draft or world.in_review()
    return invite_reviewer(draft=draft, **{**ROBIN, **how}, by=world.by(by), at=timezone.now())


def link_to(world: World, draft: Draft | None = None, **how: Any) -> str:
    """The address that comes in the letter."""
    invited(world, draft, **how)
    (path,) = [path_in(letter) for letter in deliver() if "/links/" in str(letter.body)]
    return path


def answers(draft: Draft, kind: str = "lived_experience", decision: str = "approved", **more: Any) -> dict[str, Any]:
    """Everything is well; `more` are further answers."""
    draft = Draft.objects.select_related("item").get(pk=draft.pk)
    well = {f"criterion-{one.code}": "yes" for one in criteria_of(draft.item, kind)}
    return {"document_hash": draft.document_hash, "decision": decision, **well, **more}


def answer(path: str, given: dict[str, Any]) -> Response:
    return Api().post(path, {"answers": given}, idempotency_key=None)


def answered(world: World, draft: Draft, **how: Any) -> Review:
    """Robin has read the draft, and approves of it."""
    kind = how.get("kind", "lived_experience")
    said = answer(link_to(world, draft, **how), answers(draft, kind))
    assert said.status == 200, said
    return Review.objects.latest("created_at")
