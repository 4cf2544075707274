"""The web process: `python -m config.web`. granian, with the numbers of the settings table."""

import os

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from config import env, lifeline


def main() -> None:
    settings = env.read(os.environ)
    lifeline.follow_the_runner()
    Granian(
        "config.wsgi:application",
        address=settings["LISTEN_ON"],
        port=settings["PORT"],
        interface=Interfaces.WSGI,
        workers=settings["WEB_PROCESSES"],
        blocking_threads=settings["WEB_THREADS"],
        blocking_threads_idle_timeout=600,  # a thread that ends takes its database connection with it
        websockets=False,
        log_level=LogLevels.warning,
        # One process that dies takes nobody with it.
        respawn_failed_workers=True,
        workers_kill_timeout=4,
    ).serve()


if __name__ == "__main__":
    main()
