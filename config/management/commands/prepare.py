"""`manage.py prepare`: everything between a fresh copy and a library that can be opened. Safe to repeat."""

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser

from config.local import DATA, PROJECT
from library.catalogue.models import Item

CREDENTIALS = DATA / "demo-credentials.json"


class Command(BaseCommand):
    help = (
        "Migrates, collects static files if they have changed, loads the demo library into an empty catalogue, and carries out "
        "withdrawals that a restored database does not know of."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave an empty catalogue empty")

    def handle(self, *_: Any, no_demo: bool, **__: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        collect_static_if_changed(Path(settings.STATIC_ROOT))
        if not no_demo and "load_demo" in get_commands() and not Item.objects.exists():
            self.stdout.write("Loading the demo library.")
            call_command("load_demo", stdout=StringIO())  # the runner prints the keys
        # Before anything is served: the database may be a restored backup, which has what was withdrawn since.
        call_command("reapply_tombstones", stdout=self.stdout)
        correct_address(CREDENTIALS, settings.PUBLIC_URL)


def collect_static_if_changed(root: Path) -> None:
    """Collect when the packages or our own files are other than last time; hashing and packing them takes seconds."""
    stamp = root / ".collected"
    state = _state_of_static_files()
    if not stamp.exists() or stamp.read_text() != state:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(state)


def _state_of_static_files() -> str:
    digest = hashlib.sha256((PROJECT / "requirements.lock").read_bytes())
    for path in sorted(PROJECT.glob("api/**/static/**/*")):
        if path.is_file():
            digest.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    return digest.hexdigest()


def correct_address(credentials: Path, address: str) -> None:
    """Let the demo credentials name the address of this start (`PORT` may have moved it)."""
    if credentials.exists():
        known = json.loads(credentials.read_text())
        if known.get("base_url") != address:
            credentials.write_text(json.dumps({**known, "base_url": address}, indent=2) + "\n")
