"""What the endpoints for imports take and answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from api.http.fields import FormLine, not_blank
from api.http.requests import CommaSeparated, Query, Shape, TrueOrFalse, WholeNumber
from library.catalogue.actions.items import Governance
from library.documents.errors import InvalidDocument
from library.documents.vocabulary import Delivery, Medium
from library.editions.review_status import uk_day
from library.ids import SLUG_MAX_LENGTH, SLUG_PATTERN
from library.importing.remarks import Fate
from library.publishing.contact_offers import Offer, contact_offers
from library.publishing.imported_texts import waiting
from library.publishing.models import Import
from library.publishing.moves import parsed_document

Slug = Annotated[str, Field(max_length=SLUG_MAX_LENGTH, pattern=SLUG_PATTERN)]
Said = Annotated[FormLine, AfterValidator(not_blank), Field(min_length=1, max_length=500)]
Contacts = Annotated[
    Literal["offer", "replace"],
    Field(
        description=(
            "What happens to telephone numbers that belong to exactly one contact point of the directory: they are only listed "
            "under `contacts`, or they become `{{contact:slug}}` at once. Other numbers stay as they are, and are findings of the draft."
        )
    ),
]


class ImportIntoDraft(Query):
    """A file, and what is to be done with numbers in it."""

    contacts: Contacts = "offer"


class ImportedItem(ImportIntoDraft):
    """A file, and what is known about the new item besides its text."""

    kind: Literal["resource", "case_study", "leaflet", "training"] = Field(description="What kind of item it becomes.")
    medium: Medium | None = Field(None, description="Of a resource; `leaflet` without it.")
    delivery: Delivery | None = Field(None, description="Of a training: how it is held. Needed for one.")
    title: Annotated[FormLine, Field(max_length=200)] = Field("", description="Left out: what the file says.")
    language: Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z0-9-]*$")] = Field(
        "", description="BCP 47 tag. Left out: what the file says, else `en-GB`."
    )
    slug: Slug | None = Field(None, description="Last part of its public address; left out: made from the title.")
    licence: Annotated[FormLine, Field(min_length=1, max_length=60)] = Field(
        description="SPDX identifier; see `/v1/licences`. Of its pictures, too."
    )
    rights_holder: Annotated[Said, StringConstraints(max_length=200)] = Field(description="Of its pictures, too.")
    funding: Said = Field(description="Who paid for it; `None` if nobody did.")
    conflicts_of_interest: Said = Field(description="`None declared` if there are none.")
    topics: CommaSeparated[Slug] | None = Field(None, description="Slugs of `/v1/topics`, with commas.")
    audiences: CommaSeparated[Slug] | None = Field(None, description="Slugs of `/v1/audiences`, with commas.")
    is_health_content: TrueOrFalse = Field(
        True, description="Whether it needs a lived-experience and a clinical sign-off."
    )
    review_cycle_months: Annotated[WholeNumber, Field(ge=1, le=36)] = Field(
        36, description="How long a review of the whole holds."
    )

    def governance(self) -> Governance:
        named = (
            "licence",
            "rights_holder",
            "funding",
            "conflicts_of_interest",
            "is_health_content",
            "review_cycle_months",
        )
        return Governance(
            **{name: getattr(self, name) for name in named}, topics=self.topics or (), audiences=self.audiences or ()
        )


class RemarkShape(Shape):
    """What became of one thing in the file."""

    what: str = Field(description="Stable name, such as `comment`, `text-box` or `link-address`.")
    fate: Fate = Field(
        description=(
            "`left_out`: it is not in the draft, and `excerpt` has all of its words, or `message` says how many more there are: "
            "a report has 500,000 characters of them. `changed`: its words are in the draft, in "
            "another form. `doubtful`: it came in as it was; decide whether that is right."
        )
    )
    message: str
    pointer: str = Field(description="JSON pointer into the document as it was brought in; empty for the whole.")
    excerpt: str


class WaitingPicture(Shape):
    """A picture of which the file does not say what it shows: in the text stands `[key]`. To put it in, save the draft with
    `![](asset:key)` there, and the picture with its alternative text among `images`.
    """

    key: str
    asset: UUID
    name: str


class OfferedName(Shape):
    slug: str
    name: str


class ContactOffer(Shape):
    """A number in the draft as it stands now, and the contact points that have it."""

    pointer: str
    span: tuple[int, int] = Field(description="First character, and the one after the last.")
    shown: str
    contacts: list[OfferedName]

    @classmethod
    def of(cls, offer: Offer) -> ContactOffer:
        names = [OfferedName(slug=slug, name=name) for slug, name in offer.contacts]
        return cls(pointer=offer.pointer, span=offer.span, shown=offer.shown, contacts=names)


class ImportSummary(Shape):
    """A file that was brought in. Its bytes are not kept."""

    id: UUID
    draft: UUID
    item: UUID
    kind: Literal["docx", "odt", "html", "markdown"] = Field(description="What the file is, by its content.")
    file_name: str = Field(description="Made safe.")
    size: int = Field(description="Bytes.")
    sha256: str = Field(description="Of the file as it was sent.")
    created_at: datetime

    @classmethod
    def of(cls, report: Import) -> ImportSummary:
        return cls(**_in_short(report))


class ImportShape(ImportSummary):
    """What became of a file. Kept until the draft is published or somebody dismisses it."""

    draft_version: int = Field(description="Of the draft as it stands now: its `ETag` is made of it.")
    remarks: list[RemarkShape]
    pictures: list[WaitingPicture] = Field(description="Pictures that wait, in the draft as it stands now.")
    contacts: list[ContactOffer] = Field(description="For the draft as it stands now.")

    @classmethod
    def at(cls, report: Import, moment: datetime) -> ImportShape:
        return cls(
            **_in_short(report),
            draft_version=report.draft.version,
            remarks=[RemarkShape(**one) for one in report.remarks],
            pictures=[WaitingPicture(**one) for one in waiting(report.pictures, report.draft.document)],
            contacts=_offers(report, moment),
        )


class ImportList(Shape):
    """Imports whose reports are kept, newest first."""

    items: list[ImportSummary]
    next: str | None = Field(description="Address of the next page; null on the last.")


def _offers(report: Import, moment: datetime) -> list[ContactOffer]:
    """None for a text that later rules do not take any more."""
    try:
        document = parsed_document(report.draft)
    except InvalidDocument:
        return []
    return [ContactOffer.of(offer) for offer in contact_offers(document, uk_day(moment))]


def _in_short(report: Import) -> dict[str, object]:
    copied = ("kind", "file_name", "size", "sha256", "created_at")
    return {
        "id": report.pk,
        "draft": report.draft_id,
        "item": report.draft.item_id,
        **{name: getattr(report, name) for name in copied},
    }
