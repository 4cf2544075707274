"""What was redirected shows its successor inside the iframe, said so."""

from __future__ import annotations

from tests.client import Api
from tests.worlds import World


def test_the_successor_is_shown(world: World, public: Api) -> None:
    successor = world.published(title="Successor")
    item = world.redirected(successor=successor)
    page = public.get(f"/embed/resources/{item.slug}")
    assert page.status == 200
    assert "<h1>Successor</h1>" in page.body.decode()
    assert "This took its place." in page.body.decode()
    assert set(page.headers["Surrogate-Key"].split()) == {
        f"item-resource-{item.slug}",
        f"item-resource-{successor.slug}",
    }


def test_a_successor_of_a_successor_is_shown_too(world: World, public: Api) -> None:
    last = world.published(title="Last")
    between = world.published()
    first = world.redirected(successor=between)
    world.redirected(between, successor=last)
    assert "<h1>Last</h1>" in public.get(f"/embed/resources/{first.slug}").body.decode()


def test_a_successor_that_was_withdrawn_says_why(world: World, public: Api) -> None:
    successor = world.published()
    item = world.redirected(successor=successor)
    world.withdrawn(successor)
    assert public.get(f"/embed/resources/{item.slug}").status == 410


def test_a_successor_without_the_language_is_shown_in_its_own(world: World, public: Api) -> None:
    successor = world.published(title="Successor")
    item = world.published()
    world.publish(world.approved(world.translation(item)))
    world.redirected(item, successor=successor)
    page = public.get(f"/embed/resources/{item.slug}", {"language": "cy"})
    assert "<h1>Successor</h1>" in page.body.decode()
