"""What belongs to this copy of the project and to no other: its `.data/` folder and the secrets in it."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / ".data"


def written_once(path: Path, make: Callable[[], str]) -> str:
    """The text of a file that only its owner may read; `make()` gives it the first time.

    Safe when several processes ask at once: the file is linked into place whole, and all read the same one.
    """
    with suppress(FileNotFoundError):
        return path.read_text(encoding="utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(make())
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    return path.read_text(encoding="utf-8")


def secret_key() -> str:
    """The key that signs sessions of this copy, made at its first start (`.data/secret-key`)."""
    return written_once(DATA / "secret-key", lambda: secrets.token_urlsafe(64))
