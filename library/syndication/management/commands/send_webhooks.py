"""`manage.py send_webhooks`: the sender, until it is told to stop."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from library.syndication.sender import Sender


class Command(BaseCommand):
    help = "Tells subscribers of what changes, and goes on doing so until it is stopped. More than one may run."

    def handle(self, *_: Any, **__: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        Sender().run(stop)
