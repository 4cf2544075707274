"""The PostgreSQL that both servers are measured on: the embedded one, set up as one would in production."""

from __future__ import annotations

from config import database
from config.local import DATA

FOLDER = DATA / "bench"
SETTINGS = (
    # For a small machine of its own. Both servers' tables and indexes fit, as those of a library like this do.
    "shared_buffers=2GB",
    "effective_cache_size=6GB",
    "work_mem=16MB",
    "maintenance_work_mem=256MB",
    "random_page_cost=1.1",  # storage without moving parts
    "max_wal_size=4GB",
    "checkpoint_timeout=30min",
    # Tables are vacuumed after loading; a run should not be disturbed later. Everything else is PostgreSQL's default,
    # durability above all.
    "autovacuum=off",
    "shared_preload_libraries=",
)
CLUSTER = database.Cluster("postgres", SETTINGS, home=FOLDER)
