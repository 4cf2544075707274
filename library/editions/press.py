"""The press of this process: made when the first page is set, so that a process which sets none starts no child."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from library.rendering.pdf import job_of
from library.rendering.press.pool import Press
from library.rendering.sheet import Sheet


def set_page(sheet: Sheet, name: str) -> bytes:
    """A PDF or the thumbnail. Raises DoesNotFit, MissingGlyphs, RenderFailed, TooDemanding, PressBusy."""
    return press().set(job_of(sheet, name, _font_paths()))


@cache
def press() -> Press:
    return Press(
        children=settings.RENDER_CHILDREN,
        waiting=settings.RENDER_WAITING,
        patience=settings.RENDER_PATIENCE,
        seconds=settings.RENDER_SECONDS,
        megabytes=settings.RENDER_MEGABYTES,
        font_paths=_font_paths(),
    )


def _font_paths() -> list[Path]:
    return [Path(path) for path in settings.LEAFLET_FONT_PATHS]
