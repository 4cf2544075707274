"""Large files have places of their own, so that slow readers never take all of them."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.test import Client

from api.http.downloads import places
from library.catalogue.models import Asset
from tests import files
from tests.client import Api
from tests.kept import address, keep, showing
from tests.worlds import World

SIZE = 3_000_000


@pytest.fixture
def film(world: World, settings: LazySettings) -> Asset:
    """A large file that is published; there is one place to fetch it."""
    settings.LARGE_DOWNLOADS_AT_ONCE = 1
    asset = keep(world, files.mp4(files.box(b"mdat", bytes(SIZE))), "film.mp4")
    world.published(details=showing(asset))
    return asset


def leave(response: Any) -> None:
    """The reader goes away: what the server closes then, without the signal by which tests would lose their database."""
    for close in response._resource_closers:
        close()


def test_a_second_reader_is_asked_to_come_back(film: Asset) -> None:
    first = Client().get(address(film))
    refused = Api().get(address(film))
    assert (refused.status, refused.slug) == (503, "downloads-busy")
    assert refused.headers["Retry-After"]
    leave(first)
    assert Api().get(address(film)).status == 200


def test_a_large_part_needs_a_place_too(film: Asset) -> None:
    first = Client().get(address(film), headers={"range": "bytes=0-2999999"})
    assert Api().get(address(film)).status == 503
    leave(first)


@pytest.mark.parametrize("headers", [{"range": "bytes=0-99"}, {"range": "bytes=-1000000"}])
def test_a_small_part_needs_none(film: Asset, headers: dict[str, str]) -> None:
    first = Client().get(address(film))
    assert Api().get(address(film), **headers).status == 206
    leave(first)


def test_everything_else_goes_on(film: Asset, world: World) -> None:
    small = keep(world)
    world.published(details=showing(small))
    first = Client().get(address(film))
    api = Api()
    assert [api.get("/v1/catalogue").status, api.get(address(small)).status, api.head(address(film)).status] == [
        200
    ] * 3
    leave(first)


def test_a_place_is_given_back_at_the_end_of_the_file(film: Asset) -> None:
    assert len(Api().get(address(film)).body) == film.size
    assert places.taken == 0


def test_a_place_is_given_back_once(film: Asset) -> None:
    first = Client().get(address(film))
    leave(first)
    leave(first)
    assert places.taken == 0


# The file may be collected before its download: that it was not closed is the point here.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_place_is_given_back_when_the_server_only_forgets_the_answer(film: Asset) -> None:
    first = Client().get(address(film))
    first._resource_closers.clear()
    del first
    gc.collect()
    assert places.taken == 0


def test_a_file_that_cannot_be_read_takes_no_place(film: Asset) -> None:
    default_storage.delete(film.file.name)
    for _ in range(3):
        assert Api().get(address(film)).slug == "storage-unavailable"
    assert places.taken == 0
