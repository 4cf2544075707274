"""A real oEmbed consumer, micawber, reads us over HTTP: it knows an address, asks how to embed it, and puts it into a page."""

from __future__ import annotations

from typing import Any

import micawber
import pytest
from pytest_django.live_server_helper import LiveServer

from library.catalogue.models import Item
from tests.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item() -> Item:
    return World().published(title="Caring for someone")


@pytest.fixture
def registry(live_server: LiveServer, settings: Any) -> micawber.ProviderRegistry:
    settings.PUBLIC_URL = live_server.url
    registry = micawber.ProviderRegistry()
    registry.register(rf"{live_server.url}/\S+", micawber.Provider(f"{live_server.url}/v1/oembed"))
    return registry


def test_every_address_is_put_into_a_text_as_a_frame(
    item: Item, registry: micawber.ProviderRegistry, live_server: LiveServer
) -> None:
    for path in (f"/v1/resources/{item.slug}", f"/v1/resources/{item.slug}/renditions/page.html"):
        shown = micawber.parse_text(f"Read this:\n\n{live_server.url}{path}\n", registry, maxwidth=400)
        assert (
            f'<iframe src="{live_server.url}/embed/resources/{item.slug}" title="Caring for someone" width="400"'
            in shown
        )


def test_what_is_not_there_is_none_to_it(registry: micawber.ProviderRegistry, live_server: LiveServer) -> None:
    with pytest.raises(micawber.ProviderException):
        registry.request(f"{live_server.url}/v1/resources/no-such-thing")
