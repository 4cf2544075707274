"""The settings under test: the same file, told that these are tests."""

import os
from pathlib import Path

os.environ["LIBRARY_ENV"] = "test"

from config.settings import *  # noqa: F403 - the line above must come first
from config.settings import DATABASES, STATIC_ROOT

# A database for each process: two runs side by side don't take each other's away.
DATABASES["default"]["TEST"] = {"NAME": f"test_library_{os.getpid()}"}

# whitenoise looks for it at its start; tests collect nothing into it.
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
