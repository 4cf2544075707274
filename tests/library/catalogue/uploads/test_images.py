"""Images are decoded and encoded again: only the picture is left."""

import io
import time

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from library.catalogue.uploads import Upload, inspect_upload
from library.catalogue.uploads.refusals import FileDamaged, ImageForPrint, ImageMoves, ImageTooLarge
from tests import files

KINDS = ["PNG", "JPEG", "WEBP"]


def colour(picture: Image.Image, place: tuple[int, int]) -> str:
    """What a person would call it: an encoder may change it a little."""
    red, _, blue = picture.convert("RGB").getpixel(place)
    return "red" if red > 200 and blue < 60 else "blue" if blue > 200 and red < 60 else "neither"


def picture_of(upload: Upload) -> Image.Image:
    return Image.open(io.BytesIO(upload.content.read()))


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_stays_and_its_size_is_known(kind: str) -> None:
    upload = inspect_upload(files.image(kind, (64, 48)), "x")
    picture = picture_of(upload)
    assert (upload.width, upload.height, picture.size) == (64, 48, (64, 48))
    assert [colour(picture, (4, 4)), colour(picture, (60, 40))] == ["red", "blue"]


@pytest.mark.parametrize("kind", KINDS)
def test_exif_is_gone(kind: str) -> None:
    data = files.image(kind, exif=files.exif())
    assert b"Canary Camera" in data
    upload = inspect_upload(data, "x")
    stored = upload.content.read()
    assert b"Canary Camera" not in stored
    assert not Image.open(io.BytesIO(stored)).getexif()


@pytest.mark.parametrize("kind", KINDS)
def test_the_orientation_is_applied_before_exif_goes(kind: str) -> None:
    sideways = files.image(kind, (64, 48), exif=files.exif(orientation=6))  # to be turned by a quarter, clockwise
    upload = inspect_upload(sideways, "x")
    assert (upload.width, upload.height) == (48, 64)
    assert colour(picture_of(upload), (44, 4)) == "red"  # upper right, where the upper left comes to lie


@pytest.mark.parametrize("kind", KINDS)
def test_profiles_are_gone(kind: str) -> None:
    upload = inspect_upload(files.image(kind, icc_profile=b"canary profile" + bytes(200)), "x")
    stored = upload.content.read()
    assert b"canary profile" not in stored
    assert "icc_profile" not in Image.open(io.BytesIO(stored)).info


def test_comments_are_gone() -> None:
    upload = inspect_upload(files.image("JPEG", comment=b"canary comment"), "x")
    assert b"canary" not in upload.content.read()


def test_text_chunks_are_gone() -> None:
    said = PngInfo()
    said.add_text("Author", "canary author")
    said.add_itxt("XML:com.adobe.xmp", "canary xmp")
    assert b"canary" not in inspect_upload(files.image("PNG", pnginfo=said), "x").content.read()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_gives_the_same_bytes(kind: str) -> None:
    data = files.image(kind, (64, 48))
    assert inspect_upload(data, "x").sha256 == inspect_upload(data, "y").sha256


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparency_stays(kind: str) -> None:
    picture = picture_of(inspect_upload(files.image(kind, mode="RGBA"), "x"))
    assert picture.convert("RGBA").getpixel((7, 5))[3] == 128


def test_a_palette_with_transparency_stays_transparent() -> None:
    picture = Image.new("P", (4, 4), 0)
    picture.putpalette([255, 0, 0, 0, 0, 255])
    output = io.BytesIO()
    picture.save(output, "PNG", transparency=0)
    assert picture_of(inspect_upload(output.getvalue(), "x")).convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_usual_mode_is_taken(mode: str) -> None:
    assert inspect_upload(files.image("PNG", mode=mode), "x").width == 8


def test_deep_greys_are_scaled_not_cut() -> None:
    output = io.BytesIO()
    Image.new("I;16", (4, 4), 30_000).save(output, "PNG")
    # 30,000 of 65,535 is 116 of 255.
    assert picture_of(inspect_upload(output.getvalue(), "x")).getpixel((0, 0)) == 116


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_images_are_refused(kind: str) -> None:
    with pytest.raises(ImageMoves):
        inspect_upload(files.moving_image(kind), "x")


def test_a_photograph_with_a_second_picture_is_not_taken_for_a_moving_one() -> None:
    frames = [Image.new("RGB", (8, 8), "red"), Image.new("RGB", (4, 4), "blue")]
    output = io.BytesIO()
    frames[0].save(output, "MPO", save_all=True, append_images=frames[1:])
    upload = inspect_upload(output.getvalue(), "x")
    assert (upload.media_type, upload.width) == ("image/jpeg", 8)


def test_print_colours_are_refused() -> None:
    output = io.BytesIO()
    Image.new("CMYK", (8, 8)).save(output, "JPEG")
    with pytest.raises(ImageForPrint):
        inspect_upload(output.getvalue(), "x")


BOMBS = [(6400, 6251), (20_000, 20_000), (65_500, 65_500), (2**31 - 1, 1), (2**31 - 1, 2**31 - 1)]


@pytest.mark.parametrize("size", BOMBS)
def test_a_pixel_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    started = time.monotonic()
    with pytest.raises(ImageTooLarge):
        inspect_upload(files.png_header_only(*size), "x")
    assert time.monotonic() - started < 0.5


@pytest.mark.parametrize("kind", KINDS)
def test_a_cut_image_is_refused(kind: str) -> None:
    data = files.image(kind, (64, 48))
    with pytest.raises(FileDamaged):
        inspect_upload(data[: len(data) * 2 // 3], "x")


def test_a_text_bomb_in_an_image_is_refused() -> None:
    said = PngInfo()
    said.add_text("bomb", "A" * 80_000_000, zip=True)
    with pytest.raises(FileDamaged):
        inspect_upload(files.image("PNG", pnginfo=said), "x")


def test_an_image_of_one_type_in_the_clothes_of_another_is_refused() -> None:
    with pytest.raises(FileDamaged):
        inspect_upload(b"\xff\xd8\xff" + files.image("PNG"), "x.jpg")
