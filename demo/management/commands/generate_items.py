"""`manage.py generate_items 10000`: a library of that size, for load tests."""

import os
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demo.generator.ground import others_exist
from demo.generator.writing import generate, settle


class Command(BaseCommand):
    help = "Fills a catalogue that holds nothing else with made-up published items, the same ones for the same seed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, help="how many items the catalogue shall hold of this seed")
        parser.add_argument("--seed", type=int, default=1, help="another seed gives other items (default: 1)")

        parser.add_argument(
            "--processes", type=int, default=os.cpu_count(), help="how many work at it (default: cores)"
        )

    def handle(self, *_: Any, count: int, seed: int, processes: int, verbosity: int, **__: Any) -> None:
        if count < 1 or seed < 0:
            raise CommandError("The number of items must be 1 or more, and the seed 0 or more.")
        if others_exist():
            raise CommandError(
                "The catalogue holds items that were not generated; they would drown. Use an empty database."
            )
        started = monotonic()

        def tell(written: int) -> None:
            if verbosity and written % 5000 == 0:
                self.stdout.write(f"{written:,} items after {monotonic() - started:.0f} seconds")

        written = generate(count, seed=seed, at=timezone.now(), processes=processes, tell=tell)
        settle()
        if verbosity:
            self.stdout.write(f"{written:,} items written in {monotonic() - started:.0f} seconds.")
