"""What the endpoints for testimonials and consent take and answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from api.http.addressing import LanguageTag
from api.http.fields import Name, line
from api.http.requests import Body, Instant, Shape
from api.workspace.coproduction import fields
from library.coproduction.actions import Agreement, Identity
from library.coproduction.actions.sealed import Known
from library.coproduction.consent_rules import Standing, standing
from library.coproduction.limits import IDENTITY, PURPOSES, SHOWN_NAME
from library.coproduction.models import Consent, ConsentWording, Testimonial
from library.coproduction.words import hash_of
from library.editions.proofs import Proof

Media = Literal["text", "photo", "voice", "video"]
Channel = Literal["web", "print", "api", "embed", "social", "training"]
Attribution = Literal["full_name", "first_name", "pseudonym", "anonymous"]
How = Literal["written", "online", "spoken"]


def _to_the_second(value: datetime) -> datetime:
    return value.replace(microsecond=0)


Moment = Annotated[Instant, AfterValidator(_to_the_second)]
Email = Annotated[str, Field(max_length=IDENTITY["email"], pattern=r"^$|^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+$")]


class PersonFacts(Body):
    """Who somebody is and how to reach them. Kept apart; every reading leaves a trace."""

    name: Name
    email: Email = Field("", description="For their personal link.")
    phone: line(IDENTITY["phone"]) = ""  # type: ignore[valid-type]
    guardian_name: line(200) = Field("", description="Where a guardian has to agree.")  # type: ignore[valid-type]
    guardian_contact: line(200) = ""  # type: ignore[valid-type]

    def identity(self) -> Identity:
        return Identity(**self.model_dump())


class NewTestimonial(Body):
    """Words that somebody gave you."""

    words: fields.Note = Field(description="Verbatim; mark cuts with [...]. At most 2,000 characters.")
    language: LanguageTag
    media: Media = "text"
    items: list[UUID] = Field([], max_length=50, description="Ids of your items that it was given for.")
    identity: PersonFacts | None = Field(None, description="Who it is; or `person`, for somebody who told you before.")
    person: UUID | None = Field(None, description="Id of somebody known, as `/identity` gives it.")

    def facts(self) -> dict[str, Any]:
        told = self.model_dump(exclude={"identity"})
        return {**told, "identity": self.identity.identity() if self.identity else None}


class OtherWords(Body):
    words: fields.Note = Field(description="Its owner has yet to approve them: until then nothing shows the quote.")


class Approval(Body):
    words_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="SHA-256 of the words that the person saw and approved, in UTF-8."
    )


class NewConsent(Body):
    """What somebody agreed to: opt-in, each use for itself."""

    controllers: list[Name] = Field(
        max_length=50, description="Codes of the organisations that may show it, each by name."
    )
    purposes: list[Name] = Field(max_length=PURPOSES, description="What for, as the person was told.")
    channels: list[Channel] = Field(max_length=6)
    attribution: Attribution = Field(description="How the person wants to be named.")
    shown_name: line(SHOWN_NAME) = Field("", description="That name; empty for `anonymous`.")  # type: ignore[valid-type]
    wording: UUID = Field(description="Id of the wording that the person was shown.")
    special_category: bool = Field(description="Explicit consent to show data about health.")
    given_at: Moment
    how: How
    support_during: bool = Field(description="Support while telling it was offered.")
    support_after: bool = Field(description="Support afterwards was offered.")
    saw_final_words: bool
    told_may_withdraw: bool = Field(description="Knows: at any time, without a reason.")
    guardian_needed: bool = False
    guardian_agreed: bool = False
    expires_at: Moment | None = Field(None, description="After 24 months, if you do not say.")
    replaces: UUID | None = Field(None, description="Id of the consent that ends with this one.")

    def agreement(self) -> Agreement:
        return Agreement(**self.model_dump())


class NewWording(Body):
    text: fields.Note
    language: LanguageTag


class LinkOrder(Body):
    how: Literal["mail", "paper"] = Field(
        "mail",
        description="`mail` sends it to the person; `paper` answers with its address, this once, to hand it over.",
    )


class IdentityOrder(Body):
    why: Name = Field(description="The reason, for the record of readings.")


class WordingShape(Shape):
    id: UUID
    language: str
    version: int
    text: str
    sha256: str
    created_at: datetime

    @classmethod
    def of(cls, row: ConsentWording) -> WordingShape:
        return cls(
            id=row.pk, **{name: getattr(row, name) for name in ("language", "version", "text", "sha256", "created_at")}
        )


class WordingList(Shape):
    items: list[WordingShape]
    next: str | None = Field(description="Address of the next page; null on the last.")


AGREED = (
    *("purposes", "channels", "attribution", "shown_name", "wording_sha256", "special_category", "given_at", "how"),
    *("guardian_needed", "guardian_agreed", "support_during", "support_after", "saw_final_words", "told_may_withdraw"),
    *("expires_at", "recorded_at", "replaced_at", "withdrawn_at"),
)


class ConsentShape(Shape):
    """An agreement on record. What was agreed never changes."""

    id: UUID
    standing: Standing
    controllers: list[str]
    purposes: list[str]
    channels: list[str]
    attribution: str
    shown_name: str
    wording: UUID
    wording_sha256: str
    special_category: bool
    given_at: datetime
    how: str
    guardian_needed: bool
    guardian_agreed: bool
    support_during: bool
    support_after: bool
    saw_final_words: bool
    told_may_withdraw: bool
    expires_at: datetime
    recorded_at: datetime
    replaced_at: datetime | None
    withdrawn_at: datetime | None

    @classmethod
    def of(cls, row: Consent, at: datetime) -> ConsentShape:
        return cls(
            id=row.pk,
            standing=standing(row, at),
            controllers=sorted(organisation.code for organisation in row.controllers.all()),
            wording=row.wording_id,
            **{name: getattr(row, name) for name in AGREED},
        )

    def to_keep(self) -> ConsentShape:
        """Without the name: a stored answer must not outlive a withdrawal."""
        return self.model_copy(update={"shown_name": ""})


class ConsentList(Shape):
    items: list[ConsentShape]


class TestimonialRecord(Shape):
    """A testimonial as its curators see it. Who it is, is kept apart: see `/identity`."""

    id: UUID
    words: str = Field(description="Empty once it is withdrawn.")
    words_sha256: str = Field(
        description="Of the words as they are here: send it to `/approve` when the person has seen them."
    )
    placeholder: str = Field(description="Write this into a text, alone in a paragraph.")
    approved_at: datetime | None
    language: str
    media: str
    items: list[UUID]
    consents: list[ConsentShape]
    version: int
    created_at: datetime
    withdrawn_at: datetime | None

    @classmethod
    def of(cls, row: Testimonial, at: datetime) -> TestimonialRecord:
        return cls(
            id=row.pk,
            words=row.words,
            words_sha256=hash_of(row.words) if row.words else "",
            placeholder=f"{{{{quote:{row.pk}}}}}",
            approved_at=row.approved_final_at,
            language=row.language,
            media=row.media,
            items=sorted(item.pk for item in row.items.all()),
            consents=[ConsentShape.of(consent, at) for consent in row.consents.all()],
            version=row.version,
            created_at=row.created_at,
            withdrawn_at=row.withdrawn_at,
        )

    def to_keep(self) -> TestimonialRecord:
        """Without words and names: a stored answer must not outlive a withdrawal."""
        return self.model_copy(
            update={"words": "", "words_sha256": "", "consents": [consent.to_keep() for consent in self.consents]}
        )


class TestimonialList(Shape):
    items: list[TestimonialRecord]
    next: str | None = Field(description="Address of the next page; null on the last.")


class PersonDocument(Shape):
    id: UUID
    name: str


class PersonShape(Shape):
    person: UUID
    name: str
    email: str
    phone: str
    guardian_name: str
    guardian_contact: str
    documents: list[PersonDocument]

    @classmethod
    def of(cls, known: Known) -> PersonShape:
        documents = [PersonDocument(id=id, name=name) for id, name in known.documents]
        return cls(person=known.person, documents=documents, **vars(known.identity))


class LinkIssued(Shape):
    how: str
    expires_at: datetime
    address: str | None = Field(description="On paper only, and shown this once.")


class ProofPlaceShape(Shape):
    kind: str
    slug: str
    url: str
    language: str
    edition: int
    organisation: str
    is_adaptation: bool
    is_current: bool = Field(description="Whether it was what readers read; otherwise an older edition.")
    renditions: list[str] = Field(description="Those that were kept when it was cleared.")
    cleared_at: datetime | None
    rebuilt_at: datetime | None = Field(description="When what readers get stood anew without the quote.")


class ProofTold(Shape):
    organisation: str
    position: int
    told_at: datetime | None = Field(
        description="Null: it has yet to be, such as while its subscription is paused or switched off."
    )
    confirmed_at: datetime | None


class ProofSeen(Shape):
    host: str = Field(description="`other websites` are those that showed it fewer than five times in a month.")
    kind: str
    slug: str
    last_month: str = Field(description="Such as `2026-01`.")


class ProofShape(Shape):
    """Where a quote is or was, and who knows that it has to go."""

    testimonial: UUID
    withdrawn_at: datetime | None
    feed_positions: list[int] = Field(description="The events of the public feed that tell of it.")
    places: list[ProofPlaceShape]
    seen_on: list[ProofSeen] = Field(description="Websites that embedded those texts, as far as that is counted.")
    told: list[ProofTold] = Field(description="Organisations whose subscriptions were told, or have yet to be.")
    organisations: list[str] = Field(description="Whose texts named it: they are written to.")
    surrogate_keys: list[str] = Field(description="What a CDN has to let go of.")
    not_recalled: list[str] = Field(description="What can't be called back.")

    @classmethod
    def of(cls, proof: Proof) -> ProofShape:
        return cls(
            testimonial=proof.testimonial.pk,
            withdrawn_at=proof.testimonial.withdrawn_at,
            feed_positions=list(proof.positions),
            places=[ProofPlaceShape(**{**vars(place), "renditions": list(place.renditions)}) for place in proof.places],
            seen_on=[ProofSeen(**{**vars(one), "last_month": f"{one.last_month:%Y-%m}"}) for one in proof.seen],
            told=[ProofTold(**vars(one)) for one in proof.told],
            organisations=list(proof.organisations),
            surrogate_keys=list(proof.surrogate_keys),
            not_recalled=list(proof.not_recalled),
        )


def consents_of(rows: Iterable[Consent], at: datetime) -> ConsentList:
    return ConsentList(items=[ConsentShape.of(row, at) for row in rows])
