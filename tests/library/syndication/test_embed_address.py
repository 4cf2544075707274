"""Addresses of embed pages: what is written is what is read."""

from __future__ import annotations

import pytest

from library.syndication.embed_address import Embed, ItemEmbed, ListEmbed, embed_url, kept_query, read_embed_url
from library.syndication.looks import Look

BASE = "https://library.example"
SEA = Look(text="0b2545", background="ffffff", link="13315c", scheme="light")


@pytest.mark.parametrize(
    ("embed", "address"),
    [
        (ItemEmbed(kind="leaflet", slug="finding-support"), "/embed/leaflets/finding-support"),
        (ItemEmbed(kind="case_study", slug="a", language="cy"), "/embed/case-studies/a?language=cy"),
        (ItemEmbed(kind="training", slug="a", edition=3), "/embed/training/a?edition=3"),
        (ItemEmbed(kind="leaflet", slug="a", area="E54000065"), "/embed/leaflets/a?area=E54000065"),
        (ItemEmbed(kind="leaflet", slug="a", postcode="CB1"), "/embed/leaflets/a?postcode=CB1"),
        (ItemEmbed(kind="leaflet", slug="a", finds_local=True), "/embed/leaflets/a?find=local"),
        (
            ItemEmbed(kind="adaptation", slug="a", organisation="norfolk", look=SEA),
            "/embed/adaptations/a?for=norfolk&text=0b2545&background=ffffff&link=13315c&scheme=light",
        ),
        (ListEmbed(kind="leaflet"), "/embed/leaflets"),
        (ListEmbed(topic="eating-disorders", page_size=5), "/embed/topics/eating-disorders?page_size=5"),
        (
            ListEmbed(kind="training", language="ur", look=Look(scheme="dark")),
            "/embed/training?language=ur&scheme=dark",
        ),
    ],
)
def test_what_is_written_is_read_again(embed: Embed, address: str) -> None:
    assert embed_url(BASE, embed) == BASE + address
    assert read_embed_url(BASE, BASE + address) == embed


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/embed/leaflets/a",
        "https://library.example.evil.example/embed/leaflets/a",
        "http://library.example/embed/leaflets/a",
        f"{BASE}/embed/",
        f"{BASE}/embed/books/a",
        f"{BASE}/embed/leaflets/a/b",
        f"{BASE}/embed/leaflets/A",
        f"{BASE}/embed/leaflets/..",
        f"{BASE}/embed/topics",
        f"{BASE}/embed/leaflets/a?unknown=1",
        f"{BASE}/embed/leaflets/a?edition=0",
        f"{BASE}/embed/leaflets/a?edition=01",
        f"{BASE}/embed/leaflets/a?edition=2&edition=3",
        f"{BASE}/embed/leaflets/a?language=",
        f"{BASE}/embed/leaflets/a?language=x_y",
        f"{BASE}/embed/leaflets/a?text=red",
        f"{BASE}/embed/leaflets/a?text=%23000000",
        f"{BASE}/embed/leaflets/a?scheme=sepia",
        f"{BASE}/embed/leaflets/a?find=global",
        f"{BASE}/embed/leaflets/a?postcode=nowhere",
        f"{BASE}/embed/leaflets/a?area=E54000065&postcode=CB1",
        f"{BASE}/embed/leaflets/a?page_size=5",
        f"{BASE}/embed/leaflets?page_size=21",
        f"{BASE}/embed/leaflets?edition=1",
        f"{BASE}/embed/leaflets/a?edition",
        f"{BASE}/embed/leaflets/a?for=../x",
        f"{BASE}/embed/leaflets/a?language=%ff",
        f"{BASE}/embed/leaflets/{'a' * 3000}",
        "javascript:alert(1)",
        "",
    ],
)
def test_whatever_no_embed_page_takes_is_none_of_ours(url: str) -> None:
    assert read_embed_url(BASE, url) is None


def test_a_whole_postcode_is_cut_to_its_first_half() -> None:
    read = read_embed_url(BASE, f"{BASE}/embed/leaflets/a?postcode=cb1%202st")
    assert read == ItemEmbed(kind="leaflet", slug="a", postcode="CB1")


@pytest.mark.parametrize(
    ("organisation", "look", "query"),
    [
        (None, Look(), ""),
        ("norfolk", Look(), "&for=norfolk"),
        (None, Look(text="000000", scheme="light"), "&text=000000&scheme=light"),
    ],
)
def test_what_goes_on_to_the_next_page(organisation: str | None, look: Look, query: str) -> None:
    assert kept_query(organisation, look) == query
