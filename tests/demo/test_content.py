"""Every item of the demo, as an author would be asked about it: is it a document, is it plain, is it safe, does it say where help is?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from demo.contacts import CONTACTS
from demo.content import ITEMS
from demo.shapes import DemoItem, Stage, Told
from demo.standins import stand_in, with_real_ids
from demo.vocabulary import AUDIENCES, LICENCES, TOPICS
from library.documents.model import Document
from library.documents.parse import parse_document
from library.documents.references import references
from library.documents.text import plain_text
from tests.demo.prose_rules import HARMFUL, HOURS, PHONE_LIKE, PLACEHOLDER_TEXT, QUOTED, prose_of
from tests.demo.readability import grade, long_sentences

WRITTEN = date(2026, 11, 23)
"""The demo's dates must be in order when it is loaded on this day or later."""
READING_GRADE = 6.0
"""Years of school: a reading age of eleven, at the most (domain.md, HQ-13)."""
LONGEST_SENTENCE = 25

TOLD = [
    pytest.param(item, told, id=f"{item.slug}-{told.document['language']}-{number}")
    for item in ITEMS
    for number, told in enumerate(item.editions)
]
IN_ENGLISH = [param for param in TOLD if param.values[1].document["language"].startswith("en")]
HEALTH = [param for param in TOLD if param.values[0].about.is_health_content]


def parsed(told: Told) -> Document:
    return parse_document(json.loads(json.dumps(told.document)))


def strings(value: Any) -> Iterator[str]:
    """Every text in the data, keys and ids of parts included."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(("item", "told"), TOLD)
def test_it_is_a_document_of_its_kind(item: DemoItem, told: Told) -> None:
    assert parsed(told).kind == item.kind


@pytest.mark.parametrize(("item", "told"), TOLD)
def test_no_number_to_call_stands_in_it(item: DemoItem, told: Told) -> None:
    found = [match.group() for text in strings(told.document) for match in PHONE_LIKE.finditer(prose_of(text))]
    assert found == []


@pytest.mark.parametrize(("item", "told"), TOLD)
def test_hours_stand_only_beside_the_words_at_the_time_of_writing(item: DemoItem, told: Told) -> None:
    with_hours = [text for text in strings(told.document) if HOURS.search(text)]
    assert [text for text in with_hours if "At the time of writing" not in text] == []


@pytest.mark.parametrize(("item", "told"), TOLD)
@pytest.mark.parametrize("what", HARMFUL)
def test_nothing_in_it_can_harm_a_reader_who_is_unwell(item: DemoItem, told: Told, what: str) -> None:
    assert [text for text in strings(told.document) if HARMFUL[what].search(text)] == []


@pytest.mark.parametrize(("item", "told"), TOLD)
def test_it_quotes_nobody_and_leaves_no_gap(item: DemoItem, told: Told) -> None:
    assert [text for text in strings(told.document) if QUOTED.search(text) or PLACEHOLDER_TEXT.search(text)] == []


@pytest.mark.parametrize(("item", "told"), IN_ENGLISH)
def test_it_reads_easily(item: DemoItem, told: Told) -> None:
    text = plain_text(parsed(told))
    assert grade(text) <= READING_GRADE
    assert long_sentences(text, LONGEST_SENTENCE) == []


@pytest.mark.parametrize(("item", "told"), HEALTH)
def test_health_content_ends_with_where_to_get_help(item: DemoItem, told: Told) -> None:
    sections = {section["id"]: section for section in told.document["sections"]}
    assert sections["if-you-need-help-now"]["care_level"] == "emergency"
    assert sections["if-you-need-help-today"]["care_level"] == "urgent"
    assert {"emergency-999", "urgent-mental-health", "samaritans", "shout"} <= set(references(parsed(told)).contacts)


@pytest.mark.parametrize(("item", "told"), [p for p in HEALTH if "eating-disorders" in p.values[0].about.topics])
def test_eating_disorder_content_names_the_charity_for_it(item: DemoItem, told: Told) -> None:
    assert "beat" in references(parsed(told)).contacts


@pytest.mark.parametrize(("item", "told"), TOLD)
def test_every_contact_is_in_the_directory(item: DemoItem, told: Told) -> None:
    groups = {str(contact.facts["group"]) for contact in CONTACTS if "group" in contact.facts}
    assert set(references(parsed(told)).contacts) <= {contact.slug for contact in CONTACTS} | groups


@pytest.mark.parametrize(("item", "told"), TOLD)
def test_its_sources_were_read_before_it_was_written(item: DemoItem, told: Told) -> None:
    drafted = WRITTEN - timedelta(days=told.drafted)
    assert [
        source["id"] for source in told.document["citations"] if date.fromisoformat(source["accessed"]) > drafted
    ] == []


@pytest.mark.parametrize(("item", "told"), HEALTH)
def test_health_content_names_the_nhs_or_nice_among_its_sources(item: DemoItem, told: Told) -> None:
    assert {source["publisher"] for source in told.document["citations"]} & {
        "NHS",
        "National Institute for Health and Care Excellence",
    }


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.slug)
def test_its_words_are_in_the_vocabulary(item: DemoItem) -> None:
    assert set(item.about.topics) <= {topic.slug for topic in TOPICS}
    assert set(item.about.audiences) <= {slug for slug, _ in AUDIENCES}
    assert item.about.licence in {spdx for spdx, _, _ in LICENCES}


@pytest.mark.parametrize(("item", "told"), TOLD)
def test_its_days_are_in_order(item: DemoItem, told: Told) -> None:
    days = [told.drafted, told.submitted, told.reviewed, told.published]
    reached = {Stage.DRAFT: 1, Stage.IN_REVIEW: 2, Stage.PUBLISHED: 4}[told.stage]
    assert days[:reached] == sorted(set(days[:reached]), reverse=True)
    assert days[reached - 1] > 0


def test_every_related_item_is_in_the_demo() -> None:
    published = {(item.kind, item.slug) for item in ITEMS if item.is_published}
    named = {
        (related["kind"], related["slug"])
        for item in ITEMS
        for told in item.editions
        for related in told.document["details"].get("related", ())
    }
    assert named <= published


def test_the_agenda_of_the_training_takes_as_long_as_the_training() -> None:
    training = next(item for item in ITEMS if item.slug == "co-production-training")
    details = training.editions[0].document["details"]
    assert (sum(part["minutes"] for part in details["agenda"]), details["duration"]) == (180, "PT3H")
    assert len(details["learning_outcomes"]) == 5


@pytest.mark.parametrize("slug", ["finding-support", "caring-for-someone"])
def test_a_leaflet_template_uses_all_four_policies(slug: str) -> None:
    leaflet = next(item for item in ITEMS if item.slug == slug)
    assert {section.get("policy") for section in leaflet.editions[0].document["sections"]} == {
        "locked",
        "adaptable",
        "optional",
        "slot",
    }


@pytest.mark.parametrize("slug", ["finding-support", "caring-for-someone"])
def test_every_local_detail_of_a_leaflet_is_used(slug: str) -> None:
    document = next(item for item in ITEMS if item.slug == slug).editions[0].document
    text = " ".join(section["body"] for section in document["sections"])
    rules = json.dumps(document["details"]["rules"])
    keys = [detail["key"] for detail in document["details"]["local_details"]]
    assert [key for key in keys if f"{{{{{key}" not in text and f'"{key}"' not in rules] == []


def test_a_claim_without_evidence_is_called_one() -> None:
    sanctuary = next(item for item in ITEMS if item.slug == "the-sanctuary")
    first, second = (told.document for told in sanctuary.editions)
    assert "negative comment" not in json.dumps(first)
    assert "no evidence" in json.dumps(second)


def test_stand_ins_give_way_to_real_ids() -> None:
    name = stand_in("living-room")
    assert with_real_ids({"a": [name, "b"], "c": 3}, {name: "real"}) == {"a": ["real", "b"], "c": 3}


def test_the_demo_speaks_of_the_past_only() -> None:
    today = datetime(2026, 11, 23, tzinfo=UTC).date()
    assert all(recognised.as_of <= today for item in ITEMS for recognised in item.recognitions)
