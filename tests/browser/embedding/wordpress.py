"""What WordPress does with an oEmbed answer of a library that its administrator has not named, and the part of its page that listens to
the frame: written from what a real one did (6.1; the script is there since 5.9). There is none in these tests.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote
from urllib.request import urlopen  # noqa: TID251 - a test asks its own server

import nh3

SECRET = "hAz7Kq20Xb"
KEPT = {"*": set(), "a": {"href"}, "blockquote": set(), "iframe": {"src", "width", "height", "frameborder", "title"}}
OUT_OF_SIGHT = "position: absolute; clip: rect(1px, 1px, 1px, 1px);"
_BEFORE_FRAME = re.compile(r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", re.DOTALL)
LISTENING = """
addEventListener("message", ({ data, source }) => {
  if (!data || /[^a-zA-Z0-9]/.test(data.secret)) return;
  (window.heard ||= []).push(data);
  for (const quote of document.querySelectorAll(`blockquote[data-secret="${data.secret}"]`)) quote.style.display = "none";
  for (const frame of document.querySelectorAll(`iframe[data-secret="${data.secret}"]`)) {
    if (source !== frame.contentWindow) continue;
    frame.removeAttribute("style");
    if (data.message === "height") frame.height = Math.min(Math.max(parseInt(data.value, 10), 200), 1000);
    if (data.message !== "link") continue;
    const target = new URL(data.value, document.baseURI);
    const same = target.host === new URL(frame.src).host && /^https?:$/.test(target.protocol);
    if (same && document.activeElement === frame) window.top.location.href = data.value;
  }
});
addEventListener("load", () => {
  for (const frame of document.querySelectorAll("iframe[data-secret]"))
    frame.contentWindow.postMessage({ message: "ready", secret: frame.dataset.secret }, "*");
});
"""
"""The script of the page around. A height is between 200 and 1000 pixels, and a link leads nowhere but to the library."""


def asked(library: str, address: str, **wanted: str) -> str:
    """The HTML of our answer to the request that WordPress makes."""
    query = "".join(f"&{name}={value}" for name, value in wanted.items())
    url = f"{library}/v1/oembed?url={quote(address, safe='')}&format=json&maxwidth=600&maxheight=900&dnt=1{query}"
    with urlopen(url) as answer:  # noqa: S310 - our own server
        return str(json.load(answer)["html"])


def let_through(html: str) -> str:
    """What comes out of WordPress's sieve: a quote and a frame, with a secret that they share."""
    kept = nh3.clean(
        html.replace("\n", ""),
        tags=set(KEPT) - {"*"},
        attributes=KEPT,
        link_rel=None,
        url_schemes={"http", "https", "tel"},
    )
    found = _BEFORE_FRAME.match(kept)
    assert found
    said, frame = found[1] or "", found[2]
    frame = re.sub(r' src="([^"]*)"', rf' src="\1#?secret={SECRET}" data-secret="{SECRET}"', frame)
    style = f' style="{OUT_OF_SIGHT}"' if said else ""
    frame = frame.replace("<iframe", f'<iframe class="wp-embedded-content" sandbox="allow-scripts"{style}')
    return said.replace("<blockquote", f'<blockquote class="wp-embedded-content" data-secret="{SECRET}"') + frame
