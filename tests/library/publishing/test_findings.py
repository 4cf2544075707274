"""What a person should look at in a draft: it hinders nothing."""

from __future__ import annotations

from typing import Any

import pytest

from library.coproduction.actions import record_contribution
from library.editions.review_status import uk_day
from library.publishing.findings import draft_findings
from library.publishing.models import Draft
from library.quality.house_style import SOURCE as PLAIN_LANGUAGE
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


def story(world: World, body: str, **changes: Any) -> Draft:
    sections = [{"id": "story", "heading": "A story", "body": body}]
    return world.draft(kind="case_study", sections=sections, **changes)


def places(draft: Draft) -> list[tuple[str, str, str | None]]:
    """All but plain language, of which the other texts of an example have some."""
    found = draft_findings(draft, uk_day(draft.updated_at))
    return [(one.rule, one.pointer, one.excerpt) for one in found if one.source != PLAIN_LANGUAGE]


def test_every_rule_is_asked(world: World) -> None:
    found = places(story(world, "Call 999. Rowena listened. There were no complaints.\n\nIt is open every day."))
    place = "/sections/0/body"
    assert found == [
        ("typed-number", place, "999"),
        ("absolute-claim", place, "no complaints"),
        ("operational-fact", place, "is open every"),
        ("third-party-name", place, "Rowena"),
    ]


def test_somebody_who_works_there_is_found_by_name(world: World) -> None:
    assert places(story(world, "That day it was Cora.")) == [("third-party-name", "/sections/0/body", "Cora")]


def test_the_publisher_s_own_name_is_no_person_s(world: World) -> None:
    governance = {"rights_holder": "Larkspur"}
    assert places(story(world, "Larkspur listened.", governance=governance)) == []
    assert len(places(story(world, "Larkspur listened."))) == 1


def test_a_title_that_claims_more_than_the_record(world: World) -> None:
    draft = story(world, "A story.", title="A co-produced place")
    assert places(draft) == [("overclaimed-co-production", "/title", "co-produced")]
    for stage in ("design", "deliver"):
        record_contribution(
            item=draft.item,
            group="Carers",
            role="Made it",
            stage=stage,
            approach="co_production",
            by=world.by("cora"),
            at=world.now(),
        )
    assert places(draft) == []


def test_the_draft_says_so_over_http_and_may_be_published_all_the_same(world: World) -> None:
    draft = world.approved(story(world, "Rowena listened."))
    found = world.api("rosa").get(f"/v1/workspace/drafts/{draft.pk}").json()
    told = [one for one in found["findings"] if one["source"] != PLAIN_LANGUAGE]
    assert [(one["rule"], one["severity"], one["span"]) for one in told] == [("third-party-name", "warn", [0, 6])]
    assert found["ready"] == []


def test_what_could_be_put_more_plainly_is_said_last(world: World) -> None:
    draft = story(world, "Rowena listened for two weeks.")
    found = [one for one in draft_findings(draft, uk_day(draft.updated_at)) if one.pointer == "/sections/0/body"]
    assert [(one.rule, one.severity) for one in found] == [("third-party-name", "warn"), ("numerals", "advise")]
