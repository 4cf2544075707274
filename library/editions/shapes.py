"""What the public API sends about items. Members are added, never changed: clients rely on these (design.md, section 7)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

from library.catalogue.formats import AccessibleFormat, FormatStatus


def _rfc3339(value: datetime) -> str:
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")


Moment = Annotated[
    datetime, PlainSerializer(_rfc3339, return_type=str), AfterValidator(lambda value: value.replace(microsecond=0))
]
"""A time in UTC, to the second: `2026-11-23T09:30:00Z`."""


class Shape(BaseModel):
    """Something that the API sends."""

    model_config = ConfigDict(frozen=True)


class PublisherShape(Shape):
    code: str = Field(description="The library's own code for the organisation.")
    name: str


class WordShape(Shape):
    slug: str
    name: str


class LicenceShape(Shape):
    spdx: str = Field(description="SPDX identifier.")
    name: str
    url: str
    adaptable: bool = Field(description="Whether adaptations may be shared under this licence.")


class ReviewShape(Shape):
    last_reviewed: date = Field(description="When the whole of it was last reviewed. An edit does not move it.")
    next_due: date
    status: Literal["current", "due_soon", "overdue"] = Field(
        description="`due_soon` from 90 days before `next_due`, `overdue` from the day after it, in UK time."
    )


class AdaptedFromShape(Shape):
    url: str
    title: str = Field(description="As it was in that edition.")
    edition: int = Field(description="The edition of the original that this one follows.")


class Card(Shape):
    """One item in a list. The last four members are filled for adaptations."""

    kind: str
    slug: str
    url: str
    language: str = Field(description="BCP 47 tag of this text.")
    title: str
    summary: str
    publisher: PublisherShape
    topics: list[WordShape]
    audiences: list[WordShape]
    format: str = Field(description="The medium of a resource; for other kinds the kind itself.")
    licence: LicenceShape
    edition: int
    published_at: Moment = Field(description="When its first edition came out.")
    modified_at: Moment = Field(description="When this edition came out.")
    review: ReviewShape
    thumbnail: str | None = Field(description="A PNG image of its first page.")
    adapted_from: AdaptedFromShape | None = Field(description="What an adaptation was made from.")
    organisation: PublisherShape | None = Field(description="Who adapted it.")
    areas: list[str] = Field(description="For which places an adaptation is: GSS or ODS codes.")
    standing: Literal["current", "behind", "behind_safety", "upstream_withdrawn"] | None = Field(
        description="How an adaptation stands to its original. `behind_safety`: readers lack a change for their safety."
    )


class SectionShape(Shape):
    id: str = Field(description="Stays the same over editions and languages.")
    heading: str
    policy: str = Field(description="What an adaptation may do with it: locked, adaptable, optional or slot.")
    policy_reason: str
    care_level: str = Field(description="none, non_urgent, urgent or emergency.")
    markdown: str
    html: str = Field(description="Clean HTML: no scripts, no styles, no foreign images.")


class AttributionShape(Shape):
    text: str = Field(description="Print this wherever you show the text.")
    html: str


class ContributionShape(Shape):
    """A group's part at one stage. What single people were given is not here, and nowhere public."""

    group: str
    people: str | None = Field(description="Whom the group took part as, as a word of the vocabulary of groups.")
    count: int | None = Field(description="How many took part, where that is known.")
    role: str
    stage: str
    approach: str
    recompense: str
    recompense_type: str | None = Field(
        description="fee, voucher, expenses, time_credit, paid_work, other or none; null while it is not told."
    )
    recompense_policy: str = Field(description="The policy that it follows, by name.")
    recompense_policy_url: str | None
    what_changed: str
    evidence: str = Field(description="What shows it.")
    evidence_url: str | None
    started_on: date | None
    ended_on: date | None


class PrincipleShape(Shape):
    """What is said of an item in the light of one principle. A note, not a score."""

    scheme: str
    scheme_name: str
    source: str
    source_url: str
    version: str
    principle: str
    name: str
    note: str
    on: date = Field(description="The day on which this was so.")
    evidence_url: str | None


class CoproductionShape(Shape):
    statement: str | None = Field(description="Who made it together, at which stages and how. Print it with the text.")
    statement_language: str | None = Field(
        description="BCP 47 tag of the statement: mark it with this where it is not the language of the text."
    )
    badge: Literal["co-produced", "co-designed"] | None = Field(description="Only what the record supports.")
    reason: str = Field(description="Why this badge, or none.")
    account: str | None = Field(description="What each group did, in English sentences.")
    contributions: list[ContributionShape]
    principles: list[PrincipleShape] = Field(description="Notes on the principles of co-production, if there are any.")


class RecognitionShape(Shape):
    award: str
    body: str
    category: str
    status: str
    detail: str
    as_of: date
    result_expected: date | None
    stale: bool = Field(description="The result was due and is not on record.")
    url: str | None


class TestimonialShape(Shape):
    """Words that somebody gave to this item, shown as far and as long as their owner agrees."""

    id: UUID = Field(
        description="Keep the words under this id, if at all: `testimonial.withdrawn` in the feed names it."
    )
    text: str = Field(description="Verbatim, as plain text. Show all of it or none.")
    language: str
    attribution: str | None = Field(description="How the person wants to be named; null for not at all.")
    consent_until: Moment | None = Field(description="Stop showing it then, unless you have read it again.")


class FormatShape(Shape):
    format: AccessibleFormat
    status: FormatStatus = Field(
        description="What the library makes of every text by itself is `available`, unless the publisher says otherwise."
    )
    note: str
    url: str | None = Field(description="Where it is, if the library makes it.")
    available_from: date | None = Field(
        description="If the library makes it: since when it is there in this edition. That is the day of publication."
    )


class RenditionShape(Shape):
    name: str
    media_type: str
    url: str
    html_url: str = Field(description="The same text as an accessible web page.")
    purpose: str = Field(
        description="`read` on paper or screen, `print_only` for printers, `edit`, `embed`, `preview`, `reuse`."
    )


class ThemeShape(Shape):
    """The look of the publisher, which its renditions have. Colours are `#rrggbb`."""

    primary: str = Field(description="Headings and bands.")
    on_primary: str = Field(description="Text on bands.")
    accent: str = Field(description="Links and rules.")
    tint: str = Field(description="A background behind black text.")
    version: int = Field(description="Goes up with every change, of the logo too; 0 for the library's own look.")


class LanguageShape(Shape):
    language: str
    url: str


class FileShape(Shape):
    id: UUID
    name: str
    url: str
    media_type: str
    size: int = Field(description="Bytes.")
    accessibility: str
    accessibility_note: str
    licence: str = Field(description="SPDX identifier: a file may be under another licence than the item.")
    rights_holder: str


class ImageShape(Shape):
    key: str
    url: str
    alt: str
    decorative: bool
    width: int | None
    height: int | None


class ChangeShape(Shape):
    change_class: str = Field(description="minor, content, safety or contact.")
    note: str


class SignOffShape(Shape):
    kind: str
    scope: str = Field(
        description="`whole` or `change`; of an adaptation `original`: it holds for what is unchanged of the original."
    )
    on: date


class Detail(Card):
    """One item with its whole text."""

    direction: Literal["ltr", "rtl"]
    notice: str | None = Field(description="Show this before the text: what a reader must know of its standing.")
    sections: list[SectionShape]
    details: dict[str, Any] = Field(description="What its kind adds, such as the said-and-did pairs of a case study.")
    files: list[FileShape] = Field(description="The files that `details` refers to by id.")
    images: list[ImageShape]
    citations: list[dict[str, Any]]
    attribution: AttributionShape
    rights_holder: str
    funding: str
    conflicts_of_interest: str
    coproduction: CoproductionShape
    recognition: list[RecognitionShape]
    testimonials: list[TestimonialShape] = Field(
        description="What people said, of the item's text and details: those quotes that may be shown in this API now."
    )
    accessible_formats: list[FormatShape]
    formats_contact: str = Field(description="Whom to ask for a format or language that is not there, in words.")
    renditions: list[RenditionShape] = Field(
        description="The web page first. Empty for an edition that is not the current one."
    )
    theme: ThemeShape
    json_ld: dict[str, Any] = Field(
        description="The item in the vocabulary of schema.org, as it stands in `page.html`."
    )
    languages: list[LanguageShape]
    change: ChangeShape
    sign_offs: list[SignOffShape]
    current_edition: int = Field(
        description="The newest edition in this language; higher than `edition` when this is an older one."
    )
    editions_url: str
    feedback_url: str = Field(
        description=(
            "Where readers write back: a page for people to link to (add `?language=` and `&edition=` for what they read), and `POST` for "
            "programs."
        )
    )
    sha256: str = Field(description="Hash of the edition's canonical JSON.")
