#!/usr/bin/env python
"""Django's command line.

With DATABASE_URL unset it finds or starts the embedded PostgreSQL, and lets go of it at the end.
"""

import os
import signal
import sys
from contextlib import ExitStack

from django.core.management import execute_from_command_line

from config import database, lifeline


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    lifeline.follow_the_runner()
    with ExitStack() as stack:
        if database.is_wanted(os.environ):
            # Leave through the door when told to go, so that the database is let go of.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
            os.environ["DATABASE_URL"] = stack.enter_context(database.running(database.of(os.environ)))
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
