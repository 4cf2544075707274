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
FORM_STYLE = (
    "main>*{max-width:100%}.fact{overflow-wrap:anywhere;white-space:pre-line}"
    "dd code{display:inline-block;border:1px solid #4c6272;padding:.5rem .75rem}"
    "label{display:block;font-weight:700;margin-top:1.5rem}.tick label,.choice label{display:inline;font-weight:400;margin:0}"
    "fieldset{border:0;margin:1.5rem 0 0;padding:0}legend{font-weight:700;padding:0}.choice,.tick{padding:.35rem 0}"
    ".help{margin:.25rem 0;color:#4c6272}.fault{margin:.25rem 0;color:#b10e1e;font-weight:700}"
    "input,textarea{font:inherit;color:inherit;background:#fff;border:2px solid #4c6272;border-radius:0;box-sizing:border-box}"
    "input:not([type=checkbox],[type=radio]),textarea{width:100%;max-width:28rem;padding:.5rem}"
    "input[type=checkbox],input[type=radio]{width:1.5rem;height:1.5rem;margin:0 .5rem 0 0;vertical-align:middle}"
    "button{font:inherit;font-weight:700;color:#fff;background:#00703c;border:2px solid transparent;margin-top:2rem;padding:.75rem 1.25rem}"
    "input:focus,textarea:focus,button:focus,.summary:focus{outline:3px solid #212b32;outline-offset:2px;box-shadow:0 0 0 7px #ffeb3b}"
    ".summary,.kept{border:4px solid #b10e1e;padding:0 1rem;margin:1.5rem 0}.kept{border-color:#4c6272}"
    ".summary h2,.kept h2{font-size:1.2rem}"
    ".asks{margin-top:2.5rem;border-top:1px solid #4c6272}.asks>h2{font-size:1.3rem}.asks textarea{max-width:100%}"
    ".asks .choice{display:inline-block;margin-right:1.5rem}.quiet{font-weight:400;margin-top:.35rem}"
    ".unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}"
    ".kept p{white-space:pre-line;overflow-wrap:anywhere}"
    "iframe{display:block;box-sizing:border-box;width:100%;height:75vh;border:2px solid #4c6272;background:#fff;resize:vertical}"
    "iframe:focus{outline:3px solid #212b32;box-shadow:0 0 0 7px #ffeb3b}"
)


def policy(style: str, *, forms: bool = False, frames: bool = False) -> str:
    """A content security policy: this style, forms to ourselves or none, pages of ours in frames or none, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    sent_to = "'self'" if forms else "'none'"
    shown = " frame-src 'self';" if frames else ""
    return f"default-src 'none'; style-src 'sha256-{digest}';{shown} base-uri 'none'; form-action {sent_to}; frame-ancestors 'none'"


POLICY = policy(STYLE)
FORM_POLICY = policy(STYLE + FORM_STYLE, forms=True, frames=True)
"""For pages with a form, and what is to be read before it is filled in."""


def page(title: str, body: str, *, has_form: bool = False, is_refused: bool = False, more_style: str = "") -> bytes:
    """A whole page. `title` is text; `body` is HTML that its caller has escaped. `is_refused` says so where a screen reader begins.
    A page with `more_style` is sent with a `policy` of its own.
    """
    named = f"Error: {title}" if is_refused else title
    style = (STYLE + FORM_STYLE if has_form else STYLE) + more_style
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(named)}</title><style>{style}</style></head><body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    ).encode()


def prose(text: str) -> str:
    """Text with `code` as HTML."""
    pieces = escape(text).split("`")
    return "".join(f"<code>{piece}</code>" if index % 2 else piece for index, piece in enumerate(pieces))
