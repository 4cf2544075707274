"""Which addresses of ours oEmbed knows."""

from __future__ import annotations

import pytest

from library.syndication.embed_address import ItemEmbed, ListEmbed
from library.syndication.looks import Look
from library.syndication.own_addresses import ShortAddress, read_own_address

BASE = "https://library.example"
ITEM = ItemEmbed(kind="leaflet", slug="finding-support")
WELSH = ItemEmbed(kind="leaflet", slug="finding-support", language="cy")


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/v1/leaflets/finding-support", ITEM),
        ("/v1/leaflets/finding-support?language=cy", WELSH),
        ("/v1/leaflets/finding-support?language=CY", WELSH),
        ("/v1/leaflets/finding-support/renditions/page.html", ITEM),
        ("/v1/leaflets/finding-support/renditions/page.html?language=cy", WELSH),
        ("/v1/leaflets/finding-support/renditions/page.html#help", ITEM),
        ("/embed/leaflets/finding-support", ITEM),
        (
            "/embed/leaflets/finding-support?scheme=dark",
            ItemEmbed(kind="leaflet", slug="finding-support", look=Look(scheme="dark")),
        ),
        ("/embed/leaflets", ListEmbed(kind="leaflet")),
        ("/s/00000001", ShortAddress("0000000001")),
        ("/s/0000000O", ShortAddress("0000000000")),
    ],
)
def test_what_people_copy_is_known(path: str, named: object) -> None:
    assert read_own_address(BASE, BASE + path) == named


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/v1/leaflets/finding-support",
        "http://library.example/v1/leaflets/finding-support",
        "https://library.example:8443/v1/leaflets/finding-support",
        "https://library.example@evil.example/v1/leaflets/finding-support",
        "//library.example/v1/leaflets/finding-support",
        "javascript:alert(1)",
        "data:text/html,x",
        f"{BASE}",
        f"{BASE}/v1/",
        f"{BASE}/v1/leaflets",
        f"{BASE}/v1/leaflets/",
        f"{BASE}/v1/books/x",
        f"{BASE}/v1/leaflets/finding-support/",
        f"{BASE}/v1/leaflets/finding-support/editions",
        f"{BASE}/v1/leaflets/finding-support/renditions/a4.pdf",
        f"{BASE}/v1/leaflets/finding-support?utm_source=x",
        f"{BASE}/v1/leaflets/finding-support?language=cy&language=ur",
        f"{BASE}/v1/leaflets/finding-support?language=",
        f"{BASE}/v1/leaflets/Finding%20Support",
        f"{BASE}/s/short",
        f"{BASE}/s/00000001?x=1",
        f"{BASE}/s/uuuuuuuu",
        "",
    ],
)
def test_everything_else_is_not(url: str) -> None:
    assert read_own_address(BASE, url) is None
