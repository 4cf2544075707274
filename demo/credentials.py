"""Keys and the desk's password: made anew for each installation, shown once, kept in a file that only its owner may read."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from demo.people import DESK_ROLES, PEOPLE, STEWARD_CODE
from library.accounts import actions as accounts
from library.accounts.actors import SYSTEM
from library.accounts.models import ApiKey, Membership, Organisation, User

FILE_NAME = "demo-credentials.json"
KEY_NAME = "Demo"
DESK_PREFIX = "demo-desk-"


@dataclass(frozen=True)
class Desk:
    """How to log in at the desk."""

    username: str
    password: str


@dataclass(frozen=True)
class Credentials:
    """What the file holds (design.md, section 9)."""

    base_url: str
    keys: dict[str, str]
    desk: Desk

    def lines(self) -> list[str]:
        """For the terminal."""
        keys = [f"  {name:<28}{key}" for name, key in self.keys.items()]
        return [
            "Demo keys (header: Authorization: Bearer KEY):",
            *keys,
            f"Desk: user {self.desk.username}, password {self.desk.password}",
        ]


def issue(*, base_url: str, at: datetime) -> Credentials:
    """New keys for the cast, and a password for the desk. Those of before, if there are any, end."""
    keys = {}
    for person in PEOPLE:
        if person.key:
            membership = Membership.objects.get(user__username=person.username, ended_at__isnull=True)
            _revoke(membership, at)
            keys[person.key] = accounts.issue_key(membership=membership, name=KEY_NAME, by=SYSTEM, at=at)[1]
    return Credentials(base_url=base_url, keys=keys, desk=_desk(at))


def _revoke(membership: Membership, at: datetime) -> None:
    for key in ApiKey.objects.filter(membership=membership, name=KEY_NAME, revoked=False):
        accounts.revoke_key(key=key, by=SYSTEM, at=at)


def _desk(at: datetime) -> Desk:
    """The one person of the demo with a password; a new password if they are there already."""
    user = User.objects.filter(username__startswith=DESK_PREFIX, is_staff=True).first()
    password = secrets.token_urlsafe(18)
    if user is not None:
        accounts.set_password(user=user, password=password, by=SYSTEM, at=at)
        return Desk(user.username, password)
    user = accounts.create_user(
        username=f"{DESK_PREFIX}{secrets.token_hex(3)}",
        name="Demo desk",
        password=password,
        is_staff=True,
        by=SYSTEM,
        at=at,
    )
    steward = Organisation.objects.get(code=STEWARD_CODE)
    accounts.add_member(user=user, organisation=steward, roles=DESK_ROLES, by=SYSTEM, at=at)
    return Desk(user.username, password)


@contextmanager
def written(path: Path) -> Iterator[list[Credentials]]:
    """Write what is appended to the list, once the block has ended well; nothing if it has not.

    The draft of the file is made first, so that a folder that can't be written to is found before keys are issued.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            credentials: list[Credentials] = []
            yield credentials
            if credentials:
                file.write(json.dumps(asdict(credentials[0]), indent=2) + "\n")
        if credentials:
            draft.replace(path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
