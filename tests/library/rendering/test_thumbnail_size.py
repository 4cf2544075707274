"""The size of a thumbnail is known before one is made: oEmbed tells it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from library.editions.press import set_page
from library.rendering.sizes import THUMBNAIL_SIZE
from tests.library.rendering.web_sheets import sheet


def test_a_thumbnail_is_of_the_size_that_is_told() -> None:
    assert Image.open(BytesIO(set_page(sheet(), "thumbnail.png"))).size == THUMBNAIL_SIZE
