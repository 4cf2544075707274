"""The builder's HTML: two pages, to search and to choose, with a policy that lets in what stands in them and ourselves."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent / "pages"
SEARCH = "builder_search.html.j2"
CHOOSE = "builder_choose.html.j2"


def builder_page(template: str, **values: Any) -> bytes:
    """A page in UTF-8. Every value is text, and is escaped."""
    return (
        _templates()
        .get_template(template)
        .render(style=_file("builder.css"), script=_file("builder.js"), **values)
        .encode()
    )


@cache
def policy() -> str:
    """Styles and the script of the page by their hashes; from ourselves the element's script, the preview, and the page anew."""
    return (
        f"default-src 'none'; style-src {_hash('builder.css')}; script-src {_hash('builder.js')} 'self'; connect-src 'self'; "
        "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def _hash(name: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(_file(name).encode()).digest()).decode()}'"


@cache
def _file(name: str) -> Any:
    return _templates().filters["safe"]((FOLDER / name).read_text("utf-8"))


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
