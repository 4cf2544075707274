"""Which reads are counted, and as what: said once, where the operation is declared (`counted=`).

The subject is the item in the address, in the language asked for; a view whose address names none says it with `reads(...)`. A read is an
answer to GET with the text or with 304, for whoever has the text already reads it again; part of a file counts when it is its beginning.
HEAD and refusals do not count. Nothing of who asks is kept: the key's organisation, and for embeds the website, no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase

from library.accounts.queries import Caller
from library.catalogue.addresses import KINDS
from library.syndication import usage
from library.syndication.hosts import host_of, website_of

OWN_HOST = urlsplit(settings.PUBLIC_URL).hostname
FROM_PAPER = "short-address"
"""The form of a read that began on paper. The page that it leads to is counted when it is fetched."""
DECORATIONS = frozenset({"thumbnail.png"})
"""Lists show these: nobody has read the item."""
READ = frozenset({200, 206, 304, 308})
WITH_HOST = frozenset({"embed", "oembed"})


@dataclass(frozen=True)
class Counted:
    """Count reads of this operation under a channel. `format` is what was read; without it the `name` in the address.

    A redirect counts only if the view said what it leads to.
    """

    channel: str
    format: str = ""


class Subject(NamedTuple):
    """What was read. `language` is None for the item's original."""

    kind: str
    slug: str
    language: str | None


def count(
    counted: Counted,
    response: HttpResponseBase,
    *,
    subject: Subject | None,
    named: dict[str, Any],
    language: str | None,
    meta: dict[str, Any],
    caller: Caller | None,
    at: datetime,
) -> None:
    """Count a read that was answered so. `named` is what stands in the address."""
    if response.status_code not in READ or _is_further_part(response):
        return
    if subject is None:
        if response.status_code == 308 or "slug" not in named:
            return
        subject = Subject(KINDS[named["collection"]] if "collection" in named else "leaflet", named["slug"], language)
    form = counted.format or named["name"]
    if form in DECORATIONS:
        return
    host = ""
    if counted.channel in WITH_HOST:
        shown_by = host_of(meta.get("HTTP_REFERER"))
        if shown_by == OWN_HOST:
            return  # a preview on a page of ours
        host = website_of(shown_by) if shown_by else ""
    usage.note(
        channel=counted.channel,
        kind=subject.kind,
        slug=subject.slug,
        language=subject.language,
        format=form,
        host=host,
        partner=caller.actor.organisation_id if caller else None,
        at=at,
    )


def _is_further_part(response: HttpResponseBase) -> bool:
    return response.status_code == 206 and not response.headers.get("Content-Range", "").startswith("bytes 0-")
