"""What can differ between two documents, as data. Each change says where (`section`, or a JSON pointer) and from what
to what.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from library.documents.base import Part
from library.documents.vocabulary import CareLevel, Policy


class Hunk(Part):
    """A run of words that stayed, went, came or was replaced. All `old` in a row are the old text, all `new` the new one."""

    op: Literal["equal", "delete", "insert", "replace"] = Field(description="What happened to these words.")
    old: str = Field(description="The words before; empty for `insert`.")
    new: str = Field(description="The words after; empty for `delete`.")


class SectionAdded(Part):
    change: Literal["added"] = Field("added", description="A section that was not there.")
    section: str = Field(description="Id of the section.")
    heading: str = Field(description="Its heading.")
    position: int = Field(description="Where it stands now, from 0.")


class SectionRemoved(Part):
    change: Literal["removed"] = Field("removed", description="A section that is gone.")
    section: str = Field(description="Id of the section.")
    heading: str = Field(description="Its heading.")
    position: int = Field(description="Where it stood, from 0.")


class SectionMoved(Part):
    """Only the fewest sections that explain the new order count as moved."""

    change: Literal["moved"] = Field("moved", description="A section that stands elsewhere among the others.")
    section: str = Field(description="Id of the section.")
    old: int = Field(description="Where it stood, from 0.")
    new: int = Field(description="Where it stands now, from 0.")


class SectionReworded(Part):
    change: Literal["reworded"] = Field("reworded", description="A section whose words changed.")
    section: str = Field(description="Id of the section.")
    member: Literal["heading", "body"] = Field(description="Which of its texts.")
    hunks: tuple[Hunk, ...] = Field(description="The change, word by word.")


class PolicyChanged(Part):
    change: Literal["policy_changed"] = Field(
        "policy_changed", description="A section that may now be adapted otherwise, or for another reason."
    )
    section: str = Field(description="Id of the section.")
    old: Policy = Field(description="Policy before.")
    new: Policy = Field(description="Policy now.")
    old_reason: str = Field(description="Reason before.")
    new_reason: str = Field(description="Reason now.")


class CareLevelChanged(Part):
    change: Literal["care_level_changed"] = Field(
        "care_level_changed", description="A section that now says how soon to act otherwise."
    )
    section: str = Field(description="Id of the section.")
    old: CareLevel = Field(description="Level before.")
    new: CareLevel = Field(description="Level now.")


class FieldChanged(Part):
    """Outside the sections: title, summary, language, details, citations, images."""

    change: Literal["field_changed", "item_added", "item_removed"] = Field(
        description="`field_changed`; in a list, `item_added` (`pointer` counts in the new document) or `item_removed` (in the old one)."
    )
    pointer: str = Field(description="JSON pointer into the document.")
    old: Any = Field(description="Value before; null if there was none.")
    new: Any = Field(description="Value now; null if there is none.")


Change = Annotated[
    SectionAdded | SectionRemoved | SectionMoved | SectionReworded | PolicyChanged | CareLevelChanged | FieldChanged,
    Field(discriminator="change"),
]
"""Any of them, told apart by `change`."""
