"""Snippets for programs: what is true now, in three forms."""

from __future__ import annotations

import pytest

from library.syndication.scripts import current_script
from tests.adaptations import AREA, Place
from tests.client import Api, Response
from tests.worlds import World


def snippets(public: Api, slug: str, collection: str = "resources", **query: object) -> Response:
    return public.get(f"/v1/{collection}/{slug}/embed", query)


def test_it_holds_what_readers_see_when_the_frame_does_not_come(world: World, public: Api) -> None:
    world.crisis_line("NHS 111", "111", "urgent")
    item = world.published(title="Caring for someone", summary="What helps.")
    html = snippets(public, item.slug).json()["element"]["html"]
    for said in (
        "<h2>Caring for someone</h2>",
        "What helps.",
        'href="tel:111"',
        "renditions/page.html",
        "Licensed under",
    ):
        assert said in html
    assert "Last reviewed: <time datetime=" in html


def test_it_names_the_present_script_with_its_integrity(world: World, public: Api) -> None:
    made = snippets(public, world.published().slug).json()
    script = current_script()
    assert made["script"] == {
        "url": f"http://127.0.0.1:8000/embed/script/{script.key}.js",
        "integrity": script.integrity,
    }
    assert (
        f'src="{made["script"]["url"]}" integrity="{script.integrity}" crossorigin="anonymous"'
        in made["element"]["html"]
    )


def test_it_names_what_a_strict_policy_has_to_let_in(world: World, public: Api) -> None:
    made = snippets(public, world.published().slug).json()
    assert made["element"]["csp"] == [
        "script-src http://127.0.0.1:8000/embed/script/",
        "frame-src http://127.0.0.1:8000/embed/",
    ]
    assert made["iframe"]["csp"] == made["oembed"]["csp"] == ["frame-src http://127.0.0.1:8000/embed/"]


def test_what_is_asked_for_stands_in_the_address(world: World, public: Api) -> None:
    here = Place(world)
    made = snippets(
        public, here.template.slug, "leaflets", find="local", text="003366", height=600, heading_level=3
    ).json()
    assert made["address"].endswith(f"/embed/leaflets/{here.template.slug}?find=local&text=003366")
    assert 'height="600"' in made["element"]["html"]
    assert "<h3>" in made["element"]["html"]
    assert "allow-forms" in made["iframe"]["html"]


def test_the_fallback_of_an_area_is_that_of_its_own_version(world: World, public: Api) -> None:
    here = Place(world)
    adaptation = here.published()
    html = snippets(public, here.template.slug, "leaflets", area=AREA).json()["element"]["html"]
    assert f"/v1/adaptations/{adaptation.item.slug}/renditions/page.html" in html


def test_where_there_is_no_version_it_is_the_national_one(world: World, public: Api) -> None:
    here = Place(world)
    html = snippets(public, here.template.slug, "leaflets", area=AREA).json()["element"]["html"]
    assert f"/v1/leaflets/{here.template.slug}/renditions/page.html" in html


def test_a_language_is_that_of_the_fallback_too(world: World, public: Api) -> None:
    item = world.published()
    world.published(world.translation(item, "cy", title="Gofalu am rywun"))
    html = snippets(public, item.slug, language="cy").json()["element"]["html"]
    assert '<div lang="cy" dir="ltr">' in html
    assert "<h2>Gofalu am rywun</h2>" in html


def test_a_line_that_is_retired_is_in_no_new_snippet(world: World, public: Api) -> None:
    world.crisis_line("Listening line", "116123", "listening")
    item = world.published()
    world.retire("listening-line")
    assert "Listening line" not in snippets(public, item.slug).json()["element"]["html"]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({"text": "777777", "background": "ffffff"}, "?text"),
        ({"heading_level": 7}, "?heading_level"),
        ({"height": 20}, "?height"),
        ({"onload": "x"}, "?onload"),
        ({"find": "local"}, "?find"),
        ({"area": AREA}, "?area"),
    ],
)
def test_what_the_embed_page_would_refuse_is_refused_here(
    world: World, public: Api, query: dict[str, object], place: str
) -> None:
    refused = snippets(public, world.published().slug, **query)
    assert (refused.status, refused.pointers) == (400, [place])


@pytest.mark.parametrize("place", [{"find": "local"}, {"area": AREA}])
def test_no_local_version_can_be_pinned(world: World, public: Api, place: dict[str, str]) -> None:
    refused = snippets(public, Place(world).template.slug, "leaflets", edition=1, **place)
    assert (refused.status, refused.pointers) == (400, ["?edition"])


@pytest.mark.parametrize(
    ("query", "slug"), [({"edition": 999}, "no-such-edition"), ({"for": "nobody"}, "no-such-organisation")]
)
def test_for_what_the_embed_page_would_not_find_there_is_none(
    world: World, public: Api, query: dict[str, object], slug: str
) -> None:
    item = world.published().slug
    for refused in snippets(public, item, **query), public.get(f"/embed/resources/{item}", query):
        assert (refused.status, refused.slug) == (404, slug)


def test_for_what_is_withdrawn_there_is_none(world: World, public: Api) -> None:
    assert snippets(public, world.withdrawn().slug).status == 410


def test_markup_in_a_text_is_text(world: World, public: Api) -> None:
    item = world.published(title="</coproduction-item><script>alert(1)</script>")
    made = snippets(public, item.slug).json()
    assert [made[form]["html"].count("<script") for form in ("element", "iframe", "oembed")] == [1, 0, 0]
