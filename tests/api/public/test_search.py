"""Full text: stems, topics by other names, what stands in the title first, and a hint when nothing was found."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue import actions as catalogue
from library.catalogue.models import Topic
from tests.client import Api
from tests.worlds import World


def found(public: Api, q: str, **query: Any) -> list[str]:
    return [card["slug"] for card in public.get("/v1/catalogue", {"q": q, **query}).json()["items"]]


def body(text: str) -> list[dict[str, str]]:
    return [{"id": "words", "heading": "Words", "body": text}]


@pytest.mark.parametrize(
    ("q", "is_found"),
    [
        ("supporting", True),  # stemmed
        ("SUPPORT", True),
        ("support crisis", True),  # both, anywhere
        ("support unicorn", False),
        ('"crisis support"', True),
        ('"support crisis"', False),
        ("support -crisis", False),
        ("unicorn or crisis", True),
        ("foo &", False),
        ("!!", False),
        ("'; DROP TABLE catalogue_entry; --", False),
    ],
)
def test_a_search_reads_as_readers_write(world: World, public: Api, q: str, is_found: bool) -> None:
    item = world.published(sections=body("Where crisis support is, day and night."))
    assert found(public, q) == ([item.slug] if is_found else [])


def test_a_match_in_the_title_stands_before_one_in_the_text(world: World, public: Api) -> None:
    in_title = world.published(title="Sanctuary")
    in_text = world.published(sections=body("Somebody spoke of a sanctuary once."))
    assert found(public, "sanctuary") == [in_title.slug, in_text.slug]
    assert found(public, "sanctuary", order="-published_at") == [in_text.slug, in_title.slug]


def test_results_by_relevance_can_be_paged(world: World, public: Api) -> None:
    made = [world.published(title=f"Sanctuary {number}").slug for number in range(3)]
    first = public.get("/v1/catalogue", {"q": "sanctuary", "page_size": 2}).json()
    second = public.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert [card["slug"] for card in first["items"] + second["items"]] == made[::-1]


def test_another_name_of_a_topic_finds_its_items_from_the_moment_it_is_given(world: World, public: Api) -> None:
    item = world.published()
    assert found(public, "anorexia") == []
    topic = Topic.objects.get(slug="eating-disorders")
    catalogue.change_topic(
        topic=topic,
        name=topic.name,
        codes=[],
        synonyms=["anorexia", "binge eating"],
        by=world.by("cora"),
        at=world.now(),
    )
    assert found(public, "anorexia") == found(public, "binge eating carers") == [item.slug]


def test_a_word_of_another_language_is_found_as_it_stands(world: World, public: Api) -> None:
    item = world.published()
    world.published(world.translation(item, "cy", sections=body("Cymorth mewn argyfwng")))
    assert found(public, "argyfwng", language="cy") == [item.slug]
    assert found(public, "argyfwng") == []  # in its original it is not said


def test_a_snippet_marks_the_match_and_escapes_the_text(world: World, public: Api) -> None:
    world.published(sections=body(f"{'Before. ' * 60}Crisis support < help & more.{' After.' * 60}"))
    (card,) = public.get("/v1/catalogue", {"q": "supporting", "snippets": True}).json()["items"]
    assert "Crisis <mark>support</mark> &lt; help &amp; more." in card["snippet"]
    assert len(card["snippet"]) < 400


def test_a_search_that_finds_nothing_offers_a_spelling_that_does(world: World, public: Api) -> None:
    world.published(sections=body("Where crisis support is."))
    assert public.get("/v1/catalogue", {"q": "crisis suport"}).json()["did_you_mean"] == "crisis support"


def test_a_word_of_a_withdrawn_item_is_never_offered(world: World, public: Api) -> None:
    item = world.published(sections=body("The secretword stands here."))
    world.withdrawn(item)
    assert public.get("/v1/catalogue", {"q": "secretwort"}).json()["did_you_mean"] is None


def test_a_draft_is_in_no_result_snippet_facet_or_suggestion(world: World, public: Api) -> None:
    item = world.published()
    world.edited(item, title="Canaryqzx", sections=body("canaryqzx in the text"))
    world.draft(title="Canaryqzx", sections=body("canaryqzx"))
    for q in ("canaryqzx", "canaryqzy"):
        answer = public.get("/v1/catalogue", {"q": q, "snippets": True, "facets": "topic,format,kind", "count": True})
        assert answer.json()["total"] == 0
        assert answer.json()["did_you_mean"] is None
