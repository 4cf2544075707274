"""What is being written is not to be found in public: not listed, not searched, not counted, not in a header (safety.md, rule 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from api.http import throttling
from library.catalogue.models import Item
from library.publishing.models import Draft
from tests.client import Api
from tests.texts import text
from tests.worlds import World

WORD = "canaryword"


def secret_text(kind: str, number: int) -> dict[str, Any]:
    """A text of which every word place holds a word that stands nowhere else."""
    words = (f"{WORD}{number}x{place}" for place in range(100))
    changes = {
        "title": f"The {next(words)}",
        "summary": f"About {next(words)}.",
        "sections": [
            {
                "id": next(words),
                "heading": next(words),
                "policy_reason": next(words),
                "body": f"{next(words)} [{next(words)}](https://{next(words)}.invalid/)",
            }
        ],
        "citations": [{**text()["citations"][0], "id": next(words), "title": next(words), "publisher": next(words)}],
    }
    return text(kind, **changes)


@pytest.fixture
def hidden(world: World) -> list[str]:
    """Drafts in every state, reviews with comments, and what is known of each; gives the slugs of the items."""
    changes = {kind: secret_text(kind, n) for n, kind in enumerate(("resource", "leaflet", "training", "case_study"))}
    world.draft(**changes["resource"], slug="canaryslug1")
    draft = world.in_review(world.draft(**changes["leaflet"], slug="canaryslug2"))
    world.reviewed(draft, "clive", "clinical", decision="changes_requested", comment=f"{WORD}comment")
    world.approved(world.draft(**changes["training"], slug="canaryslug3"))
    world.scheduled(world.draft(**changes["case_study"], slug="canaryslug4"))
    item = world.published(title="An ordinary title", slug="ordinary")
    world.edited(item, **{**secret_text("resource", 9), "details": {"medium": "poster"}})
    world.translation(item, "cy", title=f"{WORD}cyfieithiad")
    world.draft(curator="hana", title=f"The {WORD}theirs", slug="canaryslug5")
    return list(Item.objects.values_list("slug", flat=True))


def every_public_address(slugs: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    collections = ("resources", "leaflets", "training", "case-studies", "adaptations")
    words = [WORD, f"{WORD}0x0", f"{WORD}2x0", f"{WORD}9x1", f'"{WORD}9x1"', f"{WORD}theirs", "ordinary"]
    yield from ((f"/v1/{name}", {"page_size": 100}) for name in (*collections, "catalogue", "changes"))
    yield from (("/v1/catalogue", {"q": word, "snippets": "true", "facets": "topic,audience,format"}) for word in words)
    yield "/v1/catalogue", {"facets": "topic,audience,format,language,publisher,licence", "count": "true"}
    yield "/v1/catalogue", {"language": "cy"}
    for slug in slugs:
        for collection in collections:
            here = f"/v1/{collection}/{slug}"
            yield from ((here, {}), (here, {"language": "cy"}), (f"{here}/editions", {}), (f"{here}/editions/1", {}))
            yield f"{here}/editions/2", {}
            yield f"{here}/editions/1/changes", {"from": 1}
    yield from (
        (f"/v1/{name}", {}) for name in ("", "topics", "audiences", "licences", "organisations", "contact-points")
    )
    yield from ((address, {}) for address in ("/openapi.json", "/problems/", "/health/ready"))


def words_found(public: Api, slugs: list[str]) -> dict[str, set[str]]:
    """Canaries in bodies and headers, by address. What was searched for may be repeated in the links of its own answer."""
    found = {}
    for address, query in every_public_address(slugs):
        throttling.anonymous.clear()
        answer = public.get(address, query)
        headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
        words = set(re.findall(rf"{WORD}\w*", f"{answer.body.decode()} {headers}")) - {query.get("q", "").strip('"')}
        if words:
            found[f"{address}?{query}"] = words
    return found


def test_no_word_of_a_draft_is_to_be_found_in_public(world: World, hidden: list[str], public: Api) -> None:
    assert Draft.objects.filter(document__icontains=WORD).count() == 7
    assert words_found(public, hidden) == {}


def test_the_search_for_canaries_finds_them_once_they_are_out(world: World, hidden: list[str], public: Api) -> None:
    world.publish(Draft.objects.get(item__slug="canaryslug3"))
    places = " ".join(words_found(public, ["canaryslug3"]))
    for address in (
        "/v1/training?",
        "/v1/catalogue?{'q'",
        "/v1/training/canaryslug3?",
        "/v1/training/canaryslug3/editions/1?",
    ):
        assert address in places


def test_nor_the_address_of_an_item_that_is_not_out(world: World, hidden: list[str], public: Api) -> None:
    for address, query in every_public_address([]):
        throttling.anonymous.clear()
        answer = public.get(address, query)
        assert b"canaryslug" not in answer.body, (address, query)


def test_it_is_as_unknown_as_what_nobody_has_written(world: World, hidden: list[str], public: Api) -> None:
    for collection, slug in (("resources", "canaryslug1"), ("leaflets", "canaryslug2"), ("training", "canaryslug3")):
        answers = [public.get(f"/v1/{collection}/{name}", x_request_id="same") for name in (slug, "nothing-here")]
        assert (answers[0].status, answers[0].body) == (404, answers[1].body)


def test_writing_leaves_every_public_tag_as_it_was(world: World, hidden: list[str], public: Api) -> None:
    addresses = ["/v1/resources/ordinary", "/v1/resources", "/v1/catalogue", "/v1/changes"]
    before = [public.get(address) for address in addresses]
    draft = world.edited(Item.objects.get(slug="ordinary"), summary=f"More {WORD}.")
    world.approved(draft)
    for address, was in zip(addresses, before, strict=True):
        assert public.get(address).etag == was.etag
        assert public.get(address, if_none_match=was.etag).status == 304


def test_nothing_of_a_draft_is_ever_304(world: World, hidden: list[str]) -> None:
    api = world.api("cora")
    draft = world.draft()
    here = f"/v1/workspace/drafts/{draft.pk}"
    for address in (here, f"{here}/preview", "/v1/workspace/drafts"):
        first = api.get(address)
        tag = first.headers.get("ETag", '"*"')
        again = api.get(address, if_none_match=tag, if_modified_since="Sat, 01 Jan 2050 00:00:00 GMT")
        assert (again.status, again.headers["Cache-Control"]) == (200, "no-store")
