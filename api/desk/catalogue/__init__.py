"""Items with their governance, the shared vocabularies, and files."""

from api.desk.catalogue import files, items, vocabularies  # noqa: F401 - they register themselves
