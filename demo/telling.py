"""How each item of the demo came to be, as steps: files, drafts, reviews, editions, a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from demo.cast import Cast
from demo.files import FILES, DemoFile
from demo.people import CURATOR, PUBLISHER, REVIEWERS
from demo.shapes import DemoItem, Stage, Told, Withdrawn
from demo.standins import stand_in, with_real_ids
from demo.timeline import Step
from library.catalogue import actions as catalogue
from library.catalogue.actions.items import Governance
from library.catalogue.models import Item
from library.catalogue.uploads import inspect_upload
from library.coproduction import actions as coproduction
from library.editions import actions as editions
from library.publishing import actions as publishing
from library.publishing.models import Draft
from library.publishing.signoff import required_kinds

FILED = 320
"""Days before the day of loading."""
REVIEW_COMMENT = "Example review, written for the demo."


def filing(cast: Cast) -> Iterator[Step]:
    """The files that documents point at."""
    for file in FILES:
        yield Step(FILED, partial(_file, cast, file))


def telling(cast: Cast, item: DemoItem) -> Iterator[Step]:
    """An item from its first draft on."""
    yield Step(item.editions[0].drafted, partial(_item, cast, item))
    for told in item.editions:
        yield Step(told.drafted, partial(_draft, cast, item, told))
        if told.stage is not Stage.DRAFT:
            yield Step(told.submitted, partial(_submit, cast, item, told))
        if told.stage is Stage.PUBLISHED:
            for kind in required_kinds(item.about.is_health_content):
                yield Step(told.reviewed, partial(_review, cast, item, told, kind))
            yield Step(told.published, partial(_publish, cast, item, told))
    if item.withdrawn:
        yield Step(item.withdrawn.days_ago, partial(_withdraw, cast, item, item.withdrawn))


def _item(cast: Cast, item: DemoItem, at: datetime) -> None:
    by = cast.actor(CURATOR)
    made = catalogue.create_item(
        kind=item.kind, slug=item.slug, language=item.language, governance=_governance(item), by=by, at=at
    )
    for contributed in item.contributions:
        coproduction.record_contribution(item=made, by=by, at=at, **asdict(contributed))
    for recognised in item.recognitions:
        facts = asdict(recognised)
        recognition = coproduction.record_recognition(item=made, by=by, at=at, **_without_name(facts))
        cast.ids[stand_in(recognised.name)] = str(recognition.pk)
    cast.items[item.kind, item.slug] = made


def _draft(cast: Cast, item: DemoItem, told: Told, at: datetime) -> None:
    by, document = cast.actor(CURATOR), with_real_ids(told.document, cast.ids)
    existing = Draft.objects.filter(item=_made(cast, item), language=told.document["language"]).first()
    if existing is None:
        publishing.start_draft(item=_made(cast, item), document=document, by=by, at=at)
    else:
        publishing.save_draft(draft=existing, document=document, expected_version=existing.version, by=by, at=at)


def _submit(cast: Cast, item: DemoItem, told: Told, at: datetime) -> None:
    draft = _present(cast, item, told)
    publishing.submit(
        draft=draft,
        expected_version=draft.version,
        change_class=told.change_class,
        change_note=told.note,
        by=cast.actor(CURATOR),
        at=at,
    )


def _review(cast: Cast, item: DemoItem, told: Told, kind: str, at: datetime) -> None:
    draft = _present(cast, item, told)
    publishing.review_draft(
        draft=draft,
        kind=kind,
        scope="whole",
        decision="approved",
        document_hash=draft.document_hash,
        comment=REVIEW_COMMENT,
        evidence_checked=kind == "clinical",
        by=cast.actor(REVIEWERS[kind]),
        at=at,
    )


def _publish(cast: Cast, item: DemoItem, told: Told, at: datetime) -> None:
    draft = _present(cast, item, told)
    publishing.publish(
        draft=draft,
        expected_version=draft.version,
        change_class=told.change_class,
        note=told.note,
        by=cast.actor(PUBLISHER),
        at=at,
    )


def _withdraw(cast: Cast, item: DemoItem, withdrawn: Withdrawn, at: datetime) -> None:
    editions.withdraw(
        item=_made(cast, item),
        reason=withdrawn.reason,
        explanation=withdrawn.explanation,
        successor=Item.objects.get(kind=item.kind, slug=withdrawn.successor),
        by=cast.actor(PUBLISHER),
        at=at,
    )


def _made(cast: Cast, item: DemoItem) -> Item:
    return cast.items[item.kind, item.slug]


def _present(cast: Cast, item: DemoItem, told: Told) -> Draft:
    """The draft as it is now: every verb counts its version up."""
    return Draft.objects.select_related("item").get(item=_made(cast, item), language=told.document["language"])


def _governance(item: DemoItem) -> Governance:
    about = item.about
    return Governance(
        licence=about.licence,
        rights_holder=about.rights_holder,
        funding=about.funding,
        conflicts_of_interest=about.conflicts_of_interest,
        topics=about.topics,
        audiences=about.audiences,
        is_health_content=about.is_health_content,
        review_cycle_months=about.review_cycle_months,
        accessible_formats=about.accessible_formats(),
    )


def _without_name(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if key != "name"}


def _file(cast: Cast, file: DemoFile, at: datetime) -> None:
    asset = catalogue.add_asset(
        upload=inspect_upload(file.make(), file.file_name),
        licence=file.licence,
        rights_holder="The SUN Network",
        accessibility=file.accessibility,
        accessibility_note=file.note,
        by=cast.actor(CURATOR),
        at=at,
    )
    cast.ids[stand_in(file.name)] = str(asset.pk)
