"""The page that stands in an iframe in place of a text that can't be shown there (domain.md CR-12)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from library.directory.queries import crisis_help
from library.editions.review_status import uk_day
from library.errors import LibraryError
from library.rendering.embed_frame import Filling, embed_policy, filled
from library.rendering.embed_parts import Link, other_page
from library.syndication.embed_address import ItemEmbed, embed_url, kept_query
from library.syndication.embed_filling import ANYBODY, help_of, look_css
from library.syndication.looks import Look

LANGUAGE = "en-GB"
READ_SUCCESSOR = "Read what took its place"
"""Refusals are in English everywhere."""


@dataclass(frozen=True)
class RefusalPage:
    body: bytes
    policy: str


def refusal_page(title: str, error: LibraryError, *, look: Look, organisation: str | None) -> RefusalPage:
    """Why, in sentences; what took its place, as an embed page in the same look; and where to get help now."""
    page = other_page(
        "embed_refusal.html.j2",
        LANGUAGE,
        title=title,
        sentences=[error.detail] if error.detail != error.title else [],
        faults=[f"{fault.pointer.removeprefix('?')}: {fault.detail}" for fault in error.errors],
        links=_links(error, organisation, look),
    )
    css = look_css(look)
    policy = embed_policy(page, css, origin=settings.PUBLIC_URL, ancestors=ANYBODY)
    return RefusalPage(
        filled(
            page,
            Filling(
                look=css,
                help=help_of(crisis_help(uk_day(timezone.now())), LANGUAGE),
                query=kept_query(organisation, look),
            ),
        ),
        policy,
    )


def _links(error: LibraryError, organisation: str | None, look: Look) -> list[Link]:
    successor = error.members.get("successor")
    if not successor:
        return []
    embed = ItemEmbed(kind=successor["kind"], slug=successor["slug"], organisation=organisation, look=look)
    return [Link(embed_url(settings.PUBLIC_URL, embed), READ_SUCCESSOR)]
