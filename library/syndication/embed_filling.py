"""What is put into the places of an embed page for one request: the look, the help that the directory has now, and who may frame it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import Any

from library.catalogue.addresses import OEMBED, oembed_url
from library.directory.display import display, link
from library.rendering.embed_parts import HelpLine, help_html
from library.rendering.schemes import DARK, LIGHT, scheme_css
from library.syndication.embed_address import Embed, ItemEmbed, embed_url
from library.syndication.looks import Look, colours_of

ANYBODY = "*"
NOBODY = "'none'"
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::[0-9]{1,5})?")


@lru_cache(maxsize=512)
def look_css(look: Look) -> str:
    """The style of a look that has no faults; empty when the page's own holds, which follows the reader's device."""
    colours = colours_of(look)
    if colours is None:
        scheme = {"light": LIGHT, "dark": DARK}.get(look.scheme)
        return scheme_css(scheme.properties(), scheme) if scheme else ""
    theirs = {
        "ink": colours.text,
        "quiet": colours.text,
        "heading": colours.text,
        "paper": colours.background,
        "link": colours.link,
        "rule": f"color-mix(in srgb, {colours.text} 30%, {colours.background})",
    }
    return scheme_css({**colours.scheme.properties(), **theirs}, colours.scheme)


@lru_cache(maxsize=512)
def announced(base_url: str, embed: Embed) -> str:
    """Where it is said how to embed this very page, with its look, its place and its pin (oEmbed, section 4): consumers such as
    WordPress are given its address and look for this in its head. Nothing for a page of one reader's postcode, but for the form
    in which it was typed.
    """
    if isinstance(embed, ItemEmbed) and embed.postcode:
        if not embed.finds_local:
            return ""
        embed = replace(embed, postcode=None)
    url = embed_url(base_url, embed)
    return "\n".join(
        f'<link rel="alternate" type="{media_type}" href="{escape(oembed_url(base_url, url, form))}">'
        for form, media_type in OEMBED.items()
    )


@lru_cache(maxsize=64)
def lines_of(lines: str) -> tuple[HelpLine, ...]:
    """Lines of help as people read them, from JSON of name, kind, value, menu path, hours, nations and districts. What two records
    say is said once (`directory.queries.crisis_help`).
    """
    once: dict[tuple[object, ...], HelpLine] = {}
    for name, kind, value, menu_path, hours, nations, districts in json.loads(lines):
        told = HelpLine(name, display(kind, value), link(kind, value) or "", menu_path, hours)
        once.setdefault((kind, value, menu_path, frozenset(nations), frozenset(districts)), told)
    return tuple(once.values())


@lru_cache(maxsize=64)
def help_now(lines: str, language: str) -> str:
    """The lines of help, as such JSON, for a page in this language."""
    return help_html(lines_of(lines), language)


def help_of(contacts: Sequence[Mapping[str, Any]], language: str) -> str:
    """The same for contact points as `directory.queries.crisis_help` gives them."""
    told = [
        HelpLine(row["name"], row["display"], row["link"] or "", row["menu_path"] or "", row["hours"] or "")
        for row in contacts
    ]
    return help_html(told, language)


def ancestors(organisation: str | None, hosts: Sequence[str] | None) -> str:
    """Who may frame a page: anybody, or with an organisation named exactly the hosts that it has registered.

    What is no host name is left out: it would be more than one source in the policy.
    """
    if organisation is None:
        return ANYBODY
    named = [host for host in (found.strip().lower() for found in hosts or ()) if _HOST.fullmatch(host)]
    return " ".join(named) or NOBODY
