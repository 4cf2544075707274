"""The steward and the authorities of `following`, in a process of their own: builds, waits for a line, publishes."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from tests.adaptations import Place  # noqa: E402 - needs Django
from tests.worlds import World  # noqa: E402

READY, PUBLISHED = "READY", "PUBLISHED"


def main() -> None:
    place = Place(World())
    place.several(int(sys.argv[1]))
    print(READY, flush=True)
    sys.stdin.readline()
    place.edition("safety", signs="Look for new changes at meals.")
    print(PUBLISHED, flush=True)


if __name__ == "__main__":
    main()
