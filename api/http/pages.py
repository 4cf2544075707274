"""The few HTML pages that the API itself shows: plain, with a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from html import escape

STYLE = (
    "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
    "body{color:#212b32;background:#fff}"
    "a{color:#005eb8}a:focus{outline:3px solid #ffeb3b;background:#ffeb3b;color:#212b32}"
    "code{font-size:.95em}dt{font-weight:700;margin-top:1rem}dd{margin:0}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def page(title: str, body: str) -> bytes:
    """A whole page. `title` is text; `body` is HTML that its caller has escaped."""
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    ).encode()


def prose(text: str) -> str:
    """Text with `code` as HTML."""
    pieces = escape(text).split("`")
    return "".join(f"<code>{piece}</code>" if index % 2 else piece for index, piece in enumerate(pieces))
