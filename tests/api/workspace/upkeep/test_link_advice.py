"""Whoever writes a text over HTTP is told of addresses in it that lead nowhere, as at the desk: it is advice and hinders nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.publishing.models import Draft
from tests.texts import CITATION, LINES, text
from tests.watching import Watch, answer
from tests.worlds import World

NHS = str(CITATION["url"])
GUIDE = "https://www.guide.org.uk/guide?a=1&b=2"
WORDS = "It is broken: it is not there any more (404)."


@pytest.fixture
def watch(world: World) -> Watch:
    """Both addresses are out, and gone."""
    watch = Watch(world)
    world.published(world.draft(sections=[section(f"See [the guide]({GUIDE})."), LINES]))
    watch.web.pages |= {NHS: answer(404), GUIDE: answer(404)}
    watch.day(2)
    return watch


def section(body: str) -> dict[str, str]:
    return {"id": "a", "heading": "A", "body": body}


def advice(world: World, draft: Draft) -> list[dict[str, Any]]:
    found = world.api("cora").get(f"/v1/workspace/drafts/{draft.pk}").json()["findings"]
    return [one for one in found if one["rule"] == "watched-link"]


def test_a_source_that_is_gone_is_named_with_its_place(world: World, watch: Watch) -> None:
    (found,) = advice(world, world.draft(slug="new", citations=[{**CITATION, "id": "a"}]))
    assert (found["severity"], found["pointer"], found["excerpt"]) == ("advise", "/citations/0/url", NHS)
    assert found["span"] == [0, len(NHS)]
    assert found["message"].startswith(f"This address was looked at. {WORDS} Since ")


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        (f"See [it]({GUIDE}).", GUIDE),
        (f"See [it](<{GUIDE}#help>).", f"{GUIDE}#help"),
        (f"See [it]({GUIDE.replace('&', '&amp;')}).", None),
        ("See [it](https://well.guide.org.uk/).", "nothing"),
    ],
    ids=["as it is", "with a place in the page", "written in another way", "not known to be wrong"],
)
def test_a_link_in_a_text_is_found_by_its_span(world: World, watch: Watch, body: str, excerpt: str | None) -> None:
    found = advice(world, world.draft(slug="new", sections=[section(body), LINES], citations=[]))
    if excerpt == "nothing":
        assert found == []
        return
    (one,) = found
    start, end = one["span"] or (0, 0)
    assert (one["pointer"], one["excerpt"], body[start:end]) == ("/sections/0/body", excerpt, excerpt or "")
    assert WORDS in one["message"]
    assert excerpt or GUIDE in one["message"]


def test_it_keeps_nothing_from_being_published(world: World, watch: Watch) -> None:
    draft = world.approved(world.draft(slug="new"))
    answer = world.api("petra").get(f"/v1/workspace/drafts/{draft.pk}").json()
    assert [one["rule"] for one in answer["findings"]] == ["watched-link"]
    assert answer["ready"] == []


def test_any_number_of_addresses_takes_one_query(world: World, watch: Watch) -> None:
    counts = []
    api = world.api("cora")
    for number in (0, 1, 20):
        citations = [{**CITATION, "id": f"s{one}", "url": f"{NHS}?{one}"} for one in range(number)]
        draft = world.draft(slug=f"new-{number}", citations=citations)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            api.get(f"/v1/workspace/drafts/{draft.pk}")
        counts.append(sum("upkeep_watchedaddress" in query["sql"] for query in queries))
    assert counts == [0, 1, 1]


def test_any_text_that_is_checked_gets_the_same_advice(world: World, watch: Watch) -> None:
    body = f"See [it]({GUIDE})."
    document = text(sections=[section(body), LINES], citations=[])
    told = []
    for given in ({"text": body}, {"document": document}):
        found = world.api("cora").post("/v1/workspace/checks", given).json()["findings"]
        told += [one for one in found if one["rule"] == "watched-link"]
    assert [one["pointer"] for one in told] == ["/text", "/sections/0/body"]
    assert [one["excerpt"] for one in told] == [GUIDE, GUIDE]
    assert told[0]["message"] == told[1]["message"]
