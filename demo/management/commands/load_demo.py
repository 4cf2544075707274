"""`manage.py load_demo`: the demo library into an empty library. Safe to repeat."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demo.credentials import FILE_NAME, written
from demo.loading import DemoRefused, load, renew_keys


class Command(BaseCommand):
    help = "Loads the demo library into an empty library, and prints its keys. A second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-keys", action="store_true", help="end the demo's keys and desk login, and make new ones"
        )

    def handle(self, *_: Any, new_keys: bool, **__: Any) -> None:
        path = settings.DATA_DIR / FILE_NAME
        act = renew_keys if new_keys else load
        try:
            with written(path) as to_write:
                credentials = act(base_url=settings.PUBLIC_URL, now=timezone.now())
                if credentials:
                    to_write.append(credentials)
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from None
        if credentials is None:
            self.stdout.write("The demo library is loaded already. Nothing was changed.")
            if not path.exists():
                self.stdout.write(f"Its keys are no longer in {path}. To make new ones: manage.py load_demo --new-keys")
            return
        self.stdout.write("New keys for the demo library." if new_keys else "The demo library is loaded.")
        self.stdout.write("\n".join(credentials.lines()))
        self.stdout.write(f"Its keys stand in {path}, which only you can read.")
