"""Training: what people will learn, how, and how to book (domain.md TN-1)."""

from __future__ import annotations

from pydantic import Field

from library.documents.base import Part
from library.documents.details.case_study import RelatedItem
from library.documents.fields import Day, Duration, HttpsUrl, Identifier, Line, Markdown, OptionalLine, Prose, Slug
from library.documents.vocabulary import Delivery


class AgendaItem(Part):
    title: Line = Field(max_length=200, description="What happens.")
    minutes: int = Field(ge=1, le=1_440, description="How long it takes, in minutes.")


class GroupSize(Part):
    at_least: int | None = Field(None, ge=1, le=10_000, description="Fewest people it runs with.")
    at_most: int | None = Field(None, ge=1, le=10_000, description="Most people it is open to.")


class Trainer(Part):
    role: Line = Field(max_length=200, description="What the trainer does, without a name: `Co-production lead`.")
    lived_experience: OptionalLine = Field(
        "",
        max_length=300,
        title="Lived-experience role",
        description="If the trainer brings lived experience: of what, and what part it has in the training.",
    )


class Material(Part):
    title: Line = Field(max_length=200, description="What it is.")
    asset: Identifier | None = Field(None, description="Id of the uploaded asset, if it is a file here.")
    url: HttpsUrl | None = Field(None, title="Address", description="Where it is, if it is somewhere else.")


class TrainingDate(Part):
    date: Day = Field(description="The day.")
    place: Line = Field(max_length=200, description="Where, or `Online`.")
    url: HttpsUrl | None = Field(None, title="Address", description="Where this date can be booked.")


class TrainingDetails(Part):
    learning_outcomes: tuple[Line, ...] = Field(
        (),
        max_length=20,
        description="What people will be able to do at the end. Each starts with a verb and goes on from `At the end you will`.",
    )
    audience: Prose = Field("", title="Who it is for", description="Who it is for.")
    delivery: Delivery = Field(description="How it is held.")
    duration: Duration | None = Field(
        None, description="How long it takes, in ISO 8601: `PT3H`. The minutes of the agenda add up to it."
    )
    agenda: tuple[AgendaItem, ...] = Field((), max_length=50, description="What happens, in order, breaks included.")
    group_size: GroupSize | None = Field(None, description="How many people it is held for.")
    trainers: tuple[Trainer, ...] = Field((), max_length=20, description="Who holds it, by role.")
    prerequisites: Prose = Field("", description="What people should know or do beforehand.")
    accessibility: Prose = Field("", description="What is offered so that everybody can take part.")
    cost: Prose = Field("", description="What it costs, and who pays.")
    materials: tuple[Material, ...] = Field((), max_length=50, description="What people get or need.")
    dates: tuple[TrainingDate, ...] = Field((), max_length=100, description="When it is held next, if dates are set.")
    booking: Markdown = Field(
        "",
        title="How to book",
        description="How to book, in Markdown. Names contact points as `{{contact:key}}`; no numbers are typed.",
    )
    evaluation: Prose = Field(
        "", description="What people who came said about it, and what was changed because of that."
    )
    ladder: Slug | None = Field(None, description="Slug of the ladder of participation that it works with.")
    related: tuple[RelatedItem, ...] = Field(
        (), max_length=50, title="Related items", description="What belongs with it."
    )
