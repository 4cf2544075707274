"""Markdown to HTML that can stand on anybody's page: no script, no style, no request but for the pictures handed in.

The tokens of the Markdown subset are written out here, element by element, with every text escaped. Then nh3 goes over
the result with our own allow-list: a second line of defence, which should never find anything to do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType

import nh3
from markdown_it.token import Token

from library.documents.grammar import Placeholder, PlaceholderKind, placeholder_at
from library.documents.markdown import asset_key, is_link, placeholder_target, tokens

_HEADINGS = (3, 6)
_EMPTY: Mapping[str, str] = MappingProxyType({})
_ALIGNMENTS = {
    "text-align:left": "align-left",
    "text-align:center": "align-centre",
    "text-align:right": "align-right",
}
_CLEANER = nh3.Cleaner(
    tags={
        *("p", "br", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li"),
        *("em", "strong", "a", "bdi", "img", "span"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    },
    clean_content_tags={"script", "style"},
    attributes={
        "a": {"href"},
        "bdi": {"dir"},
        "img": {"src", "alt", "loading"},
        "ol": {"start"},
        "span": {"data-key"},
        "th": {"scope"},
    },
    allowed_classes={
        "span": {"placeholder"},
        "th": set(_ALIGNMENTS.values()),
        "td": set(_ALIGNMENTS.values()),
    },
    url_schemes={"https", "http", "mailto", "tel"},  # http for pictures of a service that runs on this machine
    link_rel="noopener noreferrer",
)


def markdown_to_html(
    markdown: str,
    *,
    images: Mapping[str, tuple[str, str]] | None = None,
    labels: Mapping[str, str] = _EMPTY,
    heading_offset: int = 0,
) -> str:
    """HTML of a text of a document, without its section's heading (which is an h2, so that `###` is an h3).

    `images` gives address and alternative text (empty for a decorative picture) by key; a picture that is not there is
    shown as the words in its brackets. `labels` gives the words for placeholders, by content
    (`crisis_service.phone`, `contact:samaritans`) or by key; each is `<span class="placeholder" data-key="...">`, and a
    quote without a label is empty. `heading_offset` moves headings down, to h6 at most. A link that goes elsewhere than
    to https, mailto or tel is shown as its words. Raw HTML comes out as text.
    """
    writer = _Writer(images or {}, labels, heading_offset)
    return _CLEANER.clean("".join(writer.block(token) for token in tokens(markdown)))


class _Writer:
    """Writes tokens as HTML. It remembers only how each open link is to end."""

    def __init__(self, images: Mapping[str, tuple[str, str]], labels: Mapping[str, str], heading_offset: int) -> None:
        self.images = images
        self.labels = labels
        self.heading_offset = heading_offset
        self.link_ends: list[str] = []
        self.blocks: Mapping[str, Callable[[Token], str]] = {
            "inline": lambda token: "".join(self.inline(child) for child in token.children or ()),
            "heading_open": lambda token: f"<{self.heading(token)}>",
            "heading_close": lambda token: f"</{self.heading(token)}>\n",
            "ordered_list_open": _ordered_list,
            "th_open": lambda token: f'<th scope="col"{_alignment(token)}>',
            "td_open": lambda token: f"<td{_alignment(token)}>",
        }
        self.inlines: Mapping[str, Callable[[Token], str]] = {
            "text": lambda token: escape(token.content),
            "softbreak": lambda _: "\n",
            "hardbreak": lambda _: "<br>",
            "link_open": self.link_open,
            "link_close": lambda _: self.link_ends.pop(),
            "image": self.image,
            "placeholder": lambda token: self.placeholder(token.meta["placeholder"]),
        }

    def block(self, token: Token) -> str:
        if token.hidden:
            return ""
        if write := self.blocks.get(token.type):
            return write(token)
        return f"<{token.tag}>" if token.nesting == 1 else f"</{token.tag}>\n"

    def inline(self, token: Token) -> str:
        if write := self.inlines.get(token.type):
            return write(token)
        return f"<{token.tag}>" if token.nesting == 1 else f"</{token.tag}>"

    def heading(self, token: Token) -> str:
        """h3 to h6, whatever the text says: h1 and h2 belong to the page and to the section."""
        highest, lowest = _HEADINGS
        return f"h{min(max(int(token.tag[1:]), highest) + self.heading_offset, lowest)}"

    def link_open(self, token: Token) -> str:
        """A telephone link keeps its digits in order on a page that is read from right to left (domain.md TR-1)."""
        address = str(token.attrs.get("href", ""))
        if not is_link(address):
            target = placeholder_target(address)
            found = placeholder_at(target[1], 0) if target else None
            self.link_ends.append(f" {self.placeholder(found)}" if found else "")
            return ""
        before, after = ('<bdi dir="ltr">', "</bdi>") if address.startswith("tel:") else ("", "")
        self.link_ends.append(f"</a>{after}")
        return f'{before}<a href="{escape(address)}">'

    def image(self, token: Token) -> str:
        url, alt = self.images.get(asset_key(token) or "", (None, ""))
        if url is None:
            return escape(token.content)
        return f'<img src="{escape(url)}" alt="{escape(alt)}" loading="lazy">'

    def placeholder(self, found: Placeholder) -> str:
        label = self.labels.get(found.content)
        if label is None:
            unlabelled = "" if found.kind is PlaceholderKind.QUOTE else found.name
            label = self.labels.get(found.name, unlabelled) if found.kind is PlaceholderKind.DETAIL else unlabelled
        return f'<span class="placeholder" data-key="{escape(found.content)}">{escape(label)}</span>'


def _ordered_list(token: Token) -> str:
    return f'<ol start="{token.attrs["start"]}">' if "start" in token.attrs else "<ol>"


def _alignment(token: Token) -> str:
    """The parser says it as inline style, which a content security policy forbids."""
    name = _ALIGNMENTS.get(str(token.attrs.get("style", "")))
    return f' class="{name}"' if name else ""
