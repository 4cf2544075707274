"""Which of the forms on offer an `Accept` header takes (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from functools import lru_cache

from api.http.refusals import NotAcceptable


@lru_cache(maxsize=512)
def choose(accept: str, offered: tuple[str, ...]) -> str:
    """The offered type with the highest quality; the earlier one of equals. Raises `NotAcceptable`."""
    wishes = [_wish(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best = max(offered, key=lambda media_type: _quality(media_type, wishes))
    if _quality(best, wishes) <= 0:
        raise NotAcceptable(f"This is sent as {' or '.join(offered)}.")
    return best


def _wish(part: str) -> tuple[str, float]:
    media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return media_type, max(0.0, min(1.0, float(quality)))
    except ValueError:
        return media_type, 0.0


def _quality(media_type: str, wishes: list[tuple[str, float]]) -> float:
    """The most exact range that names the type decides. Who takes JSON takes what is JSON by its suffix (RFC 6839)."""
    as_json = ("application/json",) if media_type.endswith("+json") else ()
    for pattern in (media_type, *as_json, media_type.partition("/")[0] + "/*", "*/*"):
        for wish, quality in wishes:
            if wish == pattern:
                return quality
    return 0.0
