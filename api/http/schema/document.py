"""The document as a whole: what it says of itself, and how it is served."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from api.http.schema.responses import BASE_URL

FILE = Path(__file__).parents[3] / "openapi" / "openapi.yaml"
DESCRIPTION = """\
A library of co-produced health leaflets, case studies and training: find, read, adapt, embed, and keep in step with the originals.

**Reading needs no key.** What is public is the same for everybody, with a strong `ETag` and `Last-Modified`; ask again with
`If-None-Match` and get 304. A key (`Authorization: Bearer ...`) raises your quota, and opens the workspace.

**Nothing is ignored.** An unknown parameter or member, or a page token from another list, is refused with 400:
a typo never widens an answer.

**Refusals are RFC 9457 problems** (`application/problem+json`), every one; each `type` is the address of a page that says what to do.
Ignore members and enum values that you do not know: within `/v1` we only add.

**Lists** are `{"items": [...], "next": address or null}`, in pages; follow `next` until it is null.

**Writes** need `If-Match` where something is changed, so that no work is overwritten unseen, and `Idempotency-Key`
where something is made or published, so that a repeat after a lost answer is done once. Keys for repeats are kept for 24 hours.

**Times** are RFC 3339 in UTC; addresses are absolute; null means that there is none.
"""


class NotUnique(Exception):
    """Two operations have one id: a client made from the document would lose one of them."""


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """drf-spectacular's last hook: say what the document is, and refuse what would make it wrong."""
    operations = [operation for methods in result["paths"].values() for operation in methods.values()]
    repeated = [
        name for name, times in Counter(operation["operationId"] for operation in operations).items() if times > 1
    ]
    if repeated:
        raise NotUnique(f"operation ids stand twice: {', '.join(repeated)}")
    result["info"] |= {"description": DESCRIPTION, "license": {"name": "MIT", "identifier": "MIT"}}
    result["servers"] = [{"url": BASE_URL}]
    result["tags"] = [{"name": name} for name in sorted({tag for operation in operations for tag in operation["tags"]})]
    return result


@lru_cache(maxsize=2)
def as_yaml(public_url: str) -> bytes:
    """The committed document, with the address that it is served from; in the queries of examples, too."""
    written = FILE.read_bytes()
    for form in (str, partial(quote, safe=":")):
        written = written.replace(form(BASE_URL).encode(), form(public_url).encode())
    return written


@lru_cache(maxsize=2)
def as_json(public_url: str) -> bytes:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return json.dumps(yaml.load(as_yaml(public_url), Loader=loader), ensure_ascii=False, default=str).encode()  # noqa: S506 - a safe loader
