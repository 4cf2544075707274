"""The script that partners put on their pages, and every version of it that was ever given out.

`embed.js` is the source. Snippets name a version by its hash and hold its integrity, so a version that has been given out must go on
answering with the same bytes for as long as somebody's page names it: `given_out/` keeps each under its hash, and `given_out.txt` lists
them, the newest last. `manage.py give_out_embed_script` adds the present source to both; a test says when that was forgotten.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SOURCE = FOLDER / "embed.js"
KEPT = FOLDER / "given_out"
LIST = FOLDER / "given_out.txt"
KEY_PATTERN = "^[0-9a-f]{16}$"


@dataclass(frozen=True)
class EmbedScript:
    """One version. `key` is the start of its SHA-256 in hexadecimal, `integrity` the value of the HTML attribute."""

    key: str
    content: bytes

    @property
    def integrity(self) -> str:
        return f"sha384-{base64.b64encode(hashlib.sha384(self.content).digest()).decode()}"


def key_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def listed() -> list[str]:
    """The keys of all versions that were given out, oldest first."""
    lines = LIST.read_text("utf-8").splitlines()
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


@cache
def given_out() -> dict[str, EmbedScript]:
    """Every version by its key."""
    return {key: EmbedScript(key, (KEPT / f"{key}.js").read_bytes()) for key in listed()}


def current_script() -> EmbedScript:
    """The newest version."""
    return list(given_out().values())[-1]


def script_url(base_url: str, script: EmbedScript) -> str:
    """Where this version is, for ever."""
    return f"{base_url}/embed/script/{script.key}.js"
