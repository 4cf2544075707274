"""The files of the demo library, made in code. `name` is the name by which documents point at them (`standins`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from demo.drawings import living_room, two_mugs

FILM_SECONDS = 90

SCRIPT = (
    "This is an example of captions, written for a demo.",
    "It is evening. The kitchen light is on.",
    "Someone sits at the table with a cup of tea.",
    "They are worried about a person they love.",
    "They have noticed a change, and they do not know what to say.",
    "You do not need the perfect words.",
    "You could say: I have noticed that you seem sad. I am here.",
    "Then listen. It is fine if there is silence.",
    "It is nobody's fault. Not theirs, and not yours.",
    "A GP can help. So can a charity, or a group for carers.",
    "Help early on makes it easier to get better.",
    "And you matter too. Find someone to talk to.",
    "You are not alone.",
    "Thank you for watching. Where to get help stands below the film.",
)

SCENES = (
    "[A kitchen at night, drawn in a few lines. Music plays softly.]",
    "[A person at the table, seen from behind, with both hands round a cup.]",
    "[A second chair is pulled up. Two cups on the table.]",
    "[The window gets lighter. Birds.]",
)


@dataclass(frozen=True)
class DemoFile:
    """`accessibility` and `note` as in the catalogue; `licence` by SPDX identifier."""

    name: str
    file_name: str
    make: Callable[[], bytes]
    licence: str = "CC-BY-NC-SA-4.0"
    accessibility: str = "accessible"
    note: str = ""


def captions() -> bytes:
    """WebVTT: what is said, in time with the film."""
    return _webvtt("Captions, an example written for the demo", SCRIPT)


def transcript() -> bytes:
    """WebVTT: what is said and what is seen, in order."""
    every = len(SCRIPT) // len(SCENES) + 1
    lines = [
        f"{SCENES[number // every]}\n{line}" if number % every == 0 else line for number, line in enumerate(SCRIPT)
    ]
    return _webvtt("Transcript, an example written for the demo", lines)


def _webvtt(title: str, lines: tuple[str, ...] | list[str]) -> bytes:
    length = FILM_SECONDS / len(lines)
    cues = [
        f"{number + 1}\n{_clock(number * length)} --> {_clock((number + 1) * length)}\n{line}"
        for number, line in enumerate(lines)
    ]
    return "\n\n".join(["WEBVTT", f"NOTE\n{title}", *cues, ""]).encode()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"00:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


FILES = (
    DemoFile("living-room", "the-sanctuary.png", living_room),
    DemoFile("two-mugs", "two-mugs.png", two_mugs),
    DemoFile("film-captions", "the-film-captions.vtt", captions),
    DemoFile("film-transcript", "the-film-transcript.vtt", transcript),
)
