"""MP3: the sound is kept, what is attached to it is left out.

Tags (ID3v1, ID3v2, APEv2, Lyrics3) can hold pictures with a place in them, files of any type and the name of whoever
recorded it; a player needs none of them. Every frame (ISO 11172-3, 13818-3) is looked at, so nothing else can stand
between or after them.
"""

from __future__ import annotations

from typing import BinaryIO

from library.catalogue.uploads.refusals import FileDamaged, FileHoldsAnother

LEAST_FRAMES = 3
_BIT_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1, kbit/s
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2 and 2.5
}
_SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_TRAILING_TAGS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"3DI")
_LONGEST_FRAME = 2881


def find_sound(file: BinaryIO) -> tuple[int, int]:
    """Where the sound begins and ends in the file. Raises `FileDamaged` or `FileHoldsAnother`."""
    size = file.seek(0, 2)
    start = _after_tags(file, size)
    end, frames = _after_frames(file, start, size)
    if frames < LEAST_FRAMES:
        raise FileDamaged("No sound was found in the file. Export it as MP3 anew, and send that.")
    file.seek(end)
    rest = file.read(_LONGEST_FRAME)
    cut_short = _frame_length(rest[:4]) > size - end
    if rest.strip(b"\x00") and not rest.startswith(_TRAILING_TAGS) and not cut_short:
        raise FileHoldsAnother(
            f"Something that is not sound stands at byte {end:,}. Export it as MP3 anew, and send that."
        )
    return start, end


def begins_as_mp3(head: bytes) -> bool:
    """An ID3v2 tag, or a frame of layer III."""
    return head.startswith(b"ID3") or _frame_length(head[:4]) > 0


def _after_tags(file: BinaryIO, size: int) -> int:
    """Behind the ID3v2 tags at the beginning, and the zeros that some programs leave after them."""
    position = 0
    while True:
        file.seek(position)
        head = file.read(10)
        if not head.startswith(b"ID3"):
            break
        if len(head) < 10 or max(head[6:10]) > 127:
            raise FileDamaged("The tag at the beginning of the file is damaged. Export it as MP3 anew, and send that.")
        length = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
        position += 10 + length + (10 if head[5] & 0x10 else 0)
        if position >= size:
            raise FileDamaged("The file ends within its first tag. Export it as MP3 anew, and send that.")
    file.seek(position)
    padding = file.read(_LONGEST_FRAME)
    return position + len(padding) - len(padding.lstrip(b"\x00"))


def _after_frames(file: BinaryIO, start: int, size: int) -> tuple[int, int]:
    """Where the run of frames that begins at `start` ends, and how many there are. All are of one version and sample
    rate.
    """
    position, frames, kind = start, 0, None
    while position + 4 <= size:
        file.seek(position)
        head = file.read(4)
        length = _frame_length(head)
        if not length or position + length > size or kind not in (None, _kind(head)):
            break
        position, frames, kind = position + length, frames + 1, _kind(head)
    return position, frames


def _kind(head: bytes) -> tuple[int, int]:
    return head[1] & 0x1E, head[2] & 0x0C


def _frame_length(head: bytes) -> int:
    """The bytes of a layer III frame with this header; 0 if it is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sampling = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or sampling == 3:
        return 0
    kilobits = _BIT_RATES[3 if version == 3 else 2][rate]
    samples = 144 if version == 3 else 72
    return samples * kilobits * 1000 // _SAMPLE_RATES[version][sampling] + (head[2] >> 1 & 1)
