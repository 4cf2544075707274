"""The history of an item: every edition stays as it was."""

from __future__ import annotations

from tests.client import Api
from tests.worlds import World


def test_an_older_edition_is_read_as_it_was_and_says_that_there_is_a_newer_one(world: World, public: Api) -> None:
    item = world.published(title="First")
    world.republished(item, title="Second")
    old = public.get(f"/v1/resources/{item.slug}/editions/1").json()
    assert (old["title"], old["edition"], old["current_edition"]) == ("First", 1, 2)
    assert public.get(f"/v1/resources/{item.slug}").json()["title"] == "Second"


def test_the_current_edition_has_the_bytes_of_the_item(world: World, public: Api) -> None:
    item = world.published()
    assert public.get(f"/v1/resources/{item.slug}/editions/1").body == public.get(f"/v1/resources/{item.slug}").body


def test_editions_are_listed_newest_first_with_their_class_and_note(world: World, public: Api) -> None:
    item = world.published()
    world.republished(item, change_class="safety", title="Safer")
    listed = public.get(f"/v1/resources/{item.slug}/editions").json()["items"]
    assert [(row["number"], row["change_class"], row["note"]) for row in listed] == [
        (2, "safety", "What is new."),
        (1, "content", "What is new."),
    ]


def test_a_list_of_editions_can_be_paged(world: World, public: Api) -> None:
    item = world.published()
    world.republished(item, title="Second")
    first = public.get(f"/v1/resources/{item.slug}/editions", {"page_size": 1}).json()
    second = public.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert [row["number"] for row in first["items"] + second["items"]] == [2, 1]


def test_changes_between_two_editions_are_told_section_by_section(world: World, public: Api) -> None:
    item = world.published(sections=[{"id": "a", "heading": "A", "body": "Call at once."}])
    world.republished(
        item,
        sections=[{"id": "a", "heading": "A", "body": "Call now."}, {"id": "b", "heading": "B", "body": "New words."}],
    )
    changes = public.get(f"/v1/resources/{item.slug}/editions/2/changes", {"from": 1}).json()["changes"]
    assert [(change["change"], change["section"]) for change in changes] == [("reworded", "a"), ("added", "b")]


def test_a_later_licence_does_not_rewrite_an_older_edition(world: World, public: Api) -> None:
    item = world.published()
    world.relicensed(item, "CC-BY-ND-4.0")
    world.republished(item, title="Under another licence")
    path = f"/v1/resources/{item.slug}"
    assert public.get(f"{path}/editions/1").json()["licence"]["spdx"] == "CC-BY-4.0"
    assert public.get(path).json()["licence"] | {"name": ..., "url": ...} == {
        "spdx": "CC-BY-ND-4.0",
        "adaptable": False,
        "name": ...,
        "url": ...,
    }


def test_an_edition_that_is_not_there_is_404_and_names_the_newest(world: World, public: Api) -> None:
    item = world.published()
    for number in (0, 2, 10**9):
        answer = public.get(f"/v1/resources/{item.slug}/editions/{number}")
        assert (answer.status, answer.slug, answer.json()["current_edition"]) == (404, "no-such-edition", 1)
