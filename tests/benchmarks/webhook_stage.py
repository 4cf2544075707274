"""Who subscribes and what happens, for `webhooks`, in a process of its own. It waits for a line, and says when each thing happened."""

from __future__ import annotations

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from library.syndication import keepers  # noqa: E402 - needs Django
from library.syndication.actions import subscriptions  # noqa: E402
from tests.following import Following  # noqa: E402
from tests.worlds import World  # noqa: E402

READY, DONE = "READY", "DONE"


def main() -> None:
    events, pause, addresses = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
    subscriptions.MAX_OPEN = keepers.MAX_OPEN = len(addresses)  # as many organisations would have
    follow = Following(World())
    for address in addresses:
        follow.subscribed(address)
    print(READY, flush=True)
    sys.stdin.readline()
    for number in range(events):
        event = follow.happen(slug=f"leaflet-{number}")
        print(event.position, time.time(), flush=True)
        time.sleep(pause)
    print(DONE, flush=True)


if __name__ == "__main__":
    main()
