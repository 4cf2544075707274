"""Accessible formats that every item states its position on (domain.md, AX-5; NHS Accessible Information Standard)."""

from __future__ import annotations

from enum import StrEnum


class AccessibleFormat(StrEnum):
    WEB = "web"
    PDF = "pdf"
    PRINT = "print"
    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    BSL_VIDEO = "bsl_video"
    AUDIO = "audio"
    BRAILLE_READY = "braille_ready"
    PLAIN_TEXT = "plain_text"
    VIDEO_CAPTIONED = "video_captioned"
    VIDEO_AUDIO_DESCRIBED = "video_audio_described"
    OTHER_LANGUAGE = "other_language"


class FormatStatus(StrEnum):
    AVAILABLE = "available"
    ON_REQUEST = "on_request"
    NOT_PLANNED = "not_planned"
    PLANNED = "planned"


def stated_formats(stated: list[dict[str, str]]) -> list[dict[str, str]]:
    """Every format with its status, in one order; what nobody has stated is `not_planned`."""
    known = {row["format"]: row for row in stated}
    return [
        {
            "format": name.value,
            "status": known.get(name, {}).get("status", FormatStatus.NOT_PLANNED.value),
            "note": known.get(name, {}).get("note", ""),
        }
        for name in AccessibleFormat
    ]
