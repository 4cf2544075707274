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


RENDERED = {
    AccessibleFormat.WEB: "page.html",
    AccessibleFormat.PDF: "a4.pdf",
    AccessibleFormat.PRINT: "a4.pdf",
    AccessibleFormat.LARGE_PRINT: "large-print.pdf",
    AccessibleFormat.PLAIN_TEXT: "text.txt",
}
"""The formats that the library makes of every text by itself, each with the name of its rendition."""


def stated_formats(stated: list[dict[str, str]], *, rendered: frozenset[str] = frozenset()) -> list[dict[str, str]]:
    """Every format with its status, in one order; what nobody has stated is `not_planned`.

    `rendered` names the renditions that there are. A format that one of them provides is `available`, unless the item
    says otherwise; `rendition` is then its name, and empty for every other.
    """
    known = {row["format"]: row for row in stated}
    found = []
    for name in AccessibleFormat:
        row = known.get(name, {})
        rendition = RENDERED.get(name, "")
        status = row.get("status") or (
            FormatStatus.AVAILABLE if rendition and rendition in rendered else FormatStatus.NOT_PLANNED
        )
        provided = rendition if status == FormatStatus.AVAILABLE and rendition in rendered else ""
        found.append({"format": name.value, "status": str(status), "note": row.get("note", ""), "rendition": provided})
    return found
