"""What generated items stand on, made through actions: publishers with their people, and the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from demo.generator import vocabulary
from demo.generator.plans import PUBLISHERS, PURPOSES
from library.accounts.actions import add_member, create_organisation, create_user
from library.accounts.actors import SYSTEM, Actor
from library.accounts.models import Membership, Organisation
from library.accounts.queries import actor_of
from library.accounts.roles import ReviewKind, Role
from library.catalogue.actions import add_audience, add_licence, add_topic
from library.catalogue.models import Audience, Item, Licence, Topic
from library.directory.actions import add_contact_point
from library.directory.hours import always
from library.directory.models import ContactPoint

CODE = "generated-library"
"""How the codes of all generated publishers begin: by it their items are told from others."""


@dataclass(frozen=True)
class Publisher:
    """An organisation and the people by whom an item gets out."""

    organisation: Organisation
    curator: Actor
    reader: Actor
    clinician: Actor
    publisher: Actor


@dataclass(frozen=True)
class Ground:
    publishers: list[Publisher]
    topics: dict[str, Topic]
    audiences: dict[str, Audience]
    licences: dict[str, Licence]
    contacts: dict[str, ContactPoint]


def others_exist() -> bool:
    """Does the catalogue hold anything that was not generated?"""
    return Item.objects.exclude(owner__code__startswith=CODE).exists()


def lay_ground(*, at: datetime) -> Ground:
    """Everything that plans refer to. What is there already is used as it is."""
    return Ground(
        publishers=[_publisher(number, at) for number in range(1, PUBLISHERS + 1)],
        topics=_topics(at),
        audiences={slug: _audience(slug, at) for slug in vocabulary.AUDIENCES},
        licences={spdx: _licence(spdx, at) for spdx in vocabulary.LICENCES},
        contacts={contact.slug: contact for contact in (_contact(purpose, at) for purpose in PURPOSES)},
    )


def _publisher(number: int, at: datetime) -> Publisher:
    code = f"{CODE}-{number}"
    organisation = Organisation.objects.filter(code=code).first() or create_organisation(
        code=code, name=f"Generated library {number}", kind="steward", nation="england", by=SYSTEM, at=at
    )
    return Publisher(
        organisation,
        curator=_member(organisation, "curator", Role.CURATOR, at),
        reader=_member(organisation, "reader", Role.REVIEWER, at, ReviewKind.LIVED_EXPERIENCE),
        clinician=_member(organisation, "clinician", Role.REVIEWER, at, ReviewKind.CLINICAL),
        publisher=_member(organisation, "publisher", Role.PUBLISHER, at),
    )


def _member(organisation: Organisation, name: str, role: Role, at: datetime, *review_kinds: ReviewKind) -> Actor:
    username = f"{organisation.code}-{name}"
    membership = Membership.objects.filter(user__username=username).select_related("organisation").first()
    if membership is None:
        user = create_user(username=username, name=f"Generated {name}", by=SYSTEM, at=at)
        membership = add_member(
            user=user, organisation=organisation, roles=[role], review_kinds=review_kinds, by=SYSTEM, at=at
        )
    return actor_of(membership)


def _topics(at: datetime) -> dict[str, Topic]:
    made: dict[str, Topic] = {}
    by = _keeper()
    for root, below in vocabulary.TOPICS.items():
        for slug in (root, *below.split()):
            made[slug] = Topic.objects.filter(slug=slug).first() or add_topic(
                slug=slug,
                name=vocabulary.name_of(slug),
                parent=made.get(root),
                codes=vocabulary.codes_of(slug),
                synonyms=vocabulary.SYNONYMS.get(slug, []),
                by=by,
                at=at,
            )
    return made


def _audience(slug: str, at: datetime) -> Audience:
    return Audience.objects.filter(slug=slug).first() or add_audience(
        slug=slug, name=vocabulary.name_of(slug), by=_keeper(), at=at
    )


def _licence(spdx: str, at: datetime) -> Licence:
    name, url, _ = vocabulary.LICENCES[spdx]
    return Licence.objects.filter(spdx=spdx).first() or add_licence(spdx=spdx, name=name, url=url, by=_keeper(), at=at)


def _contact(purpose: str, at: datetime) -> ContactPoint:
    """A page that leads nowhere, and says so (RFC 2606): no number is ever made up."""
    slug = f"generated-{purpose}"
    return ContactPoint.objects.filter(slug=slug).first() or add_contact_point(
        slug=slug,
        name=f"Generated: {purpose}",
        kind="url",
        value=f"https://{purpose}.invalid/",
        purpose=purpose,
        schedule=always().model_dump(mode="json"),
        non_voice=["webchat"],
        by=_keeper(),
        at=at,
    )


def _keeper() -> Actor:
    membership = Membership.objects.select_related("organisation").get(user__username=f"{CODE}-1-curator")
    return actor_of(membership)
