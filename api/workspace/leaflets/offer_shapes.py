"""What a new edition of the template offers, and what is decided about it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from api.http.requests import Body, Shape
from api.workspace.leaflets.fields import Slug
from library.documents.fields import Markdown
from library.leaflets.decisions import Decision, OwnText
from library.leaflets.offers import DetailOffer, Disputed, Offer, SectionOffer

STATUS = (
    "`unchanged`: by nobody. `upstream`: by them. `local`: by you. `merged`: by both, in different places. `conflict`: by "
    "both in the same place, and somebody has to decide. `added`, `removed`: by them."
)


class DisputedPlace(Shape):
    """One place of a section that both changed; empty where a side took it out."""

    base: str
    theirs: str
    mine: str

    @classmethod
    def of(cls, one: Disputed) -> DisputedPlace:
        return cls(base=one.base, theirs=one.theirs, mine=one.mine)


class OfferedSection(Shape):
    """One section. The texts are Markdown; null: not there, left out, or nothing that could be proposed."""

    id: str
    heading: str
    policy: str
    status: str = Field(description=STATUS)
    base: str | None = Field(description="What you started from.")
    base_edition: int = Field(description="The edition that `base` is of.")
    theirs: str | None = Field(description="What the new edition has.")
    mine: str | None = Field(description="What you have.")
    proposed: str | None = Field(description="What they changed and what you changed, together.")
    conflicts: list[DisputedPlace]
    declined: bool = Field(description="You declined this change before.")
    must_follow: bool = Field(description="The authors no longer allow what you did: only `theirs` can be decided.")

    @classmethod
    def of(cls, one: SectionOffer) -> OfferedSection:
        return cls(
            id=one.id,
            heading=one.heading,
            policy=one.policy,
            status=one.status,
            base=one.base,
            base_edition=one.since,
            theirs=one.theirs,
            mine=one.mine,
            proposed=one.proposed,
            conflicts=[DisputedPlace.of(place) for place in one.conflicts],
            declined=one.declined,
            must_follow=one.must_follow,
        )


class OfferedDetail(Shape):
    """A blank of the form: `added`, `removed`, `upstream` (asked for otherwise now) or `unchanged`."""

    key: str
    label: str
    status: str
    required: bool
    missing: bool = Field(description="It has to be filled in before you can publish.")

    @classmethod
    def of(cls, one: DetailOffer) -> OfferedDetail:
        return cls(key=one.key, label=one.label, status=one.status, required=one.required, missing=one.missing)


class OfferShape(Shape):
    """What has changed between the edition that you follow and the newest one."""

    from_edition: int
    to_edition: int
    change_class: str = Field(
        description="The gravest class of the editions between: minor, content, contact or safety."
    )
    sections: list[OfferedSection]
    local_details: list[OfferedDetail]

    @classmethod
    def of(cls, made: Offer, change_class: str) -> OfferShape:
        return cls(
            from_edition=made.from_edition,
            to_edition=made.to_edition,
            change_class=change_class,
            sections=[OfferedSection.of(one) for one in made.sections],
            local_details=[OfferedDetail.of(one) for one in made.details],
        )


class OwnWords(Body):
    """A text of your own."""

    text: Markdown


SectionDecision = Annotated[
    Annotated[Literal["theirs", "mine", "proposed"], Tag("word")] | Annotated[OwnWords, Tag("text")],
    Discriminator(
        lambda value: "word" if isinstance(value, str) else "text",
        custom_error_type="decision",
        custom_error_message="Must be theirs, mine or proposed, or an object with `text`",
    ),
]


class Decisions(Body):
    """What you decide. Sections that you do not name take what is safe: nothing of yours is lost by that, and a conflict stays
    open.
    """

    to_edition: int = Field(ge=1, description="The edition that the offer was for.")
    sections: dict[Slug, SectionDecision] = Field(
        {}, max_length=300, description='By section: `theirs`, `mine`, `proposed`, or `{"text": ...}`.'
    )
    reason: Annotated[str, Field(max_length=300)] = Field("", description="Needed to keep your own against theirs.")

    def to_decisions(self) -> dict[str, Decision]:
        return {
            id_: OwnText(decision.text) if isinstance(decision, OwnWords) else decision
            for id_, decision in self.sections.items()
        }
