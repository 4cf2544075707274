"""The settings under test: the same file, told that these are tests."""

import os

os.environ["LIBRARY_ENV"] = "test"

from config.settings import *  # noqa: F403 - the line above must come first
from config.settings import DATABASES

# A database for each process: two runs side by side don't take each other's away.
DATABASES["default"]["TEST"] = {"NAME": f"test_library_{os.getpid()}"}
