"""What every rendition is made from: one document with what is printed around it, and a theme. Plain values.

A rendition is a pure function of a `Sheet`: equal sheets give equal bytes (domain.md PR-11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from library.documents.model import Document


@dataclass(frozen=True)
class Picture:
    """An image that may be shown: PNG, JPEG or WebP. `alt` is empty for a decorative one, and only for that."""

    content: bytes
    media_type: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Theme:
    """An organisation's colours and logo (domain.md AX-11, PR-5 to PR-7). Colours are `#rrggbb`; `themes.faults` checks them.

    `primary` is for headings and bands, with `on_primary` as the text on it; `accent` for links and rules; `tint` is a
    background behind black text. `logo` is there only with a permission on record.
    """

    primary: str = "#1f6873"
    on_primary: str = "#ffffff"
    accent: str = "#1c555f"
    tint: str = "#f0f7f8"
    logo: Picture | None = None


@dataclass(frozen=True)
class Imprint:
    """What stands at the end of every rendition (domain.md PR-10, LIC-4): whose it is, which version, how current, on
    which terms.

    `page_url` is the web page of the same text, in the same language (domain.md AX-2); `short_url` leads there too, is
    permanent and short enough to type. `oembed_urls` are where embedders learn of it (oEmbed, section 4), with the media
    type of each. `published_on` is the day of this edition. `attribution` is the ready line,
    `coproduction` the sentence on how it was made, in `coproduction_language`, which is empty where that is the text's.
    `contact` is where to ask for other formats, in words. `pages` are the web pages of all its languages, (tag,
    address), where there are several; `feed_url` is where readers of feeds hear what is new. `feedback_url` is the page on
    which readers write back about this edition; a text that is not published has none.
    """

    publisher: str
    edition: int
    published_on: date
    last_reviewed: date
    next_review_due: date
    licence_spdx: str
    licence_name: str
    licence_url: str
    attribution: str
    page_url: str
    short_url: str
    coproduction: str | None = None
    rights_holder: str = ""
    contact: str = ""
    oembed_urls: tuple[tuple[str, str], ...] = ()
    coproduction_language: str = ""
    pages: tuple[tuple[str, str], ...] = ()
    feed_url: str = ""
    feedback_url: str = ""


@dataclass(frozen=True)
class Sheet:
    """`labels` are the words for what is not filled in, by content of the placeholder or by key: such a place is marked
    plainly wherever it is shown. `pictures` by key of the document's `images`. `structured_data` is the schema.org
    description of the item, for pages. `notice` is what a reader must know before the text, in plain words of its language,
    or of English where we have no others; it stands in a box of its own, above everything but the title.
    """

    document: Document
    imprint: Imprint
    theme: Theme = field(default_factory=Theme)
    labels: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    structured_data: Mapping[str, object] = field(default_factory=dict)
    notice: str = ""
