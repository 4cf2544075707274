"""What the operations on one adaptation answer."""

from __future__ import annotations

from uuid import UUID

from api.http.views import Answer
from api.workspace.leaflets.adaptation_shapes import AdaptationShape
from library.accounts.actors import Actor
from library.leaflets.overviews import current_entries, offered_to, safety_updates
from library.leaflets.queries import get_adaptation

PATH = "/v1/workspace/adaptations"
ID = {"id": "The adaptation's id."}


def answer(adaptation_id: UUID, by: Actor, status: int = 200) -> Answer:
    """The adaptation as it is now, with its `ETag`; a new one with its address."""
    row = get_adaptation(adaptation_id, by=by)
    shape = AdaptationShape.whole(
        row,
        entry=current_entries([row]).get(row.item_id),
        safety=safety_updates([row]).get(row.pk),
        offered=offered_to(row),
    )
    return Answer(shape, status, version=row.version, path=f"{PATH}/{row.pk}" if status == 201 else "")
