"""The builder without scripts: every step is a form that asks the same page."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

import pytest

from tests.adaptations import AREA, Place
from tests.client import Api
from tests.worlds import World

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def builder(public: Api, **query: object) -> str:
    page = public.get("/embed/builder", query)
    assert page.status == 200, page
    return page.body.decode()


def snippet(page: str) -> str:
    """What stands in the first text area, as a browser copies it."""
    return html.unescape(re.search(r'<textarea id="snippet-element".*?>\n(.*?)</textarea>', page, re.DOTALL)[1])  # type: ignore[index]


def test_it_begins_with_what_is_new(world: World, public: Api) -> None:
    item = world.published(title="Caring for someone")
    page = builder(public)
    assert f'href="/embed/builder?item=resources/{item.slug}"' in page
    assert "Caring for someone" in page
    assert 'href="/embed/builder?item=topics/eating-disorders"' in page


def test_a_search_finds_and_says_so(world: World, public: Api) -> None:
    world.published(title="Sleeping well")
    world.published(title="Eating together")
    page = builder(public, q="sleeping", kind="")
    assert ("Found for “sleeping”" in page, "Sleeping well" in page, "Eating together" in page) == (
        True,
        True,
        False,
    )


def test_a_search_for_nothing_in_particular_is_the_newest(world: World, public: Api) -> None:
    world.published(title="Caring for someone")
    assert "The newest" in builder(public, q=" ", kind="")


def test_what_is_not_found_is_said(world: World, public: Api) -> None:
    assert "Nothing found for “zebras”" in builder(public, q="zebras")
    assert "Nothing found for “&lt;b&gt;”" in builder(public, q="<b>")


def test_a_kind_narrows_it_down(world: World, public: Api) -> None:
    world.published(title="Caring for someone")
    assert "Caring for someone" not in builder(public, kind="training")


def test_one_copies_the_snippet_of_what_one_chose(world: World, public: Api) -> None:
    item = world.published(title="Caring for someone")
    pasted = snippet(builder(public, item=f"resources/{item.slug}", scheme="dark", height="600", heading_level=3))
    assert f'src="http://127.0.0.1:8000/embed/resources/{item.slug}?scheme=dark"' in pasted
    assert 'title="Caring for someone" height="600"' in pasted
    assert "<h3>Caring for someone</h3>" in pasted


def test_it_is_the_snippet_that_programs_get(world: World, public: Api) -> None:
    item = world.published()
    for_programs = public.get(f"/v1/resources/{item.slug}/embed").json()["element"]["html"]
    assert snippet(builder(public, item=f"resources/{item.slug}")) == for_programs


def test_the_preview_is_what_the_snippet_shows(world: World, public: Api) -> None:
    item = world.published()
    page = builder(public, item=f"resources/{item.slug}", scheme="dark")
    address = f"http://127.0.0.1:8000/embed/resources/{item.slug}?scheme=dark"
    assert page.count(f'src="{address}"') == 2  # the element, and the frame for browsers without scripts


def test_a_leaflet_can_be_local_to_readers_or_for_an_area_that_has_a_version(world: World, public: Api) -> None:
    here = Place(world)
    here.published()
    item = f"leaflets/{here.template.slug}"
    assert f'<option value="{AREA}">Norfolk and Waveney ({AREA})</option>' in builder(public, item=item)
    assert f"{here.template.slug}?find=local" in snippet(builder(public, item=item, place="reader"))
    assert f"{here.template.slug}?area={AREA}" in snippet(builder(public, item=item, place=AREA))


def test_what_is_no_leaflet_has_no_places(world: World, public: Api) -> None:
    item = world.published()
    assert 'id="place"' not in builder(public, item=f"resources/{item.slug}")


def test_one_can_stay_on_an_edition(world: World, public: Api) -> None:
    item = world.published()
    world.republished(item, title="Later")
    page = builder(public, item=f"resources/{item.slug}", edition="1")
    assert "?edition=1" in snippet(page)
    assert "Stay on edition 1" in page


def test_languages_are_those_that_there_are(world: World, public: Api) -> None:
    item = world.published()
    world.published(world.translation(item, "cy"))
    page = builder(public, item=f"resources/{item.slug}", language="cy")
    assert '<option value="cy" lang="cy" selected>Cymraeg</option>' in page
    assert "?language=cy" in snippet(page)


def test_a_topic_is_a_list(world: World, public: Api) -> None:
    world.published()
    page = builder(public, item="topics/eating-disorders", page_size="5")
    assert "/embed/topics/eating-disorders?page_size=5" in snippet(page)


def test_colours_tell_their_contrast(world: World, public: Api) -> None:
    page = builder(public, item=f"resources/{world.published().slug}", text="000000", background="ffffff")
    assert "contrast 21.00 to 1, well legible" in page


def test_faint_colours_are_refused_in_words_with_a_way_out(world: World, public: Api) -> None:
    item = f"resources/{world.published().slug}"
    page = builder(public, item=item, text="999999", background="ffffff")
    assert "snippet-element" not in page
    assert "Text is too faint to be read. Try #" in page
    (query,) = re.findall(r'href="/embed/builder\?([^"]+)">Use #', page)
    mended = public.get(f"/embed/builder?{html.unescape(query)}").body.decode()
    assert "snippet-element" in mended


def test_everything_typed_stays_typed_when_something_is_wrong(world: World, public: Api) -> None:
    page = builder(public, item=f"resources/{world.published().slug}", text='"><b>', height="7")
    assert 'value="&#34;&gt;&lt;b&gt;"' in page
    assert page.count('aria-invalid="true"') == 2


@pytest.mark.parametrize("item", ["nothing", "leaflets/a/b", "leaflets/x?y=1", "//evil.example"])
def test_what_can_not_be_embedded_is_refused_as_a_page(world: World, public: Api, item: str) -> None:
    refused = public.get("/embed/builder", {"item": item}, accept=BROWSER)
    assert (refused.status, refused.headers["Content-Type"]) == (400, "text/html; charset=utf-8")


def test_what_was_withdrawn_meanwhile_says_so_with_help(world: World, public: Api) -> None:
    world.crisis_line("Samaritans line", "116123", "listening")
    gone = public.get("/embed/builder", {"item": f"resources/{world.withdrawn().slug}"}, accept=BROWSER)
    assert (gone.status, b"tel:116123" in gone.body) == (410, True)


def test_a_topic_that_nobody_knows_is_404(world: World, public: Api) -> None:
    assert public.get("/embed/builder", {"item": "topics/zebras"}).status == 404


def test_markup_in_a_title_is_text(world: World, public: Api) -> None:
    item = world.published(title="</textarea><script>alert(1)</script>")
    page = builder(public, item=f"resources/{item.slug}") + builder(public)
    assert "<script>alert" not in page


def test_nothing_of_others_is_let_in(world: World, public: Api) -> None:
    headers = public.get("/embed/builder").headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.endswith("frame-ancestors 'none'")


def test_a_form_may_send_everything_empty(world: World, public: Api) -> None:
    item = f"resources/{world.published().slug}"
    names = ("place", "language", "edition", "page_size", "text", "background", "link", "scheme", "height")
    page = public.get("/embed/builder?" + urlencode({"item": item, **dict.fromkeys(names, "")}))
    assert "snippet-element" in page.body.decode()
