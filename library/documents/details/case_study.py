"""A case study: how something was made together, what came of it, and what did not work (domain.md CP-2, CP-3, CP-4;
GRIPP2-SF).
"""

from __future__ import annotations

from pydantic import Field

from library.documents.base import Part
from library.documents.fields import Day, Identifier, Line, Prose, Slug
from library.documents.vocabulary import Approach, DoneStatus, Group, ItemKind, Stage


class Participants(Part):
    group: Group = Field(description="Whom they took part as.")
    description: Line = Field(max_length=300, description="Who they were and what they did, without naming anybody.")
    count: int | None = Field(
        None, ge=1, le=1_000_000, title="How many", description="How many of them took part, if known."
    )


class StageRecord(Part):
    stage: Stage = Field(description="Where in the work.")
    approach: Approach = Field(
        description="How power was shared there. Approaches, not levels: none ranks above another."
    )
    who: Prose = Field(description="Who took part in this stage.")
    evidence: Prose = Field("", description="What shows it: minutes, a report, a change that was made.")


class SaidDid(Part):
    """One pair of `You said, we did`."""

    said: Line = Field(max_length=1_000, title="You said", description="What people said, in summary; not a quotation.")
    did: Prose = Field("", max_length=2_000, title="We did", description="What was done about it.")
    status: DoneStatus = Field(description="How far it has been done.")
    reason: Prose = Field(
        "", max_length=2_000, description="Why not, if it was not done; what is missing, if it was done in part."
    )
    as_of: Day | None = Field(None, description="The day on which this was so.")


class Outcome(Part):
    measure: Line = Field(max_length=300, description="What was measured or counted.")
    value: Line = Field(max_length=300, description="The result, with its unit, in words or figures.")
    date: Day | None = Field(None, description="The day that the result is for.")


class RelatedItem(Part):
    kind: ItemKind = Field(description="Kind of the item.")
    slug: Slug = Field(description="Its slug.")


class CaseStudyDetails(Part):
    context: Prose = Field(
        "", title="Context and need", description="What the situation was, and why something had to change."
    )
    aim: Prose = Field("", description="What people set out to do.")
    participants: tuple[Participants, ...] = Field(
        (), max_length=50, description="Who took part: roles and numbers, never names."
    )
    methods: Prose = Field("", description="How people worked together: meetings, workshops, testing.")
    access_support: Prose = Field(
        "", description="What was done so that people could take part: times, places, transport, interpreters."
    )
    recompense: Prose = Field(
        "", description="How taking part was paid for or recognised. The policy, never what a single person got."
    )
    stages: tuple[StageRecord, ...] = Field((), max_length=30, description="How power was shared, stage by stage.")
    what_we_did: Prose = Field("", description="What was made or changed.")
    said_did: tuple[SaidDid, ...] = Field(
        (), max_length=100, title="You said, we did", description="What people said, and what was done about it."
    )
    results_positive: Prose = Field("", title="What worked", description="What got better.")
    results_negative: Prose = Field(
        "",
        title="What did not work",
        description="What did not work or got worse. If nothing was found, say `None found` and how you looked. Needed before publication.",
    )
    influence: Prose = Field("", description="What is different because people took part.")
    went_well: Prose = Field("", title="What went well in working together", description="What to do again.")
    went_less_well: Prose = Field(
        "", title="What went less well in working together", description="What to do differently."
    )
    outcomes: tuple[Outcome, ...] = Field(
        (), max_length=50, description="What was measured, with the result and its date."
    )
    adoption: Prose = Field("", description="Who else has taken it up.")
    recognitions: tuple[Identifier, ...] = Field(
        (), max_length=30, description="Ids of the awards and endorsements to show. They are records of their own."
    )
    testimonials: tuple[Slug, ...] = Field(
        (),
        max_length=50,
        description="Ids of the testimonials to show. Their words are never in the document, so that consent can be withdrawn.",
    )
    related: tuple[RelatedItem, ...] = Field(
        (), max_length=50, title="Related items", description="What came out of it, or belongs with it."
    )
