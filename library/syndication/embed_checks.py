"""What an embed page refuses. Whoever hands out a frame of it (snippets, the builder, oEmbed) refuses the same."""

from __future__ import annotations

from datetime import datetime

from library.accounts.models import Organisation
from library.catalogue.models import Item
from library.editions.archive import NoSuchEdition, live_entry
from library.errors import Fault, Malformed, NotFound
from library.syndication.embed_address import NO_PIN, Embed, ItemEmbed
from library.syndication.embed_filling import ANYBODY, ancestors
from library.syndication.looks import Look, look_faults

NO_LEAFLET = "Only leaflets have versions for a place."
TWO_PLACES = "Give a postcode or an area: one of the two."


class NoSuchEmbedder(NotFound):
    """The page is there, but not for an organisation that nobody knows."""

    slug = "no-such-organisation"
    title = "There is no such organisation"
    explanation = (
        "`for` names an organisation by its code: see `/v1/organisations`. Without `for`, anybody may embed the page."
    )


def check_asked(embed: Embed) -> None:
    """Whether what is asked for can be at all. Raises `Malformed`: for colours that can't be read; and for a place of what is no
    leaflet, for two places, and for a place with an edition to stay on.
    """
    check_look(embed.look)
    if not isinstance(embed, ItemEmbed):
        return
    place = "?area" if embed.area else "?postcode" if embed.postcode else "?find" if embed.finds_local else None
    if place and embed.kind != Item.Kind.LEAFLET:
        raise Malformed(errors=[Fault(place, NO_LEAFLET)])
    if embed.area and embed.postcode:
        raise Malformed(errors=[Fault("?postcode", TWO_PLACES)])
    if place and embed.edition is not None:
        raise Malformed(errors=[Fault("?edition", NO_PIN)])


def check_there(embed: Embed, *, now: datetime) -> None:
    """Whether who embeds it, and the edition to stay on, are there. The page itself finds that out as it reads.

    Raises `NoSuchEmbedder`, `NoSuchEdition`, and as reading the item does.
    """
    frame_of(embed.organisation)
    if isinstance(embed, ItemEmbed) and embed.edition is not None:
        newest = live_entry(embed.kind, embed.slug, embed.language, now=now).edition
        if embed.edition > newest:
            raise NoSuchEdition(f"There is no edition {embed.edition}.", current_edition=newest)


def check_look(look: Look) -> None:
    """Raises `Malformed` with the numbers when a text can't be read in it."""
    faults = look_faults(look)
    if faults:
        raise Malformed("These colours can't be used together.", errors=faults)


def frame_of(organisation: str | None) -> str:
    """Who may frame a page that an organisation embeds, or anybody. Raises `NoSuchEmbedder`."""
    if organisation is None:
        return ANYBODY
    found = Organisation.objects.filter(code=organisation).only("embed_hosts").first()
    if found is None:
        raise NoSuchEmbedder(f"There is no organisation {organisation}.")
    return ancestors(organisation, found.embed_hosts)
