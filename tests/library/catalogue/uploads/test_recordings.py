"""Sound and video keep what is heard and seen, and lose what is attached to them."""

import struct
import time

import pytest

from library.catalogue.uploads import inspect_upload
from library.catalogue.uploads.refusals import (
    FileDamaged,
    FileHoldsAnother,
    FileRefused,
    FileTypeNotAccepted,
    RecordingHoldsData,
)
from tests import files

SOUND = files.mp3()
TAG = files.id3(b"APIC canary picture with a place")

TAGGED = {
    "a tag before": TAG + SOUND,
    "two tags before": TAG + TAG + SOUND,
    "a tag and padding": TAG + bytes(500) + SOUND,
    "a tag behind, of the first kind": SOUND + b"TAG" + b"canary".ljust(125),
    "a tag behind, of APE": SOUND + b"APETAGEX canary",
    "lyrics behind": SOUND + b"LYRICSBEGIN canary",
    "padding behind": SOUND + bytes(1000),
    "a last frame cut short": SOUND + b"\xff\xfb\x90\x00" + bytes(100),
}


@pytest.mark.parametrize("what", TAGGED)
def test_only_the_sound_is_kept(what: str) -> None:
    assert inspect_upload(TAGGED[what], "x").content.read() == SOUND


NOT_SOUND = {
    "only a tag": TAG,
    "a tag that does not end": b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + SOUND,
    "a tag with a false size": b"ID3\x04\x00\x00\xff\x00\x00\x00" + SOUND,
    "a tag before a page": TAG + b"<html><script>",
    "two frames": files.mp3(2),
}


@pytest.mark.parametrize("what", NOT_SOUND)
def test_what_holds_no_sound_is_refused(what: str) -> None:
    with pytest.raises(FileDamaged):
        inspect_upload(NOT_SOUND[what], "x.mp3")


@pytest.mark.parametrize(
    "after", [b"<script>alert(1)</script>", b"MZ" + bytes(9), bytes(9) + b"x", b"\xff\xf3\x90\x00" + bytes(400)]
)
def test_what_is_not_sound_is_refused_wherever_it_stands(after: bytes) -> None:
    for data in (SOUND + after, SOUND + after + SOUND):
        with pytest.raises(FileHoldsAnother, match="byte 4,170"):
            inspect_upload(data, "x")


@pytest.mark.parametrize(
    ("header", "length"), [(b"\xff\xfb\x92\x00", 418), (b"\xff\xf3\x90\x00", 261), (b"\xff\xe3\x90\x00", 522)]
)
def test_frames_of_every_version_are_measured(header: bytes, length: int) -> None:
    # 144 * 128,000 / 44,100 = 417, padded 418; 72 * 80,000 / 22,050 = 261; 72 * 80,000 / 11,025 = 522.
    sound = (header + bytes(length - 4)) * 5
    assert inspect_upload(sound, "x").size == 5 * length


VIDEO = files.mp4()


def test_a_video_is_taken_with_the_size_of_its_picture() -> None:
    upload = inspect_upload(VIDEO, "x")
    assert (upload.width, upload.height, upload.content.read()) == (640, 360, VIDEO)


PLACE = files.box(b"\xa9xyz", b"+52.2053+000.1218/canary")

WITH_METADATA = {
    "user data of the film": files.mp4(movie=(files.box(b"udta", PLACE),)),
    "metadata of the film": files.mp4(movie=(files.box(b"meta", bytes(4), PLACE),)),
    "user data of a track": files.mp4(tracks=(files.track(b"vide", (640, 360), files.box(b"udta", PLACE)),)),
    "XMP": files.mp4(files.box(b"uuid", bytes(16), b"canary")),
    "free space": files.mp4(files.box(b"free", b"canary")),
    "skipped space": files.mp4(files.box(b"skip", b"canary")),
    "a box up to the end": files.mp4(struct.pack(">I", 0) + b"free" + b"canary"),
}


@pytest.mark.parametrize("what", WITH_METADATA)
def test_metadata_is_blanked_and_nothing_moves(what: str) -> None:
    data = WITH_METADATA[what]
    stored = inspect_upload(data, "x").content.read()
    assert b"canary" in data
    assert b"canary" not in stored
    assert b"udta" not in stored
    assert len(stored) == len(data)
    assert stored.index(b"mdat") == data.index(b"mdat")


def test_a_blanked_video_is_the_same_read_in_any_pieces() -> None:
    content = inspect_upload(WITH_METADATA["user data of the film"], "x").content
    whole = content.read()
    for size in (1, 2, 3, 7, 100):
        content.seek(0)
        assert b"".join(content.read(size) for _ in range(0, len(whole), size)) == whole
    content.seek(-20, 2)
    assert content.read() == whole[-20:]


BROKEN = {
    "cut": VIDEO[:-1],
    "one byte more": VIDEO + b"x",
    "no table of contents": files.box(b"ftyp", b"isom", bytes(4)) + files.box(b"mdat", b"x"),
    "no frames": VIDEO[: VIDEO.index(b"mdat") - 4],
    "two tables of contents": files.mp4(files.box(b"moov", files.track())),
    "a box shorter than its head": files.mp4(struct.pack(">I", 4) + b"free"),
    "a box longer than the file": files.mp4(struct.pack(">I", 2**31) + b"mdat"),
    "a large size that is small": files.mp4(struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 3)),
    "a large size beyond everything": files.mp4(struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 2**63)),
    "a track without a size": files.mp4(
        tracks=(files.box(b"trak", files.box(b"mdia", files.box(b"hdlr", bytes(8), b"vide"))),)
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_video_is_refused(what: str) -> None:
    with pytest.raises(FileDamaged):
        inspect_upload(BROKEN[what], "x")


@pytest.mark.parametrize("kind", [b"evil", b"<htm", b"\x00\x00\x00\x00"])
def test_a_box_that_is_no_part_of_a_video_is_refused(kind: bytes) -> None:
    with pytest.raises(FileHoldsAnother):
        inspect_upload(files.mp4(files.box(kind, b"x")), "x")


@pytest.mark.parametrize("handler", [b"meta", b"camm", b"mebx", b"    "])
def test_a_track_of_data_is_refused(handler: bytes) -> None:
    with pytest.raises(RecordingHoldsData):
        inspect_upload(files.mp4(tracks=(files.track(), files.track(handler))), "x")


@pytest.mark.parametrize("brand", [b"qt  ", b"M4A ", b"3gp4", b"jp2 ", b"crx "])
def test_other_members_of_the_family_are_refused(brand: bytes) -> None:
    with pytest.raises(FileTypeNotAccepted):
        inspect_upload(files.mp4(brand=brand), "x.mp4")


def test_a_video_without_pictures_is_refused() -> None:
    with pytest.raises(FileTypeNotAccepted, match="MP3"):
        inspect_upload(files.mp4(tracks=(files.track(b"soun"),)), "x")


@pytest.mark.parametrize(
    "data", [files.mp4(*[files.box(b"free")] * 150_000), files.mp4(*[files.box(b"mdat", b"x")] * 150_000)]
)
def test_no_number_of_boxes_takes_long(data: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(FileRefused):
        inspect_upload(data, "x")
    assert time.monotonic() - started < 5
