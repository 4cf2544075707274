"""Which website shows something of ours, from the `Referer` that its readers' browsers send. Pure.

Only the registrable name is kept (`www.example.org.uk` gives `example.org.uk`): what stands before it can name a person or a machine
inside a house. The full list of public suffixes would be one more thing to keep current; the rule of thumb here takes three labels where
a country sells names below a category (`nhs.uk`, `co.uk`, `gov.au`) and two elsewhere. Wrong, it names a website more coarsely.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MAX_REFERER = 2000
MAX_HOST = 100
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
TOP = re.compile(r"[a-z]{2,24}|xn--[a-z0-9-]{2,40}", re.ASCII)
NATIONS = frozenset({"wales", "cymru", "scot"})
_CATEGORIES = "ac asn biz co com edu gen go gob gouv gov govt id info ltd me med mil mod ne net nhs nom or org plc police sch school"
CATEGORIES = frozenset(_CATEGORIES.split())
"""Second labels under which countries sell or give names."""
_NOT_PUBLIC = (
    "alt arpa corp example home host internal intranet invalid lan local localdomain localhost mail onion private test"
)
NOT_PUBLIC = frozenset(_NOT_PUBLIC.split())
"""Last labels that are nobody's on the internet (RFC 6761, RFC 6762, RFC 7686, RFC 9476, and those that ICANN keeps back)."""


def host_of(referer: str | None) -> str:
    """The full host name of a `Referer`, lower case, without its port; "" unless it is a plausible public name."""
    if not referer or len(referer) > MAX_REFERER or not referer.isascii():
        return ""
    try:
        parts = urlsplit(referer)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"}:
        return ""
    labels = host.split(".")
    is_public = (
        len(host) <= 253
        and len(labels) >= 2
        and all(LABEL.fullmatch(label) for label in labels)
        and TOP.fullmatch(labels[-1]) is not None
        and labels[-1] not in NOT_PUBLIC
    )
    return host if is_public else ""


def website_of(host: str) -> str:
    """The registrable name of a host; "" if it has none, or one that is too long to be a website's."""
    labels = host.split(".")
    kept = 2
    is_of_a_country = len(labels[-1]) == 2 or labels[-1] in NATIONS
    if is_of_a_country and labels[-2:-1] and labels[-2] in CATEGORIES:
        kept = 4 if labels[-2:] == ["sch", "uk"] else 3
    name = ".".join(labels[-kept:])
    return name if kept <= len(labels) and len(name) <= MAX_HOST else ""
