"""Captions and transcripts in WebVTT (W3C, WebVTT: The Web Video Text Tracks Format): taken as they are, if they are
only that.
"""

from __future__ import annotations

import re
from html import unescape

from library.catalogue.uploads.refusals import CaptionsNotValid

_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}((?:[ \t]+[a-z]+:[^\s:<>]+)*)[ \t]*", re.ASCII)
_TAG = re.compile(r"<[^>]*>?")
_CLASSES = r"(?:\.[^\s.<>&]+)*"
# Class, italics, bold, underline, ruby and its text; voice and language, which alone say more; a time within the cue; the ends.
_ALLOWED_TAG = re.compile(
    rf"<(?:c|i|b|u|ruby|rt){_CLASSES}>|<(?:v|lang){_CLASSES}[ \t][^<>]*>|<{_TIME}>|</(?:c|i|b|u|ruby|rt|v|lang)>"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_STYLE_THAT_FETCHES = re.compile(r"url\s*\(|@import|expression|\\|<", re.IGNORECASE)


def check_captions(data: bytes) -> None:
    """Raise `CaptionsNotValid`, naming the line, unless it is WebVTT with at least one cue."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _wrong(line, "there is something that is not UTF-8. Save the file with the encoding UTF-8") from None
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _wrong(line, f"the character U+{ord(found.group()):04X} can't stand in captions")
    lines = _LINE_END.split(text)
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise _wrong(1, "the line must be WEBVTT, or WEBVTT, a space and a comment")
    _check_blocks(lines)


def spoken_words(data: bytes) -> str:
    """What captions or a transcript say, a line for each cue: without times, names of cues, tags, notes and styles. Of a file that
    `check_captions` has taken.
    """
    said = []
    for _, block in _blocks(_LINE_END.split(data.decode("utf-8-sig"))):
        timing = next((at for at, line in enumerate(block[:2]) if "-->" in line), None)
        if timing is not None:
            said.append(unescape(_TAG.sub("", " ".join(block[timing + 1 :]))))
    return "\n".join(said)


def _check_blocks(lines: list[str]) -> None:
    last_start = -1
    for number, block in _blocks(lines):
        if number == 1 or re.match(r"NOTE(?:[ \t]|$)", block[0]):
            _check_no_arrow(number, block)
        elif block[0].split() in (["STYLE"], ["REGION"]):
            _check_style(number, block)
        else:
            last_start = _check_cue(number, block, last_start)
    if last_start < 0:
        last = len(lines) - (lines[-1] == "")  # what ends with a line break has no further line
        raise _wrong(last, "the file ends without a cue")


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Runs of lines between empty ones, each with the number of its first line."""
    blocks: list[tuple[int, list[str]]] = []
    in_block = False
    for number, line in enumerate(lines, 1):
        if line and in_block:
            blocks[-1][1].append(line)
        elif line:
            blocks.append((number, [line]))
        in_block = bool(line)
    return blocks


def _check_no_arrow(number: int, block: list[str]) -> None:
    for offset, line in enumerate(block):
        if "-->" in line:
            raise _wrong(number + offset, "a cue must be set off by an empty line")


def _check_style(number: int, block: list[str]) -> None:
    _check_no_arrow(number, block)
    for offset, line in enumerate(block):
        if _STYLE_THAT_FETCHES.search(line):
            raise _wrong(number + offset, "a style may not fetch anything")


def _check_cue(number: int, block: list[str], last_start: int) -> int:
    """Check one cue; returns its start in milliseconds."""
    if "-->" not in block[0]:  # the first line is the cue's own name
        number, block = number + 1, block[1:]
    timing = _TIMING.fullmatch(block[0]) if block else None
    if timing is None:
        raise _wrong(number, "a cue must begin with its times, such as 00:00:01.000 --> 00:00:04.000")
    start, end = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:8])
    if end <= start:
        raise _wrong(number, "the cue ends before it begins")
    if start < last_start:
        raise _wrong(number, "the cue begins before the one above it")
    _check_no_arrow(number + 1, block[1:])
    for offset, line in enumerate(block[1:], 1):
        for tag in _TAG.findall(line):
            if not _ALLOWED_TAG.fullmatch(tag):
                raise _wrong(number + offset, f"{tag[:40]!r} is not a tag of WebVTT. Write &lt; for a plain <")
    return start


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _wrong(line: int, what: str) -> CaptionsNotValid:
    return CaptionsNotValid(f"Line {line:,}: {what}.")
