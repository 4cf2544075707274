"""QR codes are read back by another library than the one that drew them."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import pytest
import segno
import zxingcpp
from PIL import Image, ImageOps

from library.rendering.qr import QUIET_ZONE, qr_matrix, qr_svg

URL = "https://library.test/s/7K2M"


def drawn(matrix: list[list[bool]], *, quiet: int) -> Image.Image:
    picture = Image.new("L", (len(matrix[0]), len(matrix)))
    picture.putdata([0 if module else 255 for row in matrix for module in row])
    return ImageOps.expand(picture, quiet, 255).resize(
        ((len(matrix[0]) + 2 * quiet) * 6, (len(matrix) + 2 * quiet) * 6), Image.Resampling.NEAREST
    )


@pytest.mark.parametrize("url", [URL, "https://library.test/" + "a" * 300, "https://library.test/?q=é&x=%20"])
def test_a_phone_reads_the_address(url: str) -> None:
    (code,) = zxingcpp.read_barcodes(drawn(qr_matrix(url), quiet=QUIET_ZONE))
    assert code.text == url


def test_the_matrix_has_no_quiet_zone() -> None:
    matrix = qr_matrix(URL)
    assert matrix[0][:8] == [True] * 7 + [False]  # the finder in the corner, and its light edge


def test_an_eighth_of_the_code_may_be_worn_off() -> None:
    assert segno.make_qr(URL, error="m").error in ("M", "Q", "H")
    matrix = qr_matrix(URL)
    for row in matrix[11:15]:
        row[11:15] = [False] * 4
    (code,) = zxingcpp.read_barcodes(drawn(matrix, quiet=QUIET_ZONE))
    assert code.text == URL


def test_the_drawing_for_pages_is_black_on_white_with_its_quiet_zone() -> None:
    svg = ET.fromstring(qr_svg(URL, title="Read <this> & more"))  # noqa: S314 - our own
    name = "{http://www.w3.org/2000/svg}"
    size = len(qr_matrix(URL)) + 2 * QUIET_ZONE
    assert svg.attrib["viewBox"] == f"0 0 {size} {size}"
    assert "width" not in svg.attrib
    assert svg.findtext(f"{name}title") == "Read <this> & more"
    assert [path.get("fill") or path.get("stroke") for path in svg.iter(f"{name}path")] == ["#fff", "#000"]


def test_equal_addresses_give_equal_codes() -> None:
    assert qr_svg(URL) == qr_svg(URL)
    assert io.StringIO(qr_svg(URL)).readline().startswith("<svg")
