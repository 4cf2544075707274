"""What is put into the places of an embed page for one request: the look, the help that the directory has now, and who may frame it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from library.directory.display import display, link
from library.rendering.embed_parts import HelpLine, help_html
from library.rendering.schemes import DARK, LIGHT, scheme_css
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


@lru_cache(maxsize=64)
def help_now(lines: str, language: str) -> str:
    """The lines of help, as JSON of name, kind, value, menu path and hours, for a page in this language."""
    told = [
        HelpLine(name, display(kind, value), link(kind, value), menu_path, hours)
        for name, kind, value, menu_path, hours in json.loads(lines)
    ]
    return help_html(told, language)


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
