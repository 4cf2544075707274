"""How an organisation's renditions look, as plain values for `library.rendering`."""

from __future__ import annotations

from library.accounts.actors import Actor
from library.accounts.models import Organisation
from library.catalogue.files import read
from library.catalogue.models import Asset, Theme
from library.rendering import sheet
from library.rendering.sheet import Picture


def theme_of(organisation: Organisation) -> sheet.Theme:
    """The theme in force, with the bytes of its logo: the library's own for an organisation that has saved none.

    The logo's alternative is the organisation's name. Raises `StorageUnavailable`.
    """
    theme = Theme.objects.filter(organisation=organisation).select_related("logo").first()
    if theme is None:
        return sheet.Theme()
    return sheet.Theme(
        primary=theme.primary,
        on_primary=theme.on_primary,
        accent=theme.accent,
        tint=theme.tint,
        logo=_picture(theme.logo, organisation.name) if theme.logo else None,
    )


def own_theme(by: Actor) -> Theme | None:
    """The theme that the actor's organisation has saved, if it has."""
    return Theme.objects.filter(organisation=by.home).select_related("organisation", "logo").first()


def _picture(logo: Asset, alt: str) -> Picture:
    content = b"".join(read(logo, 0, logo.size))
    return Picture(content, logo.media_type, alt, logo.width or 0, logo.height or 0)
