"""Before there is anything to read: organisations, people, words, contact points and services, as steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from demo.cast import Cast
from demo.contacts import CONTACTS, SERVICES, VERIFIED_BY, DemoContact, DemoService
from demo.organisations import ORGANISATIONS, REORGANISED_ON, SUCCESSIONS, DemoOrganisation, by_ods
from demo.people import ADMINISTRATOR, CURATOR, PEOPLE, STEWARD_CODE, DemoPerson
from demo.theme import COLOURS, LICENCE_HOLDER
from demo.timeline import Step
from demo.vocabulary import AUDIENCES, LICENCES, TOPICS
from library.accounts import actions as accounts
from library.accounts.actors import SYSTEM
from library.catalogue import actions as catalogue
from library.catalogue.models import Topic
from library.directory import actions as directory

FOUNDED, THEME, WORDS, CONTACT_POINTS, LOCAL_SERVICES, VERIFIED = 330, 329, 328, 326, 200, 14
"""Days before the day of loading."""


def founding(cast: Cast, today: date) -> Iterator[Step]:
    """Every step, with those of one day in the order in which they depend on each other."""
    reorganised = min((today - REORGANISED_ON).days, FOUNDED - 10)
    days = {organisation.code: reorganised if organisation.since else FOUNDED for organisation in ORGANISATIONS}
    for organisation in ORGANISATIONS:
        yield Step(days[organisation.code], partial(_organisation, cast, organisation))
    for person in PEOPLE:
        yield Step(days[person.organisation], partial(_person, cast, person))
    for succession in SUCCESSIONS:
        yield Step(reorganised, partial(_succession, cast, succession))
    for organisation in ORGANISATIONS:
        if organisation.until:
            yield Step(reorganised, partial(_end, cast, organisation))
    yield Step(THEME, partial(_theme, cast))
    yield Step(WORDS, partial(_words, cast))
    for contact in CONTACTS:
        yield Step(CONTACT_POINTS, partial(_contact, cast, contact))
    for service in SERVICES:
        yield Step(LOCAL_SERVICES, partial(_service, cast, service))
    for contact in CONTACTS:
        yield Step(VERIFIED, partial(_verified, cast, contact))
    for service in SERVICES:
        yield Step(VERIFIED, partial(_service_verified, cast, service))


def _organisation(cast: Cast, organisation: DemoOrganisation, at: datetime) -> None:
    made = accounts.create_organisation(
        code=organisation.code,
        name=organisation.name,
        kind=organisation.kind,
        nation=organisation.nation,
        districts=organisation.districts,
        embed_hosts=organisation.embed_hosts,
        website=organisation.website,
        by=SYSTEM,
        at=at,
    )
    for scheme, value in organisation.codes:
        accounts.add_code(
            organisation=made,
            scheme=scheme,
            value=value,
            valid_from=organisation.since,
            valid_to=organisation.until,
            by=SYSTEM,
            at=at,
        )
    cast.organisations[organisation.code] = made


def _person(cast: Cast, person: DemoPerson, at: datetime) -> None:
    user = accounts.create_user(username=person.username, name=person.name, by=SYSTEM, at=at)
    cast.memberships[person.username] = accounts.add_member(
        user=user,
        organisation=cast.organisations[person.organisation],
        roles=person.roles,
        review_kinds=person.review_kinds,
        by=SYSTEM,
        at=at,
    )


def _succession(cast: Cast, succession: tuple[str, str, str], at: datetime) -> None:
    predecessor, successor, type_ = succession
    accounts.record_succession(
        predecessor=cast.organisations[by_ods(predecessor).code],
        successor=cast.organisations[by_ods(successor).code],
        on=REORGANISED_ON,
        type=type_,
        by=cast.actor(ADMINISTRATOR),
        at=at,
    )


def _end(cast: Cast, organisation: DemoOrganisation, at: datetime) -> None:
    accounts.end_organisation(
        organisation=cast.organisations[organisation.code], on=REORGANISED_ON, by=cast.actor(ADMINISTRATOR), at=at
    )


def _theme(cast: Cast, at: datetime) -> None:
    catalogue.save_theme(
        organisation=cast.organisations[STEWARD_CODE],
        colours=COLOURS,
        licence_holder=LICENCE_HOLDER,
        expected_version=0,
        by=cast.actor(ADMINISTRATOR),
        at=at,
    )


def _words(cast: Cast, at: datetime) -> None:
    by = cast.actor(CURATOR)
    topics: dict[str, Topic] = {}
    for topic in TOPICS:
        topics[topic.slug] = catalogue.add_topic(
            slug=topic.slug,
            name=topic.name,
            parent=topics.get(topic.parent),
            codes=topic.coded(),
            synonyms=list(topic.synonyms),
            by=by,
            at=at,
        )
    for slug, name in AUDIENCES:
        catalogue.add_audience(slug=slug, name=name, by=by, at=at)
    for spdx, name, url in LICENCES:
        catalogue.add_licence(spdx=spdx, name=name, url=url, by=by, at=at)


def _contact(cast: Cast, contact: DemoContact, at: datetime) -> None:
    cast.contacts[contact.slug] = directory.add_contact_point(
        slug=contact.slug,
        name=contact.name,
        kind=contact.kind,
        value=contact.value,
        by=cast.actor(CURATOR),
        at=at,
        **contact.facts,
    )


def _verified(cast: Cast, contact: DemoContact, at: datetime) -> None:
    directory.verify_contact_point(
        contact=cast.contacts[contact.slug],
        verified_by=VERIFIED_BY,
        on=at.date(),
        by=cast.actor(CURATOR),
        at=at,
    )


def _service(cast: Cast, service: DemoService, at: datetime) -> None:
    cast.services[service.slug] = directory.add_service(
        slug=service.slug,
        name=service.name,
        role=service.role,
        description=service.description,
        contact_points=[cast.contacts[slug] for slug in service.contacts],
        by=cast.actor(service.editor),
        at=at,
        **service.parts,
    )


def _service_verified(cast: Cast, service: DemoService, at: datetime) -> None:
    directory.verify_service(
        service=cast.services[service.slug],
        verified_by=VERIFIED_BY,
        on=at.date(),
        by=cast.actor(service.editor),
        at=at,
    )
