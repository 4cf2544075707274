"""Images: decoded and encoded again, so that only the picture itself is stored.

Whatever else the file carried is gone: EXIF with the place where it was taken, comments, colour profiles, trailing
archives. The orientation that EXIF gave is applied first. Profiles are dropped without converting colours: parsing a
stranger's profile is a risk of its own, and the difference on a screen is slight. Two uploads of one file give the
same bytes.
"""

from __future__ import annotations

import io
from typing import BinaryIO

from PIL import Image, ImageOps

from library.catalogue.uploads.refusals import FileDamaged, ImageForPrint, ImageMoves, ImageTooLarge

MAX_PIXELS = 40_000_000
SAVE_OPTIONS: dict[str, dict[str, int | bool]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 90, "optimize": True, "progressive": True},
    "WEBP": {"quality": 90, "method": 4},
}
OPAQUE_GREY = frozenset({"1", "L"})
DEEP_GREY = frozenset({"I", "I;16"})


def encode_again(file: BinaryIO, kind: str) -> tuple[bytes, int, int]:
    """The picture as a new file of the same `kind` ("PNG", "JPEG" or "WEBP"), with its width and height in pixels.

    Raises `ImageTooLarge` before anything is decoded, `ImageMoves`, `ImageForPrint`, and `FileDamaged` for whatever
    can't be decoded.
    """
    image = _checked(file, kind)
    # A photograph with a second picture for other screens (MPO) has frames and does not move: its first is the photograph.
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise ImageMoves("The image has more than one frame. Send a single frame, or a video as MP4.")
    if image.mode in ("CMYK", "YCCK", "LAB"):
        raise ImageForPrint("The image is in CMYK, the colours of print. Export it in RGB.")
    try:
        picture = _picture(image, kind)
    except Exception as error:
        raise _damaged(error) from error
    output = io.BytesIO()
    picture.save(output, kind, **SAVE_OPTIONS[kind])
    return output.getvalue(), picture.width, picture.height


def pixels_in(file: BinaryIO, kind: str) -> int:
    """As its header says, and as many as decoding it takes. Raises `ImageTooLarge` and `FileDamaged`."""
    image = _checked(file, kind)
    return image.width * image.height


def _checked(file: BinaryIO, kind: str) -> Image.Image:
    image = _open(file, kind)
    if image.width * image.height > MAX_PIXELS:
        raise _too_large()
    return image


def _open(file: BinaryIO, kind: str) -> Image.Image:
    """The header alone; pixels are decoded later. Only the decoder that the signature calls for is tried."""
    file.seek(0)
    try:
        return Image.open(file, formats=[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except Exception as error:
        raise _damaged(error) from error


def _picture(image: Image.Image, kind: str) -> Image.Image:
    """The pixels, upright, in a mode that every reader knows, with nothing said about them."""
    image.load()
    picture = _upright(image)
    if picture.mode in DEEP_GREY:
        picture = _eight_bits(picture)
    elif picture.has_transparency_data and kind != "JPEG":
        picture = picture.convert("RGBA")
    else:
        picture = picture.convert("L" if picture.mode in OPAQUE_GREY else "RGB")
    # Writers take comments, profiles and dates from here.
    picture.info = {}
    return picture


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - metadata that can't be read says nothing about which way is up
        return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits, scaled; a plain conversion would turn all but the darkest white."""
    return image.convert("F").point(lambda value: value * (255 / 65535)).convert("L")


def _too_large() -> ImageTooLarge:
    return ImageTooLarge(
        f"The image has more than {MAX_PIXELS // 1_000_000} million pixels. Save it smaller, for instance 3,000 pixels across."
    )


def _damaged(error: Exception) -> FileDamaged:
    """Decoders of hostile files raise almost anything; whichever it is, this is no picture that we can read."""
    return FileDamaged(
        f"The image can't be decoded ({type(error).__name__}). Open it on your machine, save it anew, and send that."
    )
